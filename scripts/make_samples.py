"""Typesets the sample agreements of scripts/samples into data/raw.

The sources are short markdown files of our own with a few marks more: `=` a title, `%` a line
of the title page, `@` the signatures side by side, `>>> page` a page break. Their heading says
how the tables are drawn (`ruled`, `rules` or `none`) and whether the result is scanned, that
is, a picture of the pages without a text layer. The same sources give the same bytes.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path

import pypdfium2 as pdfium
from PIL import Image
from reportlab.lib import colors
from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    PageBreak,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
)
from reportlab.platypus.tableofcontents import TableOfContents

ROOT = Path(__file__).resolve().parent.parent
MARGIN = 70
SCAN_DPI = 200


@dataclass(frozen=True)
class Sample:
    """A source: its settings and its lines."""

    name: str
    settings: dict[str, str]
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Styles:
    """The paragraph styles of one type family."""

    body: ParagraphStyle
    title: ParagraphStyle
    front: ParagraphStyle
    headings: tuple[ParagraphStyle, ...]
    bullet: ParagraphStyle
    cell: ParagraphStyle
    figure: ParagraphStyle


def main() -> None:
    """Write every sample."""
    for path in sorted((ROOT / "scripts" / "samples").glob("*.md")):
        sample = load(path)
        data = typeset(sample)
        if sample.settings.get("scan") == "yes":
            data = _scanned(data)
        target = ROOT / "data" / "raw" / f"{sample.name}.pdf"
        target.write_bytes(data)
        print(f"{target.relative_to(ROOT)}: {len(data):,} bytes")


def load(path: Path) -> Sample:
    _, heading, body = path.read_text(encoding="utf-8").split("---\n", 2)
    settings = dict(line.split(": ", 1) for line in heading.splitlines())
    return Sample(path.stem, settings, tuple(body.splitlines()))


def _styles(family: str) -> Styles:
    bold = {"Times-Roman": "Times-Bold"}.get(family, f"{family}-Bold")
    body = ParagraphStyle("body", fontName=family, fontSize=11, leading=14.5, spaceAfter=7)
    cell = ParagraphStyle("cell", body, fontSize=10, leading=12.5, spaceAfter=0)
    sizes = (15, 12.5, 11.5)
    headings = tuple(
        ParagraphStyle(
            f"h{level}",
            body,
            fontName=bold,
            fontSize=size,
            leading=size * 1.25,
            spaceBefore=14,
            spaceAfter=6,
            keepWithNext=True,
        )
        for level, size in enumerate(sizes, 1)
    )
    title = ParagraphStyle(
        "title", body, fontName=bold, fontSize=21, leading=26, spaceBefore=18, spaceAfter=14
    )
    return Styles(
        body,
        title,
        ParagraphStyle("front", body, spaceAfter=2),
        headings,
        ParagraphStyle("bullet", body, leftIndent=16, bulletIndent=4),
        cell,
        ParagraphStyle("figure", cell, alignment=TA_RIGHT),
    )


class _Template(BaseDocTemplate):
    """A page with a running head and a page number; headings report to the contents list."""

    def __init__(self, file: io.BytesIO, head: str) -> None:
        super().__init__(
            file, pagesize=A4, leftMargin=MARGIN, rightMargin=MARGIN, invariant=1, title=head
        )
        frame = Frame(MARGIN, MARGIN, A4[0] - 2 * MARGIN, A4[1] - 2 * MARGIN, id="page")
        self.head = head
        self.addPageTemplates(PageTemplate(frames=[frame], onPage=self._furniture))

    def _furniture(self, canvas: Canvas, document: BaseDocTemplate) -> None:
        canvas.saveState()
        canvas.setFont("Helvetica", 8)
        canvas.drawString(MARGIN, A4[1] - 45, self.head)
        canvas.drawRightString(A4[0] - MARGIN, 40, str(document.page))
        canvas.restoreState()

    def afterFlowable(self, flowable: Flowable) -> None:  # noqa: N802 (reportlab's name)
        level = {"h1": 0, "h2": 1, "h3": 2}.get(
            (getattr(flowable, "style", None) and flowable.style.name) or ""
        )
        if level is not None:
            self.notify("TOCEntry", (level, flowable.getPlainText(), self.page))


def typeset(sample: Sample) -> bytes:
    file = io.BytesIO()
    _Template(file, sample.settings["head"]).multiBuild(_story(sample))
    return file.getvalue()


def _story(sample: Sample) -> list[Flowable]:
    styles = _styles(sample.settings["font"])
    story: list[Flowable] = []
    rows: list[list[str]] = []
    contents_due = sample.settings["contents"] == "yes"
    for line in (*sample.lines, ""):
        if rows and not line.startswith("|"):
            story += _table(rows, sample.settings, styles)
            rows = []
        if line.startswith("# ") and contents_due:
            story += _contents(styles)
            contents_due = False
        if line.startswith("|"):
            rows.append([cell.strip() for cell in line.strip("|").split("|")])
        elif line.strip():
            story += _flowables(line, styles)
    return story


def _contents(styles: Styles) -> list[Flowable]:
    contents = TableOfContents(dotsMinLevel=0)
    contents.levelStyles = [
        ParagraphStyle(f"toc{level}", styles.front, leftIndent=12 * level) for level in range(3)
    ]
    return [Spacer(1, 20), Paragraph("<b>Innehåll</b>", styles.body), contents, PageBreak()]


def _flowables(line: str, styles: Styles) -> list[Flowable]:
    mark, _, text = line.partition(" ")
    if mark == ">>>":
        return [PageBreak()]
    if mark == "=":
        return [Paragraph(text, styles.title)]
    if mark == "%":
        return [Paragraph(text, styles.front)]
    if mark == "@":
        return [_signatures(text, styles)]
    if mark == "-":
        return [Paragraph(text, styles.bullet, bulletText="•")]
    if mark.strip("#") == "" and mark:
        return [Paragraph(text, styles.headings[len(mark) - 1])]
    return [Paragraph(line, styles.body)]


def _signatures(text: str, styles: Styles) -> Flowable:
    sides = [[part.strip() for part in side.split("/")] for side in text.split("|")]
    rows = [[Paragraph(cell, styles.front) for cell in row] for row in zip(*sides, strict=True)]
    return Table(rows, hAlign="LEFT", spaceBefore=20)


def _table(rows: list[list[str]], settings: dict[str, str], styles: Styles) -> list[Flowable]:
    figures = _figure_column(rows)
    cells = [
        [
            Paragraph(_bold(cell), styles.figure if column == figures else styles.cell)
            for column, cell in enumerate(row)
        ]
        for row in rows
    ]
    return [
        Table(
            cells,
            _widths(rows, figures),
            style=_rules(settings["tables"], rows),
            spaceBefore=6,
            spaceAfter=12,
        ),
    ]


def _figure_column(rows: list[list[str]]) -> int:
    last = [cell.strip("* ") for cell in rows[-1]]
    return next(n for n, cell in enumerate(last) if cell and cell[0].isdigit())


def _widths(rows: list[list[str]], figures: int) -> list[float]:
    widths = [105.0] * len(rows[0])
    widths[figures] = 85.0
    if figures == 2:  # a narrow column for the word delsumma
        widths[1] = 70.0
    widths[0] = A4[0] - 2 * MARGIN - 12 - sum(widths[1:])
    return widths


def _bold(cell: str) -> str:
    return f"<b>{cell.strip('*')}</b>" if cell.startswith("**") else cell


def _rules(kind: str, rows: list[list[str]]) -> list[tuple[object, ...]]:
    top = [("VALIGN", (0, 0), (-1, -1), "TOP")]
    if kind == "ruled":
        shade = ("BACKGROUND", (0, 0), (-1, 0), colors.HexColor("#dce6f2"))
        return [*top, ("GRID", (0, 0), (-1, -1), 0.5, colors.black), shade]
    if kind == "rules":
        places = [
            ("LINEABOVE", 0),
            ("LINEBELOW", 0),
            ("LINEABOVE", len(rows) - 1),
            ("LINEBELOW", len(rows) - 1),
        ]
        return [*top, *((name, (0, row), (-1, row), 0.7, colors.black) for name, row in places)]
    return [*top]


def _scanned(data: bytes) -> bytes:
    """The pages as skewed grey pictures, as an office scanner leaves them."""
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=A4, invariant=1)
    document = pdfium.PdfDocument(data)
    for page in document:
        picture = page.render(scale=SCAN_DPI / 72, grayscale=True).to_pil()
        picture = picture.rotate(0.6, Image.Resampling.BICUBIC, fillcolor=255)
        jpeg = io.BytesIO()
        picture.save(jpeg, "JPEG", quality=60)
        canvas.drawImage(ImageReader(io.BytesIO(jpeg.getvalue())), 0, 0, *A4)
        canvas.showPage()
    document.close()
    canvas.save()
    return file.getvalue()


if __name__ == "__main__":
    main()
