from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import pytest

from pipeline.extract.header.description import describe, with_totals
from pipeline.extract.sections.finding import find_sections
from pipeline.model import (
    Amount,
    Document,
    Header,
    LineItem,
    Provenance,
    Relation,
    Role,
    Source,
    Span,
    Style,
)
from pipeline.read.assembly.builder import BlockDraft, DocumentBuilder, Fragment, Line
from pipeline.rulebook import load_rulebook

AGREED = "Parterna är överens om att följa upp arbetet under det kommande året."
STATE_AND_SKR = "Överenskommelse mellan staten och Sveriges Kommuner och Regioner"


def document(blocks: Sequence[str | tuple[str, float]]) -> Document:
    """Paragraphs; a pair of text and type size is set in bold of that size."""
    builder = DocumentBuilder(Source("d" * 16, "d.txt", "d.txt", "d" * 64, "text/plain"))
    builder.add_page(1, "plain")
    for block in blocks:
        text, style = (
            (block, Style()) if isinstance(block, str) else (block[0], Style(block[1], True))
        )
        builder.add_block(BlockDraft((Line((Fragment(text),), page=1),), style=style))
    return builder.build()


def header(*blocks: str | tuple[str, float]) -> Header:
    made, rules = document(blocks), load_rulebook()
    return describe(made, find_sections(made, rules)[0], rules)


@pytest.mark.parametrize(
    ("blocks", "expected"),
    [
        (["God vård 2023", STATE_AND_SKR, "1. Inledning", AGREED], "överenskommelse"),
        (["1. Inledning", AGREED, "2. Medel", AGREED], "överenskommelse"),
        (
            ["Tilläggsöverenskommelse om god vård 2023", "1. Inledning", AGREED],
            "tilläggsöverenskommelse",
        ),
        (
            [
                "Godkännande av en tilläggsöverenskommelse om vård",
                "Regeringen godkänner tillägget.",
            ],
            "regeringsbeslut",
        ),
        (
            ["Bemyndigande att underteckna en överenskommelse", "1. Inledning", AGREED],
            "regeringsbeslut",
        ),
        (["REGERINGEN", "Regeringsbeslut", "God vård", "1. Inledning", AGREED], "regeringsbeslut"),
        (
            ["Rekommendation till regionerna om upphandling", "Styrelsen föreslår detta."],
            "rekommendation",
        ),
        (
            [
                "Uppdrag att betala ut medel",
                "Regeringen uppdrar åt Kammarkollegiet att betala ut medel.",
            ],
            "uppdrag",
        ),
        (
            [
                "Medel till äldre",
                "Regeringen ger Socialstyrelsen i uppdrag att fördela medel till äldre.",
            ],
            "uppdrag",
        ),
        (
            [
                "Mer pengar till vården",
                "– Nu satsar vi på vården, säger ministern i ett uttalande.",
            ],
            "other",
        ),
    ],
)
def test_types(blocks: list[str], expected: str) -> None:
    assert header(*blocks).doc_type == expected


def test_a_commission_named_in_passing_makes_no_commission() -> None:
    named = "Socialstyrelsen har fått i uppdrag att ta fram riktlinjer för vården."
    assert (
        header("God vård 2023", STATE_AND_SKR, "1. Inledning", named).doc_type == "överenskommelse"
    )


def test_the_title_is_the_most_prominent_line() -> None:
    front = [("Regeringskansliet", 11.0), ("God vård 2023", 24.0), (STATE_AND_SKR, 11.0)]
    assert header(*front, ("1. Inledning", 14.0), AGREED).title == "God vård 2023"


@pytest.mark.parametrize(
    ("front", "title", "year"),
    [
        (
            ["ÖVERENSKOMMELSE", "mellan staten och Landstingsförbundet om vård 2004"],
            "ÖVERENSKOMMELSE mellan staten och Landstingsförbundet om vård 2004",
            2004,
        ),
        (["God vård", f"{STATE_AND_SKR} för 2021"], "God vård", 2021),
        ([f"God vård 2021 {STATE_AND_SKR}"], "God vård 2021", 2021),
        (["Regeringsbeslut I:9", "S2016/04455/FS", "Ändring av ett beslut om vård 2016"],
         "Ändring av ett beslut om vård 2016", 2016),
        (["Kammarkollegiet", "Box 2218", "103 15 Stockholm", "Stöd till vård 2016"],
         "Stöd till vård 2016", 2016),
    ],
)  # fmt: skip
def test_a_title_among_the_other_lines_of_its_page(front: list[str], title: str, year: int) -> None:
    found = header(*front, "1. Inledning", AGREED)
    assert (found.title, found.year) == (title, year)


def test_what_the_association_is_given_to_do_makes_no_commission() -> None:
    given = "SKR får i uppdrag att driva ett centrum för teknik i vården under året."
    assert header("God vård", STATE_AND_SKR, "Inledning", given).doc_type == "överenskommelse"
    front = "Avtal mellan staten och Svenska Kommunförbundet om mottagande av barn"
    assert header(front, "1. Inledning", "Kommunen åtar sig detta.").doc_type == "överenskommelse"


