"""A sheet whose text stays text: what overview and agreements have in common."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import ceil
from typing import Any

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from pipeline.report.wording import Wording
from pipeline.report.workbook.formulas import FAILS, HOLDS, MIXED, ROUNDED, UNTESTED
from pipeline.report.workbook.labels import label
from pipeline.report.workbook.styles import Styles

_A4 = 9
_LINE_HEIGHT = 13.0  # points, for text of ten
_LETTERS = 1.25  # to a unit of width, which is that of a digit of eleven points
_TITLE_LETTERS = 0.85  # likewise, for bold text of thirteen
_MOST_LINKS = 65_000  # Excel follows 65 530 links on a sheet
_FIRST_DAY = dt.date(2000, 1, 1)


@dataclass
class Sheet:
    """A worksheet with its formats and words. Rows and columns count from 0.

    Text goes through `text` alone, which never makes a formula, a number or a link of it,
    whatever it begins with.
    """

    worksheet: Worksheet
    style: Styles
    words: Wording
    n_links: int = 0

    def label(self, key: str, **values: object) -> str:
        """The paper's own words for a key."""
        return label(self.words, key).format(**values)

    def text(self, row: int, column: int, text: str, style: Format) -> None:
        self.worksheet.write_string(row, column, text, style)

    def number(self, row: int, column: int, number: Decimal | int | None, style: Format) -> None:
        """A number, or an empty cell where it is unknown."""
        if number is None:
            self.worksheet.write_blank(row, column, None, style)
        else:
            self.worksheet.write_number(row, column, number, style)

    def formula(self, row: int, column: int, formula: str, style: Format, value: object) -> None:
        """A live formula; `value` is shown by readers that do not reckon themselves."""
        self.worksheet.write_formula(row, column, formula, style, value)

    def link(self, row: int, column: int, target: str, text: str, *traits: str) -> None:
        """Text that leads somewhere; plain text where the sheet holds no more links."""
        if self.n_links >= _MOST_LINKS:
            self.text(row, column, text, self.style(*traits))
            return
        self.n_links += 1
        self.worksheet.write_url(row, column, target, self.style(*traits, "link"), text)

    def title(self, row: int, columns: tuple[int, int], title: str, width: float) -> None:
        """A title across columns, told with their width, on as many lines as it takes."""
        first, last = columns
        style = self.style("title", "wrapped")
        self.worksheet.merge_range(row, first, row, last, "", style)
        self.text(row, first, title, style)
        n_lines = ceil(len(title) / (width * _TITLE_LETTERS))
        self.worksheet.set_row(row, 5 + 17 * n_lines)

    def head(self, row: int, columns: Sequence[tuple[str, float, str]]) -> None:
        """The row of headings, each with its column's width and alignment; stays in view."""
        for column, (key, width, alignment) in enumerate(columns):
            self.worksheet.set_column(column, column, width)
            traits = ("head", alignment) if alignment else ("head",)
            self.text(row, column, self.label(key), self.style(*traits))
        self.worksheet.set_row(row, 20)
        self.worksheet.repeat_rows(row)

    def fit_height(self, row: int, texts: Iterable[tuple[str, float]]) -> None:
        """Makes a row as high as its longest text, told with the width it is wrapped to.

        Spreadsheets do not measure wrapped text when they open a file, so it is estimated.
        """
        lines = max(
            sum(max(1, ceil(len(line) / (width * _LETTERS))) for line in text.split("\n"))
            for text, width in texts
        )
        if lines > 1:
            self.worksheet.set_row(row, _LINE_HEIGHT * lines + 2)

    def reviewer_cells(self, row: int, first_column: int) -> None:
        """Empty cells for initials, date and remark."""
        for offset, traits in enumerate((("input",), ("input", "date"), ("input",))):
            self.worksheet.write_blank(row, first_column + offset, None, self.style(*traits))

    def watch_reviewer(self, first_row: int, last_row: int, first_column: int) -> None:
        """Initials are short, dates are dates: anything else is refused with a hint."""
        initials: dict[str, Any] = {
            "validate": "length", "criteria": "<=", "value": 10,
            "error_title": self.label("initials"), "error_message": self.label("initials_hint"),
        }  # fmt: skip
        dates: dict[str, Any] = {
            "validate": "date", "criteria": ">=", "value": _FIRST_DAY,
            "error_title": self.label("date_title"), "error_message": self.label("date_hint"),
        }  # fmt: skip
        for offset, rule in enumerate((initials, dates)):
            column = first_column + offset
            self.worksheet.data_validation(first_row, column, last_row, column, rule)

    def colour_marks(self, first_row: int, last_row: int, column: int) -> None:
        """The marks coloured by what they say, also when a formula changes them."""
        marks = {
            FAILS: "bad", HOLDS: "good", ROUNDED: "good", UNTESTED: "open", MIXED: "open",
        }  # fmt: skip
        self._colour(first_row, last_row, column, marks)

    def colour_verdicts(self, first_row: int, last_row: int, column: int) -> None:
        """The verdicts coloured likewise; one that leaves a check open is not green."""
        first = xl_rowcol_to_cell(first_row, column)
        conditions = (
            (
                f'=LEFT({first},{len(self.words["discrepancy"])})="{self.words["discrepancy"]}"',
                "bad",
            ),
            (f'=ISNUMBER(FIND("{UNTESTED}",{first}))', "open"),
            (
                f'=LEFT({first},{len(self.words["reconciled"])})="{self.words["reconciled"]}"',
                "good",
            ),
        )
        for criteria, trait in conditions:
            condition = {
                "type": "formula", "criteria": criteria, "format": self.style.condition(trait),
                "stop_if_true": True,
            }  # fmt: skip
            self.worksheet.conditional_format(first_row, column, last_row, column, condition)

    def _colour(
        self, first_row: int, last_row: int, column: int, traits: Mapping[str, str]
    ) -> None:
        for text, trait in traits.items():
            condition = {
                "type": "cell", "criteria": "==", "value": f'"{text}"',
                "format": self.style.condition(trait),
            }  # fmt: skip
            self.worksheet.conditional_format(first_row, column, last_row, column, condition)

    def set_page(self) -> None:
        """A4 on its side, all columns on a page's width, sheet and page numbered."""
        sheet = self.worksheet
        sheet.hide_gridlines(2)
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        sheet.set_footer(f"&L&8&F&C&8&A&R&8{self.label('footer')}")
