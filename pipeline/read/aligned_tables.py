"""Tables without drawn borders between their columns: aligned by white space alone, or
between horizontal rules."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from pipeline.read.drawn_rules import Rule, find_stacks
from pipeline.read.figure_columns import FigureColumn, cell_runs, find_figure_columns
from pipeline.read.rule_stacks import Stretch, find_stretches
from pipeline.read.table_columns import find_columns
from pipeline.read.table_draft import TableDraft, around, draft_row
from pipeline.read.table_lines import table_lines
from pipeline.read.table_rows import group_lines
from pipeline.read.text_rows import TextRow, is_leader, joined

_LABELLED = 0.5  # the share of figures that have words to their left
_TYPICAL_GAP = 1.4  # ems between label and figure in most rows
_HEADING_LINES = 5
_LINE = 1.45  # ems from line to line in running text, at most
_YEAR = re.compile(r"(?:19|20)\d\d")
_PAGE = re.compile(r"sid(?:a|an|or|nr)?\.?|s\.?|page", re.IGNORECASE)


@dataclass(frozen=True)
class _Seed:
    """Rows that look like a table's: their range, its columns of figures, and the rules."""

    first: int
    last: int
    figures: tuple[FigureColumn, ...]
    stretch: Stretch | None = None

    @property
    def main(self) -> FigureColumn:
        return max(self.figures, key=lambda column: column.labelled)


def aligned_tables(
    rows: Sequence[TextRow], across: Sequence[Rule], size: float
) -> list[TableDraft]:
    """The tables among the rows of a page, from top to bottom."""
    rows, led = _without_leaders(rows)
    stretches = find_stretches(rows, find_stacks(across, size), size)
    drafts = []
    end = 0
    for seed in _seeds(rows, stretches, size):
        if seed.first < end:
            continue
        found = _complete(seed, rows, led, end, size)
        if found is not None:
            first, last = found
            drafts.append(_draft(rows[first : last + 1], seed, across, size))
            end = last + 1
    return [draft for draft in drafts if draft is not None]


def _without_leaders(rows: Sequence[TextRow]) -> tuple[list[TextRow], frozenset[int]]:
    """The rows without the dots that lead to a figure, and which of them had such dots."""
    kept: list[TextRow] = []
    led: set[int] = set()
    for row in rows:
        words = tuple(word for word in row.words if not is_leader(word.text))
        if words and len(words) < len(row.words):
            led.add(len(kept))
            row = TextRow(words, row.y, words[0].box.x0, max(w.box.x1 for w in words), row.size)
        if words:
            kept.append(row)
    return kept, frozenset(led)


