"""Rows whose figure cannot be read: which sums they leave open, and which they ought to be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.model import UnreadSum
from pipeline.reconcile.columns import Column, Row
from pipeline.reconcile.proposals import Proposal, missing
from pipeline.reconcile.wording import short


def left_out(column: Column, proposal: Proposal, unread: Sequence[UnreadSum]) -> UnreadSum | None:
    """The first unread figure that may be one of a sum's parts.

    That is one among the rows of the sum; a sum of rows that can all be read stays as it is,
    whatever else of its table cannot. Where an unread subtotal stands above rows that make
    the total without it, it is not missing there.
    """
    if len({row.item.table_id for row in (*column.rows(), *column.totals)}) > 1:
        return next(iter(unread), None)  # rows of two tables are counted apart
    low, high = _extent(column, proposal)
    among = (one for one in unread if one.kind != "total" and low < (one.row or 0) < high)
    exact = _adds_up(proposal)
    return next((one for one in among if one.kind == "item" or not exact), None)


def _adds_up(proposal: Proposal) -> bool:
    values = ([part.value for part in parts] for parts in proposal.readings)
    return any(sum(each) == proposal.stated.value for each in values)


def _extent(column: Column, proposal: Proposal) -> tuple[float, float]:
    """The rows between which the parts of a sum stand, both left out."""
    rows = {row.figure.amount_id: row for row in (*column.rows(), *column.totals)}
    stated = rows[proposal.stated.amount_id]
    parts = [rows[part.amount_id] for part in (*proposal.readings, ())[0]]
    if stated.item.kind == "total" or not parts:
        return -1, float("inf")
    places = [below.item.row for part in parts for below in part.subtree()]
    others = [row.item.row for row in rows.values()]
    before = max((n for n in others if n < min(places)), default=-1)
    after: float = min((n for n in others if n > max(places)), default=float("inf"))
    return before, after


def unread_sums(column: Column, unread: Sequence[UnreadSum]) -> Iterator[Proposal]:
    """A total or subtotal that cannot be read, with the rows that it is said to be the sum of."""
    for one in unread:
        if one.kind in ("total", "subtotal"):
            rows = _above(column, one) if one.kind == "total" else _beside(column, one)
            label = f"{short(one.label or 'Summa')}: raderna mot summan ({column.name})"
            parts = tuple(row.addend for row in rows)
            yield Proposal("table_sum", label, missing(one), (parts,), False, unread=one)


def _above(column: Column, total: UnreadSum) -> list[Row]:
    return [top for top in column.tops if top.item.row < (total.row or 0)]


def _beside(column: Column, subtotal: UnreadSum) -> list[Row]:
    """The rows below an unread subtotal as far as the next one, else those above it."""
    below = [top for top in column.tops if top.item.row > (subtotal.row or 0)]
    return _until_sum(below) or _until_sum(_above(column, subtotal)[::-1])[::-1]


def _until_sum(rows: Sequence[Row]) -> list[Row]:
    sums = [place for place, row in enumerate(rows) if row.children or row.item.kind != "item"]
    return list(rows[: sums[0]] if sums else rows)
