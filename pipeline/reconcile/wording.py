"""What labels, titles and purposes have in common: words, parties and section references.

Reconciliation never sees the text, but the facts carry words: a row's label, a section's
title, what an amount is for. Two of them speak of the same thing when their content words
agree, inflection and compounds aside (`Läkemedel` and `läkemedelsområdet`).
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

_WORD = re.compile(r"[^\W\d_]+(?:[-\u2010\u2011:][^\W\d_]+)*|\d+(?:[.:]\d+)+|\b(?:19|20)\d\d\b")
_LETTERS = re.compile(r"\b(?:[^\W\d_] )+[^\W\d_]\b")
_NUMBER = re.compile(
    r"\b(?:kap(?:itel|\.)?|avsnitt(?:et)?|punkt(?:en)?|p\.|aktivitet(?:en)?|§)\s*(\d+(?:\.\d+)*)"
    r"|\b(\d+(?:\.\d+)+)\b",
    re.IGNORECASE,
)

# Words that say nothing about which activity is meant.
_IDLE = frozenset(
    """
    och eller samt i på av för om inom till från med vid mot ur hos som att den det de dessa
    detta denna en ett sin sitt sina ska skall är m.m mm bl.a t.ex utifrån genom ram ramen
    under över enligt kap kapitel avsnitt punkt aktivitet kronor kr mnkr mkr tkr msek
    mdkr miljoner miljarder tusental
    totalt total totala summa delsumma sammanlagt varav därav medel medlen medels medelstilldelning
    belopp beloppet bidrag ersättning insats insatsen insatser insatserna arbete arbetet
    verksamheten verksamhet ändamål ändamålet område området fortsatt fortsatta år året
    avsätts avsätter avsätta avses avser går gå fördelas tilldelas utbetalas betalas ut
    överenskommelse överenskommelsen överenskommelsens denna avtalet budgetpropositionen
    """.split()
)
_NAMES = (
    "stockholm|uppsala|sörmland|östergötland|jönköping|kronoberg|kalmar|gotland|blekinge|skåne"
    "|halland|värmland|örebro|västmanland|dalarna|gävleborg|västernorrland|jämtland"
    "|västerbotten|norrbotten"
)
# What parties are called in labels; earlier names count (Landstingsförbundet and Svenska
# Kommunförbundet became SKL in 2007, SKR in 2019; landsting became regioner).
_PARTIES = (
    (
        "skr",
        r"sveriges kommuner och (?:landsting|regioner)|\bsk[lr](?:[:\s]?s)?\b"
        r"|landstingsförbundet|kommunförbundet",
    ),
    ("samverkansregionerna", r"\bsamverkansregion\w*"),
    (
        "regionerna",
        r"\b(?:regioner(?:na)?s?|landsting(?:en)?s?|(?:sjukvårds)?huvudmännens?)\b"
        rf"|\bregion (?:{_NAMES})|\bgötalandsregionen\b|\blandstinget i\b",
    ),
    ("kommunerna", r"\bkommuner(?:na)?s?\b|\bkommunal\w*"),
    ("staten", r"\bstatens?\b|\bstatlig\w*|\bregeringens?\b"),
)
_SAME_PARTY = {"regeringen": "staten", "socialdepartementet": "staten", "skl": "skr"}


def one_line(label: str) -> str:
    """The label on one line, letter-spaced words closed up (`S U M M A` is `SUMMA`)."""
    folded = " ".join(label.split())
    return _LETTERS.sub(lambda run: run[0].replace(" ", ""), folded).rstrip(" :")


def short(text: str, most: int = 90) -> str:
    """The text cut behind a word, an ellipsis in place of the rest."""
    if len(text) <= most:
        return text
    return text[:most].rpartition(" ")[0].rstrip(" ,;:(") + " …"


def kronor(value: Decimal) -> str:
    """A sum as Swedish prints it: 14 000 000 kr, 12 500,50 kr."""
    text = f"{value:,.2f}".replace(",", " ").replace(".", ",")
    return f"{text.removesuffix(',00')} kr"


@lru_cache(maxsize=4096)
def content_words(text: str) -> frozenset[str]:
    """The words that tell what something is about, in lower case."""
    words = (word.lower() for word in _WORD.findall(one_line(text)))
    return frozenset(word for word in words if word not in _IDLE and len(word) > 1)


@lru_cache(maxsize=4096)
def similarity(left: str, right: str) -> float:
    """0 to 1: how far two wordings name the same thing.

    Mostly how much of the shorter one is in the longer one, since titles are cut short in
    tables, and a little how much of all words they share, which tells close ones apart.
    """
    mine, other = content_words(left), content_words(right)
    if not mine or not other:
        return 0.0
    shorter, longer = sorted((mine, other), key=len)
    shared = sum(any(_alike(word, peer) for peer in longer) for word in shorter)
    return 0.7 * shared / len(shorter) + 0.3 * 2 * shared / (len(mine) + len(other))


def is_contained(label: str, text: str) -> bool:
    """Whether a text has all the content words of a label."""
    words = content_words(text)
    return all(any(_alike(word, peer) for peer in words) for word in content_words(label))


def is_named(label: str, text: str) -> bool:
    """Whether a text says all the content words of a label, none of them only in part:
    `naturen` does not name Naturvårdsverket."""
    words, said = content_words(label), content_words(text)
    return bool(words) and all(any(_says(peer, word) for peer in said) for word in words)


def _says(peer: str, word: str) -> bool:
    return _alike(word, peer) and len(peer) >= 0.7 * len(word)


def _alike(word: str, peer: str) -> bool:
    if word == peer or _inflects(word, peer) or _inflects(peer, word):
        return True
    common = 0
    for one, two in zip(word, peer, strict=False):
        if one != two:
            break
        common += 1
    return common >= 5 and common >= 0.7 * min(len(word), len(peer))


def _inflects(stem: str, word: str) -> bool:
    # `stöd` and `stödet`; longer words are alike by their beginnings
    return len(stem) >= 4 and word.startswith(stem) and len(word) - len(stem) <= 3


@lru_cache(maxsize=4096)
def parties_in(text: str) -> frozenset[str]:
    """The parties that a label names; whoever money only passes through (`via`) is left out."""
    rest = re.sub(r"\bvia\b.*", "", one_line(text).lower())
    found = set()
    for party, pattern in _PARTIES:
        if re.search(pattern, rest):
            found.add(party)
            rest = re.sub(pattern, " ", rest)
    return frozenset(found)


def party_id(recipient: str | None) -> str | None:
    """One id for a party and its organs: the government is the state."""
    return None if recipient is None else _SAME_PARTY.get(recipient, recipient)


@lru_cache(maxsize=4096)
def section_numbers(text: str) -> frozenset[str]:
    """The section numbers that a wording refers to: `4.3`, `kap 6`."""
    return frozenset(one or two for one, two in _NUMBER.findall(text))
