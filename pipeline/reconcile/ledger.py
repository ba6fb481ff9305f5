"""The facts as an auditor lays them out: money tables as trees of rows, prose by section."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from pipeline.model import Amount, Facts, LineItem, Section
from pipeline.reconcile.intervals import Figure
from pipeline.reconcile.wording import one_line, parties_in, party_id

_BRACKET = re.compile(r"^[\s\d]*\([^)]*\)")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


@dataclass(frozen=True)
class Row:
    """A row's figure in one column; `inside` are figures named within its own label."""

    item: LineItem
    figure: Figure
    year: int | None
    children: tuple[Row, ...]
    inside: tuple[Amount, ...]

    @property
    def label(self) -> str:
        return self.figure.label

    @property
    def words(self) -> list[str]:
        """The label's words without the number it starts with."""
        number = self.item.section_number
        label = self.label[len(number) :] if number else self.label
        return label.lstrip(". ").split()

    @property
    def recipients(self) -> frozenset[str]:
        return parties_in(self.item.recipient or "")

    def leaves(self) -> Iterator[Row]:
        """The rows at the bottom: those that are not split up further."""
        if not self.children:
            yield self
        for child in self.children:
            yield from child.leaves()

    def subtree(self) -> Iterator[Row]:
        yield self
        for child in self.children:
            yield from child.subtree()


@dataclass(frozen=True)
class Column:
    """One column of money of a table: its top rows and totals, in reading order.

    `year` is the year that the column stands for; `section_id` where the table stands.
    """

    table: int
    table_id: str
    heading: str | None
    year: int | None
    section_id: str | None
    tops: tuple[Row, ...]
    totals: tuple[Row, ...]

    @property
    def name(self) -> str:
        return f"tabell {self.table}" + (f", kolumn {self.heading}" if self.heading else "")

    def rows(self) -> Iterator[Row]:
        """All rows that are not totals, parents before their parts."""
        for top in self.tops:
            yield from top.subtree()

    def leaves(self) -> Iterator[Row]:
        for top in self.tops:
            yield from top.leaves()


