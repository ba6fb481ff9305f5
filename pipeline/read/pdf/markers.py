"""What opens a list item: bullets, dashes, numbers and letters."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from pipeline.model import Box
from pipeline.read.layout import Word
from pipeline.read.pdf.lines import PrintedLine

_BULLET = "•●○◦▪■□▫◆◇►▶➢➤✓✔❖‣⁃∙·"
_WEAK = re.compile(r"[-–—*o]|\(?\d{1,2}[.)]|\(?[a-zåäö]\)|[a-zåäö]\.|[A-ZÅÄÖ]\)|\(?[ivx]{1,5}[.)]")


@dataclass(frozen=True, slots=True)
class Marked:
    """A line without the marker that opens it.

    A bullet is `certain` to open an item; a dash or a number may also stand there because
    the line happened to break before it.
    """

    marker: str
    line: PrintedLine
    certain: bool


def marked(line: PrintedLine) -> Marked | None:
    """The line's marker, if it begins with one and goes on."""
    first = line.words[0]
    if first.text[0] in _BULLET:
        rest = _after_bullet(first)
        words = (rest, *line.words[1:]) if rest else line.words[1:]
        return Marked(first.text[0], replace(line, words=words), True) if words else None
    if len(line.words) > 1 and _WEAK.fullmatch(first.text):
        return Marked(first.text, line.without_first_word(), False)
    return None


def _after_bullet(word: Word) -> Word | None:
    """What is left of a word that a bullet is glued to."""
    text = word.text[1:]
    if not text:
        return None
    share = (word.box.x1 - word.box.x0) / len(word.text)
    box = Box(word.box.x0 + share, word.box.top, word.box.x1, word.box.bottom)
    return replace(word, text=text, box=box)
