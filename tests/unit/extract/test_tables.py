from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import pytest

from pipeline.extract.sections.finding import find_sections
from pipeline.extract.tables.finding import find_money_tables
from pipeline.model import Document, MoneyTable, Source
from pipeline.read.assembly.builder import (
    BlockDraft,
    CellDraft,
    DocumentBuilder,
    Fragment,
    Line,
    TableDraft,
)
from pipeline.rulebook import load_rulebook

Grid = Sequence[str]


def lines(text: str, page: int = 1) -> tuple[Line, ...]:
    return (Line((Fragment(text),), page),)


def grid(rows: Grid, page: int = 1) -> TableDraft:
    """Rows with cells parted by `|`; `*` before a cell makes it bold, `>` sets it in."""
    cells = []
    for r, row in enumerate(rows):
        for c, text in enumerate(row.split("|")):
            text = text.strip()
            bold, indent = text.startswith("*"), 12.0 * text.startswith(">")
            clean = text.lstrip("*>").strip()
            cells.append(CellDraft(r, c, lines(clean, page), bold=bold, indent=indent))
    return TableDraft(tuple(cells))


def document(*parts: str | Grid) -> Document:
    """Strings are paragraphs (list items after `- `), sequences of strings are tables."""
    builder = DocumentBuilder(Source("d" * 16, "d.txt", "d.txt", "d" * 64, "text/plain"))
    builder.add_page(1, "plain")
    for part in parts:
        if not isinstance(part, str):
            builder.add_table(grid(part))
        elif part.startswith("- "):
            builder.add_block(BlockDraft(lines(part[2:]), "list_item", marker="-"))
        else:
            builder.add_block(BlockDraft(lines(part)))
    return builder.build()


def tables(*parts: str | Grid) -> tuple[MoneyTable, ...]:
    made = document(*parts)
    rules = load_rulebook()
    return find_money_tables(made, find_sections(made, rules)[0], rules)


def values(table: MoneyTable) -> list[int]:
    return [int(cell.value_sek) for row in table.rows for cell in row.cells]


def shape(rows: Grid, *before: str) -> list[tuple[str, int, int | None]]:
    """Kind, level and parent of every row."""
    (table,) = tables(*before, rows)
    return [(row.kind, row.level, row.parent) for row in table.rows]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (["Insats | Mnkr", "Vård | 2,5", "Omsorg | 4"], [2_500_000, 4_000_000]),
        (["Insats | Belopp (kr)", "Vård | 250 000", "Omsorg | 14"], [250_000, 14]),
        (["Insats | Tkr", "Vård | 2 500", "Omsorg | 40"], [2_500_000, 40_000]),
        (["Insats | Mdkr", "Vård | 1,5", "Omsorg | 2"], [1_500_000_000, 2_000_000_000]),
        (["Satsningar (mnkr) | ", "| 2026", "Vård | 5", "Data | 7"], [5_000_000, 7_000_000]),
        (["Vård | 250 000 kr", "Omsorg | 140 000 kr"], [250_000, 140_000]),
        (["2 tjänster | 3 miljoner kronor", "3 tjänster | 4 mnkr"], [3_000_000, 4_000_000]),
        (["Vård | 14", "SUMMA (miljoner kronor) | 14"], [14_000_000, 14_000_000]),
        (["Blekinge | 6 138 819", "Gotland | 2 080 966"], [6_138_819, 2_080_966]),
        (
            ["Totalt cirka 12 miljarder kronor | ", "Miljoner kronor | 2026", "A | 75", "B | 9"],
            [75_000_000, 9_000_000],
        ),
        (["Län | Medel", "Skåne | 50 910 000", "Uppsala | 544 99 160"], [50_910_000]),
        (["Program | Stöd, mn€ | Stöd, mnkr", "Nord | 19 | 182", "Syd | 6 | 59"], [182e6, 59e6]),
        (["Insats | MSEK | Totalt 2025", "A | 3 | 4", "B | 0 | 0"], [3_000_000, 4_000_000, 0, 0]),
    ],
)
def test_where_the_unit_stands(rows: Grid, expected: list[int]) -> None:
    (table,) = tables(rows)
    assert values(table) == expected


