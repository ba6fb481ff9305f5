from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from pipeline.reconcile.slips import slip_between
from pipeline.reconcile.wording import kronor

if TYPE_CHECKING:
    from conftest import Agreement

M = 1_000_000


@pytest.mark.parametrize(
    ("printed", "right", "slip"),
    [
        ("7000000", "1000000", "digit"),
        ("162010000", "162100000", "transposition"),
        ("14000", "14000000", "scale"),
        ("1400000", "14000000", "zero"),
        ("-85500000", "85500000", "sign"),
        ("14000000", "15500000", None),
        ("14000000", "14000000", None),
    ],
)
def test_slips(printed: str, right: str, slip: str | None) -> None:
    assert slip_between(Decimal(printed), Decimal(right), Decimal(1000)) == slip


@pytest.mark.parametrize(
    ("value", "text"), [("14000000", "14 000 000 kr"), ("12500.5", "12 500,50 kr")]
)
def test_kronor_as_printed_in_swedish(value: str, text: str) -> None:
    assert kronor(Decimal(value)) == text


@pytest.mark.parametrize(
    ("rows", "total", "words"),
    [
        ((7, 5, 12), 12, "en delsumma tycks ingå bland sina delar"),
        ((7, 5, 5), 12, "räknad två gånger"),
        ((71, 50), 151, "en siffra är ändrad"),
        ((71, 50), 112, "två siffror har bytt plats"),
        ((71, 50), 1210, "en nolla saknas eller är för mycket"),
        ((64, 5), 31, None),
        ((61, 5), 101, "en post kan ha fallit bort"),
    ],
)
def test_what_would_explain_a_mismatch(
    agreement: Agreement, rows: tuple[int, ...], total: int, words: str | None
) -> None:
    for number, value in enumerate(rows):
        agreement.row(f"Område {number}", value * M, resolution=M)
    agreement.row("Totalt", total * M, "total", resolution=M)
    diagnosis = agreement.checks()[0].diagnosis
    assert (words in (diagnosis or "")) if words else diagnosis is None


def test_the_suspect_is_the_figure_that_mends_most_checks(agreement: Agreement) -> None:
    agreement.section("1", "Läkemedel i öppen vård")
    agreement.prose(7 * M)
    agreement.section("2", "Stärkt cancervård")
    agreement.prose(5 * M)
    agreement.section("9", "Bilaga")
    agreement.row("Läkemedel i öppen vård", 1 * M)
    wrong = agreement.amounts[-1].amount_id
    agreement.row("Stärkt cancervård", 5 * M)
    agreement.row("Totalt", 12 * M, "total")
    failed = [check for check in agreement.checks() if check.status == "mismatch"]
    assert [check.suspect_amount_id for check in failed] == [wrong, wrong]
    (finding,) = agreement.findings()
    assert finding.code == "suspect_figure"
    assert finding.row_id == wrong
    assert "7 000 000 kr" in finding.message


def test_nobody_is_blamed_where_two_figures_explain_as_much(agreement: Agreement) -> None:
    agreement.section("1", "Inledning")
    agreement.prose(36 * M, role="total", clause="Överenskommelsen omfattar …")
    agreement.section("2", "Villkor")
    agreement.prose(63 * M, role="total", clause="Överenskommelsen omfattar …")
    (check,) = agreement.checks()
    assert (check.status, check.suspect_amount_id) == ("mismatch", None)
    assert "två siffror har bytt plats" in (check.diagnosis or "")
    assert agreement.findings() == ()


def test_a_figure_that_a_check_bears_out_is_no_suspect(agreement: Agreement) -> None:
    agreement.section("1", "Läkemedel i öppen vård")
    agreement.prose(9 * M)
    wrong = agreement.amounts[-1].amount_id
    agreement.section("9", "Bilaga")
    agreement.row("Läkemedel i öppen vård", 7 * M)
    agreement.row("Stärkt cancervård", 5 * M)
    agreement.row("Totalt", 12 * M, "total")
    (failed,) = [check for check in agreement.checks() if check.status == "mismatch"]
    assert failed.suspect_amount_id == wrong
    message = failed.diagnosis or ""
    assert "beloppet i 1 Läkemedel i öppen vård" in message
    assert "9 000 000 kr borde vara 7 000 000 kr" in message


def test_a_lost_row_and_a_slip_are_told_as_alternatives(agreement: Agreement) -> None:
    agreement.row("Läkemedel", 61 * M)
    agreement.row("Cancervård", 5 * M)
    agreement.row("Totalt", 96 * M, "total")
    (check,) = agreement.checks()
    assert check.suspect_amount_id is None
    assert "endera" in (check.diagnosis or "")
    assert "en post kan ha fallit bort" in (check.diagnosis or "")
    assert "Läkemedel är 61 000 000 kr men borde vara 91 000 000 kr" in (check.diagnosis or "")


def test_rows_of_round_figures_may_be_rounded(agreement: Agreement) -> None:
    for county, value in (("Uppsala", 9_310_000), ("Kalmar", 5_830_000), ("Gotland", 270_000)):
        agreement.row(county, value)
    agreement.row("Summa", 15_400_000, "total")
    (check,) = agreement.checks()
    assert (check.status, check.suspect_amount_id) == ("mismatch", None)
    assert "raderna är avrundade till jämna 10 000 kr" in (check.diagnosis or "")


@pytest.mark.parametrize("values", [(9, 5, 2), (310, 226, 194)])
def test_millions_to_the_krona_are_not_rounded_to_millions(
    agreement: Agreement, values: tuple[int, ...]
) -> None:
    for number, value in enumerate(values):
        agreement.row(f"Område {number}", value * M)
    agreement.row("Summa", (sum(values) + 1) * M, "total")
    diagnosis = agreement.checks()[0].diagnosis or ""
    assert "avrundade" not in diagnosis
    assert "en post kan ha fallit bort" in diagnosis


