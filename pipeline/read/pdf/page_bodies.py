"""What a page holds besides its furniture: lines, entries of contents, tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.model import Box
from pipeline.read.layout import PageLayout, Stroke, Word
from pipeline.read.pdf.contents_lines import ContentsEntry, contents_entries
from pipeline.read.pdf.furniture import PageLines, without_furniture
from pipeline.read.pdf.lines import PrintedLine, printed_lines
from pipeline.read.tables.joining import JoinedTable, find_tables


@dataclass(frozen=True, slots=True)
class TablePart:
    """The part of a table that stands on one page; `table` is None for all but its first."""

    box: Box
    table: JoinedTable | None


@dataclass(frozen=True, slots=True)
class PageBody:
    """A page without furniture: what stands in tables or contents is not among `lines`."""

    number: int
    lines: tuple[PrintedLine, ...]
    entries: tuple[ContentsEntry, ...]
    tables: tuple[TablePart, ...]
    strokes: tuple[Stroke, ...]


def page_bodies(layouts: Sequence[PageLayout]) -> list[PageBody]:
    """The bodies of all pages of a document."""
    pages = [_lines_of(layout) for layout in layouts]
    trimmed = without_furniture(pages)
    contents = _contents_of(trimmed)
    bodies = [
        _without(layout, page, rest, entries)
        for layout, page, rest, entries in zip(layouts, pages, trimmed, contents, strict=True)
    ]
    parts = _parts_by_page(find_tables(bodies))
    return [
        _body(body, rest, entries, parts.get(body.number, []))
        for body, rest, entries in zip(bodies, trimmed, contents, strict=True)
    ]


def _lines_of(layout: PageLayout) -> PageLines:
    lines = printed_lines(layout.words, layout.number)
    return PageLines(layout.number, layout.height, tuple(lines))


def _contents_of(pages: Sequence[PageLines]) -> list[tuple[ContentsEntry, ...]]:
    """The entries of each page's contents; they may go on from one page to the next."""
    found: list[tuple[ContentsEntry, ...]] = []
    announced = False
    for page in pages:
        entries = contents_entries(page.lines, announced=announced)
        announced = bool(entries) and entries[-1].lines[-1] is page.lines[-1]
        found.append(tuple(entries))
    return found


def _without(
    layout: PageLayout, page: PageLines, rest: PageLines, entries: Sequence[ContentsEntry]
) -> PageLayout:
    """The page's layout without furniture and contents: what may hold tables."""
    listed = {id(line) for entry in entries for line in entry.lines}
    kept = {id(line) for line in rest.lines} - listed
    gone = {id(word) for line in page.lines if id(line) not in kept for word in line.words}
    return replace(layout, words=tuple(word for word in layout.words if id(word) not in gone))


def _parts_by_page(tables: Sequence[JoinedTable]) -> dict[int, list[TablePart]]:
    parts: dict[int, list[TablePart]] = {}
    for table in tables:
        for index, (page, grid) in enumerate(table.grids):
            part = TablePart(grid.box, table if index == 0 else None)
            parts.setdefault(page, []).append(part)
    return parts


def _body(
    layout: PageLayout,
    rest: PageLines,
    entries: tuple[ContentsEntry, ...],
    parts: Sequence[TablePart],
) -> PageBody:
    listed = {id(line) for entry in entries for line in entry.lines}
    lines = tuple(line for line in rest.lines if id(line) not in listed)
    if parts:
        free = [word for word in layout.words if not any(_holds(part.box, word) for part in parts)]
        lines = tuple(printed_lines(free, layout.number))
    return PageBody(layout.number, lines, entries, tuple(parts), layout.strokes)


def _holds(box: Box, word: Word) -> bool:
    x, y = (word.box.x0 + word.box.x1) / 2, (word.box.top + word.box.bottom) / 2
    return box.x0 <= x <= box.x1 and box.top <= y <= box.bottom
