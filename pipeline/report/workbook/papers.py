"""What a working paper shows of an agreement: its figures by table, each under a reference."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from pipeline.model import Amount, Check, LineItem, Part, Section
from pipeline.report.recorded import RecordedAgreement, RecordedDocument

FigureKind = Literal["item", "subtotal", "total", "text"]
FigureKey = tuple[str, Decimal]
"""A figure is known by its amount and its value: one that a check reads otherwise is another."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One stated amount: a row of a table, or a mention in the text (`kind` is `text`).

    `reference` is how the paper calls it (`T1.3` is the third row of table 1, `B2` the second
    amount of the text); `detail` the recipient of a row, or the words of the text. `level` 1
    is the top.
    """

    reference: str
    amount_id: str
    label: str
    detail: str
    page: int | None
    value: Decimal
    kind: FigureKind
    level: int = 1

    @property
    def key(self) -> FigureKey:
        return (self.amount_id, self.value)


@dataclass(frozen=True, slots=True)
class Block:
    """Figures that stand together: one table (`table` is its number), or the text's (None).

    A table with several columns of money is one block a column, `column` naming it.
    """

    table: int | None
    column: str | None
    figures: tuple[Figure, ...]


@dataclass(frozen=True)
class Paper:
    """One agreement as an auditor goes through it."""

    document: RecordedDocument
    blocks: tuple[Block, ...]
    checks: tuple[Check, ...]

    @property
    def is_whole(self) -> bool:
        """Whether no sum was left out that is needed for a verdict: what holds then says so."""
        n_held = sum(check.status in ("match", "rounding") for check in self.checks)
        return self.document.verdict != "unverifiable" or not n_held


def paper_of(agreement: RecordedAgreement) -> Paper:
    """The figures of all tables, then those of the text that checks make use of."""
    blocks = list(_table_blocks(agreement.line_items))
    shown = {figure.key for block in blocks for figure in block.figures}
    text = tuple(_text_figures(agreement, shown))
    if text:
        blocks.append(Block(None, None, text))
    return Paper(agreement.document, tuple(blocks), agreement.checks)


def stated_key(check: Check) -> FigureKey:
    """The figure that a check holds its parts against; one without an amount is the check's."""
    return (check.stated_amount_id or check.check_id, check.stated_sek)


def _table_blocks(items: Sequence[LineItem]) -> Iterator[Block]:
    by_column = _tables_of_several_columns(items)
    groups: dict[tuple[int, str | None], list[LineItem]] = defaultdict(list)
    for item in items:
        groups[item.table, item.column if item.table in by_column else None].append(item)
    n_rows: dict[int, int] = defaultdict(int)
    for (table, column), rows in sorted(groups.items(), key=lambda group: group[0][0]):
        first = n_rows[table] + 1
        n_rows[table] += len(rows)
        figures = (_row_figure(item, f"T{table}.{n}") for n, item in enumerate(rows, first))
        yield Block(table, column, tuple(figures))


def _tables_of_several_columns(items: Sequence[LineItem]) -> set[int]:
    seen: set[tuple[int, int]] = set()
    several: set[int] = set()
    for item in items:
        if (item.table, item.row) in seen:
            several.add(item.table)
        seen.add((item.table, item.row))
    return several


def _row_figure(item: LineItem, reference: str) -> Figure:
    return Figure(
        reference,
        item.amount_id,
        item.label,
        item.recipient or "",
        item.where.page,
        item.value_sek,
        item.kind,
        item.level,
    )


def _text_figures(agreement: RecordedAgreement, shown: set[FigureKey]) -> Iterator[Figure]:
    """The figures of checks that stand in no table, in reading order."""
    amounts = {amount.amount_id: amount for amount in agreement.amounts}
    sections = {section.section_id: section for section in agreement.sections}
    wanted = {key: label for key, label in _figures_of(agreement.checks) if key not in shown}

    def place(key: FigureKey) -> tuple[int, str]:
        amount = amounts.get(key[0])
        return (amount.where.span.start if amount else -1, key[0])

    for number, key in enumerate(sorted(wanted, key=place), 1):
        amount = amounts.get(key[0])
        label = _text_label(amount, sections) if amount else wanted[key]
        yield Figure(
            f"B{number}",
            key[0],
            label or wanted[key],
            " ".join(amount.where.raw.split()) if amount else "",
            amount.where.page if amount else None,
            key[1],
            "text",
        )


def _figures_of(checks: Sequence[Check]) -> Iterator[tuple[FigureKey, str]]:
    for check in checks:
        yield stated_key(check), check.label
        for part in check.parts:
            yield part_key(part), part.label


def part_key(part: Part) -> FigureKey:
    """The figure that an addend is."""
    return (part.amount_id, part.value_sek)


def _text_label(amount: Amount, sections: Mapping[str, Section]) -> str:
    """What the amount is for, and the section that says so."""
    section = sections.get(amount.section_id or "")
    title = f"{section.number or ''} {section.title}".strip() if section else ""
    if not amount.purpose or not title:
        return amount.purpose or title
    return f"{amount.purpose} ({title})"
