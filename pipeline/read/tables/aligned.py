"""Tables without drawn borders between their columns: aligned by white space alone, or
between horizontal rules."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.read.tables.columns import Columns, find_columns, with_figures
from pipeline.read.tables.draft import TableDraft, around, draft_row
from pipeline.read.tables.drawn_rules import Rule, find_stacks, rows_below_rules
from pipeline.read.tables.extent import first_row, last_row, n_heading_rows
from pipeline.read.tables.heading import heading_borders, heading_cells
from pipeline.read.tables.lines import Line, holds_running_text, spans_of, table_lines
from pipeline.read.tables.rows import group_lines
from pipeline.read.tables.rule_stacks import find_stretches
from pipeline.read.tables.seeds import Seed, convinces, find_seeds, promises
from pipeline.read.tables.text_rows import TextRow, is_leader


def aligned_tables(
    rows: Sequence[TextRow], across: Sequence[Rule], size: float
) -> list[TableDraft]:
    """The tables among the rows of a page, from top to bottom."""
    rows, led = _without_leaders(rows)
    stretches = find_stretches(rows, find_stacks(across, size), size)
    drafts = []
    end = 0
    for seed in find_seeds(rows, stretches, size):
        if seed.first < end:
            continue
        if not seed.figures:
            found = _text_table(seed, rows, across, size)
        elif seed.stretch or promises(seed, rows, led, size):
            found = _figure_table(seed, rows, across, end, size)
        else:
            found = None
        if found is not None:
            draft, end = found
            drafts.append(draft)
    return drafts


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


_Found = tuple[TableDraft, int]


def _figure_table(
    seed: Seed, rows: Sequence[TextRow], across: Sequence[Rule], floor: int, size: float
) -> _Found | None:
    """The table of a seed with figures, and the row after its last."""
    first = first_row(seed, rows, floor, size)
    if not (seed.stretch or convinces(seed, rows, first, size)):
        return None
    body = rows[seed.body : seed.last + 1]
    heading = rows[first : first + n_heading_rows(seed, rows, first, size)]
    # Headings stand askew of their columns, so the rows below them say where those are.
    columns = _with_headed(find_columns(body, size, seed.borders(size)), heading, body, size)
    if len(columns) < 2:
        return None
    last = last_row(range(seed.body, seed.last + 1), rows, columns, size)
    held = rows[first + len(heading) : last + 1]
    lines = table_lines(held, columns, size)
    if seed.stretch is None and holds_running_text(lines, size):
        return None
    cells = heading_cells(heading, columns, spans_of(lines, columns), size)
    lines = [Line(r, c, frozenset()) for r, c in zip(heading, cells, strict=True)] + lines
    return _draft([*heading, *held], lines, columns.borders, seed, across, size), last + 1


def _with_headed(
    columns: Columns, heading: Sequence[TextRow], body: Sequence[TextRow], size: float
) -> Columns:
    """The columns together with those that have nothing but a heading."""
    spans = spans_of(table_lines(body, columns, size), columns)
    borders = tuple(heading_borders(heading, columns, spans, size))
    return columns if borders == columns.borders else with_figures(Columns(borders), body, size)


def _text_table(
    seed: Seed, rows: Sequence[TextRow], across: Sequence[Rule], size: float
) -> _Found | None:
    """The table that a stretch between rules holds without any figures."""
    extent = seed.stretch.as_text_table(rows, size) if seed.stretch else None
    if extent is None:
        return None
    held = rows[extent[0] : extent[1] + 1]
    columns = find_columns(held, size)
    lines = table_lines(held, columns, size)
    return _draft(held, lines, columns.borders, seed, across, size), extent[1] + 1


def _draft(
    rows: Sequence[TextRow],
    lines: Sequence[Line],
    borders: tuple[float, ...],
    seed: Seed,
    across: Sequence[Rule],
    size: float,
) -> TableDraft:
    groups, _ = group_lines(lines, size, rows_below_rules(rows, across))
    box = around(word for row in rows for word in row.words)
    if seed.stretch is not None:
        box = box.union(seed.stretch.box)
    draft_rows = tuple(draft_row([lines[i] for i in group]) for group in groups)
    return TableDraft(box, borders, draft_rows, seed.stretch is not None)
