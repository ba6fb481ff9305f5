"""Clauses in which a party undertakes something.

Each sentence is read with its parties marked (`‹SKR› ska lämna …`), so that the rules can
say where the subject stands without knowing any name. A party yields at most one row for
each time that it is named: the first rule that claims it decides on the modality.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import cast

import regex

from pipeline.model import Document, Mention, Modality, Passage, Responsibility
from pipeline.rulebook import Rule, Rulebook, RuleSet

_OPEN, _CLOSE = "‹", "›"
_LEADING = re.compile(r"^[\s,;:–•-]+")


@dataclass(frozen=True)
class MarkedSentence:
    """A sentence with its parties marked; `opens` are the places of the opening marks."""

    text: str
    mentions: tuple[Mention, ...]
    opens: tuple[int, ...]

    def within(self, start: int, end: int) -> tuple[int, ...]:
        """The numbers of the mentions that open between two places."""
        return tuple(range(bisect_left(self.opens, start), bisect_left(self.opens, end)))

    def plain_place(self, place: int) -> int:
        """A place of the marked text as an offset into the sentence as written."""
        return place - self.text.count(_OPEN, 0, place) - self.text.count(_CLOSE, 0, place)


@dataclass(frozen=True, slots=True)
class Claim:
    """What a rule found: the mentions that undertake, and where their verb stands."""

    rule: Rule
    numbers: tuple[int, ...]
    verb: tuple[int, int]
    span: tuple[int, int]


def find_responsibilities(
    document: Document, passages: Sequence[Passage], mentions: Sequence[Mention], rules: Rulebook
) -> tuple[Responsibility, ...]:
    """One row for each party and clause, in reading order."""
    reader = _Reader(rules["responsibilities"])
    starts = [mention.span.start for mention in mentions]
    items = _items_by_head(passages)
    found: list[Responsibility] = []
    for passage in passages:
        here = _inside(passage, mentions, starts)
        if not here:
            continue
        listed = items.get(passage.span.start, ())
        for party, modality, action, span, rule in reader.rows(passage, here, listed):
            start, end = passage.span.start + span[0], passage.span.start + span[1]
            found.append(
                Responsibility(
                    f"{document.doc_id}-r{len(found) + 1:04d}",
                    passage.section_id,
                    party,
                    modality,
                    action,
                    passage.text,
                    document.locate(start, end),
                    rule,
                )
            )
    return tuple(found)


def marked_sentence(
    passage: Passage, mentions: Sequence[Mention], rules: Rulebook
) -> MarkedSentence:
    """A sentence as the rules of responsibilities read it."""
    starts = [mention.span.start for mention in mentions]
    here = _inside(passage, mentions, starts)
    return _Reader(rules["responsibilities"]).marked(passage, here)


class _Reader:
    """Reads one sentence at a time by the rules."""

    def __init__(self, rules: RuleSet) -> None:
        self._rules = rules

    @cached_property
    def _vague(self) -> regex.Pattern[str]:
        words = "|".join(map(regex.escape, self._rules.phrases["vague"]))
        return regex.compile(rf"(?i:\b(?:{words}) )$")

    @cached_property
    def _longest_vague(self) -> int:
        return max(map(len, self._rules.phrases["vague"])) + 1

    @cached_property
    def _link(self) -> regex.Pattern[str]:
        """What ties the verb to the undertaking: `också för att`."""
        words = "|".join(map(regex.escape, self._rules.phrases["connective"]))
        return regex.compile(
            rf"^[\s,;:–-]*(?:(?:{words})\b\s*)*(?:(?:om att|att|om|för att)\b[\s:]*)?"
        )

    def rows(
        self, passage: Passage, mentions: Sequence[Mention], listed: Sequence[str]
    ) -> Iterator[tuple[str, Modality, str, tuple[int, int], str]]:
        """Party, modality, action, the clause's place in the sentence, and the rule."""
        sentence = self.marked(passage, mentions)
        if not sentence.mentions:
            return
        claims = sorted(self._claims(sentence), key=lambda claim: claim.span)
        ends = [*(claim.span[0] for claim in claims[1:]), len(sentence.text)]
        for claim, end in zip(claims, ends, strict=False):
            modality = cast(Modality, claim.rule.value("modality"))
            if modality == "är överens":  # what is agreed may hold undertakings of its own
                end = len(sentence.text)
            action = self._action(sentence, claim, end, listed)
            last = max(claim.span[1], end)
            span = sentence.plain_place(claim.span[0]), sentence.plain_place(last)
            for party in self._parties(sentence, claim, modality):
                yield party, modality, action, span, claim.rule.id

    def marked(self, passage: Passage, mentions: Sequence[Mention]) -> MarkedSentence:
        """The sentence with its nominative, definite, unbracketed parties marked."""
        pieces: list[str] = []
        kept: list[Mention] = []
        opens: list[int] = []
        length = done = 0
        for mention in mentions:
            start = mention.span.start - passage.span.start
            end = mention.span.end - passage.span.start
            if start < done or not self._may_be_subject(passage.text, start, mention):
                continue
            pieces += [passage.text[done:start], _OPEN, passage.text[start:end], _CLOSE]
            opens.append(length + start - done)
            length += end - done + 2
            kept.append(mention)
            done = end
        pieces.append(passage.text[done:])
        return MarkedSentence("".join(pieces), tuple(kept), tuple(opens))

    def _may_be_subject(self, text: str, start: int, mention: Mention) -> bool:
        before = text[:start]
        if before.count("(") > before.count(")"):
            return False
        if self._vague.search(before, max(start - self._longest_vague, 0)):
            return False
        return not mention.genitive

    def _claims(self, sentence: MarkedSentence) -> Iterator[Claim]:
        lowered = sentence.text.lower()
        possible = [
            (rule, match)
            for rule in self._stage("clause")
            for match in rule.matches(sentence.text, lowered, overlapped=True)
        ]
        taken = self._vetoed(sentence, lowered) if possible else set()
        verbs: set[int] = set()
        for rule, match in possible:
            numbers = sentence.within(*match.span("subject"))
            verb = match.start("verb")
            if not numbers or not taken.isdisjoint(numbers):
                continue
            if verb in verbs and not rule.values.get("shares_verb"):
                continue  # the verb has its subject: what follows it is its object
            taken.update(numbers)
            verbs.add(verb)
            yield Claim(rule, numbers, match.span("verb"), match.span())

    def _vetoed(self, sentence: MarkedSentence, lowered: str) -> set[int]:
        """The mentions that undertake nothing, whatever a clause looks like."""
        return {
            number
            for rule in self._stage("veto")
            for match in rule.matches(sentence.text, lowered)
            for number in sentence.within(*match.span("subject"))
        }

    def _parties(
        self, sentence: MarkedSentence, claim: Claim, modality: Modality
    ) -> tuple[str, ...]:
        parties = dict.fromkeys(sentence.mentions[number].party_id for number in claim.numbers)
        contracting = set(self._rules.phrases["contracting"])
        for absent in self._rules.phrases["never"]:
            parties.pop(absent, None)
        if modality == "är överens" and parties.keys() <= contracting:
            return ("parterna",)
        return tuple(parties)

    def _action(
        self, sentence: MarkedSentence, claim: Claim, end: int, listed: Sequence[str]
    ) -> str:
        """What is undertaken: behind verb and subject, or before the agent of a passive."""
        if claim.rule.values.get("agent"):
            return _trimmed(sentence.text)
        start = max(claim.verb[1], claim.span[1] if claim.verb[0] == claim.span[0] else 0)
        action = _trimmed(self._link.sub("", sentence.text[start:end]))
        return "; ".join([*([action] if action else []), *listed])

    def _stage(self, stage: str) -> tuple[Rule, ...]:
        return self._rules.having("stage", stage)


def _items_by_head(passages: Sequence[Passage]) -> dict[int, list[str]]:
    """The items of each list by the place of the sentence that introduces it."""
    items: dict[int, list[str]] = {}
    for passage in passages:
        if passage.head is not None:
            items.setdefault(passage.head.start, []).append(_trimmed(passage.text))
    return items


def _inside(
    passage: Passage, mentions: Sequence[Mention], starts: Sequence[int]
) -> Sequence[Mention]:
    first = bisect_left(starts, passage.span.start)
    return mentions[first : bisect_left(starts, passage.span.end)]


def _trimmed(text: str) -> str:
    bare = text.replace(_OPEN, "").replace(_CLOSE, "")
    return _LEADING.sub("", bare).rstrip(" .,;:–")
