"""A report of the samples in headless Chromium, and what the browser said about it."""

from __future__ import annotations

import shutil
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import pytest

from pipeline.cli import main
from pipeline.model import ExitCode
from pipeline.report.recorded import recorded_run
from pipeline.report.web import write_site
from tests.conftest import ROOT, SAMPLES

FAULTY = "2021-digital-samverkan.pdf"
PLAIN = "2019-nara-vard.md"
SAMPLED = (FAULTY, PLAIN, "2024-trygg-och-samordnad-vard.pdf", "2012-jamlik-vard.pdf")
SCREENSHOTS = ROOT / "build" / "screenshots"
AXE = Path(sys.prefix) / "npm" / "node_modules" / "axe-core" / "axe.min.js"
_PATIENCE = 10.0  # seconds that a page may take to come to what is expected of it

T = TypeVar("T")


def eventually(ask: Callable[[], T], wanted: T) -> None:
    """Ask until the answer is as wanted: a browser on a busy machine takes its time."""
    end = time.monotonic() + _PATIENCE
    while (answer := ask()) != wanted and time.monotonic() < end:
        time.sleep(0.02)
    assert answer == wanted


def focused(page: Any) -> str:
    """The id of the element that has the focus."""
    return page.evaluate("document.activeElement.id")


@dataclass
class Visit:
    """A page with all that it logged and asked for."""

    page: Any
    messages: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def told(self, words: str) -> bool:
        """Whether a message that has arrived by now has these words."""
        self.page.evaluate("0")
        return any(words in message for message in self.messages)


@dataclass(frozen=True)
class Report:
    """A run's output and the report of it."""

    output: Path
    folder: Path
    doc_ids: dict[str, str]

    def agreement(self, file_name: str, anchor: str = "") -> str:
        path = self.folder / "agreements" / f"{self.doc_ids[file_name]}.html"
        return path.as_uri() + anchor

    @property
    def overview(self) -> str:
        return (self.folder / "index.html").as_uri()


@pytest.fixture(scope="session")
def report(tmp_path_factory: pytest.TempPathFactory) -> Report:
    folder = tmp_path_factory.mktemp("report")
    inputs = folder / "in"
    inputs.mkdir()
    for name in SAMPLED:
        shutil.copy(SAMPLES / name, inputs)
    (inputs / "trasig <b>fil.pdf").write_bytes(b"%PDF-1.7 and nothing more")
    assert main(["run", str(inputs), "--out", str(folder / "out")]) == ExitCode.QUARANTINED
    site = write_site(folder / "out")
    documents = [agreement.document for agreement in recorded_run(folder / "out").agreements]
    doc_ids = {document.file_name: document.doc_id for document in documents}
    return Report(folder / "out", site.folder, doc_ids)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None:
        pytest.skip("Chromium is not installed; scripts/setup.sh installs it")
    sync_api = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=program, args=["--no-sandbox", "--disable-background-networking"]
        )
        yield browser
        browser.close()


@pytest.fixture
def visit(chromium: Any) -> Iterator[Any]:
    contexts = []

    def open_page(address: str, width: int = 1400, dark: bool = False) -> Visit:
        context = chromium.new_context(
            viewport={"width": width, "height": 900},
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce",
        )
        contexts.append(context)
        visit = Visit(context.new_page())
        visit.page.on("console", lambda message: visit.messages.append(message.text))
        visit.page.on("pageerror", lambda error: visit.messages.append(str(error)))
        visit.page.on("request", lambda request: visit.requests.append(request.url))
        visit.page.on("requestfailed", lambda request: visit.messages.append(request.url))
        visit.page.goto(address)
        return visit

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def axe() -> str:
    if not AXE.is_file():
        pytest.skip("axe-core is not installed; scripts/setup.sh installs it")
    return AXE.read_text(encoding="utf-8")
