"""A page as drawn: words with their boxes and type, and the lines drawn between them.

Text-layer pages and pages read by OCR come in this one form, so that everything after it
(lines, paragraphs, tables) is the same for both. Coordinates are points from the page's
top left corner, the page turned upright.
"""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.model import Box, TextSource


@dataclass(frozen=True, slots=True)
class TagCell:
    """The cell of a tagged table that a word belongs to; `table` and `row` tell one from
    another in the document, `column` counts the cells of the row from 0."""

    table: int
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class Tag:
    """What a tagged PDF calls the element that a word belongs to: a standard structure type
    such as `H1`, `P` or `LI`, or `Artifact`; `element` tells one from another on a page."""

    type: str
    element: int
    cell: TagCell | None = None

    @property
    def heading(self) -> bool:
        return self.type[0] == "H" and self.type[1:].isdigit()


@dataclass(frozen=True, slots=True)
class Word:
    """Characters with no white space between them, set in one type.

    `raised` marks a superscript (smaller type above the baseline of its line), `confidence`
    (0–100) a word read by OCR.
    """

    text: str
    box: Box
    size: float
    bold: bool = False
    italic: bool = False
    raised: bool = False
    confidence: float | None = None
    tag: Tag | None = None


@dataclass(frozen=True, slots=True)
class Stroke:
    """A straight line or the edge of a box, drawn on the page."""

    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def horizontal(self) -> bool:
        return self.x1 - self.x0 >= self.bottom - self.top


@dataclass(frozen=True, slots=True)
class PageLayout:
    """What is drawn on one page, in the order of the file (not reading order).

    `turned` is the degrees clockwise by which the page was turned from how the file shows it.
    """

    number: int
    width: float
    height: float
    words: tuple[Word, ...]
    strokes: tuple[Stroke, ...] = ()
    source: TextSource = "text_layer"
    turned: int = 0


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell of a detected table with its words in reading order; row and column from 0.

    `column` is -1 for a leftover: words inside the region that fit no cell.
    """

    row: int
    column: int
    words: tuple[Word, ...]
    box: Box

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)


@dataclass(frozen=True, slots=True)
class Grid:
    """A table found on one page. Every word whose centre lies in `box` is in exactly one cell.

    `tagged` is whether the structure tree of a tagged PDF tells its rows and cells.
    """

    box: Box
    cells: tuple[GridCell, ...]
    ruled: bool
    tagged: bool = False
