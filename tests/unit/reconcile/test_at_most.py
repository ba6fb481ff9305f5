"""Parts that need not exhaust their whole may still never exceed it; a rest exhausts it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import Agreement

M = 1_000_000


@pytest.mark.parametrize(
    ("second", "status"), [(30, "match"), (29, "unverifiable"), (31, "mismatch")]
)
def test_figures_in_a_rows_text_are_no_more_than_the_row(
    agreement: Agreement, second: int, status: str
) -> None:
    agreement.row("Regionernas insats: i) grundanslag och ii) stödfunktion", 100 * M)
    agreement.inside(70 * M, "i) grundanslag … kronor")
    agreement.inside(second * M, "ii) stödfunktion … kronor")
    assert agreement.equations() == [f"100 = 70 + {second} {status}"]


@pytest.mark.parametrize(
    ("clause", "others", "status"),
    [
        ("avsätts totalt … kronor", "SKR tilldelas … kronor", "mismatch"),
        ("avsätts … kronor", "SKR tilldelas … kronor", "unverifiable"),
        ("avsätts totalt … kronor", "Därutöver tilldelas SKR … kronor", "unverifiable"),
    ],
)
def test_what_is_called_all_of_the_money_holds_both_parties_shares(
    agreement: Agreement, clause: str, others: str, status: str
) -> None:
    agreement.section("6", "Vårdförlopp")
    whole = agreement.prose(140 * M, clause=clause, statement=1)
    agreement.prose(
        125 * M, role="component", of=whole, relation="varav", to="regionerna", statement=1
    )
    agreement.prose(17 * M, clause=others, to="skr", statement=2)
    assert f"140 = 125 + 17 {status}" in agreement.equations()


def shared_out(agreement: Agreement, relation: str) -> None:
    """A section whose money goes to regions and SKR, and a table with the regions' row alone."""
    agreement.section("2", "Fast läkarkontakt")
    whole = agreement.prose(740 * M, "för fast läkarkontakt", statement=1)
    agreement.prose(
        735 * M, role="component", of=whole, relation="av dessa", to="regionerna", statement=1
    )
    agreement.prose(5 * M, role="component", of=whole, relation=relation, to="skr", statement=1)
    agreement.section("4", "Fördelning")


@pytest.mark.parametrize(
    ("relation", "status"), [("resterande", "mismatch"), ("av dessa", "unverifiable")]
)
def test_a_row_whose_rest_the_text_gives_away_lacks_a_partys_row(
    agreement: Agreement, relation: str, status: str
) -> None:
    shared_out(agreement, relation)
    row = agreement.row("Fast läkarkontakt", 740 * M)
    agreement.row("Medel till regionerna", 735 * M, under=row, to="Regionerna")
    assert f"740 = 735 {status}" in agreement.equations()


@pytest.mark.parametrize("label", ["Medel till läkemedel", "varav till regionerna"])
def test_rows_for_nobody_that_the_text_names_need_not_exhaust_it(
    agreement: Agreement, label: str
) -> None:
    shared_out(agreement, "resterande")
    row = agreement.row("Fast läkarkontakt", 740 * M)
    agreement.row(label, 735 * M, under=row)
    assert "740 = 735 mismatch" not in agreement.equations()
