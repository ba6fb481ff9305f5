"""Text to dates: every form, what is left open, and what is refused."""

from __future__ import annotations

import datetime as dt

import pytest

from pipeline.rulebook import load_rulebook
from pipeline.values.dates import DateError, WrittenDate, dates_in, later, month_number, read_date

FORMS = tuple(load_rulebook()["dates"])


def dates(text: str) -> list[WrittenDate]:
    return list(dates_in(text, FORMS))


@pytest.mark.parametrize(
    ("text", "expected", "precision"),
    [
        ("den 31 mars 2024", "2024-03-31", "day"),
        ("31 mars 2024", "2024-03-31", "day"),
        ("den 1:a april 2013", "2013-04-01", "day"),
        ("den 3:e maj, 2011", "2011-05-03", "day"),
        ("den 1 dec. 2019", "2019-12-01", "day"),
        ("den 29 februari 2024", "2024-02-29", "day"),
        ("den sista februari 2023", "2023-02-28", "day"),
        ("2020-11-01", "2020-11-01", "day"),
        ("vecka 20 2024", "2024-05-19", "day"),
        ("vecka 46, 2025", "2025-11-16", "day"),
        ("vecka 51–52 2020", "2020-12-27", "day"),
        ("vecka 53 2020", "2021-01-03", "day"),
        ("2020‑11‑01", "2020-11-01", "day"),
        ("14/6-11", "2011-06-14", "day"),
        ("den 25/6 2009", "2009-06-25", "day"),
        ("1/12-98", "1998-12-01", "day"),
        ("den 14 och 15 juni 2023", "2023-06-15", "day"),
        ("den 3–5 maj 2022", "2022-05-05", "day"),
        ("maj 2023", "2023-05-31", "month"),
        ("februari månad 2024", "2024-02-29", "month"),
        ("utgången av mars 2015", "2015-03-31", "month"),
        ("mitten av oktober 2012", "2012-10-15", "month"),
        ("månadsskiftet april/maj 2014", "2014-04-30", "month"),
        ("september–oktober 2013", "2013-10-31", "month"),
        ("april och maj 2021", "2021-05-31", "month"),
        ("andra tertialet 2014", "2014-08-31", "month"),
        ("våren 2012", "2012-05-31", "season"),
        ("sommaren 2012", "2012-08-31", "season"),
        ("hösten 2011", "2011-11-30", "season"),
        ("senhösten 2011", "2011-11-30", "season"),
        ("vintern 2012/13", "2013-02-28", "season"),
        ("första kvartalet 2020", "2020-03-31", "quarter"),
        ("kvartal 3 2021", "2021-09-30", "quarter"),
        ("Q4 2021", "2021-12-31", "quarter"),
        ("sista kvartalet 2019", "2019-12-31", "quarter"),
        ("första halvåret 2014", "2014-06-30", "half_year"),
        ("andra halvåret 2014", "2014-12-31", "half_year"),
        ("halvårsskiftet 2013", "2013-06-30", "half_year"),
        ("vårterminen 2016", "2016-06-30", "half_year"),
        ("utgången av 2014", "2014-12-31", "year"),
        ("slutet av år 2014", "2014-12-31", "year"),
        ("årsskiftet 2013/2014", "2013-12-31", "year"),
        ("före 2015", "2014-12-31", "year"),
    ],
)
def test_a_written_date_is_its_last_day(text: str, expected: str, precision: str) -> None:
    date = read_date(text, FORMS)
    assert (date.on().isoformat(), date.precision) == (expected, precision)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("senast den 1 november 2021 respektive 2022", ["2021-11-01", "2022-11-01"]),
        ("den 31 mars 2021, 2022 och 2023", ["2021-03-31", "2022-03-31", "2023-03-31"]),
        ("den 1 och 15 juni 2013", ["2013-06-01", "2013-06-15"]),
        ("i mars, juni och oktober 2021", ["2021-03-31", "2021-06-30", "2021-10-31"]),
        ("våren 2012 och hösten 2013", ["2012-05-31", "2013-11-30"]),
        ("mellan den 1 januari 2014 och den 15 juni 2014", ["2014-01-01", "2014-06-15"]),
        ("slutredovisas 2014", ["2014-12-31"]),
        ("under 2014", ["2014-12-31"]),
    ],
)
def test_dates_are_found_in_their_order(text: str, expected: list[str]) -> None:
    assert [date.on().isoformat() for date in dates(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "diarienummer 15/06658",
        "förordning (2011:398)",
        "läsåret 2012/13",
        "högst 2 000 000 kronor",
        "2023 års överenskommelse",
        "under 2014–2015",
        "under 2014 och 2015",
        "vårens arbete",
        "maj-blomman",
        "barn födda före vecka 28",
        "version v. 2.1",
        "vintern 2012",
        "årsskiftet 2013",
        "1/3 av medlen",
        "anslaget 1:6",
        "202100-3831",
        "6/14-11",
        "årsvis under året",
    ],
)
def test_what_is_no_date_or_not_one_date_only_is_left_alone(text: str) -> None:
    assert dates(text) == []


