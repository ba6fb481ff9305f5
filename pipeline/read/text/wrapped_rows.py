"""Rows whose label takes up several lines, with the figure on a line of its own below it.

Dumps in the order of reading print a table's rows one after the other; where a label is broken
over lines, what stood beside it follows it. Such lines are put together, but only below a row
with its figure beside it or a heading that names a unit, for elsewhere a lone number may be
anything.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.read.assembly.cleaning import Fragment, Line
from pipeline.read.sentence_ends import begins_lower, ends_open, is_finished, leaves_bracket_open
from pipeline.read.text.figure_rows import figure_row, is_moneylike, lone_figure, names_unit
from pipeline.read.text.lines import TextLine

_MOST_LABEL_LINES = 6
_LONGEST_LABEL_LINE = 110
_TAB = Fragment("\t", glued=True)
_LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class WholeRow:
    """A line, or several that make up one row, as a half-open range of the lines."""

    line: TextLine
    start: int
    end: int


def whole_rows(lines: Sequence[TextLine]) -> list[WholeRow]:
    """The lines in order, those of a broken row put together."""
    found: list[WholeRow] = []
    place = 0
    while place < len(lines):
        end = _row_end(lines, found, place)
        line = _joined(lines[place:end]) if end - place > 1 else lines[place]
        found.append(WholeRow(line, place, end))
        place = end
    return found


def _row_end(lines: Sequence[TextLine], above: Sequence[WholeRow], place: int) -> int:
    """Where the broken row ends that begins at a line; the next line where none begins."""
    if not above or not _may_begin(lines[place]) or not _is_in_table(above[-1].line):
        return place + 1
    for index in range(place + 1, min(place + _MOST_LABEL_LINES + 1, len(lines))):
        if lines[index].gap > 1 or lines[index].opens_page:
            break
        if lone_figure(lines[index].line.raw):
            whole = figure_row(_joined(lines[place : index + 1]).line.raw)
            money = is_moneylike(lines[index].raw) or not is_moneylike(above[-1].line.raw)
            return index + 1 if whole and money else place + 1
        if not _goes_on(lines[place:index], lines[index]):
            break
    return place + 1


def _is_in_table(line: TextLine) -> bool:
    """Whether a line is a row with its figure, or a heading that names a unit."""
    return figure_row(line.line.raw) is not None or (
        names_unit(line.text) and not is_finished(line.text)
    )


def _may_begin(line: TextLine) -> bool:
    return (
        len(line.text) <= _LONGEST_LABEL_LINE
        and line.gap <= 1
        and not line.opens_page
        and bool(_LETTER.search(line.text))
        and not begins_lower(line.text)
        and not is_finished(line.text)
        and figure_row(line.line.raw) is None
    )


def _goes_on(label: Sequence[TextLine], line: TextLine) -> bool:
    """Whether a line carries on a label."""
    text = " ".join(part.text for part in label)
    if leaves_bracket_open(text):
        return True
    if figure_row(line.line.raw) is not None or is_finished(line.text):
        return False
    return begins_lower(line.text) or line.text.startswith("(") or ends_open(text)


def _joined(lines: Sequence[TextLine]) -> TextLine:
    """The lines of a label and that of its figure as one, with a tab between the cells."""
    *label, last = (line.line for line in lines)
    fragments = [fragment for line in label for fragment in line.fragments]
    for cell in lone_figure(last.raw) or ():
        first, *others = last.part(*cell).fragments
        fragments += [_TAB, replace(first, glued=True), *others]
    text = " ".join(line.text for line in lines)
    return replace(lines[0], text=text, line=Line(tuple(fragments), lines[0].page))
