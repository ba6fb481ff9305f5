"""The rows of a table of money: what each is called, and which it is part of.

Whether a row sums others is read off the structure alone (numbers, the word delsumma,
weight, indentation, headings), never off the figures: that they add up is for the
reconciliation to find out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.extract.sections.contents import folded
from pipeline.extract.sections.numbering import Number, parse_number
from pipeline.extract.tables.columns import Column, Grid, Layout, Row
from pipeline.extract.tables.figures import is_year, unit_in
from pipeline.model import Cell, MoneyCell, RowKind, Section, Span
from pipeline.rulebook import RuleSet


@dataclass(frozen=True)
class Draft:
    """A row before its place among the others is known; without any figure it is a heading.

    `unread` are figures that can be read in more than one way: heading of the column, place.
    A `running` subtotal takes in an earlier one and what was added to it or taken off.
    """

    row: int
    label: str
    span: Span
    cells: tuple[MoneyCell, ...]
    recipient: str | None
    printed_number: str | None
    bold: bool
    indent: float
    kind: RowKind = "item"
    part: bool = False
    lead: bool = False
    number: Number | None = None
    unread: tuple[tuple[str | None, Span], ...] = ()
    running: bool = False

    @property
    def is_heading(self) -> bool:
        return not self.cells and not self.unread


def drafts(grid: Grid, layout: Layout, sections: Sequence[Section]) -> tuple[Draft, ...]:
    """The rows with their labels whole: lines that a cell's wrapping tore apart are joined."""
    found: list[Draft] = []
    for row in layout.rows:
        draft = _draft(grid, layout, row)
        if draft is None:
            continue
        previous = found[-1] if found else None
        if previous is not None and _continues(grid.rules, previous, draft):
            found[-1] = _joined(previous, draft, grid.rules)
        else:
            found.append(draft)
    return _numbered(_kinds(found, grid.rules), sections)


def _draft(grid: Grid, layout: Layout, row: Row) -> Draft | None:
    cells = {cell.column: cell for cell in row}
    label_cells = _label_cells(grid, layout, cells)
    label = _label(label_cells, grid.rules)
    found = (_money(grid, layout, column, cells) for column in layout.money)
    money = tuple(cell for cell in found if cell is not None)
    unread = _unread(grid, layout, cells)
    if not money and not unread and any(column.index in cells for column in layout.money):
        return None  # words where the sum would stand: nothing is granted here
    if not money and not unread and not label:
        return None
    first = label_cells[0] if label_cells else row[0]
    number = grid.rules["row_number"].pattern.match(label)
    recipient = None
    if layout.recipient_column is not None:
        recipient = cells.get(layout.recipient_column)
    return Draft(
        row[0].row,
        label,
        Span(min(c.span.start for c in row), max(c.span.end for c in row)),
        money,
        " ".join(recipient.text.split()) if recipient else None,
        number["number"] if number else None,
        first.bold,
        first.indent,
        unread=unread,
    )


def _label_cells(grid: Grid, layout: Layout, cells: Mapping[int, Cell]) -> list[Cell]:
    """The row's number, its label, and the word delsumma where it has a column of its own."""
    wanted = (layout.number_column, layout.label_column)
    money = {column.index for column in layout.money}
    found = [cells[index] for index in wanted if index is not None and index in cells]
    apart = [cell for index, cell in cells.items() if index not in (*wanted, *money)]
    kinds = [grid.rules[name].pattern for name in ("subtotal", "total")]
    return found + [cell for cell in apart if any(kind.match(cell.text) for kind in kinds)]


def _label(cells: Sequence[Cell], rules: RuleSet) -> str:
    text = " ".join(" ".join(cell.text for cell in cells).split())
    return str(rules["footnote_mark"].pattern.sub("", text))


def _money(
    grid: Grid, layout: Layout, column: Column, cells: Mapping[int, Cell]
) -> MoneyCell | None:
    cell = cells.get(column.index)
    figure = grid.figure(cell) if cell is not None else None
    beside = cells.get(layout.unit_column) if layout.unit_column is not None else None
    unit = unit_in(beside.text, grid.rules) if beside is not None else None
    money = figure.money(unit or column.unit) if figure is not None else None
    if figure is None or money is None:
        return None
    return MoneyCell(
        figure.span,
        money.value_sek,
        money.resolution_sek,
        money.unit,
        column.year or _year_of(layout, cells),
        column.heading,
    )


def _unread(
    grid: Grid, layout: Layout, cells: Mapping[int, Cell]
) -> tuple[tuple[str | None, Span], ...]:
    columns = [column for column in layout.money if column.index in cells]
    found = ((column.heading, _unread_at(grid, cells[column.index], column)) for column in columns)
    return tuple((heading, span) for heading, span in found if span is not None)


