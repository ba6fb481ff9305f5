"""The totals that a document states for itself, told from the shares of its parties."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from pipeline.extract.tables.figures import sums_in
from pipeline.model import Amount, Document, LineItem
from pipeline.rulebook import RuleSet

_ROW_VOTES = 2  # a total row says more than one sentence does
_REACH = 3  # characters from the words about a share to its sum
_BESIDE = 220  # characters within which the other party's share stands


@dataclass(frozen=True, slots=True)
class Stated:
    """A total as one row or sentence states it."""

    value: Decimal
    resolution: Decimal
    votes: int

    def agrees(self, other: Stated) -> bool:
        """The same total, perhaps printed with another precision."""
        return abs(self.value - other.value) <= (self.resolution + other.resolution) / 2


def grand_total(
    year: int | None, amounts: Sequence[Amount], line_items: Sequence[LineItem], rules: RuleSet
) -> Decimal | None:
    """The total that most statements agree on, the greater one if they are even.

    The most precise statement of it gives the value.
    """
    parts = _parts_in_prose(amounts)
    tables = (t for t in _in_tables(year, line_items, rules) if not any(map(t.agrees, parts)))
    stated = [*tables, *_in_prose(amounts)]
    if not stated:
        return None
    best = max(stated, key=lambda s: (_support(s, stated), s.value))
    same = [s for s in stated if s.agrees(best)]
    return min(same, key=lambda s: s.resolution).value


def _support(one: Stated, stated: Sequence[Stated]) -> int:
    return sum(other.votes for other in stated if one.agrees(other))


def _in_prose(amounts: Sequence[Amount]) -> list[Stated]:
    """Totals in running text that were not split off another amount."""
    whole = (a for a in amounts if a.parent_amount_id is None and a.relation is None)
    return [
        Stated(a.value_sek, a.resolution_sek, 1)
        for a in whole
        if a.role == "total" and not a.in_table
    ]


def _parts_in_prose(amounts: Sequence[Amount]) -> list[Stated]:
    """Sums that the text splits off a greater one of the same agreement: a table of that money
    alone does not state the total."""
    by_id = {amount.amount_id: amount for amount in amounts}
    parts = (a for a in amounts if a.role == "component" and not a.in_table and a.bound is None)
    return [
        Stated(a.value_sek, a.resolution_sek, 0)
        for a in parts
        if (whole := by_id.get(a.parent_amount_id or "")) and whole.value_sek > a.value_sek
    ]


def _in_tables(year: int | None, line_items: Sequence[LineItem], rules: RuleSet) -> list[Stated]:
    party = rules["party_row"].pattern
    return [
        Stated(item.value_sek, item.resolution_sek, _ROW_VOTES)
        for item in line_items
        if item.kind == "total"
        and not party.search(item.label)
        and _is_whole(item, year, line_items)
    ]


def _is_whole(item: LineItem, year: int | None, line_items: Sequence[LineItem]) -> bool:
    """In a table of several columns: the covered year's, or the one that sums the others."""
    columns = {i.column for i in line_items if i.table_id == item.table_id}
    if len(columns) < 2 or item.column is None:
        return True
    heading = item.column.casefold()
    return heading.startswith(("total", "summa")) or str(year) in heading


def state_share(
    stated: Decimal | None,
    total: Decimal | None,
    line_items: Sequence[LineItem],
    rules: RuleSet,
) -> Decimal | None:
    """The state's part: the total row that names the state, else what a sentence says."""
    row = rules["state_row"].pattern
    shares = [i.value_sek for i in line_items if i.kind == "total" and row.search(i.label)]
    share = shares[0] if shares else stated
    return share if share is not None and share != total else None


def stated_state_share(document: Document, rules: RuleSet, money_rules: RuleSet) -> Decimal | None:
    """The greatest sum said to be the state's part, with the other party's part beside it."""
    shares: list[Decimal] = []
    for match in rules["state_share"].pattern.finditer(document.text):
        beside = document.text[max(match.start() - _BESIDE, 0) : match.end() + _BESIDE]
        following = document.text[match.end() : match.end() + _BESIDE]
        figure = next(sums_in(following, match.end(), money_rules), None)
        if figure is None or figure.span.start - match.end() > _REACH:
            continue
        money = figure.money("kr")
        if money is not None and rules["other_share"].pattern.search(beside):
            shares.append(money.value_sek)
    return max(shares, default=None)
