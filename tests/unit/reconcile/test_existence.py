"""A relation is there whatever its figures are: a changed digit never makes a check vanish."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from pipeline.model import Check, Facts
from pipeline.reconcile import reconcile

if TYPE_CHECKING:
    from conftest import Agreement

M = 1_000_000


def press_release(agreement: Agreement) -> None:
    """A table of two years, told again in the text in several ways."""
    agreement.prose(16 * M, clause="Totalt satsas … 2024")
    agreement.prose(7 * M, clause="För snabbare prövningar avsätts … 2024", year=2024)
    agreement.prose(5 * M, "för fler utbildningsplatser", year=None)
    agreement.section("1", "Laddning längs vägarna")
    agreement.prose(4 * M, year=2024)
    agreement.section("2", "Tabell")
    rows = (("Snabbare prövningar", 7), ("Fler utbildningsplatser", 5), ("Laddning", 4))
    for row, (label, value) in enumerate(rows):
        agreement.row(label, value * M, column="2024, mnkr", row=row)
        agreement.row(label, 9 * M, column="2025, mnkr", row=row)


def paragraph(agreement: Agreement) -> None:
    agreement.prose(5 * M, statement=1)
    agreement.prose(2 * M, statement=1)
    agreement.prose(7 * M, clause="Totalt tillförs …", statement=1)


def list_by_county(agreement: Agreement) -> None:
    agreement.prose(16 * M, "fördelas till länen")
    for county, value in (("Uppsala", 7), ("Kalmar", 5), ("Gotland", 4)):
        agreement.row(county, value * M)


def with_another_figure(facts: Facts, amount_id: str) -> Facts:
    """The facts, had one figure been printed with its first digit one higher."""
    old = facts.amount_by_id[amount_id].value_sek
    new = old + 10 ** old.adjusted()
    amounts = [replace(a, value_sek=new) if a.amount_id == amount_id else a for a in facts.amounts]
    items = [replace(i, value_sek=new) if i.amount_id == amount_id else i for i in facts.line_items]
    return replace(facts, amounts=tuple(amounts), line_items=tuple(items))


def figures_of(check: Check) -> set[str]:
    return {check.stated_amount_id or "", *(part.amount_id for part in check.parts)}


@pytest.mark.parametrize("write", [press_release, paragraph, list_by_county])
def test_a_changed_figure_makes_no_check_vanish(
    agreement: Agreement, write: Callable[[Agreement], None]
) -> None:
    write(agreement)
    before = agreement.checks()
    holding = [check for check in before if check.status == "match"]
    assert holding
    for amount_id in set().union(*map(figures_of, holding)):
        after = reconcile(with_another_figure(agreement.facts(), amount_id))[0]
        assert len(after) == len(before)
        assert any(
            check.status in ("mismatch", "unverifiable") and amount_id in figures_of(check)
            for check in after
        )
