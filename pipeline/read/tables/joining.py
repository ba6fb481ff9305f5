"""Tables of a whole document: the parts that a page break tore apart are put together."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import inf
from statistics import median

from pipeline.model import Box
from pipeline.read.layout import Grid, PageLayout, Word
from pipeline.read.tables.continuation import (
    begins_page,
    begun,
    continued,
    is_framed,
    reaches_foot,
)
from pipeline.read.tables.draft import LEFTOVER, around, inside
from pipeline.read.tables.finding import find_grids
from pipeline.read.tables.text_rows import is_blank, is_figure, joined, usual_size

_MOST_HEADING_ROWS = 3
_THOUSANDS = re.compile(r"000(?: 000)*")


@dataclass(frozen=True, slots=True)
class CellPart:
    """The words of a cell that stand on one page, in reading order."""

    page: int
    words: tuple[Word, ...]
    box: Box


@dataclass(frozen=True, slots=True)
class JoinedCell:
    """A cell of a whole table; one that a page break cut has several parts.

    Rows are counted through all pages of the table; `column` is -1 for a leftover.
    """

    row: int
    column: int
    parts: tuple[CellPart, ...]


@dataclass(frozen=True)
class JoinedTable:
    """A table with its grids by page. `repeated` are the words of headings that later pages
    print once more: they belong to no cell."""

    grids: tuple[tuple[int, Grid], ...]
    cells: tuple[JoinedCell, ...]
    repeated: tuple[CellPart, ...] = ()

    @property
    def ruled(self) -> bool:
        return any(grid.ruled for _, grid in self.grids)


_Row = dict[int, list[CellPart]]


def find_tables(pages: Sequence[PageLayout]) -> tuple[JoinedTable, ...]:
    """The tables of a document in reading order.

    `pages` are best without running heads and page numbers; a line or two at the
    very edge of a page are taken for such.
    """
    grids: list[tuple[Grid, ...]] = []
    for page in pages:
        before = grids[-1][-1] if grids and grids[-1] else None
        open_end = before is not None and reaches_foot(before, pages[len(grids) - 1])
        grids.append(_grids_of(page, before if open_end else None))
        if len(grids) > 1 and grids[-1] and not open_end:
            grids[-2] += _beginning(grids[-1][0], page, grids[-2], pages[len(grids) - 2])
    return join_grids(pages, grids)


def _beginning(
    first: Grid, page: PageLayout, above: tuple[Grid, ...], page_above: PageLayout
) -> tuple[Grid, ...]:
    """What the page above holds of a table at the head of a page, if it has no heading."""
    rows = _rows(0, first)
    if not begins_page(first, page) or _heads(rows[0], _figure_columns(rows)):
        return ()
    found = begun(first, page_above)
    taken = [word for grid in above for word in inside(page_above.words, grid.box)]
    held = {id(word) for word in inside(page_above.words, found.box)} if found else set()
    return (found,) if found and not any(id(word) in held for word in taken) else ()


def _grids_of(page: PageLayout, before: Grid | None) -> tuple[Grid, ...]:
    """The grids of a page. What goes on with the table before is cut into the columns known
    from there, unless its own borders are drawn or it has another heading."""
    found = find_grids(page)
    rest = continued(before, page) if before is not None else None
    if before is None or rest is None or _is_another(before, rest):
        return found
    first = found[0] if found and begins_page(found[0], page) else None
    if first is not None and (
        first.tagged or is_framed(first, page) or _n_figures(first) > _n_figures(rest)
    ):
        return found
    taken = {id(word) for word in inside(page.words, rest.box)}
    apart = tuple(
        grid
        for grid in found
        if not any(id(word) in taken for cell in grid.cells for word in cell.words)
    )
    return (rest, *apart)


def _is_another(before: Grid, following: Grid) -> bool:
    """Whether a grid has a heading of its own."""
    table, rows = _rows(0, before), _rows(0, following)
    return _heads(rows[0], _figure_columns(table)) and not _repeated_rows(table, rows)


def _n_figures(grid: Grid) -> int:
    return sum(is_figure(cell.text) for cell in grid.cells)


def join_grids(
    pages: Sequence[PageLayout], grids: Sequence[tuple[Grid, ...]]
) -> tuple[JoinedTable, ...]:
    """The tables that the pages' grids make up: the last grid of a page and the first of the
    next are one table if nothing stands between them and their columns agree; so are two that
    adjoin on one page, where the second has no heading."""
    tables: list[_OpenTable] = []
    for index, page in enumerate(pages):
        for place, grid in enumerate(grids[index]):
            last = tables[-1] if tables else None
            above = pages[index - 1] if index and place == 0 else page
            goes_on = (
                last is not None
                and last.page == above.number
                and (
                    reaches_foot(last.last, above) and begins_page(grid, page)
                    if above is not page
                    else _adjoins(last.last, grid)
                )
            )
            if last is None or not goes_on or not last.append(page.number, grid):
                tables.append(_OpenTable(page.number, grid))
    return tuple(table.closed() for table in tables)


def _adjoins(above: Grid, below: Grid) -> bool:
    """Whether two grids of a page stand as close as the rows of one table: its last rows may
    be framed or shaded otherwise than the others."""
    return below.box.top - above.box.bottom <= usual_size(
        word for cell in above.cells for word in cell.words
    )


class _OpenTable:
    """A table that may go on with the next page's first grid."""

    def __init__(self, page: int, grid: Grid) -> None:
        self.grids = [(page, grid)]
        self.rows = _rows(page, grid)
        self.repeated: list[CellPart] = []

    @property
    def page(self) -> int:
        return self.grids[-1][0]

    @property
    def last(self) -> Grid:
        return self.grids[-1][1]

    def append(self, page: int, grid: Grid) -> bool:
        """Add the next page's grid, unless it is another table."""
        columns = matching_columns(self.last, grid)
        if columns is None:
            return False
        rows = [_moved(row, columns.of_next) for row in _rows(page, grid)]
        table = [_moved(row, columns.of_first) for row in self.rows]
        repeated = _repeated_rows(table, rows)
        figures = _figure_columns(table)
        if not repeated and _heads(rows[0], figures):
            return False
        self.repeated += [p for row in rows[:repeated] for parts in row.values() for p in parts]
        rest = rows[repeated:]
        if rest and _is_one_row(table[-1], rest[0], figures):
            for column, parts in rest.pop(0).items():
                table[-1].setdefault(column, []).extend(parts)
        self.rows = table + rest
        self.grids.append((page, grid))
        return True

    def closed(self) -> JoinedTable:
        cells = tuple(
            JoinedCell(number, column, tuple(row[column]))
            for number, row in enumerate(self.rows)
            for column in sorted(row, key=lambda column: (column == LEFTOVER, column))
        )
        return JoinedTable(tuple(self.grids), cells, tuple(self.repeated))


