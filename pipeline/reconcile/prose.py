"""A table's rows against the money that the text of their sections sets aside."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.model import Amount, Section
from pipeline.reconcile.chapter_parts import ChapterParts
from pipeline.reconcile.columns import Column, Row
from pipeline.reconcile.intervals import Figure
from pipeline.reconcile.ledger import Ledger
from pipeline.reconcile.matching import ENOUGH, row_sections
from pipeline.reconcile.proposals import Proposal
from pipeline.reconcile.tables_together import scope_of
from pipeline.reconcile.wording import similarity


def propose(ledger: Ledger) -> Iterator[Proposal]:
    """Every row that the text of a section states again, whole or split."""
    for column in ledger.columns:
        places = row_sections(ledger, column)
        for row in column.rows():
            section = places.get(row.item.row)
            below = [places[child.item.row] for child in row.children if child.item.row in places]
            # where its parts have sections with money, they are held against those instead
            if section is not None and not any(ledger.money_of(s, column) for s in below):
                yield from _whole(ledger, column, row, section)
        for top in column.tops:
            section = places.get(top.item.row)
            if section is not None and top.children:
                yield from ChapterParts(ledger, column, top, section, places).propose()


def _whole(ledger: Ledger, column: Column, row: Row, section: Section) -> Iterator[Proposal]:
    money = _for_column(ledger, column, ledger.money_of(section, column))
    place = section.number or section.title
    label = f"{row.title}: raden i {column.name} mot texten i avsnitt {place}"
    unread = next(iter(ledger.unread_within(section)), None)
    if not money:
        if unread is not None and not row.children:
            yield Proposal("table_vs_prose", label, row.figure, (), firm=False, unread=unread)
        return
    places = {amount.section_id for amount in money}
    if len(places) > 1 and row.children:
        return  # the rows below it are held against these sections one by one
    readings = tuple(_share(ledger, column, reading) for reading in _wholes(ledger, money))
    firm = _says_row(ledger, row, section, readings[0])
    yield Proposal(
        "table_vs_prose",
        label,
        row.figure,
        tuple(map(ledger.together, readings)),
        firm,
        None if firm else "texten behöver inte avse radens hela belopp",
        family=f"rows of {column.table_id}",
        alternatives=_other_amounts(ledger, column, section, money),
        unread=unread,
    )


def _other_amounts(
    ledger: Ledger, column: Column, section: Section, money: tuple[Amount, ...]
) -> tuple[Figure, ...]:
    """What else the section states for the year or from it on: the increase beside the new
    total (`utökas med 50 miljoner … totalt 150 miljoner per år`)."""
    return tuple(
        ledger.figure(amount)
        for amount in ledger.prose
        if amount not in money
        and ledger.within(amount, section.section_id)
        and (amount.role == "reference" or column.is_for(amount.year))
    )


def _for_column(ledger: Ledger, column: Column, money: tuple[Amount, ...]) -> tuple[Amount, ...]:
    """All of it for a column of whole sums; for a party's column, what goes to that party."""
    if column.is_whole:
        return money
    scope = scope_of(ledger, column)
    return tuple(amount for amount in money if {ledger.recipient(amount)} == scope)


def _wholes(ledger: Ledger, money: tuple[Amount, ...]) -> tuple[tuple[Amount, ...], ...]:
    """The ways to read several allocations of a section: all are its money together, or one
    of them is, the first where it is split up (`X, varav A …. SKR tilldelas B`)."""
    headed = len(money) > 1 and bool(ledger.parts_of.get(money[0].amount_id))
    alone = tuple((amount,) for amount in money)
    return tuple(dict.fromkeys((*alone, money) if headed else (money, *alone)))


def _share(ledger: Ledger, column: Column, money: tuple[Amount, ...]) -> tuple[Amount, ...]:
    """In a table of one party's money, the part that the party pays of a shared whole."""
    scope = scope_of(ledger, column)
    parts = ledger.parts_of.get(money[0].amount_id, ()) if len(money) == 1 else ()
    mine = tuple(part for part in parts if {ledger.party(part)} == scope)
    return mine or money


def _says_row(ledger: Ledger, row: Row, section: Section, money: Sequence[Amount]) -> bool:
    """Whether the text means the whole row: nobody else's money, and one statement."""
    if len(money) > 1:
        together = len({amount.statement for amount in money}) == 1
        return together and not row.children and not any(map(ledger.recipient, money))
    amount = money[0]
    recipient = ledger.recipient(amount)
    if recipient is None or recipient == "staten" or recipient in row.recipients:
        return True
    about = ledger.about(amount)
    return max(similarity(about, row.label), similarity(about, section.title)) >= ENOUGH
