"""Appropriations: numbers and names in any order, the budget year, the sum charged, doubts."""

from __future__ import annotations

import pytest

from pipeline.extract.amounts.finding import find_amounts
from pipeline.extract.appropriations.finding import find_appropriations
from pipeline.extract.appropriations.parts import named_appropriations
from pipeline.extract.appropriations.register import budget_register
from pipeline.extract.passages import find_passages
from pipeline.model import (
    Appropriation,
    Block,
    Document,
    Finding,
    Header,
    Page,
    Source,
    Span,
)
from pipeline.rulebook import load_rulebook

RULES = load_rulebook()
REGISTER = budget_register(RULES)
CARE = "Hälsovård, sjukvård och social omsorg"
HEALTH = "Bidrag till folkhälsa och sjukvård"

Row = tuple[int | None, str | None, str | None, str | None, int | None, str | None]


def read(text: str, year: int | None = 2023) -> tuple[list[Appropriation], list[Finding]]:
    """What is found in a text of a block a line; a dash begins a list item."""
    blocks, lines, start = [], [], 0
    for raw in text.split("\n"):
        line = raw.removeprefix("- ")
        kind = "list_item" if raw != line else "paragraph"
        blocks.append(Block(kind, Span(start, start + len(line)), 1))
        lines.append(line + "\n")
        start += len(line) + 1
    source = Source("0" * 16, "a.txt", "a.txt", "0" * 64, "text/plain")
    document = Document(source, (Page(1, "".join(lines), 0, "plain"),), tuple(blocks))
    passages = find_passages(document, ())
    header = Header("överenskommelse", None, year, (), None, None)
    amounts = find_amounts(document, (), passages, (), header, (), RULES)
    rows, findings = find_appropriations(document, passages, amounts, RULES)
    return list(rows), list(findings)


def named(text: str) -> list[Row]:
    return [
        (
            item.utgiftsomrade,
            item.utgiftsomrade_name,
            item.anslag,
            item.anslag_name,
            item.anslagspost,
            item.anslagspost_name,
        )
        for item in named_appropriations(text, RULES["appropriations"], REGISTER)
    ]


FULL: Row = (9, CARE, "1:6", HEALTH, 18, "God vård och folkhälsa")


@pytest.mark.parametrize(
    "text",
    [
        f"det under utgiftsområde 9 {CARE} för budgetåret 2023 uppförda anslaget 1:6 {HEALTH}, "
        "anslagsposten 18 God vård och folkhälsa.",
        f"från anslag 1:6 {HEALTH} anslagspost 18 God vård och folkhälsa, inom utgiftsområde 9 "
        f"{CARE}.",
        f"anslaget 1 :6 {HEALTH}, ap.18 God vård och folkhälsa, under utgiftsområde 9 {CARE}",
        f"utgiftsområde 9 {CARE}, anslag 1:6 {HEALTH} ap 18 God vård och folkhälsa (ram)",
        f"UO 9 {CARE}, 1:6 {HEALTH}, anslagspost 18.1 God vård och folkhälsa med 3 000 kronor",
    ],
)
def test_any_order_with_anything_between(text: str) -> None:
    assert named(text) == [FULL]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("anslaget 1:6 Bidrag till ny vård, anslagspost 3", "Bidrag till ny vård"),
        ("anslaget 1:6 Bidrag till ny vård anslagspost 3", "Bidrag till ny vård"),
        ("anslaget 1:6 Bidrag till ny vård med 300 000 kronor", "Bidrag till ny vård"),
        ("anslaget 1:6 Bidrag till ny vård inom utgiftsområde 9", "Bidrag till ny vård"),
        ("anslaget 1:6 Bidrag till ny vård för budgetåret 2023", "Bidrag till ny vård"),
        ("anslaget 1:6 Bidrag till ny vård.", "Bidrag till ny vård"),
        ("anslaget 1:6 Bidrag till ny vård ska användas", "Bidrag till ny vård"),
        ("anslaget 1:6 Ny vård, äldre och barn, anslagspost 3", "Ny vård, äldre och barn"),
        ("anslaget 1:6 Ny: Forskning m.m., anslagspost 3", "Ny: Forskning m.m."),
        ("anslaget 1:6 Stöd för att stärka vården, ap 3", "Stöd för att stärka vården"),
        ("anslaget 1:6 Ny vård för att stärka den", "Ny vård"),
        ("anslaget 1:6 Ny vård – del till KamK inom UO 9", "Ny vård – del till KamK"),
        ("anslaget 1:6 ”Ny vård” får", "Ny vård"),
        ("anslaget 1:6 får användas", None),
        ("anslaget 1:6, anslagspost 3", None),
    ],
)
def test_where_an_unknown_name_ends(text: str, name: str | None) -> None:
    assert named(text)[0][3] == name


