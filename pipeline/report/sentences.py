"""Our own sentences in the reader's language.

The tables keep each sentence as the stage that made it wrote it: Swedish where reconciliation
did, English where reading and extraction did. Here they are told in the other language, with
the document's own words (a row's label, a section's title) left as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from pipeline.report.phrases import PHRASES
from pipeline.report.wording import Language, Wording

_FIELD = re.compile(r"\{(\w+)\}")
_FIGURES = {"n": r"\d+", "sum": r"[\d ,\u00a0−-]+ kr"}
_GROUPED = re.compile(r"(?<=\d) (?=\d{3}(?!\d))|(?<=\d) (?=kr\b)")
_NO_BREAK = "\u00a0"


def said(sentence: str, words: Wording) -> str:
    """A sentence of ours in the language of `words`, its amounts kept on one line.

    One that the phrase book does not know stays as it is.
    """
    return _GROUPED.sub(_NO_BREAK, _translated(sentence, words.language))


def language_of(sentence: str, words: Wording) -> Language:
    """The language in which `said` tells a sentence; what no phrase fits is the document's."""
    ours = any(_told(sentence, language) is not None for language in ("sv", "en"))
    return words.language if ours else "sv"


def _translated(sentence: str, language: Language) -> str:
    told = _told(sentence, language)
    return sentence if told is None else told


@lru_cache(maxsize=8192)
def _told(sentence: str, language: Language) -> str | None:
    for pattern, template in _book(language):
        if found := pattern.fullmatch(sentence):
            fields = found.groupdict().items()
            return template.format(**{name: _translated(text, language) for name, text in fields})
    return None


@lru_cache(maxsize=2)
def _book(language: Language) -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple(_entries(language))


def _entries(language: Language) -> Iterator[tuple[re.Pattern[str], str]]:
    for swedish, english in PHRASES:
        source, target = (english, swedish) if language == "sv" else (swedish, english)
        yield re.compile(_pattern(source), re.DOTALL), target


def _pattern(template: str) -> str:
    """A template as a pattern: `{n}` is a number, `{sum}` an amount, other fields any words."""
    literals = _FIELD.split(template)
    for place in range(1, len(literals), 2):
        name = literals[place]
        literals[place] = f"(?P<{name}>{_FIGURES.get(name.rstrip('0123456789'), '.+?')})"
    for place in range(0, len(literals), 2):
        literals[place] = re.escape(literals[place])
    return "".join(literals)
