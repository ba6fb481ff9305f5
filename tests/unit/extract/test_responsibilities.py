from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.extract.parties.mentions import find_mentions
from pipeline.extract.parties.responsibilities import find_responsibilities
from pipeline.extract.passages import find_passages
from pipeline.model import Responsibility
from pipeline.rulebook import load_rulebook
from tests.prose import document


def found_in(*paragraphs: str) -> tuple[Responsibility, ...]:
    text, rules = document(*paragraphs), load_rulebook()
    return find_responsibilities(text, find_passages(text, ()), find_mentions(text, rules), rules)


def undertakings(*paragraphs: str) -> list[str]:
    return sorted(f"{row.party_id} {row.modality}" for row in found_in(*paragraphs))


TABLE = Path(__file__).with_name("undertakings.tsv")
CASES = [line.partition("\t")[::2] for line in TABLE.read_text("utf-8").splitlines()[1:]]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_clauses_that_undertake_and_clauses_that_do_not(text: str, expected: str) -> None:
    assert undertakings(text) == sorted(filter(None, expected.split(" + ")))


def test_the_head_of_a_list_holds_the_undertaking_and_its_items_the_action() -> None:
    (row,) = found_in("SKR ska under 2025:", "- ta fram en plan", "- sprida kunskap.")
    assert (row.party_id, row.modality) == ("skr", "ska")
    assert row.action == "under 2025; ta fram en plan; sprida kunskap"


def test_items_with_subjects_of_their_own() -> None:
    assert undertakings(
        "Parterna är överens om följande", "- SKR ska ta fram en plan", "- RCO ska genomföra den"
    ) == ["parterna är överens", "rco ska", "skr ska"]


@pytest.mark.parametrize(
    ("text", "actions"),
    [
        ("Under 2024 kommer SKR att utveckla stödet.", ["utveckla stödet"]),
        ("Till detta avsätter regeringen 5 miljoner kronor.", ["5 miljoner kronor"]),
        ("SKL ska också svara för driften.", ["svara för driften"]),
        (
            "Parterna är överens om att SKR ska skriva en rapport.",
            ["SKR ska skriva en rapport", "skriva en rapport"],
        ),
        (
            "Medlen utbetalas av Socialstyrelsen efter rekvisition.",
            ["Medlen utbetalas av Socialstyrelsen efter rekvisition"],
        ),
    ],
)
def test_action_is_the_undertaking_without_what_introduces_it(
    text: str, actions: list[str]
) -> None:
    assert [row.action for row in found_in(text)] == actions


def test_rows_tell_their_sentence_and_place() -> None:
    rows = found_in(
        "Stödet är nytt. Regeringen och Kammarkollegiet har rätt att begära in underlag."
    )
    assert [row.responsibility_id[-5:] for row in rows] == ["r0001", "r0002"]
    assert {row.sentence for row in rows} == {
        "Regeringen och Kammarkollegiet har rätt att begära in underlag."
    }
    assert rows[0].where.raw.startswith("Regeringen och Kammarkollegiet har rätt")
