from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import Agreement

M = 1_000_000


def test_rows_to_their_total(agreement: Agreement) -> None:
    agreement.row("Läkemedel", 7 * M)
    agreement.row("Cancer", 5 * M)
    agreement.row("Totalt", 12 * M, "total")
    assert agreement.equations() == ["12 = 7 + 5 match"]


def test_a_wrong_total_is_a_mismatch(agreement: Agreement) -> None:
    agreement.row("Läkemedel", 7 * M)
    agreement.row("Cancer", 5 * M)
    agreement.row("Totalt", 21 * M, "total")
    assert agreement.equations() == ["21 = 7 + 5 mismatch"]


def test_subtotals_and_rows_without_one_make_the_total(agreement: Agreement) -> None:
    drugs = agreement.row("Läkemedel delsumma", 7 * M, "subtotal")
    agreement.row("Register", 4 * M, under=drugs)
    agreement.row("Uppföljning", 3 * M, under=drugs)
    agreement.row("Cancer", 5 * M)
    agreement.row("S U M M A", 12 * M, "total")
    assert agreement.equations() == ["7 = 4 + 3 match", "12 = 7 + 5 match"]


def test_a_subtotal_without_rows_is_unverifiable(agreement: Agreement) -> None:
    agreement.row("Läkemedel delsumma", 7 * M, "subtotal")
    agreement.row("Cancer", 5 * M)
    agreement.row("Totalt", 12 * M, "total")
    assert agreement.equations() == ["7 = ? unverifiable", "12 = 7 + 5 match"]


def test_a_varav_row_need_not_exhaust_its_row(agreement: Agreement) -> None:
    drugs = agreement.row("Läkemedel", 7 * M)
    agreement.row("varav register", 4 * M, under=drugs)
    agreement.row("Cancer", 5 * M)
    agreement.row("Totalt", 12 * M, "total")
    assert agreement.equations() == ["7 = 4 unverifiable", "12 = 7 + 5 match"]


def test_columns_of_years_are_kept_apart(agreement: Agreement) -> None:
    for row, (label, kind, first, second) in enumerate(
        [("Läkemedel", "item", 7, 8), ("Cancer", "item", 5, 5), ("Totalt", "total", 12, 14)]
    ):
        agreement.row(label, first * M, kind, row=row, column="2024", year=2024)  # type: ignore[arg-type]
        agreement.row(label, second * M, kind, row=row, column="2025", year=2025)  # type: ignore[arg-type]
    assert agreement.equations() == ["12 = 7 + 5 match", "14 = 8 + 5 mismatch"]


def test_a_column_headed_total_adds_up_across(agreement: Agreement) -> None:
    for row, label in enumerate(["Läkemedel", "Cancer"]):
        agreement.row(label, 3 * M, row=row, column="SKR")
        agreement.row(label, 4 * M, row=row, column="Regionerna")
        agreement.row(label, 7 * M, row=row, column="Totalt")
    assert agreement.equations() == ["7 = 3 + 4 match", "7 = 3 + 4 match"]


def test_one_row_that_does_not_add_up_across_is_an_error(agreement: Agreement) -> None:
    for row, total in enumerate((7, 7, 7, 7, 8)):
        agreement.row(f"Område {row}", 3 * M, row=row, column="Fast belopp")
        agreement.row(f"Område {row}", 4 * M, row=row, column="Rörligt belopp")
        agreement.row(f"Område {row}", total * M, row=row, column="Totalt, kr")
    assert agreement.equations() == ["7 = 3 + 4 match"] * 4 + ["8 = 3 + 4 mismatch"]
    assert {part.label for part in agreement.checks()[-1].parts} == {
        "Område 4, Fast belopp",
        "Område 4, Rörligt belopp",
    }


def test_a_delsumma_of_one_row_is_that_row(agreement: Agreement) -> None:
    drugs = agreement.row("Läkemedel delsumma", 7 * M, "subtotal")
    agreement.row("Register", 6 * M, under=drugs)
    assert agreement.equations() == ["7 = 6 mismatch"]


def test_rows_that_may_nest_otherwise_raise_no_alarm(agreement: Agreement) -> None:
    agreement.row("Köer", 6 * M)
    agreement.row("Data", 4 * M)
    agreement.row("Tillgänglighet", 10 * M)
    agreement.row("Totalt", 10 * M, "total")
    assert agreement.equations() == ["10 = 6 + 4 + 10 unverifiable"]


