from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import Agreement

M = 1_000_000
WHOLE = "Överenskommelsen omfattar …"


def areas(agreement: Agreement, *values: int) -> None:
    for number, value in enumerate(values, 1):
        agreement.section(str(number), f"Område {chr(64 + number)}")
        agreement.prose(value * M)


@pytest.mark.parametrize(("total", "status"), [(26, "match"), (35, "mismatch"), (62, "mismatch")])
def test_areas_of_a_text_without_tables_make_its_total(
    agreement: Agreement, total: int, status: str
) -> None:
    areas(agreement, 14, 5, 7)
    agreement.section("9", "Utbetalning")
    agreement.prose(total * M, role="total", clause=WHOLE)
    assert agreement.equations() == [f"{total} = 14 + 5 + 7 {status}"]


def test_money_of_one_recipient_may_be_only_some_of_the_total(agreement: Agreement) -> None:
    areas(agreement, 14, 5)
    agreement.section("3", "Stöd")
    agreement.prose(7 * M, to="skr")
    agreement.section("9", "Utbetalning")
    agreement.prose(100 * M, role="total")
    assert agreement.equations() == ["100 = 14 + 5 + 7 unverifiable"]


def test_money_inside_an_area_is_not_counted_twice(agreement: Agreement) -> None:
    areas(agreement, 14, 5, 7)
    agreement.section("3.1", "Kunskapsstöd", inside="3")
    agreement.prose(2 * M)
    agreement.section("9", "Utbetalning")
    agreement.prose(26 * M, role="total")
    assert agreement.equations() == ["26 = 14 + 5 + 7 match"]


def test_a_total_stated_twice(agreement: Agreement) -> None:
    agreement.section("1", "Inledning")
    agreement.prose(326 * M, role="total", clause=WHOLE)
    agreement.section("8", "Villkor")
    agreement.prose(362 * M, role="total", clause=WHOLE)
    assert agreement.equations() == ["326 = 362 mismatch"]


def test_totals_of_different_years_are_kept_apart(agreement: Agreement) -> None:
    agreement.section("1", "Inledning")
    agreement.prose(326 * M, role="total")
    agreement.section("2", "Bakgrund")
    agreement.prose(300 * M, role="total", year=2023)
    assert agreement.equations() == []


def test_a_bound_is_no_total(agreement: Agreement) -> None:
    areas(agreement, 14, 5, 7)
    agreement.section("9", "Utbetalning")
    agreement.prose(30 * M, role="total", bound="max", clause=WHOLE)
    assert agreement.equations() == ["30 = 14 + 5 + 7 rounding"]


def test_a_tables_total_against_the_text(agreement: Agreement) -> None:
    agreement.section("1", "Inledning")
    agreement.prose(13 * M, role="total")
    agreement.section("9", "Bilaga 1")
    agreement.row("Register", 7 * M)
    agreement.row("Öppna jämförelser", 5 * M)
    agreement.row("Totalt för överenskommelsen", 12 * M, "total")
    assert agreement.equations() == ["12 = 7 + 5 match", "12 = 13 mismatch"]


def test_what_a_party_receives_over_two_tables(agreement: Agreement) -> None:
    agreement.section("7.1", "Total medelstilldelning")
    whole = agreement.prose(19 * M, role="total")
    agreement.prose(10 * M, role="total", of=whole, relation="varav", to="regionerna")
    agreement.prose(9 * M, role="total", of=whole, relation="varav", to="staten")
    agreement.row("2. Läkemedel", 3 * M, number="2")
    chapter = agreement.row("3. Register", 16 * M, "subtotal", number="3")
    agreement.row("3.1 Regionernas insats", 10 * M, under=chapter, number="3.1", to=None)
    agreement.row("3.2 Statens insats", 6 * M, under=chapter, number="3.2")
    agreement.row("Totalt – Regionernas andel", 10 * M, "total")
    agreement.row("Totalt – Statens andel", 9 * M, "total")
    agreement.row("Totalt", 19 * M, "total")
    agreement.section("7.2", "Statens medelstilldelning")
    agreement.row("2. Läkemedel", 3 * M, number="2", table=2, to="SKR")
    agreement.row("3. Register", 6 * M, number="3", table=2, to="Regionerna")
    agreement.row("Total – SKR", 3 * M, "total", table=2)
    agreement.row("Total – Regionerna", 6 * M, "total", table=2)
    agreement.row("Total", 9 * M, "total", table=2)
    equations = agreement.equations()
    assert {
        "19 = 10 + 9 match",
        "6 = 6 match",
        "9 = 9 match",
        "10 = 10 match",
    } <= set(equations)
    assert not [equation for equation in equations if "mismatch" in equation]


@pytest.mark.parametrize(("last", "status"), [(4, "match"), (5, "mismatch")])
def test_each_partys_section_makes_up_the_total(
    agreement: Agreement, last: int, status: str
) -> None:
    agreement.section("1", "Omfattning")
    agreement.prose(30 * M, role="total", clause=WHOLE)
    agreement.section("2", "Medel till regionerna")
    agreement.prose(26 * M, to="regionerna")
    agreement.section("3", "Medel till SKR")
    agreement.prose(last * M, to="skr")
    assert agreement.equations() == [f"30 = 26 + {last} {status}"]


def test_a_total_of_another_year_against_that_years_column(agreement: Agreement) -> None:
    agreement.prose(9 * M, role="total", year=2024)
    agreement.prose(8 * M, role="total", year=2025)
    agreement.section("2", "Fördelning")
    for row, (label, one, two) in enumerate((("Kurser", 5, 4), ("Råd", 4, 3))):
        agreement.row(label, one * M, column="2024", row=row)
        agreement.row(label, two * M, column="2025", row=row)
    for heading, value in (("2024", 9), ("2025", 7)):
        agreement.row("Totalt för överenskommelsen", value * M, "total", column=heading, row=2)
    equations = agreement.equations()
    assert "9 = 9 match" in equations
    assert "7 = 8 mismatch" in equations
    assert not {"9 = 8 mismatch", "7 = 9 mismatch"} & set(equations)
