"""Parts that no varav marks: lists, sentences and payments that divide a sum stated before."""

from __future__ import annotations

import pytest
from test_amounts import HEADER, amounts_of


def parts(text: str) -> list[tuple[int, int | None]]:
    """Each sum in millions, with that of the sum that it was split off."""
    found = amounts_of(text)
    by_id = {amount.amount_id: amount for amount in found}
    million = 1_000_000
    return [
        (
            int(amount.value_sek / million),
            int(by_id[parent].value_sek / million) if (parent := amount.parent_amount_id) else None,
        )
        for amount in found
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "För tandvård avsätts 9 miljoner kronor:\n- 5 miljoner kronor till kurser,\n"
            "- 4 miljoner kronor till råd.",
            [(9, None), (5, 9), (4, 9)],
        ),
        (
            "Staten avsätter 20 miljoner kronor till rörliga ersättningar och 7 miljoner kronor "
            "till råd.\nDe rörliga ersättningarna är viktiga. De rörliga medlen ska fördelas "
            "enligt följande:\n- 12 miljoner kronor för mål 1\n- 8 miljoner kronor för mål 2",
            [(20, None), (7, None), (12, 20), (8, 20)],
        ),
        (
            "Medlen, 20 miljoner kronor, fördelas enligt följande. 12 miljoner kronor går till "
            "kurser. 8 miljoner kronor går till råd. Därutöver avsätts 3 miljoner kronor.",
            [(20, None), (12, 20), (8, 20), (3, None)],
        ),
        (
            "Insatserna kostar sammanlagt 30 miljoner kronor. Staten bidrar med 20 miljoner "
            "kronor och landstingen med 10 miljoner kronor.",
            [(30, None), (20, 30), (10, 30)],
        ),
        (
            "Regionerna tilldelas 31 miljoner kronor. Beloppet består av en fast del på 1 miljon "
            "kronor per region, sammanlagt 21 miljoner kronor, och en rörlig del på 10 miljoner "
            "kronor.",
            [(31, None), (1, None), (21, 31), (10, 31)],
        ),
        (
            "Staten betalar 30 miljoner kronor till regionerna och 4 miljoner kronor till SKR. "
            "Utbetalning till regionerna sker i två omgångar med 18 miljoner kronor och 12 "
            "miljoner kronor.",
            [(30, None), (4, None), (18, 30), (12, 30)],
        ),
        (
            "Det avsätts 9 miljoner kronor, varav 5 miljoner kronor till regionerna och 4 miljoner "
            "kronor till SKR. Av regionernas medel ska 2 miljoner kronor gå till kurser.",
            [(9, None), (5, 9), (4, 9), (2, 5)],
        ),
        (
            "Det avsätts 10 miljoner kronor. Av dessa går 1 miljon kronor till SKR. Resterande 9 "
            "miljoner kronor fördelas i två delar: 5 miljoner kronor till kurser och 4 miljoner "
            "kronor till råd.",
            [(10, None), (1, 10), (9, 10), (5, 9), (4, 9)],
        ),
        (
            "Bidraget uppgår till 9 miljoner kronor.\nBidraget för 2012 består av dessa delar:\n"
            "- 5 mnkr för kurser\n- 4 mnkr för råd",
            [(9, None), (5, 9), (4, 9)],
        ),
        (
            "Landstingens medel, 9 mnkr, ska användas till\n- kurser 5 mnkr,\n- råd 4 mnkr.",
            [(9, None), (5, 9), (4, 9)],
        ),
        (
            "Av SKL:s 9 mnkr går 5 mnkr till kurser och 4 mnkr till råd. Av de 4 miljonerna får "
            "högst 2 mnkr gå till rum.",
            [(9, None), (5, 9), (4, 9), (2, 4)],
        ),
    ],
)
def test_what_divides_a_sum(text: str, expected: list[tuple[int, int | None]]) -> None:
    assert parts(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Staten avsätter 1,1 miljarder kronor för 2012 års överenskommelse.", "total"),
        ("Staten avsätter 5 miljoner kronor för insatser inom överenskommelsen i år.", "total"),
        ("För 2012 avsätts 5 miljoner kronor för överenskommelsen.", "total"),
        ("Varje region får ett fast belopp om 2 miljoner kronor.", "component"),
        ("Understiger kostnaderna 7 miljoner kronor återförs hälften.", "reference"),
        ("Ej förbrukade medel, dock minst 10 000 kronor, ska återbetalas.", "reference"),
        ("Hela satsningen åren 2011–2014 uppgår till 4 miljarder kronor.", "reference"),
        ("Arbetet pågår till och med 2016 med 5 miljoner kronor per år.", "reference"),
    ],
)
def test_roles_of_single_sums(text: str, expected: str) -> None:
    (amount,) = amounts_of(text)
    assert amount.role == expected


def test_totals_of_two_years_and_of_both() -> None:
    text = (
        "Överenskommelsen omfattar 7 miljoner kronor för 2012 och 5 miljoner kronor för 2013, "
        "totalt 12 miljoner kronor för perioden 2012–2013."
    )
    assert [(a.role, a.year) for a in amounts_of(text)] == [
        ("total", 2012),
        ("total", 2013),
        ("total", None),
    ]


def test_an_earlier_years_sum_in_brackets_is_not_handed_out() -> None:
    text = "Överenskommelsen omfattar 7 miljoner kronor för 2012 (6 miljoner kronor för 2011)."
    assert [(a.role, a.year) for a in amounts_of(text, HEADER)] == [
        ("total", 2012),
        ("reference", 2011),
    ]


def test_the_verb_of_the_first_receiver_holds_for_the_second() -> None:
    found = amounts_of("Kommunerna får 9 miljoner kronor och regionerna 6 miljoner kronor.")
    assert [amount.recipient for amount in found] == ["kommunerna", "regionerna"]


@pytest.mark.parametrize(
    ("behind", "expected"),
    [
        ("4 mnkr till kurser, 3 mnkr till råd och 2 mnkr till rum.", "fördelas"),
        ("4 mnkr till kurser, 3 mnkr till råd, 2 mnkr till rum.", "av dessa"),
        ("1 mnkr till kurser, 1 mnkr till råd och 1 mnkr till rum.", "av dessa"),
        ("4 mnkr till kurser och 3 mnkr till råd.", "av dessa"),
        (
            "4 mnkr till kurser, 3 mnkr till råd och 1 mnkr till rum. Övriga medel fördelas i maj.",
            "av dessa",
        ),
    ],
)
def test_an_enumeration_to_the_last_part_divides_the_sum(behind: str, expected: str) -> None:
    found = amounts_of(f"Parterna avsätter 9 mnkr. Av dessa går {behind}")
    assert {amount.relation for amount in found[1:]} == {expected}
