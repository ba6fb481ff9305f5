"""A table on its way to becoming a grid: rows of cells, and the borders between them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.model import Box
from pipeline.read.layout import Grid, GridCell, Word
from pipeline.read.tables.lines import Line
from pipeline.read.tables.text_rows import is_leader, text_rows

LEFTOVER = -1


@dataclass(frozen=True, slots=True)
class DraftRow:
    """One row: its words by column, in reading order, and how far down the page it reaches."""

    cells: Mapping[int, Sequence[Word]]
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class TableDraft:
    """`borders` are the inner borders of the columns."""

    box: Box
    borders: tuple[float, ...]
    rows: tuple[DraftRow, ...]
    ruled: bool
    tagged: bool = False


def draft_row(
    lines: Sequence[Line], top: float | None = None, bottom: float | None = None
) -> DraftRow:
    """The row that some lines make up, as high as its words where nothing else is known."""
    cells: dict[int, list[Word]] = {}
    for line in lines:
        for column, words in line.cells.items():
            cells.setdefault(column, []).extend(words)
    box = around(word for words in cells.values() for word in words)
    return DraftRow(
        cells, box.top if top is None else top, box.bottom if bottom is None else bottom
    )


def inside(words: Iterable[Word], box: Box) -> list[Word]:
    """The words whose centre lies in a box."""
    return [
        word
        for word in words
        if box.x0 <= (word.box.x0 + word.box.x1) / 2 <= box.x1
        and box.top <= (word.box.top + word.box.bottom) / 2 <= box.bottom
    ]


def around(words: Iterable[Word]) -> Box:
    return Box.around(word.box for word in words)


def finish(draft: TableDraft, words: Iterable[Word]) -> Grid:
    """The grid of a draft. Words of the page that lie in its box and found no cell, and the
    dots that lead to a figure, become leftovers of the nearest row, so that none is lost."""
    edges = (draft.box.x0, *draft.borders, draft.box.x1)
    cells: list[GridCell] = []
    held_by_box = inside(words, draft.box)
    rows = _with_lines_above(draft.rows, edges, held_by_box)
    placed: set[int] = set()
    for number, row in enumerate(rows):
        for column in range(len(edges) - 1):
            held = tuple(word for word in row.cells.get(column, ()) if not is_leader(word.text))
            placed.update(id(word) for word in held)
            box = Box(edges[column], row.top, edges[column + 1], row.bottom)
            cells.append(GridCell(number, column, held, box))
    left = [word for word in held_by_box if id(word) not in placed]
    return Grid(draft.box, (*cells, *_leftovers(left, rows)), draft.ruled, draft.tagged)


def _with_lines_above(
    rows: Sequence[DraftRow], edges: Sequence[float], words: Iterable[Word]
) -> list[DraftRow]:
    """The rows with the lines of their cells of words that begin above the row's first line,
    beside a figure that is broken over lines itself."""
    taken = {id(word) for row in rows for cell in row.cells.values() for word in cell}
    free = [w for w in words if id(w) not in taken and not _is_numeric(w)]
    return [_with_words(row, edges, free) for row in rows] if free else list(rows)


def _with_words(row: DraftRow, edges: Sequence[float], free: Iterable[Word]) -> DraftRow:
    cells = {column: list(words) for column, words in row.cells.items()}
    for word in free:
        x, y = (word.box.x0 + word.box.x1) / 2, (word.box.top + word.box.bottom) / 2
        cell = cells.get(bisect_right(edges, x) - 1)
        if cell and row.top <= y <= row.bottom and not any(map(_is_numeric, cell)):
            cell.append(word)
    grown = {
        column: [word for line in text_rows(words) for word in line.words]
        for column, words in cells.items()
        if len(words) > len(row.cells[column])
    }
    return replace(row, cells={**row.cells, **grown}) if grown else row


def _is_numeric(word: Word) -> bool:
    return word.text[:1].isdigit() or is_leader(word.text)


def _leftovers(words: Sequence[Word], rows: Sequence[DraftRow]) -> list[GridCell]:
    by_row: dict[int, list[Word]] = {}
    for word in words:
        y = (word.box.top + word.box.bottom) / 2
        distance = [max(row.top - y, y - row.bottom, 0.0) for row in rows]
        by_row.setdefault(distance.index(min(distance)), []).append(word)
    return [
        GridCell(number, LEFTOVER, tuple(held), around(held))
        for number, held in sorted(by_row.items())
    ]