def _rows(page: int, grid: Grid) -> list[_Row]:
    rows: dict[int, _Row] = {}
    for cell in grid.cells:
        part = CellPart(page, cell.words, cell.box)
        rows.setdefault(cell.row, {}).setdefault(cell.column, []).append(part)
    return [rows[number] for number in sorted(rows)]


def _moved(row: _Row, columns: Mapping[int, int]) -> _Row:
    """The row with its columns numbered anew."""
    return {columns.get(column, column): parts for column, parts in row.items()}


def _text(row: _Row, column: int) -> str:
    return joined(word for part in row.get(column, ()) for word in part.words)


def _repeated_rows(table: Sequence[_Row], rows: Sequence[_Row]) -> int:
    """How many rows at the top say the same as the first rows of the table."""
    count = 0
    for first, row in zip(table, rows[:_MOST_HEADING_ROWS], strict=False):
        columns = {*first, *row}
        if any(_text(first, column) != _text(row, column) for column in columns):
            break
        count += 1
    return count


def _figure_columns(rows: Sequence[_Row]) -> frozenset[int]:
    """The columns that hold more figures than words, not counting the heading."""
    columns = {column for row in rows for column in row if column > 0}
    return frozenset(
        column for column in columns if sum(_says(_text(row, column)) for row in rows[1:]) > 0
    )


