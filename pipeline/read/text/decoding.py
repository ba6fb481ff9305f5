"""Bytes of a text file to characters, with the encoding guessed where it is not UTF-8."""

from __future__ import annotations

import codecs
import re

from pipeline.model import Finding, UnreadableError

_MARKED = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ufffd]")
_WORDLIKE = re.compile(r"[^\W_]|\s")
# A text holds next to no control characters, and letters, digits and white space enough;
# in an encoding that had to be guessed, mostly these.
_MOST_CONTROLS = 0.02
_LEAST_WORDLIKE, _LEAST_IF_GUESSED = 0.2, 0.5
# Fewer undecodable bytes than this, by the characters above ASCII, are damage and no sign
# of another encoding.
_MOST_DAMAGE = 0.1


def decode(data: bytes) -> tuple[str, tuple[Finding, ...]]:
    """The text of a file, without byte order mark, and what was odd about its encoding.

    Raises UnreadableError where the file is empty (cause `empty`) or no text.
    """
    text, doubt = _decoded(data)
    if not text.strip("\ufeff\x00 \t\r\n\f\v\u00a0"):
        raise UnreadableError(
            "The file is empty: put the text of the agreement into it, or remove it.", "empty"
        )
    if not _is_text(text, _LEAST_IF_GUESSED if doubt else _LEAST_WORDLIKE):
        raise UnreadableError(
            "The file is no text: save it as UTF-8 text, or give it the suffix that fits "
            "its content."
        )
    return text, (Finding("read", "encoding_guessed", doubt),) if doubt else ()


def _decoded(data: bytes) -> tuple[str, str | None]:
    for mark, encoding in _MARKED:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace"), None
    try:
        return data.decode("utf-8"), None
    except UnicodeDecodeError:
        pass
    damaged = data.decode("utf-8", errors="replace")
    above_ascii = sum(character > "\x7f" for character in damaged)
    if damaged.count("\ufffd") <= _MOST_DAMAGE * above_ascii:
        return damaged, "The file is UTF-8 with some bytes damaged; they are shown as \ufffd."
    try:
        return data.decode("cp1252"), "The file is not UTF-8; it was read as Windows-1252."
    except UnicodeDecodeError:
        return data.decode("latin-1"), "The file is not UTF-8; it was read as Latin-1."


def _is_text(text: str, least: float) -> bool:
    if text.startswith("%PDF-"):
        return False
    controls = len(_CONTROLS.findall(text))
    wordlike = len(_WORDLIKE.findall(text))
    return controls <= _MOST_CONTROLS * len(text) and wordlike >= least * len(text)
