"""The reading order of a page: which of its lines stand in columns side by side.

A page is cut into bands from top to bottom. Within a band no line crosses the white space
between its columns, and each column is read from top to bottom before the next: columns of
text, the two sides of a form, signatories side by side. Rows that only look like columns
(a label and its value, a title and its page number, a bullet and its text) stay lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.read.pdf.contents_lines import ContentsEntry
from pipeline.read.pdf.lines import PrintedLine, gaps
from pipeline.read.pdf.page_bodies import TablePart
from pipeline.read.tables.text_rows import is_figure

_WIDE_GAP = 2.0  # ems: enough to part columns of which there are only two lines
_SAME_EDGE = 3.0
_DEEPEST = 4
_GAP = 1.2  # ems
_RAGGED = 4.0  # ems
_ENUMERATOR = re.compile(
    r"[-–—•●○◦▪■□·o*]|\(?(?:\d{1,2}|\w|[ivx]{1,5})[.)]|(?:\d{1,2}\.)*\d{1,2}\.?"
)


Item = PrintedLine | ContentsEntry | TablePart
"""What is placed on a page; entries of contents and tables are kept whole."""


@dataclass(frozen=True, slots=True)
class Column:
    """Lines that are read one after the other, and the edges that they are set between."""

    items: tuple[Item, ...]
    left: float
    right: float


@dataclass(frozen=True, slots=True)
class _Gutter:
    """The white space at whose right edge a column begins, for lines `first` to `last`."""

    edge: float
    first: int
    last: int


def columns_of(lines: Sequence[Item], depth: int = 0, limit: float | None = None) -> list[Column]:
    """The columns of a page in reading order. A table is read where its top edge stands.

    `limit` is how far to the right the lines may reach.
    """
    ordered = sorted(lines, key=_level)
    if not ordered:
        return []
    gutter = _find_gutter(ordered) if depth < _DEEPEST else None
    if gutter is None:
        return [_column(ordered, limit)]
    before, band, after = (
        ordered[: gutter.first],
        ordered[gutter.first : gutter.last + 1],
        ordered[gutter.last + 1 :],
    )
    left, right = _sides(band, gutter.edge)
    size = max((line.size for line in band if isinstance(line, PrintedLine)), default=0.0)
    end = max(_extent(line)[1] for line in ordered) if limit is None else limit
    parts = ((before, limit), (left, gutter.edge - _GAP * size), (right, end), (after, limit))
    return [column for part, edge in parts for column in columns_of(part, depth + 1, edge)]


def _level(line: Item) -> float:
    return line.baseline if isinstance(line, PrintedLine) else line.box.top


def _column(lines: Sequence[Item], limit: float | None) -> Column:
    left = min(_extent(line)[0] for line in lines)
    right = max(_extent(line)[1] for line in lines)
    if limit is not None and not _shows_edge(lines, right):
        right = max(right, limit)
    return Column(tuple(lines), left, right)


def _shows_edge(lines: Sequence[Item], right: float) -> bool:
    """Whether most lines end near the right edge, as in running text; the lines of a
    signatory do not show how far they might have gone."""
    printed = [line for line in lines if isinstance(line, PrintedLine)]
    near = sum(line.x1 > right - _RAGGED * line.size for line in printed)
    return 2 * near > len(printed)


def _extent(line: Item) -> tuple[float, float]:
    if isinstance(line, PrintedLine):
        return line.x0, line.x1
    return line.box.x0, line.box.x1


def _sides(band: Sequence[Item], edge: float) -> tuple[list[Item], list[Item]]:
    left: list[Item] = []
    right: list[Item] = []
    for line in band:
        if not isinstance(line, PrintedLine):
            (right if line.box.x0 >= edge - _SAME_EDGE else left).append(line)
            continue
        here, there = split_at(line, edge)
        left.extend([here] if here else [])
        right.extend([there] if there else [])
    return left, right


def split_at(line: PrintedLine, edge: float) -> tuple[PrintedLine | None, PrintedLine | None]:
    """The parts of a line before and after the left edge of a column."""
    here = [word for word in line.words if word.box.x0 < edge - _SAME_EDGE]
    there = [word for word in line.words if word.box.x0 >= edge - _SAME_EDGE]
    if not here or not there:
        return (line, None) if here else (None, line)
    return line.with_words(here), line.with_words(there)


def _find_gutter(lines: Sequence[Item]) -> _Gutter | None:
    """The best-attested gutter of the lines."""
    best: tuple[int, _Gutter] | None = None
    for edge in _candidate_edges(lines):
        for gutter, weight in _runs(lines, edge):
            if best is None or weight > best[0]:
                best = weight, gutter
    return best[1] if best else None


def _candidate_edges(lines: Sequence[Item]) -> list[float]:
    """Where several lines begin anew after a gap, or begin far from the left edge."""
    starts: list[float] = []
    left = min(_extent(line)[0] for line in lines)
    right = max(_extent(line)[1] for line in lines)
    for line in lines:
        if isinstance(line, PrintedLine):
            starts.extend(word.box.x0 for _, word in gaps(line))
            if line.x0 > left + 0.2 * (right - left):
                starts.append(line.x0)
    edges: list[float] = []
    for start in sorted(starts):
        if not edges or start - edges[-1] > _SAME_EDGE:
            edges.append(start)
    return [e for e in edges if sum(abs(s - e) <= _SAME_EDGE for s in starts) >= 2]


def _runs(lines: Sequence[Item], edge: float) -> Iterator[tuple[_Gutter, int]]:
    """The stretches of lines that leave the space left of `edge` white, with their weight."""
    first: int | None = None
    for index in range(len(lines) + 1):
        if index < len(lines) and _leaves_white(lines[index], edge):
            first = index if first is None else first
            continue
        if first is not None:
            found = _judge(lines, edge, first, index - 1)
            if found:
                yield found
        first = None


def _leaves_white(line: Item, edge: float) -> bool:
    x0, x1 = _extent(line)
    if x0 >= edge - _SAME_EDGE:
        return True
    if not isinstance(line, PrintedLine):
        return x1 < edge
    before = max((w.box.x1 for w in line.words if w.box.x0 < edge - _SAME_EDGE), default=x0)
    return before < edge - 0.9 * line.size


def _judge(lines: Sequence[Item], edge: float, first: int, last: int) -> tuple[_Gutter, int] | None:
    """The gutter, if lines stand on both sides of it at the same time often enough."""
    pairs = _side_by_side(lines, edge, first, last)
    if len(pairs) < 2:
        return None
    gutter = _trimmed(lines, edge, first, last, pairs)
    lefts = [left for left, _ in pairs]
    rights = [right for _, right in pairs]
    narrowest = min(edge - left.x1 for left in lefts) / max(left.size for left in lefts)
    if len(pairs) < 4 and narrowest < _WIDE_GAP:
        return None
    if _reads_across(lefts, rights):
        return None
    return gutter, len(pairs)


Pair = tuple[PrintedLine, PrintedLine]


def _side_by_side(lines: Sequence[Item], edge: float, first: int, last: int) -> list[Pair]:
    """Left and right parts that stand on one level, or nearly so."""
    pairs: list[Pair] = []
    waiting: tuple[PrintedLine, bool] | None = None
    for line in lines[first : last + 1]:
        if not isinstance(line, PrintedLine):
            continue
        here, there = split_at(line, edge)
        if here and there:
            pairs.append((here, there))
            waiting = None
            continue
        one, is_left = (here, True) if here else (there, False)
        assert one is not None
        if (
            waiting
            and waiting[1] != is_left
            and one.baseline - waiting[0].baseline < 0.8 * one.size
        ):
            pairs.append((one, waiting[0]) if is_left else (waiting[0], one))
            waiting = None
        else:
            waiting = one, is_left
    return pairs


def _trimmed(
    lines: Sequence[Item], edge: float, first: int, last: int, pairs: list[Pair]
) -> _Gutter:
    """The band without lines of one side alone that stand apart above or below it."""
    top = min(min(a.baseline, b.baseline) for a, b in pairs)
    bottom = max(max(a.baseline, b.baseline) for a, b in pairs)
    start = next(i for i in range(first, last + 1) if _level(lines[i]) >= top)
    end = next(i for i in range(last, first - 1, -1) if _level(lines[i]) <= bottom)
    while start > first and _belongs(lines[start - 1], lines[start]):
        start -= 1
    while end < last and _belongs(lines[end + 1], lines[end]):
        end += 1
    return _Gutter(edge, start, end)


def _belongs(outer: Item, inner: Item) -> bool:
    if not (isinstance(outer, PrintedLine) and isinstance(inner, PrintedLine)):
        return False
    close = abs(outer.baseline - inner.baseline) < 1.7 * inner.size
    return close and outer.style == inner.style


def _reads_across(lefts: Sequence[PrintedLine], rights: Sequence[PrintedLine]) -> bool:
    """Whether each left part and its right neighbour make up one line."""
    count = len(lefts)
    if sum(_ENUMERATOR.fullmatch(left.text) is not None for left in lefts) > 0.5 * count:
        return True
    if sum(is_figure(right.text) for right in rights) > 0.6 * count:
        return True
    labels = sum(left.text.endswith(":") for left in lefts)
    answers = sum(not right.text.endswith(":") for right in rights)
    return labels > 0.6 * count and answers > 0.6 * count
