"""Pages drawn at run time for tests of tables: words set with real font metrics, and rules."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from reportlab.pdfbase.pdfmetrics import stringWidth

from pipeline.model import Box
from pipeline.read.layout import Grid, PageLayout, Stroke, Word

LINE = 1.25  # ems between the lines of a cell


@dataclass
class Sheet:
    """A page that is filled from top to bottom; `y` is the baseline of the next line."""

    size: float = 10.0
    left: float = 70.0
    width: float = 455.0
    y: float = 80.0
    number: int = 1
    serif: bool = True
    words: list[Word] = field(default_factory=list)
    strokes: list[Stroke] = field(default_factory=list)

    @property
    def page(self) -> PageLayout:
        return PageLayout(self.number, 595.0, 842.0, tuple(self.words), tuple(self.strokes))

    @property
    def right(self) -> float:
        return self.left + self.width

    def measure(self, text: str, bold: bool = False) -> float:
        plain, heavy = ("Times-Roman", "Times-Bold") if self.serif else ("Helvetica",) * 2
        return float(stringWidth(text, heavy if bold else plain, self.size))

    def put(
        self, x: float, baseline: float, text: str, bold: bool = False, align: str = "left"
    ) -> None:
        """One line of text; `x` is its left end, right end or middle."""
        length = self.measure(text, bold)
        x -= {"left": 0.0, "right": length, "centre": length / 2}[align]
        for piece in text.split(" "):
            reach = self.measure(piece, bold)
            if piece:
                top, bottom = baseline - 0.8 * self.size, baseline + 0.2 * self.size
                self.words.append(Word(piece, Box(x, top, x + reach, bottom), self.size, bold))
            x += reach + self.measure(" ", bold)

    def wrapped(self, text: str, width: float, bold: bool = False) -> list[str]:
        lines: list[str] = []
        for piece in text.split(" "):
            if lines and self.measure(f"{lines[-1]} {piece}", bold) <= width:
                lines[-1] += f" {piece}"
            else:
                lines.append(piece)
        return lines

    def prose(self, text: str, justified: bool = False) -> None:
        """A paragraph over the whole width."""
        lines = self.wrapped(text, self.width)
        for index, line in enumerate(lines):
            if justified and index < len(lines) - 1:
                self._stretched(line)
            else:
                self.put(self.left, self.y, line)
            self.y += LINE * self.size
        self.y += 0.6 * self.size

    def _stretched(self, line: str) -> None:
        pieces = line.split(" ")
        free = self.width - sum(self.measure(piece) for piece in pieces)
        x = self.left
        for piece in pieces:
            self.put(x, self.y, piece)
            x += self.measure(piece) + free / max(len(pieces) - 1, 1)

    def rule(self, x0: float, y: float, x1: float) -> None:
        self.strokes.append(Stroke(x0, y, x1, y))

    def border(self, x: float, top: float, bottom: float) -> None:
        self.strokes.append(Stroke(x, top, x, bottom))


@dataclass(frozen=True)
class Style:
    """How a table is set. `rules` is `grid`, `rows`, `booktabs`, `head` or `none`; `valign`
    says what figures are level with; `pad` is the white above and below a row, in ems."""

    rules: str = "none"
    aligns: str = "lr"
    widths: tuple[float, ...] = (300.0, 100.0)
    valign: str = "top"
    pad: float = 0.25
    gutter: float = 1.2
    header_bold: bool = True


@dataclass(frozen=True)
class Row:
    """A row as it is to be drawn."""

    cells: tuple[str, ...]
    bold: bool = False
    indent: float = 0.0


def row(*cells: str, bold: bool = False, indent: float = 0.0) -> Row:
    return Row(cells, bold, indent)


def draw_table(sheet: Sheet, rows: Sequence[Row], style: Style) -> None:
    """Draw a table at the sheet's place; the first row is its heading."""
    x0, x1, top = sheet.left, sheet.left + sum(style.widths), sheet.y - sheet.size
    levels = [top]
    sheet.y = top
    for index, each in enumerate(rows):
        _draw_row(sheet, each, style, bold=each.bold or (index == 0 and style.header_bold))
        levels.append(sheet.y)
    drawn = {
        "grid": levels,
        "rows": levels,
        "booktabs": [levels[0], levels[1], levels[-2], levels[-1]],
        "head": [levels[1]],
        "none": [],
    }[style.rules]
    for level in drawn:
        sheet.rule(x0, level, x1)
    if style.rules == "grid":
        x = x0
        for width in (*style.widths, 0.0):
            sheet.border(x, top, levels[-1])
            x += width
    sheet.y += 2 * sheet.size


def _draw_row(sheet: Sheet, each: Row, style: Style, bold: bool) -> None:
    inner = style.gutter * sheet.size / 2
    cells = []
    for text, width, column in zip(each.cells, style.widths, range(99), strict=False):
        room = width - 2 * inner - (each.indent * sheet.size if column == 0 else 0.0)
        cells.append(sheet.wrapped(text, room, bold) if text else [])
    pitch = LINE * sheet.size
    count = max(len(lines) for lines in cells)
    first = sheet.y + (style.pad + 1.0) * sheet.size
    x = sheet.left
    for column, (lines, width) in enumerate(zip(cells, style.widths, strict=True)):
        spare = {"top": 0.0, "middle": 0.5, "bottom": 1.0}[style.valign] * (count - len(lines))
        for index, line in enumerate(lines):
            baseline = first + (index + spare) * pitch
            if style.aligns[column] == "r":
                sheet.put(x + width - inner, baseline, line, bold, "right")
            elif style.aligns[column] == "c":
                sheet.put(x + width / 2, baseline, line, bold, "centre")
            else:
                indent = each.indent * sheet.size if column == 0 else 0.0
                sheet.put(x + inner + indent, baseline, line, bold)
        x += width
    sheet.y = first + (count - 1) * pitch + (style.pad + 0.3) * sheet.size


def texts(grid: Grid) -> list[list[str]]:
    """The cells' text by row, leftovers marked with a star."""
    rows: dict[int, list[str]] = {}
    for cell in grid.cells:
        mark = "*" if cell.column < 0 else ""
        rows.setdefault(cell.row, []).append(mark + cell.text)
    return [rows[number] for number in sorted(rows)]
