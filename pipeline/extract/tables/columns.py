"""What the columns of a grid hold: labels, recipients, or money, and of which year and unit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from pipeline.extract.tables.figures import Figure, read_figure, sums_in, unit_in
from pipeline.model import Cell, Document, Table, Unit
from pipeline.rulebook import RuleSet

Row = tuple[Cell, ...]

_MOST_HEADER_ROWS = 4
_LARGE = 10_000  # figures without any unit are kronor only if they are all at least as large
_FEWEST_ROWS = 2
_WITNESSES = 2  # figures that the prose must print with the same unit to tell a table's unit


@dataclass(frozen=True, slots=True)
class Column:
    """A column of money."""

    index: int
    heading: str | None
    year: int | None
    unit: Unit


@dataclass(frozen=True)
class Layout:
    """A grid of money taken apart; `rows` are those below the headings."""

    rows: tuple[Row, ...]
    label_column: int
    number_column: int | None
    recipient_column: int | None
    unit_column: int | None
    money: tuple[Column, ...]
    caption: str | None


class Grid:
    """The cells of one table, with what can be told of them column by column."""

    def __init__(self, document: Document, table: Table, rules: RuleSet) -> None:
        self.document, self.table, self.rules = document, table, rules
        rows = (tuple(c for c in row if c.column >= 0 and c.text.strip()) for row in table.rows)
        self.rows: tuple[Row, ...] = tuple(row for row in rows if row)
        self._figures = {id(c): read_figure(c, rules) for row in self.rows for c in row}

    def figure(self, cell: Cell) -> Figure | None:
        return self._figures[id(cell)]

    def layout(self) -> Layout | None:
        """The grid's parts, None unless it is a table of money."""
        label = self._label_column()
        columns = self._money_columns()
        units = {index: self._unit(index) for index in columns}
        money = tuple(
            Column(index, self._heading(index), self._year(index), unit)
            for index, unit in units.items()
            if unit is not None
        )
        if label is None or not money or not self._has_enough_rows(money):
            return None
        return Layout(
            self.body,
            label,
            self._number_column(label),
            self._recipient,
            self._unit_column,
            money,
            self.caption,
        )

    # Headings

    @cached_property
    def _n_captions(self) -> int:
        """How many leading rows hold one cell only, above rows of headings or figures."""
        count = 0
        while count < len(self.rows) - 1 and self._is_caption(count):
            count += 1
        return count

    def _is_caption(self, index: int) -> bool:
        row, following = self.rows[index], self.rows[index + 1]
        if len(row) > 1 or self.figure(row[0]) is not None or self._n_columns < 2:
            return False
        heads = self._is_header(following) or self._names_unit(row[0].text)
        return heads and (len(following) > 1 or following[0].column != row[0].column)

    def _names_unit(self, text: str) -> bool:
        return unit_in(text, self.rules) is not None

    @cached_property
    def _n_headers(self) -> int:
        count = 0
        for row in self.rows[self._n_captions : self._n_captions + _MOST_HEADER_ROWS]:
            if not self._is_header(row):
                break
            count += 1
        return count

    def _is_header(self, row: Row) -> bool:
        """Headings hold no figures but years, and something beside the labels' column."""
        figures = [figure for cell in row if (figure := self.figure(cell)) is not None]
        years = [figure.number for figure in figures if figure.is_year]
        if len(years) != len(figures) or len(set(years)) != len(years):
            return False
        named = any(cell.column > 0 for cell in row)
        return named and not (figures and self.figure(row[0]) is None and self._is_total(row[0]))

    def _is_total(self, cell: Cell) -> bool:
        return self.rules["total"].pattern.match(cell.text) is not None

    @cached_property
    def body(self) -> tuple[Row, ...]:
        repeated = {self._words(row) for row in self._headers}
        rows = self.rows[self._n_captions + self._n_headers :]
        return tuple(row for row in rows if self._words(row) not in repeated)

    @property
    def _headers(self) -> tuple[Row, ...]:
        return self.rows[self._n_captions : self._n_captions + self._n_headers]

    @staticmethod
    def _words(row: Row) -> tuple[str, ...]:
        return tuple(cell.text.casefold() for cell in row)

    @property
    def caption(self) -> str | None:
        parts = [cell.text for row in self.rows[: self._n_captions] for cell in row]
        return " ".join(parts) or self.table.caption

    def _heading(self, column: int) -> str | None:
        """The heading of a column, folded over its rows."""
        parts = [c.text for row in self._headers for c in row if c.column == column]
        return " ".join(" ".join(parts).split()) or None

    # Columns

    @cached_property
    def _n_columns(self) -> int:
        return max((cell.column for row in self.rows for cell in row), default=-1) + 1

    def _column(self, index: int) -> Iterator[Cell]:
        return (cell for row in self.body for cell in row if cell.column == index)

    def _is_numeric(self, index: int) -> bool:
        cells = list(self._column(index))
        figures = sum(self.figure(cell) is not None for cell in cells)
        return 2 * figures > len(cells)

    def _label_column(self) -> int | None:
        """The leftmost column that is mostly text and does no other office; else one of years."""
        texts = Counter(
            cell.column for row in self.body for cell in row if self.figure(cell) is None
        )
        if self._unit_column is not None:
            del texts[self._unit_column]
        usual = [i for i in sorted(texts) if 2 * texts[i] >= len(self.body)]
        free = [i for i in usual if i != self._recipient and not self._is_ordinal(i)]
        found = min(free or usual or texts, default=None)
        return 0 if found is None and self._is_of_years(0) else found

    def _is_ordinal(self, index: int) -> bool:
        return self.rules["ordinal"].pattern.match(self._heading(index) or "") is not None

    def _is_of_years(self, index: int) -> bool:
        figures = [self.figure(cell) for cell in self._column(index)]
        return bool(figures) and all(figure is not None and figure.is_year for figure in figures)

    @cached_property
    def _unit_column(self) -> int | None:
        """A column whose cells say nothing but the unit of the figure beside them."""
        alone = self.rules["unit_alone"].pattern
        for index in range(1, self._n_columns):
            cells = list(self._column(index))
            if cells and all(alone.match(cell.text) for cell in cells):
                return index
        return None

    def _number_column(self, label: int) -> int | None:
        """A column of row numbers to the left of the labels."""
        return next((i for i in range(label) if self._is_numeric(i)), None)

    @cached_property
    def _recipient(self) -> int | None:
        for index in range(self._n_columns):
            heading = self._heading(index)
            if heading and self.rules["recipient"].pattern.match(heading):
                return None if self._is_numeric(index) else index
        return None

    def _money_columns(self) -> list[int]:
        label = self._label_column()
        first = 0 if label is None else label + 1
        return [i for i in range(first, self._n_columns) if self._may_be_money(i)]

    def _may_be_money(self, index: int) -> bool:
        if not self._is_numeric(index):
            return False
        heading = self._heading(index) or ""
        if self._is_ordinal(index):
            return False
        if unit_in(heading, self.rules) is not None:
            return True
        other = any(self.rules[name].pattern.search(heading) for name in ("counted", "foreign"))
        return not other and not self.rules["foreign"].pattern.search(self.caption or "")

    def _year(self, index: int) -> int | None:
        """The one year in the column's heading, else the one in the caption."""
        for text in (self._heading(index), self.caption):
            years = {m["year"] for m in self.rules["year"].pattern.finditer(text or "")}
            if len(years) == 1:
                return int(years.pop())
        return None

    def _has_enough_rows(self, money: Sequence[Column]) -> bool:
        indices = {column.index for column in money}
        rows = sum(
            any(c.column in indices and self.figure(c) is not None for c in row)
            for row in self.body
        )
        return rows >= _FEWEST_ROWS or (rows == 1 and bool(self._headers))

    # Units

    def _unit(self, index: int) -> Unit | None:
        """The column's own unit, else the table's, else what size or prose make clear.

        A heading comes before the caption, and a unit behind a figure is that figure's alone.
        """
        own = unit_in(self._heading(index) or "", self.rules)
        return own or self._printed_in(index) or self._table_unit or self._guessed(index)

    def _printed_in(self, index: int) -> Unit | None:
        """The unit in the cells themselves, for a column without any other."""
        figures = [figure for c in self._column(index) if (figure := self.figure(c))]
        units = Counter(figure.unit for figure in figures if figure.unit)
        if self._unit_column is not None:
            beside = (unit_in(c.text, self.rules) for c in self._column(self._unit_column))
            units.update(unit for unit in beside if unit is not None)
        if 2 * sum(units.values()) <= len(figures):
            return None
        return units.most_common(1)[0][0]

    @cached_property
    def _table_unit(self) -> Unit | None:
        texts = [*map(self._heading, range(self._n_columns)), self.caption]
        found = (unit_in(self._without_sums(text), self.rules) for text in texts)
        return next((unit for unit in found if unit), None) or self._label_unit or self._unit_above

    @cached_property
    def _label_unit(self) -> Unit | None:
        """A unit in a row's label, in brackets or on its own: `Summa (miljoner kronor)`."""
        for row in reversed(self.body):
            match = self.rules["label_unit"].pattern.search(row[0].text)
            if match:
                return unit_in(match["unit"], self.rules)
        return None

    @cached_property
    def _unit_above(self) -> Unit | None:
        """A unit that the line above names without a figure (`i miljoner kronor:`)."""
        above = [b for b in self.document.blocks if b.span.end <= self.table.span.start]
        if not above or above[-1].kind == "table":
            return None
        text = self.document.text[above[-1].span.start : above[-1].span.end]
        return unit_in(self._without_sums(text), self.rules)

    def _without_sums(self, text: str | None) -> str:
        return str(self.rules["amount"].pattern.sub(" ", text or ""))

    def _guessed(self, index: int) -> Unit | None:
        figures = [figure for c in self._column(index) if (figure := self.figure(c))]
        sums = [money.value_sek for figure in figures if (money := figure.money("kr"))]
        if sums and all(abs(value) >= _LARGE or value == 0 for value in sums):
            return "kr"
        return self._unit_in_prose

    @cached_property
    def _unit_in_prose(self) -> Unit | None:
        """The unit that the running text prints behind the figures of this table."""
        columns = self._money_columns()
        cells = (c for row in self.body for c in row if c.column in columns)
        numbers = {figure.number for c in cells if (figure := self.figure(c))}
        seen: dict[Unit, set[str]] = {}
        for figure in self._prose_sums():
            if figure.unit and figure.number in numbers:
                seen.setdefault(figure.unit, set()).add(figure.number)
        best = max(seen, key=lambda unit: len(seen[unit]), default=None)
        return best if best and len(seen[best]) >= _WITNESSES else None

    def _prose_sums(self) -> Iterator[Figure]:
        for block in self.document.blocks:
            if block.kind in ("paragraph", "list_item"):
                text = self.document.text[block.span.start : block.span.end]
                yield from sums_in(text, block.span.start, self.rules)
