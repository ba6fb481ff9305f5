"""Lists of prose that end in a total: they serve as tables, and are checked like them."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.extract.tables.figures import Figure, sums_in
from pipeline.model import (
    Block,
    Document,
    MoneyCell,
    MoneyRow,
    MoneyTable,
    RowKind,
    Section,
    Span,
    Unit,
    UnreadCell,
)
from pipeline.rulebook import RuleSet

_FEWEST_ITEMS = 2
_LONGEST_TOTAL = 120  # characters of the closing line
_LONGEST_GROUP = 80  # characters of a line that heads part of the list


def find_money_lists(
    document: Document,
    sections: Sequence[Section],
    rules: RuleSet,
    *,
    taken: Sequence[MoneyTable],
) -> list[MoneyTable]:
    """Runs of list items with one sum each, closed by a line such as `Totalt: 5 mnkr`."""
    headings = {section.where.span.start for section in sections}
    found: list[MoneyTable] = []
    for index, block in enumerate(document.blocks):
        total = _closing_sum(document, block, rules)
        if total is None or any(table.span.overlaps(block.span) for table in taken):
            continue
        items = _items_before(document, index, headings, rules)
        if len(items) >= _FEWEST_ITEMS:
            number = len(document.tables) + len(found) + 1
            found.append(_as_table(document, items, (block, total), number, rules))
    return found


def _closing_sum(document: Document, block: Block, rules: RuleSet) -> Figure | None:
    if block.kind not in ("paragraph", "list_item"):
        return None
    text = document.text[block.span.start : block.span.end]
    if len(text) > _LONGEST_TOTAL or not rules["list_total"].pattern.match(text):
        return None
    return _only_sum(document, block, rules)


def _only_sum(document: Document, block: Block, rules: RuleSet) -> Figure | None:
    text = document.text[block.span.start : block.span.end]
    sums = list(sums_in(text, block.span.start, rules))
    return sums[0] if len(sums) == 1 else None


def _items_before(
    document: Document, index: int, headings: set[int], rules: RuleSet
) -> list[tuple[Block, Figure]]:
    """The items above the closing line, through the short lines that group them."""
    items: list[tuple[Block, Figure]] = []
    for block in reversed(document.blocks[:index]):
        length = block.span.end - block.span.start
        figure = _only_sum(document, block, rules)
        if block.kind == "list_item" or _is_line(document, block, figure):
            if figure is None:
                break
            items.append((block, figure))
        elif block.kind != "footnote" and (figure or length > _LONGEST_GROUP or not items):
            break
        if block.span.start in headings and not _groups(document, block):
            break
    return list(reversed(items))


def _is_line(document: Document, block: Block, figure: Figure | None) -> bool:
    """A short paragraph that ends in its sum is an item without a mark."""
    if figure is None or block.kind != "paragraph":
        return False
    rest = document.text[figure.span.end : block.span.end].strip(" ).;,")
    return not rest and block.span.end - block.span.start <= _LONGEST_TOTAL


def _groups(document: Document, block: Block) -> bool:
    """A heading without a number may be no more than a line between the items."""
    return not document.text[block.span.start].isdigit()


def _as_table(
    document: Document,
    items: Sequence[tuple[Block, Figure]],
    total: tuple[Block, Figure],
    number: int,
    rules: RuleSet,
) -> MoneyTable:
    found = [_row(document, n, item, "item", rules) for n, item in enumerate(items)]
    found.append(_row(document, len(items), total, "total", rules))
    span = Span(items[0][0].span.start, total[0].span.end)
    table_id = f"{document.doc_id}-t{number:04d}"
    rows = tuple(row for row in found if isinstance(row, MoneyRow))
    unread = tuple(cell for cell in found if isinstance(cell, UnreadCell))
    return MoneyTable(table_id, 0, span, rows, is_list=True, unread=unread)


def _row(
    document: Document, row: int, item: tuple[Block, Figure], kind: RowKind, rules: RuleSet
) -> MoneyRow | UnreadCell:
    block, figure = item
    unit: Unit = figure.unit or "kr"
    label = _label(document, block, figure, rules)
    money = figure.money(unit)
    if money is None:
        return UnreadCell(row, label, kind, None, figure.span)
    years = {
        m["year"]
        for m in rules["year"].pattern.finditer(document.text, block.span.start, block.span.end)
    }
    year = int(years.pop()) if len(years) == 1 else None
    cell = MoneyCell(figure.span, money.value_sek, money.resolution_sek, money.unit, year)
    return MoneyRow(row, label, block.span, kind, 1, None, None, None, (cell,))


def _label(document: Document, block: Block, figure: Figure, rules: RuleSet) -> str:
    """What is left of the item without its sum and the brackets around it."""
    before = document.text[block.span.start : figure.span.start]
    after = document.text[figure.span.end : block.span.end]
    if before.rstrip().endswith("(") and ")" in after:
        before, after = before.rstrip()[:-1], after.partition(")")[2]
    text = rules["list_joint"].pattern.sub(" ", f"{before.strip()} {after.strip()}".strip())
    return " ".join(text.split()).strip(" :–-,.;")
