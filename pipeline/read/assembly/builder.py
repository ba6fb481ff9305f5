"""Assembles a Document from drafts of blocks and tables, whatever they were read from.

A producer (PDF layout, plain text, markdown) says which lines make up a block and where
each line stands; the builder writes the text by the conventions of `pipeline.model.document`
and works out all positions:

    builder = DocumentBuilder(source)
    builder.add_page(1, "text_layer", 595.0, 842.0)
    builder.add_block(BlockDraft(lines=(Line((Fragment("Inledning", box),), page=1),)))
    builder.add_table(TableDraft(cells=(CellDraft(0, 0, lines), CellDraft(0, 1, lines))))
    document = builder.build()

- A `Line` is made of `Fragment`s (a word with its box, or a stretch of the file with its
  origin), parted by single spaces unless `glued`. White space inside them is folded, text
  brought to NFC, soft hyphens and invisible characters dropped.
- The lines of a block are joined by single spaces; words that a line break split are joined
  again (`line_joining`). A block whose lines stand on several pages runs on over the break.
- List markers and footnote marks are given as `marker`, not as part of the lines.
- A block that stands on an earlier page than the text before it (a footnote below a
  paragraph that runs on) is moved in front of the block that runs on, so that positions and
  pages ascend together.
- A table's row is a line, its cells parted by tabs, leftovers (column -1) last; cells may
  have several lines, and rows may stand on several pages.
- Drafts without any text vanish.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pipeline.model import (
    Block,
    BlockKind,
    Box,
    Cell,
    Document,
    Finding,
    OutlineEntry,
    Page,
    Source,
    Span,
    Style,
    Table,
    TextSource,
)
from pipeline.read.assembly.cleaning import Fragment, Line
from pipeline.read.assembly.joining import LineJoiner
from pipeline.read.assembly.writer import TextWriter

__all__ = ["BlockDraft", "CellDraft", "DocumentBuilder", "Draft", "Fragment", "Line", "TableDraft"]

_PLAIN = Style()


@dataclass(frozen=True, slots=True)
class BlockDraft:
    """A paragraph, list item, footnote or contents line; fields as in `Block`."""

    lines: tuple[Line, ...]
    kind: BlockKind = "paragraph"
    style: Style = _PLAIN
    marker: str | None = None
    markup_level: int | None = None
    gap_before: float | None = None
    indent: float = 0.0
    tag: str | None = None

    @property
    def all_lines(self) -> tuple[Line, ...]:
        return self.lines

    @property
    def text(self) -> str:
        """The lines as they stand, for decisions; the builder joins them with more care."""
        return " ".join(" ".join(line.raw.split()) for line in self.lines)


@dataclass(frozen=True, slots=True)
class CellDraft:
    """A cell, its lines from top to bottom; row and column from 0, column -1 a leftover."""

    row: int
    column: int
    lines: tuple[Line, ...]
    box: Box | None = None
    bold: bool = False
    indent: float = 0.0


@dataclass(frozen=True, slots=True)
class TableDraft:
    """A grid; fields as in `Table`. `style` and `gap_before` go to its block."""

    cells: tuple[CellDraft, ...]
    caption: str | None = None
    ruled: bool = False
    style: Style = _PLAIN
    gap_before: float | None = None
    indent: float = 0.0

    @property
    def all_lines(self) -> tuple[Line, ...]:
        return tuple(line for cell in self.cells for line in cell.lines)

    @property
    def rows(self) -> Iterator[list[CellDraft]]:
        """The cells by row, from left to right, leftovers last."""
        grid: dict[int, list[CellDraft]] = {}
        for cell in self.cells:
            grid.setdefault(cell.row, []).append(cell)
        for row in sorted(grid):
            yield sorted(grid[row], key=lambda cell: (cell.column < 0, cell.column))


Draft = BlockDraft | TableDraft


@dataclass(frozen=True, slots=True)
class _PageDraft:
    number: int
    text_source: TextSource
    width: float | None
    height: float | None
    turned: int


class DocumentBuilder:
    """Collects pages and drafts in reading order; `build` makes the Document."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._pages: list[_PageDraft] = []
        self._drafts: list[Draft] = []
        self._findings: list[Finding] = []
        self._outline: list[OutlineEntry] = []

    def add_page(
        self,
        number: int,
        text_source: TextSource,
        width: float | None = None,
        height: float | None = None,
        turned: int = 0,
    ) -> None:
        """Announce a page (1-based, ascending); pages without text count, too."""
        self._pages.append(_PageDraft(number, text_source, width, height, turned))

    def add_block(self, draft: BlockDraft) -> None:
        self._drafts.append(draft)

    def add_table(self, draft: TableDraft) -> None:
        self._drafts.append(draft)

    def add_all(self, drafts: Iterable[Draft]) -> None:
        """Blocks and tables, in reading order."""
        self._drafts.extend(drafts)

    def add_finding(self, finding: Finding) -> None:
        self._findings.append(finding)

    def add_outline(self, title: str, level: int, page: int | None) -> None:
        """An entry of the file's own outline, in order; `level` 1 is the top."""
        self._outline.append(OutlineEntry(title, level, page))

    def build(self) -> Document:
        drafts = _in_page_order(self._drafts)
        lines = (line for draft in drafts for line in draft.all_lines)
        writer = TextWriter(LineJoiner(line.raw for line in lines))
        blocks, tables = self._write(drafts, writer)
        return Document(
            source=self._source,
            pages=self._page_texts(writer),
            blocks=tuple(blocks),
            tables=tuple(tables),
            words=tuple(writer.words),
            outline=tuple(self._outline),
            findings=tuple(self._findings),
            source_offsets=tuple(writer.offsets),
        )

    def _write(
        self, drafts: Sequence[Draft], writer: TextWriter
    ) -> tuple[list[Block], list[Table]]:
        blocks: list[Block] = []
        tables: list[Table] = []
        for draft in drafts:
            if isinstance(draft, BlockDraft):
                block = _write_block(draft, writer)
            else:
                table_id = f"{self._source.doc_id}-t{len(tables) + 1:04d}"
                table = _write_table(draft, table_id, writer)
                block = _table_block(draft, table, len(tables)) if table else None
                tables.extend([table] if table else [])
            if block:
                blocks.append(block)
                writer.end_line()
        return blocks, tables

    def _page_texts(self, writer: TextWriter) -> tuple[Page, ...]:
        text = writer.text
        starts = [writer.page_start(page.number) for page in self._pages]
        starts[:1] = [0]
        ends = [*starts[1:], len(text)]
        return tuple(
            Page(
                page.number,
                text[start:end],
                start,
                page.text_source,
                page.width,
                page.height,
                page.turned,
            )
            for page, start, end in zip(self._pages, starts, ends, strict=True)
        )


