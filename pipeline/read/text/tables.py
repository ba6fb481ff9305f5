"""Tables of figures in plain text, where nothing but spaces and repetition draws a table.

A table is a run of rows that each hold a label and a figure, parted by a run of spaces (or a
tab), or by a single space where every row ends in its figure. Prose has lines that end in
figures, too, and so have contents, footers, dates and forms; hence a run counts only with
the signs that money brings: a row that totals, a heading that names a unit, or figures
written as money is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from pipeline.read.assembly.builder import CellDraft, TableDraft
from pipeline.read.assembly.cleaning import Line
from pipeline.read.sentence_ends import begins_lower, ends_open, is_finished, leaves_bracket_open
from pipeline.read.text.figure_rows import (
    FigureRow,
    figure_row,
    names_total,
    names_unit,
    spaced_cells,
)
from pipeline.read.text.lines import TextLine
from pipeline.read.text.wrapped_rows import whole_rows

_ENDS_IN_UNIT = re.compile(
    r"(?P<label>.*?\S)\s+(?P<unit>\(?(?:kr|kronor|sek|tkr|mnkr|mkr|mdkr|belopp|summa)\)?"
    r"(?:,? \(?(?:kr|kronor|sek|tkr|mnkr|mkr|mdkr)\)?)?)(?:\s+(?P<rest>mottagare|till|part))?",
    re.IGNORECASE,
)
_COUNTED = re.compile(r"(?<!\w)(?:miljon(?:er)?|miljarder?|tusen(?:tals?)?)$", re.IGNORECASE)
_NUMBERED = re.compile(r"\d{1,2}(?:\.\d{1,2})*\.?\s")
# A line drawn with characters, above or below a head or a sum.
_DRAWN = re.compile(r"[-=_–—─━+|\s]{4,}")
_FEWEST_ROWS = 3
# Rows stand no further apart than this many blank lines.
_WIDEST_GAP = 14
_LONGEST_LABEL = 110
_SET_IN = 4  # columns by which a head stands in further than any label
# The share of labels that begin as labels do, with a capital or a figure.
_LEAST_CAPITALS = 0.7


@dataclass(frozen=True, slots=True)
class FoundTable:
    """A table, and the lines that it takes up as a half-open range."""

    start: int
    end: int
    table: TableDraft


@dataclass(slots=True)
class _GridRow:
    """A row of the table to be: its lines with their cells, by the line's index."""

    cells: list[tuple[int, tuple[tuple[int, int], ...]]]
    row: FigureRow | None
    leftovers: list[tuple[int, tuple[tuple[int, int], ...]]] = field(default_factory=list)


def find_text_tables(lines: Sequence[TextLine]) -> list[FoundTable]:
    """The tables of figures among the lines, in order and not overlapping."""
    whole = whole_rows(lines)
    lines = [row.line for row in whole]
    rows = [figure_row(line.line.raw) for line in lines]
    found: list[FoundTable] = []
    for start, end in _runs(lines, rows):
        if _is_table(lines, rows, start, end):
            first = _heading(lines, start, found[-1].end if found else 0)
            found.append(_table(lines, rows, first, start, end))
    return [
        replace(table, start=whole[table.start].start, end=whole[table.end - 1].end)
        for table in found
    ]


def _runs(lines: Sequence[TextLine], rows: Sequence[FigureRow | None]) -> Iterator[tuple[int, int]]:
    """Stretches that begin and end with a row, with nothing but rows and labels in them."""
    start, end = -1, -1
    for index, row in enumerate(rows):
        if start >= 0 and not _belongs(lines, rows, end, index):
            yield start, end
            start = -1
        if row is not None:
            start = index if start < 0 else start
            end = index + 1
    if start >= 0:
        yield start, end


def _belongs(
    lines: Sequence[TextLine], rows: Sequence[FigureRow | None], end: int, index: int
) -> bool:
    """Whether a line can be part of the table whose last row is the one before `end`."""
    line = lines[index]
    if line.gap > _WIDEST_GAP:
        return False
    if rows[index] is not None:
        return True
    is_label = len(line.text) <= _LONGEST_LABEL and not is_finished(line.text)
    return is_label and not line.opens_page and index - end < 2


def _is_table(
    lines: Sequence[TextLine], rows: Sequence[FigureRow | None], start: int, end: int
) -> bool:
    found = [row for row in rows[start:end] if row is not None]
    counted = [row for row in found if not row.all_years]
    spaced = sum(row.spaced for row in counted) > len(counted) / 2
    totals = any(names_total(row.raw) for row in counted)
    head = start - 1 if start > 1 and _is_drawn(lines[start - 1]) else start
    headed = head > 0 and _names_unit(lines[head - 1], lines[head])
    moneylike = sum(row.is_moneylike for row in counted) * 2 > len(counted)
    if len(counted) < (_FEWEST_ROWS - 1 if spaced and (totals or headed) else _FEWEST_ROWS):
        return False
    told = [line for line in lines[start:end] if not _is_drawn(line)]
    if len(counted) * 2 < len(told) or _is_contents(counted):
        return False
    labels = sum(not begins_lower(line.text) for line in told)
    if labels < _LEAST_CAPITALS * len(told):
        return False
    return totals or headed or moneylike


def _names_unit(above: TextLine, line: TextLine) -> bool:
    near = line.gap <= _WIDEST_GAP and not is_finished(above.text)
    return near and names_unit(above.text)


