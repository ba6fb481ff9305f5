"""What reading yields: a document as text, blocks and tables that know their place.

One convention carries every later step. The text of a document is the
concatenation of its pages' text, and *one block is one line*: the words of a
paragraph stand on a single line, parted by single spaces, and the block ends
with a line feed. A word or a paragraph that runs over a page break simply runs
on from one page's text into the next. Only a table's block has several lines:
one a row, its cells parted by tabs. Running headers, footers and page numbers
are not part of the text.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

TextSource = Literal["text_layer", "ocr", "mixed", "plain", "markdown"]
BlockKind = Literal["paragraph", "list_item", "table", "footnote", "contents"]


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open range of characters in `Document.text`."""

    start: int
    end: int

    def contains(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page, in points from the page's top left corner."""

    x0: float
    top: float
    x1: float
    bottom: float

    @classmethod
    def around(cls, boxes: Iterable[Box]) -> Box:
        """The smallest box that encloses all of some boxes, of which there is one at least."""
        held = list(boxes)
        if len(held) == 1:
            return held[0]
        return cls(
            min(box.x0 for box in held),
            min(box.top for box in held),
            max(box.x1 for box in held),
            max(box.bottom for box in held),
        )

    def union(self, other: Box) -> Box:
        return Box(
            min(self.x0, other.x0),
            min(self.top, other.top),
            max(self.x1, other.x1),
            max(self.bottom, other.bottom),
        )


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a fact stands: its document, page (1-based), characters, boxes and raw text.

    `boxes` has one box a line for the part of the span that stands on `page`; it is empty
    where the input has no pages drawn (plain text, markdown). `box` encloses them all.
    """

    doc_id: str
    page: int
    span: Span
    boxes: tuple[Box, ...]
    raw: str

    @property
    def box(self) -> Box | None:
        return Box.around(self.boxes) if self.boxes else None


@dataclass(frozen=True, slots=True)
class Source:
    """The file that was read. `path` is relative to the input root."""

    doc_id: str
    file_name: str
    path: str
    sha256: str
    media_type: str


@dataclass(frozen=True, slots=True)
class Style:
    """How a block is set: type size in points (None where unknown), weight and slant."""

    size: float | None = None
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True, slots=True)
class PlacedWord:
    """A run of characters of the text, and the box on a page that it was read from.

    `confidence` is 0–100 where the word was read by OCR, else None.
    """

    span: Span
    page: int
    box: Box
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, list item, table, footnote or line of a table of contents.

    `span` leaves out the closing line feed. `n_lines` is the number of lines that it
    took up in the source; `marker` a list item's bullet or number, or a footnote's
    mark (which is then not part of the text); `markup_level` the depth that markdown's
    heading marks claim; `gap_before` the white space above it, as a multiple of the
    document's usual distance between lines (None where unknown); `indent` the points
    (or, in plain text, columns) from the left edge of the text; `tag` what a tagged PDF calls
    it: a standard structure type such as `H1`, `P`, `LI`, `TOCI` or `Artifact`.
    """

    kind: BlockKind
    span: Span
    page: int
    style: Style = Style()
    n_lines: int = 1
    marker: str | None = None
    markup_level: int | None = None
    gap_before: float | None = None
    indent: float = 0.0
    table: int | None = None
    tag: str | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table as it stands; row and column count from 0.

    `column` is -1 for a leftover: words inside the table's region that fit no cell.
    """

    row: int
    column: int
    span: Span
    text: str
    page: int
    box: Box | None = None
    bold: bool = False
    indent: float = 0.0


@dataclass(frozen=True)
class Table:
    """A grid found on one or several pages. `caption` is the line just above it, if any.

    `ruled` tells whether drawn lines part its rows or columns.
    """

    table_id: str
    span: Span
    page: int
    cells: tuple[Cell, ...]
    caption: str | None = None
    ruled: bool = False

    @cached_property
    def rows(self) -> tuple[tuple[Cell, ...], ...]:
        """The cells by row, each row from left to right, leftovers last."""
        grid: dict[int, list[Cell]] = {}
        for cell in self.cells:
            grid.setdefault(cell.row, []).append(cell)
        order = lambda cell: (cell.column < 0, cell.column)  # noqa: E731
        return tuple(tuple(sorted(grid[row], key=order)) for row in sorted(grid))


@dataclass(frozen=True, slots=True)
class OutlineEntry:
    """An entry of the file's own outline (bookmarks); `level` 1 is the top."""

    title: str
    level: int
    page: int | None


@dataclass(frozen=True, slots=True)
class Page:
    """One page; `width` and `height` in points, None where no page is drawn.

    `turned` is the degrees clockwise by which it was turned to be read upright: sizes and
    boxes are those of the page so turned.
    """

    number: int
    text: str
    char_start: int
    text_source: TextSource
    width: float | None = None
    height: float | None = None
    turned: int = 0

    @property
    def char_end(self) -> int:
        return self.char_start + len(self.text)


@dataclass(frozen=True, slots=True)
class Finding:
    """Something odd that a stage found; it never changes a value by itself."""

    stage: Literal["read", "extract", "reconcile"]
    code: str
    message: str
    page: int | None = None
    span: Span | None = None
    row_id: str | None = None


@dataclass(frozen=True)
class Document:
    """A document as it was read. See the module's docstring for the text's conventions.

    `source_offsets` leads the characters of a plain-text or markdown input back to the
    file: triples (start in `text`, start in the decoded file, length), ascending.
    """

    source: Source
    pages: tuple[Page, ...]
    blocks: tuple[Block, ...]
    tables: tuple[Table, ...] = ()
    words: tuple[PlacedWord, ...] = ()
    outline: tuple[OutlineEntry, ...] = ()
    findings: tuple[Finding, ...] = ()
    source_offsets: tuple[tuple[int, int, int], ...] = ()

    @property
    def doc_id(self) -> str:
        return self.source.doc_id

    @cached_property
    def text(self) -> str:
        return "".join(page.text for page in self.pages)

    @cached_property
    def _page_starts(self) -> list[int]:
        return [page.char_start for page in self.pages]

    @cached_property
    def _word_starts(self) -> list[int]:
        return [word.span.start for word in self.words]

    @cached_property
    def _block_starts(self) -> list[int]:
        return [block.span.start for block in self.blocks]

    @cached_property
    def body_size(self) -> float | None:
        """The type size that most of the document's characters have."""
        weight: dict[float, int] = {}
        for block in self.blocks:
            if block.style.size is not None:
                length = block.span.end - block.span.start
                weight[block.style.size] = weight.get(block.style.size, 0) + length
        return max(weight, key=lambda size: weight[size]) if weight else None

    def page_at(self, offset: int) -> int:
        """The number of the page that a character stands on."""
        index = max(bisect_right(self._page_starts, offset) - 1, 0)
        return self.pages[index].number if self.pages else 1

    def block_at(self, offset: int) -> Block | None:
        """The block that a character belongs to, None between blocks."""
        index = bisect_right(self._block_starts, offset) - 1
        if index < 0 or offset >= self.blocks[index].span.end:
            return None
        return self.blocks[index]

    def words_in(self, span: Span) -> tuple[PlacedWord, ...]:
        """The placed words that a span touches, in order."""
        first = max(bisect_right(self._word_starts, span.start) - 1, 0)
        last = bisect_right(self._word_starts, span.end - 1)
        words = self.words[first:last]
        return words if not words or words[0].span.overlaps(span) else words[1:]

    def boxes_of(self, span: Span, page: int) -> tuple[Box, ...]:
        """The smallest boxes on `page` that cover a span, one for each line that it stands on."""
        lines: list[list[Box]] = []
        for word in self.words_in(span):
            if word.page > page:
                break
            if word.page < page:
                continue
            whole = span.contains(word.span)
            part = word.box if whole else _part_of(word, span, self.text)
            if lines and _on_one_line(lines[-1][0], part):
                lines[-1].append(part)
            else:
                lines.append([part])
        return tuple(map(Box.around, lines))

    def box_of(self, span: Span, page: int) -> Box | None:
        """The box on `page` that encloses a span."""
        boxes = self.boxes_of(span, page)
        return Box.around(boxes) if boxes else None

    def locate(self, start: int, end: int) -> Provenance:
        """The provenance of the characters from `start` to `end`."""
        span = Span(start, end)
        page = self.page_at(start)
        boxes = self.boxes_of(span, page)
        return Provenance(self.doc_id, page, span, boxes, self.text[start:end])

    def source_offset(self, offset: int) -> int | None:
        """Where a character of the text stands in the decoded input file (plain text and
        markdown only)."""
        starts = [triple[0] for triple in self.source_offsets]
        index = bisect_right(starts, offset) - 1
        if index < 0:
            return None
        start, origin, length = self.source_offsets[index]
        return origin + min(offset - start, max(length - 1, 0))


def _on_one_line(left: Box, right: Box) -> bool:
    """Whether two parts overlap in height by more than half of the lower one."""
    shared = min(left.bottom, right.bottom) - max(left.top, right.top)
    return shared > 0.5 * min(left.bottom - left.top, right.bottom - right.top)


_NARROW = frozenset("ijlftrI1.,:;!|()[]'’”-")
_WIDE = frozenset("mwMWÅÄÖ@%—")


def _part_of(word: PlacedWord, span: Span, text: str) -> Box:
    """The part of a word's box that a span covers, judged by how wide letters usually are."""
    widths = [_width(character) for character in text[word.span.start : word.span.end]]
    whole = sum(widths) or 1.0
    left = sum(widths[: max(span.start - word.span.start, 0)]) / whole
    right = sum(widths[max(span.end - word.span.start, 0) :]) / whole
    box, breadth = word.box, word.box.x1 - word.box.x0
    return Box(box.x0 + left * breadth, box.top, box.x1 - right * breadth, box.bottom)


def _width(character: str) -> float:
    if character in _NARROW:
        return 0.5
    return 1.5 if character in _WIDE else 1.0
