"""Intervals carried from parts to their wholes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import Agreement

M = 1_000_000
CHAPTERS = {"Läkemedel": (7, 5), "E-hälsa": (20, 13), "Register": (23, 11), "Råd": (8, 2)}


def chapters(agreement: Agreement, total: int, *, rows_to: int, **off: int) -> None:
    """Four subtotals in whole millions, of rows that are printed more exactly."""
    for chapter, rows in CHAPTERS.items():
        stated = sum(rows) * M + off.get(chapter, 0)
        parent = agreement.row(f"{chapter} delsumma", stated, "subtotal", resolution=M)
        for number, value in enumerate(rows):
            label = f"{chapter} insats {number}"
            agreement.row(label, value * M, under=parent, resolution=rows_to)
    agreement.row("Totalt", total * M, "total", resolution=M)


@pytest.mark.parametrize("total", [88, 90, 91])
def test_coarse_subtotals_hide_no_error_of_a_million(agreement: Agreement, total: int) -> None:
    chapters(agreement, total, rows_to=1000)
    check = agreement.checks()[-1]
    assert check.status == "mismatch"
    assert check.tolerance_sek < M


def test_a_total_that_holds_is_as_exact_as_its_rows(agreement: Agreement) -> None:
    chapters(agreement, 89, rows_to=1000)
    check = agreement.checks()[-1]
    assert (check.status, check.tolerance_sek) == ("match", M // 2 + 4 * 1000)


def test_rows_that_are_coarse_themselves_pin_nothing_down(agreement: Agreement) -> None:
    chapters(agreement, 90, rows_to=M)
    assert agreement.checks()[-1].status == "rounding"


def test_a_subtotal_that_its_rows_contradict_is_known_by_its_own_print(
    agreement: Agreement,
) -> None:
    chapters(agreement, 92, rows_to=1000, Läkemedel=3 * M)
    assert [check.status for check in agreement.checks()].count("mismatch") == 1


def test_sums_of_the_text_count_as_exactly_as_the_rows_they_agree_with(
    agreement: Agreement,
) -> None:
    agreement.section("1", "Överenskommelsens belopp")
    agreement.prose(37 * M, role="total", clause="Överenskommelsen omfattar …", resolution=M)
    for number, label in ((2, "Läkemedel"), (3, "Hjälpmedel"), (4, "Utbildning")):
        agreement.section(str(number), label)
        agreement.prose(12 * M, f"för {label.lower()}", resolution=M)
    agreement.section("5", "Fördelning")
    for label in ("Läkemedel", "Hjälpmedel", "Utbildning"):
        agreement.row(label, 12 * M, resolution=1000)
    agreement.row("Totalt för överenskommelsen", 36 * M, "total", resolution=1000)
    sums = [check for check in agreement.checks() if len(check.parts) > 1]
    assert "rounding" not in {check.status for check in sums}
