"""Draws small PDFs at run time and reads them back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from pipeline.model import Document
from pipeline.read import read_document

Draw = Callable[["Sheet"], None]


class Sheet:
    """A canvas measured from the top of the page, as documents are."""

    def __init__(self, canvas: Canvas, height: float) -> None:
        self.canvas, self.height = canvas, height

    def write(
        self, x: float, y: float, text: str, size: float = 11, font: str = "Helvetica"
    ) -> None:
        self.canvas.setFont(font, size)
        self.canvas.drawString(x, self.height - y, text)

    def right(self, x: float, y: float, text: str, size: float = 11) -> None:
        self.canvas.setFont("Helvetica", size)
        self.canvas.drawRightString(x, self.height - y, text)

    def lines(self, x: float, y: float, *lines: str, pitch: float = 14, **how: Any) -> float:
        """Writes lines below one another; returns where the next one would stand."""
        for line in lines:
            self.write(x, y, line, **how)
            y += pitch
        return y


@pytest.fixture
def read_pages(tmp_path: Path) -> Callable[..., Document]:
    """A function that draws pages and reads the PDF that they make."""

    def read(*pages: Draw, size: tuple[float, float] = A4, **canvas_options: Any) -> Document:
        path = tmp_path / "drawn.pdf"
        canvas = Canvas(str(path), pagesize=size, invariant=1, **canvas_options)
        for draw in pages:
            draw(Sheet(canvas, size[1]))
            canvas.showPage()
        canvas.save()
        return read_document(path)

    return read


@pytest.fixture
def texts() -> Callable[[Document], list[str]]:
    """The texts of a document's blocks."""
    return lambda document: [
        document.text[block.span.start : block.span.end] for block in document.blocks
    ]
