"""Figures that cannot be read leave the relations open that they belong to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pipeline.model import Agreement as Read
from pipeline.model import Document, Source
from pipeline.reconcile import reconcile

if TYPE_CHECKING:
    from conftest import Agreement

M = 1_000_000


def verdict(agreement: Agreement) -> str:
    facts = agreement.facts()
    checks, findings = reconcile(facts)
    source = Source("d", "d.txt", "d.txt", "", "text/plain")
    return Read(Document(source, (), ()), facts, checks, findings).verdict


@pytest.mark.parametrize("total", [12, 17])
def test_an_unread_row_leaves_the_sum_open_whatever_it_comes_to(
    agreement: Agreement, total: int
) -> None:
    agreement.row("Uppsala", 7 * M)
    agreement.row("Kalmar", 5 * M)
    agreement.unread_cell("Gotland")
    agreement.row("Totalt", total * M, "total")
    assert agreement.equations() == [f"{total} = 7 + 5 unverifiable"]
    assert "Gotland" in (agreement.checks()[0].diagnosis or "")
    assert [finding.code for finding in agreement.findings()] == ["sum_unread"]
    assert verdict(agreement) == "unverifiable"


def test_no_vague_sum_of_the_text_stands_in_for_an_unread_total(agreement: Agreement) -> None:
    agreement.prose(16 * M, "fördelas till länen", resolution=M)
    for county, value in (("Uppsala", 7), ("Kalmar", 5), ("Gotland", 4)):
        agreement.row(county, value * M)
    agreement.unread_cell("Summa", "total")
    assert {check.status for check in agreement.checks()} == {"unverifiable"}
    assert verdict(agreement) == "unverifiable"


def test_only_the_columns_and_rows_that_hold_it_are_left_open(agreement: Agreement) -> None:
    for row, label in enumerate(("Uppsala", "Kalmar", "Gotland")):
        agreement.row(label, 3 * M, row=row, column="2024", year=2024)
        agreement.row(label, 4 * M, row=row, column="2025", year=2025)
    agreement.unread_cell("Skåne", column="2025", row=3)
    agreement.row("Totalt", 9 * M, "total", row=4, column="2024", year=2024)
    agreement.row("Totalt", 12 * M, "total", row=4, column="2025", year=2025)
    assert agreement.equations() == ["9 = 3 + 3 + 3 match", "12 = 4 + 4 + 4 unverifiable"]


def test_a_row_is_left_open_where_its_sections_sum_cannot_be_read(agreement: Agreement) -> None:
    agreement.section("1", "Läkemedel i öppen vård")
    agreement.unread_prose()
    agreement.section("9", "Bilaga")
    agreement.row("Läkemedel i öppen vård", 7 * M)
    agreement.row("Totalt", 7 * M, "total")
    assert "7 = ? unverifiable" in agreement.equations()
    assert verdict(agreement) == "unverifiable"


def test_an_unread_sum_elsewhere_hides_no_split_that_is_exact(agreement: Agreement) -> None:
    agreement.section("1", "Läkemedel")
    whole = agreement.prose(10 * M)
    for part in (6, 4):
        agreement.prose(part * M, role="component", of=whole, relation="fördelas", statement=1)
    agreement.unread_prose()
    assert agreement.equations() == ["10 = 6 + 4 match"]


def test_an_unread_part_hides_that_the_others_do_not_make_the_whole(agreement: Agreement) -> None:
    agreement.section("1", "Läkemedel")
    whole = agreement.prose(10 * M)
    for part in (5, 2):
        agreement.prose(part * M, role="component", of=whole, relation="fördelas", statement=1)
    agreement.unread_prose()
    assert agreement.equations() == ["10 = 5 + 2 unverifiable"]


def test_an_unread_total_leaves_its_own_sum_open_alone(agreement: Agreement) -> None:
    for chapter, rows in (("Läkemedel", (7, 5)), ("E-hälsa", (3, 4))):
        parent = agreement.row(f"{chapter} delsumma", sum(rows) * M, "subtotal")
        for value in rows:
            agreement.row(f"{chapter} {value}", value * M, under=parent)
    agreement.unread_cell("Totalt", "total")
    assert agreement.equations() == [
        "12 = 7 + 5 match",
        "7 = 3 + 4 match",
        "0 = 12 + 7 unverifiable",
    ]
    assert [finding.code for finding in agreement.findings()] == ["sum_unread"]


def test_an_unread_subtotal_is_told_and_hides_no_total_that_its_rows_make(
    agreement: Agreement,
) -> None:
    parent = agreement.row("Läkemedel delsumma", 12 * M, "subtotal")
    agreement.row("Stöd", 7 * M, under=parent)
    agreement.row("Register", 5 * M, under=parent)
    agreement.unread_cell("E-hälsa delsumma", "subtotal")
    agreement.row("Journaler", 3 * M, row=4)
    agreement.row("Recept", 4 * M, row=5)
    agreement.row("Totalt", 19 * M, "total", row=6)
    assert agreement.equations() == [
        "12 = 7 + 5 match",
        "19 = 12 + 3 + 4 match",
        "0 = 3 + 4 unverifiable",
    ]
    assert verdict(agreement) == "unverifiable"


def test_an_unread_row_leaves_open_its_own_subtotal_and_the_total(agreement: Agreement) -> None:
    agreement.row("Läkemedel delsumma", 12 * M, "subtotal", row=0)
    agreement.row("E-hälsa delsumma", 9 * M, "subtotal", row=3)
    first, second = (row.line_item_id for row in agreement.rows)
    agreement.row("Stöd", 7 * M, under=first, row=1)
    agreement.row("Register", 5 * M, under=first, row=2)
    agreement.row("Journaler", 3 * M, under=second, row=4)
    agreement.row("Recept", 4 * M, under=second, row=5)
    agreement.unread_cell("Remisser", row=6)
    agreement.row("Totalt", 21 * M, "total", row=7)
    assert agreement.equations() == [
        "12 = 7 + 5 match",
        "9 = 3 + 4 unverifiable",
        "21 = 12 + 9 unverifiable",
    ]


@pytest.mark.parametrize(
    ("total", "told"), [(None, ["0 = 6 + 5 + 4 unverifiable"]), (15 * M, ["15 = 6 + 5 + 4 match"])]
)
def test_an_unread_sum_of_the_text_may_be_the_total_where_no_other_is(
    agreement: Agreement, total: int | None, told: list[str]
) -> None:
    for number, value in ((1, 6), (2, 5), (3, 4)):
        agreement.section(str(number), f"Område {number}")
        agreement.prose(value * M)
    agreement.section("4", "Medel")
    agreement.unread_prose()
    if total:
        agreement.section("5", "Överenskommelsens totalbelopp")
        agreement.prose(total, role="total", clause="Överenskommelsen omfattar …")
    assert agreement.equations() == told
