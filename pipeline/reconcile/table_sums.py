"""Rows to their subtotals and totals, within one column of one table."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.reconcile.columns import Column, Row
from pipeline.reconcile.intervals import Figure
from pipeline.reconcile.ledger import Ledger
from pipeline.reconcile.parties import every_row_has_a_total, is_party_total, party_rows
from pipeline.reconcile.proposals import Proposal

_OPEN_ENDED = ("varav", "därav", "av detta", "av dessa", "av vilka", "inklusive", "inkl")


def propose(ledger: Ledger) -> Iterator[Proposal]:
    """Every sum that the tables' own structure states."""
    askew = _askew_tables(ledger)
    for column in ledger.columns:
        for row in (*column.rows(), *column.totals):
            yield from _subtotal(column, row)
            yield from _inside(ledger, column, row)
        for index, total in enumerate(column.totals):
            yield from _total(column, index, total, column.table in askew)
        yield from _partial_totals(column)
    yield from _across(ledger)


def _subtotal(column: Column, row: Row) -> Iterator[Proposal]:
    if not row.children:
        if row.item.kind == "subtotal":
            doubt = "inga rader hör till delsumman"
            yield Proposal("table_sum", f"{row.label}: delsumma", row.figure, (), False, doubt)
        return
    # a single part, or parts that are told by varav, need not be all of the row
    exhaustive = len(row.children) > 1 and not all(map(_is_open_ended, row.children))
    yield Proposal(
        "table_sum",
        f"{row.label}: raderna mot delsumman ({column.name})",
        row.figure,
        (_figures(row.children),),
        exhaustive,
        None if exhaustive else "delraderna behöver inte uttömma raden",
    )


def _inside(ledger: Ledger, column: Column, row: Row) -> Iterator[Proposal]:
    """Figures named in a row's own label, `i) … 7 kronor och ii) … 3 kronor`."""
    if len(row.inside) > 1:
        yield Proposal(
            "split",
            f"{row.label}: delarna i radens text mot radens belopp ({column.name})",
            row.figure,
            (tuple(ledger.figure(amount) for amount in row.inside),),
            firm=False,
            doubt="delarna i radens text behöver inte uttömma raden",
        )


def _total(column: Column, index: int, total: Row, askew: bool) -> Iterator[Proposal]:
    if is_party_total(column, total):
        yield from party_rows(column, total)
        return
    readings = _readings(column, index, total)
    if not readings:
        yield Proposal(
            "table_sum", f"{total.label}: raderna mot summan ({column.name})", total.figure, (),
            False, "tabellen har inga rader som summan kan bestå av",
        )  # fmt: skip
        return
    plain = [t for t in column.totals if not is_party_total(column, t)]
    yield Proposal(
        "table_sum",
        f"{total.label}: raderna mot summan ({column.name})",
        total.figure,
        readings,
        firm=len(plain) == 1 and not askew,
        doubt="det framgår inte säkert vilka rader summan omfattar",
    )


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
        return (_figures(above),) if above else ()
    with_totals = (*_figures(earlier[-1:]), *_figures(block))
    readings = (_figures(above), _figures(block), _figures(earlier), with_totals)
    return tuple(reading for reading in dict.fromkeys(readings) if reading)


def _partial_totals(column: Column) -> Iterator[Proposal]:
    """`Totalt – Regionernas andel` and `Totalt – Statens andel` make up `Totalt`."""
    partial = [total for total in column.totals if is_party_total(column, total)]
    grand = [total for total in column.totals if not is_party_total(column, total)]
    if len(partial) > 1 and len(grand) == 1:
        yield Proposal(
            "table_sum",
            f"{grand[0].label}: parternas summor mot totalsumman ({column.name})",
            grand[0].figure,
            (_figures(partial),),
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
            parts = [
                other.figure
                for peer in peers
                for other in (*peer.rows(), *peer.totals)
                if other.item.row == row.item.row
            ]
            if len(parts) > 1:
                yield Proposal(
                    "table_sum",
                    f"{row.label}: kolumnerna mot kolumnen {column.heading} ({column.name})",
                    row.figure,
                    (tuple(parts),),
                    firm=False,
                    family=f"kolumnerna i {column.table_id}",
                )


def _is_open_ended(row: Row) -> bool:
    return row.label.lower().lstrip("-– ").startswith(_OPEN_ENDED)


def _figures(rows: list[Row] | tuple[Row, ...]) -> tuple[Figure, ...]:
    return tuple(row.figure for row in rows)
