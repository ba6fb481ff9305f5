"""The sheet of one agreement: its figures, and the checks that hold them against each other.

Each figure stands in one cell, and every check reckons with those cells: whoever corrects a
figure sees at once which sums then hold.
"""

from __future__ import annotations

from collections.abc import Sequence

from xlsxwriter.format import Format

from pipeline.model import Check
from pipeline.report.outcomes import n_by_status, reservations
from pipeline.report.repeated import pairs_in, repeated, told
from pipeline.report.sentences import named, said
from pipeline.report.wording import Wording, kronor
from pipeline.report.workbook import formulas
from pipeline.report.workbook.formulas import FAILS, HOLDS, ROUNDED, UNTESTED
from pipeline.report.workbook.links import ReportLinks
from pipeline.report.workbook.papers import Block, Figure, Paper, stated_key
from pipeline.report.workbook.places import checks_on, places_of
from pipeline.report.workbook.sheet import Sheet

COLUMNS = (
    ("tick", 5, "centred"),
    ("reference", 6, ""),
    ("label", 46, ""),
    ("detail", 23, "inset"),
    ("page", 6, ""),
    ("stated", 14, "right"),
    ("computed", 14, "right"),
    ("difference", 14, "right"),
    ("tolerance", 14, "right"),
    ("status", 7, "centred"),
    ("initials", 9, ""),
    ("date", 10.5, ""),
    ("remark", 20, ""),
)
TICK, REFERENCE, LABEL, DETAIL, PAGE, STATED, COMPUTED, DIFFERENCE, TOLERANCE, STATUS, INITIALS = (
    range(11)
)
_WIDTH, _DETAIL_WIDTH = COLUMNS[LABEL][1], COLUMNS[DETAIL][1] - 2
HEAD_ROW = 3
VERDICT, FAILED = (0, TOLERANCE), (1, TOLERANCE)
"""The cells that the overview looks up."""
_COUNTS = {
    FAILS: FAILED, HOLDS: (2, TOLERANCE), ROUNDED: (1, INITIALS), UNTESTED: (2, INITIALS),
}  # fmt: skip
MARKS = {"match": HOLDS, "rounding": ROUNDED, "mismatch": FAILS, "unverifiable": UNTESTED}
_SUMS = ("table_sum", "recipient_sum")
_NO_CHECK = "–"


def verdict_of(paper: Paper, words: Wording) -> str:
    """What the formula of the verdict comes to as long as no figure is changed."""
    reserved = (sign for _, sign in reservations(n_by_status(paper.checks)))
    return ", ".join((words[paper.document.verdict], *reserved))


def write_agreement(sheet: Sheet, paper: Paper, overview: str, links: ReportLinks) -> None:
    """Fills the sheet of a paper; `overview` is the name of the sheet that leads to it."""
    _AgreementSheet(sheet, paper, links).write(overview)


