"""A table's rows against the money that the text of their sections sets aside."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.model import Amount, Section
from pipeline.reconcile.columns import Column, Row
from pipeline.reconcile.ledger import Ledger
from pipeline.reconcile.matching import ENOUGH, best, row_sections
from pipeline.reconcile.proposals import Proposal, restated
from pipeline.reconcile.tables_together import scope_of
from pipeline.reconcile.wording import content_words, parties_in, similarity


def propose(ledger: Ledger) -> Iterator[Proposal]:
    """Every row that the text of a section states again, whole or split."""
    for column in ledger.columns:
        places = row_sections(ledger, column)
        for row in column.rows():
            section = places.get(row.item.row)
            if section is not None:
                yield from _whole(ledger, column, row, section)
        for top in column.tops:
            section = places.get(top.item.row)
            if section is not None and top.children:
                yield from _Parts(ledger, column, top, section, places).propose()


def section_money(ledger: Ledger, column: Column, section: Section) -> tuple[Amount, ...]:
    """What a section sets aside for itself: its own allocations, else those just below it."""
    level: tuple[Section, ...] = (section,)
    while level:
        here = {s.section_id for s in level}
        here |= {c.section_id for s in level for c in ledger.children(s.section_id) if not c.number}
        found = tuple(
            amount
            for amount in ledger.allocations
            if amount.section_id in here and ledger.same_year(amount.year, column.year)
        )
        if found:
            return found
        level = tuple(child for s in level for child in ledger.children(s.section_id))
    return ()


def _whole(ledger: Ledger, column: Column, row: Row, section: Section) -> Iterator[Proposal]:
    money = _for_column(ledger, column, section_money(ledger, column, section))
    if not money:
        return
    places = {amount.section_id for amount in money}
    if len(places) > 1 and row.children:
        return  # the rows below it are held against these sections one by one
    readings = tuple(_share(ledger, column, reading) for reading in _wholes(ledger, money))
    firm = _says_row(ledger, row, section, readings[0])
    place = section.number or section.title
    yield Proposal(
        "table_vs_prose",
        f"{row.label}: raden i {column.name} mot texten i avsnitt {place}",
        row.figure,
        tuple(tuple(ledger.figure(amount) for amount in reading) for reading in readings),
        firm,
        None if firm else "texten behöver inte avse radens hela belopp",
        family=f"rows of {column.table_id}",
    )


def _for_column(ledger: Ledger, column: Column, money: tuple[Amount, ...]) -> tuple[Amount, ...]:
    """All of it for a column of whole sums; for a party's column, what goes to that party."""
    if column.is_whole:
        return money
    scope = scope_of(ledger, column)
    return tuple(amount for amount in money if {ledger.recipient(amount)} == scope)


def _wholes(ledger: Ledger, money: tuple[Amount, ...]) -> tuple[tuple[Amount, ...], ...]:
    """The ways to read several allocations of a section: all are its money together, or one
    of them is, the first where it is split up (`X, varav A …. SKR tilldelas B`)."""
    headed = len(money) > 1 and bool(ledger.parts_of.get(money[0].amount_id))
    alone = tuple((amount,) for amount in money)
    return tuple(dict.fromkeys((*alone, money) if headed else (money, *alone)))


def _share(ledger: Ledger, column: Column, money: tuple[Amount, ...]) -> tuple[Amount, ...]:
    """In a table of one party's money, the part that the party pays of a shared whole."""
    scope = scope_of(ledger, column)
    parts = ledger.parts_of.get(money[0].amount_id, ()) if len(money) == 1 else ()
    mine = tuple(part for part in parts if {ledger.party(part)} == scope)
    return mine or money


def _says_row(ledger: Ledger, row: Row, section: Section, money: Sequence[Amount]) -> bool:
    """Whether the text means the whole row: nobody else's money, and one statement."""
    if len(money) > 1:
        return len({amount.statement for amount in money}) == 1 and not row.children
    amount = money[0]
    recipient = ledger.recipient(amount)
    if recipient is None or recipient == "staten" or recipient in row.recipients:
        return True
    about = ledger.about(amount)
    return max(similarity(about, row.label), similarity(about, section.title)) >= ENOUGH


