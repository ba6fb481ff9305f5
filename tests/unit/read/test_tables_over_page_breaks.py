"""Tables that a page break tears apart are one table again."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from pipeline.read.tables.joining import JoinedTable, find_tables
from tests.drawn_pages import Row, Sheet, Style, draw_table, row

PROSE = "Parterna är eniga om fördelningen av medlen och om hur den ska följas upp under året."
HEAD = row("Insats", "Belopp (kr)")
ITEMS = [
    row("Barnhälsovård", "3 000 000"),
    row("Utveckling av standardiserade vårdförlopp tillsammans med patienter", "68 500 000"),
    row("Register", "500 000"),
    row("Kompetens i primärvården", "12 000 000"),
    row("Nära vård", "1 000 000"),
]
TOTAL = row("Totalt", "85 000 000", bold=True)
WIDTHS = (240.0, 110.0)


def page(number: int, rows: Sequence[Row], rules: str, head: bool, **extra: object) -> Sheet:
    """A page with a part of the table: the first part stands below prose, others begin the
    page; the last is followed by prose."""
    sheet = Sheet(number=number)
    if number == 1:
        sheet.prose(PROSE)
        sheet.y += 20.0
    style = Style(rules, widths=WIDTHS, header_bold=head, **extra)  # type: ignore[arg-type]
    draw_table(sheet, rows, style)
    return sheet


def rows_of(table: JoinedTable) -> list[list[str]]:
    rows: dict[int, list[str]] = {}
    for cell in table.cells:
        words = [word.text for part in cell.parts for word in part.words]
        rows.setdefault(cell.row, []).append(" ".join(words))
    return [rows[number] for number in sorted(rows)]


def cells(rows: Sequence[Row]) -> list[list[str]]:
    return [list(each.cells) for each in rows]


WHOLE = [HEAD, *ITEMS, TOTAL]


@pytest.mark.parametrize("repeated", [True, False], ids=["head repeated", "head once"])
@pytest.mark.parametrize("cut", [3, 4, 5])
@pytest.mark.parametrize("rules", ["grid", "rows", "booktabs", "none"])
def test_a_table_over_two_pages(rules: str, cut: int, repeated: bool) -> None:
    rest = WHOLE[cut:]
    sheets = [
        page(1, WHOLE[:cut], rules, True),
        page(2, [HEAD, *rest] if repeated else rest, rules, repeated),
    ]
    sheets[1].prose(PROSE)
    (table,) = find_tables([sheet.page for sheet in sheets])
    assert rows_of(table) == cells(WHOLE)
    assert [number for number, _ in table.grids] == [1, 2]
    assert len(table.repeated) == (2 if repeated else 0)


@pytest.mark.parametrize("rules", ["grid", "rows", "booktabs", "none"])
def test_the_total_alone_on_the_last_page(rules: str) -> None:
    sheets = [page(1, WHOLE[:-1], rules, True), page(2, [TOTAL], "none", True)]
    sheets[1].prose(PROSE)
    (table,) = find_tables([sheet.page for sheet in sheets])
    assert rows_of(table) == cells(WHOLE)


@pytest.mark.parametrize("rules", ["grid", "booktabs", "none"])
def test_a_row_cut_within_its_label(rules: str) -> None:
    first = [HEAD, ITEMS[0], row("Utveckling av standardiserade vårdför-", "68 500 000")]
    second = [row("lopp tillsammans med patienter", ""), *ITEMS[2:], TOTAL]
    sheets = [page(1, first, rules, True), page(2, second, rules, False)]
    (table,) = find_tables([sheet.page for sheet in sheets])
    joined = row(
        "Utveckling av standardiserade vårdför- lopp tillsammans med patienter", "68 500 000"
    )
    assert rows_of(table)[2][0] == joined.cells[0]
    assert rows_of(table)[3:] == cells([*ITEMS[2:], TOTAL])
    cut = next(cell for cell in table.cells if (cell.row, cell.column) == (2, 0))
    assert [part.page for part in cut.parts] == [1, 2]


def test_three_pages() -> None:
    parts = [WHOLE[:3], WHOLE[3:5], WHOLE[5:]]
    sheets = [page(number, part, "grid", number == 1) for number, part in enumerate(parts, 1)]
    (table,) = find_tables([sheet.page for sheet in sheets])
    assert rows_of(table) == cells(WHOLE)


def test_a_page_number_and_a_running_head_stand_between() -> None:
    sheets = [page(1, WHOLE[:4], "none", True), page(2, WHOLE[4:], "none", False)]
    for sheet in sheets:
        sheet.put(70.0, 40.0, "Överenskommelse om nära vård 2024")
        sheet.put(300.0, 810.0, str(sheet.number))
    (table,) = find_tables([sheet.page for sheet in sheets])
    assert rows_of(table) == cells(WHOLE)


def test_facing_pages_with_other_margins() -> None:
    sheets = [page(1, WHOLE[:4], "grid", True), Sheet(number=2, left=100.0)]
    draw_table(sheets[1], WHOLE[4:], Style("grid", widths=WIDTHS, header_bold=False))
    (table,) = find_tables([sheet.page for sheet in sheets])
    assert rows_of(table) == cells(WHOLE)


def test_a_column_that_is_empty_on_the_second_page() -> None:
    widths = (220.0, 80.0, 100.0)
    first = [row("Område", "", "Mnkr"), row("Översikter", "delsumma", "4"), row("Europa", "", "4")]
    second = [row("Riktlinjer", "", "10"), row("Register", "", "2"), row("Totalt", "", "16")]
    sheets = [Sheet(number=1), Sheet(number=2)]
    for sheet, rows in zip(sheets, (first, second), strict=True):
        draw_table(sheet, rows, Style("booktabs", "llr", widths, header_bold=False))
    (table,) = find_tables([sheet.page for sheet in sheets])
    last = {c.column: [w.text for p in c.parts for w in p.words] for c in table.cells if c.row == 5}
    assert last[0] == ["Totalt"]
    assert last[2] == ["16"]
    assert not last.get(1)


def test_another_table_on_the_next_page_stays_another() -> None:
    other = [row("Mottagare", "Tkr"), row("Regionerna", "1 000"), row("SKR", "500")]
    sheets = [page(1, WHOLE, "grid", True), page(2, other, "grid", True)]
    tables = find_tables([sheet.page for sheet in sheets])
    assert [rows_of(table) for table in tables] == [cells(WHOLE), cells(other)]


def test_text_between_parts_two_tables() -> None:
    sheets = [page(1, WHOLE, "grid", True), Sheet(number=2)]
    sheets[1].prose(PROSE)
    draw_table(sheets[1], ITEMS, Style("grid", widths=WIDTHS, header_bold=False))
    assert len(find_tables([sheet.page for sheet in sheets])) == 2


@pytest.mark.parametrize("rules", ["none", "rows"])
def test_a_heading_and_one_row_at_the_foot_of_a_page_begin_the_table(rules: str) -> None:
    first = page(1, [HEAD, ITEMS[0]], rules, head=True)
    second = page(2, [*ITEMS[1:], TOTAL], rules, head=False)
    (table,) = find_tables([first.page, second.page])
    assert [cells[0].split()[0] for cells in rows_of(table)] == [
        "Insats", "Barnhälsovård", "Utveckling", "Register", "Kompetens", "Nära", "Totalt",
    ]  # fmt: skip


def test_prose_at_the_foot_of_a_page_is_no_part_of_the_table_on_the_next() -> None:
    first = Sheet()
    first.prose(f"{PROSE} {PROSE} Totalt avsätts 85 000 000")
    second = page(2, [*ITEMS, TOTAL], "none", head=False)
    (table,) = find_tables([first.page, second.page])
    assert len(rows_of(table)) == len(ITEMS) + 1
