"""Text and unit to money, and what is refused."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pipeline.model import Unit
from pipeline.values.money import AmbiguousMoneyError, read_money


@pytest.mark.parametrize(
    ("number", "unit", "value", "resolution"),
    [
        ("14 000 000", "kr", "14000000", "1"),
        ("14\u202f000\u00a0000", "kr", "14000000", "1"),
        ("14.000.000", "kr", "14000000", "1"),
        ("14,000,000", "kr", "14000000", "1"),
        ("68.000 000", "kr", "68000000", "1"),
        ("15.000", "kr", "15000", "1"),
        ("12,50", "kr", "12.50", "0.01"),
        ("140000000", "kr", "140000000", "1"),
        ("2,385", "mnkr", "2385000", "1000"),
        ("2 385", "mnkr", "2385000000", "1000000"),
        ("11,43", "mnkr", "11430000", "10000"),
        ("39, 43", "mnkr", "39430000", "10000"),
        ("1.5", "mdkr", "1500000000", "100000000"),
        ("1 284", "tkr", "1284000", "1000"),
        ("-60", "mnkr", "-60000000", "1000000"),
        ("– 2,5", "mnkr", "-2500000", "100000"),
        ("tre", "mnkr", "3000000", "1000000"),
        ("en halv", "mdkr", "500000000", "100000000"),
        ("två och en halv", "mnkr", "2500000", "100000"),
        ("en och en halv", "mnkr", "1500000", "100000"),
        ("tjugofem", "mnkr", "25000000", "1000000"),
        ("tvåhundra tusen", "kr", "200000", "1000"),
        ("etthundrafemtio", "mnkr", "150000000", "1000000"),
        ("ett hundra tjugo", "tkr", "120000", "1000"),
    ],
)
def test_reads(number: str, unit: Unit, value: str, resolution: str) -> None:
    money = read_money(number, unit)
    assert (money.value_sek, money.resolution_sek) == (Decimal(value), Decimal(resolution))
    assert money.unit == unit


@pytest.mark.parametrize(
    ("number", "value"),
    [("44 7 500 000", "447500000"), ("1 5 000 000", "15000000"), ("12 50 0 000", "12500000")],
)
def test_a_stray_space_inside_a_group_is_healed(number: str, value: str) -> None:
    assert read_money(number, "kr").value_sek == Decimal(value)


@pytest.mark.parametrize(
    ("number", "unit"),
    [
        ("2.385", "mnkr"),  # 2,385 or 2 385 millions
        ("14,000", "kr"),  # a thousand sign from English, or three decimals
        ("12 34", "kr"),
        ("1 2345", "kr"),
        ("1,2,3 4", "kr"),
        ("1.2.3", "kr"),
        ("12.5 000", "kr"),
        ("", "kr"),
        ("miljoner", "kr"),
        ("7a", "kr"),
        ("1,", "mnkr"),
    ],
)
def test_refuses_what_is_ambiguous(number: str, unit: Unit) -> None:
    with pytest.raises(AmbiguousMoneyError):
        read_money(number, unit)
