"""Tables of tagged PDFs: rows and cells as the tags name them, where these fit the page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.read.layout import Tag, TagCell
from pipeline.read.tables.finding import find_grids
from pipeline.read.tables.joining import find_tables
from tests.drawn_pages import Sheet

COLUMNS = (70.0, 300.0, 380.0)
Cells = Sequence[Sequence[str]]


def put_row(sheet: Sheet, table: int, row: int, cells: Cells) -> None:
    """A row whose cells have several lines each, one tag for the words of a cell."""
    for column, lines in enumerate(cells):
        before = len(sheet.words)
        for number, line in enumerate(lines):
            sheet.put(COLUMNS[column], sheet.y + 12 * number, line)
        tag = Tag("TD", 0, TagCell(table, row, column))
        sheet.words[before:] = [replace(word, tag=tag) for word in sheet.words[before:]]
    sheet.y += 12 * max(map(len, cells))


def rows_of(sheet: Sheet) -> list[list[str]]:
    (grid,) = find_grids(sheet.page)
    texts: dict[int, list[str]] = {}
    for cell in grid.cells:
        texts.setdefault(cell.row, []).append(cell.text)
    return list(texts.values())


HEAD = (("Insats",), ("Belopp",), ("Mottagare",))
ROWS: tuple[Cells, ...] = (
    (("Stöd till arbetet med", "vårdens kunskap"), ("140 000", "000"), ("Regionerna och", "SKR")),
    (("Kunskap om",), ("3 000 000",), ("SKR",)),
    (("Totalt",), ("143 000", "000"), ()),
)


def test_a_cell_is_what_its_tag_holds_however_it_is_broken() -> None:
    sheet = Sheet()
    for number, row in enumerate((HEAD, *ROWS)):
        put_row(sheet, 1, number, row)
    assert rows_of(sheet) == [
        ["Insats", "Belopp", "Mottagare"],
        ["Stöd till arbetet med vårdens kunskap", "140 000 000", "Regionerna och SKR"],
        ["Kunskap om", "3 000 000", "SKR"],
        ["Totalt", "143 000 000", ""],
    ]


def test_a_cell_over_two_columns_leaves_the_last_where_it_stands() -> None:
    sheet = Sheet()
    for number, row in enumerate(ROWS[:2]):
        put_row(sheet, 1, number, row)
    before = len(sheet.words)
    sheet.put(COLUMNS[0], sheet.y, "Summa av allt som parterna avsätter")
    sheet.put(COLUMNS[2], sheet.y, "Alla")
    for place in range(before, len(sheet.words)):
        column = int(place == len(sheet.words) - 1)
        tag = Tag("TD", 0, TagCell(1, 9, column))
        sheet.words[place] = replace(sheet.words[place], tag=tag)
    assert rows_of(sheet)[-1] == ["Summa av allt som parterna avsätter", "", "Alla"]


def test_a_table_that_holds_the_page_together_is_none() -> None:
    sheet = Sheet()
    put_row(sheet, 1, 0, (("För staten",), ("För SKR",)))
    put_row(sheet, 1, 1, (("Anna Ek",), ("Bo Al",)))
    assert find_grids(sheet.page) == ()


def test_tags_of_rows_that_do_not_stand_below_one_another_are_not_believed() -> None:
    right, wrong = Sheet(), Sheet()
    for sheet in (right, wrong):
        for number, row in enumerate((HEAD, *ROWS)):
            put_row(sheet, 1, number if sheet is right else -number, row)
    assert [grid.tagged for grid in find_grids(right.page)] == [True]
    assert not any(grid.tagged for grid in find_grids(wrong.page))


def test_tags_that_leave_out_rows_are_not_believed() -> None:
    sheet = Sheet()
    put_row(sheet, 1, 0, HEAD)
    for number, row in enumerate(ROWS[1:] * 2):
        put_row(sheet, 1 + number % 2, number, row)
    assert not any(grid.tagged for grid in find_grids(sheet.page))


def test_a_figure_that_a_page_break_cuts_is_one() -> None:
    first, second = Sheet(y=700.0), Sheet(number=2)
    for number, row in enumerate((HEAD, ROWS[1], (("Kunskap i vården",), ("140 000",), ("SKR",)))):
        put_row(first, 1, number, row)
    for number, row in enumerate(((("",), ("000",), ("",)), ROWS[1], ROWS[1])):
        put_row(second, 2, number, row)
    (table,) = find_tables([first.page, second.page])
    figures = {cell.row: cell for cell in table.cells if cell.column == 1}
    assert [word.text for part in figures[2].parts for word in part.words] == ["140", "000", "000"]