def _in_page_order(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts that have lines, none after a draft that ends on a later page than it begins."""
    ordered: list[tuple[int, int, Draft]] = []
    for draft in drafts:
        pages = [line.page for line in draft.all_lines]
        if not pages:
            continue
        place = len(ordered)
        while place and ordered[place - 1][1] > pages[0]:
            place -= 1
        ordered.insert(place, (pages[0], max(pages), draft))
    return [draft for _, _, draft in ordered]


def _write_block(draft: BlockDraft, writer: TextWriter) -> Block | None:
    lines = writer.cleaned(draft.lines)
    if not lines:
        return None
    page = writer.turn_to(lines[0].line.page)
    span, _ = writer.write(lines, turning=True)
    return Block(
        kind=draft.kind,
        span=span,
        page=page,
        style=draft.style,
        n_lines=len(lines),
        marker=draft.marker,
        markup_level=draft.markup_level,
        gap_before=draft.gap_before,
        indent=draft.indent,
        tag=draft.tag,
    )


def _write_table(draft: TableDraft, table_id: str, writer: TextWriter) -> Table | None:
    cells: list[Cell] = []
    for row in draft.rows:
        if not any(writer.cleaned(cell.lines) for cell in row):
            continue
        if cells:
            writer.end_line()
        writer.turn_to(next(line.page for cell in row for line in cell.lines))
        cells.extend(_write_row(row, writer))
    if not cells:
        return None
    span = Span(cells[0].span.start, cells[-1].span.end)
    return Table(table_id, span, cells[0].page, tuple(cells), draft.caption, draft.ruled)


def _write_row(row: Sequence[CellDraft], writer: TextWriter) -> Iterator[Cell]:
    for index, cell in enumerate(row):
        if index:
            writer.tab()
        # A row stays on the page that it begins on, even where a cell runs on to the next.
        span, text = writer.write(writer.cleaned(cell.lines), turning=False)
        page = cell.lines[0].page if cell.lines else writer.page
        yield Cell(cell.row, cell.column, span, text, page, cell.box, cell.bold, cell.indent)


def _table_block(draft: TableDraft, table: Table, index: int) -> Block:
    return Block(
        kind="table",
        span=table.span,
        page=table.page,
        style=draft.style,
        n_lines=len(table.rows),
        gap_before=draft.gap_before,
        indent=draft.indent,
        table=index,
    )
