from __future__ import annotations

import pytest

from pipeline.extract.parties.mentions import find_mentions
from pipeline.extract.parties.register import load_register
from pipeline.rulebook import load_rulebook
from pipeline.values.names import party_id
from tests.prose import document


def named(*paragraphs: str) -> list[tuple[str, str]]:
    found = find_mentions(document(*paragraphs), load_rulebook())
    return [(mention.party_id, mention.text) for mention in found]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Region Västerbotten", "region-vasterbotten"),
        ("E-hälsomyndigheten", "e-halsomyndigheten"),
        ("Apoteket AB", "apoteket-ab"),
        ("  Göteborgs Stad.", "goteborgs-stad"),
        ("Brå", "bra"),
    ],
)
def test_party_id_is_the_bare_name(name: str, expected: str) -> None:
    assert party_id(name) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("SKL:s rapport", [("skr", "SKL:s")]),
        ("SKRs rapport", [("skr", "SKRs")]),
        ("Under perioden kommer SKR: att", [("skr", "SKR")]),
        ("Sveriges kommuner och Landsting svarar", [("skr", "Sveriges kommuner och Landsting")]),
        ("Landstingsförbundets styrelse", [("skr", "Landstingsförbundets")]),
        (
            "Kommuner och regioner ansvarar",
            [("kommunerna", "Kommuner"), ("regionerna", "regioner")],
        ),
        ("landsting och regioner", [("regionerna", "landsting och regioner")]),
        ("Sjukvårdshuvudmännens stöd", [("regionerna", "Sjukvårdshuvudmännens")]),
        ("Respektive huvudman svarar", [("regionerna", "Respektive huvudman")]),
        ("i DO:s regi och hos JO", [("do", "DO:s"), ("jo", "JO")]),
        ("Vad ska vi do?", []),
        ("Ådalens läns landsting", [("adalens-lans-landsting", "Ådalens läns landsting")]),
        ("Stockholms läns landsting", [("region-stockholm", "Stockholms läns landsting")]),
        ("Fagersta kommuns plan", [("fagersta-kommun", "Fagersta kommuns")]),
        ("Även Fagersta kommun deltar", [("fagersta-kommun", "Fagersta kommun")]),
        ("Region Mittland ska", [("region-mittland", "Region Mittland")]),
        ("Vårdsystem Nord AB:s tjänst", [("vardsystem-nord-ab", "Vårdsystem Nord AB")]),
        ("Statens folkhälsoinstitut", [("statens-folkhalsoinstitut", "Statens folkhälsoinstitut")]),
        ("Civildepartementets underlag", [("civildepartementet", "Civildepartementets")]),
        ("ett SKL-projekt", []),
    ],
)
def test_names_in_their_forms(text: str, expected: list[tuple[str, str]]) -> None:
    assert named(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("till Regeringskansliet (Socialdepartementet) senast", ["regeringskansliet"]),
        ("Staten genom Socialdepartementet och SKR", ["staten", "skr"]),
        ("till regeringen (Näringsdepartementet)", ["regeringen"]),
        ("Myndigheten för digital förvaltning (Digg) och Inera", ["digg", "inera"]),
        ("till Socialstyrelsen (se avsnitt 3)", ["socialstyrelsen"]),
    ],
)
def test_what_belongs_to_a_name_is_one_mention(text: str, expected: list[str]) -> None:
    assert [party for party, _ in named(text)] == expected


def test_an_abbreviation_stands_for_the_name_that_introduced_it() -> None:
    found = named(
        "Uppdraget ges till Myndigheten för vattenvård (MVV).", "MVV:s plan ska lämnas till MVV."
    )
    assert found == [
        ("myndigheten-for-vattenvard", "Myndigheten för vattenvård (MVV)"),
        ("myndigheten-for-vattenvard", "MVV:s"),
        ("myndigheten-for-vattenvard", "MVV"),
    ]


def test_a_body_with_an_abbreviation_of_its_own_is_a_party() -> None:
    found = named("Ett kompetenscentrum för sällsynta språk (KSS) inrättas.", "KSS ska samverka.")
    assert found[-1] == ("kss", "KSS")


def test_a_documents_own_abbreviation_overrules_the_register() -> None:
    found = named("Svenska Maskininspektionen (SMI) deltar.", "SMI ska redovisa.")
    assert found[-1] == ("maskininspektionen", "SMI")


@pytest.mark.parametrize(
    ("paragraphs", "expected"),
    [
        (("Skolverket ansvarar. Myndigheten ska redovisa.",), "skolverket"),
        (("Uppdraget åt Boverket redovisas till Digg. Myndigheten ska samråda.",), "boverket"),
        (("Vårdsystem Nord AB deltar.", "Bolagets ansvar omfattar drift."), "vardsystem-nord-ab"),
        (("Regionerna planerar vården. De ska samråda.",), "regionerna"),
        (("Region Ådalen är värd. Regionen svarar för driften.",), "region-adalen"),
        (
            (
                "Landstingsförbundet och Svenska Kommunförbundet deltar.",
                "Carelink stöder arbetet.",
                "Förbunden ska fördela medlen.",
            ),
            "skr",
        ),
    ],
)
def test_words_that_point_back(paragraphs: tuple[str, ...], expected: str) -> None:
    assert named(*paragraphs)[-1][0] == expected


@pytest.mark.parametrize(
    "text",
    [
        "Myndigheten ska redovisa.",
        "Vårdförloppen tas fram. De ska kunna följas upp.",
        "Styrgruppen ska mötas.",
        "Programrådet ska samverka med regelverket.",
    ],
)
def test_common_nouns_and_pointers_to_nothing_are_no_parties(text: str) -> None:
    assert named(text) == []


def test_a_genitive_is_marked_as_one() -> None:
    text = "SKR:s plan, Tillväxtanalys plan, Ådalsverkets plan och Ådalsverket"
    found = find_mentions(document(text), load_rulebook())
    assert [(m.text, m.genitive) for m in found] == [
        ("SKR:s", True),
        ("Tillväxtanalys", False),
        ("Ådalsverkets", True),
        ("Ådalsverket", False),
    ]


def test_register_has_one_row_for_each_party_and_known_successors() -> None:
    organisations = load_register(load_rulebook()).organisations
    ids = [organisation.party_id for organisation in organisations]
    assert len(ids) == len(set(ids))
    assert {o.successor for o in organisations if o.successor} <= set(ids)
