from __future__ import annotations

from decimal import Decimal

import pytest

from pipeline.model import Amount, Provenance, Span
from pipeline.report.recorded import RecordedPage
from pipeline.report.web.excerpts import Excerpt, excerpts_of

WORDS = "ord " * 100
ROWS = "Insats\tKronor\nBad\t3 000\nSkola\t4 000\nSumma\t7 100\n"
TEXT = f"{WORDS}\n{ROWS}{WORDS}\nTotalt 7 100 kronor."


def _amount(raw: str, after: int = 0) -> Amount:
    start = TEXT.index(raw, after)
    where = Provenance("d", 1, Span(start, start + len(raw)), (), raw)
    return Amount(
        f"d-a{start}", "s1", Decimal(raw.replace(" ", "")), Decimal(1), "kr", None, "allocation",
        2020, True, None, where,
    )  # fmt: skip


def _excerpts(*amounts: Amount) -> tuple[Excerpt, ...]:
    page = RecordedPage(1, None, None, 0, len(TEXT), TEXT)
    return excerpts_of(amounts, {1: page}, {"s1": "2 Medel"})


def _marked(excerpt: Excerpt) -> list[str]:
    return [text for text, is_figure in excerpt.pieces if is_figure]


def _in_words(excerpt: Excerpt) -> str:
    return "".join(text for text, _ in excerpt.pieces)


def test_figures_near_each_other_share_one_excerpt() -> None:
    (shown,) = _excerpts(_amount("7 100"), _amount("4 000"), _amount("3 000"), _amount("4 000"))
    assert _marked(shown) == ["3 000", "4 000", "7 100"]
    assert ROWS.strip() in _in_words(shown)
    assert shown.section == "2 Medel"


def test_figures_far_apart_have_an_excerpt_each() -> None:
    far = TEXT.index("Totalt")
    shown = _excerpts(_amount("7 100", far), _amount("3 000"))
    assert [_marked(excerpt) for excerpt in shown] == [["3 000"], ["7 100"]]


@pytest.mark.parametrize("raw", ["3 000", "7 100"])
def test_an_excerpt_begins_and_ends_with_whole_words(raw: str) -> None:
    words = _in_words(_excerpts(_amount(raw))[0]).split()
    assert {words[0], words[-1]} == {"ord"}
    assert len(_in_words(_excerpts(_amount(raw))[0])) < 300
