from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pipeline.reconcile.columns import columns_of

if TYPE_CHECKING:
    from conftest import Agreement

M = 1_000_000


def cut_table(agreement: Agreement, *, second_page: int) -> None:
    agreement.section("7", "Medel")
    agreement.row("2. Läkemedel", 3 * M, number="2")
    agreement.row("3. Register", 16 * M, number="3")
    agreement.page = second_page
    agreement.row("Grundanslag", 10 * M, table=2)
    agreement.row("Stödfunktion", 6 * M, table=2)
    agreement.row("Totalt", 19 * M, "total", table=2)


def test_a_table_cut_by_a_page_break_is_one(agreement: Agreement) -> None:
    cut_table(agreement, second_page=2)
    assert agreement.equations() == ["16 = 10 + 6 match", "19 = 3 + 16 match"]


def test_tables_on_pages_apart_are_two(agreement: Agreement) -> None:
    cut_table(agreement, second_page=3)
    assert len(columns_of(agreement.facts())) == 2


def test_one_figure_a_row_is_one_column_however_headed(agreement: Agreement) -> None:
    agreement.row("Läkemedel", 7 * M)
    agreement.row("Cancer", 5 * M)
    agreement.row("Totalt", 12 * M, "total", column="Mnkr")
    assert agreement.equations() == ["12 = 7 + 5 match"]


@pytest.mark.parametrize(
    ("heading", "whole"),
    [
        ("Belopp, kr", True),
        ("Mnkr", True),
        ("2024", True),
        ("Beräknat 2025", True),
        ("Totalt", True),
        ("SKR", False),
        ("Regionerna", False),
        ("Prestationsbundet belopp", False),
    ],
)
def test_columns_of_shares_are_no_whole_sums(
    agreement: Agreement, heading: str, whole: bool
) -> None:
    agreement.row("Läkemedel", 7 * M, row=0, column=heading)
    agreement.row("Läkemedel", 7 * M, row=0, column="Annan")
    assert columns_of(agreement.facts())[0].is_whole is whole


def test_a_partys_column_is_held_against_what_that_party_gets(agreement: Agreement) -> None:
    agreement.section("2", "Nära vård")
    agreement.prose(20 * M, "utveckling", to="regionerna", statement=1)
    agreement.prose(5 * M, "stöd", to="skr", statement=1)
    agreement.section("9", "Bilaga")
    for column, value in (("Regionerna", 20), ("SKR", 5), ("Totalt", 25)):
        agreement.row("Nära vård", value * M, row=0, column=column)
    assert set(agreement.equations()) == {
        "20 = 20 match",
        "5 = 5 match",
        "25 = 20 + 5 match",
    }


def test_figures_in_a_label_are_parts_of_the_row(agreement: Agreement) -> None:
    agreement.row("Register: grundanslag 7 mnkr och stöd 3 mnkr", 10 * M)
    agreement.inside(7 * M, "grundanslag")
    agreement.inside(3 * M, "stöd")
    agreement.row("Totalt", 10 * M, "total")
    assert sorted(agreement.equations()) == ["10 = 10 match", "10 = 7 + 3 match"]
