"""The tables of money: grids that hold sums, and lists of prose that end in a total."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.extract.tables.columns import Grid
from pipeline.extract.tables.continued import whole_tables
from pipeline.extract.tables.money_lists import find_money_lists
from pipeline.extract.tables.row_tree import money_rows
from pipeline.extract.tables.rows import drafts
from pipeline.model import Document, Finding, MoneyTable, Section, Table
from pipeline.rulebook import Rulebook


def find_money_tables(
    document: Document, sections: Sequence[Section], rules: Rulebook
) -> tuple[tuple[MoneyTable, ...], tuple[Finding, ...]]:
    """All tables of money and lists that serve as one, numbered from 1 in reading order.

    A finding `figure_unread` names each cell of a column of money whose figure could be
    read in two ways; its row is then left without that sum.
    """
    found: list[MoneyTable] = []
    findings: list[Finding] = []
    for table in whole_tables(document, rules["tables"]):
        grid = Grid(document, table, rules["tables"])
        money = _money_table(grid, table, sections)
        if money is not None:
            found.append(money)
            findings += _unread(grid)
    found += find_money_lists(document, sections, rules["tables"], taken=found)
    found.sort(key=lambda table: table.span.start)
    return tuple(replace(t, number=n) for n, t in enumerate(found, 1)), tuple(findings)


def _money_table(grid: Grid, table: Table, sections: Sequence[Section]) -> MoneyTable | None:
    layout = grid.layout()
    if layout is None:
        return None
    rows = money_rows(drafts(grid, layout, sections))
    if not rows:
        return None
    return MoneyTable(table.table_id, 0, table.span, rows, caption=layout.caption)


def _unread(grid: Grid) -> list[Finding]:
    layout = grid.layout()
    columns = {column.index: column for column in layout.money} if layout else {}
    findings: list[Finding] = []
    for row in grid.body:
        for cell in row:
            figure, column = grid.figure(cell), columns.get(cell.column)
            if figure is None or column is None or figure.money(column.unit) is not None:
                continue
            message = f"The figure “{cell.text}” can be read in more than one way."
            findings.append(Finding("extract", "figure_unread", message, cell.page, cell.span))
    return findings
