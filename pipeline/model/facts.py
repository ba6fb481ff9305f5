"""What an agreement says: the rows of the output, as frozen dataclasses.

Each class is one table of the contract (README, "The tables"); its fields are that
table's columns, with `where` standing for the provenance columns. Money is `Decimal` in
SEK throughout. Party ids are stable over agreements and years (`skr`, `regionerna`, …).
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Literal

from pipeline.model.document import Document, Finding, Provenance

DocType = Literal[
    "överenskommelse",
    "tilläggsöverenskommelse",
    "regeringsbeslut",
    "rekommendation",
    "uppdrag",
    "other",
]
Unit = Literal["kr", "tkr", "mnkr", "mdkr"]
Bound = Literal["max", "min", "approx"]
Role = Literal["total", "allocation", "component", "reference"]
Relation = Literal["varav", "av dessa", "resterande", "fördelas"]
Precision = Literal["day", "month", "season", "quarter", "half_year", "year"]
DeadlineKind = Literal[
    "requisition",
    "repayment",
    "financial_report",
    "final_report",
    "interim_report",
    "plan",
    "checkpoint",
    "activity",
]
Recurrence = Literal["yearly", "half_yearly", "quarterly", "monthly"]
Modality = Literal["ska", "bör", "kan", "kommer att", "ansvarar", "är överens", "presens"]
PartyType = Literal[
    "state", "agency", "association", "region", "municipality", "group", "company", "other"
]
PartyRole = Literal["signatory", "payer", "recipient", "responsible", "counterparty"]
RowKind = Literal["item", "subtotal", "total"]
CheckKind = Literal[
    "table_sum", "table_vs_prose", "total_vs_total", "split", "recipient_sum", "appropriation_sum"
]
CheckStatus = Literal["match", "rounding", "mismatch", "unverifiable"]
Verdict = Literal["reconciled", "discrepancy", "unverifiable"]
TakenFor = Literal[
    "amount",
    "appropriation",
    "caption_number",
    "case_number",
    "contact",
    "count",
    "cross_reference",
    "date",
    "footnote_mark",
    "identifier",
    "law",
    "list_marker",
    "measure",
    "name",
    "page_number",
    "percentage",
    "row_number",
    "section_number",
    "table_cell_other",
    "time",
    "unexplained",
    "year",
]


@dataclass(frozen=True, slots=True)
class Section:
    """A heading of the body or an appendix with all the text below it, subsections included.

    `level` 1 is the top, `parent_id` None there; `order` counts from 1.
    """

    section_id: str
    parent_id: str | None
    order: int
    number: str | None
    title: str
    level: int
    page_end: int
    where: Provenance


@dataclass(frozen=True, slots=True)
class Amount:
    """A mention of a sum of money.

    `resolution_sek` is what one unit of the last printed digit is worth. `parent_amount_id`
    names the amount that this one was split off, `relation` the word that says so, and
    `statement` numbers the sentence, list or table that it stands in, so that parts stated
    together can be told from parts stated apart. `recipient` is a party id, `purpose` the
    words that say what the money is for; `clause` the clause around it, an ellipsis in its
    place. Money in another currency is no amount but a `Figure`.
    """

    amount_id: str
    section_id: str | None
    value_sek: Decimal
    resolution_sek: Decimal
    unit: Unit
    bound: Bound | None
    role: Role
    year: int | None
    in_table: bool
    table_id: str | None
    where: Provenance
    parent_amount_id: str | None = None
    relation: Relation | None = None
    statement: int = 0
    recipient: str | None = None
    purpose: str | None = None
    rule: str | None = None
    clause: str | None = None


@dataclass(frozen=True, slots=True)
class Appropriation:
    """A mention of an appropriation of the state budget, down to its anslagspost or delpost.

    `amount_sek` is what the same sentence or list item charges to it.
    """

    appropriation_id: str
    section_id: str | None
    utgiftsomrade: int | None
    utgiftsomrade_name: str | None
    anslag: str | None
    anslag_name: str | None
    anslagspost: int | None
    anslagspost_name: str | None
    budget_year: int | None
    amount_id: str | None
    amount_sek: Decimal | None
    where: Provenance
    delpost: int | None = None
    delpost_name: str | None = None


@dataclass(frozen=True, slots=True)
class Deadline:
    """A point in time by which somebody must have done something.

    `date` is the last day of a vague time (våren 2012 is 2012-05-31), or the first one of
    those that come again (`recurrence`). `responsible` and `counterparty` are party ids that
    the sentence or list item itself names; `responsible_inferred` is who must follow from the
    section where it names nobody, and `inferred_reason` why. `rule` tells what made it a
    deadline and, behind a `+`, how its year or its other date was resolved.
    """

    deadline_id: str
    section_id: str | None
    date: dt.date
    precision: Precision
    kind: DeadlineKind
    responsible: str | None
    counterparty: str | None
    sentence: str
    where: Provenance
    rule: str | None = None
    recurrence: Recurrence | None = None
    responsible_inferred: str | None = None
    inferred_reason: str | None = None


@dataclass(frozen=True, slots=True)
class Responsibility:
    """A clause in which a party undertakes something."""

    responsibility_id: str
    section_id: str | None
    party_id: str
    modality: Modality
    action: str
    sentence: str
    where: Provenance
    rule: str | None = None


@dataclass(frozen=True, slots=True)
class Party:
    """A party of one document; `name` as first written in full."""

    party_id: str
    name: str
    party_type: PartyType
    roles: tuple[PartyRole, ...]
    n_mentions: int


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signed for whom, where and when; `title` is the signatory's office."""

    party_id: str
    name: str
    title: str | None
    place: str | None
    date: dt.date | None
    page: int


