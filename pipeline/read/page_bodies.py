"""What a page holds besides its furniture: lines, entries of contents, tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.model import Box
from pipeline.read.contents_lines import ContentsEntry, contents_entries
from pipeline.read.furniture import PageLines
from pipeline.read.layout import Grid, PageLayout, Stroke, Word
from pipeline.read.lines import PrintedLine, printed_lines
from pipeline.read.tables import find_grids


@dataclass(frozen=True, slots=True)
class PageBody:
    """A page without furniture: what stands in tables or contents is not among `lines`."""

    number: int
    lines: tuple[PrintedLine, ...]
    entries: tuple[ContentsEntry, ...]
    grids: tuple[Grid, ...]
    strokes: tuple[Stroke, ...]


def lines_of(layout: PageLayout) -> PageLines:
    """All lines of a page."""
    lines = printed_lines(layout.words, layout.number)
    return PageLines(layout.number, layout.height, tuple(lines))


def page_bodies(
    layouts: Sequence[PageLayout], pages: Sequence[PageLines], trimmed: Sequence[PageLines]
) -> Iterator[PageBody]:
    """The bodies of all pages; `trimmed` are the `pages` without their furniture."""
    announced = False
    for layout, page, rest in zip(layouts, pages, trimmed, strict=True):
        entries = contents_entries(rest.lines, announced=announced)
        announced = bool(entries) and entries[-1].lines[-1] is rest.lines[-1]
        yield _body(layout, page, rest, entries)


def _body(
    layout: PageLayout, page: PageLines, rest: PageLines, entries: Sequence[ContentsEntry]
) -> PageBody:
    listed = {id(line) for entry in entries for line in entry.lines}
    lines = tuple(line for line in rest.lines if id(line) not in listed)
    kept = {id(line) for line in lines}
    gone = {id(word) for line in page.lines if id(line) not in kept for word in line.words}
    words = tuple(word for word in layout.words if id(word) not in gone)
    grids = find_grids(replace(layout, words=words))
    if grids:
        free = [word for word in words if not any(_holds(grid.box, word) for grid in grids)]
        lines = tuple(printed_lines(free, layout.number))
    return PageBody(layout.number, lines, tuple(entries), grids, layout.strokes)


def _holds(box: Box, word: Word) -> bool:
    x, y = (word.box.x0 + word.box.x1) / 2, (word.box.top + word.box.bottom) / 2
    return box.x0 <= x <= box.x1 and box.top <= y <= box.bottom
