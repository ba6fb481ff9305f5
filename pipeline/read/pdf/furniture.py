"""Running heads, footers and page numbers: what returns on page after page at its edges.

A line is furniture if only furniture stands between it and the edge of the page, and either
the same words (numbers aside) return at the same height on other pages, or it is nothing but
the page's number, counted on from page to page.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.read.pdf.lines import PrintedLine

_EDGE_SHARE = 0.2
_MOST_LINES = 5
_SAME_HEIGHT = 4.0
_LARGER = 1.06
_FEW_PAGES = 4
_CLOSE = 3.5  # times the type size: how far the lines of a running head stand apart
_NUMBER = re.compile(
    r"""[-–—\[(\s]*
    (?:(?:sida|sid\.?|s\.|page|blad)\s*)?
    (?P<number>\d{1,4}|[ivxl]{1,7})
    (?:\s*(?:/|\(|av|of|:)\s*(?P<total>\d{1,4})\s*\)?)?
    [-–—\])\s]*""",
    re.IGNORECASE | re.VERBOSE,
)
_DIGITS = re.compile(r"\d+")
_ROMAN = dict(zip("ivxl", (1, 5, 10, 50), strict=True))


@dataclass(frozen=True, slots=True)
class Edge:
    """A line near the top or bottom edge: its words without numbers, and its height."""

    words: str
    at_top: bool
    distance: float
    size: float

    @property
    def step(self) -> int:
        """The height in steps within which two lines stand equally high."""
        return int(self.distance // _SAME_HEIGHT)

    @property
    def slot(self) -> tuple[bool, int, float]:
        return self.at_top, round(self.distance), self.size


@dataclass(frozen=True, slots=True)
class PageLines:
    """The lines of one page, from top to bottom, and the page's height."""

    number: int
    height: float
    lines: tuple[PrintedLine, ...]


def without_furniture(pages: Sequence[PageLines]) -> list[PageLines]:
    """The pages with their bodies alone."""
    returning = _Returning(pages)
    return [PageLines(page.number, page.height, tuple(returning.body_of(page))) for page in pages]


class _Returning:
    """What stands at the edges of all pages of a document."""

    def __init__(self, pages: Sequence[PageLines]) -> None:
        self._n_pages = len(pages)
        self._largest = _LARGER * _body_size(pages)
        self._seen: Counter[tuple[str, bool, int]] = Counter()
        self._offsets: Counter[tuple[bool, int]] = Counter()
        edges = [
            edge for page in pages for at_top in (True, False) for edge in self._read(page, at_top)
        ]
        # Where heads that return stand, one that names its chapter stands as well.
        self._slots = Counter(edge.slot for edge in edges if self._returns(edge))

    def _read(self, page: PageLines, at_top: bool) -> list[Edge]:
        lines = _outermost(page, at_top)
        self._offsets.update((at_top, offset) for offset in _offsets(page, lines))
        edges = [_edge(line, page, at_top=at_top) for line in lines]
        self._seen.update({(edge.words, at_top, edge.step) for edge in edges})
        return edges

    def body_of(self, page: PageLines) -> Iterable[PrintedLine]:
        gone = {id(line) for at_top in (True, False) for line in self._peeled(page, at_top)}
        return [line for line in page.lines if id(line) not in gone]

    def _peeled(self, page: PageLines, at_top: bool) -> list[PrintedLine]:
        """The furniture at one edge: lines close together, with space towards the body."""
        peeled: list[PrintedLine] = []
        for line in _outermost(page, at_top):
            close = not peeled or abs(line.baseline - peeled[-1].baseline) < _CLOSE * line.size
            if not close or not self._is_furniture(line, page, at_top=at_top):
                break
            peeled.append(line)
        while peeled and not _is_apart(peeled[-1], page, at_top=at_top):
            peeled.pop()
        return peeled

    def _is_furniture(self, line: PrintedLine, page: PageLines, *, at_top: bool) -> bool:
        edge = _edge(line, page, at_top=at_top)
        if self._returns(edge) or self._is_page_number(line, page, at_top=at_top):
            return True
        return self._slots[edge.slot] >= max(3, 0.3 * self._n_pages)

    def _returns(self, edge: Edge) -> bool:
        steps = (edge.step - 1, edge.step, edge.step + 1)
        near = sum(self._seen[edge.words, edge.at_top, step] for step in steps)
        if edge.size > self._largest:
            # Headings are large and may return as well: `1. Insatser`, `2. Insatser`.
            return near > 2 and "#" not in edge.words
        return near > (1 if self._n_pages <= _FEW_PAGES else 2)

    def _is_page_number(self, line: PrintedLine, page: PageLines, *, at_top: bool) -> bool:
        match = _NUMBER.fullmatch(line.text)
        number = _value(match["number"]) if match else None
        if match is None or number is None:
            return False
        if match["total"]:
            return number <= int(match["total"])
        offset = number - page.number
        return offset == 0 or self._offsets[at_top, offset] > 1


def _body_size(pages: Iterable[PageLines]) -> float:
    letters: Counter[float] = Counter()
    for page in pages:
        for line in page.lines:
            letters[line.size] += len(line.text)
    return letters.most_common(1)[0][0] if letters else 0.0


def _outermost(page: PageLines, at_top: bool) -> Sequence[PrintedLine]:
    """The lines within reach of an edge, the outermost first."""
    reach = _EDGE_SHARE * page.height
    if at_top:
        near = [line for line in page.lines[:_MOST_LINES] if line.baseline < reach]
    else:
        bottom = page.height - reach
        near = [line for line in page.lines[: -_MOST_LINES - 1 : -1] if line.baseline > bottom]
    return near


def _edge(line: PrintedLine, page: PageLines, *, at_top: bool) -> Edge:
    words = _DIGITS.sub("#", line.text).casefold()
    distance = line.baseline if at_top else page.height - line.baseline
    return Edge(words, at_top, distance, line.size)


def _offsets(page: PageLines, lines: Iterable[PrintedLine]) -> set[int]:
    """By how much the lone numbers at an edge differ from the page's own place."""
    matches = (_NUMBER.fullmatch(line.text) for line in lines)
    values = (_value(match["number"]) for match in matches if match)
    return {value - page.number for value in values if value is not None}


def _value(number: str) -> int | None:
    if number.isdigit():
        return int(number)
    values = [_ROMAN[letter] for letter in number.casefold()]
    total = sum(
        -value if value < max(values[index:]) else value for index, value in enumerate(values)
    )
    return total or None


def _is_apart(line: PrintedLine, page: PageLines, *, at_top: bool) -> bool:
    """Whether white space parts a line from the next one towards the body."""
    index = page.lines.index(line)
    neighbour = index + 1 if at_top else index - 1
    if not 0 <= neighbour < len(page.lines):
        return True
    other = page.lines[neighbour]
    larger = max(line.size, other.size)
    return abs(other.baseline - line.baseline) > (1.25 if line.size == other.size else 1.1) * larger
