"""The sums of tables: their cells of money, and sums written out in their texts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.extract.amounts.context import AmountRules, Judged, find_drafts
from pipeline.extract.amounts.roles import judge
from pipeline.extract.passages import section_at
from pipeline.model import (
    Block,
    Document,
    Header,
    Mention,
    MoneyCell,
    MoneyRow,
    MoneyTable,
    Passage,
    Role,
    Section,
    Span,
)
from pipeline.rulebook import Rulebook

_FIRST_YEAR, _LAST_YEAR = 1990, 2060


@dataclass(frozen=True, slots=True)
class CellSum:
    """A cell of money as a sum: its role in the table and the cell that it is part of.

    `across_years` tells that it sums cells of several years.
    """

    cell: MoneyCell
    table: MoneyTable
    row: MoneyRow
    role: Role
    parent: Span | None
    recipient: str | None
    purpose: str | None
    across_years: bool = False


@dataclass(frozen=True, slots=True)
class LabelSum:
    """A sum written out in a table's text; `row` is None outside the rows of money."""

    judged: Judged
    table_id: str | None
    parent: Span | None
    role: Role


def cell_sums(
    tables: Sequence[MoneyTable], mentions: Sequence[Mention], rules: Rulebook
) -> tuple[CellSum, ...]:
    """Every cell of money of every table and list, in reading order."""
    unit = rules["tables"]["unit_alone"].pattern
    of_years = [t for t in tables if len({c.year for r in t.rows for c in r.cells} - {None}) > 1]
    return tuple(
        CellSum(
            cell,
            table,
            row,
            _role(row),
            _parent_cell(table, row, cell),
            _gets(row, mentions),
            (table.caption if unit.match(row.label) else row.label) or None,
            cell.year is None and table in of_years,
        )
        for table in tables
        for row in table.rows
        for cell in row.cells
    )


def _role(row: MoneyRow) -> Role:
    if row.kind == "total":
        return "total"
    return "allocation" if row.parent is None else "component"


def _parent_cell(table: MoneyTable, row: MoneyRow, cell: MoneyCell) -> Span | None:
    """The cell of the same column in the row that this row is part of."""
    if row.parent is None:
        return None
    above = table.rows[row.parent].cells
    same = [other for other in above if (other.column, other.year) == (cell.column, cell.year)]
    index = row.cells.index(cell)
    if len(same) == 1:
        return same[0].span
    return above[index].span if index < len(above) else None


def _gets(row: MoneyRow, mentions: Sequence[Mention]) -> str | None:
    """The party that the row's own recipient text names first."""
    if row.recipient is None:
        return None
    inside = (m for m in mentions if row.span.contains(m.span) and m.text in row.recipient)
    return next((mention.party_id for mention in inside), None)


def label_sums(
    document: Document,
    sections: Sequence[Section],
    tables: Sequence[MoneyTable],
    inside: Sequence[Passage],
    header: Header,
    rules: AmountRules,
) -> tuple[LabelSum, ...]:
    """Sums with their unit in the texts of tables, beside the cells of money.

    `inside` are passages of running text that a table of money covers: a table without rules
    is read as paragraphs where no grid was found.
    """
    taken = [cell.span for table in tables for row in table.rows for cell in row.cells]
    texts = (*_cell_texts(document, sections), *inside)
    drafts, _ = find_drafts(document, sorted(texts, key=lambda p: p.span.start), rules)
    free = [d for d in drafts if not any(d.span.overlaps(span) for span in taken)]
    judged = judge(document, free, sections, header, rules)
    return tuple(_label_sum(item, tables) for item in judged if not _is_heading_year(item))


def _cell_texts(document: Document, sections: Sequence[Section]) -> Iterator[Passage]:
    """Each cell of each table's block as a passage of its own."""
    for block in document.blocks:
        if block.kind != "table":
            continue
        start = block.span.start
        for line in document.text[block.span.start : block.span.end].split("\n"):
            for text in line.split("\t"):
                if any(character.isdigit() for character in text):
                    span = Span(start, start + len(text))
                    yield _passage(span, text, block, sections)
                start += len(text) + 1


def _passage(span: Span, text: str, block: Block, sections: Sequence[Section]) -> Passage:
    return Passage(span, text, block, section_at(sections, span.start), 0)


def _is_heading_year(item: Judged) -> bool:
    """Whether a column's heading such as `2014 mnkr` was taken for a sum."""
    number = item.draft.mention.number
    is_year = number.isdigit() and _FIRST_YEAR <= int(number) <= _LAST_YEAR
    return is_year and item.draft.passage.text.startswith(number)


def _label_sum(item: Judged, tables: Sequence[MoneyTable]) -> LabelSum:
    """A part of its row's sum, unless its own words make it something else."""
    for table in tables:
        for row in table.rows:
            if row.span.contains(item.span) and row.cells:
                known = item.role == "reference"
                role: Role = item.role if known else "component"
                return LabelSum(item, table.table_id, None if known else row.cells[0].span, role)
        if table.span.contains(item.span):
            return LabelSum(item, table.table_id, None, item.role)
    return LabelSum(item, None, None, item.role)
