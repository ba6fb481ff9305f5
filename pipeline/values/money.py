"""Money: the one function that turns a number and its unit into kronor.

Values are `Decimal` in SEK from the first digit on. The resolution is what one unit of the
last printed digit is worth, so that checks can tell a rounding from an error.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType

from pipeline.model import Unit
from pipeline.values.numbers import AmbiguousNumberError, read_number

FACTORS: Mapping[Unit, Decimal] = MappingProxyType(
    {
        "kr": Decimal(1),
        "tkr": Decimal(1_000),
        "mnkr": Decimal(1_000_000),
        "mdkr": Decimal(1_000_000_000),
    }
)
_ORE = Decimal("0.01")


class AmbiguousMoneyError(ValueError):
    """The text does not say one sum of money; `reason` tells why."""

    def __init__(self, text: str, reason: str) -> None:
        super().__init__(f"{text!r} is not a clear sum of money: {reason}")
        self.text, self.reason = text, reason


@dataclass(frozen=True, slots=True)
class Money:
    """A sum in SEK with two decimals, its printed resolution and the unit it was printed in."""

    value_sek: Decimal
    resolution_sek: Decimal
    unit: Unit


def read_money(number: str, unit: Unit) -> Money:
    """The sum that a number (digits or words) of a unit stands for.

    `read_money("2,385", "mnkr")` is 2 385 000.00 with a resolution of 1 000.00. A cell of a
    table passes the unit of its heading. Raises AmbiguousMoneyError for a number that can be
    read in two ways (`2.385` millions, `14,000` kronor) or is finer than an öre.
    """
    try:
        parsed = read_number(number, counts_whole=unit in ("kr", "tkr"))
    except AmbiguousNumberError as error:
        raise AmbiguousMoneyError(number, error.reason) from error
    value, resolution = parsed.value * FACTORS[unit], parsed.step * FACTORS[unit]
    if resolution < _ORE:
        raise AmbiguousMoneyError(number, "it has more decimals than an öre")
    return Money(value.quantize(_ORE), resolution.quantize(_ORE), unit)