def _says(text: str) -> int:
    """1 for a figure, -1 for words, 0 for nothing."""
    if not text or is_blank(text):
        return 0
    return 1 if is_figure(text) else -1


def _heads(row: _Row, figures: frozenset[int]) -> bool:
    """Whether a row has words over figures and no figure, as the heading of a table does."""
    said = [_says(_text(row, column)) for column in figures]
    return -1 in said and 1 not in said


def _is_one_row(last: _Row, first: _Row, figures: frozenset[int]) -> bool:
    """Whether the page break cut a row in two: the figures stand on one side of it, and the
    words run on."""
    above = {column for column in figures if _text(last, column)}
    below = {column for column in figures if _text(first, column)}
    if _is_rest_of_figures(first) and all(_text(last, c) for c in first if _text(first, c)):
        return True
    if above & below or (figures and not above | below):
        return False
    running = [column for column in first if column not in figures and _text(first, column)]
    if not running or not any(_text(last, column) for column in running):
        return bool(above) and not running
    return any(_runs_on(_text(last, column), _text(first, column)) for column in running)


def _is_rest_of_figures(row: _Row) -> bool:
    """Whether a row holds nothing but thousands: a page break cut its figures, too."""
    texts = [text for column in row if (text := _text(row, column))]
    return bool(texts) and all(_THOUSANDS.fullmatch(text) for text in texts)


def _runs_on(text: str, following: str) -> bool:
    if not text:
        return False
    if text.endswith(("-", "\u00ad", ",")) or text.count("(") > text.count(")"):
        return True
    return following.lstrip("(")[:1].islower()


@dataclass(frozen=True)
class ColumnMatch:
    """How the columns of two grids are numbered when they are one table."""

    of_first: Mapping[int, int]
    of_next: Mapping[int, int]


def matching_columns(first: Grid, following: Grid) -> ColumnMatch | None:
    """The columns of two grids by their place on the page, None if they do not agree. The
    grid with fewer columns follows the other: a column may be empty on one page."""
    shift = _shift(first, following)
    onto_first = _onto(_content(following), _columns(first), -shift)
    if onto_first is not None:
        return ColumnMatch({}, onto_first)
    onto_next = _onto(_content(first), _columns(following), shift)
    return ColumnMatch(onto_next, {}) if onto_next is not None else None


def _shift(first: Grid, following: Grid) -> float:
    """How far the second grid is moved sideways, as on facing pages."""
    size = usual_size(word for cell in first.cells for word in cell.words)
    left = following.box.x0 - first.box.x0
    right = following.box.x1 - first.box.x1
    return left if abs(left - right) <= size else 0.0


def _columns(grid: Grid) -> dict[int, tuple[float, float]]:
    spans: dict[int, tuple[float, float]] = {}
    for cell in grid.cells:
        if cell.column >= 0:
            x0, x1 = spans.get(cell.column, (cell.box.x0, cell.box.x1))
            spans[cell.column] = min(x0, cell.box.x0), max(x1, cell.box.x1)
    return spans


def _content(grid: Grid) -> dict[int, float]:
    """The middle of what each column holds; text is judged by its left end."""
    places: dict[int, list[float]] = {}
    for cell in grid.cells:
        if cell.words and cell.column >= 0:
            box = around(cell.words)
            place = (box.x0 + box.x1) / 2 if is_figure(cell.text) else box.x0 + 1
            places.setdefault(cell.column, []).append(place)
    return {column: median(xs) for column, xs in places.items()}


def _onto(
    content: Mapping[int, float], columns: Mapping[int, tuple[float, float]], shift: float
) -> dict[int, int] | None:
    """The column that each one's content lies in, None where two would lie in the same."""
    found: dict[int, int] = {}
    ends = min(columns), max(columns)
    for column, x in content.items():
        for other, (left, right) in columns.items():
            low = -inf if other == ends[0] else left
            high = inf if other == ends[1] else right
            if low <= x + shift < high:
                found[column] = other
    if len(set(found.values())) < len(found) or len(content) < 1:
        return None
    return found
