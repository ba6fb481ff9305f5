"""Reconciliation: facts in, checks out. It never sees the text, so that it stays evidence.

Each stage proposes relations from structure and wording alone; only then are they held
against the values (`judge`), and what does not hold is explained (`diagnosis`).
"""

from collections.abc import Sequence

from pipeline.model import Check, Facts, Finding, Part
from pipeline.reconcile import (
    appropriations,
    areas,
    prose,
    splits,
    table_sums,
    tables_together,
    totals,
    unplaced,
)
from pipeline.reconcile.diagnosis import Suspect, diagnose, suspects
from pipeline.reconcile.judge import Judged, judge
from pipeline.reconcile.ledger import Ledger

__all__ = ["reconcile"]

_STAGES = (splits, table_sums, tables_together, prose, totals, areas, appropriations, unplaced)


def reconcile(facts: Facts) -> tuple[tuple[Check, ...], tuple[Finding, ...]]:
    """Every relation among stated amounts that can be verified, and how it came out.

    A relation is proposed from labels, numbers, recipients, purposes and sections, never
    because figures happen to add up. What is stated but has nothing to be checked against
    is `unverifiable`, with the reason as its `diagnosis`. A finding names each figure that
    explains failed checks, with the value that it ought to have.
    """
    ledger = Ledger(facts)
    judged = judge([proposal for stage in _STAGES for proposal in stage.propose(ledger)])
    blamed = suspects(judged)
    checks = tuple(
        _check(f"{facts.doc_id}-c{number:04d}", each, blamed)
        for number, each in enumerate(judged, 1)
    )
    return checks, tuple(_finding(facts, suspect) for suspect in blamed)


def _check(check_id: str, judged: Judged, blamed: Sequence[Suspect]) -> Check:
    proposal, outcome = judged.proposal, judged.outcome
    suspect = next((s for s in blamed if judged in s.mended), None)
    diagnosis = proposal.doubt if judged.status == "unverifiable" else None
    if judged.status == "mismatch":
        several = suspect is not None and len(suspect.mended) > 1
        diagnosis = suspect.message if suspect and several else diagnose(judged)
    return Check(
        check_id,
        proposal.kind,
        proposal.label,
        proposal.stated.value,
        outcome.computed,
        outcome.difference,
        outcome.tolerance,
        judged.status,
        proposal.stated.amount_id,
        tuple(Part(part.amount_id, part.label, part.value, part.page) for part in judged.parts),
        diagnosis,
        suspect.figure.amount_id if suspect else None,
    )


def _finding(facts: Facts, suspect: Suspect) -> Finding:
    amount = facts.amount_by_id.get(suspect.figure.amount_id)
    return Finding(
        "reconcile",
        "suspect_figure",
        suspect.message,
        suspect.figure.page,
        amount.where.span if amount else None,
        suspect.figure.amount_id,
    )
