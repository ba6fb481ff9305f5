"""How long the report of many agreements takes to write, and its overview to open.

    python benchmarks/report.py [COPIES]       (default: 200)

Copies of the samples, each with bytes of its own so that none is taken for another, are read
once; then the report is written, and its overview opened in headless Chromium. Bars: 200
agreements in under 60 seconds, the overview in under one.
"""

from __future__ import annotations

import itertools
import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path

from pipeline.cli import main as overens
from pipeline.report.web import write_site

ROOT = Path(__file__).resolve().parent.parent
SECONDS_TO_WRITE, SECONDS_TO_OPEN = 60.0, 1.0
ROUNDS = 5


def copies(folder: Path, number: int) -> None:
    # Scans are left out: to read 200 of them takes long, and pictures are drawn of all alike.
    samples = [
        path
        for path in sorted((ROOT / "data" / "raw").iterdir())
        if path.suffix in {".pdf", ".md"} and "skannad" not in path.name
    ]
    for index, sample in zip(range(number), itertools.cycle(samples), strict=False):
        mark = f"\n%{index}\n" if sample.suffix == ".pdf" else f"\n\nKopia {index}.\n"
        copy = folder / f"{index:03d}-{sample.name}"
        copy.write_bytes(sample.read_bytes() + mark.encode())


def seconds_to_open(overview: Path) -> float:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        times = [_opened(browser.new_page(), overview) for _ in range(ROUNDS)]
        browser.close()
    return statistics.median(times)


def _opened(page, overview: Path) -> float:
    started = time.perf_counter()
    page.goto(overview.as_uri())
    page.locator("#list tbody tr").last.wait_for()
    return time.perf_counter() - started


def main() -> int:
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "in").mkdir()
        copies(folder / "in", number)
        overens(["run", str(folder / "in"), "--out", str(folder / "out")])
        started = time.perf_counter()
        site = write_site(folder / "out")
        writing = time.perf_counter() - started
        pictures = len(list(site.folder.glob("pages/*/*.jpg")))
        size = sum(path.stat().st_size for path in site.folder.rglob("*") if path.is_file())
        opening = seconds_to_open(site.folder / "index.html")
    print(f"{site.n_agreements} agreements, {pictures} pages drawn, {size / 2**20:.0f} MiB")
    print(f"written in   {writing:6.1f} s  (bar {SECONDS_TO_WRITE:.0f} s)")
    print(f"overview in  {opening:6.2f} s  (bar {SECONDS_TO_OPEN:.0f} s)")
    return int(writing >= SECONDS_TO_WRITE or opening >= SECONDS_TO_OPEN)


if __name__ == "__main__":
    sys.exit(main())
