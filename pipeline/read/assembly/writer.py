"""Writes cleaned lines one after the other and keeps the books on all positions."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from pipeline.model import PlacedWord, Span
from pipeline.read.assembly.cleaning import CleanLine, Line, clean_line
from pipeline.read.assembly.joining import SOFT_HYPHEN, LineJoiner


class TextWriter:
    """The text as it grows, with where its pages begin and what its characters come from.

    `words` are the characters that have a box, `offsets` the triples that lead back to the
    decoded file (see `Document.source_offsets`).
    """

    def __init__(self, joiner: LineJoiner) -> None:
        self.words: list[PlacedWord] = []
        self.offsets: list[tuple[int, int, int]] = []
        self.page = 0
        self._joiner = joiner
        self._parts: list[str] = []
        self._length = 0
        self._turns: list[tuple[int, int]] = []

    @property
    def text(self) -> str:
        return "".join(self._parts)

    def page_start(self, number: int) -> int:
        """Where the text of a page begins; a page without text begins where the next does."""
        place = bisect_left(self._turns, number, key=lambda turn: turn[0])
        return self._turns[place][1] if place < len(self._turns) else self._length

    @staticmethod
    def cleaned(lines: Sequence[Line]) -> list[CleanLine]:
        """The lines that hold any text."""
        return [clean for clean in map(clean_line, lines) if clean.text]

    def turn_to(self, page: int) -> int:
        """Begin a page, unless the text has come further already; returns the page reached."""
        if page > self.page:
            self.page = page
            self._turns.append((page, self._length))
        return self.page

    def end_line(self) -> None:
        self._append("\n")

    def tab(self) -> None:
        self._append("\t")

    def write(self, lines: Sequence[CleanLine], *, turning: bool) -> tuple[Span, str]:
        """Join the lines of a block or cell; `turning` lets later lines begin a new page."""
        start, first_part = self._length, len(self._parts)
        for index, clean in enumerate(lines):
            if turning:
                self.turn_to(clean.line.page)
            cut, between = 0, ""
            if index + 1 < len(lines):
                cut, between = self._joiner.join(clean.text, lines[index + 1].text)
            elif clean.text.endswith(SOFT_HYPHEN):
                cut = 1
            self._write_line(clean, len(clean.text) - cut)
            self._append(between)
        return Span(start, self._length), "".join(self._parts[first_part:])

    def _write_line(self, clean: CleanLine, length: int) -> None:
        base, page = self._length, clean.line.page
        self._append(clean.text[:length])
        for fragment, (start, end) in zip(clean.line.fragments, clean.starts, strict=True):
            end = min(end, length)
            if fragment.box is not None and end > start:
                span = Span(base + start, base + end)
                self.words.append(PlacedWord(span, page, fragment.box, fragment.confidence))
        for start, origin, extent in clean.origins():
            extent = min(extent, length - start)
            if extent > 0:
                self._note_origin(base + start, origin, extent)

    def _note_origin(self, start: int, origin: int, extent: int) -> None:
        if self.offsets:
            last_start, last_origin, last_extent = self.offsets[-1]
            if (last_start + last_extent, last_origin + last_extent) == (start, origin):
                self.offsets[-1] = (last_start, last_origin, last_extent + extent)
                return
        self.offsets.append((start, origin, extent))

    def _append(self, text: str) -> None:
        if text:
            self._parts.append(text)
            self._length += len(text)
