"""Proposed relations held against the values: one check each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal

from pipeline.model import Check, Finding, Part
from pipeline.reconcile.intervals import Figure, Outcome, compare
from pipeline.reconcile.proposals import Proposal

_VOUCHERS = 3  # holding members that let a family speak for one that does not hold


def judge(
    doc_id: str, proposals: Sequence[Proposal]
) -> tuple[tuple[Check, ...], tuple[Finding, ...]]:
    """Checks in the order of the proposals, each relation once."""
    judged = [(proposal, *_best_reading(proposal)) for proposal in _once(proposals)]
    vouched = _vouched([(p, outcome) for p, _, outcome in judged])
    checks = tuple(
        _check(f"{doc_id}-c{number:04d}", proposal, parts, outcome, proposal.family in vouched)
        for number, (proposal, parts, outcome) in enumerate(judged, 1)
    )
    return checks, ()


def _once(proposals: Sequence[Proposal]) -> list[Proposal]:
    """Two modules may propose one relation: the same figures, whichever of them is stated."""
    seen: set[frozenset[str] | tuple[str, frozenset[str]]] = set()
    kept = []
    for proposal in proposals:
        parts = [part.amount_id for part in proposal.readings[0]] if proposal.readings else []
        key = (
            frozenset({proposal.stated.amount_id, *parts})
            if len(parts) == 1
            else (proposal.stated.amount_id, frozenset(parts))
        )
        if key not in seen:
            seen.add(key)
            kept.append(proposal)
    return kept


def _best_reading(proposal: Proposal) -> tuple[tuple[Figure, ...], Outcome | None]:
    outcomes = [(parts, compare(proposal.stated, parts)) for parts in proposal.readings]
    for parts, outcome in outcomes:
        if outcome.status != "mismatch":
            return parts, outcome
    return outcomes[0] if outcomes else ((), None)


def _vouched(judged: Sequence[tuple[Proposal, Outcome | None]]) -> set[str | None]:
    """Families of which nearly all members hold."""
    holds: Counter[str] = Counter()
    fails: Counter[str] = Counter()
    for proposal, outcome in judged:
        if proposal.family is not None and outcome is not None:
            (fails if outcome.status == "mismatch" else holds)[proposal.family] += 1
    return {f for f in holds if holds[f] >= _VOUCHERS and 4 * fails[f] <= holds[f]}


def _check(
    check_id: str,
    proposal: Proposal,
    parts: tuple[Figure, ...],
    outcome: Outcome | None,
    vouched: bool,
) -> Check:
    stated = proposal.stated
    if outcome is None:
        zero = Decimal(0)
        outcome = Outcome(zero, zero - stated.value, stated.tolerance, "mismatch")
    sound = proposal.firm or vouched or outcome.status != "mismatch"
    return Check(
        check_id,
        proposal.kind,
        proposal.label,
        stated.value,
        outcome.computed,
        outcome.difference,
        outcome.tolerance,
        outcome.status if sound else "unverifiable",
        stated.amount_id,
        tuple(Part(part.amount_id, part.label, part.value, part.page) for part in parts),
    )
