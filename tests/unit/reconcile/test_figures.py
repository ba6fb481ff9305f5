from __future__ import annotations

from decimal import Decimal

import pytest

from pipeline.model import Bound
from pipeline.reconcile.intervals import Figure, compare, last_digit_worth


def figure(value: str, resolution: str = "1", bound: Bound | None = None) -> Figure:
    return Figure("a", "", Decimal(value), Decimal(resolution), bound, 1)


MILLION = "1000000"
TENTH = "100000"


@pytest.mark.parametrize(
    ("stated", "parts", "status"),
    [
        (figure("14000000"), [figure("14000000")], "match"),
        (figure("14000000"), [figure("7000000"), figure("7000001")], "rounding"),
        (figure("14000000"), [figure("14000001")], "mismatch"),
        (figure("2000000", MILLION), [figure("2385000", "1000")], "rounding"),
        (figure("2000000", MILLION), [figure("3000000", MILLION)], "mismatch"),
        (figure("10000000", MILLION), [figure("3000000", MILLION)] * 3, "rounding"),
        (figure("9842000000", MILLION), [figure("984000000", MILLION)] * 10, "rounding"),
        (figure("5900000000", "100000000"), [figure("5886500000")], "rounding"),
        (figure("1800", "1", "approx"), [figure("1802")], "rounding"),
        (figure("1800"), [figure("1802")], "mismatch"),
        (figure("1800", "1", "approx"), [figure("1860")], "mismatch"),
        (figure("500000000", MILLION, "max"), [figure("480000000")], "rounding"),
        (figure("500000000", MILLION, "max"), [figure("520000000")], "mismatch"),
        (figure("65", "1", "min"), [figure("90")], "rounding"),
        (figure("65", "1", "min"), [figure("60")], "mismatch"),
        (figure("-85500000", TENTH), [figure("-85500000", TENTH)], "match"),
    ],
)
def test_a_check_holds_when_intervals_overlap(
    stated: Figure, parts: list[Figure], status: str
) -> None:
    assert compare(stated, tuple(parts)).status == status


def test_the_tolerance_is_half_the_resolution_of_every_figure() -> None:
    outcome = compare(figure("7", "1"), (figure("2", "1"), figure("4.5", "0.1")))
    assert (outcome.difference, outcome.tolerance) == (Decimal("-0.5"), Decimal("1.05"))


@pytest.mark.parametrize(
    ("value", "worth"), [("1800", "100"), ("2400000000", "100000000"), ("7", "1"), ("0", "0")]
)
def test_last_digit_that_is_not_a_zero(value: str, worth: str) -> None:
    assert last_digit_worth(Decimal(value)) == Decimal(worth)
