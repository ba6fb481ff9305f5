"""Tables whose layout has a catch, each drawn by itself."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.model import Box
from pipeline.read.layout import Word
from pipeline.read.tables.finding import find_grids
from tests.drawn_pages import Sheet, Style, draw_table, row, texts

SUMS = [
    row("Insats", "Mnkr"),
    row("Barnhälsovård", "12"),
    row("Vårdens digitala stöd", "7,25"),
    row("Kompetens i primärvården", "103"),
    row("Totalt", "122,25", bold=True),
]
BODY = [list(each.cells) for each in SUMS]


def found(sheet: Sheet) -> list[list[list[str]]]:
    return [texts(grid) for grid in find_grids(sheet.page)]


def lines(sheet: Sheet, rows: Sequence[Sequence[tuple[float, str]]], pitch: float = 14.0) -> None:
    """Rows of (x, text); a negative x is a right edge."""
    for cells in rows:
        for x, text in cells:
            sheet.put(abs(x), sheet.y, text, align="right" if x < 0 else "left")
        sheet.y += pitch


def box(sheet: Sheet, x0: float, top: float, x1: float, bottom: float) -> None:
    """The four edges of a filled or stroked box."""
    sheet.rule(x0, top, x1)
    sheet.rule(x0, bottom, x1)
    sheet.border(x0, top, bottom)
    sheet.border(x1, top, bottom)


def test_a_box_around_every_cell() -> None:
    sheet = Sheet()
    for each in BODY:
        box(sheet, 70, sheet.y - 12, 299.6, sheet.y + 5)
        box(sheet, 300.4, sheet.y - 12, 400, sheet.y + 5)
        lines(sheet, [[(75, each[0]), (-395, each[1])]], 17.8)
    assert found(sheet) == [BODY]


def test_rules_drawn_in_pieces_and_doubled() -> None:
    sheet = Sheet()
    for each in BODY:
        for y in (sheet.y - 12.0, sheet.y - 10.8):
            for x in range(70, 400, 30):
                sheet.rule(x, y, min(x + 29.0, 400.0))
        for x in (70.0, 300.0, 400.0):
            sheet.border(x, sheet.y - 12, sheet.y + 4)
        lines(sheet, [[(75, each[0]), (-395, each[1])]], 16.0)
    sheet.rule(70, sheet.y - 12, 400)
    assert found(sheet) == [BODY]


def test_borders_between_columns_but_no_rules_between_rows() -> None:
    sheet = Sheet()
    top = sheet.y - 12
    lines(sheet, [[(75, label), (-395, value)] for label, value in BODY])
    box(sheet, 70, top, 400, sheet.y - 8)
    sheet.rule(70, top + 16, 400)
    sheet.border(300, top, sheet.y - 8)
    assert found(sheet) == [BODY]


def test_one_border_and_three_rules() -> None:
    """LaTeX's `l|r` with a line under the heading and above the total."""
    sheet = Sheet()
    top = sheet.y - 11
    lines(sheet, [[(75, label), (-395, value)] for label, value in BODY])
    for y in (top, top + 14, top + 56, top + 70):
        sheet.rule(70, y, 400)
    sheet.border(300, top, top + 70)
    assert found(sheet) == [BODY]


def test_a_frame_around_a_table_without_inner_lines() -> None:
    sheet = Sheet()
    top = sheet.y - 14
    lines(sheet, [[(75, label), (-395, value)] for label, value in BODY])
    box(sheet, 70, top, 400, sheet.y)
    assert found(sheet) == [BODY]


def test_every_other_row_is_shaded() -> None:
    sheet = Sheet()
    for index, each in enumerate(BODY):
        if index % 2 == 0:
            box(sheet, 70, sheet.y - 12, 400, sheet.y + 4)
        lines(sheet, [[(75, each[0]), (-395, each[1])]], 16.0)
    assert found(sheet) == [BODY]


def test_every_other_row_has_its_cells_shaded() -> None:
    sheet = Sheet()
    for index, each in enumerate(BODY):
        if index % 2 == 0:
            box(sheet, 70, sheet.y - 12, 300, sheet.y + 4)
            box(sheet, 300, sheet.y - 12, 400, sheet.y + 4)
        lines(sheet, [[(75, each[0]), (-395, each[1])]], 16.0)
    assert found(sheet) == [BODY]


def test_only_the_heading_is_shaded() -> None:
    sheet = Sheet()
    box(sheet, 70, sheet.y - 12, 400, sheet.y + 4)
    lines(sheet, [[(75, label), (-395, value)] for label, value in BODY], 16.0)
    assert found(sheet) == [BODY]


