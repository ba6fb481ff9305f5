"""Proposed relations held against the values: one check each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from pipeline.model import CheckStatus
from pipeline.reconcile.intervals import Figure, Outcome, compare
from pipeline.reconcile.proposals import Proposal

_VOUCHERS = 3  # holding members that let a family speak for one that does not hold


@dataclass(frozen=True)
class Judged:
    """A proposal, the reading of its parts that was taken, and how it came out."""

    proposal: Proposal
    parts: tuple[Figure, ...]
    outcome: Outcome
    status: CheckStatus

    @property
    def figures(self) -> tuple[Figure, ...]:
        return (self.proposal.stated, *self.parts)


def judge(proposals: Sequence[Proposal]) -> tuple[Judged, ...]:
    """Each relation once, in the order of the proposals."""
    read = [(proposal, *_best_reading(proposal)) for proposal in _once(proposals)]
    vouched = _vouched([(proposal, outcome) for proposal, _, outcome in read])
    judged = (
        Judged(proposal, parts, outcome, _status(proposal, parts, outcome, vouched))
        for proposal, parts, outcome in read
    )
    return tuple(
        each for each in judged if each.status != "unverifiable" or each.proposal.reason is not None
    )


def _once(proposals: Sequence[Proposal]) -> list[Proposal]:
    """Two modules may propose one relation: the same figures, whichever of them is stated.

    The firmer proposal is kept, in the place of the first.
    """
    kept: dict[frozenset[str] | tuple[str, frozenset[str]], Proposal] = {}
    for proposal in proposals:
        key = _relation(proposal)
        if key not in kept or (proposal.firm and not kept[key].firm):
            kept[key] = proposal
    return list(kept.values())


def _relation(proposal: Proposal) -> frozenset[str] | tuple[str, frozenset[str]]:
    parts = [part.amount_id for part in proposal.readings[0]] if proposal.readings else []
    if len(parts) == 1:
        return frozenset({proposal.stated.amount_id, *parts})
    return (proposal.stated.amount_id, frozenset(parts))


def _best_reading(proposal: Proposal) -> tuple[tuple[Figure, ...], Outcome]:
    outcomes = [(parts, _compare(proposal, parts)) for parts in proposal.readings]
    for parts, outcome in outcomes:
        if outcome.status != "mismatch":
            return parts, outcome
    return outcomes[0] if outcomes else ((), compare(proposal.stated, ()))


def _compare(proposal: Proposal, parts: tuple[Figure, ...]) -> Outcome:
    # `Upp till 9` holds for nearly everything: where only the outcome tells that two figures
    # belong together, a bound has to be taken at its word.
    if proposal.firm:
        return compare(proposal.stated, parts)
    return compare(_closed(proposal.stated), tuple(map(_closed, parts)))


def _closed(figure: Figure) -> Figure:
    return replace(figure, bound=None) if figure.bound in ("max", "min") else figure


def _vouched(judged: Sequence[tuple[Proposal, Outcome]]) -> set[str]:
    """Families of which nearly all members hold."""
    holds: Counter[str] = Counter()
    fails: Counter[str] = Counter()
    for proposal, outcome in judged:
        if proposal.family is not None:
            (fails if outcome.status == "mismatch" else holds)[proposal.family] += 1
    return {f for f in holds if holds[f] >= _VOUCHERS and 4 * fails[f] <= holds[f]}


def _status(
    proposal: Proposal, parts: tuple[Figure, ...], outcome: Outcome, vouched: set[str]
) -> CheckStatus:
    if not parts or proposal.unread is not None:
        return "unverifiable"
    sure = proposal.firm or proposal.family in vouched
    exceeds = proposal.at_most and outcome.difference > 0
    if outcome.status == "mismatch" and not sure and not exceeds:
        return "unverifiable"
    return outcome.status


def with_value(figure: Figure, value: Decimal) -> Figure:
    """The same figure, had it been printed with another value."""
    return replace(figure, value=value)