@pytest.mark.parametrize(
    ("text", "wants", "year", "expected"),
    [
        ("den 31 mars", None, 2024, "2024-03-31"),
        ("i februari", None, 2024, "2024-02-29"),
        ("den 1 oktober samma år", "same", 2012, "2012-10-01"),
        ("den 28 februari året efter", "next", 2019, "2019-02-28"),
        ("den 31 mars påföljande år", "next", 2019, "2019-03-31"),
        ("före årets utgång", None, 2022, "2022-12-31"),
        ("under hösten", None, 2011, "2011-11-30"),
        ("senast v. 40", None, 2018, "2018-10-07"),
    ],
)
def test_a_date_without_a_year_waits_for_one(
    text: str, wants: str | None, year: int, expected: str
) -> None:
    (date,) = dates(text)
    assert (date.year, date.wants) == (None, wants)
    assert date.on(year).isoformat() == expected
    with pytest.raises(DateError, match="names no year"):
        date.on()


def test_a_year_of_its_own_outweighs_the_context() -> None:
    assert read_date("den 1 maj 2013", FORMS).on(2020) == dt.date(2013, 5, 1)


@pytest.mark.parametrize("text", ["den 31 juni 2024", "den 29 februari 2023", "31/9-11"])
def test_a_day_that_no_calendar_has_is_refused(text: str) -> None:
    (date,) = dates(text)
    with pytest.raises(DateError, match=r"has .. days"):
        date.on()


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("snarast", "0 dates"),
        ("den 1 maj 2013 och den 1 juni 2014", "2 dates"),
        ("senast den 1 maj 2013", "only 'den 1 maj 2013'"),
    ],
)
def test_reading_one_date_refuses_none_several_and_more(text: str, reason: str) -> None:
    with pytest.raises(DateError, match=reason):
        read_date(text, FORMS)


def test_limits_say_so_by_their_own_words() -> None:
    assert [date.limit for date in dates("vid utgången av 2014")] == [True]
    assert [date.limit for date in dates("under 2014")] == [False]


@pytest.mark.parametrize(
    ("word", "number"), [("januari", 1), ("Maj", 5), ("sept.", 9), ("dec", 12), ("07", 7)]
)
def test_months_by_name_abbreviation_or_digits(word: str, number: int) -> None:
    assert month_number(word) == number


@pytest.mark.parametrize("word", ["marsch", "13", "0", "kvartal", "julbord"])
def test_no_month_is_made_up(word: str) -> None:
    with pytest.raises(DateError):
        month_number(word)


@pytest.mark.parametrize(
    ("start", "count", "unit", "expected"),
    [
        ("2012-11-30", "tre", "månad", "2013-02-28"),
        ("2012-01-31", "en", "månad", "2012-02-29"),
        ("2012-12-31", "30", "dag", "2013-01-30"),
        ("2012-02-29", "ett", "år", "2013-02-28"),
        ("2012-03-01", "två", "veck", "2012-03-15"),
    ],
)
def test_so_long_after_another_day(start: str, count: str, unit: str, expected: str) -> None:
    assert later(dt.date.fromisoformat(start), count, unit).isoformat() == expected


@pytest.mark.parametrize(("count", "unit"), [("många", "månad"), ("tre", "kvartal")])
def test_an_unknown_length_of_time_is_refused(count: str, unit: str) -> None:
    with pytest.raises(DateError):
        later(dt.date(2012, 1, 1), count, unit)
