"""Rows to their subtotals and totals, within one column of one table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import accumulate

from pipeline.model import UnreadSum
from pipeline.reconcile.columns import Column, Row
from pipeline.reconcile.intervals import Figure
from pipeline.reconcile.ledger import Ledger
from pipeline.reconcile.parties import every_row_has_a_total, is_party_total, party_rows
from pipeline.reconcile.proposals import Proposal
from pipeline.reconcile.unread_rows import left_out, unread_sums
from pipeline.reconcile.wording import short

_OPEN_ENDED = ("varav", "därav", "av detta", "av dessa", "av vilka", "inklusive", "inkl")


def propose(ledger: Ledger) -> Iterator[Proposal]:
    """Every sum that the tables' own structure states."""
    askew = _askew_tables(ledger)
    for column in ledger.columns:
        unread = ledger.unread_in(column)
        for proposal in _sums(column, askew=column.table in askew):
            yield replace(proposal, unread=left_out(column, proposal, unread))
        yield from unread_sums(column, unread)
        for row in (*column.rows(), *column.totals):
            yield from _inside(ledger, column, row)
    yield from _across(ledger)


def _sums(column: Column, *, askew: bool) -> Iterator[Proposal]:
    for row in (*column.rows(), *column.totals):
        yield from _subtotal(column, row)
    for index, total in enumerate(column.totals):
        yield from _total(column, index, total, askew)
    yield from _partial_totals(column)


def _subtotal(column: Column, row: Row) -> Iterator[Proposal]:
    if not row.children:
        if row.item.kind == "subtotal":
            doubt = "inga rader hör till delsumman"
            yield Proposal("table_sum", f"{row.title}: delsumma", row.figure, (), False, doubt)
        return
    # a single part, or parts that are told by varav, need not be all of the row
    whole = len(row.children) > 1 or "summa" in row.label.lower()
    exhaustive = whole and not all(map(is_open_ended, row.children))
    yield Proposal(
        "table_sum",
        f"{row.title}: raderna mot delsumman ({column.name})",
        row.figure,
        (_addends(row.children),),
        exhaustive,
        None if exhaustive else "delraderna behöver inte uttömma raden",
        at_most=all(map(is_open_ended, row.children)),
    )


def _inside(ledger: Ledger, column: Column, row: Row) -> Iterator[Proposal]:
    """Figures named in a row's own label, `i) … 7 kronor och ii) … 3 kronor`."""
    if len(row.inside) > 1:
        yield Proposal(
            "split",
            f"{row.title}: delarna i radens text mot radens belopp ({column.name})",
            row.figure,
            (tuple(ledger.figure(amount) for amount in row.inside),),
            firm=False,
            doubt="delarna i radens text behöver inte uttömma raden",
            at_most=_are_apart(row),
        )


def _are_apart(row: Row) -> bool:
    """Whether the figures in a row's label are parts of its own figure beside one another:
    none is told by `varav` to be a part of another, or printed as a bound."""
    apart = all(part.relation is None and part.bound is None for part in row.inside)
    hung = all(part.parent_amount_id == row.item.amount_id for part in row.inside)
    return apart and hung and len({part.year for part in row.inside}) == 1


def _total(column: Column, index: int, total: Row, askew: bool) -> Iterator[Proposal]:
    if is_party_total(column, total):
        yield from party_rows(column, total)
        return
    label = f"{total.title}: raderna mot summan ({column.name})"
    readings = _readings(column, index, total)
    if not readings:
        doubt = "tabellen har inga rader som summan kan bestå av"
        yield Proposal("table_sum", label, total.figure, (), False, doubt)
        return
    plain = [t for t in column.totals if not is_party_total(column, t)]
    nested = _nested(total, readings[0])
    doubt = "det framgår inte säkert vilka rader summan omfattar"
    if nested is not None:
        doubt = f"{short(nested.label)}: en delsumma tycks ingå bland sina delar"
    clear = not askew and nested is None and not _is_adjusted(column)
    yield Proposal("table_sum", label, total.figure, readings, len(plain) == 1 and clear, doubt)


def _is_adjusted(column: Column) -> bool:
    """Whether something is taken off right behind a subtotal that closes its rows: the rows
    that follow may start from what is left."""
    closing = [
        top.item.kind == "subtotal" and top.children and top.children[0].item.row < top.item.row
        for top in column.tops
    ]
    return any(
        closes and following.figure.value < 0
        for closes, following in zip(closing, column.tops[1:], strict=False)
    )