class _Parts:
    """The rows below a row against the amounts that its section's money is split into."""

    def __init__(
        self, ledger: Ledger, column: Column, top: Row, section: Section, places: dict[int, Section]
    ) -> None:
        self.ledger, self.column, self.section = ledger, column, section
        whole = {amount.amount_id for amount in section_money(ledger, column, section)}
        heads = {a for a in whole if ledger.parts_of.get(a)} or whole
        self.open = [
            amount
            for amount in ledger.prose
            if ledger.within(amount, section.section_id)
            and amount.amount_id not in (heads if len(whole) > 1 else whole)
            and amount.role != "reference"
            and ledger.same_year(amount.year, column.year)
        ]
        self.rows = [row for row in top.subtree() if row is not top and not row.children]
        self.top = top
        self.placed = {n for n, s in places.items() if section_money(ledger, column, s)}

    def propose(self) -> Iterator[Proposal]:
        rows = [row for row in self.rows if row.item.row not in self.placed]
        yield from self._by_party([row for row in rows if _party_alone(row)])
        yield from self._by_purpose([row for row in rows if not _party_alone(row)])
        yield from self._inside(rows)
        yield from self._shares()

    def _by_party(self, rows: list[Row]) -> Iterator[Proposal]:
        for row in rows:
            party = _party_alone(row)
            named = [a for a in self.open if self.ledger.party(a) == party]
            split = bool(row.children or row.inside)
            fitting = [a for a in named if bool(self.ledger.parts_of.get(a.amount_id)) == split]
            chosen = named if len(named) == 1 else fitting
            if len(chosen) == 1:
                yield self._row(row, chosen[0])

    def _by_purpose(self, rows: list[Row]) -> Iterator[Proposal]:
        by_label: dict[str, list[Row]] = {}
        for row in rows:
            by_label.setdefault(row.label.casefold(), []).append(row)
        ranked = sorted(
            (
                (similarity(label, self.ledger.about(a)), label, a)
                for label in by_label
                for a in self.open
            ),
            key=lambda scored: -scored[0],
        )
        for score, label, amount in ranked:
            if score >= ENOUGH and label in by_label and amount in self.open:
                if self.ledger.parts_of.get(amount.amount_id) and len(by_label[label]) == 1:
                    continue
                yield self._group(by_label.pop(label), amount)

    def _inside(self, rows: list[Row]) -> Iterator[Proposal]:
        about = self.ledger.about
        for row in rows:
            for inner in row.inside:
                again = best(about(inner), ((about(a), a) for a in self.open))
                party = self.ledger.party(inner)
                same = [a for a in self.open if party and self.ledger.party(a) == party]
                again = again or (same[0] if len(same) == 1 else None)
                if again is not None:
                    self.open.remove(again)
                    figure = self.ledger.figure(inner)
                    label = f"{figure.label}: radens text mot texten i avsnitt {self._place}"
                    yield restated("table_vs_prose", label, figure, self.ledger.figure(again))

    def _shares(self) -> Iterator[Proposal]:
        """A party's money in the text that the text splits on, against that party's rows."""
        for amount in self.open:
            party = self.ledger.party(amount)
            if party is None or not self.ledger.parts_of.get(amount.amount_id):
                continue
            rows = [row for row in self.top.leaves() if row.recipients == {party}]
            if len(rows) > 1:
                figure = self.ledger.figure(amount)
                label = f"{figure.label}: mottagarens rader i {self.column.name} mot texten"
                parts = tuple(row.figure for row in rows)
                yield Proposal("table_vs_prose", label, figure, (parts,))

    def _row(self, row: Row, amount: Amount) -> Proposal:
        self.open.remove(amount)
        label = f"{row.label}: raden i {self.column.name} mot texten i avsnitt {self._place}"
        return restated("table_vs_prose", label, row.figure, self.ledger.figure(amount))

    def _group(self, rows: list[Row], amount: Amount) -> Proposal:
        if len(rows) == 1:
            return self._row(rows[0], amount)
        self.open.remove(amount)
        label = f"{rows[0].label}: raderna i {self.column.name} mot texten i avsnitt {self._place}"
        parts = tuple(row.figure for row in rows)
        return Proposal("table_vs_prose", label, self.ledger.figure(amount), (parts,))

    @property
    def _place(self) -> str:
        return self.section.number or self.section.title


def _party_alone(row: Row) -> str | None:
    """The party that a row is named after, where its first words say nothing else."""
    words = [word for word in row.words[:3] if word.lower() not in ("medel", "till", "för")][:2]
    named = parties_in(" ".join(words))
    about = {word for word in content_words(" ".join(words)) if not parties_in(word)}
    return next(iter(named)) if len(named) == 1 and not about else None
