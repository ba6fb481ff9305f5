"""The tables of money: grids that hold sums, and lists of prose that end in a total."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.extract.tables.columns import Grid
from pipeline.extract.tables.continued import whole_tables
from pipeline.extract.tables.money_lists import find_money_lists
from pipeline.extract.tables.row_tree import money_rows
from pipeline.extract.tables.rows import Draft, drafts
from pipeline.model import Document, MoneyTable, Section, Table, UnreadCell
from pipeline.rulebook import Rulebook


def find_money_tables(
    document: Document, sections: Sequence[Section], rules: Rulebook
) -> tuple[MoneyTable, ...]:
    """All tables of money and lists that serve as one, numbered from 1 in reading order.

    A row whose figure could be read in two ways is left without that sum: `unread` tells.
    """
    found: list[MoneyTable] = []
    for table in whole_tables(document, rules["tables"]):
        money = _money_table(Grid(document, table, rules["tables"]), table, sections)
        if money is not None:
            found.append(money)
    found += find_money_lists(document, sections, rules["tables"], taken=found)
    found.sort(key=lambda table: table.span.start)
    return tuple(replace(t, number=n) for n, t in enumerate(found, 1))


def _money_table(grid: Grid, table: Table, sections: Sequence[Section]) -> MoneyTable | None:
    layout = grid.layout()
    if layout is None:
        return None
    found = drafts(grid, layout, sections)
    rows = money_rows(found)
    if not rows:
        return None
    unread = tuple(cell for draft in found for cell in _unread(draft))
    return MoneyTable(table.table_id, 0, table.span, rows, caption=layout.caption, unread=unread)


def _unread(draft: Draft) -> Iterator[UnreadCell]:
    for heading, span in draft.unread:
        yield UnreadCell(draft.row, draft.label, draft.kind, heading, span)
