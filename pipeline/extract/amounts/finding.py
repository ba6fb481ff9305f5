"""Every mention of a sum of money, in running text and in tables, in reading order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.extract.amounts.context import AmountRules, Judged, find_drafts, with_headings
from pipeline.extract.amounts.in_tables import CellSum, LabelSum, cell_sums, label_sums
from pipeline.extract.amounts.purposes import purpose_of, recipient_of
from pipeline.extract.amounts.roles import judge, with_weak_total
from pipeline.extract.passages import section_at
from pipeline.model import (
    Amount,
    Document,
    Header,
    Mention,
    MoneyTable,
    Passage,
    Section,
    Span,
)
from pipeline.rulebook import Rulebook


@dataclass(frozen=True, slots=True)
class _Found:
    """An amount that waits for its id, and the span of the sum that it is part of."""

    amount: Amount
    parent: Span | None


def find_amounts(
    document: Document,
    sections: Sequence[Section],
    passages: Sequence[Passage],
    tables: Sequence[MoneyTable],
    header: Header,
    mentions: Sequence[Mention],
    rules: Rulebook,
) -> tuple[Amount, ...]:
    """The sums of money of a document, each with its role, year, whole, purpose and recipient.

    A cell of a table gives an amount `in_table`; the cells of a list (`MoneyTable.is_list`)
    are prose that carries the list's `table_id`. Sums that can be read in two ways give no
    amount: see `unread_amounts`.
    """
    own = AmountRules.of(rules)
    texts = with_headings(document, sections, passages)
    grids = [table for table in tables if not table.is_list]
    prose = [p for p in texts if not any(grid.span.contains(p.span) for grid in grids)]
    inside = [p for p in texts if any(grid.span.contains(p.span) for grid in grids)]
    drafts, _ = find_drafts(document, prose, own)
    judged = judge(document, drafts, sections, header, own)
    cells = cell_sums(tables, mentions, rules)
    parts = {item.value for item in judged if item.parent}  # a table of a part states no total
    if not any(cell.role == "total" and cell.cell.value_sek not in parts for cell in cells):
        judged = with_weak_total(judged, header, own)
    last = max((passage.statement for passage in texts), default=0)
    found = [_from_prose(document, item, tables, cells, mentions, own) for item in judged]
    spans = [item.span for item in judged]
    for cell in cells:
        if not (cell.table.is_list and any(cell.cell.span.overlaps(span) for span in spans)):
            found.append(_from_cell(document, cell, sections, header, last + cell.table.number))
    labels = label_sums(document, sections, grids, inside, header, own)
    found += (_from_label(document, label, tables, last) for label in labels)
    return _numbered(document, found)


def _from_prose(
    document: Document,
    item: Judged,
    tables: Sequence[MoneyTable],
    cells: Sequence[CellSum],
    mentions: Sequence[Mention],
    rules: AmountRules,
) -> _Found:
    draft = item.draft
    money = draft.mention.money
    table = next((t for t in tables if t.is_list and t.span.contains(item.span)), None)
    cell = next((c for c in cells if c.cell.span.overlaps(item.span)), None)
    role = "total" if cell is not None and cell.role == "total" else item.role
    amount = Amount(
        amount_id="",
        section_id=draft.passage.section_id,
        value_sek=money.value_sek,
        resolution_sek=money.resolution_sek,
        unit=money.unit,
        bound=draft.mention.bound,
        role=role,
        year=item.year,
        in_table=False,
        table_id=table.table_id if table else None,
        where=document.locate(item.span.start, item.span.end),
        relation=item.relation if item.parent else None,
        statement=draft.passage.statement,
        recipient=recipient_of(draft, mentions, rules),
        purpose=purpose_of(draft, mentions, rules) or (cell.purpose if cell else None),
        rule=f"{draft.mention.rule} {item.rule}",
        clause=draft.clause.strip(),
    )
    return _Found(amount, item.parent)


def _from_cell(
    document: Document, item: CellSum, sections: Sequence[Section], header: Header, statement: int
) -> _Found:
    cell, row = item.cell, item.row
    amount = Amount(
        amount_id="",
        section_id=section_at(sections, cell.span.start),
        value_sek=cell.value_sek,
        resolution_sek=cell.resolution_sek,
        unit=cell.unit,
        bound=None,
        role=item.role,
        year=cell.year or (None if item.across_years else header.year),
        in_table=not item.table.is_list,
        table_id=item.table.table_id,
        where=document.locate(cell.span.start, cell.span.end),
        statement=statement,
        recipient=item.recipient,
        purpose=item.purpose,
        rule=f"table.{row.kind}",
    )
    return _Found(amount, item.parent)


def _from_label(
    document: Document, item: LabelSum, tables: Sequence[MoneyTable], last: int
) -> _Found:
    judged = item.judged
    money = judged.draft.mention.money
    number = next((t.number for t in tables if t.table_id == item.table_id), 0)
    amount = Amount(
        amount_id="",
        section_id=judged.section_id,
        value_sek=money.value_sek,
        resolution_sek=money.resolution_sek,
        unit=money.unit,
        bound=judged.draft.mention.bound,
        role=item.role,
        year=judged.year,
        in_table=True,
        table_id=item.table_id,
        where=document.locate(judged.span.start, judged.span.end),
        statement=last + number,
        rule=f"{judged.draft.mention.rule} table.label",
        clause=judged.draft.clause.strip(),
    )
    return _Found(amount, item.parent)


def _numbered(document: Document, found: Sequence[_Found]) -> tuple[Amount, ...]:
    """In reading order with their ids, each part tied to its whole."""
    ordered = sorted(found, key=lambda item: (item.amount.where.span.start, item.amount.in_table))
    ids = {
        item.amount.where.span: f"{document.doc_id}-a{number:04d}"
        for number, item in enumerate(ordered, 1)
    }
    return tuple(
        replace(
            item.amount,
            amount_id=ids[item.amount.where.span],
            parent_amount_id=ids.get(item.parent) if item.parent else None,
        )
        for item in ordered
    )
