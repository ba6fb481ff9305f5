from __future__ import annotations

from typing import Any

import pytest

from pipeline.report.recorded import RecordedAgreement, recorded_run
from pipeline.report.web.marks import key_of
from tests.browser.conftest import FAULTY, PLAIN, Report, eventually, focused

LARGE = "2024-trygg-och-samordnad-vard.pdf"
_AIR = 1.5  # points between a figure and its frame


def _recorded(report: Report, file_name: str) -> RecordedAgreement:
    run = recorded_run(report.output)
    return next(a for a in run.agreements if a.document.file_name == file_name)


def _rectangles(page: Any, selector: str) -> list[dict[str, float]]:
    return page.locator(selector).evaluate_all(
        "all => all.map(one => one.getBoundingClientRect().toJSON())"
    )


@pytest.mark.parametrize("file_name", [FAULTY, LARGE])
@pytest.mark.parametrize("width", [1400, 400])
def test_every_mark_lies_where_its_boxes_are_stored(
    report: Report, visit: Any, file_name: str, width: int
) -> None:
    page = visit(report.agreement(file_name), width).page
    recorded = _recorded(report, file_name)
    for sheet in recorded.pages:
        (picture,) = _rectangles(page, f"#page-{sheet.page} img")
        scale = picture["width"] / sheet.width
        assert picture["height"] / sheet.height == pytest.approx(scale, rel=0.005)
        for row in (*recorded.amounts, *recorded.deadlines):
            if row.where.page != sheet.page:
                continue
            row_id = getattr(row, "amount_id", None) or row.deadline_id
            shown = _rectangles(page, f"#box-{key_of(row_id)} rect")
            assert len(shown) == len(row.where.boxes) > 0
            for frame, box in zip(shown, row.where.boxes, strict=True):
                assert frame["left"] - picture["left"] == pytest.approx(
                    (box.x0 - _AIR) * scale, abs=1
                )
                assert frame["top"] - picture["top"] == pytest.approx(
                    (box.top - _AIR) * scale, abs=2
                )
                assert frame["width"] == pytest.approx((box.x1 - box.x0 + 2 * _AIR) * scale, abs=1)


def _in_view(page: Any, selector: str) -> bool:
    return page.locator(selector).first.evaluate(
        """one => {
            const place = one.getBoundingClientRect();
            const middle = document.elementFromPoint(
                place.left + place.width / 2, place.top + place.height / 2);
            return one.contains(middle) || middle?.contains(one);
        }"""
    )


def _chosen(page: Any, within: str) -> list[str]:
    return page.locator(f"{within} .chosen").evaluate_all("all => all.map(one => one.id)")


def test_choosing_a_figure_leads_to_its_box_and_back(report: Report, visit: Any) -> None:
    page = visit(report.agreement(FAULTY)).page
    failed = page.locator(".check.mismatch").first
    failed.locator(".stated a").click()
    key = failed.locator(".stated a").get_attribute("data-mark")
    eventually(lambda: focused(page), f"box-{key}")
    assert page.evaluate("location.hash") == f"#box-{key}"
    eventually(lambda: _chosen(page, ".overlay"), [f"box-{key}"])
    eventually(lambda: _in_view(page, f"#box-{key}"), True)
    status = page.get_by_role("status")
    eventually(status.inner_text, "Valt: Belopp 162\u00a0010\u00a0000")

    page.locator(f"#box-{key}").click()
    eventually(lambda: focused(page), key)
    eventually(lambda: _in_view(page, f"#{key}"), True)
    row = page.locator(f"#amounts #{key}")
    assert "kontroll 1" in row.inner_text()
    assert "tabell 1, summa" in row.inner_text()


def test_back_and_an_address_from_elsewhere_lead_to_the_same_places(
    report: Report, visit: Any
) -> None:
    page = visit(report.agreement(FAULTY, "#box-a0002")).page
    eventually(lambda: _chosen(page, ".overlay"), ["box-a0002"])
    eventually(lambda: _in_view(page, "#box-a0002"), True)
    page.locator("#amounts [href='#box-a0003']").click()
    eventually(lambda: _chosen(page, ".overlay"), ["box-a0003"])
    page.go_back()
    eventually(lambda: _chosen(page, ".overlay"), ["box-a0002"])
    eventually(lambda: focused(page), "box-a0002")


