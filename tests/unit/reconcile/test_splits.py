from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pipeline.model import Relation

if TYPE_CHECKING:
    from conftest import Agreement

M = 1_000_000


@pytest.mark.parametrize(
    ("relations", "parts", "expected"),
    [
        (("av dessa", "resterande"), (6, 4), ["10 = 6 + 4 match"]),
        (("av dessa", "resterande"), (6, 5), ["10 = 6 + 5 mismatch"]),
        (("fördelas", "fördelas"), (6, 3), ["10 = 6 + 3 mismatch"]),
        (("varav", "varav"), (6, 4), ["10 = 6 + 4 match"]),
        (("varav", "varav"), (6, 2), ["10 = 6 + 2 unverifiable"]),
        (("varav", "varav"), (6, 8), ["10 = 6 + 8 mismatch"]),
        (("varav",), (6,), []),
        (("varav",), (10,), []),
        (("varav",), (12,), ["10 = 12 mismatch"]),
    ],
)
def test_parts_of_an_amount(
    agreement: Agreement,
    relations: tuple[Relation, ...],
    parts: tuple[int, ...],
    expected: list[str],
) -> None:
    whole = agreement.prose(10 * M)
    for relation, part in zip(relations, parts, strict=True):
        agreement.prose(part * M, role="component", of=whole, relation=relation, statement=1)
    assert agreement.equations() == expected


def test_a_part_for_longer_than_its_whole_may_be_greater(agreement: Agreement) -> None:
    whole = agreement.prose(10 * M, clause="avsätts … per år", statement=1)
    agreement.prose(12 * M, role="component", of=whole, relation="varav", statement=1)
    assert agreement.equations() == []


@pytest.mark.parametrize(("rest", "status"), [(3, "match"), (4, "mismatch")])
def test_what_stands_between_a_part_and_the_rest_is_a_part(
    agreement: Agreement, rest: int, status: str
) -> None:
    whole = agreement.prose(10 * M, statement=1)
    agreement.prose(5 * M, role="component", of=whole, relation="av dessa", statement=1)
    agreement.prose(2 * M, to="skr", statement=1)
    agreement.prose(rest * M, role="component", of=whole, relation="resterande", statement=1)
    assert agreement.equations() == [f"10 = 5 + 2 + {rest} {status}"]


@pytest.mark.parametrize(("last", "status"), [(3, "match"), (2, "unverifiable")])
def test_a_list_behind_an_announced_sum(agreement: Agreement, last: int, status: str) -> None:
    agreement.section("1", "Medel")
    agreement.prose(10 * M, clause="Parterna satsar sammanlagt …", statement=1)
    for statement, value in enumerate((5, 2, last), 2):
        agreement.prose(value * M, statement=statement)
    assert agreement.equations() == [f"10 = 5 + 2 + {last} {status}"]


@pytest.mark.parametrize(
    ("total", "expected"), [(7, ["7 = 5 + 2 match"]), (8, ["8 = 5 + 2 unverifiable"]), (80, [])]
)
def test_a_paragraph_that_closes_with_its_sum(
    agreement: Agreement, total: int, expected: list[str]
) -> None:
    agreement.prose(5 * M, statement=1)
    agreement.prose(2 * M, statement=1)
    agreement.prose(total * M, clause="Totalt tillförs …", statement=1)
    assert agreement.equations() == expected


def test_shares_of_the_parties_exhaust_the_whole(agreement: Agreement) -> None:
    whole = agreement.prose(168 * M)
    agreement.prose(
        100 * M, role="component", of=whole, relation="varav", to="regionerna", statement=1
    )
    agreement.prose(58 * M, role="component", of=whole, relation="varav", to="staten", statement=1)
    assert agreement.equations() == ["168 = 100 + 58 mismatch"]


def test_parts_stated_apart_are_no_split(agreement: Agreement) -> None:
    whole = agreement.prose(168 * M)
    agreement.prose(100 * M, role="component", of=whole, relation="varav")
    agreement.prose(58 * M, role="component", of=whole, relation="av dessa")
    assert agreement.equations() == []


