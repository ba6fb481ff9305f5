"""A table's rows against the money that the text of their sections sets aside."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.model import Amount, Section
from pipeline.reconcile.chapter_parts import ChapterParts
from pipeline.reconcile.columns import Column, Row
from pipeline.reconcile.intervals import Figure
from pipeline.reconcile.ledger import Ledger
from pipeline.reconcile.matching import ENOUGH, SAME_TITLE, row_sections
from pipeline.reconcile.proposals import Proposal
from pipeline.reconcile.tables_together import scope_of
from pipeline.reconcile.wording import parties_in, similarity


def propose(ledger: Ledger) -> Iterator[Proposal]:
    """Every row that the text of a section states again, whole or split."""
    for column in ledger.columns:
        places = row_sections(ledger, column)
        for row in column.rows():
            section = places.get(row.item.row)
            below = [places[child.item.row] for child in row.children if child.item.row in places]
            # where its parts have sections with money, they are held against those instead,
            # unless the section itself states what it is all in all
            parts = any(ledger.money_of(s, column) for s in below)
            if section is not None and (not parts or _sums_up(ledger, column, section)):
                yield from _whole(ledger, column, row, section)
        for top in column.tops:
            section = places.get(top.item.row)
            if section is not None and top.children:
                yield from ChapterParts(ledger, column, top, section, places).propose()


def _sums_up(ledger: Ledger, column: Column, section: Section) -> bool:
    """Whether a section's own text states one sum and calls it one: totalt, sammanlagt."""
    money = ledger.money_of(section, column)
    own = len(money) == 1 and money[0].section_id == section.section_id
    return own and ledger.sums_up(money[0])


def _whole(ledger: Ledger, column: Column, row: Row, section: Section) -> Iterator[Proposal]:
    money = _for_column(ledger, column, ledger.money_of(section, column))
    place = section.number or section.title
    label = f"{row.title}: raden i {column.name} mot texten i avsnitt {place}"
    unread = next(iter(ledger.unread_within(section)), None)
    if not money:
        if unread is not None and not row.children:
            yield Proposal("table_vs_prose", label, row.figure, (), firm=False, unread=unread)
        elif unread is None and not row.children:
            yield from _other_years(ledger, column, row, section, label)
        return
    places = {amount.section_id for amount in money}
    if len(places) > 1 and row.children:
        return  # the rows below it are held against these sections one by one
    readings = tuple(_share(ledger, column, reading) for reading in _wholes(ledger, money))
    firm = _says_row(ledger, column, row, section, readings[0])
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


def _other_years(
    ledger: Ledger, column: Column, row: Row, section: Section, label: str
) -> Iterator[Proposal]:
    """A row of which the section states no sum for the row's year, but one for another."""
    own = {amount.year for amount in ledger.prose if ledger.within(amount, section.section_id)}
    years = sorted(year for year in own if year is not None)
    year = column.year or ledger.year
    if column.by_year or year is None:
        return  # of several years the text need not tell more than the first
    if len(own) == len(years) == 1 and years[0] != year:
        yield Proposal(
            "table_vs_prose",
            label,
            row.figure,
            (),
            firm=False,
            doubt=f"texten anger belopp för {years[0]} men inget för {year}",
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
    """All of it for a column of whole sums; for a party's column, what goes to that party: its
    own money, else its part of what is split."""
    if column.is_whole:
        return money
    scope = scope_of(ledger, column)
    mine = tuple(amount for amount in money if {ledger.recipient(amount)} == scope)
    parts = (part for amount in money for part in ledger.parts_of.get(amount.amount_id, ()))
    return mine or tuple(part for part in parts if {ledger.party(part)} == scope)


def _wholes(ledger: Ledger, money: tuple[Amount, ...]) -> tuple[tuple[Amount, ...], ...]:
    """The ways to read several allocations of a section: all are its money together, or one
    of them is, the first where it is split up (`X, varav A …. SKR tilldelas B`)."""
    headed = len(money) > 1 and bool(ledger.parts_of.get(money[0].amount_id))
    alone = tuple((amount,) for amount in money)
    return tuple(dict.fromkeys((*alone, money) if headed else (money, *alone)))


def _share(ledger: Ledger, column: Column, money: tuple[Amount, ...]) -> tuple[Amount, ...]:
    """In a table of one party's money, the part that the party pays of a shared whole."""
    scope = scope_of(ledger, column)
    if len(money) != 1 or (not column.is_whole and {ledger.party(money[0])} == scope):
        return money
    parts = ledger.parts_of.get(money[0].amount_id, ())
    mine = tuple(part for part in parts if {ledger.party(part)} == scope)
    return mine or money


def _says_row(
    ledger: Ledger, column: Column, row: Row, section: Section, money: Sequence[Amount]
) -> bool:
    """Whether the text means the whole row: nobody else's money, and one statement."""
    if len(money) > 1:
        together = len({amount.statement for amount in money}) == 1
        gets = [party for party in map(ledger.recipient, money) if party is not None]
        shared = not gets or len(set(gets)) == len(money)  # nobody's, or each another party's
        return together and not row.children and shared
    amount = money[0]
    recipient = ledger.recipient(amount)
    if recipient is None or recipient == "staten" or recipient in row.recipients:
        return True
    number = row.item.section_number
    same = number is not None and number.rstrip(".") == section.number
    if recipient in parties_in(row.label) or (
        same and similarity(row.label, section.title) >= SAME_TITLE
    ):
        return True
    if not column.is_whole and {ledger.party(amount)} == scope_of(ledger, column):
        return True
    about = ledger.about(amount)
    return max(similarity(about, row.label), similarity(about, section.title)) >= ENOUGH
