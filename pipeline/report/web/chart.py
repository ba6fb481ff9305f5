"""Money per year and area: a strip of bars for each area, on one scale."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from pipeline.report.recorded import RecordedDocument
from pipeline.report.web.areas import Areas
from pipeline.report.web.same_money import Repeat, counted_once

_MILLION = 1_000_000
_MOST_AREAS = 12
_SLOT, _BAR, _FULL = 10.0, 7.0, 100.0  # the drawing's own units; the page stretches it
_LEAST = 1.5  # an amount that would be too small to see is drawn this high


@dataclass(frozen=True, slots=True)
class Bar:
    """A year's money in one area, and the rectangle that shows it."""

    year: int
    millions: Decimal
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Strip:
    """One area over the years; `name` is None for areas without a rule or beyond the chart."""

    name: str | None
    bars: tuple[Bar, ...]
    millions: Decimal


@dataclass(frozen=True, slots=True)
class Chart:
    """All strips over the same years; `whole` is the sum of all areas, on its own scale.

    `repeats` are the documents that are not counted, since another one states their money.
    """

    years: tuple[int, ...]
    whole: Strip
    strips: tuple[Strip, ...]
    width: float
    repeats: tuple[Repeat, ...]


Yearly = dict[int, Decimal]


def money_chart(documents: Iterable[RecordedDocument], areas: Areas) -> Chart | None:
    """None where no document states both a year and a total."""
    money: dict[str | None, Yearly] = defaultdict(lambda: defaultdict(Decimal))
    stating = (d for d in documents if d.year and d.total_sek is not None)
    counted, repeats = counted_once(stating, areas)
    for document in counted:
        if document.year and document.total_sek is not None:
            millions = document.total_sek / _MILLION
            money[areas.of(document.title)][document.year] += millions
    if not money:
        return None
    money = _largest(money)
    covered = {year for yearly in money.values() for year in yearly}
    years = tuple(range(min(covered), max(covered) + 1))
    whole = {
        year: sum((m.get(year, Decimal()) for m in money.values()), Decimal()) for year in years
    }
    scale = max(max(yearly.values()) for yearly in money.values())
    strips = tuple(_strip(name, yearly, years, scale) for name, yearly in money.items())
    drawn_whole = _strip(None, whole, years, max(whole.values()))
    return Chart(years, drawn_whole, strips, _SLOT * len(years), repeats)


def _largest(money: dict[str | None, Yearly]) -> dict[str | None, Yearly]:
    """The areas by falling sum, those beyond the chart's room under None, which comes last."""
    named = sorted((n for n in money if n), key=lambda n: -sum(money[n].values()))
    rest: Yearly = defaultdict(Decimal, money.get(None, {}))
    for name in named[_MOST_AREAS:]:
        for year, millions in money[name].items():
            rest[year] += millions
    kept: dict[str | None, Yearly] = {name: money[name] for name in named[:_MOST_AREAS]}
    return kept | ({None: rest} if rest else {})


def _strip(name: str | None, yearly: Yearly, years: tuple[int, ...], scale: Decimal) -> Strip:
    bars = tuple(
        _bar(year, yearly[year], index, scale)
        for index, year in enumerate(years)
        if yearly.get(year)
    )
    return Strip(name, bars, sum((bar.millions for bar in bars), Decimal()))


def _bar(year: int, millions: Decimal, index: int, scale: Decimal) -> Bar:
    height = max(float(millions / scale) * _FULL, _LEAST)
    left = index * _SLOT + (_SLOT - _BAR) / 2
    return Bar(year, millions, left, round(_FULL - height, 2), _BAR, round(height, 2))
