"""How the rows of a table nest: depths from structure, parents from depths."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from pipeline.extract.tables.rows import Draft
from pipeline.model import MoneyRow

_INDENT = 4.0  # points (or columns times a few) by which a sub-row is set in


def money_rows(found: Sequence[Draft]) -> tuple[MoneyRow, ...]:
    """The rows with money, each with its kind, level and the row that it is part of."""
    depths = _depths(found)
    parents = _parents(found, depths)
    sums = {p for i, p in enumerate(parents) if p is not None and not found[i].part}
    kept = [i for i, draft in enumerate(found) if draft.cells]
    position = {index: new for new, index in enumerate(kept)}
    rows: list[MoneyRow] = []
    for index in kept:
        draft, parent = found[index], parents[index]
        kind = "subtotal" if index in sums and draft.kind == "item" else draft.kind
        rows.append(
            MoneyRow(
                draft.row,
                draft.label,
                draft.span,
                kind,
                depths[index],
                position.get(parent) if parent is not None else None,
                draft.recipient,
                draft.printed_number,
                draft.cells,
            )
        )
    return tuple(rows)


def _depths(found: Sequence[Draft]) -> list[int]:
    """1 is the top; the first kind of structure that the table shows decides."""
    items = [draft for draft in found if draft.kind != "total"]
    if not items:
        return [1] * len(found)
    opening = _opens_with_subtotal(found)
    if opening:
        depths = _below_subtotals(found)
    elif items[0].number is not None or sum(d.number is not None for d in items) > 1:
        depths = _by_number(found)
    elif _is_indented(items):
        depths = _by_indent(found)
    elif items[0].bold and not all(draft.bold for draft in items):
        depths = [1 if draft.bold or draft.kind == "total" else 2 for draft in found]
    else:
        depths = _below_leads(found)
    if not opening:
        depths = _above_subtotals(found, depths)
    return _with_parts(found, depths)


def _below_subtotals(found: Sequence[Draft]) -> list[int]:
    """Each delsumma stands before its parts; numbers, weight or indent can end them sooner."""
    depths: list[int] = []
    head: Draft | None = None
    for draft in found:
        if draft.kind != "item":
            head = draft if draft.kind == "subtotal" else None
        elif head is not None and _leaves(draft, head, found):
            head = None
        depths.append(2 if head is not None and draft.kind == "item" else 1)
    return depths


def _leaves(draft: Draft, head: Draft, found: Sequence[Draft]) -> bool:
    """Whether an item after a delsumma stands beside it, not below."""
    if draft.number is not None and head.number is not None:
        return draft.number[: len(head.number)] != head.number
    items = [d for d in found if d.kind == "item"]
    if head.bold and draft.bold and not all(d.bold for d in items):
        return True
    deepest = max(d.indent for d in items)
    return deepest - head.indent >= _INDENT and draft.indent - head.indent < _INDENT


def _by_number(found: Sequence[Draft]) -> list[int]:
    depths: list[int] = []
    open_numbers: list[tuple[int, ...]] = []
    holds_unnumbered = _chapters_hold_unnumbered(found)
    below = False
    for index, draft in enumerate(found):
        if draft.kind == "total":
            open_numbers, below = [], False
        elif draft.number is not None:
            number, below = draft.number, False
            open_numbers = [n for n in open_numbers if n != number and number[: len(n)] == n]
            open_numbers.append(number)
        else:
            below = bool(open_numbers) and _is_below(found, index, below, holds_unnumbered)
        if draft.number is not None and draft.kind != "total":
            depths.append(len(open_numbers))
        else:
            depths.append(len(open_numbers) + 1 if below else 1)
    return depths


def _is_below(found: Sequence[Draft], index: int, below: bool, holds_unnumbered: bool) -> bool:
    """Whether an unnumbered row is part of the numbered chapter above it.

    A plain row under bold chapters is; a bold one only after plain ones of that chapter.
    """
    draft = found[index]
    chapter = next(d for d in reversed(found[:index]) if d.number is not None)
    if draft.indent - chapter.indent >= _INDENT:
        return True
    if chapter.bold:
        return not draft.bold or below
    return holds_unnumbered


def _chapters_hold_unnumbered(found: Sequence[Draft]) -> bool:
    """Where weight says nothing: unnumbered rows follow at least two numbered ones."""
    pairs = pairwise(found)
    plain = ((a, b) for a, b in pairs if b.kind == "item" and not b.part)
    return sum(a.number is not None and b.number is None for a, b in plain) > 1


def _is_indented(items: Sequence[Draft]) -> bool:
    return max(d.indent for d in items) - items[0].indent >= _INDENT


def _by_indent(found: Sequence[Draft]) -> list[int]:
    depths: list[int] = []
    open_indents: list[float] = []
    for draft in found:
        if draft.kind == "total":
            open_indents = []
            depths.append(1)
            continue
        open_indents = [indent for indent in open_indents if draft.indent - indent >= _INDENT]
        open_indents.append(draft.indent)
        depths.append(len(open_indents))
    return depths


def _below_leads(found: Sequence[Draft]) -> list[int]:
    """Rows below a heading (`…, varav:`, or a row without a sum) until the next one."""
    headings = [draft for draft in found if draft.is_heading]
    depths: list[int] = []
    below = False
    for draft in found:
        opens = draft.lead or (draft.is_heading and len(headings) > 1)
        if opens or draft.kind == "total":
            below = opens
            depths.append(1)
        else:
            depths.append(2 if below else 1)
    return depths


def _above_subtotals(found: Sequence[Draft], depths: Sequence[int]) -> list[int]:
    """A delsumma after its parts: it rises to their rank, they sink below it."""
    result = list(depths)
    start = 0
    for index, draft in enumerate(found):
        if draft.kind == "subtotal":
            result[index] = 1
            if draft.running:
                _sink_block(found, result, index)
            else:
                group = [i for i in range(start, index) if not found[i].is_heading]
                shift = 2 - min((result[i] for i in group), default=2)
                for i in group:
                    result[i] += shift
        if draft.kind != "item" or draft.is_heading:
            start = index + 1
    return result


def _sink_block(found: Sequence[Draft], depths: list[int], running: int) -> None:
    """Below a running subtotal lie the block's subtotals and what follows the last of them."""
    block = range(_block_start(found, running), running)
    last = max(index for index in block if found[index].kind == "subtotal")
    for index in block:
        depths[index] = depths[index] + 1 if index <= last else 2


