"""Figures that a column too narrow has broken over lines: `3 000` above `000`.

Line by line such a cell looks like two figures, each a thousandth of what was meant. So the
pieces stand in for one another, before any table is looked for, as one word on one level;
in the table found they are the words that were printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.model import Box
from pipeline.read.layout import Word
from pipeline.read.tables.draft import around
from pipeline.read.tables.drawn_rules import Rule
from pipeline.read.tables.figure_columns import CELL_GAP
from pipeline.read.tables.stand_ins import StandIns
from pipeline.read.tables.text_rows import Run, TextRow, joined, runs

_BEGINS = re.compile(r"[-–−+]?\d{1,3}(?: \d{3})*")
_GOES_ON = re.compile(r"\d{3}(?: \d{3})*(?: [^\W\d_]+\.?)?")
# No cell holds these by themselves.
_ROUND = re.compile(r"000(?: 000)*(?: [^\W\d_]+\.?)?")
_PITCH = 1.8  # ems between two lines of a cell, at most
_CLOSER = 0.85  # of the distance to the next row
_NEARER = 0.95  # of the distance to the line above
_ALIGNED = 0.35  # ems
_SAME_LEVEL = 0.35  # ems


@dataclass(frozen=True, slots=True)
class _Piece:
    """A run of a row that may be a figure, or part of one; `y` is the middle of its line."""

    run: Run
    y: float
    size: float

    @property
    def text(self) -> str:
        return self.run.text


def unfolded(words: tuple[Word, ...], rows: Sequence[TextRow], across: Sequence[Rule]) -> StandIns:
    """The words of a page with every figure that is broken over lines put together.

    `rows` are the lines that the words stand in.
    """
    stacks = _stacks(rows, across)
    if not any(_ROUND.fullmatch(piece.text) for stack in stacks for piece in stack[1:]):
        # Bare thousands below one another are more likely rows of their own.
        return StandIns(words, {})
    printed: dict[int, tuple[Word, ...]] = {}
    whole: list[Word] = []
    for stack in stacks:
        held = tuple(word for piece in stack for word in piece.run.words)
        whole.append(_whole(stack, _level(stack, rows)))
        printed[id(whole[-1])] = held
    taken = {id(word) for held in printed.values() for word in held}
    return StandIns((*(w for w in words if id(w) not in taken), *whole), printed)


def _stacks(rows: Sequence[TextRow], across: Sequence[Rule]) -> list[list[_Piece]]:
    """The pieces of each broken figure, from top to bottom."""
    pieces = list(_pieces(rows))
    stacks: list[list[_Piece]] = []
    for place, piece in enumerate(pieces):
        stack = next((s for s in stacks if _carries_on(s[-1], piece, across)), None)
        rest = next((p for p in pieces[place + 1 :] if _overlap(piece, p)), None)
        if stack is not None and _begins_anew(stack[-1], piece, rest):
            stack = None
        if stack is not None and _GOES_ON.fullmatch(piece.text):
            below = next((p for p in pieces[place + 1 :] if _begins_row(p, piece)), None)
            if _ROUND.fullmatch(piece.text) or _is_close(stack[-1], piece, below, rows):
                stack.append(piece)
                continue
        if _BEGINS.fullmatch(piece.text):
            stacks.append([piece])
    return [stack for stack in stacks if len(stack) > 1]


def _pieces(rows: Sequence[TextRow]) -> Iterator[_Piece]:
    for row in rows:
        for run in runs(row.words, CELL_GAP * row.size):
            if _BEGINS.fullmatch(run.text) or _GOES_ON.fullmatch(run.text):
                yield _Piece(run, row.y, row.size)


def _carries_on(above: _Piece, piece: _Piece, across: Iterable[Rule]) -> bool:
    """Whether a piece stands right below another, in one cell as far as lines are drawn."""
    if not 0 < piece.y - above.y <= _PITCH * above.size or not _overlap(above, piece):
        return False
    if not _BEGINS.fullmatch(above.text) or not _shares_edge(above.run, piece.run, above.size):
        return False
    middle = (piece.run.x0 + piece.run.x1) / 2
    return not any(above.y < rule.at < piece.y and rule.covers(middle) for rule in across)


def _overlap(above: _Piece, piece: _Piece) -> bool:
    return min(above.run.x1, piece.run.x1) > max(above.run.x0, piece.run.x0)


def _shares_edge(above: Run, below: Run, size: float) -> bool:
    off = (
        above.x0 - below.x0,
        above.x1 - below.x1,
        (above.x0 + above.x1 - below.x0 - below.x1) / 2,
    )
    return min(map(abs, off)) <= _ALIGNED * size


def _is_close(above: _Piece, piece: _Piece, below: _Piece | None, rows: Sequence[TextRow]) -> bool:
    """Whether two pieces stand closer than rows do, not both with a label of their own."""
    if below is not None and piece.y - above.y > _CLOSER * (below.y - piece.y):
        return False
    stack = (above, piece)
    return not (_has_label(stack, above.y, rows) and _has_label(stack, piece.y, rows))


def _begins_anew(above: _Piece, piece: _Piece, rest: _Piece | None) -> bool:
    """Whether a piece is the beginning of the figure that goes on below it, to which it is
    nearer than to what stands above."""
    if _ROUND.fullmatch(piece.text) or rest is None or not _ROUND.fullmatch(rest.text):
        return False
    return rest.y - piece.y < _NEARER * (piece.y - above.y)


def _begins_row(piece: _Piece, above: _Piece) -> bool:
    return _overlap(above, piece) and not _ROUND.fullmatch(piece.text)


def _has_label(stack: Sequence[_Piece], level: float, rows: Sequence[TextRow]) -> bool:
    """Whether words stand to the left of a figure on a level."""
    size = stack[0].size
    left = min(piece.run.x0 for piece in stack) - size
    return any(abs(row.y - level) <= _SAME_LEVEL * size and row.x0 < left for row in rows)


def _level(stack: Sequence[_Piece], rows: Sequence[TextRow]) -> float:
    """The level of the row: that of its label, in the middle of the figure, beside its first
    line, or beside its last."""
    first, last = stack[0], stack[-1]
    middle = (first.y + last.y) / 2
    levels = (middle, first.y, last.y)
    return next((level for level in levels if _has_label(stack, level, rows)), middle)


def _whole(stack: Sequence[_Piece], level: float) -> Word:
    words = [word for piece in stack for word in piece.run.words]
    box, first = around(words), words[0].box
    half = (first.bottom - first.top) / 2
    return replace(
        words[0], text=joined(words), box=Box(box.x0, level - half, box.x1, level + half)
    )
