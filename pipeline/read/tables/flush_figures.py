"""Figures set flush right against a column of words set flush left.

The space between the two may be narrower than one between words, so that no line by itself
tells a figure from what follows; that the same two edges meet on line after line does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from pipeline.model import Box
from pipeline.read.layout import Word
from pipeline.read.tables.figure_columns import CELL_GAP
from pipeline.read.tables.stand_ins import StandIns
from pipeline.read.tables.text_rows import TextRow, joined

_FEWEST = 3  # different figures that end where the two edges meet
_FEWEST_FOLLOWED = 2  # of these by a word on their line; a long cell stands on other lines
_FAR_IN = 5.0  # ems from the left edge of the page's text
_EVEN = 0.12  # ems that an edge may be off


@dataclass(frozen=True, slots=True, order=True)
class _Seam:
    """The right edge of a figure, the left edge of the word behind it, and the figure."""

    figure_end: float
    word_start: float
    figure: str

    def meets(self, other: _Seam, size: float) -> bool:
        return (
            abs(self.figure_end - other.figure_end) <= _EVEN * size
            and abs(self.word_start - other.word_start) <= _EVEN * size
        )


def set_apart(words: tuple[Word, ...], rows: Iterable[TextRow], size: float) -> StandIns:
    """The words of a page, figures moved away from the words that they are set against.

    `rows` are the lines that the words stand in.
    """
    rows = list(rows)
    # Left of this a number at the beginning of a line may be that of a list or a chapter.
    least = min((row.x0 for row in rows), default=0.0) + _FAR_IN * size
    met: list[list[_Seam]] = []
    for seam in sorted(seam for row in rows for seam in _seams(row, size, least)):
        if met and met[-1][-1].meets(seam, size):
            met[-1].append(seam)
        else:
            met.append([seam])
    edges = [seams[0] for seams in met if _is_edge(seams, rows, size, least)]
    if not edges:
        return StandIns(words, {})
    kept: list[Word] = []
    printed: dict[int, tuple[Word, ...]] = {}
    heads = _heads(rows, edges, size)
    for word in words:
        edge = next((e for e in edges if abs(word.box.x1 - e.figure_end) <= 2 * _EVEN * size), None)
        if edge is None or not (word.text.isdecimal() or id(word) in heads):
            kept.append(word)
            continue
        kept.append(_moved(word, edge.word_start - edge.figure_end - 1.2 * CELL_GAP * size))
        printed[id(kept[-1])] = (word,)
    return StandIns(tuple(kept), printed)


def _heads(rows: Iterable[TextRow], edges: Sequence[_Seam], size: float) -> set[int]:
    """The words, by their id, that meet the next one at the two edges as the figures do."""
    return {
        id(word)
        for row in rows
        for word, following in pairwise(row.words)
        if any(_Seam(word.box.x1, following.box.x0, "").meets(edge, size) for edge in edges)
    }


def _is_edge(seams: Sequence[_Seam], rows: Sequence[TextRow], size: float, least: float) -> bool:
    figures = {seam.figure for seam in seams}
    if len(figures) == _FEWEST_FOLLOWED:
        end = seams[0].figure_end
        figures.update(text for row in rows for text in _ending_at(end, row, size, least))
    return len(figures) >= _FEWEST


def _ending_at(end: float, row: TextRow, size: float, least: float) -> Iterator[str]:
    """The figure of a row that ends at a place, apart from its label."""
    for place, word in enumerate(row.words):
        if abs(word.box.x1 - end) <= _EVEN * size and word.text.isdecimal():
            text = _figure_apart(row.words[: place + 1], size, least)
            if text:
                yield text


def _seams(row: TextRow, size: float, least: float) -> Iterator[_Seam]:
    """Where a figure that stands apart from its label is followed closely by a word."""
    for place, (figure, word) in enumerate(pairwise(row.words)):
        gap = word.box.x0 - figure.box.x1
        if not figure.text.isdecimal() or not word.text[:1].isalpha() or gap >= CELL_GAP * size:
            continue
        text = _figure_apart(row.words[: place + 1], size, least)
        if text:
            yield _Seam(figure.box.x1, word.box.x0, text)


def _figure_apart(words: Sequence[Word], size: float, least: float) -> str | None:
    """The figure at the end of some words, if a wide gap parts it from those before it, or
    if it stands alone, `least` or further in."""
    for place in range(len(words) - 1, 0, -1):
        if words[place].box.x0 - words[place - 1].box.x1 >= CELL_GAP * size:
            return joined(words[place:])
        if not words[place - 1].text.isdecimal():
            return None
    return joined(words) if words[0].text.isdecimal() and words[0].box.x0 >= least else None


def _moved(word: Word, by: float) -> Word:
    box = word.box
    return replace(word, box=Box(box.x0 + by, box.top, box.x1 + by, box.bottom))
