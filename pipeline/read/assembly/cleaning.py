"""A line of fragments as clean text that knows where each of its characters came from."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace

from pipeline.model import Box
from pipeline.read.assembly.joining import SOFT_HYPHEN


@dataclass(frozen=True, slots=True)
class Fragment:
    """A piece of a line as its producer read it: a word with its box, or a stretch of a file.

    `origin` is the place of its first character in the decoded file (plain text and
    markdown); the others follow one by one. `glued` means that no white space parts it
    from the fragment before.
    """

    text: str
    box: Box | None = None
    confidence: float | None = None
    origin: int | None = None
    glued: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A line as set in the source, on a page (1-based)."""

    fragments: tuple[Fragment, ...]
    page: int

    @property
    def raw(self) -> str:
        """The line's text before cleaning."""
        parts: list[str] = []
        for fragment in self.fragments:
            if parts and not fragment.glued:
                parts.append(" ")
            parts.append(fragment.text)
        return "".join(parts)

    def part(self, start: int, end: int | None = None) -> Line:
        """The characters of `raw` from `start` to `end`, as a line."""
        parts: list[Fragment] = []
        for fragment, (first, last) in zip(self.fragments, self.bounds(), strict=True):
            low, high = max(start, first), last if end is None else min(end, last)
            if low < high:
                text = fragment.text[low - first : high - first]
                origin = None if fragment.origin is None else fragment.origin + low - first
                parts.append(replace(fragment, text=text, origin=origin))
        return Line(tuple(parts), self.page)

    def without(self, start: int, end: int) -> Line:
        """The line with the characters of `raw` from `start` to `end` cut out."""
        before, after = self.part(0, start), self.part(end)
        glued = tuple(
            replace(fragment, glued=fragment.glued or not index)
            for index, fragment in enumerate(after.fragments)
        )
        return Line(before.fragments + glued, self.page)

    def bounds(self) -> Iterator[tuple[int, int]]:
        """Each fragment's start and end in `raw`."""
        place = 0
        for index, fragment in enumerate(self.fragments):
            place += 1 if index and not fragment.glued else 0
            yield place, place + len(fragment.text)
            place += len(fragment.text)


@dataclass(frozen=True, slots=True)
class CleanLine:
    """A line's text with all spaces plain and single, in NFC.

    `starts` gives each fragment's start and end in `text`, `kept` the place of each
    character in the uncleaned line, None where nothing changed.
    """

    line: Line
    text: str
    starts: tuple[tuple[int, int], ...]
    kept: tuple[int, ...] | None = None

    def origins(self) -> Iterator[tuple[int, int, int]]:
        """Triples (start in `text`, start in the file, length) of what can be led back."""
        if all(fragment.origin is None for fragment in self.line.fragments):
            return
        raw_starts = (start for start, _ in self.line.bounds())
        fragments = zip(self.line.fragments, self.starts, raw_starts, strict=True)
        for fragment, (start, end), raw_start in fragments:
            if fragment.origin is not None and end > start:
                yield from _runs(start, end, fragment.origin - raw_start, self.kept)


# What a line must not hold, or must not hold twice, to pass without a closer look.
_ODD = re.compile(
    r"[^\S ]|  |^ | $|[\x00-\x1f\x7f\u00ad\u200b-\u200f\u2060\ufeff\ufffe\u2010\u2011ﬀ-ﬆ]"
)
_INVISIBLE = frozenset("\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad")
_WRITTEN_OUT = {
    "\u2010": "-",
    "\u2011": "-",
    "\ufffe": "-",
    "ﬀ": "ff",
    "ﬁ": "fi",
    "ﬂ": "fl",
    "ﬃ": "ffi",
    "ﬄ": "ffl",
    "ﬅ": "st",
    "ﬆ": "st",
}


def clean_line(line: Line) -> CleanLine:
    """The line with its fragments joined, white space folded and characters in NFC.

    Ligatures are written out, typographic hyphens become plain ones, control and invisible
    characters go; only a soft hyphen at the very end stays, for the next line to be joined.
    """
    raw, bounds = line.raw, tuple(line.bounds())
    if unicodedata.is_normalized("NFC", raw) and not _ODD.search(raw):
        return CleanLine(line, raw, bounds)
    text, kept = _cleaned(raw)
    return CleanLine(line, text, _moved(bounds, kept), kept)


def _cleaned(raw: str) -> tuple[str, tuple[int, ...]]:
    out: list[str] = []
    kept: list[int] = []
    for index, cluster in _clusters(raw):
        if cluster.isspace() or cluster == "\x00":
            if out and out[-1] != " ":
                out.append(" ")
                kept.append(index)
            continue
        for character in _WRITTEN_OUT.get(cluster) or unicodedata.normalize("NFC", cluster):
            if character not in _INVISIBLE and unicodedata.category(character) != "Cc":
                out.append(character)
                kept.append(index)
    if out and out[-1] == " ":
        del out[-1], kept[-1]
    stripped = raw.rstrip()
    if out and stripped.endswith(SOFT_HYPHEN):
        out.append(SOFT_HYPHEN)
        kept.append(len(stripped) - 1)
    return "".join(out), tuple(kept)


def _clusters(raw: str) -> Iterator[tuple[int, str]]:
    """Each character together with the combining marks that follow it, and its place."""
    start = 0
    for index in range(1, len(raw) + 1):
        if index == len(raw) or not unicodedata.combining(raw[index]):
            yield start, raw[start:index]
            start = index


def _moved(
    bounds: tuple[tuple[int, int], ...], kept: tuple[int, ...]
) -> tuple[tuple[int, int], ...]:
    """The fragments' bounds after cleaning; spaces at their edges are left out."""
    moved: list[tuple[int, int]] = []
    place = 0
    for start, end in bounds:
        while place < len(kept) and kept[place] < start:
            place += 1
        first = place
        while place < len(kept) and kept[place] < end:
            place += 1
        moved.append((first, place))
    return tuple(moved)


def _runs(
    start: int, end: int, shift: int, kept: tuple[int, ...] | None
) -> Iterator[tuple[int, int, int]]:
    if kept is None:
        yield start, start + shift, end - start
        return
    first = start
    for index in range(start + 1, end + 1):
        if index == end or kept[index] != kept[index - 1] + 1:
            yield first, kept[first] + shift, index - first
            first = index
