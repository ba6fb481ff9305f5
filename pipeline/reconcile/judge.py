"""Proposed relations held against the values: one check each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property

from pipeline.model import CheckStatus
from pipeline.reconcile.intervals import Figure, Outcome, closed, compare
from pipeline.reconcile.proposals import Proposal

_EXACT = 20  # a sum that leaves more than one part in so many open says nothing by rounding
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

    @cached_property
    def places(self) -> frozenset[str]:
        """The ids of its figures' amounts."""
        return frozenset(figure.amount_id for figure in self.figures)


def judge(proposals: Sequence[Proposal]) -> tuple[Judged, ...]:
    """Each relation once, in the order of the proposals."""
    read = [(proposal, *_best_reading(proposal)) for proposal in _once(proposals)]
    vouched = _vouched([(proposal, outcome) for proposal, _, outcome in read])
    judged = [
        Judged(proposal, parts, outcome, _status(proposal, parts, outcome, vouched))
        for proposal, parts, outcome in read
    ]
    return tuple(each for each in _chosen(judged) if _tells(each))


def _chosen(judged: Sequence[Judged]) -> list[Judged]:
    """Of each choice what holds or surely does not, else what is likeliest: never nothing."""
    settled = {each.proposal.choice for each in judged if each.status != "unverifiable"} - {None}
    kept: list[Judged] = []
    for each in judged:
        choice = each.proposal.choice
        if choice is None or each.status != "unverifiable":
            kept.append(each)
        elif choice not in settled:
            settled.add(choice)
            kept.append(each)
    return kept


def _tells(judged: Judged) -> bool:
    """Whether there is anything to say: an open relation needs a reason, and that one part is
    no more than its whole goes without saying."""
    if judged.status == "unverifiable":
        return judged.proposal.reason is not None
    single = judged.proposal.at_most and len(judged.parts) == 1
    return judged.status == "mismatch" or not single


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
    for status in ("match", "rounding"):  # a sum to the krona says more than a rounded one
        for parts, outcome in outcomes:
            if outcome.status == status:
                return parts, outcome
    for figure in proposal.alternatives:
        if figure.value == proposal.stated.value:
            return (figure,), compare(proposal.stated, (figure,))
    return outcomes[0] if outcomes else ((), compare(proposal.stated, ()))


def _compare(proposal: Proposal, parts: tuple[Figure, ...]) -> Outcome:
    # `Upp till 9` holds for nearly everything: where only the outcome tells that two figures
    # belong together, a bound has to be taken at its word.
    if proposal.firm:
        return compare(proposal.stated, parts)
    outcome = compare(closed(proposal.stated), tuple(map(closed, parts)))
    if outcome.status == "rounding" and (_is_vague(proposal, outcome) or _exceeds(proposal, parts)):
        return replace(outcome, status="mismatch")
    return outcome


def _is_vague(proposal: Proposal, outcome: Outcome) -> bool:
    """Whether a sum is too round for a rounding to tell anything: `två miljarder` for 1,8."""
    return outcome.tolerance * _EXACT > abs(proposal.stated.value)


def _exceeds(proposal: Proposal, parts: tuple[Figure, ...]) -> bool:
    """Whether more is handed out than the most that the text allows: a limit is not rounded."""
    handed_out = sum((part.value for part in parts), Decimal(0))
    if proposal.stated.bound == "max":
        return handed_out > proposal.stated.value
    single = len(parts) == 1 and parts[0].bound == "max"
    return single and proposal.stated.value > handed_out


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
    if not parts or _is_left_open(proposal, outcome):
        return "unverifiable"
    if proposal.at_most and outcome.difference > 0:
        return compare(proposal.stated, parts).status
    if outcome.status != "mismatch" or proposal.firm:
        return outcome.status
    # what others vouch for is no guess any more, so that rounding and bounds count again
    return compare(proposal.stated, parts).status if proposal.family in vouched else "unverifiable"


def _is_left_open(proposal: Proposal, outcome: Outcome) -> bool:
    """Whether a figure that cannot be read may belong to the relation: a table's cell does, a
    sum of the text need not where the others hold without it."""
    unread = proposal.unread
    return unread is not None and (unread.table_id is not None or outcome.status != "match")