def test_a_lost_row_is_told_before_a_rounding(agreement: Agreement) -> None:
    for county, value in (("Uppsala", 9_310_000), ("Kalmar", 5_830_000), ("Gotland", 270_000)):
        agreement.row(county, value)
    agreement.row("Summa", 15_420_000, "total")
    diagnosis = agreement.checks()[0].diagnosis or ""
    assert 0 < diagnosis.index("fallit bort") < diagnosis.index("avrundade")


def sections_and_rows(agreement: Agreement, values: dict[str, int], *, scale: int = 1) -> None:
    """A section for each area with its money, and a table of them all."""
    for number, (title, value) in enumerate(values.items(), 1):
        agreement.section(str(number), title)
        agreement.prose(value * M)
    agreement.section("9", "Bilaga")
    for title, value in values.items():
        agreement.row(title, value * M // scale)
    agreement.row("Totalt", sum(values.values()) * M // scale, "total")


AREAS = {"Läkemedel i öppen vård": 7, "Stärkt cancervård": 5, "Digitala tjänster": 16}


@pytest.mark.parametrize("scale", [1000, 1_000_000])
def test_a_table_in_the_wrong_unit_is_one_error(agreement: Agreement, scale: int) -> None:
    sections_and_rows(agreement, AREAS, scale=scale)
    failed = [check for check in agreement.checks() if check.status == "mismatch"]
    assert len(failed) == 3
    assert {check.diagnosis for check in failed} == {"tabellens enhet är fel"}
    assert not [f for f in agreement.findings() if f.code == "suspect_figure"]


def test_one_row_in_the_wrong_unit_is_not_the_tables(agreement: Agreement) -> None:
    sections_and_rows(agreement, AREAS)
    row = agreement.rows[0]
    wrong = row.value_sek / 1000
    agreement.rows[0] = replace(row, value_sek=wrong)
    failed = [check for check in agreement.checks() if check.status == "mismatch"]
    assert {check.suspect_amount_id for check in failed} == {row.amount_id}


def test_two_rows_that_bear_each_others_figures(agreement: Agreement) -> None:
    sections_and_rows(agreement, AREAS)
    first, second, *_ = agreement.rows
    agreement.rows[0] = replace(first, value_sek=second.value_sek)
    agreement.rows[1] = replace(second, value_sek=first.value_sek)
    failed = [check for check in agreement.checks() if check.status == "mismatch"]
    words = "två rader har bytt belopp: Läkemedel i öppen vård och Stärkt cancervård"
    assert [check.diagnosis for check in failed] == [words, words]


def test_a_lost_sign_is_told_before_a_row_counted_twice(agreement: Agreement) -> None:
    for label, value in (("Utbyggnad", 171 * M), ("Råd", 20 * M), ("Neddragning", 85_500_000)):
        agreement.row(label, value, resolution=100_000)
    agreement.row("Totalt", 105_500_000, "total", resolution=100_000)
    diagnosis = agreement.checks()[0].diagnosis or ""
    assert 0 < diagnosis.index("tecknet är fel") < diagnosis.index("räknad två gånger")


def test_the_sum_of_the_text_that_has_no_row_is_named(agreement: Agreement) -> None:
    sections_and_rows(agreement, AREAS)
    kept = agreement.rows.pop(1)
    agreement.section("10", "Sammanlagt")
    agreement.prose(28 * M, role="total", clause="Överenskommelsen omfattar …")
    assert kept.label == "Stärkt cancervård"
    failed = [check for check in agreement.checks() if check.status == "mismatch"]
    words = "delarna saknar 5 000 000 kr: beloppet i 2 Stärkt cancervård har ingen rad i tabellen"
    assert words in [check.diagnosis for check in failed]


def test_more_slips_than_can_be_named_are_counted(agreement: Agreement) -> None:
    for number in range(6):
        agreement.row(f"Område {number}", (11 + number) * M)
    agreement.row("Totalt", 80 * M, "total")
    (check,) = agreement.checks()
    assert check.suspect_amount_id is None
    assert "en siffra är fel i någon av 7 figurer" in (check.diagnosis or "")


def test_a_relation_left_open_speaks_for_a_slip(agreement: Agreement) -> None:
    agreement.section("1", "Läkemedel")
    agreement.prose(7 * M)
    agreement.section("2", "Cancer")
    agreement.prose(4 * M)
    agreement.section("3", "Fördelning")
    agreement.row("Uppsala", 7 * M)
    agreement.row("Kalmar", 4 * M)
    agreement.row("Totalt", 21 * M, "total")
    total = agreement.amounts[-1].amount_id
    assert "21 = 7 + 4 unverifiable" in agreement.equations()
    failed = [check for check in agreement.checks() if check.status == "mismatch"]
    assert [check.suspect_amount_id for check in failed] == [total]


def test_what_cannot_be_verified_says_why(agreement: Agreement) -> None:
    agreement.row("Läkemedel delsumma", 7 * M, "subtotal")
    (check,) = agreement.checks()
    assert (check.status, check.diagnosis) == ("unverifiable", "inga rader hör till delsumman")


def test_a_row_that_stands_twice_is_told_once(agreement: Agreement) -> None:
    for label, value in (("Riktlinjer", 75), ("Metodstöd", 25), ("Metodstöd", 25)):
        agreement.row(label, value * M, resolution=M)
    agreement.row("Summa", 100 * M, "total", resolution=M)
    diagnosis = agreement.checks()[0].diagnosis or ""
    assert diagnosis.count("Metodstöd: posten är räknad två gånger") == 1
