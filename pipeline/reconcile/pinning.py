"""What finer figures tell about coarser ones: intervals carried from parts to their wholes.

A subtotal printed in whole millions stands for half a million either way, but where it is the
sum of rows that are printed to the thousand, it is known to the thousand. Sums of such
subtotals are held against that, so that coarse print does not widen what finer print pins
down, and half a dozen subtotals do not hide an error of millions.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from pipeline.reconcile.intervals import Figure, Interval, compare, total_interval
from pipeline.reconcile.judge import Judged

_STEPS = 5  # rows, subtotals, totals, the text's totals: no table nests deeper


def pin(judged: Sequence[Judged]) -> tuple[Judged, ...]:
    """The same relations, judged with what their parts are known to be.

    No relation is held against what it has told itself: the stated figure of a sum keeps to
    its print, and two figures that ought to be one are known only by what they are sums of.
    """
    ties = [each for each in judged if _ties(each)]
    by_sums = _known([each for each in ties if len(each.parts) > 1])
    known = _known(ties)
    return tuple(_again(each, known if len(each.parts) > 1 else by_sums) for each in judged)


def _again(each: Judged, known: Mapping[str, Interval]) -> Judged:
    """A relation of which the wording leaves no doubt, with what is known of its figures."""
    if not each.proposal.firm or each.status == "unverifiable":
        return each
    stated, parts = each.proposal.stated, tuple(_pinned(part, known) for part in each.parts)
    if len(parts) == 1:
        stated = _pinned(stated, known)
    outcome = compare(stated, parts)
    return Judged(replace(each.proposal, stated=stated), parts, outcome, outcome.status)


def _ties(each: Judged) -> bool:
    """Whether a relation surely holds, between figures that no bound leaves open."""
    proposal = each.proposal
    sure = proposal.firm and not proposal.at_most and proposal.unread is None
    holds = each.status in ("match", "rounding")
    return sure and holds and all(figure.bound is None for figure in each.figures)


def _known(ties: Sequence[Judged]) -> dict[str, Interval]:
    known: dict[str, Interval] = {}
    for _ in range(_STEPS):
        before = dict(known)
        for each in ties:
            stated, parts = each.proposal.stated, each.parts
            _narrow(known, stated, parts)
            if len(parts) == 1:
                _narrow(known, parts[0], (stated,))
        if known == before:
            break
    return known


def _narrow(known: dict[str, Interval], figure: Figure, parts: Sequence[Figure]) -> None:
    """What the parts tell about their sum; nothing, where their truths cannot agree."""
    own = _pinned(figure, known).interval
    told = total_interval(_pinned(part, known) for part in parts)
    if own.overlaps(told) and (own.low < told.low or told.high < own.high):
        known[figure.amount_id] = own.meet(told)


def _pinned(figure: Figure, known: Mapping[str, Interval]) -> Figure:
    """A figure with what is known of it, as far as that is more than its own digits tell."""
    told = known.get(figure.amount_id)
    if told is None or figure.bound is not None or not figure.interval.overlaps(told):
        return figure
    return replace(figure, known=figure.interval.meet(told))