def _unread_at(grid: Grid, cell: Cell, column: Column) -> Span | None:
    """Where a cell holds a figure that cannot be told: its digits, or letters among them."""
    figure = grid.figure(cell)
    if figure is None:
        return cell.span if grid.rules["garbled"].pattern.match(cell.text) else None
    return figure.span if figure.money(column.unit) is None else None


def _year_of(layout: Layout, cells: Mapping[int, Cell]) -> int | None:
    """The row's year, where the rows are named by years."""
    label = cells.get(layout.label_column)
    return int(label.text) if label is not None and is_year(label.text) else None


# Wrapped labels


def _continues(rules: RuleSet, previous: Draft, draft: Draft) -> bool:
    """A lone label in lower case goes on from the row above; a lone sum belongs to it."""
    if draft.is_heading:
        lower = draft.label[:1].islower() and not rules["part"].pattern.match(draft.label)
        return lower and not previous.lead and draft.recipient is None
    return previous.is_heading and not draft.label


def _joined(previous: Draft, draft: Draft, rules: RuleSet) -> Draft:
    label = f"{previous.label} {draft.label}".strip()
    return replace(
        previous,
        label=rules["footnote_mark"].pattern.sub("", label),
        span=Span(previous.span.start, draft.span.end),
        cells=previous.cells or draft.cells,
        unread=previous.unread or draft.unread,
        recipient=previous.recipient or draft.recipient,
    )


# Kinds


def _kinds(found: Sequence[Draft], rules: RuleSet) -> list[Draft]:
    """Totals, subtotals and parts by their words; a total amid the items closes a group.

    A last row without any label can only be the total.
    """
    named = [_named(draft, rules) for draft in found]
    if len(named) > 1 and not named[-1].label:
        named[-1] = replace(named[-1], kind="total")
    items = [i for i, draft in enumerate(named) if draft.kind == "item" and not draft.is_heading]
    totals = [i for i, draft in enumerate(named) if draft.kind == "total"]
    for index in totals:
        later_total = totals[-1]
        if any(index < item < later_total for item in items):
            named[index] = replace(named[index], kind="subtotal")
    return [_running(named, index) for index in range(len(named))]


def _running(named: Sequence[Draft], index: int) -> Draft:
    """`Nya medel` behind `Summa` and `Omfördelning`: a bold row that closes a block in which
    plain rows follow a closing subtotal."""
    draft = named[index]
    closes = index + 1 == len(named) or named[index + 1].is_heading
    if draft.kind != "item" or draft.is_heading or draft.number or not draft.bold or not closes:
        return draft
    block: list[Draft] = []
    for earlier in reversed(named[:index]):
        if earlier.is_heading or earlier.kind == "total":
            break
        block.append(earlier)
    kinds = [earlier.kind for earlier in block]
    plain = not any(earlier.bold for earlier in block if earlier.kind == "item")
    after = kinds.index("subtotal") if "subtotal" in kinds else 0
    if plain and after and len(block) > after + 1:
        return replace(draft, kind="subtotal", running=True)
    return draft


def _named(draft: Draft, rules: RuleSet) -> Draft:
    kind: RowKind = "item"
    if rules["subtotal"].pattern.search(draft.label):
        kind = "subtotal"
    elif any(rules[name].pattern.match(draft.label) for name in ("total", "spaced_total")):
        kind = "total"
    return replace(
        draft,
        kind="item" if draft.is_heading else kind,
        part=rules["part"].pattern.match(draft.label) is not None,
        lead=rules["lead"].pattern.search(draft.label) is not None,
    )


# Numbers


def _numbered(found: Sequence[Draft], sections: Sequence[Section]) -> tuple[Draft, ...]:
    """Rows with the number in their label, else that of the section of the same title.

    The sections' numbers count only where most rows are named after sections.
    """
    own = [parse_number(d.printed_number) if d.printed_number else None for d in found]
    if any(own):
        return tuple(replace(d, number=n) for d, n in zip(found, own, strict=True))
    titles = _unique_titles(sections)
    borrowed = [titles.get(folded(_bare(draft.label))) for draft in found]
    items = [i for i, draft in enumerate(found) if draft.kind != "total"]
    if 2 * sum(borrowed[i] is not None for i in items) <= len(items):
        return tuple(found)
    return tuple(replace(d, number=n) for d, n in zip(found, borrowed, strict=True))


def _bare(label: str) -> str:
    return " ".join(word for word in label.split() if word.casefold() not in ("delsumma", "*"))


def _unique_titles(sections: Sequence[Section]) -> dict[str, Number]:
    titles: dict[str, Number] = {}
    doubled: set[str] = set()
    for section in sections:
        key = folded(section.title)
        if section.number is not None:
            doubled |= {key} if key in titles else set()
            titles[key] = parse_number(section.number)
    return {key: number for key, number in titles.items() if key not in doubled}
