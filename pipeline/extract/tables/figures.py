"""Figures in the cells of tables: what they say, in which unit, and where they stand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import regex

from pipeline.model import Cell, Span, Unit
from pipeline.rulebook import RuleSet
from pipeline.values.money import AmbiguousMoneyError, Money, read_money

# From the largest down: `miljoner kronor` holds the word kronor, too.
_UNIT_RULES = ("unit_mdkr", "unit_mnkr", "unit_tkr", "unit_kr")
_UNITS: dict[str, Unit] = {
    "unit_mdkr": "mdkr",
    "unit_mnkr": "mnkr",
    "unit_tkr": "tkr",
    "unit_kr": "kr",
}
_FIRST_YEAR, _LAST_YEAR = 1980, 2059


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as printed, with the unit that stands right behind it, if one does."""

    number: str
    unit: Unit | None
    span: Span

    @property
    def is_year(self) -> bool:
        return self.unit is None and is_year(self.number)

    def money(self, unit: Unit) -> Money | None:
        """The sum in its own unit or the given one; None where it cannot be told."""
        try:
            return read_money(self.number, self.unit or unit)
        except AmbiguousMoneyError:
            return None


def is_year(text: str) -> bool:
    clean = text.strip()
    return len(clean) == 4 and clean.isdecimal() and _FIRST_YEAR <= int(clean) <= _LAST_YEAR


def unit_in(text: str, rules: RuleSet) -> Unit | None:
    """The unit of money that a heading or caption names."""
    for rule in _UNIT_RULES:
        if rules[rule].pattern.search(text):
            return _UNITS[rule]
    return None


def read_figure(cell: Cell, rules: RuleSet) -> Figure | None:
    """The figure that a cell holds, None for text, dashes, counts and percentages."""
    match = rules["cell"].pattern.match(cell.text)
    return _figure(match, cell.span.start, rules) if match else None


def sums_in(text: str, offset: int, rules: RuleSet) -> Iterator[Figure]:
    """Every sum with its unit in running text."""
    for match in rules["amount"].pattern.finditer(text):
        yield _figure(match, offset, rules)


def _figure(match: regex.Match[str], offset: int, rules: RuleSet) -> Figure:
    number = match["figure"].rstrip(" .,\u00a0")
    unit = unit_in(match["unit"], rules) if match["unit"] else None
    end = match.end("unit") if unit else match.start("figure") + len(number)
    return Figure(number, unit, Span(offset + match.start("figure"), offset + end))
