"""The agreement's total and the parties' shares of it: stated twice, in tables and text."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.model import Amount, UnreadSum
from pipeline.reconcile.columns import Column, Row
from pipeline.reconcile.intervals import Figure
from pipeline.reconcile.ledger import Ledger
from pipeline.reconcile.matching import row_sections
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
    yield from _combined(ledger)


def _stated_twice(ledger: Ledger) -> Iterator[Proposal]:
    if not ledger.grand_totals:
        return
    first, *others = ledger.grand_totals
    for other in others:
        if other.section_id != first.section_id:
            yield Proposal(
                "total_vs_total",
                "Överenskommelsens totalbelopp: samma belopp på två ställen i texten",
                ledger.figure(first),
                ((ledger.figure(other),),),
                firm=ledger.names_agreement(first)
                and ledger.names_agreement(other)
                and first.year == other.year,
                doubt="det framgår inte att beloppet avser samma medel",
            )


def _table_total(ledger: Ledger, column: Column) -> Iterator[Proposal]:
    total = grand_total(column)
    if total is None or not column.is_whole:
        return
    unread = _unread_total(ledger, column)
    if unread is not None:
        label = _against_text(total, column)
        yield Proposal("table_vs_prose", label, total.figure, (), False, unread=unread)
    for amount in ledger.totals if column.by_year else ledger.grand_totals:
        if column.is_for(amount.year):
            yield Proposal(
                "table_vs_prose",
                _against_text(total, column),
                total.figure,
                ((ledger.figure(amount),),),
                firm=covers_agreement(ledger, column) and _same_parties(ledger, column, amount),
                doubt="tabellen behöver inte omfatta hela överenskommelsen",
            )


def _unread_total(ledger: Ledger, column: Column) -> UnreadSum | None:
    """A sum of the text that cannot be read and, since no row's section states it, may be the
    total, where no other sum is."""
    placed = {s.section_id for s in row_sections(ledger, column).values()}
    around = (
        unread
        for unread in ledger.facts.unread
        if unread.table_id is None
        and not placed & {s.section_id for s in ledger.path(unread.section_id)}
    )
    return None if ledger.grand_totals else next(around, None)


def _same_parties(ledger: Ledger, column: Column, total: Amount) -> bool:
    """False where the text gives a part of the total to somebody whom the table's recipients
    do not name: then the table is not of all money."""
    named = {party for row in column.leaves() for party in row.recipients}
    gets = {ledger.recipient(part) for part in ledger.parts_of.get(total.amount_id, ())}
    return not named or gets <= named | {None, "staten"}


def covers_agreement(ledger: Ledger, column: Column) -> bool:
    """Whether a table is the whole agreement's: its total says so, its rows are the charges that
    pay for it, or areas that the text treats in sections of their own."""
    total = grand_total(column)
    if total is not None and "överenskommelse" in total.label.lower():
        return True
    charged = {charge.amount_id for charge in ledger.facts.appropriations}
    if all(row.item.amount_id in charged for row in column.leaves()):
        return True
    own = {section.section_id for section in ledger.path(column.section_id)}
    places = row_sections(ledger, column).values()
    outside = [s for s in places if not own & {p.section_id for p in ledger.path(s.section_id)}]
    return len(outside) > 1


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
    """A table of the state's money alone against the state's share in the text; a column of one
    party's money against that party's, where another column is of all the agreement's."""
    total, scope = grand_total(column), scope_of(ledger, column)
    peers = [c for c in ledger.columns if c.table == column.table and c.is_sum]
    parted = bool(column.heading) and any(covers_agreement(ledger, peer) for peer in peers)
    if total is not None and (scope == {"staten"} or parted):
        for amount in _shares(ledger, scope):
            if column.is_for(amount.year):
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
    label = _against_text(total, column)
    return restated("table_vs_prose", label, total.figure, ledger.figure(amount))


def _against_text(total: Row, column: Column) -> str:
    return f"{total.title}: summan i {column.name} mot texten"


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
                    f"{ledger.name(amount)}: mottagarens summor i tabellerna mot texten",
                    figure,
                    ((total.figure, *rest),),
                )


def _recipients_of(ledger: Ledger, row: Row) -> list[tuple[str | None, Figure]]:
    if row.inside:
        return [(ledger.party(amount), ledger.figure(amount)) for amount in row.inside]
    party = next(iter(row.recipients)) if len(row.recipients) == 1 else None
    return [(party, row.figure)]
