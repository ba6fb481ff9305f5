"""The working paper, reckoned through by two other programs and held against the checks."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import formulas
import openpyxl
import pyarrow.parquet as pq
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.cli import main
from pipeline.model import ExitCode, UsageError
from pipeline.report.recorded import recorded_run
from pipeline.report.wording import Wording
from pipeline.report.workbook import write_workbook
from pipeline.report.workbook.agreement_sheet import MARKS
from pipeline.report.workbook.papers import paper_of

HOLDS = """\
# =1+1 Stöd till läxhjälp 2018

Överenskommelse mellan staten och Sveriges Kommuner och Landsting

## 1. Medel

Överenskommelsen omfattar totalt 9,5 miljoner kronor för 2018.

| Insats | Kronor |
| --- | --- |
| =1+1 | 3 000 000 |
| +46 8 gruppen | 4 000 000 |
| @biblioteken | 1 000 000 |
| -5 graders hus | 1 480 000 |
| **Summa** | **9 480 000** |
"""
FAILS = """\
# Stöd till simhallar 2019

Överenskommelse mellan staten och Sveriges Kommuner och Landsting

## 1. Medel

Överenskommelsen omfattar totalt 7 000 000 kronor för 2019.

| Insats | Kronor |
| --- | --- |
| Bassänger | 3 100 000 |
| Skolor | 4 000 000 |
| **Summa** | **7 000 000** |
"""
# Nothing says that the two amounts are all of the total.
OPEN = """\
# Stöd till simskola 2018

Överenskommelse mellan staten och Sveriges Kommuner och Landsting

## 1. Medel

Överenskommelsen omfattar totalt 9 000 000 kronor för 2018. Av dessa avsätts 2 000 000 kronor
till bassänger och 3 000 000 kronor till ledare.
"""
SV = Wording("sv")
_ALWAYS_RECKON_ANEW = """\
<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode"
oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""
Cells = dict[str, object]


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("run")
    for name, text in (("holds.md", HOLDS), ("fails.md", FAILS)):
        (folder / name).write_text(text, encoding="utf-8")
    files = [str(folder / name) for name in ("holds.md", "fails.md")]
    assert main(["run", *files, "--out", str(folder / "out")]) == ExitCode.DISCREPANCY
    (folder / "out" / "report").mkdir()
    return folder / "out"


@pytest.fixture(scope="module")
def paper(run: Path) -> Path:
    file = run / "paper.xlsx"
    write_workbook(run, file, SV, run / "report")
    return file


def _checks(run: Path) -> list[dict[str, Any]]:
    return list(pq.read_table(run / "checks.parquet").to_pylist())


def _rows_of_checks(paper: Path) -> Iterator[tuple[str, int]]:
    """The sheets and rows of all checks, in their order."""
    for sheet in openpyxl.load_workbook(paper).worksheets[1:]:
        for row in range(1, sheet.max_row + 1):
            if re.fullmatch(r"P\d+", str(sheet.cell(row, 2).value)):
                yield sheet.title, row


def _reckoned_by_formulas(paper: Path, _: Path) -> Callable[[str, str], object]:
    solution = formulas.ExcelModel().loads(str(paper)).finish().calculate()
    values = {str(key): value for key, value in solution.items()}

    def cell(sheet: str, address: str) -> object:
        return values[f"'[{paper.name}]{sheet.upper()}'!{address}"].value[0, 0]

    return cell


def _reckoned_by_libreoffice(paper: Path, folder: Path) -> Callable[[str, str], object]:
    soffice = shutil.which("soffice")
    if soffice is None:
        pytest.skip("LibreOffice is not installed")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    (folder / "profile" / "user").mkdir(parents=True)
    settings = folder / "profile" / "user" / "registrymodifications.xcu"
    settings.write_text(_ALWAYS_RECKON_ANEW, encoding="utf-8")
    command = [soffice, profile, "--headless", "--convert-to", "xlsx", "--outdir", str(folder)]
    done = subprocess.run([*command, str(paper)], capture_output=True, timeout=120, check=False)
    if not (folder / paper.name).is_file():
        pytest.skip(f"LibreOffice has no Calc: {done.stderr.decode(errors='replace')[-200:]}")
    book = openpyxl.load_workbook(folder / paper.name, data_only=True)
    return lambda sheet, address: book[sheet][address].value


@pytest.mark.parametrize("reckon", [_reckoned_by_formulas, _reckoned_by_libreoffice])
def test_formulas_come_to_what_the_checks_say(
    run: Path,
    tmp_path: Path,
    reckon: Callable[[Path, Path], Callable[[str, str], object]],
) -> None:
    bare = tmp_path / "bare.xlsx"
    write_workbook(run, bare, SV)
    _forget_results(bare)
    folder = tmp_path / "reckoned"
    folder.mkdir()
    cell = reckon(bare, folder)
    by_id = {check["check_id"]: check for check in _checks(run)}
    papers = sorted(recorded_run(run).agreements, key=lambda a: a.document.year or 0)
    expected = [by_id[c.check_id] for a in papers for c in paper_of(a).checks]
    assert len(expected) >= 4
    for (sheet, row), check in zip(_rows_of_checks(bare), expected, strict=True):
        for column, name in (("F", "stated_sek"), ("G", "computed_sek"), ("H", "difference_sek")):
            assert Decimal(str(cell(sheet, f"{column}{row}"))) == check[name]
        assert cell(sheet, f"J{row}") == MARKS[check["status"]]
    assert {check["status"] for check in expected} >= {"match", "rounding", "mismatch"}
    overview = openpyxl.load_workbook(bare).worksheets[0].title
    assert [cell(overview, f"E{row}") for row in (6, 7)] == ["stämmer, 1 ≈", "avviker"]
    assert [cell(overview, f"G{row}") for row in (6, 7)] == [0, 1]


