"""The agreement's total: stated twice, in tables and text, and made up of its allocations."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.model import Amount
from pipeline.reconcile.appropriations import charge_lists
from pipeline.reconcile.intervals import Figure
from pipeline.reconcile.ledger import Column, Ledger, Row
from pipeline.reconcile.parties import is_party_total, party_shares, recipient_rows, total_parties
from pipeline.reconcile.proposals import Proposal, restated
from pipeline.reconcile.tables_together import grand_total, scope_of


def propose(ledger: Ledger) -> Iterator[Proposal]:
    """Every way that the text and the tables state the total."""
    yield from _stated_twice(ledger)
    for column in ledger.columns:
        if scope_of(ledger, column):
            yield from _scoped_total(ledger, column)
        else:
            yield from _table_total(ledger, column)
            yield from _party_totals(ledger, column)
    yield from _allocations(ledger)
    yield from _combined(ledger)


def _stated_twice(ledger: Ledger) -> Iterator[Proposal]:
    if not ledger.grand_totals:
        return
    first, *others = ledger.grand_totals
    for other in others:
        if other.section_id != first.section_id:
            label = "Överenskommelsens totalbelopp: samma belopp på två ställen i texten"
            yield restated("total_vs_total", label, ledger.figure(first), ledger.figure(other))


def _table_total(ledger: Ledger, column: Column) -> Iterator[Proposal]:
    total = grand_total(column)
    if total is None:
        return
    for amount in ledger.grand_totals:
        if ledger.same_year(amount.year, column.year):
            yield _against_prose(ledger, column, total, amount)


def _party_totals(ledger: Ledger, column: Column) -> Iterator[Proposal]:
    """`Totalt – Statens andel` against `varav staten står för …`."""
    for total in column.totals:
        parties = total_parties(column, total)
        if not is_party_total(column, total) or not party_shares(column).get(parties):
            continue
        here = [a for a in _shares(ledger, parties) if a.section_id == column.section_id]
        anywhere = _shares(ledger, parties) if parties == {"staten"} else []
        for amount in here or anywhere:
            yield _against_prose(ledger, column, total, amount)


def _scoped_total(ledger: Ledger, column: Column) -> Iterator[Proposal]:
    """A table of the state's money alone against the state's share in the text."""
    total = grand_total(column)
    if total is not None and scope_of(ledger, column) == {"staten"}:
        for amount in _shares(ledger, frozenset({"staten"})):
            yield _against_prose(ledger, column, total, amount)


def _shares(ledger: Ledger, parties: frozenset[str]) -> list[Amount]:
    """The parts of the grand total that are these parties' own."""
    wholes = {amount.amount_id for amount in ledger.grand_totals}
    return [
        amount
        for amount in ledger.prose
        if amount.parent_amount_id in wholes and {ledger.party(amount)} == parties
    ]


def _against_prose(ledger: Ledger, column: Column, total: Row, amount: Amount) -> Proposal:
    label = f"{total.label}: summan i {column.name} mot texten"
    return restated("table_vs_prose", label, total.figure, ledger.figure(amount))


def _allocations(ledger: Ledger) -> Iterator[Proposal]:
    """What the text sets aside, area by area, against the whole agreement's money."""
    parts = area_allocations(ledger)
    stated = _whole(ledger)
    if stated is None or len(parts) < 2:
        return
    heads = tuple(part for part in parts if _heads_its_section(ledger, part, parts))
    yield Proposal(
        "total_vs_total",
        "Överenskommelsens totalbelopp: de avsatta beloppen i texten mot totalen",
        stated,
        tuple(
            tuple(ledger.figure(part) for part in reading)
            for reading in dict.fromkeys((heads, parts))
        ),
        firm=_nothing_left_out(ledger, parts),
        doubt="texten behöver inte ange alla belopp som ingår i totalen",
    )


def _whole(ledger: Ledger) -> Figure | None:
    if ledger.grand_totals:
        return ledger.figure(ledger.grand_totals[0])
    totals = [(c, grand_total(c)) for c in ledger.columns if not scope_of(ledger, c)]
    rows = [row for column, row in totals if row and ledger.same_year(column.year, ledger.year)]
    return rows[0].figure if len(rows) == 1 else None


def area_allocations(ledger: Ledger) -> tuple[Amount, ...]:
    """Allocations of the text that no other allocation contains.

    One in a section whose chapter has money of its own is part of that, one charged to an
    appropriation in a list of charges is stated there for the second time.
    """
    charged = {amount for charges in charge_lists(ledger) for amount in charges}
    found = []
    for amount in ledger.allocations:
        around = [section.section_id for section in ledger.path(amount.section_id)][1:]
        if amount in charged or any(_own_money(ledger, s) for s in around):
            continue
        found.append(amount)
    return tuple(found)


def _heads_its_section(ledger: Ledger, part: Amount, parts: tuple[Amount, ...]) -> bool:
    """False for Y in `X, varav …. SKR tilldelas Y`, where X is the whole section's money."""
    first = next(p for p in parts if p.section_id == part.section_id)
    return part is first or not ledger.parts_of.get(first.amount_id)


def _own_money(ledger: Ledger, section_id: str) -> bool:
    return any(amount.section_id == section_id for amount in ledger.allocations)


def _nothing_left_out(ledger: Ledger, parts: tuple[Amount, ...]) -> bool:
    """Whether every allocation of the text is a part, exact, and states no part twice."""
    exact = all(part.bound is None for part in parts)
    sections = [part.section_id for part in parts]
    recipients = [ledger.recipient(part) for part in parts]
    apart = len(set(sections)) == len(sections) and not any(recipients)
    return exact and apart and len(parts) > 2


def _combined(ledger: Ledger) -> Iterator[Proposal]:
    """What a party receives of the whole, over the state's table and the others' rows.

    The state's table tells what each recipient gets of the state's money; the rows of the
    table of all money that are not the state's tell the rest.
    """
    state = frozenset({"staten"})
    wholes = [c for c in ledger.columns if party_shares(c).get(state)]
    details = [c for c in ledger.columns if scope_of(ledger, c) == state]
    if len(wholes) != 1 or len(details) != 1:
        return
    others = [
        figure
        for parties, rows in party_shares(wholes[0]).items()
        if parties != state
        for row in rows
        for figure in _recipients_of(ledger, row)
    ]
    if any(party is None for party, _ in others):
        return
    for total in details[0].totals:
        parties = total_parties(details[0], total)
        if len(parties) != 1 or not recipient_rows(details[0], parties):
            continue
        rest = tuple(figure for party, figure in others if party in parties)
        for amount in _shares(ledger, parties):
            if rest and amount.section_id not in (wholes[0].section_id, details[0].section_id):
                figure = ledger.figure(amount)
                yield Proposal(
                    "recipient_sum",
                    f"{figure.label}: mottagarens summor i tabellerna mot texten",
                    figure,
                    ((total.figure, *rest),),
                )


def _recipients_of(ledger: Ledger, row: Row) -> list[tuple[str | None, Figure]]:
    if row.inside:
        return [(ledger.party(amount), ledger.figure(amount)) for amount in row.inside]
    party = next(iter(row.recipients)) if len(row.recipients) == 1 else None
    return [(party, row.figure)]
