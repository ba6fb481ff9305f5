from __future__ import annotations

from typing import Any

import pytest

from tests.browser.conftest import FAULTY, SAMPLED, Report, eventually


def _titles(page: Any) -> list[str]:
    return page.locator("#list tbody tr:visible th a").all_inner_texts()


def _column(page: Any, number: int) -> list[str]:
    cells = page.locator(f"#list tbody tr:visible > :nth-child({number})")
    return [text.replace("\u00a0", "") for text in cells.all_inner_texts()]


def test_the_newest_come_first(report: Report, visit: Any) -> None:
    page = visit(report.overview).page
    assert _column(page, 1) == ["2024", "2021", "2019", "2012"]
    assert page.locator("th[aria-sort=descending]").inner_text().startswith("År")


def _sorted_by(page: Any, direction: str) -> str:
    heads = page.locator(f"th[aria-sort={direction}]").all_inner_texts()
    return "".join(heads).rstrip("\u00a0↑↓")


def test_a_column_sorts_both_ways_and_says_so(report: Report, visit: Any) -> None:
    page = visit(report.overview).page
    button = page.get_by_role("button", name="Angiven summa")
    button.click()
    eventually(lambda: _sorted_by(page, "descending"), "Angiven summa")
    totals = [int(text) for text in _column(page, 3)]
    assert len(totals) == len(SAMPLED)
    assert totals == sorted(totals, reverse=True)
    button.click()
    eventually(lambda: _sorted_by(page, "ascending"), "Angiven summa")
    assert [int(text) for text in _column(page, 3)] == totals[::-1]


def test_titles_sort_as_words(report: Report, visit: Any) -> None:
    page = visit(report.overview).page
    page.get_by_role("button", name="Överenskommelse").click()
    eventually(lambda: _sorted_by(page, "ascending"), "Överenskommelse")
    assert _titles(page) == sorted(_titles(page), key=str.lower)
    assert len(_titles(page)) == len(SAMPLED)


@pytest.mark.parametrize(
    ("field", "value", "left"),
    [
        ("text", "DIGITAL samverkan", ["2021"]),
        ("text", "vård", ["2024", "2021", "2019", "2012"]),
        ("text", "jamlik-vard.pdf", ["2012"]),
        ("year", "2019", ["2019"]),
        ("text", "finns inte", []),
    ],
)
def test_filters(report: Report, visit: Any, field: str, value: str, left: list[str]) -> None:
    page = visit(report.overview).page
    chosen = page.locator(f"#{field}")
    chosen.fill(value) if field == "text" else chosen.select_option(value)
    eventually(lambda: _column(page, 1), left)
    said = page.get_by_role("status")
    told = f"{len(left)} av 4 visas" if left else "Ingen överenskommelse passar urvalet."
    eventually(said.inner_text, told)
    page.get_by_role("button", name="Visa alla").click()
    eventually(said.inner_text, "4 av 4 visas")
    assert len(_titles(page)) == len(SAMPLED)


def test_the_filter_by_verdict_leaves_that_verdict(report: Report, visit: Any) -> None:
    page = visit(report.overview).page
    page.locator("#verdict").select_option("discrepancy")
    eventually(lambda: set(_column(page, 4)), {"✗avviker"})
    assert "2021" in _column(page, 1)
    assert "0" not in {text.partition("/")[0] for text in _column(page, 5)}


def test_a_file_in_quarantine_stands_with_its_reason_and_its_name_is_text(
    report: Report, visit: Any
) -> None:
    page = visit(report.overview).page
    row = page.locator(".quarantine tbody tr")
    assert row.locator("th").inner_text() == "trasig <b>fil.pdf"
    assert row.locator("td").inner_text().startswith("Filen är skadad, avkortad")


def test_the_chart_and_its_table_tell_the_same(report: Report, visit: Any) -> None:
    page = visit(report.overview).page
    page.get_by_text("Visa som tabell").click()
    row = page.locator(".money table tr", has_text="Nära vård")
    assert row.locator("td").last.inner_text().replace("\u00a0", "") == "1140"
    strip = page.get_by_role("img", name="Nära vård").get_attribute("aria-label")
    assert strip.replace("\u00a0", "") == "Nära vård: 2019 1000, 2024 140 mnkr"
    heights = (
        page.locator(".strip", has_text="Nära vård")
        .locator("rect")
        .evaluate_all("bars => bars.map(bar => bar.height.baseVal.value)")
    )
    assert heights == pytest.approx([100, 14])


def test_an_agreement_is_one_click_away(report: Report, visit: Any) -> None:
    page = visit(report.overview).page
    page.get_by_role("link", name="Digital samverkan").click()
    page.wait_for_url(report.agreement(FAULTY))
    assert page.locator("h1").inner_text() == "Digital samverkan i socialtjänst och vård 2021"
    page.get_by_role("link", name="Alla överenskommelser").click()
    page.wait_for_url(report.overview)
    assert page.locator("h1").inner_text() == "4 överenskommelser"