def _block_start(found: Sequence[Draft], index: int) -> int:
    """The first row behind the nearest heading or total above."""
    for earlier in range(index - 1, -1, -1):
        if found[earlier].is_heading or found[earlier].kind == "total":
            return earlier + 1
    return 0


def _with_parts(found: Sequence[Draft], depths: Sequence[int]) -> list[int]:
    """`varav …` lies below the row above it, whatever the rest of the table does."""
    result = list(depths)
    whole = 0
    for index, draft in enumerate(found):
        if draft.part and whole:
            result[index] = whole + 1
        elif not draft.part:
            whole = result[index]
    return result


def _parents(found: Sequence[Draft], depths: Sequence[int]) -> list[int | None]:
    opening = _opens_with_subtotal(found)
    parents: list[int | None] = []
    for index, depth in enumerate(depths):
        parents.append(_before(found, depths, index, opening) if depth > 1 else None)
    for index, draft in enumerate(found):
        if draft.kind == "subtotal" and not opening:
            _adopt(found, depths, parents, index)
    return parents


def _opens_with_subtotal(found: Sequence[Draft]) -> bool:
    """Whether each delsumma stands before its parts, as the first one does."""
    first = next((d for d in found if d.kind != "total" and not d.is_heading), None)
    return first is not None and first.kind == "subtotal"


def _before(found: Sequence[Draft], depths: Sequence[int], index: int, opening: bool) -> int | None:
    """The nearest row above that lies less deep, if it is no total, no heading, and no
    subtotal that closes the rows above it."""
    for earlier in range(index - 1, -1, -1):
        if depths[earlier] < depths[index]:
            row = found[earlier]
            usable = row.cells and (row.kind == "item" or (row.kind == "subtotal" and opening))
            return earlier if usable else None
    return None


def _adopt(
    found: Sequence[Draft], depths: Sequence[int], parents: list[int | None], subtotal: int
) -> None:
    """The rows between the last boundary and a closing delsumma are its parts."""
    running = found[subtotal].running
    for index in range(subtotal - 1, -1, -1):
        row = found[index]
        if row.is_heading or row.kind == "total" or (row.kind == "subtotal" and not running):
            return
        if depths[index] == depths[subtotal] + 1:
            parents[index] = subtotal
