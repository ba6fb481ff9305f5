"""Every number of a text is in the ledger once, and taken for what a reader takes it for."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import get_args

import pytest

from pipeline.model import Figure, TakenFor
from pipeline.rulebook import load_rulebook
from pipeline.stages import extract, extract_facts
from tests.prose import document

RULES = load_rulebook()


def _figures(*paragraphs: str) -> tuple[Figure, ...]:
    return extract_facts(document(*paragraphs), RULES).figures


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # one number is one figure, from its first digit to its last
        ("Regeringen avsätter 14 000 000 kronor.", [("14 000 000", "amount")]),
        ("Rapporten lämnas den 31 mars 2024.", [("31 mars 2024", "date")]),
        ("Under 2014–2015 pågår arbetet.", [("2014", "year"), ("2015", "year")]),
        (
            "Läs mer i avsnitt 3.4.1 och 4–6.",
            [("3.4.1", "cross_reference"), ("4", "cross_reference"), ("6", "cross_reference")],
        ),
        # laws and cases
        ("Enligt patientdatalagen (2008:355) gäller detta.", [("2008:355", "law")]),
        ("Se prop. 2009/10:1 och SOU 2009:11.", [("2009/10:1", "law"), ("2009:11", "law")]),
        ("Av 4 kap. 2 § följer ansvaret.", [("4", "law"), ("2", "law")]),
        ("Förordning (EU) 2016/679 gäller.", [("2016/679", "law")]),
        (
            "Beslutet (S2013/1905/FS) och ärende 15/06658.",
            [("2013/1905", "case_number"), ("15/06658", "case_number")],
        ),
        ("Utredningen (S 2011:01) lämnar förslag.", [("2011:01", "case_number")]),
        ("Regeringsbeslut III:8 fattades då.", [("8", "case_number")]),
        # ways to reach somebody
        ("Ring växeln, telefon 08-452 70 00.", [("08-452 70 00", "contact")]),
        ("Skriv till Box 1234, 103 33 Stockholm.", [("1234", "contact"), ("103 33", "contact")]),
        ("Medlen betalas till bankgiro 5052-5781.", [("5052-5781", "contact")]),
        ("Läs mer på www.1177.se i dag.", [("1177", "contact")]),
        ("Organisationsnummer 222000-0315 anges.", [("222000-0315", "identifier")]),
        # names
        ("Ring 1177 för råd.", [("1177", "name")]),
        ("Sjukdomen covid-19 och koden ICD-10.", [("19", "name"), ("10", "name")]),
        (
            "Det följer av Agenda 2030 och Vision e-hälsa 2025.",
            [("2030", "name"), ("2025", "name")],
        ),
        # quantities
        ("Det gäller 10 000 invånare i 21 regioner.", [("10 000", "count"), ("21", "count")]),
        ("Omfatta 8 till 15 utförare.", [("8", "count"), ("15", "count")]),
        ("Antalet är 23 nya och gemensamma vårdförlopp.", [("23", "count")]),
        ("Målet är 65 procent, minst 0,5 %.", [("65", "percentage"), ("0,5", "percentage")]),
        (
            "Vård ges inom 90 dagar till barn 0–17 år.",
            [("90", "measure"), ("0", "measure"), ("17", "measure")],
        ),
        ("Mötet börjar kl. 15.00.", [("15.00", "time")]),
        ("Kursen omfattar 2000 personer.", [("2000", "count")]),
        ("Under 2012 fokuserade programrådet på vården.", [("2012", "year")]),
        ("Det har gällt sedan 1990-talet.", [("1990", "year")]),
        # money that is no amount of the agreement
        ("Priset är 25 öre.", [("25", "amount")]),
        # markers
        ("Stödet ska 1) mäta och 2) lära.", [("1", "list_marker"), ("2", "list_marker")]),
        ("Figur 2. Samspel mellan nivåer", [("2", "caption_number")]),
        ("Arbetet är klart i hela landet.3", [("3", "footnote_mark")]),
        # nothing is explained away
        ("Värdet är 4,7 i skalan.", [("4,7", "unexplained")]),
    ],
)
def test_what_a_number_is_taken_for(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(f.where.raw, f.taken_for) for f in _figures(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Avgiften är 7 600 euro och 3 miljoner dollar.", [("EUR", "7600"), ("USD", "3000000")]),
        ("Projektet får EUR 1,5 miljoner.", [("EUR", "1500000")]),
        ("Det kostar mellan 3 och 4 €.", [("EUR", "3"), ("EUR", "4")]),
        ("Priset är 25 öre.", [(None, None)]),
    ],
)
def test_another_currency_is_kept_with_its_value(
    text: str, expected: list[tuple[str | None, str | None]]
) -> None:
    found = _figures(text)
    assert {figure.taken_for for figure in found} == {"amount"}
    values = [None if value is None else Decimal(value) for _, value in expected]
    assert [f.currency for f in found] == [currency for currency, _ in expected]
    assert [f.value_currency for f in found] == values


def test_rows_name_the_numbers_that_they_use() -> None:
    figures = _figures(
        "1 Stöd till regionerna",
        "Regeringen avsätter 14 000 000 kronor för 2024 från utgiftsområde 9 Hälsovård, "
        "sjukvård och social omsorg, anslaget 1:6 Bidrag till folkhälsa och sjukvård, "
        "anslagspost 18 God vård.",
        "SKR ska lämna en slutrapport till Socialstyrelsen senast den 31 mars 2025.",
    )
    used = [(f.where.raw, f.taken_for, (f.row_id or "")[-5:]) for f in figures]
    assert used == [
        ("1", "section_number", "s0001"),
        ("14 000 000", "amount", "a0001"),
        ("2024", "year", ""),
        ("9", "appropriation", "p0001"),
        ("1:6", "appropriation", "p0001"),
        ("18", "appropriation", "p0001"),
        ("31 mars 2025", "date", "d0001"),
    ]
    assert [f.figure_id[-6:] for f in figures[:2]] == ["-n0001", "-n0002"]


def test_number_and_title_together_name_a_section() -> None:
    figures = _figures(
        "1 Analys av skillnader",
        "Insatsen genomförs tillsammans med 2 förstudie om tolkstöd och med 3 myndigheter.",
        "2 Förstudie om tolkstöd",
        "Insatsen genomförs av SKR.",
    )
    told = [(f.taken_for, (f.row_id or "")[-5:]) for f in figures]
    assert told == [
        ("section_number", "s0001"),
        ("cross_reference", "s0002"),
        ("count", ""),
        ("section_number", "s0002"),
    ]


def test_every_digit_is_in_exactly_one_figure() -> None:
    text = (
        "Den 1 maj 2024 fick 3 av 21 regioner 2,5 mnkr (dnr S2024/00123) enligt 2 § förordningen "
        "(2008:1), s. 4–5, tel. 08-12 34 56, x7y 1.2.3.4 99 999."
    )
    doc = document(text)
    covered = [0] * len(doc.text)
    for figure in extract_facts(doc, RULES).figures:
        for place in range(figure.where.span.start, figure.where.span.end):
            covered[place] += 1
    digits = [count for count, sign in zip(covered, doc.text, strict=True) if sign.isdecimal()]
    assert set(digits) == {1}


def test_the_rules_speak_of_labels_that_exist() -> None:
    assert {rule.values["taken_for"] for rule in RULES["figures"]} <= set(get_args(TakenFor))


def test_five_agreements_leave_one_figure_in_a_hundred_unexplained_at_most(shared: Path) -> None:
    paths = sorted((shared / "corpus" / "agreements").iterdir())
    facts = [extract(path, rules=RULES).facts for path in paths]
    unexplained = sum(found.n_unexplained for found in facts)
    assert unexplained <= sum(len(found.figures) for found in facts) / 100