def _nested(total: Row, parts: tuple[Figure, ...]) -> Figure | None:
    """A row that seems to be the sum of the rows beside it, so that it is counted with them
    where it should be without: the table then does not show how its rows nest."""
    twice = sum((part.value for part in parts), Decimal(0)) - total.figure.value
    places = [place for place, part in enumerate(parts) if twice and part.value == twice]
    found = (
        parts[place]
        for place in places
        if any(_adds_up(parts, place, step, twice) for step in (1, -1))
    )
    return next(found, None)


def _adds_up(parts: tuple[Figure, ...], place: int, step: int, value: Decimal) -> bool:
    """Whether two or more neighbours on one side of a row add up to a value."""
    beside = parts[place + 1 :] if step > 0 else parts[:place][::-1]
    sums = accumulate(part.value for part in beside if part.value)
    return value in list(sums)[1:]


def _askew_tables(ledger: Ledger) -> set[int]:
    """Tables of which a row has no figure in the column of sums: empty cells were lost there,
    and its figures may stand in the wrong columns."""
    rows: dict[int, set[int]] = {}
    for column in ledger.columns:
        rows.setdefault(column.table, set()).update(row.item.row for row in column.rows())
    return {
        column.table
        for column in ledger.columns
        if column.is_sum and rows[column.table] - {row.item.row for row in column.rows()}
    }


def _readings(column: Column, index: int, total: Row) -> tuple[tuple[Figure, ...], ...]:
    """All rows above; or, where totals follow one another, the block since the last total."""
    above = [top for top in column.tops if top.item.row < total.item.row]
    earlier = [t for t in column.totals[:index] if not is_party_total(column, t)]
    since = earlier[-1].item.row if earlier else -1
    block = [top for top in above if top.item.row > since]
    if not earlier:
        return (_addends(above),) if above else ()
    with_totals = (*_addends(earlier[-1:]), *_addends(block))
    readings = (_addends(above), _addends(block), _addends(earlier), with_totals)
    return tuple(reading for reading in dict.fromkeys(readings) if reading)


def _partial_totals(column: Column) -> Iterator[Proposal]:
    """`Totalt – Regionernas andel` and `Totalt – Statens andel` make up `Totalt`."""
    partial = [total for total in column.totals if is_party_total(column, total)]
    grand = [total for total in column.totals if not is_party_total(column, total)]
    if len(partial) > 1 and len(grand) == 1:
        yield Proposal(
            "table_sum",
            f"{grand[0].title}: parternas summor mot totalsumman ({column.name})",
            grand[0].figure,
            (_addends(partial),),
            firm=every_row_has_a_total(column),
            doubt="parternas summor behöver inte omfatta alla rader",
        )


def _across(ledger: Ledger) -> Iterator[Proposal]:
    """Where a column is headed as the sum of the others, each row adds up across."""
    for column in ledger.columns:
        peers = [c for c in ledger.columns if c.table == column.table and c is not column]
        if len(peers) < 2 or not column.is_sum or any(peer.is_sum for peer in peers):
            continue
        for row in (*column.rows(), *column.totals):
            parts = tuple(figure for peer in peers for figure in _of_row(peer, row))
            if len(parts) > 1:
                yield Proposal(
                    "table_sum",
                    f"{row.title}: kolumnerna mot kolumnen {column.heading} ({column.name})",
                    row.figure,
                    (parts,),
                    firm=False,
                    doubt="kolumnen behöver inte vara summan av de andra",
                    family=f"kolumnerna i {column.table_id}",
                    unread=_unread_beside(ledger, peers, row),
                )


def _of_row(column: Column, row: Row) -> list[Figure]:
    """The row's figure in another column, named by that column too."""
    rows = (*column.rows(), *column.totals)
    return [
        replace(other.addend, label=f"{other.label}, {column.heading}")
        for other in rows
        if other.item.row == row.item.row
    ]


def _unread_beside(ledger: Ledger, peers: list[Column], row: Row) -> UnreadSum | None:
    unread = (one for peer in peers for one in ledger.unread_in(peer))
    return next((one for one in unread if one.row == row.item.row), None)


def is_open_ended(row: Row) -> bool:
    """Whether its label says that a row is a part of the row above, and no more."""
    return row.label.lower().lstrip("-– ").startswith(_OPEN_ENDED)


def _addends(rows: Sequence[Row]) -> tuple[Figure, ...]:
    return tuple(row.addend for row in rows)
