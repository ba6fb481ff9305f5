from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from conftest import Agreement

M = 1_000_000


def agreement_with_charges(agreement: Agreement, *charges: tuple[int, str]) -> None:
    agreement.section("2", "Insatser mot antibiotikaresistens")
    agreement.section("3", "Register")
    agreement.section("7", "Medel")
    agreement.row("2. Antibiotika", 3 * M, number="2")
    agreement.row("3. Register", 16 * M, number="3")
    agreement.row("Totalt", 19 * M, "total")
    agreement.section("8", "Ekonomiska villkor")
    for post, (value, purpose) in enumerate(charges):
        agreement.charge(agreement.prose(value * M, purpose), post)


def test_charges_add_up_to_what_they_fund(agreement: Agreement) -> None:
    agreement_with_charges(agreement, (3, "Strama (kap 2)"), (16, "kvalitetsregister (kap 3)"))
    assert agreement.equations() == [
        "19 = 3 + 16 match",
        "19 = 3 + 16 match",
        "3 = 3 match",
        "16 = 16 match",
    ]


def test_a_charge_that_differs_from_its_chapter(agreement: Agreement) -> None:
    agreement_with_charges(agreement, (3, "Strama (kap 2)"), (61, "kvalitetsregister (kap 3)"))
    assert agreement.equations() == [
        "19 = 3 + 16 match",
        "19 = 3 + 61 mismatch",
        "3 = 3 match",
        "16 = 61 mismatch",
    ]
    assert {check.suspect_amount_id for check in agreement.checks()} == {None, "d-a0005"}


def test_some_charges_need_not_fund_everything(agreement: Agreement) -> None:
    agreement_with_charges(agreement, (1, "utredningar"), (2, "samordning"))
    assert agreement.equations() == ["19 = 3 + 16 match", "19 = 1 + 2 unverifiable"]


def test_areas_that_name_their_own_appropriation_make_the_total(agreement: Agreement) -> None:
    for number, value in enumerate((6, 5, 4), 1):
        agreement.section(str(number), f"Område {chr(64 + number)}")
        agreement.charge(agreement.prose(value * M, f"område {number}"), 14)
    agreement.section("4", "Utbetalning")
    agreement.prose(15 * M, role="total", clause="Totalt omfattar överenskommelsen …")
    assert agreement.equations() == ["15 = 6 + 5 + 4 match"]


def test_charges_to_one_post_against_the_sum_of_them(agreement: Agreement) -> None:
    for number, value in enumerate((6, 5, 3), 1):
        agreement.section(str(number), f"Område {number}")
        agreement.charge(agreement.prose(value * M), 14)
    agreement.section("9", "Utbetalning")
    agreement.charge(agreement.prose(14 * M, clause="Sammanlagt betalas … ut"), 14)
    (check,) = [c for c in agreement.checks() if c.kind == "appropriation_sum"]
    assert (check.status, len(check.parts)) == ("match", 3)
    assert check.label.startswith("Anslag 1:6, anslagspost 14")


def test_all_charges_of_a_list_pay_for_the_agreement(agreement: Agreement) -> None:
    agreement.section("1", "Omfattning")
    agreement.prose(30 * M, role="total", clause="Överenskommelsen omfattar …")
    agreement.section("2", "Villkor")
    for post, value in enumerate((20, 11), 1):
        agreement.charge(agreement.prose(value * M, statement=9), post)
    agreement.section("3", "Råd")
    agreement.prose(4 * M)
    assert "30 = 20 + 11 mismatch" in agreement.equations()
