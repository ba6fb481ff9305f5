"""Tables of many layouts, drawn at run time: every row has to come back exactly."""

from __future__ import annotations

import pytest

from pipeline.read.tables.finding import find_grids
from tests.drawn_pages import Row, Sheet, Style, draw_table, row, texts

INTRO = (
    "Parterna är eniga om att de medel som regeringen avsätter för insatserna ska betalas ut "
    "efter rekvisition, och att fördelningen mellan områdena framgår av tabellen nedan. Den "
    "som tar emot medel ansvarar för att de används till det som anges här."
)
SHORT = [
    row("Insats", "Mnkr"),
    row("Barnhälsovård", "12"),
    row("Vårdens digitala stöd", "7,25"),
    row("Kompetens i primärvården", "103"),
    row("Summa", "122, 25", bold=True),
]
LONG = [
    row("Område", "Belopp (kr)"),
    row("Förebyggande arbete mot psykisk ohälsa bland barn och unga i skolan", "3 000 000"),
    row("Länssamordning", "500 000"),
    row("Utveckling av standardiserade vårdförlopp tillsammans med patienter och "
        "närstående (etapp två)", "168 000 000"),
    row("Uppföljning", "12 500 000"),
    row("Stöd till kommuner som vill pröva nya arbetssätt i den nära vården för äldre",
        "6 000 000"),
    row("Totalt", "190 000 000", bold=True),
]  # fmt: skip
RECIPIENTS = [
    row("Insats", "Belopp, kr", "Mottagare"),
    row("1. Nationellt stöd", "4 000 000", "Regionerna via SKR", bold=True),
    row("Kunskapsstöd", "2 500 000", "Regionerna via SKR"),
    row("Uppdatering av rekommendationer när det råder brist på läkemedel", "1 500 000",
        "Regionerna och SKR gemensamt"),
    row("2. Register", "60 000 000", "SKR", bold=True),
    row("Total – SKR", "64 000 000", ""),
]  # fmt: skip
YEARS = [
    row("Insats", "2024", "2025", "2026"),
    row("Nära vård", "1 250", "1 300", "–"),
    row("Kortare köer", "980,5", "875", "900"),
    row("Förlossningsvård och kvinnors hälsa", "1 600", "1 600", "1 600"),
    row("Summa", "3 830,5", "3 775", "2 500", bold=True),
]
CHAPTERS = [
    row("Insats", "Tkr"),
    row("Systematisk uppföljning", "", bold=True),
    row("Indikatorer", "3 000", indent=1.2),
    row("Öppna redovisningar", "8 000", indent=1.2),
    row("Gemensam infrastruktur", "", bold=True),
    row("Adressregister", "5 000", indent=1.2),
    row("Säkra tjänster", "15 000", indent=1.2),
    row("Summa", "31 000", bold=True),
]
SUBTOTALS = [
    row("Område", "", "Mnkr"),
    row("Kunskapsöversikter", "delsumma", "4,385", bold=True),
    row("Spridning av översikter från andra länder", "", "2"),
    row("Samarbete i Europa", "", "2,385"),
    row("Riktlinjer", "delsumma", "10", bold=True),
    row("Tandvård och fler sjukdomsgrupper", "", "7,5"),
    row("Stöd för prioriteringar", "", "2,5"),
    row("SUMMA TOTALT", "", "14,385", bold=True),
]
TABLES: dict[str, tuple[list[Row], str, tuple[float, ...]]] = {
    "short": (SHORT, "lr", (260.0, 80.0)),
    "long labels": (LONG, "lr", (240.0, 100.0)),
    "recipients": (RECIPIENTS, "lrl", (190.0, 90.0, 120.0)),
    "years": (YEARS, "lrrr", (200.0, 60.0, 60.0, 60.0)),
    "chapters": (CHAPTERS, "lr", (260.0, 80.0)),
    "subtotals": (SUBTOTALS, "llr", (240.0, 70.0, 70.0)),
}


def drawn(rows: list[Row], style: Style, **sheet: object) -> Sheet:
    page = Sheet(**sheet)  # type: ignore[arg-type]
    page.prose(INTRO)
    page.y += page.size
    draw_table(page, rows, style)
    page.prose(INTRO)
    return page


def cells(rows: list[Row]) -> list[list[str]]:
    return [list(each.cells) for each in rows]


@pytest.mark.parametrize("size", [7.5, 11.0])
@pytest.mark.parametrize("valign", ["top", "middle", "bottom"])
@pytest.mark.parametrize("rules", ["grid", "rows", "booktabs", "head", "none"])
@pytest.mark.parametrize("name", TABLES)
def test_every_row_is_found_exactly(name: str, rules: str, valign: str, size: float) -> None:
    rows, aligns, widths = TABLES[name]
    scaled = tuple(width * size / 10 for width in widths)
    style = Style(rules=rules, aligns=aligns, widths=scaled, valign=valign)
    grids = find_grids(drawn(rows, style, size=size, width=470.0).page)
    assert [texts(grid) for grid in grids] == [cells(rows)]


@pytest.mark.parametrize("pad", [0.0, 0.08, 0.6])
@pytest.mark.parametrize("valign", ["top", "middle"])
@pytest.mark.parametrize("rules", ["booktabs", "none"])
@pytest.mark.parametrize("name", TABLES)
def test_rows_may_stand_as_close_as_lines(name: str, rules: str, valign: str, pad: float) -> None:
    rows, aligns, widths = TABLES[name]
    style = Style(rules=rules, aligns=aligns, widths=widths, valign=valign, pad=pad)
    grids = find_grids(drawn(rows, style).page)
    assert [texts(grid) for grid in grids] == [cells(rows)]


@pytest.mark.parametrize("aligns", ["ll", "lc", "lr"])
@pytest.mark.parametrize("rules", ["grid", "booktabs", "none"])
@pytest.mark.parametrize("name", ["short", "long labels", "chapters"])
def test_figures_may_be_set_left_right_or_centred(name: str, rules: str, aligns: str) -> None:
    rows, _, widths = TABLES[name]
    grids = find_grids(drawn(rows, Style(rules=rules, aligns=aligns, widths=widths)).page)
    assert [texts(grid) for grid in grids] == [cells(rows)]