def test_a_unit_in_the_line_above() -> None:
    (table,) = tables("Så fördelas medlen, i hela miljoner kronor:", ["Skåne | 101", "Gotland | 5"])
    assert values(table) == [101_000_000, 5_000_000]


def test_a_unit_that_only_the_prose_tells() -> None:
    prose = "Kartläggningen får 3 miljoner kronor och simskolan 90 miljoner kronor."
    (table,) = tables(prose, "Fördelning", ["Insats | 2026", "Kartläggning | 3", "Simskola | 90"])
    assert values(table) == [3_000_000, 90_000_000]


@pytest.mark.parametrize(
    "rows",
    [
        ["Rekvisition | Redovisning", "1. Kontaktuppgifter | 1. Kontaktuppgifter"],
        ["Region | Antal platser", "Skåne | 12 000", "Gotland | 90 000"],
        ["Region | Andel (%)", "Skåne | 40", "Gotland | 60"],
        ["Region | Måluppfyllelse", "Skåne | 40", "Gotland | 60"],
        ["För staten | För Sveriges Kommuner och Regioner", "Anna Ek | Bo Alm"],
        ["Nr | Insats", "1 | Vård", "2 | Omsorg"],
        ["Stöd i miljoner euro | ", "Insats | 2026", "Vård | 14", "Omsorg | 20"],
    ],
)
def test_grids_that_hold_no_money(rows: Grid) -> None:
    assert tables(rows) == ()


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("39, 43", [39_430_000]),
        ("-170", [-170_000_000]),
        ("– 85,5", [-85_500_000]),
        ("0", [0]),
        ("1001", [1_001_000_000]),
        ("160 (varav 40 till fonden)", [160_000_000]),
        ("12*", [12_000_000]),
        ("–", []),
        ("Finansieras inom ram", []),
    ],
)
def test_how_figures_are_read(cell: str, expected: list[int]) -> None:
    (table,) = tables(["Insats | Mnkr", "Vård | 1", "Omsorg | 2", f"Tandvård | {cell}"])
    assert values(table)[2:] == expected


def test_years_and_columns() -> None:
    (table,) = tables(["Vårdköer (mnkr) | | ", " | 2026 | 2027", "Vård | 5 | 7", "Register | | 2"])
    cells = [(row.label, c.year, c.column) for row in table.rows for c in row.cells]
    assert cells == [("Vård", 2026, "2026"), ("Vård", 2027, "2027"), ("Register", 2027, "2027")]
    assert table.caption == "Vårdköer (mnkr)"


def test_counts_beside_money_are_left_out() -> None:
    (table,) = tables(["Län | Medel 2025", "Skåne | 50 910 000", "Halland | 5 170 000"])
    assert [c.year for row in table.rows for c in row.cells] == [2025, 2025]
    (table,) = tables(
        ["Län | Belopp (kr) | Antal jobb", "Skåne | 50 000 | 600", "Halland | 5 000 | 60"]
    )
    assert values(table) == [50_000, 5_000]


def test_the_figure_can_be_found_at_its_place() -> None:
    made = document(["Insats | Belopp", "Vård | 250 000 kr", "Omsorg | 30 000 kr"])
    (table,) = find_money_tables(made, (), load_rulebook())
    spans = [cell.span for row in table.rows for cell in row.cells]
    assert [made.text[s.start : s.end] for s in spans] == ["250 000 kr", "30 000 kr"]


def test_recipients_and_section_numbers() -> None:
    rows = [
        "Kapitel | Belopp, kr | Mottagare",
        "2. Vård | 5 000 | Regionerna via SKR",
        "Totalt | 5 000 |",
    ]
    (table,) = tables(rows)
    found = [(row.section_number, row.recipient) for row in table.rows]
    assert found == [("2", "Regionerna via SKR"), (None, None)]


