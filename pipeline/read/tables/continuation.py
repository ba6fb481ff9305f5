"""The part of a table that a page break left on another page, where too little of it stands
there to be seen as a table by itself: a total row alone, the end of a label, the heading with
the first row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.read.layout import Grid, PageLayout
from pipeline.read.tables.columns import Columns
from pipeline.read.tables.draft import TableDraft, around, draft_row, finish
from pipeline.read.tables.drawn_rules import Rule, rows_below_rules, rules_across, rules_down
from pipeline.read.tables.extent import last_row
from pipeline.read.tables.lines import Line, table_lines
from pipeline.read.tables.rows import group_lines
from pipeline.read.tables.shape import Shape, shape_of
from pipeline.read.tables.stand_ins import StandIns
from pipeline.read.tables.text_rows import TextRow, is_figure, is_leader, text_rows, usual_size
from pipeline.read.tables.wrapped_figures import unfolded

_WHITE = 3.2  # ems between two lines, at most
_ROW = 1.8  # ems from a frame to a row below it
_MOST_HEADING_LINES = 3
_MOST_LABEL_LINES = 8  # of a label that the page break cut, or of a heading
_EDGE = 0.08  # of the page's height, in which running heads and page numbers stand
_MOST_FURNITURE = 2  # lines
_SMALL_PRINT = 0.92  # of the usual type size: footnotes


def reaches_foot(grid: Grid, page: PageLayout) -> bool:
    """Whether nothing but footnotes and a page number stands below a table."""
    size = usual_size(page.words)
    below = [row for row in text_rows(page.words) if row.y > grid.box.bottom]
    body = [row for row in below if row.size > _SMALL_PRINT * size]
    return _is_furniture(body, (1 - _EDGE) * page.height, page.height)


def begins_page(grid: Grid, page: PageLayout) -> bool:
    """Whether nothing but a running head stands above a table."""
    above = [row for row in text_rows(page.words) if row.y < grid.box.top]
    return _is_furniture(above, 0.0, _EDGE * page.height)


def _is_furniture(rows: Sequence[TextRow], top: float, bottom: float) -> bool:
    return len(rows) <= _MOST_FURNITURE and all(top <= row.y <= bottom for row in rows)


def continued(before: Grid, page: PageLayout) -> Grid | None:
    """The rows at the top of a page that go on with a table of the page before it."""
    shape = shape_of(before)
    if shape is None:
        return None
    whole, rows, levels, across = _lines_of(page, shape)
    start = 0
    while start < len(rows) and start < _MOST_FURNITURE and rows[start].y < _EDGE * page.height:
        if _fits_from(shape, rows, start, levels):
            break
        start += 1
    count = _fits_from(shape, rows, start, levels)
    if not count:
        return None
    body = range(start, start + count)
    columns = shape.columns_for([rows[i] for i in body])
    last = last_row(body, rows, columns, shape.size)
    held = rows[start : last + 1]
    lines = table_lines(held, columns, shape.size)
    breaks = rows_below_rules(held, across) | _after_cut_row(before, lines)
    draft = _draft(lines, columns, shape.size, breaks, ruled=before.ruled)
    return finish(whole.as_printed(draft), page.words)


def begun(after: Grid, page: PageLayout) -> Grid | None:
    """The rows at the foot of a page with which a table of the next page begins."""
    shape = shape_of(after)
    if shape is None:
        return None
    whole, rows, levels, across = _lines_of(page, shape)
    end = len(rows)
    while end and len(rows) - end < _MOST_FURNITURE and rows[end - 1].y > (1 - _EDGE) * page.height:
        if _fits_up_to(shape, rows, end, levels) < end:
            break
        end -= 1
    start = _fits_up_to(shape, rows, end, levels)
    if start == end:
        return None
    held = rows[start:end]
    columns = shape.columns_for(held)
    lines = table_lines(held, columns, shape.size)
    breaks = rows_below_rules(held, across)
    draft = _draft(lines, columns, shape.size, breaks, ruled=after.ruled)
    return finish(whole.as_printed(draft), page.words)


def _draft(
    lines: Sequence[Line], columns: Columns, size: float, breaks: frozenset[int], *, ruled: bool
) -> TableDraft:
    groups, _ = group_lines(lines, size, breaks)
    rows = tuple(draft_row([lines[i] for i in group]) for group in groups)
    box = around(word for line in lines for word in line.row.words)
    return TableDraft(box, columns.borders, rows, ruled)


def _lines_of(
    page: PageLayout, shape: Shape
) -> tuple[StandIns, Sequence[TextRow], list[float], list[Rule]]:
    """A page's words with broken figures put together, the lines that they stand in, the
    levels of the lines as printed, and the rules."""
    words = tuple(word for word in page.words if not is_leader(word.text))
    rows = text_rows(words)
    across = rules_across(page.strokes, rows, shape.size)
    whole = unfolded(words, rows, across)
    lines = text_rows(whole.words) if whole.printed else rows
    return whole, lines, [row.y for row in rows], across


def is_framed(grid: Grid, page: PageLayout) -> bool:
    """Whether borders between columns are drawn in a table."""
    box, size = grid.box, usual_size(page.words)
    return any(
        box.x0 + size < border.at < box.x1 - size
        and border.start < box.bottom
        and border.end > box.top
        for border in rules_down(page.strokes, size)
    )


def _after_cut_row(before: Grid, lines: Sequence[Line]) -> frozenset[int]:
    """The line that begins the first whole row, if the lines above it only end the label of
    the last row on the page before, which has its figure there."""
    last = max(cell.row for cell in before.cells)
    has_figure = any(is_figure(cell.text) for cell in before.cells if cell.row == last)
    first = next((index for index, line in enumerate(lines) if line.figures), 0)
    goes_on = lines[0].row.words[0].text.lstrip("(")[:1].islower()
    return frozenset({first}) if first and has_figure and goes_on else frozenset()


def with_rows_below(draft: TableDraft, rows: Sequence[TextRow]) -> TableDraft:
    """The draft with the rows that stand right below its frame, such as a total: each with a
    figure, in its columns, and no further down than its rows stand apart."""
    words = [word for row in draft.rows for cell in row.cells.values() for word in cell]
    shape = shape_of(finish(draft, words))
    if shape is None:
        return draft
    tallest = max(row.bottom - row.top for row in draft.rows)
    level, held = draft.box.bottom, []
    for row in rows:
        if row.y < level:
            continue
        near = row.y - level <= max(tallest, _ROW * shape.size)
        if not (near and shape.holds(row) and shape.has_figure(row) and _is_labelled(row, shape)):
            break
        held.append(row)
        level = row.y
    if not held:
        return draft
    more = tuple(draft_row([line]) for line in table_lines(held, shape.columns, shape.size))
    box = draft.box.union(around(word for row in held for word in row.words))
    return replace(draft, box=box, rows=(*draft.rows, *more))


def _is_labelled(row: TextRow, shape: Shape) -> bool:
    return shape.columns.at(row.x0) == 0


def _fits_from(shape: Shape, rows: Sequence[TextRow], start: int, levels: Sequence[float]) -> int:
    """How many rows from `start` on belong to the table; 0 where no figure is among them.
    `levels` are those of the lines as printed, those of figures over several lines included."""
    count = 0
    for index in range(start, len(rows)):
        white = _white(rows[index - 1].y, rows[index].y, levels) if index > start else 0.0
        if white > _WHITE * shape.size or not shape.holds(rows[index]):
            break
        if shape.has_figure(rows[index]):
            count = index + 1 - start
        elif index + 1 - start - count > _MOST_LABEL_LINES:
            break
    return count


def _fits_up_to(shape: Shape, rows: Sequence[TextRow], end: int, levels: Sequence[float]) -> int:
    """The first of the rows before `end` that belong to the table; `end` itself where no
    figure is among them. A heading counts that has words above the figures."""
    start = end
    for index in range(end - 1, -1, -1):
        white = _white(rows[index].y, rows[index + 1].y, levels) if index + 1 < end else 0.0
        if white > _WHITE * shape.size or not shape.holds(rows[index]):
            break
        heads = start < end and start - index <= _MOST_HEADING_LINES
        if shape.has_figure(rows[index]) or (heads and shape.reaches_figures(rows[index])):
            start = index
        elif start - index > _MOST_LABEL_LINES:
            break
    return start


def _white(above: float, below: float, levels: Sequence[float]) -> float:
    """The widest distance between neighbouring lines from one level down to another."""
    between = [level for level in levels if above < level < below]
    return max(b - a for a, b in pairwise([above, *between, below]))
