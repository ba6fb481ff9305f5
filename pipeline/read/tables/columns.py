"""Columns of a table whose columns no line parts: the white rivers that run down its rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from pipeline.read.layout import Word
from pipeline.read.tables.text_rows import Run, TextRow, is_blank, is_figure, joined, runs

NARROWEST_RIVER = 0.45  # ems that are free of words in all rows but the odd one
WIDE_GAP = 0.8  # ems between two words that are more than a word space apart
_CROSSED = 0.12  # the share of rows that may run across a river (a long label, a heading)
_HALF_LINE = 0.85  # ems: closer levels are not two lines of one column
_EVEN = 0.2  # ems that the right edge of justified text may be off
_TYPICAL_RIVER = 0.7  # ems; rows are ragged, so that most gaps at a true river are wide


@dataclass(frozen=True, slots=True)
class River:
    """A white strip; `open_rows` have words on both sides, `clear` is free in most rows."""

    x0: float
    x1: float
    clear: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Columns:
    """The inner borders of a table's columns, from left to right.

    `drawn` are borders that a line marks: no word group reaches across them. `figures` are
    the columns that hold figures.
    """

    borders: tuple[float, ...]
    drawn: frozenset[int] = frozenset()
    figures: frozenset[int] = frozenset()

    def __len__(self) -> int:
        return len(self.borders) + 1

    def at(self, x: float) -> int:
        return sum(1 for border in self.borders if border < x)


def find_columns(rows: Sequence[TextRow], size: float, needed: Sequence[float] = ()) -> Columns:
    """The columns that the rivers between the words make; `needed` are borders known from
    elsewhere, kept where no river comes close."""
    rivers = find_rivers(rows, size)
    borders = [border for river in rivers for border in _borders(river, rows, size)]
    for x in needed:
        if not any(river.x0 - size <= x <= river.x1 + size for river in rivers):
            borders.append(x)
    columns = with_figures(Columns(tuple(sorted(borders))), rows, size)
    columns = _without_split_columns(columns, rows, size)
    return _without_stretched_lines(columns, rows, size)


def find_rivers(rows: Sequence[TextRow], size: float) -> list[River]:
    """The white strips that run down the rows, from left to right."""
    rows = _whole_levels(rows, size)
    gaps = [_gaps(row.words, NARROWEST_RIVER * size) for row in rows]
    inner = {x for row_gaps in gaps for gap in row_gaps for x in gap}
    ends = {x for row in rows for x in (row.x0, row.x1)}
    edges = sorted(inner | {x for x in ends if min(inner, default=x) <= x <= max(inner, default=x)})
    strips = [
        (left, right, *_crossings(rows, gaps, (left + right) / 2))
        for left, right in pairwise(edges)
    ]
    found: list[list[tuple[float, float, int, int]]] = []
    previous_right = None
    for strip in strips:
        if _is_open(strip[2], strip[3]):
            if not found or previous_right != strip[0]:
                found.append([])
            found[-1].append(strip)
            previous_right = strip[1]
    rivers = (_river(group) for group in found)
    return [river for river in rivers if _is_true(river, gaps, size)]


def _whole_levels(rows: Sequence[TextRow], size: float) -> list[TextRow]:
    """The rows, with those put together of which one stands half a line below the other: a
    figure in the middle of a label of two lines."""
    levels: list[list[TextRow]] = []
    for row in rows:
        if levels and row.y - levels[-1][-1].y < _HALF_LINE * size:
            levels[-1].append(row)
        else:
            levels.append([row])
    return [_level(level) if len(level) > 1 else level[0] for level in levels]


def _level(rows: Sequence[TextRow]) -> TextRow:
    words = sorted((word for row in rows for word in row.words), key=lambda word: word.box.x0)
    x0, x1 = min(row.x0 for row in rows), max(row.x1 for row in rows)
    return TextRow(tuple(words), rows[0].y, x0, x1, rows[0].size)


def _gaps(words: Sequence[Word], narrowest: float) -> list[tuple[float, float]]:
    found = []
    right = words[0].box.x1
    for word in words[1:]:
        if word.box.x0 - right >= narrowest:
            found.append((right, word.box.x0))
        right = max(right, word.box.x1)
    return found


def _crossings(
    rows: Sequence[TextRow], gaps: Sequence[Sequence[tuple[float, float]]], x: float
) -> tuple[int, int]:
    """How many rows have a gap at `x`, and how many have words there."""
    open_rows = blocked = 0
    for row, row_gaps in zip(rows, gaps, strict=True):
        if any(left < x < right for left, right in row_gaps):
            open_rows += 1
        elif row.x0 < x < row.x1:
            blocked += 1
    return open_rows, blocked


def _is_open(open_rows: int, blocked: int) -> bool:
    allowed = max(int(_CROSSED * (open_rows + blocked)), 1 if open_rows >= 4 else 0)
    return open_rows >= 2 and blocked <= allowed


def _river(strips: Sequence[tuple[float, float, int, int]]) -> River:
    """`clear` is the widest part that the fewest rows cross."""
    fewest = min(strip[3] for strip in strips)
    parts: list[tuple[float, float]] = []
    for left, right, _, blocked in strips:
        if blocked > fewest:
            continue
        if parts and parts[-1][1] == left:
            parts[-1] = (parts[-1][0], right)
        else:
            parts.append((left, right))
    clear = max(parts, key=lambda part: part[1] - part[0])
    return River(strips[0][0], strips[-1][1], clear)


def _is_true(river: River, gaps: Sequence[Sequence[tuple[float, float]]], size: float) -> bool:
    """Word spaces that happen to lie above one another are narrow, true rivers are ragged."""
    middle = sum(river.clear) / 2
    widths = [b - a for row_gaps in gaps for a, b in row_gaps if a < middle < b]
    clear = river.clear[1] - river.clear[0]
    return clear >= NARROWEST_RIVER * size and median(widths) >= _TYPICAL_RIVER * size


def _borders(river: River, rows: Sequence[TextRow], size: float) -> list[float]:
    """The middle of the river, or both sides of an island: words of the odd row that stand
    alone in it, such as a single `delsumma`."""
    islands = [
        run
        for row in rows
        for run in runs(row.words, WIDE_GAP * size)
        if river.x0 < run.x0 and run.x1 < river.x1 and not is_blank(run.text)
    ]
    if not islands:
        return [sum(river.clear) / 2]
    left, right = min(run.x0 for run in islands), max(run.x1 for run in islands)
    return [(river.x0 + left) / 2, (right + river.x1) / 2]


def with_figures(columns: Columns, rows: Sequence[TextRow], size: float) -> Columns:
    """The same columns, knowing which of them hold figures."""
    figures, others = [0] * len(columns), [0] * len(columns)
    for row in rows:
        for index, words in cells_of(row, columns, size).items():
            text = joined(words)
            if is_figure(text):
                figures[index] += 1
            elif not is_blank(text):
                others[index] += 1
    # Headings and the odd remark are no figures, hence a bare majority.
    holding = {i for i in range(len(columns)) if figures[i] > 1 and figures[i] >= others[i]}
    if not holding and len(rows) <= 3:
        holding = {i for i in range(1, len(columns)) if figures[i] and figures[i] >= others[i]}
    return Columns(columns.borders, columns.drawn, frozenset(holding))


def _without_split_columns(columns: Columns, rows: Sequence[TextRow], size: float) -> Columns:
    """Join a heading, or words in place of a figure, that are set to one side of the figures,
    to their column: no row has words in both."""
    occupied: list[set[int]] = [set() for _ in range(len(columns))]
    for index, row in enumerate(rows):
        for column in cells_of(row, columns, size):
            occupied[column].add(index)
    first = _first_figure_row(columns, rows, size)
    for index in range(len(columns) - 1):
        left, right = occupied[index], occupied[index + 1]
        heading = max(left, default=-1) < first or max(right, default=-1) < first
        instead = index > 0 and len(columns.figures & {index, index + 1}) == 1
        if not left & right and (heading or instead) and index not in columns.drawn:
            borders = (*columns.borders[:index], *columns.borders[index + 1 :])
            drawn = frozenset(d - (d > index) for d in columns.drawn)
            fewer = with_figures(Columns(borders, drawn), rows, size)
            return _without_split_columns(fewer, rows, size)
    return columns


def _without_stretched_lines(columns: Columns, rows: Sequence[TextRow], size: float) -> Columns:
    """Join what is but the end of stretched lines to the column that these begin in."""
    if len(columns) < 3:  # labels and figures, neither of them the end of the other
        return columns
    cells = [cells_of(row, columns, size) for row in rows]
    for index in range(1, len(columns)):
        ends = [row for row in cells if index in row]
        if index - 1 in columns.drawn or not all(index - 1 in row for row in ends):
            continue
        if _end_justified([row[index] for row in ends], size):
            borders = (*columns.borders[: index - 1], *columns.borders[index:])
            drawn = frozenset(d - (d >= index) for d in columns.drawn)
            fewer = with_figures(Columns(borders, drawn), rows, size)
            return _without_stretched_lines(fewer, rows, size)
    return columns


def _end_justified(cells: Sequence[Sequence[Word]], size: float) -> bool:
    """Whether words go on with a phrase up to one edge, from wherever they begin, as they do
    in justified text alone."""
    lefts = [words[0].box.x0 for words in cells]
    rights = [words[-1].box.x1 for words in cells]
    if len(cells) < 2 or max(rights) - min(rights) > _EVEN * size:
        return False
    if max(lefts) - min(lefts) <= _EVEN * size:
        return False
    return all(words[0].text[0].islower() for words in cells)


def _first_figure_row(columns: Columns, rows: Sequence[TextRow], size: float) -> int:
    for index, row in enumerate(rows):
        cells = cells_of(row, columns, size)
        if any(c in columns.figures and is_figure(joined(w)) for c, w in cells.items()):
            return index
    return 0


def cells_of(row: TextRow, columns: Columns, size: float) -> dict[int, list[Word]]:
    """The words of a row by column. Words without a gap between them stay together, unless
    a drawn line parts them or a figure stands behind them in a column of figures."""
    cells: dict[int, list[Word]] = {}
    for piece in pieces_of(row, columns, size):
        for column, words in _by_column(piece, columns):
            cells.setdefault(column, []).extend(words)
    return cells


def pieces_of(row: TextRow, columns: Columns, size: float) -> list[Run]:
    """The row cut at its gaps that lie on a border, and at drawn borders."""
    pieces: list[list[Word]] = [[row.words[0]]]
    narrowest = _narrowest_parting(row, columns, size)
    for left, word in pairwise(row.words):
        right = max(w.box.x1 for w in pieces[-1])
        here, before = columns.at(_middle(word)), columns.at(_middle(left))
        parted = any(border in columns.drawn for border in range(before, here))
        gap = word.box.x0 - right
        if parted or (gap >= narrowest and _on_border(right, word.box.x0, columns)):
            pieces.append([])
        pieces[-1].append(word)
    return [Run(tuple(p), p[0].box.x0, max(w.box.x1 for w in p)) for p in pieces]


def _narrowest_parting(row: TextRow, columns: Columns, size: float) -> float:
    """The gap that parts two cells of a row: more than its word spaces, also more than the
    wide ones between letters set apart (`S U M M A   T O T A L T`)."""
    gaps = [(a.box.x1, b.box.x0) for a, b in pairwise(row.words)]
    within = [right - left for left, right in gaps if not _on_border(left, right, columns)]
    usual = median(within) if len(within) >= 3 else 0.0
    widest = 1.2 * max(within, default=0.0)
    return min(max(WIDE_GAP * size / 2, 1.5 * usual, widest), WIDE_GAP * size)


def _middle(word: Word) -> float:
    return (word.box.x0 + word.box.x1) / 2


def _on_border(left: float, right: float, columns: Columns) -> bool:
    return any(left <= border <= right for border in columns.borders)


def _by_column(piece: Run, columns: Columns) -> list[tuple[int, tuple[Word, ...]]]:
    places = [columns.at(_middle(word)) for word in piece.words]
    if places[0] == places[-1]:
        return [(places[0], piece.words)]
    if is_figure(piece.text):
        return [(columns.at((piece.x0 + piece.x1) / 2), piece.words)]
    for cut, (before, here) in enumerate(pairwise(places), start=1):
        tail = piece.words[cut:]
        if here != before and places[-1] in columns.figures and is_figure(joined(tail)):
            return [(places[0], piece.words[:cut]), (places[-1], tail)]
    return [(places[0], piece.words)]