@dataclass(frozen=True, slots=True)
class LineItem:
    """A row of a table of money, or of a list that ends in a total.

    `table` numbers such tables from 1 in reading order. A table with several columns of
    money gives one line item a row and column, with `column` naming the latter.
    """

    line_item_id: str
    table_id: str
    table: int
    row: int
    label: str
    value_sek: Decimal
    resolution_sek: Decimal
    kind: RowKind
    level: int
    parent_id: str | None
    recipient: str | None
    section_number: str | None
    amount_id: str
    where: Provenance
    column: str | None = None


@dataclass(frozen=True, slots=True)
class UnreadSum:
    """A sum of money that can be read in more than one way and so was left out.

    In a table (`table_id`) it is told by its row and column; sums that it belongs to cannot
    be checked.
    """

    section_id: str | None
    where: Provenance
    reason: str
    table_id: str | None = None
    row: int | None = None
    column: str | None = None
    label: str | None = None
    kind: RowKind | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as the document prints it, and what it was taken for.

    Its span runs from its first digit to its last: `14 000 000`, `31 mars 2024`, `1:6`,
    `2013/1905` are one figure each. `row_id` names the row that uses it (the amount,
    appropriation, deadline, section or line item; the first of several) or the section that a
    cross reference names by number and title, `rule` the rule that explained it. A sum in
    another currency, which is no amount, has its ISO 4217 `currency` and `value_currency`.
    """

    figure_id: str
    section_id: str | None
    taken_for: TakenFor
    row_id: str | None
    rule: str | None
    where: Provenance
    currency: str | None = None
    value_currency: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """One addend of a check."""

    amount_id: str
    label: str
    value_sek: Decimal
    page: int


@dataclass(frozen=True, slots=True)
class Check:
    """An arithmetic relation: what is stated, what the parts add up to, and how it came out.

    `difference_sek` is computed minus stated; `tolerance_sek` follows from the printed
    precision of all figures involved, each standing for half its resolution either side (an
    item of a table for half of the finest digit that the table prints in its unit, since 7
    beside 11,43 is 7,00). A difference is `rounding` while it is smaller than the tolerance.
    `diagnosis` says what would explain a mismatch, or why a relation is unverifiable;
    `suspect_amount_id` names the figure whose change would make the failed checks hold.
    """

    check_id: str
    kind: CheckKind
    label: str
    stated_sek: Decimal
    computed_sek: Decimal
    difference_sek: Decimal
    tolerance_sek: Decimal
    status: CheckStatus
    stated_amount_id: str | None
    parts: tuple[Part, ...]
    diagnosis: str | None = None
    suspect_amount_id: str | None = None


@dataclass(frozen=True, slots=True)
class Header:
    """What the document is, and the totals that it states for itself."""

    doc_type: DocType
    title: str | None
    year: int | None
    diarienummer: tuple[str, ...]
    total_sek: Decimal | None
    state_total_sek: Decimal | None


@dataclass(frozen=True)
class Facts:
    """All that extraction found in one document; what reconciliation may see."""

    doc_id: str
    header: Header
    sections: tuple[Section, ...] = ()
    amounts: tuple[Amount, ...] = ()
    appropriations: tuple[Appropriation, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    responsibilities: tuple[Responsibility, ...] = ()
    parties: tuple[Party, ...] = ()
    signatures: tuple[Signature, ...] = ()
    line_items: tuple[LineItem, ...] = ()
    findings: tuple[Finding, ...] = ()
    figures: tuple[Figure, ...] = ()
    unread: tuple[UnreadSum, ...] = ()

    @property
    def n_unexplained(self) -> int:
        return sum(figure.taken_for == "unexplained" for figure in self.figures)

    @cached_property
    def amount_by_id(self) -> dict[str, Amount]:
        return {amount.amount_id: amount for amount in self.amounts}

    @cached_property
    def section_by_id(self) -> dict[str, Section]:
        return {section.section_id: section for section in self.sections}


@dataclass(frozen=True)
class Agreement:
    """One document, what it says and whether its sums hold."""

    document: Document
    facts: Facts
    checks: tuple[Check, ...]
    findings: tuple[Finding, ...]

    @property
    def n_mismatches(self) -> int:
        return self.count_of("mismatch")

    def count_of(self, status: CheckStatus) -> int:
        """How many checks came out so."""
        return sum(check.status == status for check in self.checks)

    @property
    def verdict(self) -> Verdict:
        """`reconciled` when checks ran and all hold, `discrepancy` when one does not.

        Where a sum could not be checked because one of its figures could not be read
        (finding `sum_unread`), what else holds does not make the document reconciled.
        """
        if self.n_mismatches:
            return "discrepancy"
        ran = any(check.status != "unverifiable" for check in self.checks)
        whole = not any(finding.code == "sum_unread" for finding in self.findings)
        return "reconciled" if ran and whole else "unverifiable"
