"""Errors that show in several checks at once and lie in no single figure.

A table headed in the wrong unit is a thousand times too large in every row; two rows that have
changed places are each wrong by what the other is. Either is told in one sentence, rather than
by a figure for each check.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import combinations

from pipeline.reconcile.intervals import Figure, compare
from pipeline.reconcile.judge import Judged

_FACTORS = tuple(map(Decimal, ("1000", "1000000", "0.001", "0.000001")))
_BETWEEN_PLACES = ("table_vs_prose", "total_vs_total")


def joint_errors(judged: Sequence[Judged]) -> Iterator[tuple[Judged, str]]:
    """Failed checks that one such error explains together, each with its sentence."""
    failed = [
        each
        for each in judged
        if each.status == "mismatch" and each.proposal.kind in _BETWEEN_PLACES
    ]
    for factor in _FACTORS:
        off = [each for each in failed if _holds_scaled(each, factor)]
        if _independent(off) > 1:
            yield from ((each, "tabellens enhet är fel") for each in off)
    for one, two in combinations(failed, 2):
        if _are_swapped(one, two):
            rows = f"{one.proposal.stated.label} och {two.proposal.stated.label}"
            yield from ((each, f"två rader har bytt belopp: {rows}") for each in (one, two))


def _independent(checks: Sequence[Judged]) -> int:
    """How many of the checks have no figure in common: one wrong figure may fail several."""
    taken: set[str] = set()
    count = 0
    for each in checks:
        if not each.places & taken:
            count += 1
            taken |= each.places
    return count


def _holds_scaled(check: Judged, factor: Decimal) -> bool:
    """Whether a check would hold, were its stated figure printed in another unit."""
    stated = _scaled(check.proposal.stated, factor)
    return compare(stated, check.parts).status != "mismatch" and stated.value != 0


def _scaled(figure: Figure, factor: Decimal) -> Figure:
    precision = None if figure.precision is None else figure.precision * factor
    value, resolution = figure.value * factor, figure.resolution * factor
    return replace(figure, value=value, resolution=resolution, precision=precision, known=None)


def _are_swapped(one: Judged, two: Judged) -> bool:
    """Whether two rows bear each other's figures, as the text has them."""
    values = [(each.proposal.stated.value, each.outcome.computed) for each in (one, two)]
    return values[0] == values[1][::-1] and not one.places & two.places
