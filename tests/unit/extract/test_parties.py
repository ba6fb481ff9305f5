from __future__ import annotations

from pipeline.extract.parties.finding import find_parties
from pipeline.extract.parties.mentions import find_mentions
from pipeline.extract.parties.responsibilities import find_responsibilities
from pipeline.extract.parties.signatures import find_signatures
from pipeline.extract.passages import find_passages
from pipeline.model import Party
from pipeline.rulebook import load_rulebook
from tests.prose import document


def parties(*paragraphs: str) -> dict[str, Party]:
    text, rules = document(*paragraphs), load_rulebook()
    mentions = find_mentions(text, rules)
    undertakings = find_responsibilities(text, find_passages(text, ()), mentions, rules)
    signatures = find_signatures(text, (), mentions, rules)
    found = find_parties(text, mentions, (), (), undertakings, signatures, rules)
    return {party.party_id: party for party in found}


def test_a_party_is_named_as_first_written_in_full() -> None:
    found = parties("SKL:s uppdrag.", "Sveriges Kommuner och Landstings roll och SKR ska mötas.")
    assert found["skr"].name == "Sveriges Kommuner och Landsting"
    assert found["skr"].n_mentions == 3


def test_a_letterhead_in_capitals_is_no_name() -> None:
    assert parties("REGERINGEN", "Regeringen avsätter medel.")["regeringen"].name == "Regeringen"


def test_types_come_from_the_register_or_the_pattern() -> None:
    found = parties(
        "Socialstyrelsen, Region Mittland, Fagersta kommun, Vårdsystem Nord AB, regionerna, "
        "Sjukhusverket och Reumatikerförbundet deltar i arbetet."
    )
    assert {party.party_id: party.party_type for party in found.values()} == {
        "socialstyrelsen": "agency",
        "region-mittland": "region",
        "fagersta-kommun": "municipality",
        "vardsystem-nord-ab": "company",
        "regionerna": "group",
        "sjukhusverket": "agency",
        "reumatikerforbundet": "association",
    }


def test_roles() -> None:
    found = parties(
        "Regeringen avsätter 5 miljoner kronor till SKR.",
        "Kammarkollegiet har rätt att begära in underlag.",
        "För staten genom Socialdepartementet",
        "Anna Provberg",
        "statssekreterare",
    )
    assert found["regeringen"].roles == ("payer", "responsible")
    assert found["staten"].roles == ("signatory",)
    assert found["kammarkollegiet"].roles == ()


def test_the_title_names_the_signatories_where_no_signature_can_be_read() -> None:
    found = parties("Överenskommelse mellan staten och Sveriges Kommuner och Regioner om vård")
    assert [party for party, row in found.items() if "signatory" in row.roles] == ["staten", "skr"]
