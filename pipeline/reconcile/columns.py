"""Money tables as an auditor lays them out: columns of rows, parents above their parts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import groupby, pairwise

from pipeline.model import Amount, Facts, LineItem, Unit
from pipeline.reconcile.intervals import Figure
from pipeline.reconcile.wording import content_words, one_line, parties_in, short

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_PERIOD = re.compile(r"\b(?:19|20)\d\d ?[–-] ?(?:20)?\d\d\b")
_SUM_HEADINGS = {
    "totalt", "total", "totala", "totalbelopp", "summa", "sammanlagt", "sammanlagda", "s:a",
}  # fmt: skip
_MONEY_WORDS = {
    "belopp",
    "medel",
    "kr",
    "kronor",
    "tkr",
    "mnkr",
    "mkr",
    "miljoner",
    "tusental",
    "i",
}
_NEXT_TABLE = 10_000  # far more rows than a table has


@dataclass(frozen=True)
class Row:
    """A row's figure in one column; `inside` are figures named within its own label.

    `addend` is the figure as it counts in the sums of its own table.
    """

    item: LineItem
    figure: Figure
    children: tuple[Row, ...]
    inside: tuple[Amount, ...]
    addend: Figure
    purpose: str | None = None

    @property
    def label(self) -> str:
        return self.figure.label

    @property
    def title(self) -> str:
        """What a check calls the row: its label, or its purpose, where that is long cut short."""
        return short(one_line(self.about))

    @property
    def about(self) -> str:
        """The words that tell which money is meant: the label, unless it is a unit alone."""
        return self.label if content_words(self.label) else self.purpose or self.label

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

    `heading` tells it from its table's other columns, `printed_heading` is there for a single
    column too; `year` is the year that it stands for, `section_id` where the table stands.
    `by_year` tells that its table has columns of several years, of which a column without a
    year is the sum.
    """

    table: int
    table_id: str
    heading: str | None
    year: int | None
    section_id: str | None
    tops: tuple[Row, ...]
    totals: tuple[Row, ...]
    printed_heading: str | None = None
    by_year: bool = False

    def is_for(self, year: int | None) -> bool:
        """Whether a sum for a year, or for none that is stated, may be the column's money."""
        if self.by_year:
            return year == self.year
        return year is None or self.year is None or year == self.year

    @property
    def name(self) -> str:
        return f"tabell {self.table}" + (f", kolumn {self.heading}" if self.heading else "")

    @property
    def is_sum(self) -> bool:
        """Whether it is headed as the sum of its table's other columns."""
        if self.by_year and _PERIOD.search(self.heading or ""):
            return True
        words = (self.heading or "").lower().split()
        return bool(words) and words[0].strip(".,:*(") in _SUM_HEADINGS

    @property
    def is_whole(self) -> bool:
        """Whether its figures are all of a row's money in a year, not a share of it.

        Of several columns that holds for those of a year, a sum, or `Belopp, kr`; others
        split the money, by party (`SKR`) or by ground (`Fast belopp per region`).
        """
        heading = re.sub(r"[^\w ]", " ", (self.heading or "").lower())
        plain = all(word in _MONEY_WORDS or word.isdigit() for word in heading.split())
        return plain or self.is_sum or bool(_YEAR.search(heading))

    def rows(self) -> Iterator[Row]:
        """All rows that are not totals, parents before their parts."""
        for top in self.tops:
            yield from top.subtree()

    def leaves(self) -> Iterator[Row]:
        for top in self.tops:
            yield from top.leaves()


def columns_of(facts: Facts) -> tuple[Column, ...]:
    """The columns of every table, tables in reading order."""
    tables = [list(items) for _, items in groupby(facts.line_items, key=lambda item: item.table)]
    joined = _joined(facts, tables)
    return tuple(column for items in joined for column in _columns(facts, items))


