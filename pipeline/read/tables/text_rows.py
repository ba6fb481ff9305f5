"""Words on one level: the lines of a page, and what in them reads as a figure.

Everything is measured in ems of the type at hand, never in points, so that a table set in
seven points and one in fourteen are the same to what builds on this.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.read.layout import Word

_SAME_LEVEL = 0.35  # ems between the middles of words that share a line
_RAISED = 0.75  # ems from the middle of a row to that of a footnote mark, at most
_SMALL = 0.8  # of a row's type size
_NUMBER = r"\d+(?:[ .,]\s?\d{1,3})*(?:,\s?\d+)?"
_FIGURE = re.compile(rf"[(+\-–−±]?\s?({_NUMBER})\s?[)*]*(?:\s?%)?((?: ?[^\W\d_]+\.?){{0,2}})[*)]*")
_BLANK = re.compile(r"[-–—−.…*/]{1,3}")
_YEAR = re.compile(r"(?:19|20)\d\d")
_LONGEST_UNIT = 16  # "miljarder kronor"
_LEADER = re.compile(r"[.…·_]{3,}|…")


@dataclass(frozen=True, slots=True)
class TextRow:
    """The words of one level from left to right; `y` is the middle of their line."""

    words: tuple[Word, ...]
    y: float
    x0: float
    x1: float
    size: float

    @property
    def text(self) -> str:
        return joined(self.words)


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbouring words of a row without a wide gap between them."""

    words: tuple[Word, ...]
    x0: float
    x1: float

    @property
    def text(self) -> str:
        return joined(self.words)


def joined(words: Iterable[Word]) -> str:
    return " ".join(word.text for word in words)


def usual_size(words: Iterable[Word]) -> float:
    """The type size that most characters have; 1 for no words."""
    weight: dict[float, int] = {}
    for word in words:
        weight[word.size] = weight.get(word.size, 0) + len(word.text)
    total, seen = sum(weight.values()), 0
    for size in sorted(weight):
        seen += weight[size]
        if 2 * seen >= total:
            return size
    return 1.0


def text_rows(words: Iterable[Word]) -> tuple[TextRow, ...]:
    """The words gathered into lines, from top to bottom."""
    gathered: list[list[Word]] = []
    levels: list[float] = []
    for word in sorted(words, key=_middle):
        middle = _middle(word)
        if levels and _shares_line(word, middle, gathered[-1], levels[-1]):
            count = len(gathered[-1])
            gathered[-1].append(word)
            levels[-1] += (middle - levels[-1]) / (count + 1)
        else:
            gathered.append([word])
            levels.append(middle)
    rows = [_row(row, level) for row, level in zip(gathered, levels, strict=True)]
    return tuple(_with_raised(rows))


def _middle(word: Word) -> float:
    return (word.box.top + word.box.bottom) / 2


def _shares_line(word: Word, middle: float, row: Sequence[Word], level: float) -> bool:
    return middle - level <= _SAME_LEVEL * max(word.size, row[0].size)


def _row(words: list[Word], level: float) -> TextRow:
    words.sort(key=lambda word: word.box.x0)
    size = usual_size(words)
    return TextRow(tuple(words), level, words[0].box.x0, max(w.box.x1 for w in words), size)


def _with_raised(rows: list[TextRow]) -> list[TextRow]:
    """Put small words that stand on a level of their own, as footnote marks do, into the row
    of the word that they follow."""
    kept: list[TextRow] = []
    for index, row in enumerate(rows):
        below = rows[index + 1] if index + 1 < len(rows) else None
        if below is not None and all(_is_raised(word, below) for word in row.words):
            rows[index + 1] = _row([*row.words, *below.words], below.y)
        elif kept and all(_is_raised(word, kept[-1]) for word in row.words):
            kept[-1] = _row([*kept[-1].words, *row.words], kept[-1].y)
        else:
            kept.append(row)
    return kept


def _is_raised(word: Word, row: TextRow) -> bool:
    """Whether a small word stands right behind a word of a row, somewhat above or below it."""
    return (
        word.size <= _SMALL * row.size
        and abs(_middle(word) - row.y) <= _RAISED * row.size
        and any(abs(word.box.x0 - other.box.x1) <= row.size / 2 for other in row.words)
    )


def runs(words: Sequence[Word], widest_gap: float) -> list[Run]:
    """The words split where the space between two of them is at least `widest_gap` points."""
    if not words:
        return []
    groups: list[list[Word]] = [[words[0]]]
    right = words[0].box.x1
    for left, word in pairwise(words):
        right = max(right, left.box.x1)
        if word.box.x0 - right >= widest_gap:
            groups.append([])
        groups[-1].append(word)
    return [Run(tuple(g), g[0].box.x0, max(w.box.x1 for w in g)) for g in groups]


def figure_unit(text: str) -> str | None:
    """The unit behind a figure (`""` for a bare one), None if the text is no figure.

    `3 000 000`, `39, 43`, `(2,5)`, `10 mnkr` and `1,35 miljoner kronor` are figures; a unit
    is any one or two words that are short enough, whatever the language.
    """
    found = _FIGURE.fullmatch(text.strip())
    if not found or len(found[2]) > _LONGEST_UNIT:
        return None
    return found[2].strip().casefold()


def is_figure(text: str) -> bool:
    return figure_unit(text) is not None


def is_year(text: str) -> bool:
    return _YEAR.fullmatch(text) is not None


def is_blank(text: str) -> bool:
    """Whether a cell only says that there is nothing: a dash, dots, an asterisk."""
    return _BLANK.fullmatch(text) is not None


def is_leader(text: str) -> bool:
    """Whether a word is nothing but the dots that lead the eye to a figure."""
    return _LEADER.fullmatch(text) is not None