def test_names_of_items() -> None:
    text = "anslag 1:8 Bidrag till psykiatri, anslagsposten 3 till Kammarkollegiets disposition."
    assert named(text)[0][4:] == (3, "till Kammarkollegiets disposition")
    assert named("anslag 1:6, anslagsposten Patientsäkerhet.")[0][4:] == (None, "Patientsäkerhet")


def test_several_share_what_is_said_once() -> None:
    text = "de under utgiftsområde 1 Rikets styrelse uppförda anslagen 7:1 Ett, anslagspost 18 "
    text += "med 300 000 kronor och 7:2 Två, anslagspost 2 med 200 000 kronor"
    area = (1, "Rikets styrelse")
    assert named(text) == [(*area, "7:1", "Ett", 18, None), (*area, "7:2", "Två", 2, None)]
    row = "anslagen 1:1, 1:2 och 1:3 inom utgiftsområde 25"
    assert [item[:3] for item in named(row)] == [
        (25, None, "1:1"),
        (25, None, "1:2"),
        (25, None, "1:3"),
    ]
    posts = named("anslaget 4:5 Äldre, anslagsposterna 4 och 7")
    assert [(item[2], item[4]) for item in posts] == [("4:5", 4), ("4:5", 7)]


@pytest.mark.parametrize(
    "text",
    [
        "inom utgiftsområde 9 finns flera satsningar",
        "enligt prop. 2009/10:1 och förordning 2017:61",
        "anslagsposten får överskridas",
        "mötet börjar 10:30, lunch 12:00",
    ],
)
def test_what_is_no_appropriation(text: str) -> None:
    assert named(text) == []


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("Kostnaden ska belasta det för budgetåret 2022 uppförda anslaget 1:6.", 2022),
        ("Beslut sker i regleringsbrevet för 2014 avseende anslag 1:6.", 2014),
        ("Beslut sker i regleringsbrevet för Socialstyrelsen för 2015 avseende anslag 1:6.", 2015),
        ("Medlen tas från det under utgiftsområde 9 för 2011 uppförda anslaget 1:6.", 2011),
        ("Under 2017 har regeringen avsatt 5 mnkr på anslaget 1:6.", 2017),
        ("Medlen på anslaget 1:6 rekvireras senast den 1 december 2017.", None),
        ("Medlen från 2016 och 2017 på anslaget 1:6 används.", None),
        ("Kostnaden ska belasta anslaget 1:6.", None),
    ],
)
def test_budget_year(text: str, year: int | None) -> None:
    (row,) = read(text)[0]
    assert row.budget_year == year


@pytest.mark.parametrize(
    ("text", "charged"),
    [
        ("Verket får använda högst 400 000 kronor som ska redovisas mot anslaget 1:6.", [400_000]),
        ("Verket får 400 000 kronor. Kostnaden ska belasta anslaget 1:6.", [None]),
        ("- 400 000 kronor för stöd. Kostnaden ska belasta anslaget 1:6.", [400_000]),
        ("400 000 kronor för stöd. Kostnaden ska belasta anslaget 1:6.", [400_000]),
        ("Från anslaget 1:6 utbetalas 400 000 kronor.", [400_000]),
        (
            "Kostnaden ska belasta anslagen 7:1, anslagspost 18 med 300 000 kronor och 7:2 Stöd, "
            "anslagspost 2 med 200 000 kronor.",
            [300_000, 200_000],
        ),
        (
            "Av dessa ska 300 000 kronor belasta anslag 2:2 för budgetåret 2019 och 235 000 "
            "kronor belasta utgiftsområde 1, anslag 6:1.",
            [300_000, 235_000],
        ),
        (  # one sum on two appropriations: nobody is told how it is shared
            "Kostnaden, 500 000 kronor, ska belasta anslagen 1:6 Vård och 1:8 Stöd.",
            [None, None],
        ),
        ("Högst 2 mnkr under 2018 och 1 mnkr under 2019. Medlen belastar anslaget 1:2.", [None]),
    ],
)
def test_the_sum_charged(text: str, charged: list[int | None]) -> None:
    rows = read(text)[0]
    assert [row.amount_sek for row in rows] == charged
    assert all((row.amount_id is None) == (row.amount_sek is None) for row in rows)


def test_a_year_belongs_to_the_appropriation_that_it_follows() -> None:
    text = "Av dessa ska 300 000 kronor belasta utgiftsområde 13, anslag 2:2 för budgetåret 2019 "
    text += "och 235 000 kronor belasta utgiftsområde 1, anslag 6:1."
    assert [row.budget_year for row in read(text)[0]] == [2019, None]


