from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pytest
from rich.console import Console

import pipeline
from pipeline.report.repeated import Pair, pairs_of, repeated
from pipeline.report.run_checks import print_checks, run_checks
from pipeline.report.web import write_site
from pipeline.report.wording import Wording
from pipeline.report.workbook import write_workbook

# The table's rows come to 7 100 000; both places that state the total have two digits changed.
TEXT = """\
# Stöd till läxhjälp 2018

Överenskommelse mellan staten och Sveriges Kommuner och Landsting

## 1. Medel

Överenskommelsen omfattar totalt 1 700 000 kronor för 2018.

| Insats | Kronor |
| --- | --- |
| Bibliotek | 3 100 000 |
| Skolor | 4 000 000 |
| **Summa** | **1 700 000** |
"""


@pytest.mark.parametrize(
    ("suspect", "also"),
    [("a1", ("a2", "a3")), ("a3", ("a1", "a2")), ("a4", ()), (None, ())],
)
def test_a_figure_is_repeated_where_it_agrees_one_to_one(
    suspect: str | None, also: tuple[str, ...]
) -> None:
    pairs: list[Pair] = [
        *pairs_of("match", "a1", ["a2"]),
        *pairs_of("match", "a3", ["a2"]),
        *pairs_of("mismatch", "a4", ["a1"]),
        *pairs_of("match", "a4", ["a1", "a2"]),
        *pairs_of("match", None, ["a5"]),
    ]
    assert repeated(suspect, pairs) == also


def test_all_places_of_a_suspect_are_named(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(TEXT, encoding="utf-8")
    out = tmp_path / "out"
    pipeline.run([tmp_path / "a.md"], out)
    words, console = Wording("sv"), Console(file=io.StringIO(), width=200)
    with console.capture() as capture:
        print_checks(run_checks(out), words, console)
    assert "Samma belopp står också här: s. 1 ”1 700 000" in capture.get()
    site = write_site(out).folder
    page = next((site / "agreements").glob("*.html")).read_text("utf-8")
    assert "Samma belopp står också här" in page
    write_workbook(out, tmp_path / "p.xlsx", words)
    sheet = openpyxl.load_workbook(tmp_path / "p.xlsx").worksheets[1]
    told = [str(cell.value) for cell in sheet["C"] if "Samma belopp" in str(cell.value)]
    assert len(told) == 1
    assert told[0].endswith(
        ("här: B1. Alla ställen ska ändras.", "här: T1.3. Alla ställen ska ändras.")
    )
