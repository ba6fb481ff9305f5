"""PDFs that go wrong in every way we could think of, made from a good one.

Each maker returns bytes; none is random, so that a failure can be looked at again.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable, Iterator

from reportlab.lib import pdfencrypt
from reportlab.pdfgen.canvas import Canvas

Maker = Callable[[], bytes]

TEXT = "Regeringen avsätter 5 000 000 kronor för insatserna under 2020."


def good_pdf(pages: int = 2, **options: object) -> bytes:
    """A small agreement that reads well."""
    file = io.BytesIO()
    canvas = Canvas(file, invariant=1, **options)
    for page in range(1, pages + 1):
        canvas.setFont("Helvetica-Bold", 16)
        canvas.drawString(70, 760, f"{page}. Insatser")
        canvas.setFont("Helvetica", 11)
        for line in range(20):
            canvas.drawString(70, 730 - 16 * line, TEXT)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def broken_pdfs() -> Iterator[tuple[str, bytes]]:
    """Name and bytes of every broken file."""
    whole = good_pdf()
    yield "zero-bytes", b""
    yield "only-spaces", b" \n" * 50
    yield "text-named-pdf", TEXT.encode()
    yield "web-page-named-pdf", b"<html><title>404</title><p>Sidan saknas</p></html>"
    yield "picture-named-pdf", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4
    yield "header-only", b"%PDF-1.7\n"
    for tenth in range(1, 10):
        yield f"truncated-{tenth}0-percent", whole[: len(whole) * tenth // 10]
    for seed in range(10):
        yield f"flipped-bytes-{seed}", _flipped(whole, seed)
    yield "xref-swapped", _xref_swapped(whole)
    yield "xref-zeroed", _xref_zeroed(whole)
    yield "startxref-beyond-the-end", whole.replace(b"startxref\n", b"startxref\n9999999")
    yield "locked", good_pdf(encrypt=pdfencrypt.StandardEncryption("secret", "owner"))
    yield "ten-metre-page", _objects(_page(media_box="0 0 28346 28346"))
    yield "absurd-coordinates", _objects(_page(content=b"BT /F1 11 Tf 1e30 -1e30 Td (x) Tj ET"))
    yield "huge-type", _objects(_page(content=b"BT /F1 1e20 Tf 70 700 Td (x) Tj ET"))
    yield "negative-page", _objects(_page(media_box="0 0 -595 -842"))
    yield "no-fonts", _objects(_page(content=b"BT /F9 11 Tf 70 700 Td (text) Tj ET"))
    yield "deep-state", _objects(_page(content=b"q " * 200_000))
    yield "endless-content", _objects(_page(content=b"BT /F1 11 Tf 70 700 Td (x) Tj ET " * 60_000))
    yield "bomb", _objects(_bomb_page())
    yield "recursive-pages", _recursive_pages()
    yield "recursive-form", _recursive_form()
    yield "page-tree-of-nothing", _objects([b"<< /Type /Catalog /Pages 2 0 R >>", b"null"])
    yield (
        "no-pages",
        _objects([b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [] /Count 0 >>"]),
    )
    yield "count-lies", _objects(_page(count=2_000_000_000))
    yield "length-lies", whole.replace(b"/Length ", b"/Length 9")
    yield "filter-unknown", _objects(_page(content=b"junk", filter_name=b"/NoSuchDecode"))
    yield "filter-fails", _objects(_page(content=b"not deflated", filter_name=b"/FlateDecode"))


def hard_but_readable() -> Iterator[tuple[str, bytes]]:
    """Files that look bad and must be read all the same."""
    yield "empty-password", good_pdf(encrypt=pdfencrypt.StandardEncryption("", "owner"))
    yield "junk-before-the-header", b"\r\nX-Mailer: scanner\r\n" + good_pdf()
    yield "junk-after-the-end", good_pdf() + b"\0" * 3000
    yield "ten-thousand-pages", _many_pages(10_000)


def _flipped(data: bytes, seed: int) -> bytes:
    """About one byte in two hundred turned over, by a rule that the seed alone sets."""
    flipped = bytearray(data)
    state = seed + 1
    for _ in range(len(data) // 200):
        state = (state * 1_103_515_245 + 12_345) % (1 << 31)
        flipped[state % len(data)] ^= 0xFF
    return bytes(flipped)


def _xref_entries(data: bytes) -> tuple[int, int]:
    start = data.rindex(b"xref\n", 0, data.rindex(b"startxref"))
    first = data.index(b"\n", start + 5) + 1
    return first, data.index(b"trailer", first)


def _xref_swapped(data: bytes) -> bytes:
    first, end = _xref_entries(data)
    entries = [data[i : i + 20] for i in range(first, end - 19, 20)]
    return data[:first] + entries[0] + b"".join(reversed(entries[1:])) + data[end:]


def _xref_zeroed(data: bytes) -> bytes:
    first, end = _xref_entries(data)
    return data[:first] + b"0" * (end - first) + data[end:]


def _objects(objects: list[bytes]) -> bytes:
    """A file of these objects, numbered from 1, the first being the catalogue."""
    data, offsets = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, 1):
        offsets.append(len(data))
        data += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    size = len(objects) + 1
    return data + (
        b"xref\n0 %d\n0000000000 65535 f \n%btrailer\n<< /Size %d /Root 1 0 R >>\n"
        b"startxref\n%d\n%%%%EOF\n" % (size, table, size, len(data))
    )


def _stream(content: bytes, entries: bytes = b"") -> bytes:
    return b"<< /Length %d %b >>\nstream\n%b\nendstream" % (len(content), entries, content)


def _page(
    content: bytes = b"BT /F1 11 Tf 70 700 Td (Insatser) Tj ET",
    media_box: str = "0 0 595 842",
    count: int = 1,
    filter_name: bytes = b"",
) -> list[bytes]:
    entries = b"/Filter " + filter_name if filter_name else b""
    return [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count %d >>" % count,
        b"<< /Type /Page /Parent 2 0 R /MediaBox [%b] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> >> >>" % media_box.encode(),
        _stream(content, entries),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]


def _bomb_page() -> list[bytes]:
    """A content stream deflated twice: a few kB that unpack to 1 GiB of spaces."""
    packer = zlib.compressobj(9)
    once = b"".join(packer.compress(b" " * (1 << 20)) for _ in range(1024)) + packer.flush()
    return _page(content=zlib.compress(once, 9), filter_name=b"[/FlateDecode /FlateDecode]")


def _recursive_pages() -> bytes:
    return _objects(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 4 /Parent 2 0 R >>",
        ]
    )


def _recursive_form() -> bytes:
    objects = _page(content=b"/X Do")
    objects[2] = objects[2].replace(b"/Font <<", b"/XObject << /X 6 0 R >> /Font <<")
    resources = b"/Resources << /XObject << /X 6 0 R >> >>"
    form = b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] " + resources
    return _objects([*objects, _stream(b"/X Do /X Do", form)])


def _many_pages(number: int) -> bytes:
    kids = b" ".join(b"%d 0 R" % n for n in range(3, number + 3))
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%b] /Count %d >>" % (kids, number),
        *[page] * (number - 1),
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R /Resources "
        b"<< /Font << /F1 %d 0 R >> >> >>" % (number + 3, number + 4),
        _stream(b"BT /F1 11 Tf 70 700 Td (Regeringen avs\\344tter 5 000 000 kronor.) Tj ET"),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    return _objects(objects)
