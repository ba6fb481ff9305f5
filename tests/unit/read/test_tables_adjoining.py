"""Rows that adjoin a table and are framed otherwise; lines that begin above their row."""

from __future__ import annotations

import pytest

from pipeline.model import Box
from pipeline.read.layout import Grid, GridCell, PageLayout, Word
from pipeline.read.tables.draft import LEFTOVER, DraftRow, TableDraft, finish
from pipeline.read.tables.joining import join_grids

SIZE = 10.0
MIDDLE, RIGHT = 300.0, 400.0


def word(text: str, x0: float, top: float) -> Word:
    return Word(text, Box(x0, top, x0 + 5.0 * len(text), top + SIZE), SIZE, False)


def grid(top: float, *rows: tuple[str, str]) -> Grid:
    cells = []
    for number, (label, figure) in enumerate(rows):
        y = top + 15 * number
        for column, (text, x0, x1) in enumerate(((label, 70.0, MIDDLE), (figure, MIDDLE, RIGHT))):
            held = (word(text, x0, y),) if text else ()
            cells.append(GridCell(number, column, held, Box(x0, y, x1, y + SIZE)))
    bottom = top + 15 * (len(rows) - 1) + SIZE
    return Grid(Box(70.0, top, RIGHT, bottom), tuple(cells), False)


PARTS = grid(100.0, ("Insats", "Belopp"), ("Kunskap", "3000000"), ("Register", "5000000"))


@pytest.mark.parametrize(
    ("below", "tables"),
    [
        (grid(145.0, ("Totalt", "8000000"), ("Staten", "6000000")), [5]),
        # further down, or with a heading of its own, it is a table by itself
        (grid(170.0, ("Totalt", "8000000"), ("Staten", "6000000")), [3, 2]),
        (grid(145.0, ("Mottagare", "Belopp"), ("Staten", "6000000")), [3, 2]),
    ],
)
def test_rows_that_adjoin_belong_to_the_table_above(below: Grid, tables: list[int]) -> None:
    page = PageLayout(
        1, 595.0, 842.0, tuple(w for g in (PARTS, below) for c in g.cells for w in c.words), ()
    )
    found = join_grids([page], [(PARTS, below)])
    assert [len({cell.row for cell in table.cells}) for table in found] == tables


def test_a_line_above_its_row_joins_its_cell_and_a_figure_stays_apart() -> None:
    figure, second = word("140000000", MIDDLE, 106.0), word("SKR", RIGHT, 112.0)
    first, stray = word("Regionerna och", RIGHT, 100.0), word("17", RIGHT + 90, 100.0)
    row = DraftRow({0: [word("Vård", 70.0, 106.0)], 1: [figure], 2: [second]}, 100.0, 122.0)
    draft = TableDraft(Box(70.0, 100.0, 520.0, 122.0), (MIDDLE - 5, RIGHT - 5), (row,), False)
    done = finish(draft, [*row.cells[0], figure, second, first, stray])
    texts = {cell.column: cell.text for cell in done.cells}
    assert texts == {0: "Vård", 1: "140000000", 2: "Regionerna och SKR", LEFTOVER: "17"}
