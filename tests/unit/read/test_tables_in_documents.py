"""Tables of whole PDFs as a layout program sets them, read from end to end."""

from __future__ import annotations

from pathlib import Path

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer, Table

from pipeline.read import read_document

STYLES = getSampleStyleSheet()
INTRO = (
    "Parterna är eniga om att medlen ska fördelas enligt tabellen och att fördelningen ska "
    "följas upp under året. Medel som inte har använts ska betalas tillbaka. "
)
ROWS = [
    [f"Insats {n}: stöd till utveckling av vården i regioner och kommuner", f"{n} 250 000", "SKR"]
    for n in range(1, 40)
]
HEAD = ["Insats", "Belopp, kr", "Mottagare"]
TOTAL = ["Totalt", "789 750 000", ""]
GRID = [("GRID", (0, 0), (-1, -1), 0.5, "black"), ("BACKGROUND", (0, 0), (-1, 0), "lightgrey")]
BOOKTABS = [
    ("LINEABOVE", (0, 0), (-1, 0), 1, "black"),
    ("LINEBELOW", (0, 0), (-1, 0), 0.5, "black"),
    ("LINEABOVE", (0, -1), (-1, -1), 0.5, "black"),
    ("LINEBELOW", (0, -1), (-1, -1), 1, "black"),
]


def pdf_with(path: Path, style: list[tuple[object, ...]], repeat: int) -> Path:
    body = STYLES["BodyText"]
    cells = [[Paragraph(row[0], body), *row[1:]] for row in ROWS]
    table = Table([HEAD, *cells, TOTAL], colWidths=[220, 90, 90], repeatRows=repeat)
    table.setStyle(
        [*style, ("ALIGN", (1, 0), (1, -1), "RIGHT"), ("VALIGN", (0, 0), (-1, -1), "TOP")]
    )
    story: list[Flowable] = [Paragraph(INTRO * 3, body), Spacer(1, 12), table, Spacer(1, 12)]
    SimpleDocTemplate(str(path), pagesize=A4).build([*story, Paragraph(INTRO, body)])
    return path


@pytest.mark.parametrize("repeat", [0, 1])
@pytest.mark.parametrize("style", [GRID, BOOKTABS, []], ids=["grid", "booktabs", "none"])
def test_a_long_table_is_one_table(
    tmp_path: Path, style: list[tuple[object, ...]], repeat: int
) -> None:
    document = read_document(pdf_with(tmp_path / "long.pdf", style, repeat))
    (table,) = document.tables
    rows = [[cell.text for cell in row] for row in table.rows]
    assert [*rows[:-1], [text for text in rows[-1] if text]] == [HEAD, *ROWS, TOTAL[:2]]
    assert len(document.pages) > 1
