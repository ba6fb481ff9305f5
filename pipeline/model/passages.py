"""What extractors hand to one another: sentences in their setting, mentions, money tables."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from pipeline.model.document import Block, Span
from pipeline.model.facts import RowKind, Unit


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence of running text and where it stands.

    `text` is `document.text[span.start:span.end]`, a single line. `statement` numbers the
    paragraph or list that the sentence belongs to: a list's items and the sentence that
    introduces it share one. `head` is that introducing sentence, for list items only.
    """

    span: Span
    text: str
    block: Block
    section_id: str | None
    statement: int
    head: Span | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """A party named in the text; `party_id` is stable, the span covers the name as written.

    A name in the genitive (`SKR:s`, `regionernas`) is no subject: the noun behind it is.
    """

    party_id: str
    span: Span
    text: str
    genitive: bool = False


@dataclass(frozen=True, slots=True)
class MoneyCell:
    """A figure of a money table. `year` and `column` come from its column's heading."""

    span: Span
    value_sek: Decimal
    resolution_sek: Decimal
    unit: Unit
    year: int | None = None
    column: str | None = None


@dataclass(frozen=True, slots=True)
class MoneyRow:
    """A row with money. `parent` is the index in the table's rows of the row it is part of."""

    row: int
    label: str
    span: Span
    kind: RowKind
    level: int
    parent: int | None
    recipient: str | None
    section_number: str | None
    cells: tuple[MoneyCell, ...]


@dataclass(frozen=True, slots=True)
class UnreadCell:
    """A cell of a money table whose figure can be read in more than one way."""

    row: int
    label: str
    kind: RowKind
    column: str | None
    span: Span


@dataclass(frozen=True, slots=True)
class MoneyTable:
    """A table of money, or a list of prose that ends in a total (`is_list`).

    `number` counts such tables from 1 in reading order. `unread` are the figures that its
    rows are left without.
    """

    table_id: str
    number: int
    span: Span
    rows: tuple[MoneyRow, ...]
    is_list: bool = False
    caption: str | None = None
    unread: tuple[UnreadCell, ...] = ()
