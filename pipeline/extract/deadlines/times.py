"""When: the calendar days of a point in time, with the year or the deadline that it leans on.

A date without a year takes it from its neighbours in the sentence (`den 1 mars och den 1
oktober 2013`), from the words behind it (`året efter rekvisitionen`) or from the agreement's
budget year: what accounts for that year (final and financial reports, repayments) and falls
in its first half belongs to the year after.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.extract.deadlines.kinds import deliverables_in
from pipeline.extract.deadlines.sentences import MaskedSentence, Point, steps
from pipeline.model import Deadline, DeadlineKind, Precision
from pipeline.rulebook import Rule, Rulebook, RuleSet
from pipeline.values.dates import DateError, WrittenDate, later

_ACCOUNTS = {"final_report", "financial_report", "repayment"}
_REPORTS = {"final_report", "interim_report", "financial_report"}
_HALF = 6


@dataclass(frozen=True, slots=True)
class Resolved:
    """A calendar day; `how` names what the year or the day was taken from, if anything."""

    date: dt.date
    precision: Precision
    how: str | None = None


@dataclass(frozen=True, slots=True)
class Setting:
    """What a point in time may lean on: the agreement's year, the deadlines found before it
    (in reading order), whether the duty comes again, and in which year that begins."""

    year: int | None
    earlier: Sequence[Deadline]
    first_year: int | None = None
    comes_again: bool = False


def resolve(
    sentence: MaskedSentence, point: Point, kind: DeadlineKind, setting: Setting, rules: Rulebook
) -> tuple[Resolved, ...]:
    """The days of a point in time; several for `2021 respektive 2022`.

    Raises DateError for a day that no calendar has and for one that nothing here can fix.
    """
    if point.relative is not None:
        return (_relative(sentence, point, point.relative, setting, rules["deadline_kinds"]),)
    found: list[Resolved] = []
    for date in point.dates:
        found += _on_calendar(sentence, point, date, kind, setting, rules["deadlines"])
    return tuple(found)


def leading_kind(kinds: Sequence[DeadlineKind]) -> DeadlineKind | None:
    """Of the kinds due on one and the same day, the one that tells its year: what accounts for
    the agreement's year takes the others along."""
    return next((kind for kind in kinds if kind in _ACCOUNTS), None)


def _on_calendar(
    sentence: MaskedSentence,
    point: Point,
    date: WrittenDate,
    kind: DeadlineKind,
    setting: Setting,
    rules: RuleSet,
) -> list[Resolved]:
    if date.year is not None:
        return [Resolved(date.on(), date.precision)]
    if date.wants == "next":
        return _in_next_year(sentence, point, date, setting, rules)
    for year, how in _years(sentence, date, kind, setting):
        if year is not None:
            return [Resolved(date.on(year), date.precision, how)]
    raise DateError(date.raw, "nothing tells its year")


def _years(
    sentence: MaskedSentence, date: WrittenDate, kind: DeadlineKind, setting: Setting
) -> list[tuple[int | None, str]]:
    """The years that a date may take, best first."""
    if date.wants == "same":
        return [(_year_before(sentence, date, setting), "year.same"), (setting.year, "year.same")]
    named = _year_beside(sentence, date)
    beside = (named, "year.sentence")
    covered = (_budget_year(date, kind, setting.year), "year.agreement")
    neighbour = (_year_of_neighbour(date, setting), "year.neighbour")
    near = [beside, covered]
    if setting.comes_again:
        # the other date of a sentence is often the end of what comes again until then
        near = [covered, (_before_end(sentence, date, named), "year.sentence")]
    elif _goes_on(sentence, date, setting):
        near = [beside, neighbour]
    return [(setting.first_year, "year.first"), *near, neighbour]


def _goes_on(sentence: MaskedSentence, date: WrittenDate, setting: Setting) -> bool:
    """Whether a date is the next step after one of the agreement's year in the same section:
    plans by `15 mars 2004`, their summary `före utgången av maj`."""
    if not (date.limit and date.precision == "month" and setting.earlier):
        return False
    last = setting.earlier[-1]
    same_section = last.section_id == sentence.passage.section_id
    return same_section and last.date.year == setting.year and last.date.month < date.month


