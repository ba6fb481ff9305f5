"""A page set as text: headings, lines and tables, cut where marks begin and end."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Literal

from pipeline.report.recorded import RecordedPage
from pipeline.report.web.marks import Mark


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text below the same marks, the innermost last.

    `begins` are the marks whose first piece on their page this is.
    """

    text: str
    marks: tuple[Mark, ...]
    begins: tuple[Mark, ...]

    @property
    def innermost(self) -> Mark | None:
        """The mark that choosing the piece leads to; white space alone leads nowhere."""
        return self.marks[-1] if self.marks and self.text.strip() else None


Cell = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class TextBlock:
    """A heading or line, which is one row of one cell, or the rows of a table."""

    kind: Literal["heading", "line", "table"]
    rows: tuple[tuple[Cell, ...], ...]

    @property
    def begins(self) -> tuple[Mark, ...]:
        """The marks that begin in the block."""
        return tuple(
            mark for row in self.rows for cell in row for piece in cell for mark in piece.begins
        )


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    text: str

    @property
    def is_row(self) -> bool:
        return "\t" in self.text

    def cells(self) -> Iterator[tuple[int, int]]:
        start = self.start
        for text in self.text.split("\t"):
            yield start, start + len(text)
            start += len(text) + 1


def text_blocks(
    page: RecordedPage, marks: Iterable[Mark], headings: Collection[int]
) -> tuple[TextBlock, ...]:
    """The page's text in blocks; `headings` are the characters that headings begin at."""
    setting = _Setting(page, marks)
    blocks: list[TextBlock] = []
    for is_table, lines in groupby(_lines(page), key=lambda line: line.is_row):
        rows = [(line, setting.row(line)) for line in lines]
        if is_table:
            blocks.append(TextBlock("table", tuple(row for _, row in rows)))
            continue
        for line, row in rows:
            blocks.append(TextBlock("heading" if line.start in headings else "line", (row,)))
    return tuple(blocks)


def _lines(page: RecordedPage) -> Iterator[_Line]:
    start = page.char_start
    for text in page.text.split("\n"):
        if text.strip():
            yield _Line(start, text)
        start += len(text) + 1


class _Setting:
    """Cuts a page's text; remembers which marks have begun."""

    def __init__(self, page: RecordedPage, marks: Iterable[Mark]) -> None:
        self._page = page
        start, end = page.char_start, page.char_end
        here = [mark for mark in marks if mark.span.start < end and start < mark.span.end]
        # Long marks first, so that the innermost is the last of each piece.
        self._marks = sorted(here, key=lambda mark: mark.span.start - mark.span.end)
        self._begun: set[str] = set()

    def row(self, line: _Line) -> tuple[Cell, ...]:
        return tuple(tuple(self._pieces(start, end)) for start, end in line.cells())

    def _pieces(self, start: int, end: int) -> Iterator[Piece]:
        marks = [m for m in self._marks if m.span.start < end and start < m.span.end]
        cuts = {start, end}
        for mark in marks:
            cuts |= {max(mark.span.start, start), min(mark.span.end, end)}
        for left, right in pairwise(sorted(cuts)):
            over = tuple(m for m in marks if m.span.start <= left and right <= m.span.end)
            yield Piece(self._text(left, right), over, tuple(self._fresh(over)))

    def _text(self, start: int, end: int) -> str:
        return self._page.text[start - self._page.char_start : end - self._page.char_start]

    def _fresh(self, marks: Iterable[Mark]) -> Iterator[Mark]:
        """A mark that runs on from the page before has its place there."""
        for mark in marks:
            if mark.key not in self._begun and mark.page == self._page.page:
                self._begun.add(mark.key)
                yield mark
