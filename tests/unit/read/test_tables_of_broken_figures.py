"""Columns so narrow that figures and words in them are broken over lines or stretched."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.read.layout import PageLayout
from pipeline.read.tables.joining import find_tables
from tests.drawn_pages import Sheet

LINE, SPACE = 12.0, 4.0
RIGHT = 520.0
Row = tuple[str, str]


def rows_of(*pages: PageLayout) -> list[list[str]]:
    (table,) = find_tables(pages)
    rows: dict[int, list[str]] = {}
    for cell in table.cells:
        words = [word.text for part in cell.parts for word in part.words]
        rows.setdefault(cell.row, []).append(" ".join(words))
    return list(rows.values())


def put_rows(sheet: Sheet, rows: Sequence[Row]) -> None:
    """Rows as high as their tallest cell; `/` breaks a cell over lines."""
    for label, figure in rows:
        cells = label.split("/"), figure.split("/")
        height = LINE * max(map(len, cells))
        for x, lines, align in ((sheet.left, cells[0], "left"), (RIGHT, cells[1], "right")):
            top = sheet.y + (height - LINE * len(lines)) / 2
            for number, line in enumerate(lines):
                sheet.put(x, top + LINE * number, line, align=align)
        sheet.y += height + SPACE


def whole(rows: Sequence[Row]) -> list[list[str]]:
    return [[cell.replace("/", " ") for cell in row] for row in rows]


HEAD = ("Insats", "Belopp/(kr)")
TWO_LINES = [
    ("Stöd till kunskapsstyrning i vården", "3 000/000"),
    ("Nationella kvalitetsregister", "168 000/000"),
    ("Stöd till arbete i regionerna med det som/följer av det gemensamma/programmet", "10 000/000"),
    ("Uppföljning", "140 000/000"),
    ("Totalt", "321 000/000"),
]
THREE_LINES = [(label, figure.replace(" 000/", "/000/")) for label, figure in TWO_LINES]


def test_each_figure_goes_with_the_rest_that_is_nearest_to_it() -> None:
    sheet = Sheet()
    put_rows(sheet, [HEAD, *TWO_LINES])
    assert rows_of(sheet.page) == whole([HEAD, *TWO_LINES])


def test_broken_figures_go_on_after_a_page_break() -> None:
    for rows in (TWO_LINES, THREE_LINES):
        first, second = Sheet(y=700.0), Sheet(y=80.0, number=2)
        put_rows(first, [HEAD, *rows[:2]])
        put_rows(second, rows[2:])
        assert rows_of(first.page, second.page) == whole([HEAD, *rows])


def test_few_rows_with_all_on_one_line_show_where_the_columns_are() -> None:
    sheet = Sheet()
    rows = [
        ("Insats", "Belopp", "Mottagare"),
        ("Kunskapsstyrning", "3 000 000", "Regionerna/via SKR"),
        ("Register", "2 500 000", "Regionerna"),
        ("Uppföljning", "500 000", "Regionerna"),
        ("Stöd i övrigt", "6 000 000", "Regionerna/och SKR"),
    ]
    end = 380.0
    for label, figure, recipient in rows:
        lines = recipient.split("/")
        middle = sheet.y + LINE * (len(lines) - 1) / 2
        sheet.put(sheet.left, middle, label)
        sheet.put(end, middle, figure, align="right")
        for number, line in enumerate(lines):
            sheet.put(end + 2.5, sheet.y + LINE * number, line)
        sheet.y += LINE * len(lines) + 8
    assert rows_of(sheet.page) == [[cell.replace("/", " ") for cell in row] for row in rows]


def test_words_that_justified_lines_push_to_the_edge_are_no_column() -> None:
    sheet = Sheet()
    rows = [
        ("Kunskapsstyrning", "3 000 000", ("Regionerna", "via"), "SKR"),
        ("Nationella register", "2 500 000", ("Regionerna", "och"), "SKR"),
        ("Uppföljning", "500 000", ("Kommunerna", "samt"), "SKR"),
        ("Stöd i övrigt", "6 000 000", ("Regionerna",), ""),
    ]
    for label, figure, first, second in rows:
        sheet.put(sheet.left, sheet.y, label)
        sheet.put(330.0, sheet.y, figure, align="right")
        sheet.put(360.0, sheet.y, first[0])
        if second:
            sheet.put(RIGHT, sheet.y, first[1], align="right")
            sheet.put(360.0, sheet.y + LINE, second)
        sheet.y += 2 * LINE + SPACE
    assert rows_of(sheet.page) == [
        [label, figure, " ".join((*first, second)).strip()] for label, figure, first, second in rows
    ]
