from __future__ import annotations

import io
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from PIL import Image, ImageChops, ImageStat
from reportlab.pdfgen.canvas import Canvas

from pipeline.model import UnreadableError
from pipeline.read import read_document
from pipeline.read.pdf.page_pictures import PagePicture, page_pictures


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


def _turned_copy(path: Path, degrees: int, folder: Path) -> Path:
    pdf = pdfium.PdfDocument(path)
    for page in pdf:
        page.set_rotation(degrees)
    copy = folder / f"{degrees}.pdf"
    pdf.save(copy)
    pdf.close()
    return copy


@pytest.mark.parametrize("degrees", [0, 90, 180, 270])
def test_a_picture_shows_the_page_as_it_was_read(
    samples: Path, tmp_path: Path, degrees: int
) -> None:
    sample = samples / "2012-jamlik-vard.pdf"
    path = _turned_copy(sample, degrees, tmp_path)
    pages = read_document(path, tmp_path).pages
    assert [page.turned for page in pages] == [(360 - degrees) % 360] * 2
    upright = page_pictures(sample, dpi=36)
    drawn = page_pictures(path, dpi=36, turned=[page.turned for page in pages])
    for page, expected, picture in zip(pages, upright, drawn, strict=True):
        assert (picture.width, picture.height) == pytest.approx((page.width, page.height))
        difference = ImageChops.difference(_grey(expected), _grey(picture))
        assert ImageStat.Stat(difference).mean[0] < 1


def _grey(picture: PagePicture) -> Image.Image:
    return Image.open(io.BytesIO(picture.jpeg)).convert("L")


def test_colours_are_those_of_the_page(tmp_path: Path) -> None:
    path = tmp_path / "red.pdf"
    canvas = Canvas(str(path), pagesize=(100, 100))
    canvas.setFillColorRGB(1, 0, 0)
    canvas.rect(0, 0, 100, 100, stroke=0, fill=1)
    canvas.save()
    (picture,) = page_pictures(path, dpi=36)
    red, green, blue = Image.open(io.BytesIO(picture.jpeg)).convert("RGB").getpixel((25, 25))
    assert red > 250 > 5 > max(green, blue)
