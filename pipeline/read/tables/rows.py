"""Which lines of a table make up one row, where no rule is drawn between the rows.

A row may take several lines: a label is wrapped, and its figure stands level with the first
of them, the last, or the middle. The lines are cut into rows so that the whole table is as
plausible as can be: every cue has a cost, and the cheapest way to cut is found exactly
(dynamic programming over the lines). The strongest cues need no language: a row holds at most
one figure a column, and a writer breaks a line only where the next word would not have fitted.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Literal

from pipeline.read.tables.lines import Line
from pipeline.read.tables.row_seams import Seams

Alignment = Literal["top", "middle", "bottom"]
# How much less usual it is that figures stand level with the middle or the end of a label.
_SURPRISE: dict[Alignment, float] = {"top": 0.0, "middle": 0.4, "bottom": 0.6}
_MOST_LINES = 20  # of one row

# Costs, in the one currency of plausibility.
_NO_FIGURE = 1.2  # a row without a figure: a chapter, or part of another row
_BOLD_NO_FIGURE = 0.6
_INTRODUCING = 0.3  # ... that ends in a colon
_NO_LABEL = 2.0
_FIGURE_AND_TEXT = 2.0  # in one cell
_MISALIGNED = 2.5  # for each line's height that a cell stands off its row's alignment
_TEXT_ROW = 0.8  # a row of a table without figures
_NEVER = 1e6


def group_lines(
    lines: Sequence[Line], size: float, breaks: frozenset[int] = frozenset()
) -> tuple[list[list[int]], Alignment]:
    """The lines' indices by row, and how the rows are aligned. `breaks` are the lines that
    must begin a row, because a rule is drawn above them."""
    if not lines:
        return [], "top"
    seams = Seams(lines, size)
    if not seams.any_figures:
        return _text_rows(lines, seams, breaks), "top"
    heading = _heading(lines)
    best: tuple[float, list[list[int]], Alignment] | None = None
    for alignment, surprise in _SURPRISE.items():
        if best is not None and best[0] <= surprise:
            break
        cost, rows = _cheapest(lines, seams, breaks, heading, alignment)
        if best is None or cost + surprise < best[0]:
            best = cost + surprise, rows, alignment
    assert best is not None
    return best[1], best[2]


def _text_rows(lines: Sequence[Line], seams: Seams, breaks: frozenset[int]) -> list[list[int]]:
    """The rows of a table without figures: by the white between them, if there is any."""
    apart = {
        index
        for index, (above, below) in enumerate(pairwise(lines), start=1)
        if below.row.y - above.row.y > 1.2 * seams.pitch
    }
    if not apart - breaks:
        return _cheapest(lines, seams, breaks, range(0), "top")[1]
    starts = sorted({0, *apart, *breaks})
    return [list(range(a, b)) for a, b in pairwise([*starts, len(lines)])]


def _heading(lines: Sequence[Line]) -> range:
    """The lines down to the last one above the first figure that heads a column of figures."""
    first = next((i for i, line in enumerate(lines) if line.figures), 0)
    figures = frozenset[int]().union(*(line.figures for line in lines))
    heading = [i for i in range(first) if figures & lines[i].cells.keys()]
    return range(max(heading) + 1) if heading else range(0)


def _cheapest(
    lines: Sequence[Line],
    seams: Seams,
    breaks: frozenset[int],
    heading: range,
    alignment: Alignment,
) -> tuple[float, list[list[int]]]:
    best = [0.0] + [_NEVER * 10] * len(lines)
    start_of = [0] * (len(lines) + 1)
    for start in range(len(lines)):
        for end in range(start + 1, min(start + _MOST_LINES, len(lines)) + 1):
            if end - 1 > start and end - 1 in breaks and end > heading.stop:
                break
            if _cuts(heading, start, end):
                continue
            if _doubled(lines[start:end]):
                break
            cost = best[start] + _row_cost(lines, start, end, seams, heading, alignment)
            if cost < best[end]:
                best[end], start_of[end] = cost, start
    rows, end = [], len(lines)
    while end > 0:
        rows.append(list(range(start_of[end], end)))
        end = start_of[end]
    return best[-1], rows[::-1]


def _cuts(heading: range, start: int, end: int) -> bool:
    """Whether a row takes in a part of the heading, which is one row by itself."""
    return start < heading.stop and (start, end) != (heading.start, heading.stop)


def _doubled(lines: Sequence[Line]) -> bool:
    """Whether a column holds two figures."""
    seen: set[int] = set()
    for line in lines:
        if seen & line.figures:
            return True
        seen |= line.figures
    return False


def _row_cost(
    lines: Sequence[Line],
    start: int,
    end: int,
    seams: Seams,
    heading: range,
    alignment: Alignment,
) -> float:
    cost = sum(seams.cost(index, start) for index in range(start, end))
    if start in heading:
        return cost
    row = lines[start:end]
    if not seams.any_figures:
        cost += _TEXT_ROW
    elif not any(line.figures for line in row):
        cost += _without_figure(row)
    elif not any(line.labels for line in row):
        cost += _NO_LABEL
    cost += _FIGURE_AND_TEXT * len(_mixed(row))
    if end - start > 1:
        cost += _MISALIGNED * _misalignment(row, alignment) / seams.pitch
    return cost


def _without_figure(row: Sequence[Line]) -> float:
    if row[-1].row.words[-1].text.endswith(":"):
        return _INTRODUCING
    bold = all(word.bold for word in row[0].row.words)
    return _BOLD_NO_FIGURE if bold else _NO_FIGURE


def _mixed(row: Sequence[Line]) -> set[int]:
    """The columns that hold a figure on one line and words on another."""
    figures = {column for line in row for column in line.figures}
    return {column for line in row for column in line.labels if column in figures}


def _misalignment(row: Sequence[Line], alignment: Alignment) -> float:
    """How far the cells of a row stand off one another's top, middle or bottom, in points."""
    levels: dict[int, list[float]] = {}
    for line in row:
        for column in line.cells:
            levels.setdefault(column, []).append(line.row.y)
    if alignment == "top":
        places = [ys[0] for ys in levels.values()]
        return sum(place - row[0].row.y for place in places)
    if alignment == "bottom":
        places = [ys[-1] for ys in levels.values()]
        return sum(row[-1].row.y - place for place in places)
    middle = (row[0].row.y + row[-1].row.y) / 2
    return sum(abs((ys[0] + ys[-1]) / 2 - middle) for ys in levels.values())
