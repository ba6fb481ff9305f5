"""Figures that stand below one another: the sign of a table that no lines are drawn around."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from pipeline.read.layout import Word
from pipeline.read.tables.text_rows import Run, TextRow, figure_unit, is_blank, runs

CELL_GAP = 0.7  # ems between two cells of a row, at least
TIGHTEST_GAP = 0.4  # ems between a long label and the figure behind it
_ALIGNED = 0.35  # ems that figures may stand off their common edge
_MOSTLY = 0.7
_FURTHEST = 18.0  # ems between two figures of one column
_WHITE = 3.2  # ems between two lines of a table, at most, unless its rows stand further apart
_SPREAD = 6.0  # ... and between two rows of one line each, a figure below a figure
_SET_APART = 1.3  # of the distance between rows: white above a caption
_BESIDE = 1.0  # ems from a figure to the label that it stands beside, half a line higher
_CONTENTS_DIGITS = 3  # pages have no more


@dataclass
class FigureColumn:
    """Figures below one another: the numbers of their rows, and their runs of words."""

    rows: list[int] = field(default_factory=list)
    figures: list[Run] = field(default_factory=list)
    labelled: int = 0

    @property
    def x0(self) -> float:
        return min(run.x0 for run in self.figures)

    @property
    def x1(self) -> float:
        return max(run.x1 for run in self.figures)

    def takes(self, run: Run) -> bool:
        last = self.figures[-1]
        overlap = min(last.x1, run.x1) - max(last.x0, run.x0)
        return overlap >= 0.5 * min(last.x1 - last.x0, run.x1 - run.x0)

    def is_aligned(self, size: float) -> bool:
        """Whether most figures share their right edge, left edge, middle or decimal sign."""
        places = (
            [run.x1 for run in self.figures],
            [run.x0 for run in self.figures],
            [(run.x0 + run.x1) / 2 for run in self.figures],
            [_decimal_sign(run) for run in self.figures],
        )
        return any(_share_near(xs, _ALIGNED * size) >= _MOSTLY for xs in places)

    def counts_pages(self) -> bool:
        """Whether the figures could be a table of contents' page numbers: small and whole,
        never falling, and the last of them not the sum of the others."""
        texts = [run.text for run in self.figures]
        if not all(text.isdecimal() and len(text) <= _CONTENTS_DIGITS for text in texts):
            return False
        pages = [int(text) for text in texts]
        rising = all(first <= second for first, second in pairwise(pages))
        return rising and not (len(pages) > 2 and sum(pages[:-1]) == pages[-1])

    def shares_unit(self) -> bool:
        """Whether the figures are bare, or most carry the same unit."""
        units = [figure_unit(run.text) or "" for run in self.figures]
        return max(units.count(unit) for unit in set(units)) >= _MOSTLY * len(units)


def _decimal_sign(run: Run) -> float:
    text = run.text
    place = text.find(",") if "," in text else len(text)
    return run.x0 + (run.x1 - run.x0) * place / len(text)


def _share_near(places: Sequence[float], slack: float) -> float:
    middle = median(places)
    return sum(abs(place - middle) <= slack for place in places) / len(places)


def may_hold_figures(words: Iterable[Word]) -> bool:
    """A quick look: whether at least two words begin with a digit."""
    count = 0
    for word in words:
        count += word.text[:1].isdigit()
        if count > 1:
            return True
    return False


def find_figure_columns(
    rows: Sequence[TextRow], size: float, cuts: frozenset[int] = frozenset()
) -> list[FigureColumn]:
    """The columns of at least two figures, each row's figure parted from its label by more
    than a word space, and no text in between that runs across. `cuts` are the rows that
    begin another table."""
    open_columns: list[FigureColumn] = []
    done: list[FigureColumn] = []
    for index, row in enumerate(rows):
        parts = _parts(row, open_columns, size)
        still_open: list[FigureColumn] = []
        for column in open_columns:
            closed = index in cuts or _is_over(column, rows, index, parts, size)
            (done if closed else still_open).append(column)
        open_columns = still_open
        for place, run in enumerate(parts):
            if figure_unit(run.text) is None:
                continue
            if len(parts) > 1:
                _take(open_columns, run, index, labelled=place > 0)
            elif beside := labels_beside(rows, index, size):
                labelled = any(label.x1 < run.x0 for label in beside)
                _take(open_columns, run, index, labelled=labelled)
    for column in [*done, *open_columns]:
        _take_tight_row_above(column, rows, size)
    return [
        column
        for column in [*done, *open_columns]
        if len(column.figures) > 1 and column.is_aligned(size) and column.shares_unit()
    ]


def cell_runs(row: TextRow, size: float) -> list[Run]:
    """The words of a row as they may fill cells."""
    return runs(row.words, CELL_GAP * size)


def _parts(row: TextRow, columns: Sequence[FigureColumn], size: float) -> list[Run]:
    """The runs of a row. A figure close behind a long label is a run by itself where it is
    aligned with the figures above it."""
    parts: list[Run] = []
    for run in cell_runs(row, size):
        column = next((c for c in columns if _runs_across(run, c, size)), None)
        parts += [run] if column is None else _parted(run, column.figures[-1], size)
    return parts


def _parted(run: Run, figure: Run, size: float) -> list[Run]:
    pieces = runs(run.words, TIGHTEST_GAP * size)
    aligned = abs(pieces[-1].x1 - figure.x1) <= _ALIGNED * size
    if len(pieces) == 1 or not aligned or figure_unit(pieces[-1].text) is None:
        return [run]
    label = tuple(word for piece in pieces[:-1] for word in piece.words)
    return [Run(label, run.x0, pieces[-2].x1), pieces[-1]]


def _take_tight_row_above(column: FigureColumn, rows: Sequence[TextRow], size: float) -> None:
    first = column.rows[0]
    if first == 0 or rows[first].y - rows[first - 1].y > _WHITE * size:
        return
    last_run = cell_runs(rows[first - 1], size)[-1:]
    parts = _parted(last_run[0], column.figures[0], size) if last_run else []
    if len(parts) > 1:
        column.rows.insert(0, first - 1)
        column.figures.insert(0, parts[-1])
        column.labelled += 1


def _is_over(
    column: FigureColumn, rows: Sequence[TextRow], index: int, parts: Sequence[Run], size: float
) -> bool:
    """Whether a column has ended above a row: by white space, by lines without a figure, by
    text that runs across, or by the heading of another table."""
    across = [run for run in parts if _runs_across(run, column, size)]
    if any(run is parts[0] or not _is_flush(run, column.figures[-1], size) for run in across):
        return True
    ys = [rows[i].y for i in column.rows]
    usual = median([b - a for a, b in pairwise(ys)]) if len(ys) > 1 else 0.0
    white = rows[index].y - rows[index - 1].y
    since = [b.y - a.y for a, b in pairwise(rows[column.rows[-1] : index + 1])]
    headed = len(since) > 1 and max(since) > _SET_APART * max(usual, size)
    widest = _SPREAD if _is_next_row(column, rows, index, parts, size) else _WHITE
    return (
        white > max(widest * size, 2.2 * usual)
        or rows[index].y - ys[-1] > max(_FURTHEST * size, 4 * usual)
        or (headed and any(_heads(run, column) for run in parts[1:]))
    )


def _is_next_row(
    column: FigureColumn, rows: Sequence[TextRow], index: int, parts: Sequence[Run], size: float
) -> bool:
    """Whether a row repeats the one right above it: a label below its label, and a figure
    flush with its figure."""
    return (
        column.rows[-1] == index - 1
        and len(parts) > 1
        and abs(rows[index].x0 - rows[index - 1].x0) <= _ALIGNED * size
        and any(
            figure_unit(run.text) is not None and _is_flush(run, column.figures[-1], size)
            for run in parts[1:]
        )
    )


def _is_flush(run: Run, figure: Run, size: float) -> bool:
    """Whether words in place of a figure share one of its edges."""
    return min(abs(run.x1 - figure.x1), abs(run.x0 - figure.x0)) <= _ALIGNED * size


def _heads(run: Run, column: FigureColumn) -> bool:
    over = run.x0 < column.x1 and run.x1 > column.x0
    return over and figure_unit(run.text) is None and not is_blank(run.text)


def labels_beside(rows: Sequence[TextRow], index: int, size: float) -> list[TextRow]:
    """The lines half a line above and below a figure that stands in the middle of a label."""
    neighbours = [rows[i] for i in (index - 1, index + 1) if 0 <= i < len(rows)]
    return [row for row in neighbours if abs(row.y - rows[index].y) <= _BESIDE * size]


def _runs_across(run: Run, column: FigureColumn, size: float) -> bool:
    if figure_unit(run.text) is not None:
        return False
    last = column.figures[-1]
    return run.x0 < last.x0 - size and run.x1 > last.x0 + 0.4 * size


def _take(columns: list[FigureColumn], run: Run, row: int, *, labelled: bool) -> None:
    column = next((c for c in columns if c.takes(run) and c.rows[-1] != row), None)
    if column is None:
        column = FigureColumn()
        columns.append(column)
    column.rows.append(row)
    column.figures.append(run)
    column.labelled += labelled
