"""The lines of a text file that say something, each with its place, page and surroundings."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.model import Style
from pipeline.read.assembly.cleaning import Fragment, Line, clean_line
from pipeline.read.text.page_breaks import RawLine, find_pages

# Text taken out of PDFs may have U+FFFE for the hyphen and the line break of a parted word.
_LINE = re.compile(r"([^\n\r\f\ufffe]*\ufffe?)(\r\n|\n|\r|\f|\Z|(?<=\ufffe))")
_PLAIN = Style()
# Underlined phrases of word processors come out of some dumps as `URubrik enligt 3:U`.
_UNDERLINED = re.compile(
    r"(?<!\w)U(?=[A-ZÅÄÖ][a-zåäöé])[^\f]{2,300}?(?:(?<=[a-zåäö:.,;)0-9])|(?<=\s))U(?!\w)"
)
_LETTER_SPACED = re.compile(r"(?<!\S)[^\W\d_](?: [^\W\d_]){3,}(?!\S)")


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line with text.

    `text` is cleaned, `line` what the builder gets; `raw` keeps runs of spaces and tabs,
    which part columns, but not those at the ends. `gap` counts the blank lines before,
    `indent` the columns at its left. `opens_page` is true for the first line of a page but
    the first. `style` and `broken` (a line break set on purpose) come from markdown;
    `open_bold` tells that the bold type goes on in the next line, `note` is the mark of the
    footnote that begins here.
    """

    text: str
    line: Line
    gap: int
    indent: int = 0
    opens_page: bool = False
    style: Style = _PLAIN
    broken: bool = False
    open_bold: bool = False
    note: str | None = None

    @property
    def raw(self) -> str:
        return self.line.raw.strip()

    @property
    def page(self) -> int:
        return self.line.page


def paged_lines(text: str, *, leftovers: bool) -> tuple[list[tuple[RawLine, int | None]], int]:
    """Every line with its page, None for blank lines, page numbers and running heads; and
    the number of pages.

    `leftovers` also looks for page breaks of which but a space at the line's start is left.
    """
    raws = [RawLine(match[1], match.start(), match[2] == "\f") for match in _LINE.finditer(text)]
    pages = find_pages(raws, leftovers=leftovers)
    last = max((page for page in pages if page is not None), default=1)
    return list(zip(raws, pages, strict=True)), last


def split_lines(text: str, *, leftovers: bool) -> tuple[list[TextLine], int]:
    """The lines with text, without page numbers and running heads, and the number of pages."""
    paged, n_pages = paged_lines(text, leftovers=leftovers)
    dropped = _dropped(text)
    lines: list[TextLine] = []
    gap, last = 0, 1
    for raw, page in paged:
        line = Line(_fragments(raw, dropped), page) if page is not None else None
        cleaned = clean_line(line).text if line else ""
        if line is None or not cleaned:
            gap += 1
            continue
        indent = len(raw.text.expandtabs(4)) - len(raw.text.expandtabs(4).lstrip())
        lines.append(TextLine(cleaned, line, gap, indent, bool(lines) and line.page > last))
        gap, last = 0, line.page
    return lines, n_pages


def _fragments(raw: RawLine, dropped: Sequence[int]) -> tuple[Fragment, ...]:
    """The stripped line, in pieces where characters were dropped."""
    start = raw.start + len(raw.text) - len(raw.text.lstrip())
    end = raw.start + len(raw.text.rstrip())
    cuts = dropped[bisect_left(dropped, start) : bisect_right(dropped, end - 1)]
    bounds = [start, *cuts]
    pieces: list[Fragment] = []
    for index, place in enumerate([*cuts, end]):
        first = bounds[index] + (1 if index else 0)
        piece = raw.text[first - raw.start : place - raw.start]
        pieces.append(Fragment(piece, origin=first, glued=bool(index)))
    return tuple(pieces)


def _dropped(text: str) -> list[int]:
    """The places of characters that are leftovers of type: underlining, letter-spacing."""
    places: list[int] = []
    for match in _UNDERLINED.finditer(text):
        places += [match.start(), match.end() - 1]
    for match in _LETTER_SPACED.finditer(text):
        places += range(match.start() + 1, match.end(), 2)
    return sorted(set(places))
