from __future__ import annotations

import pytest

from pipeline.reconcile.wording import one_line, parties_in, section_numbers, similarity


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Läkemedel", "Läkemedel", True),
        ("Läkemedel", "insatser inom läkemedelsområdet", True),
        ("5. Ovanliga sjukdomar", "Strategi för vård av ovanliga sjukdomar", True),
        ("Kunskapsstöd delsumma", "Kunskapsstöd", True),
        ("Läkemedel", "Öppna jämförelser", False),
        ("Medel till regionerna", "arbete under året", False),
    ],
)
def test_wordings_for_the_same_thing(one: str, other: str, alike: bool) -> None:
    assert (similarity(one, other) > 0.6) is alike


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("Total – SKR", {"skr"}),
        ("Sveriges Kommuner och Landsting", {"skr"}),
        ("Regionerna via SKR", {"regionerna"}),
        ("Regionerna och SKR", {"regionerna", "skr"}),
        ("Totalt – Statens andel", {"staten"}),
        ("Medel till samverkansregionerna", {"samverkansregionerna"}),
        ("Landstingen", {"regionerna"}),
        ("Kommunerna", {"kommunerna"}),
        ("Regional utveckling", set()),
    ],
)
def test_parties_named_in_a_label(text: str, parties: set[str]) -> None:
    assert parties_in(text) == parties


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("arbete med cancervård (kap 5)", {"5"}),
        ("aktivitet 4.3 Kunskapsstöd", {"4.3"}),
        ("ersättning enligt punkt 2.1.1", {"2.1.1"}),
        ("anslaget 1:6", set()),
        ("2,5 miljoner", set()),
    ],
)
def test_references_to_sections(text: str, numbers: set[str]) -> None:
    assert section_numbers(text) == numbers


def test_letter_spaced_words_are_closed_up() -> None:
    assert one_line("S U M M A (kr)") == "SUMMA (kr)"
