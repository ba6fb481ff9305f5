"""Stretches of lines between horizontal rules of one length, as printers set tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.model import Box
from pipeline.read.tables.columns import find_columns
from pipeline.read.tables.drawn_rules import Rule
from pipeline.read.tables.figure_columns import cell_runs
from pipeline.read.tables.text_rows import TextRow

_PROSE_WIDTH = 0.85  # the share of a rule's length that a line of running text takes up
_MUCH_PROSE = 0.3
_HEADING_LINES = 4
_WHITE = 3.2  # ems between two lines of an open table, at most
_PAGE_FOOT_LINES = 2


@dataclass(frozen=True)
class Stretch:
    """Rows between rules: the numbers of the first and last, and the rules around them."""

    first: int
    last: int
    rules: tuple[Rule, ...]

    @property
    def box(self) -> Box:
        return Box(
            min(rule.start for rule in self.rules),
            self.rules[0].at,
            max(rule.end for rule in self.rules),
            self.rules[-1].at,
        )

    def as_text_table(self, rows: Sequence[TextRow], size: float) -> tuple[int, int] | None:
        """The rows of a table without figures: a heading in columns between two rules, and
        more lines in the same columns, down to a third rule or to the foot of the page."""
        heading = [i for i in range(self.first, self.last + 1) if rows[i].y < self.rules[1].at]
        if not 0 < len(heading) <= _HEADING_LINES:
            return None
        last = self.last if len(self.rules) > 2 else self._open_end(rows, size)
        if last is None:
            return None
        held = rows[self.first : last + 1]
        columns = find_columns(held, size)
        full = [row for row in held if len(cell_runs(row, size)) >= 2]
        return (self.first, last) if len(columns) >= 2 and len(full) >= 3 else None

    def _open_end(self, rows: Sequence[TextRow], size: float) -> int | None:
        """The last line of a table that goes on over the page's end."""
        last = self.last
        left, right = self.rules[0].start - size, self.rules[0].end + size
        while last + 1 < len(rows) and rows[last + 1].y - rows[last].y <= _WHITE * size:
            row = rows[last + 1]
            if row.x0 < left or row.x1 > right or _is_prose(row, self.rules[0], size):
                break
            last += 1
        at_foot = len(rows) - 1 - last <= _PAGE_FOOT_LINES
        return last if at_foot and last > self.last else None


def find_stretches(
    rows: Sequence[TextRow], stacks: Sequence[tuple[Rule, ...]], size: float
) -> list[Stretch]:
    """The stretches that may be tables: some lines have wide gaps, few are running text."""
    found = []
    for stack in stacks:
        bands = [_band(rows, upper, lower, size) for upper, lower in pairwise(stack)]
        kept: list[int] = []
        for index, band in enumerate([*bands, None]):
            if band is not None and (
                _in_columns(rows, band, stack, size)
                or (
                    kept
                    and band.stop - band.start == 1
                    and index + 1 < len(bands)
                    and _is_chapter(rows, band, stack[index : index + 2], size)
                )
            ):
                kept.append(index)
            elif kept:
                found.append(_stretch(kept, bands, stack))
                kept = []
    return found


def _band(rows: Sequence[TextRow], upper: Rule, lower: Rule, size: float) -> range:
    held = [
        i
        for i, row in enumerate(rows)
        if upper.at < row.y < lower.at and row.x1 > upper.start and row.x0 < upper.end
    ]
    return range(held[0], held[-1] + 1) if held else range(0)


def _stretch(kept: Sequence[int], bands: Sequence[range], stack: tuple[Rule, ...]) -> Stretch:
    filled = [bands[index] for index in kept if bands[index]]
    rules = stack[kept[0] : kept[-1] + 2]
    return Stretch(filled[0].start, filled[-1].stop - 1, rules)


def _in_columns(rows: Sequence[TextRow], band: range, stack: Sequence[Rule], size: float) -> bool:
    if not band:
        return False
    parted = any(len(cell_runs(rows[i], size)) >= 2 for i in band)
    beside = max(rows[i].x0 for i in band) > min(rows[i].x1 for i in band)
    prose = sum(_is_prose(rows[i], stack[0], size) for i in band)
    return (parted or beside) and prose <= _MUCH_PROSE * len(band)


def _is_prose(row: TextRow, rule: Rule, size: float) -> bool:
    widest = max((run.x1 - run.x0 for run in cell_runs(row, size)), default=0.0)
    return widest >= _PROSE_WIDTH * (rule.end - rule.start)


def _is_chapter(rows: Sequence[TextRow], band: range, rules: Sequence[Rule], size: float) -> bool:
    """Whether a single line stands close between its rules, as a heading inside a table."""
    return rules[1].at - rules[0].at <= 2.5 * size
