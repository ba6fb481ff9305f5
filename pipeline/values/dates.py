"""Dates: what a written point in time means, and how exactly; no clock, no guess.

A vague time stands for its last day: `våren 2012` is 2012-05-31, `utgången av 2014` is
2014-12-31. A date whose year must come from the context is left without it, and says which
year it wants if the words do (`samma år`, `året efter`). What no calendar knows (`31 juni`)
or what can be read in two ways is refused. The patterns themselves are rules
(`rules/dates.toml`); this module knows what their named groups mean.
"""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal, Protocol, cast

from pipeline.model import Precision

YearWanted = Literal["same", "next"]

MONTHS = (
    "januari februari mars april maj juni juli augusti september oktober november december".split()
)
_ORDINALS = {"första": 1, "andra": 2, "tredje": 3, "fjärde": 4, "ett": 1, "två": 2, "tre": 3}
_ORDINALS |= {"fyra": 4, "sista": 0, "en": 1}
_MONTHS_A_YEAR, _WEEKS_A_YEAR = 12, 52
_CENTURY_TURNS_AT = 60  # two digits below are 2000 + n, from here on 1900 + n


class DateError(ValueError):
    """The text is no date, or not one date only; `reason` tells why."""

    def __init__(self, text: str, reason: str) -> None:
        super().__init__(f"{text!r} is not a clear date: {reason}")
        self.text, self.reason = text, reason


