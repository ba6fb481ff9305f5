from __future__ import annotations

import pytest

from pipeline.extract.parties.mentions import find_mentions
from pipeline.extract.parties.signatures import find_signatures
from pipeline.rulebook import load_rulebook
from tests.prose import document

STATE = "staten Anna Provberg statssekreterare Stockholm 2021-03-05"
SKR = "skr Bo Testman verkställande direktör Stockholm 2021-03-08"


def signed(*paragraphs: str) -> list[str]:
    text, rules = document(*paragraphs), load_rulebook()
    found = find_signatures(text, (), find_mentions(text, rules), rules)
    return [
        " ".join(
            str(part)
            for part in (one.party_id, one.name, one.title, one.place, one.date)
            if part is not None
        )
        for one in found
    ]


@pytest.mark.parametrize(
    "paragraphs",
    [
        pytest.param(
            (
                "För staten genom Socialdepartementet",
                "Stockholm den 5 mars 2021",
                "Anna Provberg",
                "statssekreterare",
                "För Sveriges Kommuner och Regioner",
                "Stockholm den 8 mars 2021",
                "Bo Testman",
                "verkställande direktör",
            ),
            id="one side after the other",
        ),
        pytest.param(
            (
                "För staten genom Socialdepartementet",
                "För Sveriges Kommuner och Regioner",
                "Stockholm 5/3-21",
                "Stockholm 8/3-21",
                "Anna Provberg statssekreterare",
                "Bo Testman verkställande direktör",
            ),
            id="cells read row by row",
        ),
        pytest.param(
            (
                "Stockholm den 5 mars 2021",
                "Anna Provberg, statssekreterare",
                "För staten genom Socialdepartementet",
                "Stockholm den 8 mars 2021",
                "Bo Testman, verkställande direktör",
                "För Sveriges Kommuner och Regioner",
            ),
            id="names above the sides",
        ),
        pytest.param(
            (
                "För staten genom För Sveriges Kommuner och Socialdepartementet Regioner",
                "Stockholm 2021-03-05 Stockholm 2021-03-08",
                "Anna Provberg Bo Testman",
                "statssekreterare verkställande direktör",
            ),
            id="columns torn into lines",
        ),
        pytest.param(
            (
                "För staten genom Socialdepartementet",
                "Stockholm 2021-03-05",
                "Ort och datum",
                "Anna Provberg",
                "Anna Provberg statssekreterare",
                "För SKR",
                "Stockholm 2021-03-08",
                "Ort och datum",
                "Bo Testman",
                "Bo Testman verkställande direktör",
            ),
            id="names in handwriting and in type",
        ),
    ],
)
def test_two_sides_in_any_order(paragraphs: tuple[str, ...]) -> None:
    assert signed("Överenskommelsen har upprättats i två exemplar.", *paragraphs) == [STATE, SKR]


def test_one_date_above_both_sides_holds_for_both() -> None:
    assert signed(
        "Stockholm den 5 mars 2021",
        "För staten För Landstingsförbundet genom Socialdepartementet",
        "Anna Provberg Bo Testman statssekreterare verkställande direktör",
    ) == [STATE, "skr Bo Testman verkställande direktör Stockholm 2021-03-05"]


def test_sides_may_open_in_small_letters() -> None:
    assert signed("för staten", "Anna Provberg", "för Region Ådalen", "Bo Testman") == [
        "staten Anna Provberg",
        "region-adalen Bo Testman",
    ]


def test_sides_that_no_preposition_opens_count_far_down_and_in_pairs() -> None:
    body = "Överenskommelsen avser insatser på området och har upprättats i två exemplar. " * 4
    sides = (
        "Staten genom Socialdepartementet",
        "Stockholm den 5 mars 2021",
        "Anna Provberg, statssekreterare",
        "Sveriges Kommuner och Regioner",
        "Stockholm den 8 mars 2021",
        "Bo Testman, verkställande direktör",
    )
    assert signed(body, *sides) == [STATE, SKR]
    assert signed(*sides, body) == []
    assert signed(body, *sides[:3]) == []


def test_a_decision_is_signed_for_the_government() -> None:
    assert signed("På regeringens vägnar", "Anna Provberg", "Li-Marie af Testman") == [
        "regeringen Anna Provberg",
        "regeringen Li-Marie af Testman",
    ]


def test_what_follows_the_signatures_is_none() -> None:
    found = signed(
        "För staten", "Anna Provberg", "Statssekreterare", "Bilaga 1", "Region Mitt Bo Testman"
    )
    assert found == ["staten Anna Provberg Statssekreterare"]


@pytest.mark.parametrize(
    "paragraphs",
    [
        ("För staten innebär satsningen kostnader som Anna Provberg har utrett i en rapport.",),
        ("För 2023 gäller samma villkor.", "Anna Provberg"),
        ("För staten", "Ort och datum", "Namnförtydligande"),
    ],
)
def test_no_signature_without_side_and_name(paragraphs: tuple[str, ...]) -> None:
    assert signed(*paragraphs) == []