def test_a_short_rule_above_the_total_alone() -> None:
    sheet = Sheet()
    lines(sheet, [[(75, label), (-395, value)] for label, value in BODY])
    sheet.rule(350, sheet.y - 14 - 11, 400)
    sheet.rule(350, sheet.y - 10, 400)
    assert found(sheet) == [BODY]


def test_the_total_stands_below_the_last_rule() -> None:
    sheet = Sheet()
    sheet.rule(70, sheet.y - 12, 400)
    lines(sheet, [[(75, label), (-395, value)] for label, value in BODY[:-1]])
    sheet.rule(70, sheet.y - 10, 400)
    lines(sheet, [[(75, BODY[-1][0]), (-395, BODY[-1][1])]])
    assert found(sheet) == [BODY]


def test_the_heading_stands_above_the_first_rule() -> None:
    sheet = Sheet()
    lines(sheet, [[(75, BODY[0][0]), (-395, BODY[0][1])]])
    sheet.rule(70, sheet.y - 10, 400)
    lines(sheet, [[(75, label), (-395, value)] for label, value in BODY[1:]])
    sheet.rule(70, sheet.y - 10, 400)
    assert found(sheet) == [BODY]


def test_a_total_below_a_ruled_grid() -> None:
    sheet = Sheet()
    draw_table(sheet, SUMS[:-1], Style("grid", widths=(230.0, 100.0)))
    sheet.y -= 10.0
    sheet.put(76.0, sheet.y, "Totalt", bold=True)
    sheet.put(394.0, sheet.y, "122,25", bold=True, align="right")
    assert found(sheet) == [BODY]


def test_a_heading_to_the_left_of_its_figures() -> None:
    sheet = Sheet()
    lines(sheet, [[(75, "Insats"), (300, "Kr")]])
    lines(sheet, [[(75, label), (-395, value)] for label, value in BODY[1:]])
    assert found(sheet) == [[["Insats", "Kr"], *BODY[1:]]]


def test_a_heading_wider_than_its_figures() -> None:
    sheet = Sheet()
    lines(sheet, [[(75, "Insats"), (-395, "Belopp i miljoner kronor per år")]])
    lines(sheet, [[(75, label), (-395, value)] for label, value in BODY[1:]])
    heading = ["Insats", "Belopp i miljoner kronor per år"]
    assert found(sheet) == [[heading, *BODY[1:]]]


def test_a_heading_of_two_lines() -> None:
    sheet = Sheet()
    rows = [[(75.0, "Insats inom"), (-395.0, "Belopp,")], [(75.0, "området"), (-395.0, "mnkr")]]
    lines(sheet, rows, 12.0)
    lines(sheet, [[(75, label), (-395, value)] for label, value in BODY[1:]])
    assert found(sheet) == [[["Insats inom området", "Belopp, mnkr"], *BODY[1:]]]


def test_a_heading_that_spans_two_columns_of_years() -> None:
    sheet = Sheet()
    lines(sheet, [[(75, "Insats"), (290, "Medel i mnkr")], [(-320, "2024"), (-380, "2025")]])
    values = [("Nära vård", "1 250", "1 300"), ("Kortare köer", "980", "875"),
              ("Summa", "2 230", "2 175")]  # fmt: skip
    lines(sheet, [[(75, label), (-320, a), (-380, b)] for label, a, b in values])
    (rows,) = found(sheet)
    assert rows[-3:] == [list(value) for value in values]


def test_figures_with_their_unit_behind_them() -> None:
    sheet = Sheet()
    rows = [("Barnhälsovård", "12 mnkr"), ("Stöd", "7,5 mnkr"), ("Totalt", "19,5 mnkr")]
    lines(sheet, [[(75, label), (300, value)] for label, value in rows])
    assert found(sheet) == [[list(each) for each in rows]]


def test_dots_that_lead_to_sums_are_left_over() -> None:
    sheet = Sheet()
    rows = [("Barnhälsovård", "12 000 000"), ("Stöd", "7 500 000"), ("Totalt", "19 500 000")]
    for label, value in rows:
        end = 80 + sheet.measure(label)
        count = int((330 - end) / sheet.measure("."))
        lines(sheet, [[(75, label), (end, "." * count), (-395, value)]])
    (grid,) = find_grids(sheet.page)
    assert [each[:2] for each in texts(grid)] == [list(each) for each in rows]
    assert all(each[2].startswith("*...") for each in texts(grid))


def test_a_footnote_mark_stays_with_its_word() -> None:
    sheet = Sheet()
    draw_table(sheet, SUMS, Style("booktabs", widths=(230.0, 100.0)))
    word = next(word for word in sheet.words if word.text == "Barnhälsovård")
    x, top = word.box.x1, word.box.top - 2.5
    sheet.words.append(Word("1", Box(x, top, x + 3, top + 6), 6.0, raised=True))
    (rows,) = found(sheet)
    assert rows[1] == ["Barnhälsovård 1", "12"]


