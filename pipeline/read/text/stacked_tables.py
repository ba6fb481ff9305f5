"""Tables that a dump has pulled apart: a stack of labels, below it the stack of their figures.

What stood side by side follows one below the other, parted by blank lines: as many labels as
figures, or one label over several lines and its single figure. Only a run of such pairs with
the signs of money (see `text_tables`) is taken for a table.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.read.assembly.builder import CellDraft, TableDraft
from pipeline.read.assembly.cleaning import Line
from pipeline.read.sentence_ends import is_finished
from pipeline.read.text.figure_rows import is_figure, is_moneylike, names_total, names_unit
from pipeline.read.text.lines import TextLine
from pipeline.read.text.tables import FoundTable

_UNIT_HEADING = re.compile(
    r"\(?(?:belopp|kronor|kr|sek|tkr|mnkr|mkr|mdkr|miljoner|tusental)\b[^\d.]{0,20}", re.IGNORECASE
)
_FEWEST_PAIRS, _FEWEST_FIGURES = 2, 3
_LONGEST_LABEL = 110
_WIDEST_GAP = 14


@dataclass(frozen=True, slots=True)
class _Stack:
    """Lines without a blank line between them, as a half-open range."""

    start: int
    end: int
    figures: bool


@dataclass(frozen=True, slots=True)
class _Pair:
    """Rows that a stack of labels and the stack of figures below it make."""

    start: int
    end: int
    rows: tuple[tuple[tuple[int, ...], int], ...]


def find_stacked_tables(lines: Sequence[TextLine]) -> list[FoundTable]:
    """The tables that were pulled apart into stacks, in order and not overlapping."""
    stacks = _stacks(lines)
    pairs = [_pair(lines, labels, figures) for labels, figures in pairwise(stacks)]
    found: list[FoundTable] = []
    place = 0
    while place < len(pairs):
        run: list[_Pair] = []
        first = place
        while place < len(pairs) and (pair := pairs[place]) is not None:
            run.append(pair)
            place += 2
        if run and _is_whole(lines, stacks, first, place):
            found += _table(lines, run)
        place += 0 if run and place < len(pairs) else 1
    return found


def _is_whole(lines: Sequence[TextLine], stacks: Sequence[_Stack], first: int, end: int) -> bool:
    """Whether no figures stand near the run that found no labels: half a table would only
    give sums that do not add up."""
    before = stacks[max(first - 2, 0) : first][::-1]
    after = stacks[end : end + 2]
    return not (_holds_figures(lines, before) or _holds_figures(lines, after))


def _holds_figures(lines: Sequence[TextLine], stacks: Sequence[_Stack]) -> bool:
    """Whether there are figures among the stacks, with no prose or page break before them."""
    for stack in stacks:
        if stack.figures:
            return True
        inside = lines[stack.start : stack.end]
        if inside[0].opens_page or any(not _is_label(line.text) for line in inside):
            return False
    return False


def _stacks(lines: Sequence[TextLine]) -> list[_Stack]:
    stacks: list[_Stack] = []
    for index, line in enumerate(lines):
        figures = is_figure(line.text) or bool(_UNIT_HEADING.fullmatch(line.text))
        last = stacks[-1] if stacks else None
        if last and last.figures == figures and line.gap == 0 and not line.opens_page:
            stacks[-1] = _Stack(last.start, index + 1, figures)
        else:
            stacks.append(_Stack(index, index + 1, figures))
    return stacks


def _pair(lines: Sequence[TextLine], labels: _Stack, figures: _Stack) -> _Pair | None:
    """The rows of two neighbouring stacks; None where they do not fit together."""
    if labels.figures or not figures.figures or lines[figures.start].gap > _WIDEST_GAP:
        return None
    n_figures = figures.end - figures.start
    start = labels.start
    if labels.end - n_figures > start and is_finished(lines[labels.end - n_figures - 1].text):
        # The text above the table stands in the same stack.
        start = labels.end - n_figures
    indices = range(start, labels.end)
    if any(not _is_label(lines[index].text) for index in indices):
        return None
    if len(indices) == n_figures:
        rows = tuple(((index,), figures.start + i) for i, index in enumerate(indices))
        return _Pair(start, figures.end, rows)
    if n_figures == 1:
        return _Pair(start, figures.end, ((tuple(indices), figures.start),))
    return None


def _is_label(text: str) -> bool:
    return not is_finished(text) and len(text) <= _LONGEST_LABEL and text != "delsumma"


def _table(lines: Sequence[TextLine], pairs: Sequence[_Pair]) -> list[FoundTable]:
    rows = [row for pair in pairs for row in pair.rows]
    figures = [lines[figure].text for _, figure in rows]
    labels = [" ".join(lines[i].text for i in label) for label, _ in rows]
    sums = [text for text in figures if is_figure(text)]
    signs = (
        any(map(names_total, labels))
        or any(map(names_unit, figures))
        or sum(map(is_moneylike, sums)) * 2 > len(sums)
    )
    if len(pairs) < _FEWEST_PAIRS or len(sums) < _FEWEST_FIGURES or not signs:
        return []
    cells = tuple(
        CellDraft(number, column, part)
        for number, (label, figure) in enumerate(rows)
        for column, part in enumerate((_parts(lines, label), _parts(lines, (figure,))))
    )
    gap = float(lines[pairs[0].start].gap + 1)
    return [FoundTable(pairs[0].start, pairs[-1].end, TableDraft(cells, gap_before=gap))]


def _parts(lines: Sequence[TextLine], indices: Sequence[int]) -> tuple[Line, ...]:
    return tuple(lines[index].line for index in indices)
