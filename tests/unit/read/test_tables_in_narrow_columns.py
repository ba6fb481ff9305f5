"""Figures that a narrow column breaks over lines, and figures set close against words."""

import pytest

from pipeline.read.layout import PageLayout
from pipeline.read.tables.finding import find_grids
from tests.drawn_pages import Sheet

ROWS = (
    ("1. Kurser för anhöriga", ("3 000", "000")),
    ("2. Stöd till råden", ("168 000", "000")),
    ("2.1 Handledning", ("17", "500 000")),
    ("3. Uppföljning", ("900 000",)),
    ("Summa", ("189", "400", "000")),
)


def cells(page: PageLayout) -> list[list[str]]:
    (grid,) = find_grids(page)
    rows = sorted({cell.row for cell in grid.cells})
    return [[c.text for c in grid.cells if c.row == row and c.column >= 0] for row in rows]


def stacked(anchor: float, gap: float, ruled: bool) -> PageLayout:
    """Every label beside the first line of its figure (0), its middle (0.5) or its last (1)."""
    sheet = Sheet(y=100.0)
    sheet.put(70.0, 80.0, "Insats")
    sheet.put(520.0, 80.0, "Kronor", align="right")
    for label, figures in ROWS:
        if ruled:
            sheet.rule(70.0, sheet.y - 9.0, 520.0)
        sheet.put(70.0, sheet.y + anchor * 12.0 * (len(figures) - 1), label)
        for place, figure in enumerate(figures):
            sheet.put(520.0, sheet.y + 12.0 * place, figure, align="right")
        sheet.y += 12.0 * (len(figures) - 1) + gap
    return sheet.page


@pytest.mark.parametrize("anchor", [0.0, 0.5, 1.0])
@pytest.mark.parametrize(("gap", "ruled"), [(22.0, False), (34.0, False), (22.0, True)])
def test_a_figure_broken_over_lines_is_one_cell(anchor: float, gap: float, ruled: bool) -> None:
    found = cells(stacked(anchor, gap, ruled))
    assert found[-len(ROWS) :] == [[label, " ".join(figures)] for label, figures in ROWS]


def test_thousands_below_one_another_are_rows() -> None:
    sheet = Sheet(y=100.0)
    for label, figure in (("Kurser", "3"), ("Stöd", "500"), ("Råd", "120"), ("Summa", "623")):
        sheet.put(70.0, sheet.y, label)
        sheet.put(520.0, sheet.y, figure, align="right")
        sheet.y += 13.0
    assert [row[1] for row in cells(sheet.page)] == ["3", "500", "120", "623"]


def test_a_recipient_close_behind_its_figure_is_a_cell() -> None:
    rows = [
        ["Kurser för anhöriga", "3 000 000", "Regionerna"],
        ["Stöd till råden", "12 500 000", "SKR"],
        ["Uppföljning", "700 000", "Regionerna via SKR"],
        ["Summa", "16 200 000", ""],
    ]
    sheet = Sheet(y=100.0)
    for label, figure, recipient in rows:
        sheet.put(70.0, sheet.y, label)
        sheet.put(420.0, sheet.y, figure, align="right")
        sheet.put(422.5, sheet.y, recipient)
        sheet.y += 20.0
    assert cells(sheet.page) == rows


def test_rows_far_apart_without_lines() -> None:
    rows = [["Kurser", "3 000"], ["Stöd", "500"], ["Råd", "1 200"], ["Summa", "4 700"]]
    sheet = Sheet(y=100.0)
    for label, figure in rows:
        sheet.put(70.0, sheet.y, label)
        sheet.put(520.0, sheet.y, figure, align="right")
        sheet.y += 50.0
    assert cells(sheet.page) == rows
