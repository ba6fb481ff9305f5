"""A sum of the text that cannot be read and, since no other is, may be the agreement's total."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.reconcile.ledger import Ledger
from pipeline.reconcile.proposals import Proposal, missing

_AREAS = 2  # sums that are set aside make up a total


def propose(ledger: Ledger) -> Iterator[Proposal]:
    """The sums that the text sets aside, to the total that it would state."""
    unread = next((one for one in ledger.facts.unread if one.table_id is None), None)
    total = ledger.grand_totals or any(column.totals for column in ledger.columns)
    if unread is None or total or len(ledger.allocations) < _AREAS:
        return
    yield Proposal(
        "total_vs_total",
        f"Summan ”{unread.where.raw}” går inte att läsa: de avsatta beloppen mot den",
        missing(unread),
        (tuple(map(ledger.figure, ledger.allocations)),),
        firm=False,
        unread=unread,
    )