def _forget_results(file: Path) -> None:
    """Saves the workbook without the results that came with its formulas."""
    openpyxl.load_workbook(file).save(file)


def test_a_corrected_figure_judges_its_checks_anew(tmp_path: Path) -> None:
    (tmp_path / "open.md").write_text(OPEN, encoding="utf-8")
    main(["run", str(tmp_path / "open.md"), "--out", str(tmp_path / "out")])
    file = tmp_path / "p.xlsx"
    write_workbook(tmp_path / "out", file, SV)
    book = openpyxl.load_workbook(file)
    sheet = book.worksheets[1]
    stated = next(cell for cell in sheet["F"] if cell.value == 9_000_000)
    check = next(row for row in range(1, 20) if sheet.cell(row, 2).value == "P1")
    shown = openpyxl.load_workbook(file, data_only=True).worksheets[1]
    outcome = [f"A{stated.row}", f"J{check}", "I1"]
    assert [shown[place].value for place in outcome] == ["?", "?", "inte avgjort, 1 ?"]
    for figure, told in (
        (9_000_001, ["?", "?", "inte avgjort, 1 ?"]),
        (5_000_000, ["✓", "✓", "stämmer"]),
    ):
        stated.value = figure
        book.save(file)
        cell = _reckoned_by_formulas(file, tmp_path)
        assert [cell(sheet.title, place) for place in outcome] == told


def test_text_that_looks_like_a_formula_stays_text(paper: Path) -> None:
    sheet = openpyxl.load_workbook(paper).worksheets[1]
    cells = {str(cell.value): cell.data_type for row in sheet for cell in row if cell.value}
    for label in ("=1+1", "+46 8 gruppen", "@biblioteken", "-5 graders hus"):
        assert cells[label] in ("s", "inlineStr"), label


def _sheet(paper: Path, number: int) -> Worksheet:
    return openpyxl.load_workbook(paper).worksheets[number]


def test_pages_link_to_the_figure_in_the_report(paper: Path, run: Path) -> None:
    sheet = _sheet(paper, 1)
    doc_id = recorded_run(run).agreements[0].document.doc_id
    links = {
        cell.hyperlink.location: cell.hyperlink.target for cell in sheet["E"] if cell.hyperlink
    }
    figures = [location for location in links if location.startswith("a")]
    assert len(figures) >= 5
    assert {links[f].replace("\\", "/") for f in figures} == {f"report/agreements/{doc_id}.html"}


def test_without_a_report_pages_are_plain_text(run: Path, tmp_path: Path) -> None:
    write_workbook(run, tmp_path / "p.xlsx", SV)
    sheet = _sheet(tmp_path / "p.xlsx", 1)
    assert not [cell for cell in sheet["E"] if cell.hyperlink]
    assert "s. 1" in [cell.value for cell in sheet["E"]]


def test_a_sheet_can_be_worked_with_and_printed(paper: Path) -> None:
    sheet = _sheet(paper, 1)
    assert sheet.freeze_panes == "D5"
    assert sheet.print_title_rows == "$4:$4"
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.page_setup.fitToHeight == 0  # as many pages as it takes
    assert {rule.type for rule in sheet.data_validations.dataValidation} == {"date", "textLength"}


def test_the_overview_leads_to_every_sheet(paper: Path) -> None:
    book = openpyxl.load_workbook(paper)
    places = [cell.hyperlink.location for cell in book.worksheets[0]["H"] if cell.hyperlink]
    assert places == [f"'{sheet.title}'!A1" for sheet in book.worksheets[1:]]


def test_english(run: Path, tmp_path: Path) -> None:
    assert main(["workbook", str(run), str(tmp_path / "p.xlsx"), "--lang", "en"]) == 0
    assert _sheet(tmp_path / "p.xlsx", 0)["E5"].value == "Verdict"


def test_remarks_are_not_overwritten(run: Path, tmp_path: Path) -> None:
    file = tmp_path / "p.xlsx"
    file.write_bytes(b"remarks")
    with pytest.raises(UsageError, match="may hold remarks"):
        write_workbook(run, file, SV)
    assert file.read_bytes() == b"remarks"
    write_workbook(run, file, SV, replace=True)
    assert _sheet(file, 0)["A1"].value
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("paper.xls", "does not end in .xlsx"),
        ("nowhere/paper.xlsx", "does not exist"),
        ("folder.xlsx", "is a folder"),
    ],
)
def test_a_place_that_cannot_be_used_is_told(
    run: Path, tmp_path: Path, name: str, message: str
) -> None:
    (tmp_path / "folder.xlsx").mkdir()
    with pytest.raises(UsageError, match=message):
        write_workbook(run, tmp_path / name, SV)


def test_a_folder_without_a_run_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="holds no finished run"):
        write_workbook(tmp_path, tmp_path / "p.xlsx", SV)


def test_a_workbook_that_is_open_elsewhere_is_told(
    run: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(self: Path, target: Path) -> Path:
        raise PermissionError(13, "in use")

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(UsageError, match="open in another program"):
        write_workbook(run, tmp_path / "p.xlsx", SV)
    assert not list(tmp_path.iterdir())
