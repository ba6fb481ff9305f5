"""The first sheet: a line for each agreement, and for each file that could not be read."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.report.recorded import RecordedDocument, RecordedRun
from pipeline.report.workbook import agreement_sheet, formulas
from pipeline.report.workbook.links import ReportLinks
from pipeline.report.workbook.papers import Paper
from pipeline.report.workbook.sheet import Sheet

COLUMNS = (
    ("year", 6, ""),
    ("title", 52, ""),
    ("diarienummer", 17, "inset"),
    ("stated_total", 17, "right"),
    ("verdict", 18, "centred"),
    ("checks", 10, "centred"),
    ("failed", 6, "centred"),
    ("sheet", 8, "centred"),
    ("report", 9, "centred"),
    ("file", 26, ""),
    ("initials", 9, ""),
    ("date", 10.5, ""),
    ("remark", 22, ""),
)
YEAR, TITLE, NUMBER, TOTAL, VERDICT, CHECKS, FAILED, SHEET, REPORT, FILE, INITIALS = range(11)
HEAD_ROW = 4


def write_overview(
    sheet: Sheet, run: RecordedRun, papers: Sequence[tuple[str, Paper]], links: ReportLinks
) -> None:
    """Fills the overview; each paper comes with the name of its sheet."""
    _heading(sheet, run)
    sheet.head(HEAD_ROW, COLUMNS)
    first = HEAD_ROW + 1
    for row, (name, paper) in enumerate(papers, first):
        _agreement(sheet, row, name, paper, links)
    for row, document in enumerate(run.quarantined, first + len(papers)):
        _quarantined(sheet, row, document)
    _finish(sheet, HEAD_ROW + max(1, len(papers) + len(run.quarantined)))


def _heading(sheet: Sheet, run: RecordedRun) -> None:
    documents = [agreement.document for agreement in run.agreements]
    version = documents[0].pipeline_version if documents else ""
    failed = sum(document.verdict == "discrepancy" for document in documents)
    counts = sheet.label(
        "counts",
        agreements=len(documents),
        failed=failed,
        quarantined=len(run.quarantined),
    )
    ended = f"{run.ended:%Y-%m-%d %H:%M}"
    origin = ", ".join(map(str, run.input_root))
    sheet.text(0, YEAR, sheet.label("paper"), sheet.style("title"))
    sheet.worksheet.set_row(0, 22)
    sheet.text(1, YEAR, counts, sheet.style())
    told = sheet.label("run", ended=ended, version=version, folder=origin)
    sheet.text(2, YEAR, told, sheet.style("faint"))
    legend = f"{sheet.label('legend')}    {sheet.label('ticks')}"
    sheet.text(3, YEAR, legend, sheet.style("small"))


def _agreement(sheet: Sheet, row: int, name: str, paper: Paper, links: ReportLinks) -> None:
    document, style = paper.document, sheet.style
    _common(sheet, row, document)
    title = document.title or f"{document.file_name} {sheet.label('no_title')}"
    sheet.text(row, TITLE, title, style("ruled", "wrapped"))
    # LibreOffice does not wrap what is a link, so the title is none.
    link = formulas.link_to(name)
    sheet.link(row, SHEET, link, sheet.label("open_sheet"), "ruled", "centred")
    total = document.total_sek
    money = "money" if total is None or total % 1 == 0 else "ore"
    sheet.number(row, TOTAL, total, style(money, "ruled"))
    verdict = formulas.on_sheet(name, *agreement_sheet.VERDICT)
    failed = formulas.on_sheet(name, *agreement_sheet.FAILED)
    told = agreement_sheet.verdict_of(paper, sheet.words)
    sheet.formula(row, VERDICT, verdict, style("ruled", "centred"), told)
    sheet.number(row, CHECKS, len(paper.checks), style("ruled", "centred"))
    sheet.formula(row, FAILED, failed, style("ruled", "centred"), document.n_mismatches)
    target = links.to(document.doc_id)
    if target:
        sheet.link(row, REPORT, target, sheet.label("open_report"), "ruled", "centred")


def _quarantined(sheet: Sheet, row: int, document: RecordedDocument) -> None:
    """A file that could not be read: why, in place of its title."""
    _common(sheet, row, document)
    sheet.text(row, TITLE, _reason(document, sheet), sheet.style("ruled", "wrapped", "doubt"))
    sheet.text(row, VERDICT, sheet.words["quarantined"], sheet.style("ruled", "open", "centred"))


def _reason(document: RecordedDocument, sheet: Sheet) -> str:
    return sheet.words.quarantine(document.cause or "", document.error or "")


def _common(sheet: Sheet, row: int, document: RecordedDocument) -> None:
    style = sheet.style
    for column in (TOTAL, CHECKS, FAILED, SHEET, REPORT):
        sheet.text(row, column, "", style("ruled"))
    sheet.number(row, YEAR, document.year, style("ruled", "left"))
    numbers = ", ".join(document.diarienummer or ())
    sheet.text(row, NUMBER, numbers, style("ruled", "wrapped", indent=1))
    sheet.text(row, FILE, document.file_name, style("ruled", "wrapped", "faint"))
    sheet.reviewer_cells(row, INITIALS)
    told = _reason(document, sheet) or document.title or ""
    columns = ((told, TITLE), (numbers, NUMBER), (document.file_name, FILE))
    sheet.fit_height(row, [(text, COLUMNS[column][1]) for text, column in columns])


def _finish(sheet: Sheet, last: int) -> None:
    first = HEAD_ROW + 1
    sheet.colour_verdicts(first, last, VERDICT)
    sheet.watch_reviewer(first, last, INITIALS)
    sheet.worksheet.autofilter(HEAD_ROW, YEAR, last, INITIALS + 2)
    sheet.worksheet.freeze_panes(first, NUMBER)
    sheet.set_page()
