from __future__ import annotations

from decimal import Decimal

import pytest

from pipeline.model import Check, Part
from pipeline.report.terminal import equation_of, verdict_text
from pipeline.report.wording import Wording, kronor


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (Decimal("326000000.00"), "326 000 000"),
        (Decimal("1802.5"), "1 802,50"),
        (Decimal("-500"), "−500"),
        (Decimal("0"), "0"),
        (None, "–"),
    ],
)
def test_kronor_as_swedish_writes_them(value: Decimal | None, written: str) -> None:
    assert kronor(value).replace("\u00a0", " ") == written


def _check(stated: int, parts: list[int], status: str) -> Check:
    computed = Decimal(sum(parts))
    return Check(
        "c1",
        "table_sum",
        "Summa",
        Decimal(stated),
        computed,
        computed - stated,
        Decimal(0),
        status,
        "a1",
        tuple(Part(f"a{n}", "rad", Decimal(part), 1) for n, part in enumerate(parts, 2)),
    )


@pytest.mark.parametrize(
    ("check", "equation"),
    [
        (_check(5, [2, 3], "match"), "2 + 3 = 5"),
        (_check(6, [2, 3], "mismatch"), "2 + 3 = 5 ≠ 6"),
        (_check(5, [5], "match"), "5 = 5"),
        (_check(6, [5], "mismatch"), "5 ≠ 6"),
        (_check(6, [5], "rounding"), "5 ≈ 6"),
        (_check(7, [], "unverifiable"), "angivet 7"),
        (_check(7, [2, 3], "unverifiable"), "beräknat 2 + 3 = 5, angivet 7"),
    ],
)
def test_a_check_reads_as_an_equation(check: Check, equation: str) -> None:
    assert equation_of(check, Wording("sv")) == equation


@pytest.mark.parametrize(
    ("verdict", "counts", "told", "style"),
    [
        ("reconciled", {}, "stämmer", "green"),
        ("reconciled", {"rounding": 1}, "stämmer, 1 ≈", "green"),
        ("reconciled", {"rounding": 1, "unverifiable": 2}, "stämmer, 1 ≈, 2 ?", "yellow"),
        ("discrepancy", {"unverifiable": 1}, "avviker, 1 ?", "bold red"),
    ],
)
def test_only_a_verdict_without_open_checks_is_green(
    verdict: str, counts: dict[str, int], told: str, style: str
) -> None:
    text = verdict_text(verdict, Wording("sv"), counts)
    assert (text.plain, text.style) == (told, style)


def test_words_come_in_two_languages() -> None:
    assert Wording("sv").count(1, "check") == "1 kontroll"
    assert Wording("en").count(3, "check") == "3 checks"
