"""Which reader a file goes to, and what is said of files that none can read."""

from __future__ import annotations

from pathlib import Path

import pytest
from reportlab.lib import pdfencrypt
from reportlab.pdfgen.canvas import Canvas

from pipeline.model import UnreadableError
from pipeline.read import read_document
from tests.faults.broken_pdfs import broken_pdfs

TEXT = "1. Inledning\n\nStaten avsätter 14 000 000 kronor.\n"


def draw(path: Path, text: str = "Staten och regionerna", **options: object) -> Path:
    canvas = Canvas(str(path), **options)
    if text:
        canvas.drawString(70, 700, text)
    canvas.showPage()
    canvas.save()
    return path


@pytest.mark.parametrize("name", ["a.pdf", "a.txt", "a.md", "a"])
def test_a_pdf_is_read_as_one_whatever_its_name(tmp_path, name):
    document = read_document(draw(tmp_path / name))
    assert document.text == "Staten och regionerna\n"
    assert document.source.media_type == "application/pdf"


@pytest.mark.parametrize(
    ("name", "media_type"),
    [("a.txt", "text/plain"), ("a", "text/plain"), ("a.md", "text/markdown")],
)
def test_text_is_read_as_text_whatever_its_name(tmp_path, name, media_type):
    path = tmp_path / name
    path.write_text(TEXT, encoding="utf-8")
    document = read_document(path)
    assert "14 000 000 kronor" in document.text
    assert document.source.media_type == media_type


HTML = b"<!DOCTYPE html>\n<html><head><title>404</title></head><body>Sidan saknas</body></html>\n"


@pytest.mark.parametrize(
    ("name", "content", "cause", "says"),
    [
        ("a.pdf", TEXT.encode(), "unreadable", "named .pdf but holds plain text"),
        ("a.pdf", HTML, "unreadable", "a web page"),
        ("a.txt", HTML, "unsupported", "a web page"),
        (
            "a.md",
            b"\xef\xbb\xbf\n <!-- saved -->\n<HTML>\n" + TEXT.encode(),
            "unsupported",
            "a web",
        ),
        ("a", b'<?xml version="1.0"?>\n' + HTML, "unsupported", "a web page"),
        ("a.txt", HTML.decode().encode("utf-16"), "unsupported", "a web page"),
        ("a.PDF", b"\n" * 1100 + TEXT.encode(), "unreadable", "plain text"),
    ],
)
def test_what_is_neither_pdf_nor_text_says_what_it_is(tmp_path, name, content, cause, says):
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(UnreadableError) as raised:
        read_document(path)
    assert raised.value.cause == cause
    assert says in raised.value.message
    assert raised.value.message.count(". ") == 0


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.txt", b"\n" * 1100 + TEXT.encode()),
        ("a.md", b"<!-- utkast -->\n\n# Medel\n\n" + TEXT.encode()),
        ("a.md", b"<div>\n\n" + TEXT.encode()),
        ("a.txt", b"<html-koden> f\xc3\xb6r kronor\n\n" + TEXT.encode()),
    ],
)
def test_text_that_opens_oddly_is_text(tmp_path, name, content):
    path = tmp_path / name
    path.write_bytes(content)
    assert "14 000 000 kronor" in read_document(path).text


def test_the_path_is_relative_to_the_root(tmp_path):
    (tmp_path / "år" / "2014").mkdir(parents=True)
    path = draw(tmp_path / "år" / "2014" / "a.pdf")
    assert read_document(path, tmp_path).source.path == "år/2014/a.pdf"


@pytest.mark.parametrize(
    ("content", "cause", "says"),
    [
        (b"", "empty", "fetch it again"),
        (b"  \n\n ", "empty", "fetch it again"),
        (b"PK\x03\x04 word/document.xml", "unsupported", "save it as PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "unsupported", "save it as PDF"),
        (bytes(range(256)) * 4, "unreadable", "no PDF"),
        (b"%PDF-1.4\nnothing that could be read", "unreadable", "fetch it again"),
    ],
)
def test_what_cannot_be_read_says_what_to_do(tmp_path, content, cause, says):
    path = tmp_path / "a.pdf"
    path.write_bytes(content)
    with pytest.raises(UnreadableError) as raised:
        read_document(path)
    assert raised.value.cause == cause
    assert says in raised.value.message
    assert raised.value.message.count(". ") == 0


def test_a_missing_file(tmp_path):
    with pytest.raises(UnreadableError, match="cannot be opened"):
        read_document(tmp_path / "a.pdf")


def test_half_a_pdf(tmp_path):
    path = draw(tmp_path / "a.pdf")
    path.write_bytes(path.read_bytes()[:300])
    with pytest.raises(UnreadableError, match="fetch it again"):
        read_document(path)


def test_an_empty_password_opens(tmp_path):
    path = draw(tmp_path / "a.pdf", encrypt=pdfencrypt.StandardEncryption("", ownerPassword="x"))
    assert read_document(path).text == "Staten och regionerna\n"


def test_a_real_password_does_not(tmp_path):
    path = draw(tmp_path / "a.pdf", encrypt=pdfencrypt.StandardEncryption("hemligt"))
    with pytest.raises(UnreadableError, match="password") as raised:
        read_document(path)
    assert raised.value.cause == "encrypted"


def test_ten_metres_square(tmp_path):
    side = 10_000 / 25.4 * 72
    path = draw(tmp_path / "a.pdf", pagesize=(side, side))
    assert read_document(path).text == "Staten och regionerna\n"


def test_a_locked_file_leaves_nothing_behind_for_the_next(tmp_path):
    makers = dict(broken_pdfs())
    for name, cause in (("locked", "encrypted"), ("no-pages", "unreadable")):
        path = tmp_path / f"{name}.pdf"
        path.write_bytes(makers[name])
        with pytest.raises(UnreadableError) as raised:
            read_document(path)
        assert raised.value.cause == cause
