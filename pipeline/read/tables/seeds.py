"""Rows of a page that look like a table's, and whether they are enough for one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from pipeline.read.tables.figure_columns import (
    FigureColumn,
    cell_runs,
    find_figure_columns,
    labels_beside,
)
from pipeline.read.tables.rule_stacks import Stretch
from pipeline.read.tables.text_rows import TextRow, is_year, joined

_LABELLED = 0.5  # the share of figures that have words to their left
_TYPICAL_GAP = 1.2  # ems between label and figure in most rows of a lone column of figures
_EVEN = 0.6  # of a gap: other gaps of its line as wide as that are its equals
_STRETCHED = 0.3  # of the lines
_LINE = 1.5  # ems from line to line in running text, at most
# What stands above the page numbers of a table of contents, if anything does.
_PAGE = re.compile(r"sid(?:a|an|or|nr)?\.?|s\.?|page", re.IGNORECASE)


@dataclass(frozen=True)
class Seed:
    """Rows that look like a table's: their range, its columns of figures, and the rules."""

    first: int
    last: int
    figures: tuple[FigureColumn, ...]
    stretch: Stretch | None = None

    @property
    def main(self) -> FigureColumn:
        return max(self.figures, key=lambda column: column.labelled)

    @property
    def body(self) -> int:
        """The first row with a figure; years that head their columns are none."""
        rows: dict[int, bool] = {}
        for column in self.figures:
            for row, figure in zip(column.rows, column.figures, strict=True):
                rows[row] = rows.get(row, False) or not is_year(figure.text)
        return min((row for row, holds in rows.items() if holds), default=min(rows))

    @property
    def figures_left(self) -> float:
        """Where the first column of figures begins."""
        return min(column.x0 for column in self.figures if column.labelled)

    def borders(self, size: float) -> list[float]:
        """Where columns certainly are parted: in front of figures that have labels."""
        return [
            column.x0 - 0.25 * size
            for column in self.figures
            if 2 * column.labelled >= len(column.figures)
        ]


def find_seeds(rows: Sequence[TextRow], stretches: Sequence[Stretch], size: float) -> list[Seed]:
    """The seeds on a page, from top to bottom. Columns of figures in the same rows are one
    seed, and a stretch between rules takes in the seeds that it meets."""
    groups: list[list[FigureColumn]] = []
    cuts = frozenset(
        below.first
        for above, below in pairwise(sorted(stretches, key=lambda stretch: stretch.first))
        if below.first > above.last + 1
    )
    columns = [c for c in find_figure_columns(rows, size, cuts) if c.labelled]
    for column in sorted(columns, key=lambda column: column.rows[0]):
        group = next((g for g in groups if _side_by_side(g, column)), None)
        if group is None:
            groups.append([column])
        else:
            group.append(column)
    seeds = [Seed(min(c.rows[0] for c in g), max(c.rows[-1] for c in g), tuple(g)) for g in groups]
    for stretch in stretches:
        within = [s for s in seeds if s.first <= stretch.last and stretch.first <= s.last]
        seeds = [seed for seed in seeds if seed not in within]
        seeds.append(
            Seed(
                min([stretch.first, *(s.first for s in within)]),
                max([stretch.last, *(s.last for s in within)]),
                tuple(column for seed in within for column in seed.figures),
                stretch,
            )
        )
    return sorted(seeds, key=lambda seed: seed.first)


def _side_by_side(group: Sequence[FigureColumn], column: FigureColumn) -> bool:
    shared = {row for other in group for row in other.rows} & set(column.rows)
    fewer = min(len({row for other in group for row in other.rows}), len(column.rows))
    return 2 * len(shared) >= fewer


def promises(seed: Seed, rows: Sequence[TextRow], led: frozenset[int], size: float) -> bool:
    """Whether figures that no rule surrounds have labels well apart, and are neither years
    nor the pages of a table of contents. `led` are the rows with dots before the figure."""
    main = seed.main
    return (
        main.labelled >= _LABELLED * len(main.figures)
        and (len(seed.figures) > 1 or _typical_gap(main, rows, size) >= _TYPICAL_GAP * size)
        and not _is_stretched(seed, rows)
        and not all(is_year(f.text) for column in seed.figures for f in column.figures)
        and not (led.intersection(main.rows) and main.counts_pages())
    )


def convinces(seed: Seed, rows: Sequence[TextRow], first: int, size: float) -> bool:
    """Whether such figures are enough for a table, together with what stands above them."""
    heading = _headings(rows[first : seed.body], seed)
    if seed.main.counts_pages() and (not heading or _PAGE.fullmatch(heading)):
        return False
    count = len({row for column in seed.figures for row in column.rows})
    if count >= 3:
        return True
    return bool(heading or _ends_bold(rows, seed.main)) and not _within_text(
        seed, rows, first, size
    )


def _within_text(seed: Seed, rows: Sequence[TextRow], first: int, size: float) -> bool:
    """Whether lines that run across the figures stand right above or below."""
    return any(
        0 <= index < len(rows)
        and abs(rows[index].y - rows[beside].y) <= _LINE * size
        and rows[index].x0 < seed.figures_left < rows[index].x1
        and len(cell_runs(rows[index], size)) < 3
        for index, beside in ((first - 1, first), (seed.last + 1, seed.last))
    )


def _is_stretched(seed: Seed, rows: Sequence[TextRow]) -> bool:
    """Whether the gaps before the figures are no wider than those between the words of their
    lines: then the lines are running text, set to both margins."""
    figures = {id(w) for column in seed.figures for run in column.figures for w in run.words}
    told = stretched = 0
    for index in {row for column in seed.figures for row in column.rows}:
        before: list[float] = []
        others: list[float] = []
        for left, right in pairwise(rows[index].words):
            gap = right.box.x0 - left.box.x1
            if id(left) not in figures:
                (before if id(right) in figures else others).append(gap)
        if before and len(others) >= 2:
            told += 1
            stretched += min(others) >= _EVEN * before[0]
    return stretched > _STRETCHED * told


def _typical_gap(column: FigureColumn, rows: Sequence[TextRow], size: float) -> float:
    gaps = []
    for index, figure in zip(column.rows, column.figures, strict=True):
        left = [run.x1 for run in cell_runs(rows[index], size) if run.x1 < figure.x0]
        left = left or [row.x1 for row in labels_beside(rows, index, size) if row.x1 < figure.x0]
        gaps += [figure.x0 - max(left)] if left else []
    return median(gaps) if gaps else 0.0


def _headings(above: Sequence[TextRow], seed: Seed) -> str:
    """What stands above the figures."""
    words = [
        word
        for row in above
        for word in row.words
        if any(stands_over(word.box.x0, word.box.x1, column) for column in seed.figures)
    ]
    return joined(words)


def stands_over(x0: float, x1: float, column: FigureColumn) -> bool:
    return x0 < column.x1 and x1 > column.x0


def _ends_bold(rows: Sequence[TextRow], column: FigureColumn) -> bool:
    first, last = rows[column.rows[0]], rows[column.rows[-1]]
    return all(w.bold for w in last.words) and not all(w.bold for w in first.words)
