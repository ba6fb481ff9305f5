"""Bullets that are drawn as shapes: some browsers print the markers of lists like that."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pipeline.model import Box
from pipeline.read.layout import Word
from pipeline.read.pdf.characters import BULLET
from pipeline.read.pdf.geometry import EM_ABOVE, EM_BELOW
from pipeline.read.pdf.lines import baseline_of

_REACH = 2.5  # ems between a bullet and its text
_LOWEST, _HIGHEST = -0.1, 0.75  # ems above the baseline


def with_drawn_bullets(words: Sequence[Word], dots: Iterable[Box]) -> list[Word]:
    """The words, with a bullet before the first of each that a dot stands in front of."""
    marked: dict[int, Word] = {}
    for dot in dots:
        first = _marked_word(words, dot)
        if first is not None:
            marked[id(first)] = _bullet(dot, first)
    out: list[Word] = []
    for word in words:
        if id(word) in marked:
            out.append(marked[id(word)])
        out.append(word)
    return out


def _marked_word(words: Iterable[Word], dot: Box) -> Word | None:
    """The word right behind a dot, if no word stands before it on the same level."""
    middle = (dot.top + dot.bottom) / 2
    level = [word for word in words if _is_level(word, middle)]
    behind = [word for word in level if word.box.x0 >= dot.x1]
    first = min(behind, key=lambda word: word.box.x0, default=None)
    if first is None or first.box.x0 - dot.x1 > _REACH * first.size:
        return None
    before = (word for word in level if word.box.x1 <= dot.x0)
    crowded = any(dot.x0 - word.box.x1 < 2 * _REACH * word.size for word in before)
    return None if crowded else first


def _is_level(word: Word, middle: float) -> bool:
    return _LOWEST * word.size < baseline_of(word) - middle < _HIGHEST * word.size


def _bullet(dot: Box, word: Word) -> Word:
    baseline = baseline_of(word)
    box = Box(dot.x0, baseline - EM_ABOVE * word.size, dot.x1, baseline + EM_BELOW * word.size)
    return Word(BULLET, box, word.size)