def test_what_is_taken_off_behind_a_subtotal_leaves_the_total_open(agreement: Agreement) -> None:
    agreement.row("Köer", 6 * M)
    agreement.row("Data", 4 * M)
    closing = agreement.row("Summa", 10 * M, "subtotal")
    agreement.under(closing, "Köer", "Data")
    agreement.row("Indraget", -3 * M)
    agreement.row("Nya medel", 7 * M)
    agreement.row("Stöd", 2 * M)
    agreement.row("Totalt", 9 * M, "total")
    assert agreement.equations() == ["10 = 6 + 4 match", "9 = 10 + -3 + 7 + 2 unverifiable"]


def test_a_party_total_sums_the_rows_of_its_recipient(agreement: Agreement) -> None:
    both = agreement.row("Cancer", 10 * M, "subtotal", to="Regionerna och SKR")
    agreement.row("Centrum", 6 * M, under=both, to="Regionerna via SKR")
    agreement.row("Samordning", 4 * M, under=both, to="SKR")
    agreement.row("Läkemedel", 5 * M, to="SKR")
    agreement.row("Total – SKR", 9 * M, "total")
    agreement.row("Total – Regionerna", 6 * M, "total")
    agreement.row("Total – Överenskommelsen", 15 * M, "total")
    assert agreement.equations() == [
        "10 = 6 + 4 match",
        "9 = 4 + 5 match",
        "6 = 6 match",
        "15 = 10 + 5 match",
        "15 = 9 + 6 match",
    ]


def test_a_party_total_is_unverifiable_while_a_row_goes_to_two(agreement: Agreement) -> None:
    agreement.row("Cancer", 10 * M, to="Regionerna och SKR")
    agreement.row("Läkemedel", 5 * M, to="SKR")
    agreement.row("Register", 5 * M, to="Regionerna")
    agreement.row("Total – SKR", 9 * M, "total")
    agreement.row("Totalt", 20 * M, "total")
    assert agreement.equations() == ["9 = 5 unverifiable", "20 = 10 + 5 + 5 match"]


def test_shares_of_the_parties_by_the_rows_that_name_them(agreement: Agreement) -> None:
    agreement.row("2. Läkemedel", 3 * M, number="2")
    chapter = agreement.row("3. Register", 16 * M, "subtotal", number="3")
    agreement.row("3.1 Regionernas insats", 10 * M, under=chapter, number="3.1")
    agreement.row("3.2 Statens insats", 6 * M, under=chapter, number="3.2")
    agreement.row("Totalt – Regionernas andel", 10 * M, "total")
    agreement.row("Totalt – Statens andel", 9 * M, "total")
    agreement.row("Totalt", 19 * M, "total")
    assert agreement.equations() == [
        "16 = 10 + 6 match",
        "10 = 10 match",
        "9 = 3 + 6 match",
        "19 = 3 + 16 match",
        "19 = 10 + 9 match",
    ]


def test_party_totals_without_rows_that_name_parties_are_unverifiable(
    agreement: Agreement,
) -> None:
    agreement.row("Läkemedel", 3 * M)
    agreement.row("Cancer", 6 * M)
    agreement.row("Totalt – SKR", 4 * M, "total")
    agreement.row("Totalt – kommunerna", 5 * M, "total")
    agreement.row("Totalt", 9 * M, "total")
    assert agreement.equations() == [
        "4 = ? unverifiable",
        "5 = ? unverifiable",
        "9 = 3 + 6 match",
        "9 = 4 + 5 match",
    ]


def test_figures_that_slipped_into_other_columns_are_no_error(agreement: Agreement) -> None:
    """A dump that loses empty cells moves what follows them to the left."""
    columns = ("SKR", "Regionerna", "Totalt")
    for row, (label, *values) in enumerate([("Läkemedel", 3, 4, 7), ("Stöd", 2, 2)]):
        for column, value in zip(columns, values, strict=False):
            agreement.row(label, value * M, row=row, column=column)
    for column, value in zip(columns, (5, 4, 9), strict=True):
        agreement.row("Totalt", value * M, "total", row=2, column=column)
    assert not [equation for equation in agreement.equations() if "mismatch" in equation]


@pytest.mark.parametrize(("second", "status"), [(3, "match"), (2, "unverifiable"), (6, "mismatch")])
def test_parts_told_by_varav_never_exceed_their_row(
    agreement: Agreement, second: int, status: str
) -> None:
    row = agreement.row("Kurser", 7 * M)
    agreement.row("varav resor", 4 * M, under=row)
    agreement.row("varav rum", second * M, under=row)
    assert f"7 = 4 + {second} {status}" in agreement.equations()
