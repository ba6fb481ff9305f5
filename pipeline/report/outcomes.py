"""How a document's checks came out, in a few signs: its verdict with what it leaves open.

A verdict tells of failures alone. A check that holds only by rounding, or that cannot be
settled, is a reservation, and stands beside the verdict wherever that is shown.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from pipeline.model import Check

_RESERVED = (("rounding", "≈"), ("unverifiable", "?"))
_WHOLLY_OPEN = "unverifiable"


def reservations(n_by_status: Mapping[str, int]) -> tuple[tuple[str, str], ...]:
    """The statuses that qualify a verdict, each with its count and sign: `2 ?`."""
    return tuple(
        (status, f"{n_by_status[status]} {sign}")
        for status, sign in _RESERVED
        if n_by_status.get(status)
    )


def n_by_status(checks: Iterable[Check]) -> Mapping[str, int]:
    """How many checks came out in each way."""
    return Counter(check.status for check in checks)


def is_clear(verdict: str, n_by_status: Mapping[str, int]) -> bool:
    """Whether a document may be shown as one that stands: its sums hold and none is open."""
    return verdict == "reconciled" and not n_by_status.get(_WHOLLY_OPEN)