def _joined(facts: Facts, tables: Sequence[list[LineItem]]) -> list[list[LineItem]]:
    """Tables, each with what a page break cut off it."""
    whole = list(tables[:1])
    for above, below in pairwise(tables):
        if _goes_on(facts, above, below):
            step = _NEXT_TABLE * (1 + whole[-1][-1].row // _NEXT_TABLE)
            first, last = whole[-1][0], whole[-1][-1]
            below = _hung_below(last, below)
            whole[-1] = [
                *whole[-1],
                *(replace(i, row=i.row + step, column=_heading_of(i, first)) for i in below),
            ]
        else:
            whole.append(below)
    return whole


def _goes_on(facts: Facts, above: list[LineItem], below: list[LineItem]) -> bool:
    """Whether a table without a total goes on in the next one, on the next page.

    Both stand in one section, with as many columns, and no sum of the text between them.
    """
    start, end = above[-1].where, below[0].where
    between = any(
        start.span.end <= amount.where.span.start < end.span.start for amount in facts.amounts
    )
    return (
        end.page == start.page + 1
        and not between
        and not any(item.kind == "total" for item in above)
        and any(item.kind == "total" for item in below)
        and _section(facts, above) == _section(facts, below)
        and len({item.column for item in above}) == len({item.column for item in below})
    )


def _hung_below(last: LineItem, below: list[LineItem]) -> list[LineItem]:
    """Rows that a page break parted from their chapter's row: they bear no number, it does."""
    if last.section_number is None or last.kind == "total":
        return below
    hung: list[LineItem] = []
    for item in below:
        if item.kind != "item" or item.section_number is not None or item.parent_id is not None:
            break
        hung.append(replace(item, parent_id=last.line_item_id))
    return [*hung, *below[len(hung) :]]


def _heading_of(item: LineItem, first: LineItem) -> str | None:
    # With one column of money its heading tells nothing; with several they are repeated.
    return first.column if item.column is None else item.column


def _section(facts: Facts, items: list[LineItem]) -> str | None:
    first = facts.amount_by_id.get(items[0].amount_id)
    return first.section_id if first else None


def _columns(facts: Facts, items: list[LineItem]) -> Iterator[Column]:
    grouped: dict[str | None, list[LineItem]] = {}
    for item in items:
        grouped.setdefault(item.column, []).append(item)
    if len({item.row for item in items}) == len(items):
        grouped = {items[0].column: items}  # one figure a row: one column, however headed
    for heading, cells in grouped.items():
        yield _Builder(facts, items, cells).column(heading if len(grouped) > 1 else None)


def _finest(facts: Facts, items: list[LineItem]) -> dict[Unit, Decimal]:
    """What the last digit of the table's most exact item is worth, by printed unit."""
    found: dict[Unit, Decimal] = {}
    for item in items:
        amount = facts.amount_by_id.get(item.amount_id)
        if item.kind == "item" and amount is not None:
            known = found.get(amount.unit, item.resolution_sek)
            found[amount.unit] = min(known, item.resolution_sek)
    return found


def _heading_year(heading: str | None) -> int | None:
    """The one year that a column's heading names."""
    years = _YEAR.findall(heading or "")
    return int(years[0]) if len(years) == 1 else None


class _Builder:
    """One column's rows, each below the row that it is part of."""

    def __init__(self, facts: Facts, items: list[LineItem], cells: list[LineItem]) -> None:
        self.facts = facts
        self.cells = cells
        self.finest = _finest(facts, items)
        self.figures = {item.amount_id for item in items}
        self.years = {year for item in items if (year := _heading_year(item.column))}
        rows = {item.line_item_id: item.row for item in items}
        present = {cell.row for cell in cells}
        self.below: dict[int, list[LineItem]] = {}
        for cell in cells:
            # the parent may be told by its first column: the row is what counts
            parent = rows.get(cell.parent_id or "", -1)
            known = parent in present and parent != cell.row
            self.below.setdefault(parent if known else -1, []).append(cell)

    def column(self, heading: str | None) -> Column:
        first = self.cells[0]
        rows = [self._row(cell) for cell in self.below.get(-1, [])]
        return Column(
            first.table,
            first.table_id,
            heading,
            self._year(),
            _section(self.facts, self.cells),
            tuple(row for row in rows if row.item.kind != "total"),
            tuple(row for row in rows if row.item.kind == "total"),
            first.column,
            by_year=len(self.years) > 1,
        )

    def _row(self, cell: LineItem) -> Row:
        amount = self.facts.amount_by_id.get(cell.amount_id)
        figure = Figure(
            cell.amount_id,
            one_line(cell.label),
            cell.value_sek,
            cell.resolution_sek,
            amount.bound if amount else None,
            cell.where.page,
        )
        children = tuple(self._row(child) for child in self.below.get(cell.row, []))
        addend = self._addend(cell, figure)
        purpose = amount.purpose if amount else None
        return Row(cell, figure, children, self._inside(cell), addend, purpose)

    def _addend(self, cell: LineItem, figure: Figure) -> Figure:
        """An item counts with the finest digit that its table prints in its unit: nobody
        rounds 7,02 to 7 beside 11,43. Sums may be rounded more than their rows."""
        amount = self.facts.amount_by_id.get(cell.amount_id)
        if cell.kind != "item" or amount is None or amount.bound is not None:
            return figure
        return replace(figure, precision=self.finest[amount.unit])

    def _inside(self, cell: LineItem) -> tuple[Amount, ...]:
        return tuple(
            amount
            for amount in self.facts.amounts
            if amount.table_id == cell.table_id
            and amount.amount_id not in self.figures
            and cell.where.span.contains(amount.where.span)
        )

    def _year(self) -> int | None:
        heading = _heading_year(self.cells[0].column)
        if heading or len(self.years) > 1:
            return heading
        by_id = self.facts.amount_by_id
        amounts = [by_id[c.amount_id] for c in self.cells if c.amount_id in by_id]
        years = {amount.year for amount in amounts if amount.year is not None}
        return years.pop() if len(years) == 1 else None
