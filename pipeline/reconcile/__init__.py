"""Reconciliation: facts in, checks out. It never sees the text, so that it stays evidence.

Each stage proposes relations from structure and wording alone; only then are they held
against the values (`judge`), and what does not hold is explained (`diagnosis`).
"""

from collections.abc import Sequence

from pipeline.model import Check, Facts, Finding, Part
from pipeline.reconcile import (
    appropriations,
    areas,
    exhausted_rows,
    prose,
    splits,
    table_sums,
    tables_together,
    totals,
    unplaced,
    unread_totals,
)
from pipeline.reconcile.diagnosis import Suspect, diagnose, suspects
from pipeline.reconcile.doubts import doubts, suspect_finding
from pipeline.reconcile.judge import Judged, judge
from pipeline.reconcile.ledger import Ledger
from pipeline.reconcile.pinning import pin
from pipeline.reconcile.wording import short

__all__ = ["reconcile"]

_STAGES = (
    splits,
    table_sums,
    exhausted_rows,
    tables_together,
    prose,
    totals,
    areas,
    appropriations,
    unplaced,
    unread_totals,
)


def reconcile(facts: Facts) -> tuple[tuple[Check, ...], tuple[Finding, ...]]:
    """Every relation among stated amounts that can be verified, and how it came out.

    A relation is proposed from labels, numbers, recipients, purposes and sections, never
    because figures happen to add up; but where wording and structure leave several readings
    of a relation open, the one that holds is taken. Intervals are carried from parts to their
    wholes (`pinning`). What is stated but has nothing to be checked against is `unverifiable`,
    with the reason as its `diagnosis`. Findings: `suspect_figure` names a figure that explains
    failed checks, with the value that it ought to have; `rounding_large` a difference that
    rounding allows but hardly makes; `sum_unread` a sum that could not be checked because a
    figure cannot be read; `row_without_text` a row whose section states another year's money;
    `no_sum_checked` a document in which figures were only held against one another, one to one.
    """
    ledger = Ledger(facts)
    judged = pin(judge([proposal for stage in _STAGES for proposal in stage.propose(ledger)]))
    blamed = suspects(judged)
    checks = tuple(
        _check(f"{facts.doc_id}-c{number:04d}", each, judged, blamed)
        for number, each in enumerate(judged, 1)
    )
    named = (suspect_finding(facts, suspect) for suspect in blamed)
    return checks, (*named, *doubts(judged, checks))


def _check(
    check_id: str, each: Judged, judged: Sequence[Judged], blamed: Sequence[Suspect]
) -> Check:
    proposal, outcome = each.proposal, each.outcome
    suspect = next((s for s in blamed if each in s.mended), None)
    diagnosis = proposal.reason if each.status == "unverifiable" else None
    if each.status == "mismatch":
        diagnosis = suspect.message if suspect else diagnose(each, judged)
    return Check(
        check_id,
        proposal.kind,
        proposal.label,
        proposal.stated.value,
        outcome.computed,
        outcome.difference,
        outcome.tolerance,
        each.status,
        proposal.stated.amount_id or None,
        tuple(Part(p.amount_id, short(p.label), p.value, p.page) for p in each.parts),
        diagnosis,
        suspect.figure.amount_id if suspect else None,
    )
