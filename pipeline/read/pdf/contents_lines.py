"""Lines of a table of contents: a title, dots or white space, and a page number."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.model import Box
from pipeline.read.pdf.lines import PrintedLine, gaps

_LEADER = re.compile(r"(?:\.\s?){4,}|…{2,}|_{4,}")
_PAGE = re.compile(r"(?:\.\s?)*(?:\d{1,3}|[ivxl]{1,6})")
_HEADING = re.compile(r"innehåll(?:sförteckning|söversikt)?\s*:?$", re.IGNORECASE)
_FEWEST = 3
_SAME_EDGE = 6.0
_FAR = 2.0  # ems between a title and a page number without dots


@dataclass(frozen=True, slots=True)
class ContentsEntry:
    """A line of a table of contents, two or three where the title is long."""

    lines: tuple[PrintedLine, ...]
    box: Box


def contents_entries(
    lines: Sequence[PrintedLine], *, announced: bool = False
) -> list[ContentsEntry]:
    """The entries of a table of contents among the lines of a page.

    Without dots they are only taken for entries below the heading of a table of contents,
    or where it has been `announced` on the page before: a table of money looks the same.
    """
    start = _announced_from(lines, announced=announced)
    ends = [
        i for i, line in enumerate(lines) if _ends_entry(line) and (i > start or _has_leader(line))
    ]
    dotted = any(_has_leader(lines[index]) for index in ends)
    if not dotted and (len(ends) < _FEWEST or not _count_up(lines[i] for i in ends)):
        return []
    ends = [index for index in ends if _is_aligned(lines[index], lines, ends)]
    ranges = _ranges(lines, _with_full_lines(lines, ends))
    return [_entry(tuple(lines[first:after])) for first, after in ranges]


def _entry(lines: tuple[PrintedLine, ...]) -> ContentsEntry:
    left, right = min(line.x0 for line in lines), max(line.x1 for line in lines)
    return ContentsEntry(lines, Box(left, lines[0].top, right, lines[-1].bottom))


def _announced_from(lines: Sequence[PrintedLine], *, announced: bool) -> int:
    if announced:
        return -1
    headings = (i for i, line in enumerate(lines) if _HEADING.match(line.text))
    return next(headings, len(lines))


def _ranges(lines: Sequence[PrintedLine], ends: Sequence[int]) -> list[tuple[int, int]]:
    entries: list[tuple[int, int]] = []
    for place, end in enumerate(ends):
        start = end
        earliest = ends[place - 1] + 1 if place else end
        while start > earliest and _wraps_into(lines[start - 1], lines[start]):
            start -= 1
        entries.append((start, end + 1))
    return entries


def _with_full_lines(lines: Sequence[PrintedLine], ends: Sequence[int]) -> list[int]:
    """The entries' last lines together with those between them that are so long that no
    white space is left before the page number."""
    edges = [lines[index].x1 for index in ends]
    between = range(ends[0], ends[-1] + 1) if ends else ()
    return [i for i in between if i in ends or _reaches(lines[i], edges)]


def _reaches(line: PrintedLine, edges: Sequence[float]) -> bool:
    numbered = len(line.words) > 1 and _PAGE.fullmatch(line.words[-1].text)
    return bool(numbered) and any(abs(edge - line.x1) < 2.0 for edge in edges)


def _count_up(lines: Iterable[PrintedLine]) -> bool:
    """Whether the numbers at the ends never fall, as page numbers do."""
    numbers = [line.words[-1].text.strip(". ") for line in lines]
    values = [int(number) for number in numbers if number.isdigit()]
    return values == sorted(values)


def _has_leader(line: PrintedLine) -> bool:
    return _LEADER.search(line.text) is not None


def _ends_entry(line: PrintedLine) -> bool:
    if len(line.words) < 2 or not _PAGE.fullmatch(line.words[-1].text):
        return False
    if _has_leader(line):
        return True
    return any(right is line.words[-1] for _, right in gaps(line, _FAR))


def _is_aligned(line: PrintedLine, lines: Sequence[PrintedLine], ends: Sequence[int]) -> bool:
    if _has_leader(line):
        return True
    return sum(abs(lines[i].x1 - line.x1) < _SAME_EDGE for i in ends) >= _FEWEST


def _wraps_into(upper: PrintedLine, lower: PrintedLine) -> bool:
    return lower.baseline - upper.baseline < 1.6 * lower.size and upper.size == lower.size
