"""Where the pages of a plain text begin, and which lines are page numbers and running heads.

Dumps of PDFs mark a page break by a form feed, or by what became of it: the first line of a
page is set in by a space, or a page number stands alone amid blank lines.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

_PAGE_NUMBER = re.compile(
    r"(?:sid(?:a|an)?\.? ?)?[-–(]? ?(\d{1,3}) ?(?:(?:av|\(|/) ?\d{1,3} ?\)?)? ?[-–)]?",
    re.IGNORECASE,
)
# A date printed beside the page number belongs to the running head.
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_SET_IN = re.compile(r" {1,2}(?!$|[\s•\ue000-\uf8ff–-]|o )")
_FINISHED = re.compile(r"[.!?:;…]\W{0,3}$")
# How many lines at the top and bottom of a page may be running heads.
_EDGE = 3
# A running head stands on this many pages at least, and on this share of them.
_LEAST_PAGES, _LEAST_SHARE = 3, 0.5
# Blank lines around a lone number that make it a page number.
_LEAST_BLANK = 3
# Only where most lines begin at the edge does a space before one of them mean anything.
_MOST_SET_IN = 0.1


@dataclass(frozen=True, slots=True)
class RawLine:
    """A line of the file; `start` is its place there, `ends_page` tells of a form feed."""

    text: str
    start: int
    ends_page: bool

    @property
    def blank(self) -> bool:
        return not self.text.strip()

    @property
    def folded(self) -> str:
        """The text with single spaces, none at its ends."""
        return " ".join(self.text.split())


def find_pages(lines: Sequence[RawLine], *, leftovers: bool) -> list[int | None]:
    """The page of each line (from 1), None for blank lines and for what is not text.

    `leftovers` also looks for page breaks that a line set in by a space is left of.
    """
    numbers = set(_page_numbers(lines))
    if any(line.ends_page for line in lines):
        pages = _by_form_feeds(lines, numbers)
    else:
        pages = _by_leftovers(lines, numbers, set_in=leftovers and _tells_by_space(lines))
    for index in _running_heads(lines, pages):
        pages[index] = None
    return pages


def _by_form_feeds(lines: Sequence[RawLine], numbers: set[int]) -> list[int | None]:
    pages: list[int | None] = []
    page, begun = 1, False
    for index, line in enumerate(lines):
        pages.append(None if line.blank or index in numbers else page)
        begun = begun or not line.blank
        # A form feed before any text does not end a page.
        page += 1 if line.ends_page and begun else 0
    return pages


def _by_leftovers(lines: Sequence[RawLine], numbers: set[int], *, set_in: bool) -> list[int | None]:
    pages: list[int | None] = []
    page, begun, turned = 1, False, False
    for index, line in enumerate(lines):
        if line.blank or index in numbers:
            turned = turned or index in numbers
            pages.append(None)
            continue
        if begun and (turned or (set_in and _opens_by_space(lines, index))):
            page += 1
        begun, turned = True, False
        pages.append(page)
    return pages


def _opens_by_space(lines: Sequence[RawLine], index: int) -> bool:
    """A line set in by a space right below another; below a blank line it lost its bullet."""
    return bool(_SET_IN.match(lines[index].text)) and not lines[index - 1].blank


def _tells_by_space(lines: Sequence[RawLine]) -> bool:
    filled = sum(not line.blank for line in lines)
    set_in = sum(_opens_by_space(lines, index) for index in range(1, len(lines)))
    return set_in <= max(_MOST_SET_IN * filled, 2)


def _page_numbers(lines: Sequence[RawLine]) -> Iterator[int]:
    """Lines with nothing but an ascending page number, at a page's edge, amid blank lines or
    in the middle of a sentence."""
    filled = [index for index, line in enumerate(lines) if not line.blank]
    last = 0
    for place, index in enumerate(filled):
        match = _PAGE_NUMBER.fullmatch(lines[index].folded)
        if match is None or int(match[1]) <= last:
            continue
        before = filled[place - 1] if place else -1
        after = filled[place + 1] if place + 1 < len(filled) else len(lines)
        if _stands_apart(lines, before, index, after):
            last = int(match[1])
            yield index
            if before >= 0 and _DATE.fullmatch(lines[before].folded):
                yield before


def _stands_apart(lines: Sequence[RawLine], before: int, index: int, after: int) -> bool:
    """Whether the number at `index` is parted from the text `before` and `after`."""
    if any(line.ends_page for line in lines[max(before, 0) : after]):
        return True
    blanks = after - before - 2
    if before < 0 or after == len(lines):
        return blanks >= 1
    above, below = lines[before].folded, lines[after].folded
    if _PAGE_NUMBER.fullmatch(above) or _PAGE_NUMBER.fullmatch(below):
        return False
    broken = not _FINISHED.search(above) and below[0].islower()
    return blanks >= _LEAST_BLANK or (blanks >= 1 and broken)


def _running_heads(lines: Sequence[RawLine], pages: Sequence[int | None]) -> Iterator[int]:
    """Lines at the edges of pages that come again, but for their digits, on most pages."""
    by_page: dict[int, list[int]] = defaultdict(list)
    for index, page in enumerate(pages):
        if page is not None:
            by_page[page].append(index)
    masks = {
        index: re.sub(r"\d+", "#", lines[index].folded)
        for filled in by_page.values()
        for index in {*filled[:_EDGE], *filled[-_EDGE:]}
    }
    counts = Counter(
        mask for filled in by_page.values() for mask in {masks.get(index) for index in filled}
    )
    least = max(_LEAST_PAGES, _LEAST_SHARE * len(by_page))
    repeated = {
        index
        for index, mask in masks.items()
        # A stock phrase may end several pages, but it ends like a sentence.
        if counts[mask] >= least and mask != "#" and not _FINISHED.search(mask)
    }
    for filled in by_page.values():
        for edge in (filled[:_EDGE], filled[: -_EDGE - 1 : -1]):
            yield from takewhile(repeated.__contains__, edge)
