"""The heading of a table: which column each of its words heads.

A heading may be wider than the words below it, stand to one side of them, take several lines,
or head a column that is empty."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pipeline.read.layout import Word
from pipeline.read.tables.columns import WIDE_GAP, Columns, pieces_of
from pipeline.read.tables.text_rows import Run, TextRow, runs

Spans = Mapping[int, tuple[float, float]]
"""How far the words of each column reach from left to right, below the heading."""


def heading_borders(
    rows: Sequence[TextRow], columns: Columns, spans: Spans, size: float
) -> list[float]:
    """The columns' borders, with those of columns that have a heading and nothing below it:
    a piece of a heading between two columns that have headings of their own. The first column
    needs none, since labels often go without."""
    borders = dict(enumerate(columns.borders))
    more: list[float] = []
    for row in rows:
        pieces = _pieces(row, columns, size)
        if _is_complete(pieces, columns, spans):
            continue
        headed = {_over(piece, spans) for piece in pieces}
        for piece in pieces:
            left, right = _neighbours(piece, spans)
            if _over(piece, spans) is not None or left is None or more:
                continue
            if (left == 0 or left in headed) and (right is None or right in headed):
                borders.pop(left, None)
                more.append((spans[left][1] + piece.x0) / 2)
                more += [] if right is None else [(piece.x1 + spans[right][0]) / 2]
    return sorted([*borders.values(), *more])


def heading_cells(
    rows: Sequence[TextRow], columns: Columns, spans: Spans, size: float
) -> list[dict[int, list[Word]]]:
    """The words of a heading's lines by the column that they head. Its complete lines tell
    where the words of the others belong."""
    lines = [_pieces(row, columns, size) for row in rows]
    known = dict(spans)
    for pieces in lines:
        if _is_complete(pieces, columns, spans):
            for column, piece in enumerate(pieces):
                x0, x1 = known.get(column, (piece.x0, piece.x1))
                known[column] = min(x0, piece.x0), max(x1, piece.x1)
    return [_line(pieces, columns, spans, known) for pieces in lines]


def _pieces(row: TextRow, columns: Columns, size: float) -> list[Run]:
    wide = WIDE_GAP * size
    return [part for piece in pieces_of(row, columns, size) for part in runs(piece.words, wide)]


def _is_complete(pieces: Sequence[Run], columns: Columns, spans: Spans) -> bool:
    """Whether a line has one piece for each column, the first of them over the labels, none
    over another column's words."""
    over = [_over(piece, spans) for piece in pieces]
    return (
        len(pieces) == len(columns)
        and over[0] == 0
        and all(column in (None, place) for place, column in enumerate(over))
    )


def _line(
    pieces: Sequence[Run], columns: Columns, spans: Spans, known: Spans
) -> dict[int, list[Word]]:
    complete = _is_complete(pieces, columns, spans)
    headed = {_over(piece, known) for piece in pieces}
    cells: dict[int, list[Word]] = {}
    for place, piece in enumerate(pieces):
        column = place if complete else _headed(piece, known, headed)
        cells.setdefault(column, []).extend(piece.words)
    return cells


def _headed(piece: Run, spans: Spans, headed: set[int | None]) -> int:
    """The column that a piece stands over; of its neighbours the one without another heading,
    or else the nearer one."""
    over = _over(piece, spans)
    if over is not None:
        return over
    beside = [column for column in _neighbours(piece, spans) if column is not None]
    return max(beside, key=lambda column: (column not in headed, _shared(piece, spans[column])))


def _over(piece: Run, spans: Spans) -> int | None:
    """The column that most of a piece stands over."""
    column = max(spans, key=lambda column: _shared(piece, spans[column]))
    return column if _shared(piece, spans[column]) > 0 else None


def _neighbours(piece: Run, spans: Spans) -> tuple[int | None, int | None]:
    """The columns to the left and to the right of a piece."""
    left = [column for column, span in spans.items() if span[1] <= piece.x0]
    right = [column for column, span in spans.items() if span[0] >= piece.x1]
    return max(left, default=None), min(right, default=None)


def _shared(piece: Run, span: tuple[float, float]) -> float:
    return min(span[1], piece.x1) - max(span[0], piece.x0)
