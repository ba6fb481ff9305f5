"""Sums in tables and lists, and what a sum's place is."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from pipeline.extract.amounts import find_amounts
from pipeline.extract.amounts.mentions import find_money
from pipeline.extract.passages import find_passages
from pipeline.model import (
    Block,
    MoneyCell,
    MoneyRow,
    MoneyTable,
    Page,
    Span,
)
from tests.unit.extract.test_amounts import GRAMMAR, HEADER, RULES, document

TABLE = (
    "Område\tMnkr\nRegister\t10\nRegister: varav stöd 4 miljoner kronor (till SKL)\t7,5\nSumma\t10"
)


def money_table(text: str, *, is_list: bool = False) -> MoneyTable:
    """The rows of TABLE: an item, a part of it and the total."""
    rows, start = [], text.index("Register")
    kinds = ("item", "item", "total")
    for number, (line, kind) in enumerate(zip(text[start:].split("\n"), kinds, strict=False)):
        label, _, figure = line.partition("\t")
        at = start + len(label) + 1
        value = Decimal(figure.replace(",", ".")) * 1_000_000
        cell = MoneyCell(Span(at, at + len(figure)), value, Decimal(100_000), "mnkr", None, "Mnkr")
        parent, level = (0, 2) if number == 1 else (None, 1)
        span = Span(start, start + len(line))
        rows.append(MoneyRow(number, label, span, kind, level, parent, None, None, (cell,)))
        start += len(line) + 1
    span = Span(rows[0].span.start, rows[-1].span.end)
    return MoneyTable("t1", 1, span, tuple(rows), is_list)


def test_cells_of_a_table_and_a_sum_in_a_label() -> None:
    page = TABLE + "\n"
    read = replace(
        document("x"),
        pages=(Page(1, page, 0, "plain"),),
        blocks=(Block("table", Span(0, len(TABLE)), 1),),
    )
    found = find_amounts(read, (), (), (money_table(TABLE),), HEADER, (), RULES)
    parents = {a.amount_id: a for a in found}
    assert [(str(a.value_sek / 1_000_000), a.role, a.in_table) for a in found] == [
        ("10", "allocation", True),
        ("4.00", "component", True),
        ("7.5", "component", True),
        ("10", "total", True),
    ]
    label, part = found[1], found[2]
    assert part.parent_amount_id == found[0].amount_id
    assert parents[label.parent_amount_id or ""] is part
    assert {a.table_id for a in found} == {"t1"}


def test_a_list_that_ends_in_a_total_is_prose_with_a_table_id() -> None:
    text = "Bilaga\nStöd till register (7 miljoner/år)\nTotalt: 7 000 000 kr"
    read = document(text)
    cells = [(34, 44, 7_000_000), (len(text) - 12, len(text), 7_000_000)]
    rows = tuple(
        MoneyRow(
            number,
            "rad",
            block.span,
            "total" if number else "item",
            1,
            None,
            None,
            None,
            (MoneyCell(Span(a, b), Decimal(v), Decimal(1), "kr"),),
        )
        for number, (block, (a, b, v)) in enumerate(zip(read.blocks[1:], cells, strict=True))
    )
    table = MoneyTable("t1", 1, Span(0, len(text)), rows, is_list=True)
    found = find_amounts(read, (), find_passages(read, ()), (table,), HEADER, (), RULES)
    assert [(a.role, a.in_table, a.table_id) for a in found] == [
        ("allocation", False, "t1"),
        ("total", False, "t1"),
    ]


def test_the_span_of_a_sum_runs_from_its_number_to_its_unit() -> None:
    text = "Under 2018 betalas högst 2 385 tkr ut."
    (mention,), refused = find_money(text, GRAMMAR)
    assert text[mention.span.start : mention.span.end] == "2 385 tkr"
    assert refused == ()


@pytest.mark.parametrize(
    "figure", ["15 OOO 000 kronor", "l5 miljoner kronor", "52,l miljoner kronor", "1O mnkr"]
)
def test_letters_among_the_digits_of_a_sum_are_told(figure: str) -> None:
    found, (refused,) = find_money(f"Regeringen avsätter totalt {figure} för insatsen.", GRAMMAR)
    assert found == ()
    assert (refused.text, refused.reason) == (figure, "letters stand among its digits")