def test_a_column_of_numbers_belongs_to_the_label() -> None:
    (table,) = tables(["Avsnitt | Insats | Mnkr", "1 | Vård | 5", "2 | Omsorg | 7"])
    found = [(row.label, row.section_number) for row in table.rows]
    assert found == [("1 Vård", "1"), ("2 Omsorg", "2")]


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("Totalt", "total"),
        ("Total – SKR", "total"),
        ("Summa:", "total"),
        ("S U M M A T O T A L T", "total"),
        ("Totalt för överenskommelsen", "total"),
        ("Totalförsvaret", "item"),
        ("Sammanhållen vård", "item"),
    ],
)
def test_totals_by_their_words(label: str, kind: str) -> None:
    assert shape(["Insats | Mnkr", "Vård | 5", f"{label} | 5"])[-1][0] == kind


def test_bold_chapters_hold_the_plain_rows_below() -> None:
    rows = [
        "*Insats | *Mnkr",
        "*2. Vård | *5",
        "Köer | 3",
        "Data | 2",
        "*3. Stöd | *4",
        "*Summa | *9",
    ]
    assert shape(rows) == [
        ("subtotal", 1, None),
        ("item", 2, 0),
        ("item", 2, 0),
        ("item", 1, None),
        ("total", 1, None),
    ]


def test_a_bold_part_among_plain_ones_stays_a_part() -> None:
    rows = [
        "*Insats | *Mnkr",
        "*6. Vård | *9",
        "Köer | 3",
        "*Data | *4",
        "Stöd | 2",
        "*Totalt | *9",
    ]
    assert [row[:2] for row in shape(rows)[1:4]] == [("item", 2)] * 3


def test_numbers_tell_what_belongs_to_what() -> None:
    rows = ["Insats | Mnkr", "2. Vård | 5", "3. Register | 6", "3.1 Regioner | 4", "3.2 Staten | 2"]
    assert shape(rows) == [
        ("item", 1, None),
        ("subtotal", 1, None),
        ("item", 2, 1),
        ("item", 2, 1),
    ]


def test_rows_that_are_all_bold_have_no_parts() -> None:
    rows = ["*Insats | *Mnkr", "*Vård | 5", "*Register | 6"]
    assert shape(rows) == [("item", 1, None)] * 2


def test_delsumma_before_its_parts_ends_where_the_next_section_begins() -> None:
    prose = "Parterna stödjer arbetet under hela året."
    body = ["1 Kunskap", prose, "1.1 Översikter", prose, "2 Vaccin", prose]
    rows = ["Kunskap delsumma | 5", "Översikter | 5", "Vaccin | 2", "Summa (mnkr) | 7"]
    assert shape(rows, *body) == [
        ("subtotal", 1, None),
        ("item", 2, 0),
        ("item", 1, None),
        ("total", 1, None),
    ]


def test_delsumma_after_its_parts() -> None:
    rows = ["Insats | Mnkr", "Köer | 3", "Data | 2", "Delsumma vård | 5", "Stöd | 1", "Totalt | 6"]
    assert shape(rows) == [
        ("item", 2, 2),
        ("item", 2, 2),
        ("subtotal", 1, None),
        ("item", 1, None),
        ("total", 1, None),
    ]


def test_a_sum_amid_the_rows_closes_a_group() -> None:
    rows = ["Insats | Mnkr", "Köer | 3", "Summa vård | 3", "Stöd | 1", "Summa | 4"]
    assert [row[0] for row in shape(rows)] == ["item", "subtotal", "item", "total"]


def test_rows_set_in_are_parts() -> None:
    rows = ["Insats | Mnkr", "Vård | 5", ">Köer | 3", ">Data | 2", "Omsorg | 1"]
    assert shape(rows) == [
        ("subtotal", 1, None),
        ("item", 2, 0),
        ("item", 2, 0),
        ("item", 1, None),
    ]


