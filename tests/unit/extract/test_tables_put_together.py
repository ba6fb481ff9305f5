"""Tables that need a second look: torn, without units, over page breaks."""

from __future__ import annotations

import pytest

from pipeline.extract.tables.finding import find_money_tables
from pipeline.extract.tables.line_items import unread_cells
from pipeline.model import Source
from pipeline.read.assembly.builder import (
    BlockDraft,
    DocumentBuilder,
)
from pipeline.rulebook import load_rulebook
from tests.unit.extract.test_tables import Grid, document, grid, lines, tables, values


def test_a_figure_that_can_be_read_in_two_ways_is_reported() -> None:
    made = document(["Insats | Mnkr", "Vård | 2.385", "Omsorg | 4", "Stöd | 5"])
    (table,) = find_money_tables(made, (), load_rulebook())
    assert values(table) == [4_000_000, 5_000_000]
    assert [(cell.label, cell.kind) for cell in table.unread] == [("Vård", "item")]


@pytest.mark.parametrize("total", ["1O", "l0 000", "1 OOO,5", "9,l"])
def test_letters_among_the_digits_leave_a_figure_unread(total: str) -> None:
    made = document(["Insats | Mnkr", "Vård | 5", "Omsorg | 4", f"Totalt | {total}"])
    (table,) = find_money_tables(made, (), load_rulebook())
    assert values(table) == [5_000_000, 4_000_000]
    (unread,) = unread_cells(made, (), (table,))
    assert (unread.where.raw, unread.kind) == (total, "total")
    assert unread.reason == "letters stand among its digits"


@pytest.mark.parametrize("text", ["Ingår", "SOS", "5 l", "II", "ca 5 Oslo"])
def test_words_where_a_sum_might_stand_are_no_figure(text: str) -> None:
    made = document(["Insats | Mnkr", "Vård | 5", "Omsorg | 4", f"Stöd | {text}"])
    (table,) = find_money_tables(made, (), load_rulebook())
    assert table.unread == ()


def test_tables_are_numbered_in_reading_order() -> None:
    money = ["Insats | Mnkr", "Vård | 5", "Omsorg | 4"]
    form = ["Namn | Titel", "Anna Ek | Chef"]
    found = tables(money, form, "Text.", money)
    assert [(table.number, table.table_id[-5:]) for table in found] == [(1, "t0001"), (2, "t0003")]


def test_units_in_a_column_of_their_own() -> None:
    (table,) = tables(["Insats | Belopp | Enhet", "Vård | 5 | mnkr", "Omsorg | 250 | tkr"])
    assert values(table) == [5_000_000, 250_000]


def test_rows_named_by_years() -> None:
    (table,) = tables(["År | Mnkr", "2016 | 5", "2017 | 7"])
    assert [(row.label, row.cells[0].year) for row in table.rows] == [
        ("2016", 2016),
        ("2017", 2017),
    ]


def test_labels_stand_in_the_column_that_names_the_purpose() -> None:
    rows = ["Anslagspost | Mottagare | Insats | Kr", "ap. 18 | SKR | Stöd | 5 000"]
    (table,) = tables([*rows, "ap. 5 | TLV | Data | 4 000"])
    assert [(row.label, row.recipient) for row in table.rows] == [("Stöd", "SKR"), ("Data", "TLV")]


def test_a_last_row_without_a_label_is_the_total() -> None:
    (table,) = tables(["Insats | Mnkr", "Vård | 5", "Omsorg | 7", "| 12"])
    assert [(row.label, row.kind) for row in table.rows][-1] == ("", "total")


def test_a_list_of_lines_without_marks() -> None:
    parts = ["Vård i hemmet: 5 000 000 kronor", "Register, 2 000 000 kronor"]
    (table,) = tables("Medlen fördelas så:", *parts, "Summa: 7 000 000 kronor")
    assert [row.label for row in table.rows] == ["Vård i hemmet", "Register", "Summa"]


def over_two_pages(first: Grid, second: Grid, between: str = "") -> list[tuple[str, str]]:
    """Table number and label of every row, the second grid at the top of page 2."""
    builder = DocumentBuilder(Source("d" * 16, "d.pdf", "d.pdf", "d" * 64, "application/pdf"))
    builder.add_page(1, "text_layer", 595.0, 842.0)
    builder.add_page(2, "text_layer", 595.0, 842.0)
    builder.add_table(grid(first))
    if between:
        builder.add_block(BlockDraft(lines(between, 2)))
    builder.add_table(grid(second, page=2))
    found = find_money_tables(builder.build(), (), load_rulebook())
    return [(str(table.number), row.label) for table in found for row in table.rows]


HEAD = ["Insats | Mnkr", "Vård | 5", "Data | 3"]


@pytest.mark.parametrize(
    "rest",
    [
        ["Stöd | 2", "Totalt | 10"],
        ["Insats | Mnkr", "Stöd | 2", "Totalt | 10"],
        ["Totalt | 8"],
    ],
)
def test_a_table_cut_by_a_page_break_is_one(rest: Grid) -> None:
    assert {number for number, _ in over_two_pages(HEAD, rest)} == {"1"}


@pytest.mark.parametrize(
    ("first", "second", "between"),
    [
        (HEAD, ["Mottagare | Kr", "SKR | 5 000", "TLV | 3 000"], ""),
        (HEAD, ["Insats | Mnkr", "Stöd | 2", "Mer | 1"], "Medlen fördelas så här i mnkr:"),
        ([*HEAD, "Totalt | 8"], ["Insats | Mnkr", "Stöd | 2", "Mer | 1"], ""),
    ],
)
def test_tables_that_only_follow_one_another_stay_apart(
    first: Grid, second: Grid, between: str
) -> None:
    assert {number for number, _ in over_two_pages(first, second, between)} == {"1", "2"}
