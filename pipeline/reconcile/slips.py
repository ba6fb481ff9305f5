"""The ways in which a figure goes wrong on paper, and what it then ought to have been."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

Slip = Literal["sign", "scale", "zero", "transposition", "digit"]

_SCALES = (Decimal(1000), Decimal(1000000))


def slip_between(printed: Decimal, right: Decimal, resolution: Decimal) -> Slip | None:
    """Which single slip turns the right value into the printed one; None if it takes more."""
    if printed == right or printed == 0 or right == 0:
        return None
    if printed == -right:
        return "sign"
    if (printed < 0) != (right < 0):
        return None
    larger, smaller = max(abs(printed), abs(right)), min(abs(printed), abs(right))
    if larger / smaller in _SCALES:
        return "scale"
    if larger / smaller in (Decimal(10), Decimal(100)):
        return "zero"
    return _digits_between(_digits(printed, resolution), _digits(right, resolution))


def _digits_between(one: str, two: str) -> Slip | None:
    if len(one) != len(two):
        return None
    apart = [place for place, (a, b) in enumerate(zip(one, two, strict=True)) if a != b]
    if len(apart) == 1:
        return "digit"
    if len(apart) == 2 and apart[1] == apart[0] + 1 and sorted(one) == sorted(two):
        return "transposition"
    return None


def _digits(value: Decimal, resolution: Decimal) -> str:
    """The digits as printed, whole units of the last one; none if it could not be printed so."""
    units = abs(value) / resolution if resolution else abs(value)
    return str(units.to_integral_value()) if units == units.to_integral_value() else ""