class _AgreementSheet:
    def __init__(self, sheet: Sheet, paper: Paper, links: ReportLinks) -> None:
        self.sheet, self.paper, self.links = sheet, paper, links
        self.style, self.places = sheet.style, places_of(paper, HEAD_ROW + 1)
        self.checks_on = checks_on(paper.checks)
        self.pairs = pairs_in(paper.checks)
        figures = (figure for block in paper.blocks for figure in block.figures)
        self.figures = {figure.reference: figure for figure in figures}
        whole = all(figure.value % 1 == 0 for figure in self.figures.values())
        self.money = "money" if whole else "ore"

    def write(self, overview: str) -> None:
        self._heading(overview)
        self.sheet.head(HEAD_ROW, COLUMNS)
        titles = [self._block_title(block) for block in self.paper.blocks]
        last = "checks" if self.paper.checks else "no_checks"
        for row, title in zip(self.places.bands, [*titles, self.sheet.label(last)], strict=True):
            self._band(row, title)
        for block in self.paper.blocks:
            for figure in block.figures:
                self._figure(figure)
        for number, row in enumerate(self.places.checks):
            self._check(number, row)
        self._finish()

    def _heading(self, overview: str) -> None:
        document, sheet = self.paper.document, self.sheet
        sheet.link(0, TICK, formulas.link_to(overview), sheet.label("overview"))
        title = document.title or f"{document.file_name} {sheet.label('no_title')}"
        width = sum(COLUMNS[column][1] for column in range(LABEL, COMPUTED + 1))
        sheet.title(0, (LABEL, COMPUTED), title, width)
        sheet.text(1, LABEL, self._facts(), self.style("faint"))
        sheet.text(2, LABEL, sheet.label("legend"), self.style("small"))
        self._outcome()

    def _facts(self) -> str:
        document = self.paper.document
        total = "" if document.total_sek is None else f"{kronor(document.total_sek)} kr"
        numbers = ", ".join(document.diarienummer)
        facts = (str(document.year or ""), total, numbers, document.file_name)
        return " · ".join(fact for fact in facts if fact)

    def _outcome(self) -> None:
        """Verdict and number of checks of each kind, as the marks below have them."""
        sheet = self.sheet
        first, last = (self.places.bands[-1], self.places.last)
        plain = self.style("left", indent=1)
        keys = {FAILS: "failed", HOLDS: "held", ROUNDED: "rounded", UNTESTED: "untested"}
        for mark, (row, column) in _COUNTS.items():
            counted = (HOLDS, ROUNDED) if mark == HOLDS else (mark,)
            formula = "+".join(formulas.count_of(m, first, last, STATUS) for m in counted)
            sheet.formula(row, column, f"={formula}", plain, self._count(counted))
            sheet.text(row, column - 1, sheet.label(keys[mark]), self.style("faint", "right"))
        names = (sheet.words["discrepancy"], sheet.words["reconciled"], sheet.words["unverifiable"])
        cells = {mark: formulas.cell(*place) for mark, place in _COUNTS.items()}
        bold = self.style("subtotal", "left", indent=1)
        formula = formulas.verdict(cells, names, whole=self.paper.is_whole)
        sheet.formula(*VERDICT, formula, bold, verdict_of(self.paper, sheet.words))
        row, column = VERDICT
        sheet.text(row, column - 1, sheet.label("verdict"), self.style("faint", "right"))

    def _count(self, marks: Sequence[str]) -> int:
        return sum(MARKS[check.status] in marks for check in self.paper.checks)

    def _block_title(self, block: Block) -> str:
        if block.table is None:
            return self.sheet.label("text_figures")
        title = self.sheet.label("table", table=block.table)
        return f"{title} · {block.column}" if block.column else title

    def _band(self, row: int, title: str) -> None:
        for column in range(len(COLUMNS)):
            self.sheet.text(row, column, "", self.style("band"))
        self.sheet.text(row, REFERENCE, title, self.style("band"))

    def _figure(self, figure: Figure) -> None:
        row, sheet = self.places.rows[figure.reference], self.sheet
        weight = figure.kind if figure.kind in ("subtotal", "total") else "ruled"
        style = self.style
        self._tick(row, figure)
        sheet.text(row, REFERENCE, figure.reference, style(weight, "faint"))
        indented = style(weight, "wrapped", indent=figure.level - 1)
        label = self._label(figure)
        sheet.text(row, LABEL, label, indented)
        sheet.text(row, DETAIL, figure.detail, style(weight, "wrapped", indent=1))
        self._page(row, figure.page, figure.amount_id, weight)
        sheet.number(row, STATED, figure.value, style(self.money, weight))
        sheet.fit_height(row, ((label, _WIDTH - 2 * figure.level), (figure.detail, _DETAIL_WIDTH)))
        own = [n for n in self.checks_on.get(figure.key, ()) if self._sums_up(n, figure)]
        if own:
            self._arithmetic(row, self.paper.checks[own[0]], weight)
        else:
            for column in (COMPUTED, DIFFERENCE, TOLERANCE, STATUS):
                sheet.text(row, column, "", style(weight))
        sheet.reviewer_cells(row, INITIALS)

    def _label(self, figure: Figure) -> str:
        """A row by its own label; an amount of the text as its check or its place calls it."""
        words = self.sheet.words
        return said(named(figure.label, words), words) if figure.kind == "text" else figure.label

    def _sums_up(self, number: int, figure: Figure) -> bool:
        check = self.paper.checks[number]
        return check.kind in _SUMS and stated_key(check) == figure.key and bool(check.parts)

    def _tick(self, row: int, figure: Figure) -> None:
        numbers = self.checks_on.get(figure.key, ())
        style = self.style("mark")
        if not numbers:
            self.sheet.text(row, TICK, _NO_CHECK, self.style("centred", "faint"))
            return
        mark = formulas.mark_of({MARKS[self.paper.checks[number].status] for number in numbers})
        formula = formulas.tick([self.places.checks[number] for number in numbers], STATUS)
        if formula is None:
            self.sheet.text(row, TICK, mark, style)
        else:
            self.sheet.formula(row, TICK, formula, style, mark)

    def _page(self, row: int, page: int | None, row_id: str, weight: str) -> None:
        text = self.sheet.label("page_number", page=page) if page else ""
        target = self.links.to(self.paper.document.doc_id, row_id)
        if page and target:
            self.sheet.link(row, PAGE, target, text, weight)
        else:
            self.sheet.text(row, PAGE, text, self.style(weight))

    def _check(self, number: int, row: int) -> None:
        check, sheet, style = self.paper.checks[number], self.sheet, self.style
        stated = self.places.stated(check)
        sheet.text(row, TICK, "", style("ruled"))
        sheet.text(row, REFERENCE, f"P{number + 1}", style("ruled", "faint"))
        self._check_label(row, check)
        sheet.text(row, DETAIL, sheet.label(check.kind), style("ruled", "wrapped", indent=1))
        figure = self.figures[self.places.references[stated_key(check)]]
        self._page(row, figure.page, check.check_id, "ruled")
        formula = f"={formulas.cell(stated, STATED)}"
        sheet.formula(row, STATED, formula, style(self.money, "ruled"), check.stated_sek)
        self._arithmetic(row, check, "ruled")
        sheet.reviewer_cells(row, INITIALS)

    def _check_label(self, row: int, check: Check) -> None:
        style = self.style
        tone = "doubt" if check.status == "unverifiable" else "explanation"
        equation = self.places.equation(check)
        label = said(check.label, self.sheet.words)
        diagnosis = said(check.diagnosis, self.sheet.words) if check.diagnosis else ""
        if also := self._repeated(check):
            diagnosis += f". {also}"
        pieces: list[object] = [style("base"), label, style("small"), f"\n{equation}"]
        if diagnosis:
            pieces += [style(tone), f"\n{diagnosis}"]
        self.sheet.worksheet.write_rich_string(row, LABEL, *pieces, style("ruled", "wrapped"))
        text = "\n".join(filter(None, (label, equation, diagnosis)))
        self.sheet.fit_height(row, ((text, _WIDTH),))

    def _repeated(self, check: Check) -> str:
        """Where else the suspected figure stands, in references."""
        ids = repeated(check.suspect_amount_id, self.pairs)
        figures = (figure for figure in self.figures.values() if figure.amount_id in ids)
        return told((figure.reference for figure in figures), self.sheet.words)

    def _arithmetic(self, row: int, check: Check, weight: str) -> None:
        """Sum, difference, tolerance and status of a check, in a row that shows what is stated."""
        sheet, style = self.sheet, self.style
        if not check.parts:
            for column in (COMPUTED, DIFFERENCE, TOLERANCE):
                sheet.text(row, column, "", style(weight))
        else:
            money = style(self.money, weight)
            formula = formulas.sum_of(self.places.parts(check), STATED)
            sheet.formula(row, COMPUTED, formula, money, check.computed_sek)
            formula = formulas.difference(row, COMPUTED, STATED)
            sheet.formula(row, DIFFERENCE, formula, money, check.difference_sek)
            whole = "money" if check.tolerance_sek % 1 == 0 else "ore"
            sheet.number(row, TOLERANCE, check.tolerance_sek, style(whole, weight))
        self._status(row, check, weight)

    def _status(self, row: int, check: Check, weight: str) -> None:
        mark, style = MARKS[check.status], self.style("mark", weight)
        if check.status == "unverifiable":
            self._open_status(row, check, style)
            return
        stretched = check.status == "rounding" and abs(check.difference_sek) == check.tolerance_sek
        formula = formulas.status(row, DIFFERENCE, TOLERANCE, end_included=stretched)
        self.sheet.formula(row, STATUS, formula, style, mark)

    def _open_status(self, row: int, check: Check, style: Format) -> None:
        """? that gives way to ✓ once the figures agree; where they do already, something else
        keeps the check from being settled."""
        if check.parts and check.difference_sek:
            formula = formulas.settled(row, DIFFERENCE)
            self.sheet.formula(row, STATUS, formula, style, UNTESTED)
        else:
            self.sheet.text(row, STATUS, UNTESTED, style)

    def _finish(self) -> None:
        first, last, sheet = HEAD_ROW + 1, self.places.last, self.sheet
        for column in (TICK, STATUS):
            sheet.colour_marks(first, last, column)
        sheet.watch_reviewer(first, last, INITIALS)
        sheet.worksheet.freeze_panes(HEAD_ROW + 1, DETAIL)
        sheet.set_page()
