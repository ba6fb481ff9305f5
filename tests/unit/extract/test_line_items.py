from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from pipeline.extract.tables.finding import find_money_tables
from pipeline.extract.tables.line_items import to_line_items
from pipeline.model import Amount, Document, LineItem, Source, Span
from pipeline.read.assembly.builder import CellDraft, DocumentBuilder, Fragment, Line, TableDraft
from pipeline.rulebook import load_rulebook


def document(*tables: Sequence[str]) -> Document:
    builder = DocumentBuilder(Source("d" * 16, "d.txt", "d.txt", "d" * 64, "text/plain"))
    builder.add_page(1, "plain")
    for rows in tables:
        cells = [
            CellDraft(r, c, (Line((Fragment(text.strip()),), page=1),))
            for r, row in enumerate(rows)
            for c, text in enumerate(row.split("|"))
        ]
        builder.add_table(TableDraft(tuple(cells)))
    return builder.build()


def amount(made: Document, number: int, span: Span) -> Amount:
    where = made.locate(span.start, span.end)
    one = Decimal(1)
    return Amount(f"a{number}", None, one, one, "kr", None, "allocation", None, True, None, where)


def line_items(*tables: Sequence[str], widened: int = 0) -> tuple[LineItem, ...]:
    """The items of made-up tables, with an amount for every figure (`widened` characters more)."""
    made = document(*tables)
    found = find_money_tables(made, (), load_rulebook())
    spans = [cell.span for table in found for row in table.rows for cell in row.cells]
    wider = [Span(span.start - widened, span.end) for span in spans]
    amounts = [amount(made, n, span) for n, span in enumerate(wider, 1)]
    return to_line_items(made, found, amounts)


def test_one_item_for_each_row_and_column() -> None:
    items = line_items(["Insats (mnkr) | 2026 | 2027", "Vård | 5 | 7", "Stöd | 2 | "])
    assert [(i.label, int(i.value_sek), i.column) for i in items] == [
        ("Vård", 5_000_000, "2026"),
        ("Vård", 7_000_000, "2027"),
        ("Stöd", 2_000_000, "2026"),
    ]
    assert [i.line_item_id[-5:] for i in items] == ["l0001", "l0002", "l0003"]
    assert items[0].resolution_sek == Decimal(1_000_000)


def test_each_item_knows_its_amount_by_the_place() -> None:
    items = line_items(["Insats | Mnkr", "Vård | 5", "Stöd | 5"])
    assert [i.amount_id for i in items] == ["a1", "a2"]


def test_an_amount_that_only_lies_on_the_figure_will_do() -> None:
    items = line_items(["Insats | Mnkr", "Vård | 15", "Stöd | 25"], widened=1)
    assert [i.amount_id for i in items] == ["a1", "a2"]


def test_a_figure_without_an_amount_has_none() -> None:
    made = document(["Insats | Mnkr", "Vård | 5", "Stöd | 5"])
    found = find_money_tables(made, (), load_rulebook())
    assert [i.amount_id for i in to_line_items(made, found, ())] == ["", ""]


def test_parents_are_looked_for_in_the_same_column() -> None:
    rows = ["Insats (mnkr) | 2026 | 2027", "2. Vård | 5 | ", "2.1 Köer | 3 | 4", "2.2 Data | 2 | 1"]
    items = line_items(rows)
    parents = {(i.label, i.column): i.parent_id for i in items}
    assert parents["2.1 Köer", "2026"] == items[0].line_item_id
    assert parents["2.1 Köer", "2027"] is None


def test_the_provenance_is_the_row() -> None:
    (first, _) = line_items(["Insats | Mnkr", "Vård | 5", "Stöd | 2"])
    assert first.where.raw == "Vård\t5"


def test_tables_follow_one_another() -> None:
    items = line_items(["A | Mnkr", "Vård | 5", "Data | 1"], ["B | Kr", "Stöd | 2", "Mer | 3"])
    assert [i.table for i in items] == [1, 1, 2, 2]
    assert len({i.line_item_id for i in items}) == 4
