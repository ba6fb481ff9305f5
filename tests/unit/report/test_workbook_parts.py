from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pytest
from formulas import ExcelModel
from xlsxwriter import Workbook

from pipeline.report.workbook.formulas import mark_of, on_sheet, status, sum_of, tick
from pipeline.report.workbook.sheet_names import sheet_names
from pipeline.report.workbook.styles import Styles


@pytest.mark.parametrize(
    ("rows", "formula"),
    [
        ([4], "=SUM(F5)"),
        ([4, 5, 6], "=SUM(F5:F7)"),
        ([6, 4, 9], "=SUM(F5,F7,F10)"),
        ([4, 4], "=SUM(F5,F5)"),
        ([4, 5, 5, 6], "=SUM(F5:F6,F6:F7)"),
    ],
)
def test_sums_are_written_as_by_hand(rows: list[int], formula: str) -> None:
    assert sum_of(rows, 5) == formula


def test_a_sum_of_very_many_parts_keeps_within_the_limit_of_arguments() -> None:
    formula = sum_of(range(0, 1200, 2), 5)
    assert formula.count("SUM(") == 3
    assert max(call.count(",") for call in formula.split("SUM(")) < 255


def test_the_end_of_a_tolerance_belongs_to_it_only_where_a_bound_stretched_it() -> None:
    assert "<I3" in status(2, 7, 8, end_included=False)
    assert "<=I3" in status(2, 7, 8, end_included=True)


@pytest.mark.parametrize(
    ("marks", "worst"),
    [
        ("✓✓", "✓"),
        ("✓≈", "≈"),
        ("✓≈?", "?"),
        ("✓✗", "!"),
        ("≈✗", "!"),
        ("✗✗", "✗"),
        ("?✗", "✗"),
    ],
)
def test_a_tick_is_the_worst_of_its_checks(marks: str, worst: str, tmp_path: Path) -> None:
    assert mark_of(set(marks)) == worst
    book = openpyxl.Workbook()
    for row, mark in enumerate(marks, 1):
        book.active.cell(row, 10, mark)
    book.active["A1"] = tick(range(len(marks)), 9)
    book.save(tmp_path / "ticks.xlsx")
    cells = ExcelModel().loads(str(tmp_path / "ticks.xlsx")).finish().calculate()
    assert cells["'[ticks.xlsx]SHEET'!A1"].value[0, 0] == worst


def test_a_tick_of_very_many_checks_is_no_longer_than_a_formula_may_be() -> None:
    assert tick(range(0, 2000, 2), 9) is None
    assert tick(range(2000), 9) is not None


def test_thousands_and_decimals_are_told_as_swedish_does() -> None:
    for trait in ("money", "ore"):
        number_format = Styles(Workbook(io.BytesIO()))(trait).num_format
        sections = number_format.split(";")
        assert len(sections) == 2
        assert all(section.startswith("[$-41D]") for section in sections)
        assert "* " not in number_format  # which sets a minus beside the figure to its left


def test_an_apostrophe_in_a_sheet_name_is_doubled() -> None:
    assert on_sheet("Vård'en", 0, 9) == "='Vård''en'!J1"


@pytest.mark.parametrize(
    ("titles", "names"),
    [
        (["2018 Läxhjälp"], ["2018 Läxhjälp"]),
        (["2018 a/b: [c] *?\\"], ["2018 a b c"]),
        (["'2018'"], ["2018"]),
        (["[]"], ["–"]),
        (["History"], ["History (2)"]),
        (["översikt"], ["översikt (2)"]),
        (["A", "a", "A"], ["A", "a (2)", "A (3)"]),
        (["x" * 40, "x" * 40], ["x" * 31, "x" * 27 + " (2)"]),
        (["x" * 30 + " y"], ["x" * 30]),
        (["𝔸" * 20], ["𝔸" * 15]),
    ],
)
def test_sheet_names_are_legal_and_unique(titles: list[str], names: list[str]) -> None:
    assert list(sheet_names(titles, taken=["Översikt"])) == names


def test_many_agreements_of_one_title_get_a_sheet_each() -> None:
    names = sheet_names(["2020 Överenskommelse om god och nära vård"] * 1200)
    assert len({name.casefold() for name in names}) == 1200
    assert max(map(len, names)) <= 31
