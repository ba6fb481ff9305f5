"""Line items: one for each row and column of money, tied to the amount of the same place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.extract.passages import section_at
from pipeline.model import (
    Amount,
    Document,
    LineItem,
    MoneyCell,
    MoneyRow,
    MoneyTable,
    Section,
    Span,
    UnreadSum,
)

_AMONG_DIGITS = re.compile(r"[OI|]|(?<![a-zåäö])[ol]|[ol](?=[\d,])")


def to_line_items(
    document: Document, tables: Sequence[MoneyTable], amounts: Sequence[Amount]
) -> tuple[LineItem, ...]:
    """The rows of all tables of money, in reading order, column by column within a row.

    `amount_id` is that of the amount at the figure's own place; it is empty where no amount
    was made of the figure. A row's parent is looked for in the same column.
    """
    by_span = {amount.where.span: amount.amount_id for amount in amounts}
    places = [(table, row, cell) for table in tables for row, cell in _cells(table)]
    ids = {
        (table.table_id, row.row, cell.span): f"{document.doc_id}-l{n:04d}"
        for n, (table, row, cell) in enumerate(places, 1)
    }
    return tuple(
        LineItem(
            ids[table.table_id, row.row, cell.span],
            table.table_id,
            table.number,
            row.row,
            row.label,
            cell.value_sek,
            cell.resolution_sek,
            row.kind,
            row.level,
            _parent(table, row, cell, ids),
            row.recipient,
            row.section_number,
            _amount_at(cell.span, by_span),
            document.locate(row.span.start, row.span.end),
            cell.column,
        )
        for table, row, cell in places
    )


def unread_cells(
    document: Document, sections: Sequence[Section], tables: Sequence[MoneyTable]
) -> tuple[UnreadSum, ...]:
    """The figures that rows were left without, because they can be read in more than one way."""
    return tuple(
        UnreadSum(
            section_at(sections, cell.span.start),
            document.locate(cell.span.start, cell.span.end),
            _reason(document.text[cell.span.start : cell.span.end]),
            table.table_id,
            cell.row,
            cell.column,
            cell.label,
            cell.kind,
        )
        for table in tables
        for cell in table.unread
    )


def _reason(figure: str) -> str:
    if _AMONG_DIGITS.search(figure):
        return "letters stand among its digits"
    return "its digits are not in groups of three"


def _cells(table: MoneyTable) -> Iterator[tuple[MoneyRow, MoneyCell]]:
    return ((row, cell) for row in table.rows for cell in row.cells)


def _parent(
    table: MoneyTable, row: MoneyRow, cell: MoneyCell, ids: dict[tuple[str, int, Span], str]
) -> str | None:
    if row.parent is None:
        return None
    parent = table.rows[row.parent]
    same = (above for above in parent.cells if above.column == cell.column)
    found = next(same, None)
    return ids[table.table_id, parent.row, found.span] if found else None


def _amount_at(span: Span, by_span: dict[Span, str]) -> str:
    """The amount with exactly this span, else the one that lies on it."""
    if span in by_span:
        return by_span[span]
    return next((found for at, found in by_span.items() if at.overlaps(span)), "")