@dataclass(frozen=True)
class Ledger:
    """What reconciliation looks things up in; built once a document."""

    facts: Facts

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """The columns of every table, tables in reading order."""
        grouped: dict[tuple[int, str | None], list[LineItem]] = {}
        for item in self.facts.line_items:
            grouped.setdefault((item.table, item.column), []).append(item)
        several = {table for table, _ in grouped if sum(t == table for t, _ in grouped) > 1}
        return tuple(
            self._column(items, heading if table in several else None)
            for (table, heading), items in sorted(grouped.items(), key=lambda pair: pair[0][0])
        )

    @cached_property
    def prose(self) -> tuple[Amount, ...]:
        """The amounts of running text, in reading order; other currencies are left out."""
        tabled = {item.amount_id for item in self.facts.line_items}
        return tuple(
            amount
            for amount in self.facts.amounts
            if not amount.in_table and amount.amount_id not in tabled and amount.resolution_sek > 0
        )

    @cached_property
    def parts_of(self) -> dict[str, tuple[Amount, ...]]:
        """The amounts split off each amount, in reading order."""
        found: dict[str, tuple[Amount, ...]] = {}
        for amount in self.facts.amounts:
            if amount.parent_amount_id is not None:
                parent = amount.parent_amount_id
                found[parent] = (*found.get(parent, ()), amount)
        return found

    @cached_property
    def allocations(self) -> tuple[Amount, ...]:
        """Prose amounts handed out in the agreement's own year that are no part of another."""
        return tuple(
            amount
            for amount in self.prose
            if amount.role == "allocation"
            and amount.parent_amount_id is None
            and amount.relation is None
            and self.same_year(amount.year, self.year)
        )

    @cached_property
    def grand_totals(self) -> tuple[Amount, ...]:
        """Prose amounts that state the whole agreement's money for its own year."""
        return tuple(
            amount
            for amount in self.prose
            if amount.role == "total"
            and amount.parent_amount_id is None
            and amount.relation is None
            and self.same_year(amount.year, self.year)
        )

    @property
    def year(self) -> int | None:
        return self.facts.header.year

    @staticmethod
    def same_year(one: int | None, two: int | None) -> bool:
        """Whether two figures may be for the same year; an unstated year may be any."""
        return one is None or two is None or one == two

    def figure(self, amount: Amount) -> Figure:
        """An amount as a check's figure, named by its purpose or else by its section."""
        section = self.facts.section_by_id.get(amount.section_id or "")
        place = section_name(section) if section else f"sidan {amount.where.page}"
        label = f"{one_line(amount.purpose)} ({place})" if amount.purpose else place
        return Figure(
            amount.amount_id,
            label,
            amount.value_sek,
            amount.resolution_sek,
            amount.bound,
            amount.where.page,
        )

    def recipient(self, amount: Amount) -> str | None:
        """The party that an amount goes to, the state's organs as one."""
        named = party_id(amount.recipient)
        if named is None and amount.purpose:
            return _only(parties_in(amount.purpose))
        return named

    def party(self, amount: Amount) -> str | None:
        """The party whose part of another amount this is: who gets it, or who pays it."""
        return self.recipient(amount) or _only(parties_in(_own_words(amount)))

    def about(self, amount: Amount) -> str:
        """The words that tell which money is meant: its purpose, else its clause."""
        return amount.purpose or _own_words(amount)

    def section(self, section_id: str | None) -> Section | None:
        return self.facts.section_by_id.get(section_id or "")

    def path(self, section_id: str | None) -> Iterator[Section]:
        """A section and all those around it, from the inside out."""
        section = self.section(section_id)
        while section is not None:
            yield section
            section = self.section(section.parent_id)

    def children(self, section_id: str) -> tuple[Section, ...]:
        return tuple(s for s in self.facts.sections if s.parent_id == section_id)

    def within(self, amount: Amount, section_id: str) -> bool:
        return any(section.section_id == section_id for section in self.path(amount.section_id))

    def _column(self, items: list[LineItem], heading: str | None) -> Column:
        rows_by_id = {item.line_item_id: item.row for item in self.facts.line_items}
        below: dict[int, list[LineItem]] = {}
        present = {item.row for item in items}
        for item in items:
            parent = rows_by_id.get(item.parent_id or "", -1)
            below.setdefault(parent if parent in present else -1, []).append(item)
        first = self.facts.amount_by_id.get(items[0].amount_id)
        year = _year_of(items, self.facts)
        rows = [self._row(item, below, year) for item in below.get(-1, [])]
        return Column(
            items[0].table,
            items[0].table_id,
            heading,
            year,
            first.section_id if first else None,
            tuple(row for row in rows if row.item.kind != "total"),
            tuple(row for row in rows if row.item.kind == "total"),
        )

    def _row(self, item: LineItem, below: dict[int, list[LineItem]], year: int | None) -> Row:
        amount = self.facts.amount_by_id.get(item.amount_id)
        figure = Figure(
            item.amount_id,
            one_line(item.label),
            item.value_sek,
            item.resolution_sek,
            amount.bound if amount else None,
            item.where.page,
        )
        children = tuple(
            self._row(child, below, year)
            for child in below.get(item.row, [])
            if child.line_item_id != item.line_item_id
        )
        return Row(item, figure, year, children, self._inside(item))

    def _inside(self, item: LineItem) -> tuple[Amount, ...]:
        figures = {other.amount_id for other in self.facts.line_items}
        return tuple(
            amount
            for amount in self.facts.amounts
            if amount.table_id == item.table_id
            and amount.amount_id not in figures
            and item.where.span.contains(amount.where.span)
        )


def _year_of(items: list[LineItem], facts: Facts) -> int | None:
    heading = _YEAR.findall(items[0].column or "")
    if len(heading) == 1:
        return int(heading[0])
    amounts = [facts.amount_by_id[i.amount_id] for i in items if i.amount_id in facts.amount_by_id]
    years = {amount.year for amount in amounts if amount.year is not None}
    return years.pop() if len(years) == 1 else None


def _only(parties: frozenset[str]) -> str | None:
    return next(iter(parties)) if len(parties) == 1 else None


def _own_words(amount: Amount) -> str:
    # A bracket at the start belongs to the figure before: `7 (mottagare SKR) och register 3`.
    return _BRACKET.sub("", amount.clause or "")


def section_name(section: Section) -> str:
    return f"{section.number} {section.title}" if section.number else section.title