class DateForm(Protocol):
    """A way of writing dates, as the rulebook holds it."""

    @property
    def id(self) -> str: ...
    @property
    def values(self) -> Mapping[str, Any]: ...
    def matches(self, text: str, lowered: str) -> Iterator[Any]: ...


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A date as a text writes it; `start` and `end` are its place there.

    `year` is None where the text leaves it out, and `wants` then tells whether it points to
    the year named before (`samma år`) or the one after that (`året efter`). `day` is None
    where only the last day of the month can be meant; a `week` (ISO 8601) has its Sunday, and
    the month in which it mostly falls. `limit` marks a time that is an end
    by its own words (`utgången av`, `före`), so that no `senast` is needed.
    """

    start: int
    end: int
    raw: str
    precision: Precision
    year: int | None
    month: int
    day: int | None
    form: str
    limit: bool = False
    wants: YearWanted | None = None
    week: int | None = None

    def on(self, year: int | None = None) -> dt.date:
        """The calendar day; `year` stands in where the text names none.

        Raises DateError when no year is known or the calendar lacks the day.
        """
        known = self.year if self.year is not None else year
        if known is None:
            raise DateError(self.raw, "it names no year")
        if self.week is not None:
            return _sunday(known, self.week)
        last = calendar.monthrange(known, self.month)[1]
        if self.day is not None and not 1 <= self.day <= last:
            raise DateError(self.raw, f"month {self.month} of {known} has {last} days")
        return dt.date(known, self.month, self.day or last)


def _sunday(year: int, week: int) -> dt.date:
    """The last day of a week. Raises DateError for a 53rd week where the year has 52."""
    try:
        return dt.date.fromisocalendar(year, week, 7)
    except ValueError as error:
        raise DateError(f"vecka {week}", f"{year} has no such week") from error


def dates_in(text: str, forms: Iterable[DateForm]) -> tuple[WrittenDate, ...]:
    """Every date that a text writes in one of the forms, in order.

    An earlier form takes precedence where two overlap. A form that stands for several dates
    (`den 1 mars 2021 respektive 2022`) gives them all, each with the place of the whole.
    """
    found: list[tuple[int, int, tuple[WrittenDate, ...]]] = []
    lowered = text.lower()
    for form in forms:
        for match in form.matches(text, lowered):
            start, end = match.span()
            if all(end <= s or e <= start for s, e, _ in found):
                found.append((start, end, tuple(_read(form, match))))
    return tuple(date for _, _, dates in sorted(found, key=lambda f: f[:2]) for date in dates)


def read_date(text: str, forms: Iterable[DateForm]) -> WrittenDate:
    """The one date that a text is. Raises DateError for none, several, or words around it."""
    found = dates_in(text.strip(), forms)
    if len(found) != 1:
        raise DateError(text, f"it holds {len(found)} dates")
    if found[0].raw != text.strip():
        raise DateError(text, f"only {found[0].raw!r} is a date")
    return found[0]


def month_number(word: str) -> int:
    """The number of a month by its name, its abbreviation or its digits.

    Raises DateError for any other word.
    """
    if word.isdigit() and 1 <= int(word) <= 12:
        return int(word)
    written = word.lower().rstrip(".")
    for number, name in enumerate(MONTHS, 1):
        if written == name or (len(written) in (3, 4) and name.startswith(written)):
            return number
    raise DateError(word, "no month is named so")


def _read(form: DateForm, match: Any) -> Iterator[WrittenDate]:
    groups = {name: text for name, text in match.groupdict().items() if text}
    try:
        first = _first(form, match, groups)
    except DateError:
        return
    yield from _earlier_day(first, groups)
    yield from _earlier_months(first, groups)
    yield first
    for year in _later_years(groups.get("more_years", "")):
        yield replace(first, year=year)
    for year in range((first.year or 0) + 1, int(groups.get("through", 0)) + 1):
        yield replace(first, year=year)


def _first(form: DateForm, match: Any, groups: Mapping[str, str]) -> WrittenDate:
    day = groups.get("day") or form.values.get("day")
    return WrittenDate(
        match.start(),
        match.end(),
        match[0],
        cast(Precision, form.values["precision"]),
        _year(groups, form),
        _month(groups, form),
        int(day) if day is not None else None,
        form.id,
        limit=bool(form.values.get("limit")) or "limit" in groups,
        wants=_year_wanted(groups),
        week=int(groups["week"]) if "week" in groups else None,
    )


def _earlier_day(last: WrittenDate, groups: Mapping[str, str]) -> Iterator[WrittenDate]:
    """`den 1 och 15 juni` are two dates; `den 14 och 15 juni` and `14–15 juni` one span."""
    if "day_before" in groups and "day_joint" in groups and last.day is not None:
        day = int(groups["day_before"])
        if last.day - day != 1:
            yield replace(last, day=day)


def _earlier_months(last: WrittenDate, groups: Mapping[str, str]) -> Iterator[WrittenDate]:
    """`i mars, juni och oktober 2021` are three times; `i april och maj 2021` is one span."""
    months = [month_number(word) for word in groups.get("months_before", "").split(", ") if word]
    if months != [last.month - 1]:
        for month in months:
            yield replace(last, month=month)


def _year(groups: Mapping[str, str], form: DateForm) -> int | None:
    if "short_year" in groups:
        year = int(groups["short_year"])
        return year + (2000 if year < _CENTURY_TURNS_AT else 1900)
    if "year" not in groups:
        return None
    return int(groups["year"]) + int(form.values.get("year_offset", 0))


def _year_wanted(groups: Mapping[str, str]) -> YearWanted | None:
    if "next_year" in groups:
        return "next"
    return "same" if "same_year" in groups else None


def _month(groups: Mapping[str, str], form: DateForm) -> int:
    if "month" in groups:
        return month_number(groups["month"])
    if "week" in groups:
        return min(12, int(groups["week"]) * _MONTHS_A_YEAR // _WEEKS_A_YEAR + 1)
    if "part" in groups:
        months = int(form.values["months_per_part"])
        word = groups["part"].lower()
        number = int(word) if word.isdigit() else _ORDINALS[word.split(":")[0]]
        return number * months or 12
    return int(form.values.get("month", 12))


def _later_years(text: str) -> Iterator[int]:
    for word in text.replace(",", " ").split():
        if word.isdigit():
            yield int(word)


_UNITS = {"dag": "days", "veck": "weeks", "månad": "months", "år": "years"}
_NUMBERS = "noll en två tre fyra fem sex sju åtta nio tio elva tolv".split()


def later(date: dt.date, count: str, unit: str) -> dt.date:
    """The day that lies `count` units (`tre`, `30`; dag, veck…, månad, år) after another.

    A month later than 30 November is 30 December; where the month is too short, its last day.
    Raises DateError for a number or unit that it does not know.
    """
    number = _number(count)
    kind = next((kind for stem, kind in _UNITS.items() if unit.lower().startswith(stem)), None)
    if kind is None:
        raise DateError(unit, "no unit of time is named so")
    if kind in ("days", "weeks"):
        return date + dt.timedelta(**{kind: number})
    months = date.year * 12 + date.month - 1 + number * (12 if kind == "years" else 1)
    year, month = divmod(months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return dt.date(year, month + 1, min(date.day, last))


def _number(word: str) -> int:
    if word.isdigit():
        return int(word)
    if word.lower() not in (*_NUMBERS, "ett"):
        raise DateError(word, "no number is named so")
    return 1 if word.lower() == "ett" else _NUMBERS.index(word.lower())
