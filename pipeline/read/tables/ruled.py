"""Tables whose cells are parted by drawn lines, wholly or in part."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.model import Box
from pipeline.read.layout import Word
from pipeline.read.tables.columns import Columns, cells_of, find_rivers, with_figures
from pipeline.read.tables.draft import DraftRow, TableDraft, draft_row, inside
from pipeline.read.tables.drawn_rules import Frame
from pipeline.read.tables.lines import Line, table_lines
from pipeline.read.tables.rows import group_lines
from pipeline.read.tables.text_rows import TextRow, is_figure, joined, text_rows

_NEAR = 0.5  # ems
_DRAWN = 0.6  # the share of a row's height along which a border has to be drawn
_CUT_WORDS = 0.1  # more words than this share on a border, and the lines are no table's


@dataclass(frozen=True)
class _Lattice:
    """A frame as rows between rules (`bands`) and columns between borders."""

    frame: Frame
    box: Box
    levels: tuple[float, ...]
    borders: tuple[float, ...]
    size: float

    @property
    def bands(self) -> list[tuple[float, float]]:
        return list(pairwise(self.levels))

    def drawn_in(self, top: float, bottom: float) -> frozenset[int]:
        """The borders that are drawn along a band."""
        return frozenset(
            index
            for index, border in enumerate(self.borders)
            if self._drawn_share(border, top, bottom) >= _DRAWN
        )

    def _drawn_share(self, border: float, top: float, bottom: float) -> float:
        drawn = sum(
            max(min(rule.end, bottom) - max(rule.start, top), 0.0)
            for rule in self.frame.down
            if abs(rule.at - border) <= _NEAR * self.size
        )
        return drawn / max(bottom - top, 1e-6)

    def parted_below(self, level: float, left: float, right: float) -> bool:
        """Whether a rule at `level` parts the cells above and below it."""
        middle = (left + right) / 2
        return any(
            abs(rule.at - level) <= _NEAR * self.size and rule.covers(middle)
            for rule in self.frame.across
        )


def ruled_table(frame: Frame, words: Iterable[Word], size: float) -> TableDraft | None:
    """The table that a frame of rules holds, None if it holds none."""
    held = inside(words, frame.box)
    lattice = _lattice(frame, held, size)
    if lattice is None or _cuts_words(lattice, held):
        return None
    bands = [(band, text_rows(words)) for band, words in _by_band(lattice, held) if words]
    everything = [row for _, rows in bands for row in rows]
    columns = with_figures(
        Columns(lattice.borders, frozenset(range(len(lattice.borders)))), everything, size
    )
    columns = _with_rivers(columns, everything, lattice)
    rows: list[DraftRow] = []
    for band, band_rows in bands:
        rows += _rows_of_band(lattice, band, band_rows, columns)
    draft = TableDraft(lattice.box, columns.borders, _merged_down(rows, lattice, columns), True)
    return draft if _is_table(draft) else None


def _lattice(frame: Frame, words: Sequence[Word], size: float) -> _Lattice | None:
    box = frame.box
    levels = _apart([box.top, *(rule.at for rule in frame.across), box.bottom], size)
    edges = _apart([box.x0, *(rule.at for rule in frame.down), box.x1], size)
    filled = [edge for edge in pairwise(edges) if _any_between(words, *edge)]
    if len(filled) < 2 or len(levels) < 3:
        return None
    borders = tuple((left[1] + right[0]) / 2 for left, right in pairwise(filled))
    return _Lattice(frame, box, tuple(levels), borders, size)


def _apart(places: Iterable[float], size: float) -> list[float]:
    """The places in order; those that nearly coincide (double rules) count once."""
    kept: list[float] = []
    for place in sorted(places):
        if not kept or place - kept[-1] > _NEAR * size:
            kept.append(place)
    return kept


def _any_between(words: Iterable[Word], left: float, right: float) -> bool:
    return any(left <= (word.box.x0 + word.box.x1) / 2 <= right for word in words)


def _cuts_words(lattice: _Lattice, words: Sequence[Word]) -> bool:
    slack = 0.2 * lattice.size
    cut = 0
    for band, held in _by_band(lattice, words):
        drawn = [lattice.borders[index] for index in lattice.drawn_in(*band)]
        for word in held:
            cut += any(word.box.x0 + slack < x < word.box.x1 - slack for x in drawn)
    return cut > _CUT_WORDS * len(words)


def _by_band(
    lattice: _Lattice, words: Iterable[Word]
) -> list[tuple[tuple[float, float], list[Word]]]:
    """The words by the band that their centre lies in."""
    held: list[list[Word]] = [[] for _ in lattice.bands]
    inner = lattice.levels[1:-1]
    for word in words:
        held[bisect_right(inner, (word.box.top + word.box.bottom) / 2)].append(word)
    return list(zip(lattice.bands, held, strict=True))


def _with_rivers(columns: Columns, rows: Sequence[TextRow], lattice: _Lattice) -> Columns:
    """Columns of figures that stand side by side between two borders become columns."""
    more: list[float] = []
    for index in range(len(columns)):
        held = [cells_of(row, columns, lattice.size).get(index) for row in rows]
        parts = [row for words in held if words for row in text_rows(words)]
        for river in find_rivers(parts, lattice.size):
            middle = sum(river.clear) / 2
            right = [[w for w in part.words if w.box.x0 > middle] for part in parts]
            both = [r for r, part in zip(right, parts, strict=True) if r and part.x0 < middle]
            if len(both) >= 3 and 2 * sum(is_figure(joined(r)) for r in both) > len(both):
                more.append(middle)
    if not more:
        return columns
    borders = tuple(sorted([*columns.borders, *more]))
    drawn = frozenset(i for i, border in enumerate(borders) if border not in more)
    return with_figures(Columns(borders, drawn), rows, lattice.size)


def _rows_of_band(
    lattice: _Lattice, band: tuple[float, float], rows: Sequence[TextRow], columns: Columns
) -> list[DraftRow]:
    """One row, or several where a column holds several figures without a rule between."""
    top, bottom = band
    drawn = lattice.drawn_in(top, bottom)
    here = frozenset(
        i for i, x in enumerate(columns.borders) if any(lattice.borders[d] == x for d in drawn)
    )
    lines = table_lines(rows, Columns(columns.borders, here, columns.figures), lattice.size)
    groups = [list(range(len(lines)))]
    if _several_rows(lines):
        groups, _ = group_lines(lines, lattice.size)
    edges = [top, *_between(lines, groups), bottom]
    return [
        draft_row([lines[i] for i in group], *edge)
        for group, edge in zip(groups, pairwise(edges), strict=True)
    ]


def _several_rows(lines: Sequence[Line]) -> bool:
    """Whether figures of one column stand on several lines, most of them with a label."""
    counts: dict[int, int] = {}
    for line in lines:
        for column in line.figures:
            counts[column] = counts.get(column, 0) + bool(line.labels)
    return max(counts.values(), default=0) > 1


def _between(lines: Sequence[Line], groups: Sequence[Sequence[int]]) -> list[float]:
    return [
        (lines[above[-1]].row.y + lines[below[0]].row.y) / 2 for above, below in pairwise(groups)
    ]


def _merged_down(
    rows: Sequence[DraftRow], lattice: _Lattice, columns: Columns
) -> tuple[DraftRow, ...]:
    """Move the words of a cell that spans several rows to the first of them."""
    edges = (lattice.box.x0, *columns.borders, lattice.box.x1)
    cells = [dict(row.cells) for row in rows]
    for column in range(len(columns)):
        if column in columns.figures:
            continue
        for span in _spans(rows, lattice, edges[column], edges[column + 1]):
            holding = [row for row in span if column in cells[row]]
            if len(span) > 1 and 0 < len(holding) < len(span):
                words = [word for row in holding for word in cells[row].pop(column)]
                cells[span[0]][column] = words
    return tuple(DraftRow(held, row.top, row.bottom) for held, row in zip(cells, rows, strict=True))


def _spans(
    rows: Sequence[DraftRow], lattice: _Lattice, left: float, right: float
) -> list[list[int]]:
    """The rows by cell, where no rule parts a cell from the one below."""
    spans: list[list[int]] = []
    for index, row in enumerate(rows):
        at_rule = any(abs(row.top - level) < 1e-6 for level in lattice.levels)
        if spans and at_rule and not lattice.parted_below(row.top, left, right):
            spans[-1].append(index)
        else:
            spans.append([index])
    return spans


def _is_table(draft: TableDraft) -> bool:
    filled = [row for row in draft.rows if row.cells]
    columns = {column for row in filled for column in row.cells}
    return len(filled) >= 2 and len(columns) >= 2
