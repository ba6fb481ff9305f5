"""Signatories side by side: short lines in two columns become one column after the other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from pipeline.read.assembly.builder import BlockDraft
from pipeline.read.assembly.cleaning import Line
from pipeline.read.sentence_ends import ends_open, is_finished
from pipeline.read.text.figure_rows import spaced_cells
from pipeline.read.text.lines import TextLine

_LONGEST, _LONGEST_LINE = 50, 200
_WIDEST_GAP = 10
_DATE = r"\S+(?: \S+)?(?: den)? \d{1,2} \w+ \d{4}"
# Two places and dates with but one space between them.
_TWO_DATES = re.compile(rf"({_DATE})\s+({_DATE})")
_TWICE = re.compile(r"((\S+ den\b).*?)\s+(\2.*)")
_WORDLESS = re.compile(r"[\W_]*")


@dataclass(frozen=True, slots=True)
class FoundColumns:
    """The lines of a region in columns, and the range of lines that it takes up."""

    start: int
    end: int
    blocks: tuple[BlockDraft, ...]


def find_columns(lines: Sequence[TextLine]) -> list[FoundColumns]:
    """Runs of at least two short lines that each hold two columns or more."""
    found: list[FoundColumns] = []
    index = 0
    while index < len(lines):
        end = _region_end(lines, index)
        if end:
            found.append(FoundColumns(index, end, _blocks(lines[index:end])))
        index = end or index + 1
    return found


def _region_end(lines: Sequence[TextLine], start: int) -> int:
    """Where the region that begins at `start` ends, 0 where none begins."""
    if not _in_columns(lines[start]):
        return 0
    end, parted = start + 1, 1
    for index in range(start + 1, len(lines)):
        line = lines[index]
        if line.opens_page or line.gap > _WIDEST_GAP or not _is_short(line):
            break
        if _in_columns(line):
            end, parted = index + 1, parted + 1
        elif index > end and _TWO_DATES.fullmatch(line.text) is None:
            break
    while end < len(lines) and _hangs_below(lines[end]):
        end += 1
    return end if parted > 1 else 0


def _in_columns(line: TextLine) -> bool:
    return len(_parts(line)) > 1 and _is_short(line)


def _is_short(line: TextLine) -> bool:
    """Whether all columns of a line are short and none ends like a sentence."""
    texts = [line.line.raw[start:end] for start, end in _parts(line)]
    return all(len(text) <= _LONGEST and not is_finished(text) for text in texts)


def _hangs_below(line: TextLine) -> bool:
    """A line far from the left edge, right below the region: the right column goes on."""
    return line.gap == 0 and line.indent > 2 * _LONGEST // 5 and _is_short(line)


def _parts(line: TextLine) -> tuple[tuple[int, int], ...]:
    raw = line.line.raw
    if len(line.text) > _LONGEST_LINE:
        return ((0, len(raw)),)
    cells = spaced_cells(raw)
    dates = _TWO_DATES.fullmatch(raw)
    twice = _TWICE.fullmatch(raw)
    if len(cells) == 1 and dates:
        return dates.span(1), dates.span(2)
    if len(cells) == 1 and twice:
        return twice.span(1), twice.span(3)
    return cells


def _blocks(lines: Sequence[TextLine]) -> tuple[BlockDraft, ...]:
    parted = [(line, _parts(line)) for line in lines]
    width = max(len(parts) for _, parts in parted)
    edge = median(line.indent + parts[1][0] for line, parts in parted if len(parts) > 1)
    columns: list[list[Line]] = [[] for _ in range(width)]
    for line, parts in parted:
        for place, (start, end) in enumerate(parts):
            column = place
            if len(parts) == 1 and line.indent >= edge / 2 > 0:
                column = 1
            piece = line.line.part(start, end)
            if not _WORDLESS.fullmatch(piece.raw):
                columns[column].append(piece)
    return tuple(BlockDraft(group) for column in columns for group in _units(column))


def _units(column: Sequence[Line]) -> list[tuple[Line, ...]]:
    """The lines of a column, those together that end in a word that something must follow."""
    units: list[tuple[Line, ...]] = []
    for line in column:
        if units and ends_open(units[-1][-1].raw.strip()):
            units[-1] = (*units[-1], line)
        else:
            units.append((line,))
    return units
