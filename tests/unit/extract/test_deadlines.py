"""Deadlines: one sentence at a time, then what lies between sentences."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.extract.deadlines.finding import find_deadlines
from pipeline.extract.parties.mentions import find_mentions
from pipeline.extract.passages import find_passages
from pipeline.model import Deadline, Finding, Header
from pipeline.rulebook import load_rulebook
from tests.prose import document

TABLE = Path(__file__).with_name("deadlines.tsv")
CASES = [line.partition("\t")[::2] for line in TABLE.read_text("utf-8").splitlines()[1:]]


def read(
    *paragraphs: str, year: int | None = None, title: str | None = None
) -> tuple[tuple[Deadline, ...], tuple[Finding, ...]]:
    text, rules = document(*paragraphs), load_rulebook()
    header = Header("överenskommelse", title, year, (), None, None)
    passages = find_passages(text, ())
    return find_deadlines(text, passages, find_mentions(text, rules), header, rules)


def shown(*paragraphs: str, year: int | None = None, title: str | None = None) -> list[str]:
    """Each deadline as `date kind responsible>counterparty`, `-` for nobody."""
    return [
        f"{row.date} {row.kind} {row.responsible or '-'}>{row.counterparty or '-'}"
        for row in read(*paragraphs, year=year, title=title)[0]
    ]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_sentences_with_and_without_deadlines(text: str, expected: str) -> None:
    assert shown(text) == [part for part in expected.split(" + ") if part]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Medel som är kvar ska återbetalas senast den 31 mars.", "2024-03-31 repayment"),
        ("SKR ska lämna en slutrapport senast den 15 februari.", "2024-02-15 final_report"),
        ("SKR ska lämna en delrapport senast den 15 februari.", "2023-02-15 interim_report"),
        ("Rekvisition ska ske senast den 1 december.", "2023-12-01 requisition"),
        ("En utvärdering ska vara klar före årets utgång.", "2023-12-31 activity"),
        ("Avstämningar ska ske i maj och i oktober 2022.", "2022-05-31 checkpoint"),
        ("Under 2025 ska SKR senast den 1 maj lämna en plan.", "2025-05-01 plan"),
        ("Rekvisition för 2021 ska ske senast den 1 juni samma år.", "2023-06-01 requisition"),
        ("Redovisning lämnas senast den 31 mars påföljande år.", "2024-03-31 final_report"),
    ],
)
def test_a_year_comes_from_the_sentence_or_the_agreement(text: str, expected: str) -> None:
    assert shown(text, year=2023)[0].rpartition(" ")[0] == expected


def test_nothing_tells_the_year() -> None:
    rows, findings = read("Rekvisition ska ske senast den 1 december.")
    assert (rows, [finding.code for finding in findings]) == ((), ["deadline_unresolved"])


def test_a_day_that_no_calendar_has_is_reported_and_left_out() -> None:
    rows, findings = read("SKR ska lämna en slutrapport senast den 31 juni 2024.")
    assert (rows, [finding.code for finding in findings]) == ((), ["impossible_date"])
    assert "31 juni 2024" in findings[0].message


@pytest.mark.parametrize(
    ("text", "title", "expected"),
    [
        (
            "En redovisning ska lämnas senast den 28 februari varje år från och med 2021.",
            None,
            ("2021-02-28", "yearly", "interim_report"),
        ),
        (
            "SKL ska årligen, senast den 31 mars, med början år 2003, redovisa arbetet.",
            None,
            ("2003-03-31", "yearly", "interim_report"),
        ),
        (
            "Regionerna ska årligen senast den 31 mars redovisa hur medlen har använts.",
            "Överenskommelse för 2023",
            ("2024-03-31", "yearly", "financial_report"),
        ),
        (
            "En lägesrapport lämnas den 15 oktober 2024 och därefter halvårsvis.",
            None,
            ("2024-10-15", "half_yearly", "interim_report"),
        ),
    ],
)
def test_what_comes_again_is_dated_by_its_first_time(
    text: str, title: str | None, expected: tuple[str, str, str]
) -> None:
    (row,), _ = read(text, year=2023, title=title)
    assert (str(row.date), row.recurrence, row.kind) == expected


def test_what_comes_again_from_no_stated_year_on_is_no_row() -> None:
    rows, findings = read("Myndigheten ska årligen senast den 31 mars redovisa.", year=2023)
    assert rows == ()
    assert [finding.code for finding in findings] == ["deadline_unresolved"]


def test_at_the_same_time_as_the_sentence_before() -> None:
    rows, _ = read(
        "Medel som är kvar ska återbetalas senast den 31 mars 2023 till Kammarkollegiet. "
        "Vid samma tidpunkt ska en ekonomisk redovisning lämnas till Kammarkollegiet."
    )
    assert [(str(row.date), row.kind) for row in rows] == [
        ("2023-03-31", "repayment"),
        ("2023-03-31", "financial_report"),
    ]
    assert rows[1].rule == "accept.same_time+relative.same_time"


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (
            "SKR ska slutredovisa arbetet den 30 december 2020.",
            "Medel som är kvar ska återbetalas senast i samband med slutredovisningen.",
            "2020-12-30 repayment",
        ),
        (
            "Medel som är kvar ska återbetalas senast i samband med slutredovisningen.",
            "SKR ska slutredovisa arbetet den 30 december 2020.",
            "2020-12-30 repayment",
        ),
        (
            "Arbetet ska redovisas senast den 2 november 2026.",
            "Senast vid tidpunkten för redovisningen ska tjänsten vara i bruk.",
            "2026-11-02 activity",
        ),
        (
            "SKR ska lämna en slutrapport senast den 30 november 2012.",
            "Återbetalning ska ske senast tre månader efter slutrapporten.",
            "2013-02-28 repayment",
        ),
        (
            "Rekvisition ska ske senast den 1 december 2018 respektive den 1 december 2019.",
            "Medel ska återbetalas senast den 28 februari året efter rekvisitionen.",
            "2019-02-28 repayment + 2020-02-28 repayment",
        ),
    ],
)
def test_a_time_leans_on_another_deadline(first: str, second: str, expected: str) -> None:
    rows = [row.rpartition(" ")[0] for row in shown(f"{first} {second}")]
    assert set(expected.split(" + ")) <= set(rows)


def test_an_event_without_a_date_leaves_a_finding() -> None:
    rows, findings = read("Slutrapport ska lämnas senast tre månader efter projektets slut.")
    assert (rows, [finding.code for finding in findings]) == ((), ["deadline_unresolved"])


def test_items_take_subject_and_obligation_from_the_head_of_their_list() -> None:
    assert shown(
        "SKR ska",
        "- senast den 1 mars 2024 lämna en projektplan till Socialdepartementet,",
        "- utse en samordnare senast den 1 april 2024.",
    ) == [
        "2024-03-01 plan skr>socialdepartementet",
        "2024-04-01 activity skr>-",
    ]


@pytest.mark.parametrize(
    ("head", "item"),
    [
        ("Landstingen", "utser senast den 1 mars 2013 en kontaktperson"),
        ("Varje landsting", "ska ha en samordnare på plats senast den 1 mars 2013"),
        ("De landsting som tagit del av medlen ska:", "senast den 1 mars 2013 utse en samordnare"),
        ("Landstingen ska", "ta fram ett underlag som ska vara klart senast den 1 mars 2013"),
    ],
)
def test_a_head_may_be_nothing_but_the_subject(head: str, item: str) -> None:
    assert shown(head, f"- {item},") == ["2013-03-01 activity regionerna>-"]


def test_the_end_of_what_comes_again_does_not_lend_it_its_year() -> None:
    text = "Uppdraget ska delredovisas årligen den 31 maj och slutredovisas den 31 maj 2020."
    assert shown(text, year=2018, title="Cancervård 2018") == [
        "2018-05-31 interim_report ->-",
        "2020-05-31 final_report ->-",
    ]


def test_a_timetable_without_verbs() -> None:
    assert shown(
        "Redovisning ska lämnas enligt följande:",
        "- Delrapport: den 30 september 2023",
        "- den 31 mars 2024 – slutrapport",
        "- Ekonomisk redovisning, 31 mars 2024",
    ) == [
        "2023-09-30 interim_report ->-",
        "2024-03-31 final_report ->-",
        "2024-03-31 financial_report ->-",
    ]


def test_a_list_of_events_without_anything_due_is_no_timetable() -> None:
    assert shown("Beslutsgång", "Följande möten har hållits:", "- Styrelsen, 9 mars 2017") == []


def test_the_receiver_may_be_named_afterwards() -> None:
    assert shown(
        "SKR ska senast den 28 februari 2019 lämna en delrapport och senast den 28 februari "
        "2020 lämna en slutrapport. Rapporterna ska lämnas till Regeringskansliet."
    ) == [
        "2019-02-28 interim_report skr>regeringskansliet",
        "2020-02-28 final_report skr>regeringskansliet",
    ]


def test_a_requisition_goes_to_the_payer_of_the_sentence_before() -> None:
    assert shown(
        "Medlen betalas ut av Kammarkollegiet efter rekvisition. Rekvisitionen ska ske senast "
        "den 1 december 2020."
    ) == ["2020-12-01 requisition ->kammarkollegiet"]


def test_a_requisition_does_not_go_where_a_report_went() -> None:
    assert shown(
        "SKR ska lämna en rapport till Socialstyrelsen. Sista datum för rekvisition är den "
        "1 december 2025."
    ) == ["2025-12-01 requisition ->-"]


def test_a_report_is_not_the_plan_that_it_is_about() -> None:
    assert shown(
        "Socialstyrelsen får i uppdrag att rapportera om en handlingsplan. Rapporten ska lämnas "
        "till regeringen senast den 1 december 2022."
    ) == ["2022-12-01 final_report ->regeringen"]


def test_what_comes_again_does_not_take_the_year_in_which_it_ends() -> None:
    rows, findings = read(
        "SKR ska senast den 31 mars årligen delredovisa uppdraget och senast den 31 mars 2029 "
        "slutredovisa det."
    )
    assert [str(row.date) for row in rows] == ["2029-03-31"]
    assert [finding.code for finding in findings] == ["deadline_unresolved"]


def test_the_step_after_a_date_of_the_section_falls_in_its_year() -> None:
    plans = "Landstingen ska lämna sina handlingsplaner till SKL senast den 15 mars 2014."
    summary = "SKL ska före utgången av maj månad lämna en samlad redovisning."
    assert shown(plans, summary, year=2014)[1] == "2014-05-31 final_report skr>-"
    assert shown(summary, year=2014) == ["2015-05-31 final_report skr>-"]


def test_a_pronoun_stands_for_what_was_due_before() -> None:
    assert shown(
        "SKR ska lämna en ekonomisk redovisning. Den ska ha inkommit till Kammarkollegiet "
        "senast den 31 mars 2024."
    ) == ["2024-03-31 financial_report ->kammarkollegiet"]


def test_the_report_of_a_part_is_an_interim_one_if_a_final_one_follows() -> None:
    part = "SKR ska redovisa den del av uppdraget som rör stöd senast den 31 december 2019."
    final = "SKR ska slutredovisa uppdraget senast den 31 december 2021."
    assert shown(part) == ["2019-12-31 final_report skr>-"]
    assert shown(f"{part} {final}")[0] == "2019-12-31 interim_report skr>-"


def test_who_must_follow_from_the_section_is_kept_apart_from_what_is_said() -> None:
    (row,), _ = read(
        "Regeringen uppdrar åt Socialstyrelsen att kartlägga vården.",
        "Uppdraget ska redovisas till regeringen senast den 1 augusti 2011.",
    )
    assert (row.responsible, row.responsible_inferred) == (None, "socialstyrelsen")
    assert row.inferred_reason == "the assignment is given to it"


def test_a_deadline_knows_its_place_and_the_rules_that_made_it() -> None:
    (row,), _ = read("SKR ska lämna en slutrapport senast den 31 mars 2024.")
    assert row.where.raw == "den 31 mars 2024"
    assert row.sentence[row.where.span.start : row.where.span.end] == row.where.raw
    assert (row.deadline_id, row.rule) == (f"{'0' * 16}-d0001", "accept.latest")
    assert row.precision == "day"
