"""Tables in markdown: rows of pipes, of tabs, or of HTML."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.read.assembly.builder import BlockDraft, CellDraft, Draft, TableDraft
from pipeline.read.assembly.cleaning import Line
from pipeline.read.sentence_ends import is_finished
from pipeline.read.text.inline_markup import InlineMarkup

_SEPARATING = frozenset("|:- \t")
_UNESCAPED_PIPE = re.compile(r"(?<!\\)\|")
_HTML_TAG = re.compile(r"<(/?)(tr|td|th|table)\b([^<>]{0,500})>", re.IGNORECASE)
_COLSPAN = re.compile(r"colspan\s*=\s*[\"']?(\d+)", re.IGNORECASE)
_LEADERS = re.compile(r"\.{3,}|…|(?:\s\.){3,}")
_PAGE = re.compile(r"\d{1,3}")
_FIGURE = re.compile(r"\d")
# Cells of two columns no longer than this are signatories side by side as likely as a table.
_SHORT = 50


@dataclass(frozen=True, slots=True)
class MarkedCell:
    """A cell's text without markup, and its column."""

    column: int
    line: Line
    bold: bool

    @property
    def text(self) -> str:
        return " ".join(self.line.raw.split())


Row = tuple[MarkedCell, ...]


def is_separator(text: str) -> bool:
    """Whether a line is the rule below a pipe table's head."""
    return "--" in text and "|" in text and set(text) <= _SEPARATING


def has_pipes(text: str) -> bool:
    """Whether a line looks like a row of a pipe table."""
    return text.lstrip().startswith("|") and len(_UNESCAPED_PIPE.findall(text)) > 1


def has_tabs(text: str) -> bool:
    """Whether a tab parts words of a line."""
    return "\t" in text.strip()


def pipe_row(text: str, origin: int, page: int) -> Row:
    """The cells between the pipes of a line that begins at `origin` in the file."""
    bounds = [match.start() for match in _UNESCAPED_PIPE.finditer(text)]
    starts = (
        [place + 1 for place in bounds]
        if text.lstrip().startswith("|")
        else [
            0,
            *[place + 1 for place in bounds],
        ]
    )
    ends = [place for place in bounds if place >= starts[0]]
    if len(ends) < len(starts):
        ends.append(len(text))
    return _row(
        [(start, text[start:end]) for start, end in zip(starts, ends, strict=True)], origin, page
    )


def tab_row(text: str, origin: int, page: int) -> Row:
    """The cells between the tabs of a line that begins at `origin` in the file."""
    parts: list[tuple[int, str]] = []
    place = 0
    for part in text.split("\t"):
        parts.append((place, part))
        place += len(part) + 1
    return _row(parts, origin, page)


def html_rows(text: str, origin: int, page: int) -> list[Row]:
    """The rows of an HTML table that begins at `origin` in the file."""
    rows: list[list[MarkedCell]] = []
    column = 0
    tags = list(_HTML_TAG.finditer(text))
    for tag, following in zip(tags, [*tags[1:], None], strict=True):
        name = tag[2].lower()
        if tag[1] or name == "table":
            continue
        if name == "tr" or not rows:
            rows.append([])
            column = 0
        if name != "tr":
            end = following.start() if following else len(text)
            cell = _cell(text[tag.end() : end], origin + tag.end(), page, column)
            if cell.text:
                rows[-1].append(replace(cell, bold=cell.bold or name == "th"))
            span = _COLSPAN.search(tag[3])
            column += int(span[1]) if span else 1
    return [tuple(row) for row in rows if row]


def _row(parts: Sequence[tuple[int, str]], origin: int, page: int) -> Row:
    cells = [
        _cell(text, origin + place, page, column) for column, (place, text) in enumerate(parts)
    ]
    return tuple(cell for cell in cells if cell.text)


def _cell(text: str, origin: int, page: int, column: int) -> MarkedCell:
    skip = len(text) - len(text.lstrip())
    stripped = InlineMarkup().strip(text.strip(), origin + skip)
    return MarkedCell(column, Line(stripped.fragments, page), stripped.bold)


def to_tables(rows: Sequence[Row], *, tabbed: bool) -> list[Draft] | None:
    """The rows as a table or as a table of contents; None where tabs part no table."""
    rows = [row for row in rows if row]
    if _is_contents(rows):
        return [_contents_entry(row) for row in rows]
    if tabbed and not _is_tab_table(rows):
        return None
    return [TableDraft(_cells(rows))] if rows else []


def continue_table(table: TableDraft, more: TableDraft) -> TableDraft | None:
    """Both tables as one, where the second goes on with the columns of the first."""
    first, second = list(table.rows), list(more.rows)
    if max(len(row) for row in first) != max(len(row) for row in second):
        return None
    if _texts(first[0]) == _texts(second[0]):
        second = second[1:]
    elif not any(_FIGURE.search(text) for text in _texts(second[0])[1:]):
        return None
    cells = [
        replace(cell, row=len(first) + index) for index, row in enumerate(second) for cell in row
    ]
    return replace(table, cells=(*table.cells, *cells))


def _texts(row: Sequence[CellDraft]) -> list[str]:
    return [" ".join(" ".join(line.raw.split()) for line in cell.lines) for cell in row]


def _cells(rows: Sequence[Row]) -> tuple[CellDraft, ...]:
    return tuple(
        CellDraft(number, cell.column, (cell.line,), bold=cell.bold)
        for number, row in enumerate(rows)
        for cell in row
    )


def _is_contents(rows: Sequence[Row]) -> bool:
    """Titles with leaders and page numbers that never fall."""
    led = sum(bool(_LEADERS.search(cell.text)) for row in rows for cell in row)
    pages = [int(row[-1].text) for row in rows if _PAGE.fullmatch(row[-1].text)]
    return led * 2 > len(rows) and len(pages) * 2 > len(rows) and pages == sorted(pages)


def _is_tab_table(rows: Sequence[Row]) -> bool:
    """Rows with figures, or with more text than signatories side by side have."""
    if len(rows) < 2:
        return False
    cells = [cell for row in rows for cell in row]
    figures = sum(any(_FIGURE.search(cell.text) for cell in row[1:]) for row in rows)
    wordy = any(len(cell.text) > _SHORT or is_finished(cell.text) for cell in cells)
    return figures * 2 > len(rows) or wordy or all(cell.bold for cell in rows[0])


def _contents_entry(row: Row) -> BlockDraft:
    fragments = tuple(
        replace(fragment, glued=fragment.glued and bool(index))
        for cell in row
        for index, fragment in enumerate(cell.line.fragments)
    )
    return BlockDraft((Line(fragments, row[0].line.page),), kind="contents")
