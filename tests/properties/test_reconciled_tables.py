"""A table built to sum always reconciles; one with a single error never does."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from hypothesis import assume, given
from hypothesis import strategies as st

from pipeline.model import Amount, Facts, Header, LineItem, Provenance, RowKind, Span
from pipeline.reconcile import reconcile

CHAPTERS = st.lists(
    st.lists(st.integers(min_value=1, max_value=10**9), min_size=0, max_size=5),
    min_size=1,
    max_size=6,
)


def table(chapters: list[list[int]]) -> Facts:
    """Chapters as rows, their parts below them (none for a single one), and a total."""
    facts = Facts("d", Header("överenskommelse", None, 2024, (), None, None))
    for number, parts in enumerate(chapters):
        below = parts if len(parts) > 1 else []
        kind: RowKind = "subtotal" if below else "item"
        facts = row(facts, f"{number}. kapitel", sum(parts), kind, None)
        chapter = facts.line_items[-1].line_item_id
        for part in below:
            facts = row(facts, f"del {part}", part, "item", chapter)
    return row(facts, "Totalt", sum(map(sum, chapters)), "total", None)


def row(facts: Facts, label: str, value: int, kind: RowKind, parent: str | None) -> Facts:
    number = len(facts.line_items)
    where = Provenance("d", 1, Span(10 * number, 10 * number + 9), (), label)
    item = LineItem(
        f"l{number}", "t1", 1, number, label, Decimal(value), Decimal(1), kind,
        2 if parent else 1, parent, None, None, f"a{number}", where,
    )  # fmt: skip
    amount = Amount(
        f"a{number}", None, Decimal(value), Decimal(1), "kr", None, "allocation", 2024, True,
        "t1", where,
    )  # fmt: skip
    return replace(facts, line_items=(*facts.line_items, item), amounts=(*facts.amounts, amount))


@given(CHAPTERS)
def test_a_table_built_to_sum_reconciles(chapters: list[list[int]]) -> None:
    checks, findings = reconcile(table(chapters))
    assert {check.status for check in checks} == {"match"}
    assert {finding.code for finding in findings} <= {"no_sum_checked"}  # a table of one row


@given(CHAPTERS, st.data())
def test_a_table_with_a_single_error_never_does(
    chapters: list[list[int]], data: st.DataObject
) -> None:
    facts = table(chapters)
    items = list(facts.line_items)
    place = data.draw(st.integers(min_value=0, max_value=len(items) - 1))
    wrong = data.draw(st.integers(min_value=0, max_value=10**10))
    # each figure stands for half a krona either side, so that an error needs to exceed that
    assume(abs(items[place].value_sek - wrong) > len(items))
    items[place] = replace(items[place], value_sek=Decimal(wrong))
    checks, _ = reconcile(replace(facts, line_items=tuple(items)))
    assert any(check.status in ("mismatch", "unverifiable") for check in checks)


@given(CHAPTERS)
def test_the_same_facts_give_the_same_checks(chapters: list[list[int]]) -> None:
    facts = table(chapters)
    assert reconcile(facts) == reconcile(facts)