def _seeds(rows: Sequence[TextRow], stretches: Sequence[Stretch], size: float) -> list[_Seed]:
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
    seeds = [_Seed(min(c.rows[0] for c in g), max(c.rows[-1] for c in g), tuple(g)) for g in groups]
    for stretch in stretches:
        within = [s for s in seeds if s.first <= stretch.last and stretch.first <= s.last]
        seeds = [seed for seed in seeds if seed not in within]
        seeds.append(
            _Seed(
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


def _complete(
    seed: _Seed, rows: Sequence[TextRow], led: frozenset[int], floor: int, size: float
) -> tuple[int, int] | None:
    """The rows of the whole table that a seed belongs to, None if it is no table."""
    if not seed.figures:
        return _of_text(seed, rows, size)
    if seed.stretch is None and not _promises(seed, rows, led, size):
        return None
    first = _with_heading(seed, rows, floor, size)
    if seed.stretch is None and not _convinces(seed, rows, first):
        return None
    return first, _with_last_label(seed, rows, size)


def _of_text(seed: _Seed, rows: Sequence[TextRow], size: float) -> tuple[int, int] | None:
    assert seed.stretch is not None
    return seed.stretch.as_text_table(rows, size)


def _promises(seed: _Seed, rows: Sequence[TextRow], led: frozenset[int], size: float) -> bool:
    """Whether figures that no rule surrounds have labels well apart, and are neither years
    nor the pages of a table of contents. `led` are the rows with dots before the figure."""
    main = seed.main
    return (
        main.labelled >= _LABELLED * len(main.figures)
        and _typical_gap(main, rows, size) >= _TYPICAL_GAP * size
        and not all(_YEAR.fullmatch(f.text) for column in seed.figures for f in column.figures)
        and not (led.intersection(main.rows) and main.counts_pages())
    )


def _convinces(seed: _Seed, rows: Sequence[TextRow], first: int) -> bool:
    """Whether such figures are enough for a table, together with what stands above them."""
    heading = _headings(rows[first : seed.first], seed)
    if seed.main.counts_pages() and (not heading or _PAGE.fullmatch(heading)):
        return False
    count = len({row for column in seed.figures for row in column.rows})
    return count >= 3 or bool(heading) or _ends_bold(rows, seed.main)


def _typical_gap(column: FigureColumn, rows: Sequence[TextRow], size: float) -> float:
    gaps = []
    for index, figure in zip(column.rows, column.figures, strict=True):
        left = [run.x1 for run in cell_runs(rows[index], size) if run.x1 < figure.x0]
        gaps += [figure.x0 - max(left)] if left else []
    return median(gaps) if gaps else 0.0


def _headings(above: Sequence[TextRow], seed: _Seed) -> str:
    """What stands above the figures."""
    words = [
        word
        for row in above
        for word in row.words
        if any(_over(word.box.x0, word.box.x1, column) for column in seed.figures)
    ]
    return joined(words)


def _over(x0: float, x1: float, column: FigureColumn) -> bool:
    return x0 < column.x1 and x1 > column.x0


def _ends_bold(rows: Sequence[TextRow], column: FigureColumn) -> bool:
    first, last = rows[column.rows[0]], rows[column.rows[-1]]
    return all(w.bold for w in last.words) and not all(w.bold for w in first.words)


def _row_gap(seed: _Seed, rows: Sequence[TextRow], size: float) -> float:
    gaps = [b.y - a.y for a, b in pairwise(rows[seed.first : seed.last + 1])]
    return median(gaps) if gaps else _LINE * size


def _with_heading(seed: _Seed, rows: Sequence[TextRow], floor: int, size: float) -> int:
    """The first row of the seed's table: its heading stands over a column of figures, and a
    first label that is broken may begin above its figure."""
    gap = max(2.6 * size, 1.8 * _row_gap(seed, rows, size))
    figures_left = min(column.x0 for column in seed.figures if column.labelled)
    labels_right = _labels_right(seed, rows, figures_left, size)
    left = min(row.x0 for row in rows[seed.first : seed.last + 1])
    label_half = left + 0.35 * (figures_left - left)
    first = top = seed.first
    while top > floor and seed.first - top < _HEADING_LINES:
        parts = cell_runs(rows[top - 1], size)
        across = any(run.x0 < label_half and run.x1 > figures_left for run in parts)
        if rows[top].y - rows[top - 1].y > gap or across:
            break
        top -= 1
        beside = len(parts) > 1 and parts[-1].x0 >= labels_right
        if beside or any(_over(run.x0, run.x1, c) for run in parts for c in seed.figures):
            first = top
    if first == seed.first:
        first = _with_first_label(seed, rows, floor, size)
    return first


def _labels_right(seed: _Seed, rows: Sequence[TextRow], figures_left: float, size: float) -> float:
    """How far the labels reach to the right."""
    runs = [run for row in rows[seed.first : seed.last + 1] for run in cell_runs(row, size)]
    return max((run.x1 for run in runs if run.x1 <= figures_left), default=figures_left)


def _with_first_label(seed: _Seed, rows: Sequence[TextRow], floor: int, size: float) -> int:
    """Lines above the first figure that its label begins on, where figures stand level with
    the middle or the end of their label."""
    first = seed.first
    core = rows[seed.first : seed.last + 1]
    alone = len(cell_runs(core[0], size)) == 1
    columns = find_columns(core, size, _needed(seed, size))
    _, alignment = group_lines(table_lines(core, columns, size), size)
    while first > floor and (alone or alignment != "top"):
        above, below = rows[first - 1], rows[first]
        broken = below.words[0].text[:1].islower() or (alone and first == seed.first)
        near = below.y - above.y <= _LINE * size
        if not (near and broken and above.x1 <= min(c.x0 for c in seed.figures if c.labelled)):
            break
        first -= 1
    return first


def _with_last_label(seed: _Seed, rows: Sequence[TextRow], size: float) -> int:
    """The last row of the seed's table: its last label may go on below its figure."""
    last = seed.last
    limit = min((c.x0 for c in seed.figures if c.labelled), default=0.0)
    labels = [cell_runs(row, size)[0] for row in rows[seed.first : seed.last + 1]]
    widest = max((run.x1 for run in labels if run.x1 < limit), default=limit)
    while last + 1 < len(rows) and rows[last + 1].x1 <= limit:
        above, below = rows[last], rows[last + 1]
        figure_alone = last == seed.last and len(cell_runs(above, size)) == 1
        if below.y - above.y > _LINE * size:
            break
        if not (figure_alone or _goes_on(above, below, widest, size)):
            break
        last += 1
    return last


def _goes_on(above: TextRow, below: TextRow, widest: float, size: float) -> bool:
    """Whether the label of the row above is continued: in the same type, not further left,
    and because its next word did not fit or begins in lower case."""
    label, word = cell_runs(above, size)[0], below.words[0]
    fitted = label.x1 + (word.box.x1 - word.box.x0) + 0.3 * size <= widest
    same_type = abs(below.size - above.size) <= 0.1 * size
    low = word.text.lstrip("(")[:1].islower()
    return same_type and below.x0 >= label.x0 - 0.3 * size and (low or not fitted)


def _needed(seed: _Seed, size: float) -> list[float]:
    return [c.x0 - 0.25 * size for c in seed.figures if 2 * c.labelled > len(c.figures)]


def _draft(
    rows: Sequence[TextRow], seed: _Seed, across: Sequence[Rule], size: float
) -> TableDraft | None:
    columns = find_columns(rows, size, _needed(seed, size))
    if len(columns) < 2:
        return None
    lines = table_lines(rows, columns, size)
    groups, _ = group_lines(lines, size, _breaks(rows, across))
    box = around(word for row in rows for word in row.words)
    if seed.stretch is not None:
        box = box.union(seed.stretch.box)
    draft_rows = tuple(draft_row([lines[i] for i in group]) for group in groups)
    return TableDraft(box, columns.borders, draft_rows, seed.stretch is not None)


def _breaks(rows: Sequence[TextRow], across: Iterable[Rule]) -> frozenset[int]:
    """The rows that a rule is drawn above."""
    left, right = min(row.x0 for row in rows), max(row.x1 for row in rows)
    levels = [rule.at for rule in across if rule.end > left and rule.start < right]
    return frozenset(
        index
        for index, (above, below) in enumerate(pairwise(rows), start=1)
        if any(above.y < level < below.y for level in levels)
    )