def _is_contents(rows: Sequence[FigureRow]) -> bool:
    """Numbered titles with page numbers that never fall."""
    pages = [row.texts[row.figures[-1]] for row in rows]
    if not all(page.isdigit() and len(page) <= 3 for page in pages):
        return False
    numbers = [int(page) for page in pages]
    numbered = sum(bool(_NUMBERED.match(row.label)) for row in rows)
    return numbers == sorted(numbers) and numbered * 2 > len(rows)


def _heading(lines: Sequence[TextLine], start: int, least: int) -> int:
    """The index of the table's heading row, `start` where it has none."""
    place = start - 1 if start > least and _is_drawn(lines[start - 1]) else start
    if place <= least or lines[place].gap > _WIDEST_GAP:
        return start
    above = lines[place - 1]
    raw = above.line.raw
    columns = len(spaced_cells(raw)) > 1 or _unit_at_end(raw)
    is_row = len(above.text) <= _LONGEST_LABEL and not is_finished(above.text)
    return place - 1 if columns and is_row and not lines[place].opens_page else start


def _is_drawn(line: TextLine) -> bool:
    return _DRAWN.fullmatch(line.line.raw) is not None


def _table(
    lines: Sequence[TextLine],
    rows: Sequence[FigureRow | None],
    first: int,
    start: int,
    end: int,
) -> FoundTable:
    told = [index for index in range(first, end) if not _is_drawn(lines[index])]
    grid = [_heading_row(lines[index].line.raw, index) for index in told if index < start]
    for index in told:
        if index >= start:
            _add_line(grid, lines, rows, index)
    cells = tuple(_cells(lines, grid))
    gap = None if lines[first].opens_page else float(lines[first].gap + 1)
    return FoundTable(first, end, TableDraft(cells, gap_before=gap))


def _heading_row(raw: str, index: int) -> _GridRow:
    cells = spaced_cells(raw)
    match = _unit_at_end(raw)
    if len(cells) == 1 and match:
        cells = tuple(match.span(name) for name in ("label", "unit", "rest") if match[name])
    return _GridRow([(index, cells)], None)


def _unit_at_end(raw: str) -> re.Match[str] | None:
    """A head whose last word names the unit; `Medel (miljoner kronor)` is one phrase."""
    match = _ENDS_IN_UNIT.fullmatch(raw)
    if match and (leaves_bracket_open(match["label"]) or _COUNTED.search(match["label"])):
        return None
    return match


def _add_line(
    grid: list[_GridRow],
    lines: Sequence[TextLine],
    rows: Sequence[FigureRow | None],
    index: int,
) -> None:
    """Add a line as a row of its own, or to the row whose label it carries on."""
    line, row = lines[index], rows[index]
    cells = row.cells if row else spaced_cells(line.line.raw)
    last = grid[-1] if grid else None
    if last and line.gap <= 1 and _label_goes_on(lines, rows, last, index):
        if row and last.row:
            # A raised digit at the end of a label that goes on is no second sum.
            last.leftovers.append((index, cells[1:]))
            cells = cells[:1]
        last.cells.append((index, cells))
        last.row = last.row or row
    else:
        grid.append(_GridRow([(index, cells)], row))


def _label_goes_on(
    lines: Sequence[TextLine], rows: Sequence[FigureRow | None], last: _GridRow, index: int
) -> bool:
    """Whether a line carries on the label of the row above it."""
    row = rows[index]
    label = " ".join(lines[i].line.raw[slice(*cells[0])] for i, cells in last.cells)
    if leaves_bracket_open(label):
        return True
    if row is None:
        return begins_lower(lines[index].text) or ends_open(lines[index - 1].text)
    return begins_lower(lines[index].text) and last.row is None and len(last.cells[-1][1]) == 1


def _cells(lines: Sequence[TextLine], grid: Sequence[_GridRow]) -> Iterator[CellDraft]:
    width = max(len(cells) for row in grid for _, cells in row.cells)
    model = [cells for row in grid for _, cells in row.cells if len(cells) == width]
    columns = [
        (min(cells[i][0] for cells in model), max(cells[i][1] for cells in model))
        for i in range(width)
    ]
    edge = max((lines[row.cells[0][0]].indent for row in grid if row.row), default=0) + _SET_IN
    for number, row in enumerate(grid):
        by_column: dict[int, list[Line]] = {}
        for index, cells in row.cells:
            places = _columns_of(cells, columns)
            if len(cells) == width - 1 and row.row is None and lines[index].indent > edge:
                places = list(range(1, width))  # a head without a word above the labels
            for column, cell in zip(places, cells, strict=True):
                by_column.setdefault(column, []).append(lines[index].line.part(*cell))
        for column, parts in sorted(by_column.items()):
            yield CellDraft(number, column, tuple(parts))
        for index, cells in row.leftovers:
            yield CellDraft(number, -1, tuple(lines[index].line.part(*cell) for cell in cells))


def _columns_of(cells: Sequence[tuple[int, int]], columns: Sequence[tuple[int, int]]) -> list[int]:
    """Which column each cell of a row belongs to: in order, and nearest where some are empty."""
    if len(cells) == len(columns):
        return list(range(len(cells)))
    taken: list[int] = []
    for place, (start, end) in enumerate(cells):
        lowest = taken[-1] + 1 if taken else 0
        highest = len(columns) - (len(cells) - place)
        middle = (start + end) / 2
        choices = range(lowest, highest + 1) if place else range(1)
        taken.append(min(choices, key=lambda i: _distance(middle, columns[i])))
    return taken


def _distance(place: float, column: tuple[int, int]) -> float:
    return max(column[0] - place, place - column[1], 0.0)
