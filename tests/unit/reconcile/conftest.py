from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from pipeline.model import (
    Amount,
    Appropriation,
    Bound,
    Check,
    Facts,
    Finding,
    Header,
    LineItem,
    Provenance,
    Relation,
    Role,
    RowKind,
    Section,
    Span,
    UnreadSum,
)
from pipeline.reconcile import reconcile

DOC = "d"


class Agreement:
    """Facts of an agreement, written down in reading order; figures in kronor."""

    def __init__(self, year: int | None = 2024) -> None:
        self.header = Header("överenskommelse", None, year, (), None, None)
        self.sections: list[Section] = []
        self.amounts: list[Amount] = []
        self.rows: list[LineItem] = []
        self.charges: list[Appropriation] = []
        self.unread: list[UnreadSum] = []
        self.offset = 0
        self.page = 1

    def section(self, number: str | None, title: str, inside: str | None = None) -> str:
        """Begin a section; what is stated next stands in it."""
        section_id = f"{DOC}-s{len(self.sections) + 1:04d}"
        parent = self._numbered(inside) if inside else None
        level = 1 if parent is None else 2
        order = len(self.sections) + 1
        where = self._where(title)
        self.sections.append(
            Section(section_id, parent, order, number, title, level, where.page, where)
        )
        return section_id

    def prose(
        self,
        value: int,
        purpose: str | None = None,
        *,
        clause: str | None = None,
        role: Role = "allocation",
        of: str | None = None,
        relation: Relation | None = None,
        to: str | None = None,
        year: int | None = 2024,
        resolution: int = 1,
        bound: Bound | None = None,
        statement: int | None = None,
    ) -> str:
        amount_id = self._amount(value, resolution, role, year, None, bound)
        self.amounts[-1] = replace(
            self.amounts[-1],
            parent_amount_id=of,
            relation=relation,
            recipient=to,
            purpose=purpose,
            clause=clause,
            statement=len(self.amounts) if statement is None else statement,
        )
        return amount_id

    def row(
        self,
        label: str,
        value: int,
        kind: RowKind = "item",
        *,
        under: str | None = None,
        to: str | None = None,
        number: str | None = None,
        table: int = 1,
        row: int | None = None,
        column: str | None = None,
        year: int | None = None,
        resolution: int = 1,
    ) -> str:
        line_item_id = f"{DOC}-l{len(self.rows) + 1:04d}"
        role: Role = "total" if kind == "total" else "allocation"
        start = self.offset
        amount_id = self._amount(value, resolution, role, year, f"t{table}", None)
        where = Provenance(DOC, self.page, Span(start, self.offset), (), label)
        self.rows.append(
            LineItem(
                line_item_id, f"t{table}", table, len(self.rows) if row is None else row, label,
                Decimal(value), Decimal(resolution), kind, 2 if under else 1, under, to, number,
                amount_id, where, column,
            )
        )  # fmt: skip
        return line_item_id

    def under(self, parent: str, *labels: str) -> None:
        """Hang rows stated before below a subtotal that closes them."""
        self.rows = [
            replace(row, parent_id=parent, level=2) if row.label in labels else row
            for row in self.rows
        ]

    def inside(self, value: int, clause: str) -> str:
        """A figure named in the label of the row just stated."""
        row = self.rows[-1]
        amount_id = self._amount(value, 1, "component", 2024, row.table_id, None)
        span = Span(row.where.span.start, self.offset)
        self.rows[-1] = replace(row, where=replace(row.where, span=span))
        self.amounts[-1] = replace(self.amounts[-1], clause=clause, parent_amount_id=row.amount_id)
        return amount_id

    def unread_cell(
        self, label: str, kind: RowKind = "item", column: str | None = None, row: int | None = None
    ) -> None:
        """A cell of table 1 whose figure cannot be read; a row of its own, unless told."""
        own = len(self.rows) if row is None else row
        where = self._where("5 8348")
        self.unread.append(UnreadSum(None, where, "", "t1", own, column, label, kind))

    def unread_prose(self) -> None:
        section = self.sections[-1].section_id if self.sections else None
        self.unread.append(UnreadSum(section, self._where("326 00000 kronor"), ""))

    def charge(self, amount_id: str, post: int) -> None:
        amount = self.facts().amount_by_id[amount_id]
        self.charges.append(
            Appropriation(
                f"{DOC}-p{len(self.charges) + 1:04d}", amount.section_id, 9, None, "1:6", None,
                post, None, 2024, amount_id, amount.value_sek, amount.where,
            )
        )  # fmt: skip

    def facts(self) -> Facts:
        return Facts(
            DOC,
            self.header,
            tuple(self.sections),
            tuple(self.amounts),
            tuple(self.charges),
            line_items=tuple(self.rows),
            unread=tuple(self.unread),
        )

    def checks(self) -> tuple[Check, ...]:
        return reconcile(self.facts())[0]

    def findings(self) -> tuple[Finding, ...]:
        return reconcile(self.facts())[1]

    def equations(self) -> list[str]:
        """The checks as `stated = part + part status`, in millions of kronor."""
        return [equation(check) for check in self.checks()]

    def _amount(
        self,
        value: int,
        resolution: int,
        role: Role,
        year: int | None,
        table: str | None,
        bound: Bound | None,
    ) -> str:
        amount_id = f"{DOC}-a{len(self.amounts) + 1:04d}"
        section = self.sections[-1].section_id if self.sections else None
        self.amounts.append(
            Amount(
                amount_id, section, Decimal(value), Decimal(resolution), "kr", bound, role, year,
                table is not None, table, self._where(str(value)),
            )
        )  # fmt: skip
        return amount_id

    def _numbered(self, number: str) -> str:
        return next(s.section_id for s in self.sections if s.number == number)

    def _where(self, raw: str) -> Provenance:
        start, self.offset = self.offset, self.offset + 10
        return Provenance(DOC, self.page, Span(start, start + 9), (), raw)


def equation(check: Check) -> str:
    parts = " + ".join(_millions(part.value_sek) for part in check.parts)
    return f"{_millions(check.stated_sek)} = {parts or '?'} {check.status}"


def _millions(value: Decimal) -> str:
    millions = (value / 1_000_000).normalize()
    return f"{millions:f}"


@pytest.fixture
def agreement() -> Agreement:
    return Agreement()
