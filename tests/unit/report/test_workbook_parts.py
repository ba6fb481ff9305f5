from __future__ import annotations

import pytest

from pipeline.report.workbook.formulas import on_sheet, status, sum_of, tick
from pipeline.report.workbook.sheet_names import sheet_names


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


def test_a_tick_counts_the_failed_checks() -> None:
    assert tick([8, 9], 9) == ('=IF(COUNTIF(J9:J10,"✗")=0,"✓",IF(COUNTIF(J9:J10,"✗")=2,"✗","!"))')


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