def test_a_lost_title_page_is_made_good_by_the_first_sentence() -> None:
    sentence = "Överenskommelsen för vissa insatser 2012 omfattar stöd till register och analys."
    assert header("1. Inledning", sentence).title == "Överenskommelsen för vissa insatser 2012"
    assert header("1. Inledning", AGREED).title is None


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        ("Överenskommelse om vård 2014", "Under 2013 gavs 5 miljoner kronor för 2013.", 2014),
        ("Överenskommelse om vård", "Parterna avsätter 5 miljoner kronor för år 2007.", 2007),
        ("Överenskommelse om vård", "Anslaget för budgetåret 2016 belastas under 2017.", 2016),
        ("Uppdrag att planera mötet 2023", "Medel för budgetåret 2022 får användas.", 2022),
        ("Överenskommelse 2017–2019", "300 000 kronor 2017 och 200 000 kronor 2018 betalas.", None),
        (
            "Överenskommelse om vård",
            "Enligt prop. 2009/10:1 och lagen (2008:355) gäller detta.",
            None,
        ),
    ],
)
def test_years(title: str, text: str, expected: int | None) -> None:
    assert header(title, "1. Inledning", text).year == expected


def test_reference_numbers_are_the_documents_own() -> None:
    cited = "Arbetet följer regeringens beslut (S2013/1905/FS) om öppna jämförelser."
    front = ["Regeringsbeslut", "S2015/07123/FS", "Godkännande av en överenskommelse om vård"]
    assert header(*front, "1. Inledning", cited).diarienummer == ("S2015/07123/FS",)
    assert header("1. Inledning", cited, "Dnr 15/06658").diarienummer == ("15/06658",)


def test_a_reference_number_glued_to_the_title() -> None:
    found = header("Uppdrag att betala ut medelDiarienummer: Fi2025/01984, Fi2025/01995", AGREED)
    assert found.title == "Uppdrag att betala ut medel"
    assert found.diarienummer == ("Fi2025/01984", "Fi2025/01995")


# Totals

WHERE = Provenance("d", 1, Span(0, 1), (), "x")
BARE = Header("överenskommelse", None, 2023, (), None, None)


def amount(
    value: int, role: Role = "total", relation: Relation | None = None, resolution: int = 1
) -> Amount:
    return Amount(
        "a", None, Decimal(value), Decimal(resolution), "kr", None, role, None, False, None,
        WHERE, relation=relation,
    )  # fmt: skip


def total_row(label: str, value: int, column: str | None = None, table: str = "t1") -> LineItem:
    one = Decimal(1)
    return LineItem(
        "l", table, 1, 1, label, Decimal(value), one, "total", 1, None, None, None, "a", WHERE,
        column,
    )  # fmt: skip


def totals(
    amounts: Sequence[Amount], rows: Sequence[LineItem], before: Header = BARE
) -> tuple[int | None, int | None]:
    found = with_totals(before, amounts, rows, load_rulebook())
    return tuple(None if v is None else int(v) for v in (found.total_sek, found.state_total_sek))  # type: ignore[return-value]


def test_without_a_stated_total_there_is_none() -> None:
    assert totals([amount(5, "allocation"), amount(7, "reference")], []) == (None, None)


def test_shares_of_the_parties_are_no_grand_total() -> None:
    rows = [total_row("Totalt – Regionernas andel", 100), total_row("Totalt – Statens andel", 226)]
    assert totals([], [*rows, total_row("Totalt", 326)]) == (326, 226)
    assert totals([amount(326), amount(100, relation="varav")], rows) == (326, 226)


def test_the_state_table_does_not_outvote_the_whole() -> None:
    rows = [total_row("Totalt", 326), total_row("Total – Överenskommelsen", 226, table="t2")]
    assert totals([amount(326)], rows)[0] == 326


def test_the_table_of_a_part_does_not_state_the_total() -> None:
    part = replace(amount(76, "component"), parent_amount_id="whole")
    whole = replace(amount(100), amount_id="whole")
    assert totals([whole, part], [total_row("Totalt", 76)])[0] == 100


def test_one_changed_figure_does_not_move_the_total() -> None:
    assert totals([amount(39), amount(39), amount(39)], [total_row("Totalt", 93)])[0] == 39


def test_the_most_precise_statement_gives_the_value() -> None:
    rough = amount(159_000_000, resolution=1_000_000)
    assert totals([rough, amount(158_900_000)], [])[0] == 158_900_000


def test_a_table_of_several_years_gives_the_covered_years_total() -> None:
    rows = [total_row("Totalt", 161, "2023"), total_row("Totalt", 333, "2024")]
    assert totals([], rows)[0] == 161


def test_a_share_that_is_the_whole_is_no_share() -> None:
    assert totals([amount(50)], [total_row("Summa statliga medel", 50)]) == (50, None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Av 326 mnkr står regionerna för 100 mnkr och staten för 226 mnkr.", 226_000_000),
        ("Av dem bidrar regionerna med 100 mnkr, staten står för 226 mnkr.", 226_000_000),
        ("Staten bidrar med 68 mnkr och landstingen bidrar med 100 mnkr.", 68_000_000),
        ("Överenskommelsen mellan staten och SKR omfattar 5 miljoner kronor.", None),
        ("Staten avsätter 5 miljoner kronor för arbetet.", None),
    ],
)
def test_the_states_share_beside_the_other_partys(text: str, expected: int | None) -> None:
    found = header("Överenskommelse om vård", "1. Inledning", text).state_total_sek
    assert found == expected
