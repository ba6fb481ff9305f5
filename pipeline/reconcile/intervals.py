"""Figures as intervals: what a printed number can stand for, and whether a sum holds.

A figure printed with resolution r stands for [v - r/2, v + r/2]; a sum is the sum of its
parts' intervals; it holds when the stated interval and the sum's overlap (the semantics of
XBRL Calculations 1.1). `högst` and `minst` leave one side open.

Intervals that share an end alone do not overlap: half a unit is always rounded the same way,
so that 2 and 3 are no roundings of one figure. A difference is thus rounding while it is
smaller than the tolerance, and an error from the tolerance on.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from pipeline.model import Bound

Holds = Literal["match", "rounding", "mismatch"]

_INFINITY = Decimal("Infinity")
_ZERO = Decimal(0)
_HALF = Decimal("0.5")


@dataclass(frozen=True, slots=True)
class Interval:
    """A closed range of SEK; either end may be infinite."""

    low: Decimal
    high: Decimal

    def __add__(self, other: Interval) -> Interval:
        return Interval(self.low + other.low, self.high + other.high)

    def overlaps(self, other: Interval) -> bool:
        """Whether they share more than an end."""
        if self == other:
            return True
        return self.low < other.high and other.low < self.high

    def meet(self, other: Interval) -> Interval:
        """What is in both, of two that overlap: never narrower than a truth that both hold."""
        return Interval(max(self.low, other.low), min(self.high, other.high))


@dataclass(frozen=True, slots=True)
class Figure:
    """A stated figure as checks see it: value and resolution in SEK, its words and page.

    `precision` is what it counts with among the items of its table, where they tell that it
    is more exact than its own last digit. `known` is where its truth lies, where the parts
    that it agrees with tell that more closely than its own digits do.
    """

    amount_id: str
    label: str
    value: Decimal
    resolution: Decimal
    bound: Bound | None
    page: int
    precision: Decimal | None = None
    known: Interval | None = None

    @property
    def tolerance(self) -> Decimal:
        """How far the truth may lie from the printed value, either way."""
        if self.known is not None:
            return (self.known.high - self.known.low) * _HALF
        return self._unit * _HALF

    def slack(self, *, above: bool) -> Decimal:
        """How far above or below the printed value the truth may lie; less than zero where
        it is known to lie on the other side."""
        if self.known is None:
            return self.tolerance
        return self.known.high - self.value if above else self.value - self.known.low

    @property
    def interval(self) -> Interval:
        if self.known is not None:
            return self.known
        low, high = self.value - self.tolerance, self.value + self.tolerance
        if self.bound == "max":
            return Interval(-_INFINITY, high)
        if self.bound == "min":
            return Interval(low, _INFINITY)
        return Interval(low, high)

    @property
    def _unit(self) -> Decimal:
        # `cirka 1 800` promises no more than its last digit that is not a zero
        if self.bound == "approx":
            return max(self.resolution, last_digit_worth(self.value))
        return self.resolution if self.precision is None else self.precision


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a relation came out; `difference` is computed minus stated."""

    computed: Decimal
    difference: Decimal
    tolerance: Decimal
    status: Holds


def closed(figure: Figure) -> Figure:
    """The figure without the side that `högst` or `minst` leaves open."""
    return replace(figure, bound=None) if figure.bound in ("max", "min") else figure


def with_value(figure: Figure, value: Decimal) -> Figure:
    """The figure, had it been printed with another value: what was known of it is void."""
    return replace(figure, value=value, known=None)


def last_digit_worth(value: Decimal) -> Decimal:
    """What one unit of the last digit that is not a zero is worth: 100 for 1 800."""
    if value == 0:
        return _ZERO
    return Decimal(1).scaleb(int(value.normalize().as_tuple().exponent))


def usual_rounding(figures: Iterable[Figure]) -> Decimal:
    """How far rounding alone brings a sum and its parts apart, hardly ever more.

    The roundings of n figures of a unit rarely add up to more than √n units, while the
    tolerance grows with n: beyond it a difference is suspect, although it is no error yet.
    """
    return sum((4 * f.tolerance * f.tolerance for f in figures), _ZERO).sqrt()


def total_interval(figures: Iterable[Figure]) -> Interval:
    """The sum of intervals; of nothing, exactly zero."""
    return sum((figure.interval for figure in figures), Interval(_ZERO, _ZERO))


def compare(stated: Figure, parts: tuple[Figure, ...]) -> Outcome:
    """Hold a stated figure against the sum of its parts.

    `match` is exact, `rounding` within what the printed precision (or a bound) allows,
    `mismatch` beyond.
    """
    computed = sum((part.value for part in parts), _ZERO)
    difference = computed - stated.value
    tolerance = max(_ZERO, _room(stated, parts, above=difference > 0))
    if difference == 0:
        return Outcome(computed, difference, tolerance, "match")
    if stated.interval.overlaps(total_interval(parts)):
        return Outcome(computed, difference, max(tolerance, abs(difference)), "rounding")
    return Outcome(computed, difference, tolerance, "mismatch")


def _room(stated: Figure, parts: tuple[Figure, ...], *, above: bool) -> Decimal:
    """How far the sum of the parts may lie above (or below) the stated figure."""
    of_parts = (part.slack(above=not above) for part in parts)
    return sum(of_parts, stated.slack(above=above))
