"""Which reader a file goes to: by its content first, and by its name."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from pipeline.model import Document, UnreadableError
from pipeline.read.pdf.document import read_pdf
from pipeline.read.source import MEDIA_TYPES, identify
from pipeline.read.text.plain import read_plain

_HEAD = 1024
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
    PDF. `root` is the folder that the document's path is given relative to.

    Raises UnreadableError, with the remedy in one sentence, for a file that is empty,
    broken, encrypted, without text or of another kind.
    """
    source = identify(path, root)
    head = _head(path)
    if b"%PDF-" in head:
        return read_pdf(path, replace(source, media_type=MEDIA_TYPES[".pdf"]))
    _refuse_other_kinds(path, head)
    if source.media_type == MEDIA_TYPES[".md"]:
        from pipeline.read.text.markdown import read_markdown

        return read_markdown(path.read_bytes(), source)
    return read_plain(path.read_bytes(), replace(source, media_type=MEDIA_TYPES[".txt"]))


def _head(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(_HEAD)


def _refuse_other_kinds(path: Path, head: bytes) -> None:
    if not head.strip():
        raise UnreadableError("The file is empty: fetch it again from its source.", cause="empty")
    for signature, kind in _OTHER_KINDS.items():
        if head.startswith(signature):
            raise UnreadableError(
                f"The file is {kind}, which is not read here: save it as PDF or plain text "
                "and try again.",
                cause="unsupported",
            )
    if path.suffix.lower() == ".pdf" and _looks_binary(head):
        raise UnreadableError(
            "The file is named .pdf but is no PDF (damaged or of another kind): fetch it again "
            "from its source."
        )
    if _looks_binary(head):
        raise UnreadableError(
            "The file holds no text but binary data: save it as PDF, plain text or markdown "
            "and try again.",
            cause="unsupported",
        )


def _looks_binary(head: bytes) -> bool:
    """Whether bytes are no text in any usual encoding."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return False
    odd = sum(byte < 9 or 13 < byte < 27 or 27 < byte < 32 for byte in head)
    return odd > 0.02 * len(head)
