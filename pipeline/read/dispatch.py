"""Which reader a file goes to: by its content first, and by its name."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from pipeline.model import Document, UnreadableError
from pipeline.read.pdf.document import read_pdf
from pipeline.read.source import MEDIA_TYPES, identify
from pipeline.read.text.plain import read_plain

_HEAD = 1024
_PDF_HEADER = b"%PDF-"
_BINARY, _WEB_PAGE = "binary data", "a web page (HTML)"
# Byte order marks, and the empty halves of two-byte letters.
_MARKS = b"\0\xef\xbb\xbf\xff\xfe"
# Markdown may hold some HTML, but does not open a whole page.
_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)[\s>]",
    re.DOTALL | re.IGNORECASE,
)
_OTHER_KINDS = {
    b"PK\x03\x04": "an Office document or zip archive",
    b"\xd0\xcf\x11\xe0": "an old Office document",
    b"{\\rtf": "an RTF document",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"II*\x00": "a picture",
    b"MM\x00*": "a picture",
    b"%!PS": "a PostScript file",
    b"\x1f\x8b": "a compressed file",
}


def read_document(path: Path, root: Path | None = None) -> Document:
    """Read a PDF, plain text or markdown file.

    What the file holds decides, whatever its name says: a PDF named `.txt` is read as a
    PDF. Only a `.pdf` that is none is refused, also where it holds text: mostly that is no
    agreement but the message of a server that had none to give. `root` is the folder that the
    document's path is given relative to.

    Raises UnreadableError, with the remedy in one sentence, for a file that is empty,
    broken, encrypted, without text or of another kind.
    """
    source = identify(path, root)
    if _PDF_HEADER in _head(path):
        return read_pdf(path, replace(source, media_type=MEDIA_TYPES[".pdf"]))
    data = path.read_bytes()
    _refuse_other_kinds(path, data)
    if source.media_type == MEDIA_TYPES[".md"]:
        from pipeline.read.text.markdown import read_markdown

        return read_markdown(data, source)
    return read_plain(data, replace(source, media_type=MEDIA_TYPES[".txt"]))


def _head(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(_HEAD)


def _refuse_other_kinds(path: Path, data: bytes) -> None:
    """Raise UnreadableError for what is neither plain text nor markdown."""
    head = data.lstrip()[:_HEAD]
    if not head:
        raise UnreadableError("The file is empty: fetch it again from its source.", cause="empty")
    kind = _kind_of(head)
    if path.suffix.lower() == ".pdf":
        raise _no_pdf(kind)
    if kind == _BINARY:
        raise UnreadableError(
            "The file holds no text but binary data: save it as PDF, plain text or markdown "
            "and try again.",
            cause="unsupported",
        )
    if kind is not None:
        raise UnreadableError(
            f"The file is {kind}, which is not read here: save it as PDF or plain text "
            "and try again.",
            cause="unsupported",
        )


def _no_pdf(kind: str | None) -> UnreadableError:
    if kind is None:
        return UnreadableError(
            "The file is named .pdf but holds plain text: fetch it again from its source, or "
            "name it .txt if its text is the agreement."
        )
    if kind == _BINARY:
        return UnreadableError(
            "The file is named .pdf but is no PDF (damaged or of another kind): fetch it again "
            "from its source."
        )
    cause = "unreadable" if kind == _WEB_PAGE else "unsupported"
    return UnreadableError(
        f"The file is named .pdf but is {kind}: fetch it again from its source, or open it in "
        "its own program and save it as PDF.",
        cause,
    )


def _kind_of(head: bytes) -> str | None:
    """What a file is by its first bytes; None for text."""
    if _HTML.match(head.translate(None, _MARKS)):
        return _WEB_PAGE
    kinds = (kind for signature, kind in _OTHER_KINDS.items() if head.startswith(signature))
    return next(kinds, _BINARY if _looks_binary(head) else None)


def _looks_binary(head: bytes) -> bool:
    """Whether bytes are no text in any usual encoding."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return False
    odd = sum(byte < 9 or 13 < byte < 27 or 27 < byte < 32 for byte in head)
    return odd > 0.02 * len(head)
