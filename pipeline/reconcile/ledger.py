"""The facts as an auditor lays them out: tables by column, amounts of the text by section."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property

from pipeline.model import Amount, Facts, Section, Unit, UnreadSum
from pipeline.reconcile.columns import Column, columns_of
from pipeline.reconcile.intervals import Figure
from pipeline.reconcile.wording import kronor, one_line, parties_in, party_id, short

_SUMS_UP = re.compile(r"\b(?:sammanlagt|totalt|sammantaget|tillsammans)\b", re.IGNORECASE)
_JOINT = re.compile(r",|;|(?<!-) (?:och|samt|medan|respektive) ")
_BRACKET = re.compile(r"^[\s\d]*\([^)]*\)")


@dataclass(frozen=True)
class Ledger:
    """What reconciliation looks things up in; built once a document."""

    facts: Facts

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """The columns of every table, tables in reading order."""
        return columns_of(self.facts)

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
    def handed_out(self) -> tuple[Amount, ...]:
        """Prose amounts handed out in any year that are no part of another."""
        return tuple(filter(_is_whole, (a for a in self.prose if a.role == "allocation")))

    @cached_property
    def totals(self) -> tuple[Amount, ...]:
        """Prose amounts that state the whole agreement's money, for whatever years."""
        return tuple(filter(_is_whole, (a for a in self.prose if a.role == "total")))

    @cached_property
    def allocations(self) -> tuple[Amount, ...]:
        """Prose amounts handed out in the agreement's own year that are no part of another."""
        return tuple(a for a in self.handed_out if self.same_year(a.year, self.year))

    @cached_property
    def grand_totals(self) -> tuple[Amount, ...]:
        """Prose amounts that state the whole agreement's money for its own year."""
        return tuple(a for a in self.totals if self.same_year(a.year, self.year))

    @cached_property
    def charged(self) -> frozenset[Amount]:
        """The allocations that the text charges to an appropriation."""
        ids = {p.amount_id for p in self.facts.appropriations}
        return frozenset(amount for amount in self.allocations if amount.amount_id in ids)

    @property
    def year(self) -> int | None:
        return self.facts.header.year

    @staticmethod
    def same_year(one: int | None, two: int | None) -> bool:
        """Whether two figures may be for the same year; an unstated year may be any."""
        return one is None or two is None or one == two

    def figure(self, amount: Amount) -> Figure:
        """An amount as a check's figure, named by its purpose and its place."""
        section = self.section(amount.section_id)
        place = section_name(section) if section else f"sidan {amount.where.page}"
        if amount.purpose:
            purpose = one_line(amount.purpose)
            label = f"{short(purpose[:1].lower() + purpose[1:])} ({place})"
        else:
            label = f"beloppet i {place}" if section else f"beloppet på {place}"
        return Figure(
            amount.amount_id,
            label,
            amount.value_sek,
            amount.resolution_sek,
            amount.bound,
            amount.where.page,
        )

    def together(self, amounts: Sequence[Amount], *beside: Amount) -> tuple[Figure, ...]:
        """Amounts that one text states side by side: they count with the finest digit that it
        prints in their unit, for nobody rounds 5,02 to 5 beside 7,5."""
        finest: dict[Unit, Decimal] = {}
        for amount in (*amounts, *beside):
            known = finest.get(amount.unit, amount.resolution_sek)
            finest[amount.unit] = min(known, amount.resolution_sek)
        return tuple(
            replace(self.figure(amount), precision=finest[amount.unit])
            if amount.bound is None
            else self.figure(amount)
            for amount in amounts
        )

    def name(self, amount: Amount) -> str:
        """An amount as a check is called by it: what it comes to, what for and where."""
        return f"{kronor(amount.value_sek)} {self.figure(amount).label.removeprefix('beloppet ')}"

    def unread_in(self, column: Column) -> tuple[UnreadSum, ...]:
        """The figures of a column that cannot be read, and so are missing in its sums."""
        tables = {row.item.table_id for row in (*column.rows(), *column.totals)}
        return tuple(
            unread
            for unread in self.facts.unread
            if unread.table_id in tables
            and (column.heading is None or unread.column == column.heading)
        )

    def unread_within(self, section: Section) -> tuple[UnreadSum, ...]:
        """The sums in a section's text that cannot be read."""
        return tuple(
            unread
            for unread in self.facts.unread
            if unread.table_id is None
            and any(s.section_id == section.section_id for s in self.path(unread.section_id))
        )

    def unread_beside(self, amount: Amount) -> UnreadSum | None:
        """A sum of the same section's text that cannot be read."""
        return next(
            (
                unread
                for unread in self.facts.unread
                if unread.table_id is None and unread.section_id == amount.section_id
            ),
            None,
        )

    def recipient(self, amount: Amount) -> str | None:
        """The party that an amount is said to go to, the state's organs as one."""
        return party_id(amount.recipient)

    def party(self, amount: Amount) -> str | None:
        """The party whose part of another amount this is: who gets it, or who pays it."""
        named = self.recipient(amount) or _only(parties_in(amount.purpose or ""))
        return named or _only(parties_in(_own_words(amount)))

    def about(self, amount: Amount) -> str:
        """The words that tell which money is meant: its purpose, else its clause."""
        return amount.purpose or _own_words(amount)

    @staticmethod
    def sums_up(amount: Amount) -> bool:
        """Whether its own clause calls an amount a sum: sammanlagt, totalt."""
        return _SUMS_UP.search(amount.clause or "") is not None

    @staticmethod
    def names_agreement(amount: Amount) -> bool:
        """Whether a total's own clause says that it is the agreement's."""
        return "överenskommelse" in (amount.clause or "").lower()

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

    def money_of(self, section: Section, column: Column) -> tuple[Amount, ...]:
        """What a section sets aside for itself in a column's year: its own allocations, else
        those of the sections just below it."""
        level: tuple[Section, ...] = (section,)
        while level:
            here = {s.section_id for s in level}
            here |= {
                c.section_id for s in level for c in self.children(s.section_id) if not c.number
            }
            found = tuple(
                amount
                for amount in (self.handed_out if column.by_year else self.allocations)
                if amount.section_id in here and column.is_for(amount.year)
            )
            if found:
                return found
            level = tuple(child for s in level for child in self.children(s.section_id))
        return ()

    def within(self, amount: Amount, section_id: str) -> bool:
        return any(section.section_id == section_id for section in self.path(amount.section_id))


def _only(parties: frozenset[str]) -> str | None:
    return next(iter(parties)) if len(parties) == 1 else None


def _is_whole(amount: Amount) -> bool:
    return amount.parent_amount_id is None and amount.relation is None


def _own_words(amount: Amount) -> str:
    # What follows the figure before belongs to it: `7 (mottagare SKR) till kurser och register 3`.
    clause = _BRACKET.sub("", amount.clause or "")
    before, figure, behind = clause.partition("…")
    own = before if before[:1].isupper() else _JOINT.split(before, maxsplit=1)[-1]
    return own + figure + behind


def section_name(section: Section) -> str:
    return f"{section.number} {section.title}" if section.number else section.title
