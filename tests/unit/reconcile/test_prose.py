from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import Agreement

M = 1_000_000


def table(agreement: Agreement, *rows: tuple[str, int], total: int | None = None) -> None:
    agreement.section(None, "Bilaga 1: Fördelning")
    for label, value in rows:
        agreement.row(label, value * M)
    agreement.row("Totalt", (total or sum(value for _, value in rows)) * M, "total")


@pytest.mark.parametrize(("stated", "status"), [(7, "match"), (9, "mismatch")])
def test_a_row_against_its_section_by_title(agreement: Agreement, stated: int, status: str) -> None:
    agreement.section("2", "Läkemedel i öppen vård")
    agreement.prose(stated * M, "insatser inom läkemedelsområdet")
    agreement.section("3", "Stärkt cancervård")
    table(agreement, ("Läkemedel i öppen vård", 7), ("Stärkt cancervård", 4))
    assert f"7 = {stated} {status}" in agreement.equations()


def test_an_increase_beside_the_new_total_raises_no_alarm(agreement: Agreement) -> None:
    agreement.section("2", "Nationell yrkesutbildning")
    agreement.prose(100 * M, role="reference", year=2023)
    agreement.prose(50 * M, clause="utökas med … per år", role="reference", year=None)
    agreement.prose(150 * M, clause="omfatta … per år")
    table(agreement, ("Nationell yrkesutbildning", 50), ("Annat", 4))
    assert "50 = 50 match" in agreement.equations()


def test_titles_that_drift_are_the_same_by_number(agreement: Agreement) -> None:
    agreement.section("5", "Långsiktig strategi för vård av ovanliga sjukdomar")
    agreement.prose(12 * M)
    agreement.section("7", "Medel")
    agreement.row("5. Ovanliga sjukdomar", 10 * M, number="5")
    agreement.row("6. Register", 4 * M, number="6")
    agreement.row("Totalt", 14 * M, "total")
    assert "10 = 12 mismatch" in agreement.equations()


def test_a_row_of_another_numbering_is_not_the_section_of_that_number(
    agreement: Agreement,
) -> None:
    agreement.section("3", "Register")
    agreement.section("3.1", "Bakgrund", inside="3")
    agreement.prose(2 * M)
    agreement.section("7", "Medel")
    agreement.row("3.1 Öppna jämförelser", 10 * M, number="3.1")
    agreement.row("Totalt", 10 * M, "total")
    assert agreement.equations() == ["10 = 10 match"]


def test_several_allocations_of_one_paragraph_make_the_row(agreement: Agreement) -> None:
    agreement.section("3", "Nationell sjukvårdsrådgivning")
    for value in (12, 20, 2):
        agreement.prose(value * M, statement=1)
    table(agreement, ("Nationell sjukvårdsrådgivning", 34), ("Annat", 1))
    assert "34 = 12 + 20 + 2 match" in agreement.equations()


def test_one_recipients_money_need_not_be_the_whole_row(agreement: Agreement) -> None:
    agreement.section("2", "Kvinnors hälsa")
    agreement.prose(15 * M, "SKR:s stöd till utvecklingen", to="skr")
    table(agreement, ("Kvinnors hälsa", 1500), ("Annat", 1))
    assert "1500 = 15 unverifiable" in agreement.equations()


def test_money_of_another_year_is_not_the_rows(agreement: Agreement) -> None:
    agreement.section("2", "Kvinnors hälsa")
    agreement.prose(15 * M, year=2023)
    agreement.prose(300 * M, role="reference")
    table(agreement, ("Kvinnors hälsa", 20), ("Annat", 1))
    assert agreement.equations() == ["21 = 20 + 1 match"]


@pytest.mark.parametrize(("year", "told"), [(2024, []), (2023, ["row_without_text"])])
def test_a_section_that_states_another_year_leaves_its_row_alone(
    agreement: Agreement, year: int, told: list[str]
) -> None:
    agreement.section("2", "Kvinnors hälsa")
    agreement.prose(20 * M, year=year)
    table(agreement, ("Kvinnors hälsa", 20), ("Annat", 1))
    codes = [finding.code for finding in agreement.findings()]
    assert [code for code in codes if code == "row_without_text"] == told
    reasons = [check.diagnosis for check in agreement.checks() if not check.parts]
    assert reasons == ["texten anger belopp för 2023 men inget för 2024"] * len(told)


