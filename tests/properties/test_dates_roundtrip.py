"""A date written in any supported form reads back as itself."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Callable

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.rulebook import load_rulebook
from pipeline.values.dates import MONTHS, dates_in, later, read_date

FORMS = tuple(load_rulebook()["dates"])
DAYS = st.dates(dt.date(2000, 1, 1), dt.date(2059, 12, 31))


def month(day: dt.date) -> str:
    return MONTHS[day.month - 1]


EXACT: list[Callable[[dt.date], str]] = [
    lambda d: d.isoformat(),
    lambda d: f"den {d.day} {month(d)} {d.year}",
    lambda d: f"{d.day} {month(d)} {d.year}",
    lambda d: f"den {d.day}:e {month(d).capitalize()} år {d.year}",
    lambda d: f"{d.day}/{d.month}-{d.year % 100:02d}",
    lambda d: f"den {d.day}/{d.month} {d.year}",
    lambda d: f"{d.day:02d}/{d.month:02d} - {d.year}",
]
AROUND = ["{}", "senast {}", "ska lämnas {}.", "({})", "till Y senast {}, om inte annat anges"]


@settings(max_examples=150, deadline=None)
@given(DAYS, st.sampled_from(EXACT), st.sampled_from(AROUND))
def test_a_day_in_any_form_and_setting(
    day: dt.date, write: Callable[[dt.date], str], around: str
) -> None:
    (found,) = dates_in(around.format(write(day)), FORMS)
    assert (found.on(), found.precision) == (day, "day")
    assert found.raw == write(day)


@settings(max_examples=100, deadline=None)
@given(DAYS)
def test_a_month_is_its_last_day(day: dt.date) -> None:
    last = day.replace(day=calendar.monthrange(day.year, day.month)[1])
    for text in (f"{month(day)} {day.year}", f"utgången av {month(day)} månad {day.year}"):
        assert read_date(text, FORMS).on() == last


@settings(max_examples=100, deadline=None)
@given(DAYS, st.integers(1990, 2059))
def test_a_missing_year_is_the_one_given(day: dt.date, year: int) -> None:
    found = read_date(f"den {min(day.day, 28)} {month(day)}", FORMS)
    assert found.on(year) == dt.date(year, day.month, min(day.day, 28))


@settings(max_examples=100, deadline=None)
@given(st.lists(DAYS, min_size=2, max_size=5, unique=True))
def test_several_days_in_a_row_keep_their_order(days: list[dt.date]) -> None:
    text = ", ".join(f"den {d.day} {month(d)} {d.year}" for d in days)
    assert [found.on() for found in dates_in(text, FORMS)] == days


@settings(max_examples=100, deadline=None)
@given(DAYS, st.integers(1, 36))
def test_months_later_lie_in_the_month_so_many_further(day: dt.date, count: int) -> None:
    then = later(day, str(count), "månader")
    assert (then.year - day.year) * 12 + then.month - day.month == count
    assert then.day <= day.day
