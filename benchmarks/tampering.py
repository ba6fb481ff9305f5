"""Errors as they happen to printed figures, planted one at a time in a text.

Each function takes a figure as printed (`14 000 000 kronor`, `11,43`) and gives it as it would
stand with the error, or None where the error cannot happen to it. Grouping follows the figure:
nobody would miss `140 000 00`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise

Slip = Callable[[str], str | None]

_NUMBER = re.compile(r"\d(?:[\d \u00a0\u202f]*\d)?(?:, ?\d+)?")
_SPACES = " \u00a0\u202f"
_SMALLER = (
    (re.compile(r"miljoner|miljon"), "tusen"),
    (re.compile(r"(?i)\bmn?kr"), "tkr"),
    (re.compile(r"miljarder|miljard"), "miljoner"),
)


def first_digit(printed: str) -> str | None:
    """The first digit is another one: 14 becomes 24."""
    return _renumbered(printed, lambda whole: str(int(whole[0]) % 9 + 1) + whole[1:])


def transposition(printed: str) -> str | None:
    """The first two neighbours that differ have changed places: 14 becomes 41."""

    def swap(whole: str) -> str | None:
        for place, (one, two) in enumerate(pairwise(whole)):
            if one != two and not (place == 0 and two == "0"):
                return whole[:place] + two + one + whole[place + 2 :]
        return None

    return _renumbered(printed, swap)


def dropped_zero(printed: str) -> str | None:
    """The last zero of the whole part is gone: 14 000 000 becomes 1 400 000."""

    def drop(whole: str) -> str | None:
        place = whole.rfind("0")
        return whole[:place] + whole[place + 1 :] if place > 0 else None

    return _renumbered(printed, drop)


def wrong_unit(printed: str) -> str | None:
    """A thousandth, by its unit or by a group of zeros too few; a bare figure a thousandfold."""
    for unit, smaller in _SMALLER:
        if unit.search(printed):
            return unit.sub(smaller, printed)
    if re.search(rf"\d[{_SPACES}]000(?!\d)", printed):
        return re.sub(rf"[{_SPACES}]000(?!\d)", "", printed, count=1)
    number = _NUMBER.search(printed)
    if number is None or re.search(r"[^\W\d_]", printed):
        return None
    whole, comma, decimals = number[0].partition(",")
    digits = _digits(whole) + f"{decimals.strip():0<3}" if comma else _digits(whole) + "000"
    return printed[: number.start()] + _grouped(digits) + printed[number.end() :]


SLIPS: dict[str, Slip] = {
    "first digit": first_digit,
    "transposition": transposition,
    "dropped zero": dropped_zero,
    "wrong unit": wrong_unit,
}


def _renumbered(printed: str, change: Callable[[str], str | None]) -> str | None:
    """The figure with its whole part changed, grouped as it was; decimals stay."""
    number = _NUMBER.search(printed)
    if number is None:
        return None
    whole, comma, decimals = number[0].partition(",")
    changed = change(_digits(whole))
    if changed is None or changed == _digits(whole):
        return None
    separator = next((character for character in whole if character in _SPACES), None)
    text = changed if separator is None else _grouped(changed, separator)
    return printed[: number.start()] + text + comma + decimals + printed[number.end() :]


def _digits(text: str) -> str:
    return "".join(character for character in text if character.isdigit())


def _grouped(digits: str, separator: str = " ") -> str:
    head = len(digits) % 3 or 3
    groups = [digits[:head], *(digits[at : at + 3] for at in range(head, len(digits), 3))]
    return separator.join(groups)
