"""Tables that a page break cut in two and the reader left apart, as one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.extract.tables.figures import read_figure
from pipeline.model import Cell, Document, Span, Table
from pipeline.rulebook import RuleSet


def whole_tables(document: Document, rules: RuleSet) -> tuple[Table, ...]:
    """The document's tables, the parts of a cut one joined under the first part's id."""
    found: list[Table] = []
    for table in document.tables:
        if found and _goes_on(document, found[-1], table, rules):
            found[-1] = _joined(found[-1], table)
        else:
            found.append(table)
    return tuple(found)


def _goes_on(document: Document, first: Table, second: Table, rules: RuleSet) -> bool:
    """Whether the second begins at the top of the next page, without headings of its own.

    Sums alone may follow a sum; rows may not, for a total ends a table.
    """
    last_page = max((cell.page for cell in first.cells), default=first.page)
    if second.page != last_page + 1 or _width(first) != _width(second):
        return False
    if _text_between(document, first, second):
        return False
    ends = _is_sum(first.rows[-1], rules)
    if ends and not all(_is_sum(row, rules) for row in second.rows):
        return False
    opening = second.rows[0]
    return _texts(opening) == _texts(first.rows[0]) or _has_figure(opening, rules)


def _width(table: Table) -> int:
    return max((cell.column for cell in table.cells), default=0)


def _text_between(document: Document, first: Table, second: Table) -> bool:
    between = Span(first.span.end, second.span.start)
    return any(
        between.start <= block.span.start < between.end and block.kind != "footnote"
        for block in document.blocks
    )


def _texts(row: Sequence[Cell]) -> list[str]:
    return [cell.text for cell in row if cell.text]


def _is_sum(row: Sequence[Cell], rules: RuleSet) -> bool:
    names = ("total", "spaced_total")
    return any(rules[name].pattern.match(row[0].text) for name in names)


def _has_figure(row: Sequence[Cell], rules: RuleSet) -> bool:
    figures = [read_figure(cell, rules) for cell in row]
    return any(figure is not None and not figure.is_year for figure in figures)


def _joined(first: Table, second: Table) -> Table:
    last = max(cell.row for cell in first.cells)
    moved = (replace(cell, row=last + 1 + cell.row) for cell in second.cells)
    return replace(
        first,
        span=Span(first.span.start, second.span.end),
        cells=(*first.cells, *moved),
        ruled=first.ruled or second.ruled,
    )
