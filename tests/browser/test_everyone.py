"""For everyone: by keyboard, with a screen reader, on a telephone, in the dark, offline."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from tests.browser.conftest import FAULTY, PLAIN, SCREENSHOTS, Report, eventually, focused

_WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@dataclass(frozen=True)
class State:
    name: str
    address: Callable[[Report], str]
    width: int = 1400
    dark: bool = False
    chosen: str | None = None


STATES = [
    State("overview", lambda report: report.overview),
    State("overview-telephone", lambda report: report.overview, width=400),
    State("mismatch", lambda report: report.agreement(FAULTY), chosen=".check .stated a"),
    State("mismatch-dark", lambda report: report.agreement(FAULTY), dark=True, chosen=".place"),
    State("plain-text", lambda report: report.agreement(PLAIN), chosen=".check .figure"),
    State("agreement-telephone", lambda report: report.agreement(FAULTY), width=400),
]


def _open(state: State, report: Report, visit: Any) -> Any:
    opened = visit(state.address(report), state.width, state.dark)
    for details in opened.page.locator(".money details").all():
        details.evaluate("details => { details.open = true }")
    if state.chosen:
        opened.page.locator(state.chosen).first.click()
    opened.page.wait_for_load_state("networkidle")
    return opened


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.name)
def test_a_state_logs_nothing_leaves_nothing_and_fits(
    report: Report, visit: Any, state: State
) -> None:
    opened = _open(state, report, visit)
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    opened.page.screenshot(path=SCREENSHOTS / f"{state.name}.png")
    assert opened.messages == []
    home = report.folder.as_uri() + "/"
    assert opened.requests
    assert [address for address in opened.requests if not address.startswith(home)] == []
    assert opened.page.evaluate("document.documentElement.scrollWidth") == state.width


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.name)
def test_axe_finds_no_violation(report: Report, visit: Any, axe: str, state: State) -> None:
    page = _open(state, report, visit).page
    page.evaluate(axe)
    # Without the preload axe would fetch the style sheets, which the page's policy forbids.
    found = page.evaluate(
        "rules => axe.run({runOnly: rules, preload: false, resultTypes: ['violations']})", _WCAG
    )
    assert len(found["passes"]) > 10
    assert [
        f"{rule['id']}: {node['html'][:120]}"
        for rule in found["violations"]
        for node in rule["nodes"]
    ] == []


_WATCH_FOCUS = """() => {
    window.reached = new Set();
    window.unseen = [];
    addEventListener("focusin", ({ target }) => {
        reached.add(target);
        const shows = target.matches(".overlay a")
            ? getComputedStyle(target.querySelector("rect")).strokeWidth === "3px"
            : getComputedStyle(target).outlineStyle !== "none";
        if (!shows) unseen.push(target.outerHTML.slice(0, 80));
    });
}"""

_REACHABLE = """
[...document.querySelectorAll("a[href], button, input, select, summary, [tabindex='0']")]
    .filter(one => one.tabIndex >= 0 && one.checkVisibility())
"""


@pytest.mark.parametrize("page_of", [lambda r: r.overview, lambda r: r.agreement(FAULTY)])
def test_the_keyboard_reaches_everything(report: Report, visit: Any, page_of: Any) -> None:
    page = visit(page_of(report)).page
    count = page.evaluate(f"window.all = {_REACHABLE}; all.length")
    assert count > 10
    page.evaluate(_WATCH_FOCUS)
    for _ in range(count):
        page.keyboard.press("Tab")
    missed = "all.filter(one => !reached.has(one)).map(one => one.outerHTML)"
    eventually(lambda: page.evaluate(missed), [])
    assert page.evaluate("unseen") == []


def test_from_a_figure_to_its_place_and_back_by_keyboard(report: Report, visit: Any) -> None:
    page = visit(report.agreement(FAULTY)).page
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    eventually(lambda: focused(page), "checks")
    page.keyboard.press("Tab")
    eventually(lambda: page.evaluate("document.activeElement.className"), "figure")
    key = page.evaluate("document.activeElement.dataset.mark")
    page.keyboard.press("Enter")
    eventually(lambda: focused(page), f"box-{key}")
    page.keyboard.press("Enter")
    eventually(lambda: focused(page), key)


def test_keys_pressed_at_once_are_all_followed(report: Report, visit: Any) -> None:
    page = visit(report.agreement(FAULTY)).page
    for key in ("Tab", "Enter", "Tab", "Enter"):
        page.keyboard.press(key)
    first = page.locator("#checks a.figure").first.get_attribute("data-mark")
    eventually(lambda: focused(page), f"box-{first}")


def test_links_work_without_scripts(report: Report, chromium: Any) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(report.agreement(FAULTY))
    key = page.locator(".check .stated a").first.get_attribute("href").removeprefix("#box-")
    page.locator(".check .stated a").first.click()
    eventually(lambda: page.url, report.agreement(FAULTY, f"#box-{key}"))
    frame = page.locator(f"#box-{key} rect").first
    eventually(lambda: frame.evaluate("one => getComputedStyle(one).strokeWidth"), "2.5px")
    page.locator(f"#box-{key}").click()
    eventually(lambda: page.url, report.agreement(FAULTY, f"#{key}"))
    context.close()


def test_an_inline_script_would_not_run(report: Report, visit: Any) -> None:
    opened = visit(report.overview)
    opened.page.evaluate(
        """() => {
            const script = document.createElement("script");
            script.textContent = "window.broken = true";
            document.body.append(script);
        }"""
    )
    eventually(lambda: opened.told("Content Security Policy"), True)
    assert opened.page.evaluate("window.broken") is None
