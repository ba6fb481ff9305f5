"""Reconciliation: facts in, checks out. It never sees the text, so that it stays evidence.

Each module proposes relations from structure and wording alone; only then are they held
against the values (`judge`).
"""

from pipeline.model import Check, Facts, Finding
from pipeline.reconcile import (
    appropriations,
    prose,
    splits,
    table_sums,
    tables_together,
    totals,
)
from pipeline.reconcile.judge import judge
from pipeline.reconcile.ledger import Ledger

__all__ = ["reconcile"]


def reconcile(facts: Facts) -> tuple[tuple[Check, ...], tuple[Finding, ...]]:
    """Every relation among stated amounts that can be verified, and how it came out.

    A relation is proposed from labels, numbers, recipients, purposes and sections, never
    because figures happen to add up. What is stated but has nothing to be checked against
    is `unverifiable`. Findings name the figure that explains several failures at once.
    """
    ledger = Ledger(facts)
    proposals = [
        proposal
        for stage in (splits, table_sums, tables_together, prose, totals, appropriations)
        for proposal in stage.propose(ledger)
    ]
    return judge(facts.doc_id, proposals)
