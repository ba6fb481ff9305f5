"""Tables whose rows and cells a tagged PDF names itself, where what it says fits the page.

Programs that tag a table tag it as its writer made it, so that a label over three lines or a
figure broken over two is one cell. But tables serve for layout, too, and some tags were put
in afterwards by guesswork. So only a table of figures counts, in which rows stand below one
another, columns side by side, and nothing else stands between.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from pipeline.model import Box
from pipeline.read.layout import PageLayout, Word
from pipeline.read.tables.draft import DraftRow, TableDraft, around, inside
from pipeline.read.tables.text_rows import (
    is_blank,
    is_figure,
    is_year,
    joined,
    text_rows,
    usual_size,
)

_MOST_FOREIGN = 0.05  # of the words in a table's box may be in none of its cells
_LEAST_FIGURES = 2
_LEAST_AT_EDGE = 1  # where a page break may have cut the table
_LEAST_ROWS = 0.5  # of the rows have a figure
_STEP = 0.5  # ems that a row may begin above the one before

_Row = Mapping[int, Sequence[Word]]


def tagged_tables(page: PageLayout) -> list[TableDraft]:
    """The tables of figures that the tags of a page tell of."""
    tables: dict[int, dict[int, dict[int, list[Word]]]] = {}
    for word in page.words:
        cell = word.tag.cell if word.tag else None
        if cell:
            rows = tables.setdefault(cell.table, {})
            rows.setdefault(cell.row, {}).setdefault(cell.column, []).append(word)
    found = (_draft([rows[number] for number in sorted(rows)], page) for rows in tables.values())
    return [draft for draft in found if draft is not None]


def _draft(rows: Sequence[_Row], page: PageLayout) -> TableDraft | None:
    spans = _spans(rows)
    if len(spans) < 2 or not _side_by_side(spans):
        return None
    placed = [_placed(row, spans) for row in rows]
    words = [word for row in placed for held in row.values() for word in held]
    box = around(words)
    least = _LEAST_AT_EDGE if _is_at_edge(box, page) else _LEAST_FIGURES
    if not _holds_figures(placed, least) or not _is_straight(placed, usual_size(words)):
        return None
    within = inside(page.words, box)
    if len(within) - len(words) > _MOST_FOREIGN * len(within):
        return None
    ruled = any(s.horizontal and box.top < s.top < box.bottom for s in page.strokes)
    drafts = tuple(_draft_row(row) for row in placed)
    return TableDraft(box, _borders(spans), drafts, ruled, tagged=True)


Span = tuple[float, float]


def _spans(rows: Sequence[_Row]) -> list[Span]:
    """How far the words of each column reach, from the rows that have most cells: in others a
    cell may span several columns."""
    count = max(len(row) for row in rows)
    spans: dict[int, Span] = {}
    for row in rows:
        if len(row) == count:
            for column, words in row.items():
                x0, x1 = _reach(words)
                left, right = spans.get(column, (x0, x1))
                spans[column] = min(left, x0), max(right, x1)
    return [spans[column] for column in sorted(spans)]


def _reach(words: Sequence[Word]) -> Span:
    return min(word.box.x0 for word in words), max(word.box.x1 for word in words)


def _side_by_side(spans: Sequence[Span]) -> bool:
    return all(
        left[0] < right[0] and left[1] < right[1] and left[1] < (right[0] + right[1]) / 2
        for left, right in pairwise(spans)
    )


def _borders(spans: Sequence[Span]) -> tuple[float, ...]:
    return tuple((left[1] + right[0]) / 2 for left, right in pairwise(spans))


def _placed(row: _Row, spans: Sequence[Span]) -> dict[int, Sequence[Word]]:
    """The cells of a row in the columns that they stand in, each right of the one before."""
    placed: dict[int, Sequence[Word]] = {}
    for number, words in sorted(row.items()):
        x0, x1 = _reach(words)
        shared = [min(x1, right) - max(x0, left) for left, right in spans]
        free = range(max(placed, default=-1) + 1, len(spans))
        column = max(free, key=lambda c: (shared[c], -abs(c - number)), default=len(spans) - 1)
        placed[column] = [*placed.get(column, ()), *_in_reading_order(words)]
    return placed


def _in_reading_order(words: Sequence[Word]) -> list[Word]:
    return [word for line in text_rows(words) for word in line.words]


def _is_at_edge(box: Box, page: PageLayout) -> bool:
    """Whether nothing stands above or nothing stands below on the page."""
    above = any(word.box.bottom < box.top for word in page.words)
    below = any(word.box.top > box.bottom for word in page.words)
    return not (above and below)


def _holds_figures(rows: Sequence[_Row], least: int) -> bool:
    """Whether one column is that of the figures, and labels stand before it."""
    columns = {column for row in rows for column in row if column > 0}
    for column in columns:
        texts = [joined(row[column]) for row in rows if column in row]
        figures = sum(is_figure(text) and not is_year(text) for text in texts)
        filled = sum(not is_blank(text) for text in texts)
        if figures >= least and figures >= _LEAST_ROWS * filled:
            return any(min(row) < column for row in rows if column in row)
    return False


def _is_straight(rows: Sequence[_Row], size: float) -> bool:
    """Whether each row begins below the one before."""
    tops = [min(word.box.top for words in row.values() for word in words) for row in rows]
    return all(below > above - _STEP * size for above, below in pairwise(tops))


def _draft_row(row: _Row) -> DraftRow:
    box = around(word for words in row.values() for word in words)
    return DraftRow(row, box.top, box.bottom)
