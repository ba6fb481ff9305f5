from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from pipeline.model import UnreadableError
from pipeline.read.pdf.page_pictures import page_pictures


def test_every_page_is_drawn_at_the_resolution_asked_for(samples: Path) -> None:
    pictures = list(page_pictures(samples / "2012-jamlik-vard.pdf", dpi=36))
    assert len(pictures) == 2
    for picture in pictures:
        assert (round(picture.width), round(picture.height)) == (595, 842)
        assert Image.open(io.BytesIO(picture.jpeg)).size == (298, 421)


def test_what_is_no_pdf_cannot_be_drawn(tmp_path: Path) -> None:
    path = tmp_path / "broken.pdf"
    path.write_bytes(b"%PDF-1.4 broken")
    with pytest.raises(UnreadableError):
        list(page_pictures(path))
