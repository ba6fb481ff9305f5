"""How exact the figures of one table or sentence are, and what rounding cannot explain."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import Agreement

M = 1_000_000
TENTH = 100_000


@pytest.mark.parametrize(
    ("last", "total", "status"),
    [(4, 30, "match"), (5, 30, "mismatch"), (4, 31, "mismatch"), (3, 30, "mismatch")],
)
def test_items_without_decimals_beside_items_with_them_are_exact(
    agreement: Agreement, last: int, total: int, status: str
) -> None:
    for number, (value, unit) in enumerate([(45, TENTH), (195, TENTH), (2, M), (last, M)]):
        agreement.row(f"Lärosäte {number}", value * unit, resolution=unit)
    agreement.row("Totalt", total * M, "total", resolution=M)
    (check,) = agreement.checks()
    assert check.status == status
    assert check.tolerance_sek == 700_000  # the total's half million and four times 50 000


def test_items_that_are_all_whole_millions_may_be_rounded(agreement: Agreement) -> None:
    for number in range(6):
        agreement.row(f"Län {number}", 5 * M, resolution=M)
    agreement.row("Totalt", 31 * M, "total", resolution=M)
    (check,) = agreement.checks()
    assert (check.status, check.tolerance_sek) == ("rounding", 3_500_000)
    assert agreement.findings() == ()


def test_a_rounding_larger_than_rounding_makes_is_told(agreement: Agreement) -> None:
    for number in range(20):
        agreement.row(f"Län {number}", 5 * M, resolution=M)
    agreement.row("Totalt", 108 * M, "total", resolution=M)
    assert agreement.checks()[0].status == "rounding"
    (finding,) = agreement.findings()
    assert finding.code == "rounding_large"
    assert "100 000 000 kr mot 108 000 000 kr" in finding.message
    assert finding.row_id == agreement.checks()[0].check_id


def test_a_total_may_be_printed_coarser_than_its_rows(agreement: Agreement) -> None:
    for number, value in enumerate((4_100_000, 2_600_000)):
        agreement.row(f"Område {number}", value, resolution=TENTH)
    agreement.row("Totalt", 7 * M, "total", resolution=M)
    assert agreement.checks()[0].status == "rounding"


def test_the_parts_of_one_sentence_are_as_exact_as_its_finest_figure(
    agreement: Agreement,
) -> None:
    whole = agreement.prose(7_500_000, resolution=TENTH, statement=1)
    for part in (4, 3):
        agreement.prose(
            part * M,
            role="component",
            of=whole,
            relation="fördelas",
            statement=1,
            resolution=M,
        )
    assert agreement.equations() == ["7.5 = 4 + 3 mismatch"]


def test_a_sum_too_round_to_tell_anything_is_no_evidence(agreement: Agreement) -> None:
    agreement.prose(2000 * M, "fördelas till länen", resolution=1000 * M)
    for county, value in (("Uppsala", 700), ("Kalmar", 600), ("Gotland", 500)):
        agreement.row(county, value * M)
    assert agreement.equations() == ["2000 = 700 + 600 + 500 unverifiable"]


def test_the_most_precise_statement_of_a_sum_is_held_against_the_rows(
    agreement: Agreement,
) -> None:
    agreement.prose(1_800 * M, "fördelas till länen", resolution=100 * M)
    agreement.prose(1_790 * M, "fördelas till länen")
    for county, value in (("Uppsala", 700), ("Kalmar", 600), ("Gotland", 490)):
        agreement.row(county, value * M)
    assert agreement.equations() == ["1790 = 700 + 600 + 490 match"]


def test_a_limit_is_not_rounded(agreement: Agreement) -> None:
    agreement.prose(250 * M, "till länen", resolution=M)
    agreement.prose(250 * M, "till länen", resolution=M, bound="max")
    for county, value in (("Uppsala", 100), ("Kalmar", 100), ("Gotland", 50)):
        agreement.row(county, value * M + 10_000 // 2)
    assert agreement.equations() == ["250 = 100.005 + 100.005 + 50.005 unverifiable"]


def test_where_no_sum_was_checked_a_finding_says_so(agreement: Agreement) -> None:
    agreement.prose(7 * M, "för vägunderhållet på landsbygden")
    agreement.row("Vägunderhåll", 7 * M)
    agreement.row("Elektrifiering", 5 * M)
    assert agreement.equations() == ["7 = 7 match"]
    assert [finding.code for finding in agreement.findings()] == ["no_sum_checked"]