def test_letters_set_apart() -> None:
    sheet = Sheet()
    rows = [[(75.0, "Översikter"), (240.0, "delsumma"), (-395.0, "4,385")],
            [(75.0, "Spridning"), (-395.0, "2")], [(75.0, "Samarbete"), (-395.0, "2,385")],
            [(75.0, "Riktlinjer"), (240.0, "delsumma"), (-395.0, "10")],
            [(75.0, "Tandvård"), (-395.0, "10")],
            [(75.0, "S U M M A   T O T A L T   (miljoner kronor)"), (-395.0, "14,385")]]  # fmt: skip  # noqa: E501
    lines(sheet, rows)
    (table,) = found(sheet)
    assert [each[0] for each in table][-1] == "S U M M A T O T A L T (miljoner kronor)"
    assert [each[1] for each in table] == ["delsumma", "", "", "delsumma", "", ""]
    assert [each[2] for each in table] == ["4,385", "2", "2,385", "10", "10", "14,385"]


def test_a_single_remark_in_a_column_of_its_own() -> None:
    sheet = Sheet()
    rows = [[(75.0, label), (-395.0, value)] for label, value in BODY[1:]]
    rows[1].insert(1, (260.0, "delsumma"))
    lines(sheet, rows)
    (table,) = found(sheet)
    assert [each[-1] for each in table] == ["12", "7,25", "103", "122,25"]
    assert table[1] == ["Vårdens digitala stöd", "delsumma", "7,25"]


def test_tight_columns_of_figures() -> None:
    sheet = Sheet()
    values = [("Nära vård", "1 250 000", "1 300 000"), ("Köer", "980 000", "875 000"),
              ("Vård", "12 500 000", "11 000 000"), ("Summa", "14 730 000", "13 175 000")]  # fmt: skip  # noqa: E501
    lines(sheet, [[(75, label), (-250, a), (-305, b)] for label, a, b in values])
    assert found(sheet) == [[list(value) for value in values]]


def test_a_label_that_nearly_touches_its_figure() -> None:
    sheet = Sheet()
    long_label = "Samarbete om uppföljning av hälsa i norra Europa"
    right = 75 + sheet.measure(long_label) + 5 + sheet.measure("2,385")
    rows = [
        ("Översikter", "4,385"),
        (long_label, "2,385"),
        ("Riktlinjer", "10"),
        ("Summa", "16,77"),
    ]
    lines(sheet, [[(75, label), (-right, value)] for label, value in rows])
    assert found(sheet) == [[list(each) for each in rows]]


def test_two_tables_below_one_another() -> None:
    sheet = Sheet()
    for _ in range(2):
        sheet.prose("Tabell över de medel som fördelas.")
        sheet.y += 10
        draw_table(sheet, SUMS, Style("booktabs", widths=(230.0, 100.0)))
    assert found(sheet) == [BODY, BODY]


def test_captions_and_notes_are_no_rows() -> None:
    for rules in ("booktabs", "none", "grid"):
        sheet = Sheet()
        sheet.put(70.0, sheet.y, "Tabell 1. Medel per insats")
        sheet.y += 18.0
        draw_table(sheet, SUMS, Style(rules, widths=(230.0, 100.0)))
        sheet.put(70.0, sheet.y - 4.0, "* Avser hela året")
        assert found(sheet) == [BODY]


def test_a_cell_that_spans_two_rows() -> None:
    sheet = Sheet()
    y = sheet.y
    box(sheet, 70, y - 12, 400, y + 20)
    sheet.border(200, y - 12, y + 20)
    sheet.border(300, y - 12, y + 20)
    sheet.rule(200, y + 4, 400)
    sheet.put(75, y + 8, "Nära vård")
    lines(sheet, [[(205, "Regionerna"), (-395, "40")], [(205, "Kommunerna"), (-395, "60")]], 16)
    assert found(sheet) == [[["Nära vård", "Regionerna", "40"], ["", "Kommunerna", "60"]]]


def test_a_chapter_that_spans_all_columns() -> None:
    sheet = Sheet()
    y = sheet.y
    for level in range(4):
        sheet.rule(70, y - 12 + 16 * level, 400)
    for x in (70.0, 400.0):
        sheet.border(x, y - 12, y + 36)
    sheet.border(150, y - 12, y + 4)
    sheet.border(150, y + 20, y + 36)
    lines(sheet, [[(75, "Vård"), (-395, "Mnkr")],
                  [(75, "Insatser för en god och nära vård i hela landet")],
                  [(75, "Köer"), (-395, "60")]], 16)  # fmt: skip
    chapter = ["Insatser för en god och nära vård i hela landet", ""]
    assert found(sheet) == [[["Vård", "Mnkr"], chapter, ["Köer", "60"]]]