def test_varav_is_part_of_the_row_above() -> None:
    rows = ["Insats | Mnkr", "Vård | 5", "varav till SKR | 3", "Omsorg | 1"]
    assert shape(rows) == [("item", 1, None), ("item", 2, 0), ("item", 1, None)]


def test_a_heading_without_a_figure_gives_no_row() -> None:
    rows = [
        "| 2026",
        "*Verkstad, varav: |",
        "Skatteverket | 100",
        "Vinnova | 20",
        "*Arkiv (mnkr) | 7",
    ]
    (table,) = tables(rows)
    assert [(r.label, r.level) for r in table.rows] == [
        ("Skatteverket", 2),
        ("Vinnova", 2),
        ("Arkiv (mnkr)", 1),
    ]


def test_torn_labels_are_joined() -> None:
    rows = [
        "Insats | Mnkr",
        "Bättre utbyte mellan kommuner och | 11",
        "privata vårdgivare |",
        "Data | 2",
    ]
    (table,) = tables(rows)
    assert [row.label for row in table.rows] == [
        "Bättre utbyte mellan kommuner och privata vårdgivare",
        "Data",
    ]


def test_a_list_that_ends_in_a_total() -> None:
    items = ["- Programråd (7 miljoner/år)", "- Biobanker (0,8 miljoner/år)"]
    more = ["Uppföljning", "- 5 miljoner kronor till enkäten"]
    intro = "Medlen består av följande delar:"
    (table,) = tables(intro, *items, *more, "Totalt: 12 800 000 kr")
    assert table.is_list
    assert [(row.label, row.kind) for row in table.rows] == [
        ("Programråd", "item"),
        ("Biobanker", "item"),
        ("enkäten", "item"),
        ("Totalt", "total"),
    ]
    assert table.rows[1].cells[0].value_sek == Decimal(800_000)


@pytest.mark.parametrize(
    "last",
    ["Totalt omfattar överenskommelsen fem områden.", "Kostnaden fördelas efter folkmängd."],
)
def test_a_list_without_a_total_is_no_table(last: str) -> None:
    assert tables("Delar:", "- Programråd (7 miljoner)", "- Biobanker (1 miljon)", last) == ()


def test_what_follows_a_closing_subtotal_is_no_part_of_it() -> None:
    rows = ["Insats | Mnkr", "Vård: | ", "Köer | 6", "Data | 4", "Summa | 10", "Indraget | -3"]
    assert shape([*rows, "Övrigt: | ", "Stöd | 2", "Totalt | 9"]) == [
        ("item", 2, 2),
        ("item", 2, 2),
        ("subtotal", 1, None),
        ("item", 2, None),
        ("item", 2, None),
        ("total", 1, None),
    ]


def test_a_bold_row_that_closes_a_block_takes_in_its_subtotal() -> None:
    rows = ["Insats | Mnkr", "Vård: | ", "Köer | 6", "Data | 4", "Summa | 10", "Indraget | -3"]
    assert shape([*rows, "*Nytt | 7", "Övrigt: | ", "Stöd | 2", "*Totalt | 9"]) == [
        ("item", 3, 2),
        ("item", 3, 2),
        ("subtotal", 2, 4),
        ("item", 2, 4),
        ("subtotal", 1, None),
        ("item", 2, None),
        ("total", 1, None),
    ]


def test_a_column_headed_by_a_period_is_no_years() -> None:
    (table,) = tables(["Insats, mnkr | 2030 | 2031 | 2030-2031", "Kurser | 1,5 | 2 | 3,5"])
    assert [cell.year for cell in table.rows[0].cells] == [2030, 2031, None]


def test_one_row_without_a_number_stands_beside_the_numbered_ones() -> None:
    rows = ["Insats | Mnkr", "1. Kurser | 2", "2. Råd | 3", "Rum | 5", "3. Resor | 4"]
    rows += ["varav tåg | 1", "Totalt | 14"]
    assert [parent for _, _, parent in shape(rows)] == [None, None, None, None, 3, None]