def test_a_row_brings_its_place_on_the_page_into_view(report: Report, visit: Any) -> None:
    deadline = _recorded(report, LARGE).deadlines[-1]
    key = key_of(deadline.deadline_id)
    assert deadline.where.page > 1
    page = visit(report.agreement(LARGE, f"#{key}")).page
    eventually(lambda: _in_view(page, f"#{key}"), True)
    eventually(lambda: _in_view(page, f"#box-{key}"), True)
    assert focused(page) == key


def test_what_is_chosen_does_not_take_back_the_focus_later(report: Report, visit: Any) -> None:
    page = visit(report.agreement(FAULTY)).page
    held = page.evaluate(
        """async () => {
            const [first, second] = document.querySelectorAll("#checks a.figure");
            first.click();
            second.focus();
            await new Promise(resolve => setTimeout(resolve, 200));
            return document.activeElement === second;
        }"""
    )
    assert held


def test_a_figure_inside_a_clause_can_be_pointed_at(report: Report, visit: Any) -> None:
    page = visit(report.agreement(FAULTY)).page
    for key in page.locator(".overlay .amount").evaluate_all("all => all.map(a => a.dataset.mark)"):
        page.locator(f"#box-{key}").scroll_into_view_if_needed()
        eventually(lambda key=key: _in_view(page, f"#box-{key}"), True)


def test_a_mismatch_shows_both_figures_cut_out(report: Report, visit: Any) -> None:
    page = visit(report.agreement(FAULTY)).page
    failed = page.locator(".check.mismatch").first
    stated, computed = failed.locator(".side").all()
    assert stated.locator("rect").count() == 1
    assert computed.locator("rect").count() == 4
    left, right = stated.bounding_box(), computed.bounding_box()
    assert left["y"] == right["y"]
    assert left["x"] + left["width"] <= right["x"]
    images = stated.locator("image").evaluate_all("all => all.map(i => i.getAttribute('href'))")
    assert {image.rpartition("/")[2] for image in images} == {"1.jpg"}


def test_a_cut_out_shows_labels_and_figures_without_what_lies_between(
    report: Report, visit: Any
) -> None:
    page = visit(report.agreement(FAULTY)).page
    cutting = page.locator(".check.mismatch").first.locator(".side .cutting").last
    labels, figures = cutting.locator("a > svg > svg").all()
    assert labels.locator("rect").count() == 0
    assert figures.locator("rect").count() == 4
    recorded = _recorded(report, FAULTY)
    items = [item for item in recorded.line_items if item.kind == "item"]
    shown = [float(number) for number in labels.get_attribute("viewBox").split()]
    assert all(shown[0] < item.where.boxes[0].x0 < shown[0] + shown[2] for item in items)
    drawn = cutting.locator("a > svg").bounding_box()
    assert drawn["width"] > float(cutting.locator("a > svg").get_attribute("viewBox").split()[2])


def test_equations_are_set_with_their_signs(report: Report, visit: Any) -> None:
    page = visit(report.agreement(FAULTY)).page
    first = page.locator(".check").first
    text = first.locator(".equation").inner_text().replace("\u00a0", " ").split("\n")
    figures = [line for line in text if line.strip(" 0123456789") == "" and line.strip()]
    assert figures == [
        *("61 750 000", "48 300 000", "39 450 000", "12 600 000"),
        *("162 100 000", "162 010 000", "90 000"),
    ]
    assert page.locator(".check.match .sign").first.inner_text() == "✓"
    assert first.locator(".stated .operator").inner_text() == "≠"


def test_plain_text_is_set_as_a_page_with_its_marks(report: Report, visit: Any) -> None:
    page = visit(report.agreement(PLAIN)).page
    recorded = _recorded(report, PLAIN)
    for amount in recorded.amounts:
        key = key_of(amount.amount_id)
        assert page.locator(f"#box-{key}").inner_text() == amount.where.raw
    page.locator("#checks .figure").first.click()
    eventually(page.locator(".text-page .chosen").count, 1)
    assert page.locator(".text-table > div").count() == 6


def test_deadlines_run_from_first_to_last(report: Report, visit: Any) -> None:
    page = visit(report.agreement(LARGE)).page
    dates = page.locator(".timeline time").evaluate_all("all => all.map(t => t.dateTime)")
    assert len(dates) == len(_recorded(report, LARGE).deadlines)
    assert dates == sorted(dates)
