"""The pages of a document as one flow of blocks, footnotes and tables in reading order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from pipeline.read.builder import BlockDraft
from pipeline.read.columns import Column, columns_of
from pipeline.read.contents_lines import contents_entries
from pipeline.read.footnotes import Footnote, part_footnotes
from pipeline.read.layout import Grid, Stroke
from pipeline.read.lines import PrintedLine
from pipeline.read.paragraphs import OpenBlock, ParagraphMaker, runs_on
from pipeline.read.setting import Setting

_MEASURE_SHARE = 0.6


@dataclass(frozen=True, slots=True)
class PlacedGrid:
    """A table in the flow and the page that it stands on; `caption` is the line above."""

    grid: Grid
    page: int
    caption: str | None


@dataclass(frozen=True, slots=True)
class PageBody:
    """What is left of a page when its furniture is gone: lines outside tables, and tables."""

    number: int
    lines: tuple[PrintedLine, ...]
    grids: tuple[Grid, ...]
    strokes: tuple[Stroke, ...]


class Flow:
    """Collects the parts of a document, page by page."""

    def __init__(self, setting: Setting) -> None:
        self._setting = setting
        self.parts: list[OpenBlock | PlacedGrid] = []
        self._open: OpenBlock | None = None
        self._note: OpenBlock | None = None

    def add(self, page: PageBody) -> None:
        notes: list[Footnote] = []
        for column in columns_of([*page.lines, *page.grids]):
            notes.extend(self._add_column(column, page))
        for note in notes:
            self._add_note(note)

    def drafts(self) -> Iterator[BlockDraft | PlacedGrid]:
        for part in self.parts:
            yield part.draft() if isinstance(part, OpenBlock) else part

    def _add_column(self, column: Column, page: PageBody) -> list[Footnote]:
        maker = ParagraphMaker(self._setting, column.left, self._right_edge(column))
        notes: list[Footnote] = []
        runs = [(is_grid, list(run)) for is_grid, run in groupby(column.lines, _is_grid)]
        for index, (is_grid, run) in enumerate(runs):
            if is_grid:
                self._add_grids(run, maker, page.number)
                continue
            lines = [line for line in run if isinstance(line, PrintedLine)]
            if index == len(runs) - 1:
                lines, notes = part_footnotes(lines, page.strokes, self._setting)
            self._add_lines(lines, maker)
        return notes

    def _right_edge(self, column: Column) -> float:
        """The edge that lines are set to; a page of short lines does not show its own."""
        measure = self._setting.right - self._setting.left
        wide = column.right - column.left > _MEASURE_SHARE * measure
        return max(column.right, self._setting.right) if wide else column.right

    def _add_grids(
        self, grids: Sequence[PrintedLine | Grid], maker: ParagraphMaker, page: int
    ) -> None:
        for grid in grids:
            assert isinstance(grid, Grid)
            self.parts.append(PlacedGrid(grid, page, self._caption(grid, page)))
            self._open = None
            maker.level = grid.box.bottom

    def _caption(self, grid: Grid, page: int) -> str | None:
        above = self._open
        if above is None or not above.lines or above.last.page != page or len(above.lines) > 2:
            return None
        if not 0 <= grid.box.top - above.last.baseline < 2.5 * above.last.size:
            return None
        return " ".join(line.text for line in above.lines)

    def _add_lines(self, lines: Sequence[PrintedLine], maker: ParagraphMaker) -> None:
        done = 0
        for start, end in contents_entries(lines):
            self._add_blocks(maker.blocks_of(lines[done:start]))
            self._add_blocks([maker.single(lines[start:end], "contents")])
            done = end
        self._add_blocks(maker.blocks_of(lines[done:]))

    def _add_blocks(self, blocks: Sequence[OpenBlock]) -> None:
        for index, block in enumerate(blocks):
            if index == 0 and self._goes_on(block):
                assert self._open is not None
                self._open.take_over(block)
                continue
            self.parts.append(block)
            self._open = block

    def _goes_on(self, block: OpenBlock) -> bool:
        """Whether the first block of a column or page goes on with the one before."""
        if self._open is None or block.gap is not None:
            return False
        return runs_on(self._open, block, self._setting)

    def _add_note(self, note: Footnote) -> None:
        if note.mark is None and self._note is not None:
            self._note.lines.extend(note.lines)
            return
        first = note.lines[0]
        edges = first.x0, max(line.x1 for line in note.lines), first.x0
        self._note = OpenBlock(list(note.lines), *edges, kind="footnote", marker=note.mark)
        self.parts.append(self._note)


def _is_grid(line: PrintedLine | Grid) -> bool:
    return isinstance(line, Grid)
