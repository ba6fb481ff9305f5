"""Writes the workbook as a whole file or not at all."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path

from xlsxwriter import Workbook
from xlsxwriter.exceptions import XlsxWriterException

from pipeline.model import UsageError
from pipeline.report.recorded import RecordedRun, recorded_run
from pipeline.report.wording import Wording
from pipeline.report.workbook.agreement_sheet import write_agreement
from pipeline.report.workbook.labels import label
from pipeline.report.workbook.links import ReportLinks, report_links
from pipeline.report.workbook.overview_sheet import write_overview
from pipeline.report.workbook.papers import Paper, paper_of
from pipeline.report.workbook.sheet import Sheet
from pipeline.report.workbook.sheet_names import sheet_names
from pipeline.report.workbook.styles import Styles

# Text is never taken for a number, a formula or a link, however it begins.
_TEXT_STAYS_TEXT = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def write_workbook(
    folder: Path,
    file: Path,
    words: Wording,
    report: Path | None = None,
    *,
    replace: bool = False,
) -> int:
    """Write the working paper of a run to `file`, and return how many agreements it holds.

    Page references lead into the web report in the folder `report`, if it is there. A file
    that is there already may hold a reviewer's remarks: it is replaced only when `replace`
    says so, and then by a whole one. Raises UsageError where the folder holds no finished run
    or the file cannot be written.
    """
    _refuse_unusable(file)
    if file.exists() and not replace:
        raise UsageError(
            f"{file} exists and may hold remarks. Name another file, or add --replace."
        )
    run = recorded_run(folder)
    papers = sorted((paper_of(agreement) for agreement in run.agreements), key=_by_year)
    handle, name = _temporary(file)
    os.close(handle)
    try:
        _write(Path(name), run, papers, words, report_links(report, file))
        _put_in_place(Path(name), file)
    finally:
        with suppress(FileNotFoundError):
            Path(name).unlink()
    return len(papers)


def _by_year(paper: Paper) -> tuple[int, str, str]:
    document = paper.document
    return (document.year or 9999, document.title or document.file_name, document.doc_id)


def _write(
    path: Path, run: RecordedRun, papers: list[Paper], words: Wording, links: ReportLinks
) -> None:
    workbook = Workbook(path, _TEXT_STAYS_TEXT)
    ended = run.ended.replace(tzinfo=None)
    title = label(words, "paper")
    workbook.set_properties({"title": title, "author": "Överens", "created": ended})
    styles, overview = Styles(workbook), label(words, "overview")
    first = Sheet(workbook.add_worksheet(overview), styles, words)
    names = sheet_names(map(_sheet_title, papers), taken=(overview,))
    write_overview(first, run, list(zip(names, papers, strict=True)), links)
    for name, paper in zip(names, papers, strict=True):
        write_agreement(Sheet(workbook.add_worksheet(name), styles, words), paper, overview, links)
    try:
        workbook.close()
    except (OSError, XlsxWriterException) as error:
        raise UsageError(f"{path.parent} cannot be written to ({error}).") from error


def _sheet_title(paper: Paper) -> str:
    document = paper.document
    return f"{document.year or ''} {document.title or document.file_name}"


def _refuse_unusable(file: Path) -> None:
    if file.suffix.lower() != ".xlsx":
        raise UsageError(f"{file} does not end in .xlsx. Name a workbook such as paper.xlsx.")
    if file.is_dir():
        raise UsageError(f"{file} is a folder. Name a file in it.")
    if not file.parent.is_dir():
        raise UsageError(f"The folder {file.parent} does not exist. Create it first.")


def _temporary(file: Path) -> tuple[int, str]:
    """A file beside the target, so that it can take the target's place in one step."""
    try:
        return tempfile.mkstemp(prefix=f".{file.stem}-", suffix=".xlsx", dir=file.parent)
    except OSError as error:
        reason = error.strerror or error
        raise UsageError(
            f"{file.parent} cannot be written to ({reason}). Name another folder."
        ) from error


def _put_in_place(written: Path, file: Path) -> None:
    written.chmod(0o644)
    try:
        written.replace(file)
    except PermissionError as error:
        # Windows keeps a file that a spreadsheet has open
        raise UsageError(
            f"{file} cannot be replaced: it is open in another program or protected. Close it "
            "or name another file."
        ) from error
