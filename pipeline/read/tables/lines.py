"""The lines of a table with their words by column."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import inf

from pipeline.read.layout import Word
from pipeline.read.tables.columns import Columns, cells_of
from pipeline.read.tables.text_rows import TextRow, is_blank, is_figure, joined

_EVEN_EDGE = 0.15  # ems between the right ends of lines that are set to a margin
_FEWEST_EVEN = 4  # such lines


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its words by column, and the columns in which it holds a figure."""

    row: TextRow
    cells: dict[int, list[Word]]
    figures: frozenset[int]

    @property
    def labels(self) -> list[int]:
        return [column for column in self.cells if column not in self.figures]


def table_lines(rows: Sequence[TextRow], columns: Columns, size: float) -> list[Line]:
    lines = []
    for row in rows:
        cells = cells_of(row, columns, size)
        figures = {c for c in cells if c in columns.figures and _is_value(joined(cells[c]))}
        lines.append(Line(row, cells, frozenset(figures)))
    return lines


def spans_of(lines: Sequence[Line], columns: Columns) -> dict[int, tuple[float, float]]:
    """How far the words of each column reach; an empty column lies between its borders."""
    spans: dict[int, tuple[float, float]] = {}
    for line in lines:
        for column, words in line.cells.items():
            x0, x1 = spans.get(column, (words[0].box.x0, words[-1].box.x1))
            spans[column] = min(x0, words[0].box.x0), max(x1, words[-1].box.x1)
    for column, (left, right) in enumerate(pairwise((-inf, *columns.borders, inf))):
        spans.setdefault(column, (left, right))
    return spans


def holds_running_text(lines: Sequence[Line], size: float) -> bool:
    """Whether a column holds lines of several words that end at one right edge, as columns of
    running text do and labels do not."""
    held: dict[int, list[list[Word]]] = {}
    for line in lines:
        for column in line.labels:
            held.setdefault(column, []).append(line.cells[column])
    return any(_are_justified(texts, size) for texts in held.values())


def _are_justified(texts: Sequence[Sequence[Word]], size: float) -> bool:
    right = max(words[-1].box.x1 for words in texts)
    even = {joined(words) for words in texts if right - words[-1].box.x1 <= _EVEN_EDGE * size}
    several = sum(text.count(" ") >= 2 for text in even)
    return several >= _FEWEST_EVEN and len(even) > len(texts) / 2


def _is_value(text: str) -> bool:
    return is_figure(text) or is_blank(text)