def test_the_rows_of_a_chapter_against_its_parts_by_party_and_purpose(
    agreement: Agreement,
) -> None:
    agreement.section("6", "Vårdförlopp")
    whole = agreement.prose(140 * M)
    regions = agreement.prose(
        122 * M, of=whole, relation="varav", role="component", to="regionerna"
    )
    agreement.prose(
        60 * M, of=regions, relation="av dessa", role="component", to="samverkansregionerna"
    )
    agreement.prose(62 * M, of=regions, relation="resterande", role="component", to="regionerna")
    agreement.prose(18 * M, "att samordna arbetet", to="skr")
    agreement.section("7", "Medel")
    chapter = agreement.row(
        "6. Vårdförlopp", 140 * M, "subtotal", number="6", to="Regionerna och SKR"
    )
    agreement.row("Medel till regionerna", 62 * M, under=chapter, to="Regionerna")
    agreement.row("Medel till samverkansregionerna", 60 * M, under=chapter, to="Regionerna")
    agreement.row("Medel till SKR", 18 * M, under=chapter, to="SKR")
    agreement.row("Totalt", 140 * M, "total")
    equations = agreement.equations()
    assert {
        "140 = 140 match",
        "62 = 62 match",
        "60 = 60 match",
        "18 = 18 match",
        "122 = 60 + 62 match",
        "122 = 62 + 60 match",
        "140 = 122 + 18 match",
    } <= set(equations)


def test_rows_of_one_label_together_make_the_rest(agreement: Agreement) -> None:
    agreement.section("5", "Ovanliga sjukdomar")
    whole = agreement.prose(10 * M, "området ovanliga sjukdomar")
    agreement.prose(
        6 * M, "landets medicinska centrum", of=whole, relation="av dessa", role="component"
    )
    agreement.prose(4 * M, "samordning och stöd", of=whole, relation="resterande", role="component")
    agreement.section("7", "Medel")
    chapter = agreement.row("5. Ovanliga sjukdomar", 10 * M, "subtotal", number="5")
    agreement.row("Medicinska centrum", 6 * M, under=chapter, to="Regionerna")
    agreement.row("Samordning och stöd", 3 * M, under=chapter, to="Regionerna")
    agreement.row("Samordning och stöd", 1 * M, under=chapter, to="SKR")
    assert {"6 = 6 match", "4 = 3 + 1 match"} <= set(agreement.equations())


def test_rows_that_mostly_match_their_sections_vouch_for_the_others(agreement: Agreement) -> None:
    for number, title in enumerate(["Läkemedel", "Cancervård", "Register", "Tandvård"], 1):
        agreement.section(str(number), title)
        agreement.prose(number * M, "SKR:s stöd", to="skr")
    table(agreement, ("Läkemedel", 1), ("Cancervård", 2), ("Register", 3), ("Tandvård", 8))
    assert "8 = 4 unverifiable" in agreement.equations()


def columns(agreement: Agreement, *rows: tuple[str, int, int]) -> None:
    agreement.section("9", "Sammanställning")
    for row, (label, regions, skr) in enumerate(rows):
        values = {"Regioner": regions, "SKR": skr, "Totalt": regions + skr}
        for heading, value in values.items():
            agreement.row(label, value * M, column=heading, row=row)


@pytest.mark.parametrize(("part", "status"), [(6, "match"), (5, "mismatch")])
def test_a_partys_column_against_its_part_of_the_sections_money(
    agreement: Agreement, part: int, status: str
) -> None:
    agreement.section("2", "Läkemedel i öppen vård")
    whole = agreement.prose(8 * M, "läkemedel")
    agreement.prose(part * M, role="component", of=whole, relation="varav", to="regionerna")
    agreement.section("3", "Stärkt cancervård")
    columns(agreement, ("Läkemedel i öppen vård", 6, 2), ("Stärkt cancervård", 4, 1))
    assert f"6 = {part} {status}" in agreement.equations()


@pytest.mark.parametrize(("skr", "status"), [(2, "match"), (3, "mismatch")])
def test_a_row_against_what_each_party_gets_in_its_section(
    agreement: Agreement, skr: int, status: str
) -> None:
    agreement.section("2", "Läkemedel i öppen vård")
    agreement.prose(6 * M, to="regionerna", statement=1)
    agreement.prose(skr * M, to="skr", statement=1)
    agreement.section("3", "Stärkt cancervård")
    columns(agreement, ("Läkemedel i öppen vård", 6, 2), ("Stärkt cancervård", 4, 1))
    assert f"8 = 6 + {skr} {status}" in agreement.equations()


def test_one_word_in_common_with_a_title_is_too_little(agreement: Agreement) -> None:
    agreement.section("2", "Villkor")
    agreement.prose(9 * M)
    table(agreement, ("Villkor om fler platser och kurser", 7), ("Läkemedel", 4))
    statuses = {equation.split()[-1] for equation in agreement.equations()}
    assert statuses == {"match", "unverifiable"}
