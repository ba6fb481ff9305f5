"""What the rows of a found table have in common, to tell whether further rows belong to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.read.layout import Grid
from pipeline.read.tables.columns import Columns
from pipeline.read.tables.draft import around
from pipeline.read.tables.figure_columns import cell_runs
from pipeline.read.tables.text_rows import Run, TextRow, is_figure, usual_size

_ALIGNED = 0.6  # ems that a figure may stand off those of the table
_OVERLAP = 0.3  # ems that words may reach into a column


@dataclass(frozen=True)
class Shape:
    """A table's columns, how far the words of each reach, and where its figures stand."""

    columns: Columns
    spans: Mapping[int, tuple[float, float]]
    figures: tuple[tuple[float, float], ...]
    size: float

    def holds(self, row: TextRow) -> bool:
        """Whether the words of a row stand in the table's columns, none across two."""
        left = min(span[0] for span in self.spans.values()) - self.size
        right = max(span[1] for span in self.spans.values()) + self.size
        if row.x0 < left or row.x1 > right:
            return False
        return all(len(self._reached(run)) <= 1 for run in cell_runs(row, self.size))

    def has_figure(self, row: TextRow) -> bool:
        """Whether a figure of the row shares an edge or the middle with one of the table."""
        slack = _ALIGNED * self.size
        return any(
            is_figure(run.text)
            and any(
                abs(run.x0 - x0) <= slack
                or abs(run.x1 - x1) <= slack
                or abs(run.x0 + run.x1 - x0 - x1) <= slack
                for x0, x1 in self.figures
            )
            for run in cell_runs(row, self.size)
        )

    def reaches_figures(self, row: TextRow) -> bool:
        """Whether words of a row stand above or below figures."""
        return any(
            column in self.columns.figures
            for run in cell_runs(row, self.size)
            for column in self._reached(run)
        )

    def columns_for(self, rows: Sequence[TextRow]) -> Columns:
        """The columns with their borders moved where words of these rows would cross them."""
        reach = dict(self.spans)
        for row in rows:
            for run in cell_runs(row, self.size):
                for column in self._reached(run):
                    x0, x1 = reach[column]
                    reach[column] = min(x0, run.x0), max(x1, run.x1)
        borders = []
        for index, border in enumerate(self.columns.borders):
            left = max((x1 for c, (_, x1) in reach.items() if c <= index), default=border)
            right = min((x0 for c, (x0, _) in reach.items() if c > index), default=border)
            kept = left <= border <= right or left > right
            borders.append(border if kept else (left + right) / 2)
        return Columns(tuple(borders), frozenset(), self.columns.figures)

    def _reached(self, run: Run) -> list[int]:
        """The columns whose words a run stands above or below."""
        least = _OVERLAP * self.size
        return [
            column
            for column, (x0, x1) in self.spans.items()
            if min(x1, run.x1) - max(x0, run.x0) > min(least, (run.x1 - run.x0) / 2)
        ]


def shape_of(grid: Grid) -> Shape | None:
    """The shape of a table, None for one without figures, which tells too little."""
    filled = [cell for cell in grid.cells if cell.words and cell.column >= 0]
    figures = [cell for cell in filled if cell.column > 0 and is_figure(cell.text)]
    borders = sorted({round(cell.box.x0, 2) for cell in grid.cells if cell.column > 0})
    if not figures or not borders:
        return None
    holding = [cell.column for cell in figures]
    texts = [cell.column for cell in filled if not is_figure(cell.text)]
    mostly = frozenset(c for c in holding if holding.count(c) >= texts.count(c))
    spans: dict[int, tuple[float, float]] = {}
    for cell in filled:
        box = around(cell.words)
        x0, x1 = spans.get(cell.column, (box.x0, box.x1))
        spans[cell.column] = min(x0, box.x0), max(x1, box.x1)
    places = tuple({(box.x0, box.x1) for box in (around(cell.words) for cell in figures)})
    size = usual_size(word for cell in filled for word in cell.words)
    return Shape(Columns(tuple(borders), frozenset(), mostly), spans, places, size)
