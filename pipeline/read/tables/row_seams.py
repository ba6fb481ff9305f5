"""What it costs to join two lines of a table into one row, and what to part them.

The two are told apart by what a writer or a program does when a label is too long: it breaks
the line where the next word would not have fitted, goes on in the same weight, closer than
the next row would stand, and mostly in lower case.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.read.tables.lines import Line
from pipeline.read.tables.text_rows import joined

# What speaks against joining two lines,
_WOULD_HAVE_FITTED = 2.6
_OTHER_WEIGHT = 1.5
_NEW_NUMBER = 2.0
_OUTDENTED = 1.0
_CAPITAL = 0.4
_FURTHER_APART = 3.0
# and what against parting them, in the currency of `table_rows`.
_BROKEN_WORD = 4.0
_LOWER_CASE = 3.0
_OPEN_PHRASE = 1.5
_CLOSER = 2.0

_NUMBERING = re.compile(r"\d{1,2}(?:\.\d{1,2})*[.)]?|[^\W\d_][.)]|[•●▪■·]|\*+\)?")


@dataclass(frozen=True, slots=True)
class _Seam:
    """Two lines that follow one another in a column of text: what joining and what parting
    them costs."""

    above: int
    join: float
    part: float


class Seams:
    """The seams between the lines of each column, and what is usual in this table.

    `pitch` is the distance between the lines of one row, `row_gap` the least distance between
    two rows of a line each (None where there are none).
    """

    def __init__(self, lines: Sequence[Line], size: float) -> None:
        self.lines, self.size = lines, size
        self.any_figures = any(line.figures for line in lines)
        pairs = _pairs(lines)
        gaps = sorted(lines[b].row.y - lines[a].row.y for _, a, b in pairs)
        self.pitch = gaps[len(gaps) // 20] if gaps else 1.2 * size
        self.row_gap = _row_gap(lines)
        self._widest = _widest(lines)
        self._starts_low = _starts_low(lines)
        self._seams: dict[int, list[_Seam]] = {}
        for column, above, below in pairs:
            seam = _Seam(above, self._join(column, above, below), self._part(column, above, below))
            self._seams.setdefault(below, []).append(seam)

    def cost(self, index: int, row_start: int) -> float:
        """What a line adds to its row: joined to the lines of its row, parted from others."""
        return sum(
            seam.join if seam.above >= row_start else seam.part
            for seam in self._seams.get(index, ())
        )

    def _gap(self, above: int, below: int) -> float:
        return self.lines[below].row.y - self.lines[above].row.y

    def _join(self, column: int, above: int, below: int) -> float:
        upper, lower = self.lines[above].cells[column], self.lines[below].cells[column]
        cost = 0.0
        if self._gap(above, below) > 1.2 * self.pitch:
            cost += _FURTHER_APART
        slack = self._widest[column] - upper[-1].box.x1
        needed = lower[0].box.x1 - lower[0].box.x0 + 0.3 * self.size
        if slack > needed and not upper[-1].text.endswith("-"):
            cost += _WOULD_HAVE_FITTED * min((slack - needed) / (2 * self.size) + 0.4, 1.0)
        if upper[-1].bold != lower[0].bold:
            cost += _OTHER_WEIGHT
        if begins_item(lower[0].text):
            cost += _NEW_NUMBER
        if lower[0].text[:1].isupper() and not self._starts_low:
            cost += _CAPITAL
        if lower[0].box.x0 < upper[0].box.x0 - 0.5 * self.size:
            cost += _OUTDENTED
        return cost

    def _part(self, column: int, above: int, below: int) -> float:
        upper, lower = self.lines[above].cells[column], self.lines[below].cells[column]
        cost, last, first = 0.0, upper[-1].text, lower[0].text.lstrip("(”\"'")
        low = first[:1].islower()
        if last.endswith(("-", "\u00ad")) and low:
            cost += _BROKEN_WORD
        if low and not self._starts_low:
            cost += _LOWER_CASE
        text = joined(upper)
        if text.endswith(",") or text.count("(") > text.count(")"):
            cost += _OPEN_PHRASE
        if self.row_gap and self._gap(above, below) < 0.85 * self.row_gap:
            cost += _CLOSER
        return cost


def _pairs(lines: Sequence[Line]) -> list[tuple[int, int, int]]:
    """(column, line, next line) for the lines that follow one another in a text column."""
    last: dict[int, int] = {}
    pairs = []
    for index, line in enumerate(lines):
        for column in line.labels:
            if column in last:
                pairs.append((column, last[column], index))
            last[column] = index
    return pairs


def _row_gap(lines: Sequence[Line]) -> float | None:
    """The least distance between two rows that certainly are two: both have a figure."""
    gaps = [
        below.row.y - above.row.y
        for above, below in pairwise(lines)
        if above.figures & below.figures and above.labels and below.labels
    ]
    return min(gaps, default=None)


def _widest(lines: Sequence[Line]) -> dict[int, float]:
    """How far to the right the lines of each column reach."""
    widest: dict[int, float] = {}
    for line in lines:
        for column in line.labels:
            right = line.cells[column][-1].box.x1
            widest[column] = max(widest.get(column, right), right)
    return widest


def _starts_low(lines: Sequence[Line]) -> bool:
    """Whether the labels of this table begin in lower case anyway."""
    firsts = [line.row.words[0].text[:1] for line in lines if line.figures and line.labels]
    low = sum(first.islower() for first in firsts)
    return low * 3 > len(firsts) > 2


def begins_item(text: str) -> bool:
    """Whether a word is a number or mark that begins a label: `3.1`, `4.`, `b)`, a bullet."""
    return _NUMBERING.fullmatch(text) is not None
