from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import Agreement

M = 1_000_000


@pytest.mark.parametrize(
    ("stated", "expected"),
    [(16, ["16 = 7 + 5 + 4 match"]), (20, ["20 = 7 + 5 + 4 unverifiable"]), (90, [])],
)
def test_rows_without_a_total_may_make_a_sum_of_the_text(
    agreement: Agreement, stated: int, expected: list[str]
) -> None:
    agreement.prose(stated * M, "fördelas till länen")
    for county, value in (("Uppsala", 7), ("Kalmar", 5), ("Gotland", 4)):
        agreement.row(county, value * M)
    assert agreement.equations() == expected


@pytest.mark.parametrize(
    ("stated", "expected"), [(7, ["7 = 7 match"]), (9, ["7 = 9 unverifiable"])]
)
def test_a_row_without_a_section_is_found_by_wording(
    agreement: Agreement, stated: int, expected: list[str]
) -> None:
    agreement.prose(stated * M, "för vägunderhållet på landsbygden")
    agreement.row("Vägunderhåll", 7 * M)
    agreement.row("Elektrifiering", 5 * M)
    assert agreement.equations() == expected


@pytest.mark.parametrize(
    ("clause", "year", "status"),
    [
        ("För utbyggnaden av järnvägen i norr avsätts … 2024", 2024, "mismatch"),
        ("Järnvägen får … årligen från och med 2023", None, "mismatch"),
        ("Järnvägen får … årligen från och med 2025", None, "unverifiable"),
        ("Järnvägen får …", None, "unverifiable"),
        ("Järnvägen får ytterligare … 2024", 2024, "unverifiable"),
        ("Av de ökade medlen till järnvägen går … till signaler 2024", 2024, "unverifiable"),
        ("Järnvägen och vägunderhållet får … 2024", 2024, "unverifiable"),
    ],
)
def test_a_sum_that_can_be_no_other_than_a_rows_is_held_against_it(
    agreement: Agreement, clause: str, year: int | None, status: str
) -> None:
    agreement.prose(9 * M, clause=clause, year=year)
    for row, label in enumerate(("Järnvägen", "Vägunderhåll")):
        for heading, value in (("2024, mnkr", 7), ("2022, mnkr", 3)):
            agreement.row(label, value * M, column=heading, row=row)
    assert f"7 = 9 {status}" in agreement.equations()


def test_of_several_sums_that_a_row_may_mean_the_one_that_holds_is_taken(
    agreement: Agreement,
) -> None:
    agreement.prose(9 * M, "för vägunderhållet på landsbygden")
    agreement.prose(7 * M, "för vägunderhållet i städerna")
    agreement.row("Vägunderhåll", 7 * M)
    agreement.row("Elektrifiering", 5 * M)
    assert agreement.equations() == ["7 = 7 match"]


def test_where_none_of_several_sums_holds_one_question_is_left(agreement: Agreement) -> None:
    agreement.prose(9 * M, "för vägunderhållet på landsbygden")
    agreement.prose(8 * M, "för vägunderhållet i städerna")
    agreement.row("Vägunderhåll", 7 * M)
    agreement.row("Elektrifiering", 5 * M)
    assert agreement.equations() == ["7 = 9 unverifiable"]


def test_an_upper_bound_is_no_evidence(agreement: Agreement) -> None:
    agreement.prose(900 * M, "fördelas till länen", bound="max")
    for county, value in (("Uppsala", 7), ("Kalmar", 5), ("Gotland", 4)):
        agreement.row(county, value * M)
    assert agreement.equations() == []


@pytest.mark.parametrize(("stated", "expected"), [(9, {"9 = 9 match"}), (8, {"9 = 8 mismatch"})])
def test_columns_of_years_are_held_against_their_own_year(
    agreement: Agreement, stated: int, expected: set[str]
) -> None:
    agreement.section("1", "Ungdomsmottagningar")
    agreement.prose(stated * M, "ungdomsmottagningar", year=2024)
    agreement.section("2", "Tabell")
    for row, label in enumerate(("Ungdomsmottagningar", "Elevhälsa")):
        for heading, value in (("2023", 7), ("2024", 9), ("Totalt", 16)):
            agreement.row(label, value * M, column=heading, row=row)
    equations = set(agreement.equations())
    assert expected <= equations
    assert not any(f" = {stated} " in e and e not in expected for e in equations)


def two_tables(agreement: Agreement, *second: int) -> list[str]:
    for table, values in enumerate(((7, 5, 4, 3, 2, 1), second), 1):
        agreement.section(str(table), f"Fördelning {table}")
        for number, value in enumerate(values):
            agreement.row(f"Område {chr(65 + number)}x", value * M, table=table)
    return [equation for equation in agreement.equations() if " + " not in equation]


def test_tables_with_the_same_rows_throughout_vouch_for_one_another(
    agreement: Agreement,
) -> None:
    assert "4 = 8 mismatch" in two_tables(agreement, 7, 5, 8, 3, 2, 1)


def test_tables_with_the_same_rows_of_other_money_are_let_be(agreement: Agreement) -> None:
    assert two_tables(agreement, 1, 1, 1, 1, 1, 2) == []


def test_the_states_table_is_held_against_the_states_rows(agreement: Agreement) -> None:
    agreement.section("7.1", "Total medelstilldelning")
    agreement.row("2. Läkemedel", 3 * M, number="2")
    chapter = agreement.row("3. Register", 16 * M, "subtotal", number="3")
    agreement.row("3.1 Regionernas insats", 10 * M, under=chapter, number="3.1")
    agreement.row("3.2 Statens insats", 6 * M, under=chapter, number="3.2")
    agreement.row("Totalt – Regionernas andel", 10 * M, "total")
    agreement.row("Totalt – Statens andel", 9 * M, "total")
    agreement.row("Totalt", 19 * M, "total")
    agreement.section("7.2", "Statens medelstilldelning")
    agreement.row("2. Läkemedel", 3 * M, number="2", table=2)
    agreement.row("3. Register", 8 * M, number="3", table=2)
    agreement.row("Totalt", 11 * M, "total", table=2)
    assert {"3 = 3 match", "6 = 8 mismatch", "9 = 11 mismatch"} <= set(agreement.equations())