def _before_end(sentence: MaskedSentence, date: WrittenDate, year: int | None) -> int | None:
    """A year for what comes again, unless it falls on the day that ends it all (`årligen senast
    den 31 mars och slutligen senast den 31 mars 2029`)."""
    ends = {(d.year, d.month, d.day) for d in sentence.dates if d is not date}
    return None if (year, date.month, date.day) in ends else year


def _in_next_year(
    sentence: MaskedSentence, point: Point, date: WrittenDate, setting: Setting, rules: RuleSet
) -> list[Resolved]:
    """`året efter rekvisitionen`: one day for each year that money is requisitioned in."""
    behind = sentence.masked[point.end : point.end + 40]
    if any(rule.pattern.search(behind) for rule in steps(rules, "year_after")):
        years = _requisition_years(setting.earlier)
        if years:
            how = "year.after_requisition"
            return [Resolved(date.on(year + 1), date.precision, how) for year in years]
    year = _year_before(sentence, date, setting) or setting.year
    if year is None:
        raise DateError(date.raw, "nothing tells which year it follows")
    return [Resolved(date.on(year + 1), date.precision, "year.next")]


def _requisition_years(earlier: Sequence[Deadline]) -> list[int]:
    """The years of the requisitions in the section of the last one."""
    requisitions = [d for d in earlier if d.kind == "requisition"]
    return sorted(
        {d.date.year for d in requisitions if d.section_id == requisitions[-1].section_id}
    )


def _year_before(sentence: MaskedSentence, date: WrittenDate, setting: Setting) -> int | None:
    """The year last named before a date: in its sentence, else by the deadline before it."""
    for other in reversed(sentence.dates):
        if other.start < date.start and other.year is not None:
            return other.year
    return setting.earlier[-1].date.year if setting.earlier else None


def _year_beside(sentence: MaskedSentence, date: WrittenDate) -> int | None:
    """The year of the next date of the sentence, or of the one before it; the months tell
    whether a turn of the year lies between."""
    after = [d for d in sentence.dates if d.start > date.start and d.year is not None]
    before = [d for d in sentence.dates if d.start < date.start and d.year is not None]
    if after and after[0].year is not None:
        return after[0].year - (date.month > after[0].month)
    if before and before[-1].year is not None:
        whole_year = before[-1].precision == "year"
        return before[-1].year + (not whole_year and date.month < before[-1].month)
    return None


def _budget_year(date: WrittenDate, kind: DeadlineKind, year: int | None) -> int | None:
    if year is None:
        return None
    return year + (kind in _ACCOUNTS and date.month <= _HALF and date.precision != "year")


def _year_of_neighbour(date: WrittenDate, setting: Setting) -> int | None:
    if not setting.earlier:
        return None
    last = setting.earlier[-1].date
    return last.year + (date.month < last.month)


def _relative(
    sentence: MaskedSentence, point: Point, rule: Rule, setting: Setting, kinds: RuleSet
) -> Resolved:
    if point.dates:
        written = point.dates[-1]
        return Resolved(later(written.on(), point.count, point.unit), written.precision, rule.id)
    anchor = _anchor(point, rule, setting, kinds)
    if anchor is None:
        raise DateError(sentence.passage.text[point.start : point.end], "nothing fixes its date")
    date = later(anchor.date, point.count, point.unit) if point.count else anchor.date
    return Resolved(date, anchor.precision, rule.id)


def _anchor(point: Point, rule: Rule, setting: Setting, kinds: RuleSet) -> Deadline | None:
    """The deadline that a point leans on: the one before, or the last of the kind it names."""
    earlier = list(reversed(setting.earlier))
    if rule.value("to") == "previous":
        return earlier[0] if earlier else None
    named = {d.kind for d in deliverables_in(point.deliverable, kinds)}
    if "report" in named:
        named = _REPORTS
    return next((d for d in earlier if d.kind in named), None)


def first_year_of(sentence: MaskedSentence, rules: RuleSet) -> int | None:
    """The year that the sentence says a recurring duty begins in."""
    for rule in steps(rules, "first_year"):
        match = rule.pattern.search(sentence.passage.text)
        if match:
            return int(match["year"])
    return None
