"""The lines of a table with their words by column."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.read.layout import Word
from pipeline.read.table_columns import Columns, cells_of, heading_cells
from pipeline.read.text_rows import TextRow, is_blank, is_figure, is_year, joined


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


def with_heading(
    lines: Sequence[Line], n_heading: int, columns: Columns, size: float
) -> list[Line]:
    """The lines with the words of the first `n_heading` put where they head a column, and
    years that head their columns no longer taken for figures."""
    while n_heading < len(lines) and _holds_years(lines[n_heading]):
        n_heading += 1
    if not n_heading or n_heading == len(lines):
        return list(lines)
    spans = _spans(lines[n_heading:], columns)
    heading = [
        Line(line.row, heading_cells(line.row, columns, spans, size), frozenset())
        for line in lines[:n_heading]
    ]
    return [*heading, *lines[n_heading:]]


def _holds_years(line: Line) -> bool:
    texts = [joined(line.cells[column]) for column in line.figures]
    return bool(texts) and all(is_year(text) for text in texts)


def _spans(lines: Sequence[Line], columns: Columns) -> dict[int, tuple[float, float]]:
    """How far the words of each column reach; an empty column lies between its borders."""
    spans: dict[int, tuple[float, float]] = {}
    for line in lines:
        for column, words in line.cells.items():
            x0, x1 = spans.get(column, (words[0].box.x0, words[-1].box.x1))
            spans[column] = min(x0, words[0].box.x0), max(x1, words[-1].box.x1)
    for column, (left, right) in enumerate(pairwise(columns.borders), start=1):
        spans.setdefault(column, (left, right))
    return spans


def _is_value(text: str) -> bool:
    return is_figure(text) or is_blank(text)
