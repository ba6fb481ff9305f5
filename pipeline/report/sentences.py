"""Our own sentences in the reader's language.

The tables keep each sentence as the stage that made it wrote it: Swedish where reconciliation
did, English where reading and extraction did. Here they are told in the other language, with
the document's own words (a row's label, a section's title) left as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from pipeline.report.phrases import FIELDS, FIGURES, PHRASES, Phrases
from pipeline.report.wording import Language, Wording

_FIELD = re.compile(r"\{(\w+)\}")
_OF_A_KIND = {
    "n": r"\d+",
    "sum": r"[\d ,\u00a0−-]+ kr",
    "place": r"[\dA-ZÅÄÖ].*?",
    "table": r"tab(?:ell|le) \d+(?:, .+?)?",
}
_GROUPED = re.compile(r"(?<=\d) (?=\d{3}(?!\d))|(?<=\d) (?=kr\b)")
_NO_BREAK = "\u00a0"


def said(sentence: str, words: Wording) -> str:
    """A sentence of ours, or the label of a check, in the language of `words`, its amounts
    kept on one line.

    One that the phrase book does not know stays as it is, and so do the document's own words
    within it.
    """
    return _on_one_line(_translated(sentence, words.language, PHRASES))


def named(label: str, words: Wording) -> str:
    """What a figure of a check is called: a row by its own label, which is the document's and
    stays as it is, an amount of the text by its place."""
    return _on_one_line(_translated(label, words.language, FIGURES))


def language_of(sentence: str, words: Wording) -> Language:
    """The language in which `said` tells a sentence; what no phrase fits is the document's."""
    return _language_of(sentence, words, PHRASES)


def language_of_name(label: str, words: Wording) -> Language:
    """The language in which `named` tells a label."""
    return _language_of(label, words, FIGURES)


def _language_of(text: str, words: Wording, phrases: Phrases) -> Language:
    ours = any(_told(text, language, phrases) is not None for language in ("sv", "en"))
    return words.language if ours else "sv"


def _on_one_line(text: str) -> str:
    return _GROUPED.sub(_NO_BREAK, text)


def _translated(text: str, language: Language, phrases: Phrases) -> str:
    told = _told(text, language, phrases)
    return text if told is None else told


@lru_cache(maxsize=8192)
def _told(text: str, language: Language, phrases: Phrases) -> str | None:
    for pattern, template in _book(language, phrases):
        if found := pattern.fullmatch(text):
            fields = found.groupdict().items()
            return template.format(**{name: _field(name, own, language) for name, own in fields})
    return None


def _field(name: str, text: str, language: Language) -> str:
    return _translated(text, language, FIELDS.get(_kind(name), ()))


def _kind(field: str) -> str:
    return field.rstrip("0123456789")


@lru_cache(maxsize=64)
def _book(language: Language, phrases: Phrases) -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple(_entries(language, phrases))


def _entries(language: Language, phrases: Phrases) -> Iterator[tuple[re.Pattern[str], str]]:
    for swedish, english in phrases:
        source, target = (english, swedish) if language == "sv" else (swedish, english)
        yield re.compile(_pattern(source), re.DOTALL), target


def _pattern(template: str) -> str:
    """A template as a pattern: a few kinds of fields have a form, the others hold any words."""
    literals = _FIELD.split(template)
    for place in range(1, len(literals), 2):
        name = literals[place]
        literals[place] = f"(?P<{name}>{_OF_A_KIND.get(_kind(name), '.+?')})"
    for place in range(0, len(literals), 2):
        literals[place] = re.escape(literals[place])
    return "".join(literals)
