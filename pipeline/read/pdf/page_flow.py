"""The pages of a document as one flow of blocks, footnotes and tables in reading order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from pipeline.read.assembly.builder import BlockDraft
from pipeline.read.pdf.columns import Column, Item, columns_of
from pipeline.read.pdf.contents_lines import ContentsEntry
from pipeline.read.pdf.footnotes import Footnote, part_footnotes
from pipeline.read.pdf.lines import PrintedLine
from pipeline.read.pdf.page_bodies import PageBody, TablePart
from pipeline.read.pdf.paragraphs import OpenBlock, ParagraphMaker, runs_on
from pipeline.read.pdf.setting import Setting
from pipeline.read.tables.joining import JoinedTable

_MEASURE_SHARE = 0.6


@dataclass(frozen=True, slots=True)
class PlacedTable:
    """A table in the flow; `caption` is the line right above it."""

    table: JoinedTable
    caption: str | None


class Flow:
    """Collects the parts of a document, page by page."""

    def __init__(self, setting: Setting) -> None:
        self._setting = setting
        self._parts: list[OpenBlock | PlacedTable] = []
        self._open: OpenBlock | None = None
        self._note: OpenBlock | None = None

    def add(self, page: PageBody) -> None:
        """Add a page; its footnotes come after all its columns."""
        notes: list[Footnote] = []
        levels: list[float] = []
        for column in columns_of([*page.lines, *page.entries, *page.tables]):
            maker = self._maker(column, levels)
            notes.extend(self._add_column(column, page, maker))
            levels.extend(_reach(item) for item in column.items)
        for note in notes:
            self._add_note(note)

    def drafts(self) -> Iterator[BlockDraft | PlacedTable]:
        for part in self._parts:
            yield part.draft() if isinstance(part, OpenBlock) else part

    def _maker(self, column: Column, levels: Sequence[float]) -> ParagraphMaker:
        """A maker of paragraphs that knows what stands right above the column."""
        top = min(
            item.baseline if isinstance(item, PrintedLine) else item.box.top
            for item in column.items
        )
        above = max((level for level in levels if level < top), default=None)
        return ParagraphMaker(self._setting, column.left, self._right_edge(column), above)

    def _right_edge(self, column: Column) -> float:
        """The edge that lines are set to; a page of short lines does not show its own."""
        measure = self._setting.right - self._setting.left
        wide = column.right - column.left > _MEASURE_SHARE * measure
        return max(column.right, self._setting.right) if wide else column.right

    def _add_column(self, column: Column, page: PageBody, maker: ParagraphMaker) -> list[Footnote]:
        notes: list[Footnote] = []
        may_run_on = True
        runs = [(kind, list(items)) for kind, items in groupby(column.items, type)]
        for index, (_, items) in enumerate(runs):
            lines = [item for item in items if isinstance(item, PrintedLine)]
            if lines and index == len(runs) - 1:
                lines, notes = part_footnotes(lines, page.strokes, self._setting)
            self._add_blocks(maker.blocks_of(lines), may_run_on=may_run_on)
            self._add_whole(items, maker, page.number)
            may_run_on = False
        return notes

    def _add_whole(self, items: Sequence[Item], maker: ParagraphMaker, page: int) -> None:
        """Add what is not made of paragraphs."""
        for item in items:
            if isinstance(item, TablePart):
                if item.table:
                    self._parts.append(PlacedTable(item.table, self._caption(item, page)))
                self._open = None
                maker.level = item.box.bottom
            elif isinstance(item, ContentsEntry):
                self._add_blocks([maker.single(item.lines, "contents")], may_run_on=False)

    def _caption(self, part: TablePart, page: int) -> str | None:
        above = self._open
        if above is None or above.last.page != page or len(above.lines) > 2:
            return None
        if not 0 <= part.box.top - above.last.baseline < 2.5 * above.last.size:
            return None
        return " ".join(line.text for line in above.lines)

    def _add_blocks(self, blocks: Sequence[OpenBlock], *, may_run_on: bool) -> None:
        """Add blocks; the first of a column may go on with the last of the one before."""
        for index, block in enumerate(blocks):
            first = may_run_on and index == 0 and self._open is not None
            if first and self._open and runs_on(self._open, block, self._setting):
                self._open.take_over(block)
            else:
                self._parts.append(block)
                self._open = block

    def _add_note(self, note: Footnote) -> None:
        if note.mark is None and self._note is not None:
            self._note.lines.extend(note.lines)
            return
        first = note.lines[0]
        edges = first.x0, max(line.x1 for line in note.lines), first.x0
        self._note = OpenBlock(list(note.lines), *edges, kind="footnote", marker=note.mark)
        self._parts.append(self._note)


def _reach(item: Item) -> float:
    return item.baseline if isinstance(item, PrintedLine) else item.box.bottom
