"""Tables whose rows have no section of their own, held against sums of the text.

Press releases and short decisions state a table's money in a sentence nearby, without
saying which sum is which row. Wording and year propose the pairs; since they do not single
out one, such a pair is evidence where it holds and says nothing where it does not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from pipeline.model import Amount
from pipeline.reconcile.columns import Column, Row
from pipeline.reconcile.intervals import closed
from pipeline.reconcile.ledger import Ledger
from pipeline.reconcile.matching import ENOUGH, row_sections
from pipeline.reconcile.proposals import Proposal
from pipeline.reconcile.tables_together import grand_total, scope_of
from pipeline.reconcile.wording import similarity

_ADDENDS = 3  # fewer rows than this may make up a sum by chance


def propose(ledger: Ledger) -> Iterator[Proposal]:
    """Rows and sums of rows that the text may state again."""
    for column in ledger.columns:
        sums = [amount for amount in ledger.prose if _is_for(column, amount)]
        scope = scope_of(ledger, column)
        if scope:  # a table of one party's money
            sums = [amount for amount in sums if {ledger.recipient(amount)} == scope]
        yield from _whole_column(ledger, column, sums, of_party=bool(scope))
        yield from _rows(ledger, column, sums)


def _is_for(column: Column, amount: Amount) -> bool:
    """Whether a sum is for the column's year, as far as both say one, and of its order: kronor
    a household are no sum of millions."""
    coarsest = max((row.figure.resolution for row in column.rows()), default=Decimal(0))
    same_year = amount.year is None or column.year is None or amount.year == column.year
    return same_year and amount.value_sek >= coarsest


def _whole_column(
    ledger: Ledger, column: Column, sums: list[Amount], *, of_party: bool
) -> Iterator[Proposal]:
    """The column's total, or its rows where it has none, against sums that are no parts.

    Where a figure cannot be read, the most precise of the sums is the one to be left open.
    The one sum that a party gets is what a table of that party's money ought to add up to.
    """
    unread = next(iter(ledger.unread_in(column)), None)
    total = grand_total(column)
    totals = [a for a in sums if a.role != "component"]
    if total is not None:
        known = stated_once(ledger, ledger.grand_totals)
        for amount in stated_once(ledger, totals):
            if any(_same(ledger, amount, grand) for grand in known):
                continue  # the agreement's total is held against the table anyway
            label = f"{total.title}: summan i {column.name} mot texten"
            figure = ledger.figure(amount)
            yield Proposal("table_vs_prose", label, total.figure, ((figure,),), firm=False)
    elif not column.totals and len(column.tops) >= _ADDENDS:
        parts = tuple(row.addend for row in column.tops)
        stated = stated_once(ledger, totals)[: 1 if unread else None]
        alone = of_party and len(stated) == 1
        doubt = "tabellen behöver inte omfatta hela beloppet" if alone else None
        for amount in stated:
            label = f"Raderna i {column.name} mot {ledger.name(amount)}"
            figure = ledger.figure(amount)
            yield Proposal("table_sum", label, figure, (parts,), False, doubt, unread=unread)


def stated_once(ledger: Ledger, amounts: Iterable[Amount]) -> list[Amount]:
    """Each sum of money once, the most precise first: `nästan två miljarder` in a title is
    what the text states to the krona, `upp till 250 miljoner` more than `250 miljoner`."""
    ranked = sorted(amounts, key=lambda a: (ledger.figure(a).tolerance, a.bound != "max"))
    kept: list[Amount] = []
    for amount in ranked:
        if not any(_same(ledger, amount, other) for other in kept):
            kept.append(amount)
    return kept


def _same(ledger: Ledger, one: Amount, two: Amount) -> bool:
    """Whether two sums may be one, printed more and less exactly."""
    left, right = closed(ledger.figure(one)), closed(ledger.figure(two))
    return left.interval.overlaps(right.interval)


def _rows(ledger: Ledger, column: Column, sums: list[Amount]) -> Iterator[Proposal]:
    places = row_sections(ledger, column)
    treated = {n for n, s in places.items() if ledger.money_of(s, column)}
    for row in column.leaves():
        if row.item.row in treated:
            continue
        for amount in stated_once(ledger, (a for a in sums if _speaks_of(ledger, a, row))):
            label = f"{row.title}: raden i {column.name} mot texten"
            figure = ledger.figure(amount)
            yield Proposal("table_vs_prose", label, row.figure, ((figure,),), firm=False)


def _speaks_of(ledger: Ledger, amount: Amount, row: Row) -> bool:
    section = ledger.section(amount.section_id)
    wordings = (amount.purpose, amount.clause, section.title if section else None)
    return any(similarity(row.about, wording) >= ENOUGH for wording in wordings if wording)