def test_a_paragraph_torn_inside_an_appropriation_is_read_on() -> None:
    text = "Kostnaderna ska belasta de under utgiftsområde 1 uppförda anslagen 7:1\nÅtgärder för "
    text += "minoriteter, anslagspost 18 med 300 000 kronor för budgetåret 2016."
    (row,) = read(text)[0]
    assert (row.anslag_name, row.anslagspost, row.budget_year, row.amount_sek) == (
        "Åtgärder för minoriteter",
        18,
        2016,
        300_000,
    )


def test_an_item_alone_belongs_to_the_anslag_that_its_list_named() -> None:
    text = "Kostnaden belastar anslaget 1:6 Vård:\n- anslagspost 18 med 3 000 000 kronor,\n"
    text += "- anslagspost 5 med 68 000 000 kronor."
    rows = read(text)[0]
    assert [(row.anslag, row.anslagspost, row.amount_sek) for row in rows] == [
        ("1:6", None, None),
        ("1:6", 18, 3_000_000),
        ("1:6", 5, 68_000_000),
    ]


def test_a_name_that_the_register_does_not_have_is_questioned_and_kept() -> None:
    text = f"Kostnaden ska belasta det under utgiftsområde 9 {CARE} för budgetåret 2023 uppförda "
    rows, findings = read(text + "anslaget 1:6 Bidrag till psykiatri.")
    assert rows[0].anslag_name == "Bidrag till psykiatri"
    (doubt,) = findings
    assert (doubt.code, doubt.row_id) == ("anslag_name_differs", rows[0].appropriation_id)
    assert "Bidrag till psykiatri" in doubt.message
    assert HEALTH in doubt.message
    assert read(text + f"anslaget 1:6 {HEALTH}.")[1] == []


def test_the_register_says_nothing_of_years_that_it_does_not_know() -> None:
    text = "Kostnaden ska belasta utgiftsområde 9, anslag 1:6 Bidrag till ny vård för budgetåret "
    assert read(text + "1999.", year=None)[1] == []
    assert len(read(text + "2023.", year=None)[1]) == 1


def test_former_names_of_an_utgiftsomrade_are_known() -> None:
    names = [entry.name for entry in REGISTER.entries if entry.utgiftsomrade == 13]
    assert "Jämställdhet och nyanlända invandrares etablering" in names
    assert (
        REGISTER.contradictions(
            "utgiftsområde", (13, None, None), "Integration och jämställdhet", 2024
        )
        == ()
    )
    assert REGISTER.contradictions("utgiftsområde", (13, None, None), "Energi", 2024) != ()


def test_the_register_has_every_utgiftsomrade() -> None:
    areas = {e.utgiftsomrade for e in REGISTER.entries if e.kind == "utgiftsområde"}
    assert areas == set(range(1, 28))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("utgiftsområde 9, anslaget 1:4, ap.5 Tandvård, budgetåret 2012", ("1:4", 5, "Tandvård")),
        ("från anslag 4:5 Stimulansbidrag, ap. 20, inom UO 9", ("4:5", 20, None)),
        ("från 1:6 Bidrag till folkhälsa och sjukvård, ap.15 Kapacitet", ("1:6", 15, "Kapacitet")),
    ],
)
def test_an_anslagspost_behind_its_abbreviation(
    text: str, expected: tuple[str, int, str | None]
) -> None:
    (row,) = named(text)
    assert (row[2], row[4], row[5]) == expected


def test_an_anslag_behind_its_anslagsposter_holds_for_all_of_them() -> None:
    rows, _ = read(
        "20 000 000 kronor belastar anslagspost 2 och 30 000 000 kronor belastar anslagspost 7 "
        "under anslaget 4:7, utgiftsområde 9, budgetåret 2019."
    )
    assert [(r.utgiftsomrade, r.anslag, r.anslagspost, r.budget_year) for r in rows] == [
        (9, "4:7", 2, 2019),
        (9, "4:7", 7, 2019),
    ]
    assert [row.amount_sek for row in rows] == [20_000_000, 30_000_000]


def test_delposter_of_one_anslagspost() -> None:
    rows, _ = read("Det belastar anslaget 22:3, anslagspost 1, delpost 2 Stöd och delpost 4.")
    assert [(r.anslag, r.anslagspost, r.delpost, r.delpost_name) for r in rows] == [
        ("22:3", 1, 2, "Stöd"),
        ("22:3", 1, 4, None),
    ]
