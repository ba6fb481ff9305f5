"""Rows of which the text says how they are shared out to the last krona.

A single row below another need not be all of it. But where the text splits the row's money
among the same parties and gives one of them the rest (`resterande`), nothing is left: rows
that do not add up then lack a party's.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.model import Amount
from pipeline.reconcile.columns import Column, Row
from pipeline.reconcile.ledger import Ledger
from pipeline.reconcile.matching import row_sections
from pipeline.reconcile.proposals import Proposal
from pipeline.reconcile.table_sums import is_open_ended
from pipeline.reconcile.wording import parties_in


def propose(ledger: Ledger) -> Iterator[Proposal]:
    """The rows below such a row, to the row."""
    for column in ledger.columns:
        places = row_sections(ledger, column)
        unread = next(iter(ledger.unread_in(column)), None)
        for row in column.rows():
            section = places.get(row.item.row)
            money = ledger.money_of(section, column) if section else ()
            if len(money) == 1 and _is_shared_out(ledger, column, row, money[0]):
                yield Proposal(
                    "table_sum",
                    f"{row.title}: raderna mot delsumman ({column.name})",
                    row.figure,
                    (tuple(child.addend for child in row.children),),
                    unread=unread,
                )


def _is_shared_out(ledger: Ledger, column: Column, row: Row, whole: Amount) -> bool:
    """Whether the text gives the rest of the row's money to a party, and the rows below are
    each for one of the parties that the text names."""
    parts = [part for part in ledger.parts_of.get(whole.amount_id, ()) if not part.in_table]
    if not column.is_whole or not any(part.relation == "resterande" for part in parts):
        return False
    named = [ledger.party(part) for part in parts]
    gets = [_party(child) for child in row.children if not is_open_ended(child)]
    one_each = len(set(named)) == len(named) and len(set(gets)) == len(gets)
    return bool(gets) and len(gets) == len(row.children) and one_each and set(gets) <= set(named)


def _party(row: Row) -> str | None:
    """The one party that a row is for."""
    parties = row.recipients or parties_in(row.label)
    return next(iter(parties)) if len(parties) == 1 else None