def test_a_part_that_its_own_section_states_again(agreement: Agreement) -> None:
    agreement.section("4", "Läkemedel")
    whole = agreement.prose(7 * M)
    agreement.prose(
        2 * M, "aktivitet 4.3 Kunskapsstöd", role="component", of=whole, relation="varav"
    )
    agreement.section("4.3", "Kunskapsstöd", inside="4")
    agreement.prose(3 * M)
    assert agreement.equations() == ["2 = 3 mismatch"]


def test_a_part_stated_again_among_the_terms_of_payment(agreement: Agreement) -> None:
    agreement.section("4.3", "Öppna jämförelser")
    whole = agreement.prose(8 * M)
    agreement.prose(6 * M, role="component", of=whole, relation="varav", to="skr")
    agreement.section("8", "Utbetalning")
    agreement.prose(6 * M, "Öppna jämförelser", role="component", relation="av dessa", to="skr")
    assert agreement.equations() == ["6 = 6 match"]


@pytest.mark.parametrize(("last", "status"), [(6, "match"), (5, "mismatch")])
def test_parts_for_a_year_each_exhaust_the_whole(
    agreement: Agreement, last: int, status: str
) -> None:
    whole = agreement.prose(10 * M, year=None)
    for year, value in ((2024, 4), (2025, last)):
        agreement.prose(
            value * M, role="component", of=whole, relation="varav", year=year, statement=1
        )
    assert agreement.equations() == [f"10 = 4 + {last} {status}"]


@pytest.mark.parametrize(
    ("beside", "year", "status"),
    [(20, 2024, "unverifiable"), (20, 2025, "mismatch"), (2, 2024, "mismatch")],
)
def test_another_sum_of_the_paragraph_may_be_the_whole(
    agreement: Agreement, beside: int, year: int, status: str
) -> None:
    whole = agreement.prose(10 * M, statement=1)
    agreement.prose(6 * M, role="component", of=whole, relation="av dessa", statement=1)
    agreement.prose(3 * M, role="component", of=whole, relation="resterande", statement=1)
    agreement.prose(beside * M, year=year, statement=1)
    assert agreement.equations() == [f"10 = 6 + 3 {status}"]


@pytest.mark.parametrize(
    ("clause", "expected"),
    [("regionerna får …", ["10 = 6 + 3 mismatch"]), ("därutöver får regionerna …", [])],
)
def test_who_does_the_work_shares_what_is_set_aside(
    agreement: Agreement, clause: str, expected: list[str]
) -> None:
    agreement.section("1", "Register")
    agreement.prose(10 * M, statement=1)
    agreement.prose(6 * M, to="kommunerna", statement=1)
    agreement.prose(3 * M, to="regionerna", clause=clause, statement=1)
    assert agreement.equations() == expected


@pytest.mark.parametrize(("again", "status"), [(6, "match"), (5, "mismatch")])
def test_a_part_of_all_money_that_a_section_sets_aside_again(
    agreement: Agreement, again: int, status: str
) -> None:
    agreement.section("1", "Omfattning")
    whole = agreement.prose(10 * M, role="total", clause="Överenskommelsen omfattar …")
    agreement.prose(6 * M, "till arbete med unga", role="component", of=whole, relation="av dessa")
    agreement.section("2", "Unga")
    agreement.prose(again * M, "för arbete med unga")
    assert f"6 = {again} {status}" in agreement.equations()


@pytest.mark.parametrize(("last", "status"), [(2, "match"), (1, "mismatch")])
def test_a_list_in_the_same_section_divides_its_one_sum(
    agreement: Agreement, last: int, status: str
) -> None:
    agreement.section("1", "Bidraget")
    whole = agreement.prose(10 * M, statement=1)
    for value in (5, 3, last):
        agreement.prose(value * M, role="component", of=whole, relation="fördelas", statement=2)
    assert agreement.equations() == [f"10 = 5 + 3 + {last} {status}"]


def test_the_rest_may_be_divided_itself(agreement: Agreement) -> None:
    whole = agreement.prose(10 * M, statement=1)
    agreement.prose(1 * M, role="component", of=whole, relation="av dessa", statement=1)
    rest = agreement.prose(9 * M, role="component", of=whole, relation="resterande", statement=1)
    for value in (5, 3):
        agreement.prose(value * M, role="component", of=rest, relation="fördelas", statement=1)
    assert agreement.equations() == ["10 = 1 + 9 match", "9 = 5 + 3 mismatch"]
