"""A chapter's rows against the amounts that its section's money is split into."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pipeline.model import Amount, Section
from pipeline.reconcile.columns import Column, Row
from pipeline.reconcile.intervals import Figure
from pipeline.reconcile.ledger import Ledger
from pipeline.reconcile.matching import ENOUGH, best
from pipeline.reconcile.proposals import Proposal
from pipeline.reconcile.wording import content_words, is_contained, parties_in, similarity

_PART = "texten behöver inte avse radens hela belopp"
_LINKS = ("medel", "till", "för")


class ChapterParts:
    """Pairs rows with amounts: by party first, then by wording, each amount once.

    `places` tells which rows have a section of their own and are held against that.
    """

    def __init__(
        self,
        ledger: Ledger,
        column: Column,
        top: Row,
        section: Section,
        places: Mapping[int, Section],
    ) -> None:
        self.ledger, self.column, self.top = ledger, column, top
        self.place = section.number or section.title
        whole = {amount.amount_id for amount in ledger.money_of(section, column)}
        heads = {a for a in whole if ledger.parts_of.get(a)} or whole
        self.open = [
            amount
            for amount in ledger.prose
            if ledger.within(amount, section.section_id)
            and amount.amount_id not in (heads if len(whole) > 1 else whole)
            and amount.role != "reference"
            and column.is_for(amount.year)
        ]
        placed = {n for n, s in places.items() if ledger.money_of(s, column)}
        self.rows = [r for r in top.leaves() if r is not top and r.item.row not in placed]

    def propose(self) -> Iterator[Proposal]:
        """The rows, the figures within their labels, and what the text gives a party."""
        yield from self._by_party([row for row in self.rows if _party_alone(row)])
        yield from self._by_wording([row for row in self.rows if not _party_alone(row)])
        yield from self._inside()
        yield from self._shares()

    def _by_party(self, rows: list[Row]) -> Iterator[Proposal]:
        for row in rows:
            party = _party_alone(row)
            named = [a for a in self.open if self.ledger.party(a) == party]
            split = bool(row.inside)
            fitting = [a for a in named if self._is_split(a) == split]
            chosen = named if len(named) == 1 else fitting
            if len(chosen) == 1:
                yield self._pair([row], chosen[0], firm=True)

    def _by_wording(self, rows: list[Row]) -> Iterator[Proposal]:
        by_label: dict[str, list[Row]] = {}
        for row in rows:
            by_label.setdefault(row.label, []).append(row)
        about = self.ledger.about
        ranked = sorted(
            ((similarity(label, about(a)), label, a) for label in by_label for a in self.open),
            key=lambda scored: -scored[0],
        )
        for score, label, amount in ranked:
            if score < ENOUGH or label not in by_label or amount not in self.open:
                continue
            if len(by_label[label]) > 1 or not self._is_split(amount):
                whole_label = is_contained(label, about(amount))
                yield self._pair(by_label.pop(label), amount, firm=whole_label)

    def _inside(self) -> Iterator[Proposal]:
        about, party = self.ledger.about, self.ledger.party
        for row in self.rows:
            for inner in row.inside:
                again = best(about(inner), ((about(a), a) for a in self.open))
                if again is None:
                    continue
                self.open.remove(again)
                figure = self.ledger.figure(inner)
                yield Proposal(
                    "table_vs_prose",
                    f"{self.ledger.name(inner)}: radens text mot texten i avsnitt {self.place}",
                    figure,
                    ((self.ledger.figure(again),),),
                    firm=party(inner) is not None and party(again) in (None, party(inner)),
                    doubt=_PART,
                )

    def _shares(self) -> Iterator[Proposal]:
        """A party's money in the text that the text splits on, against that party's rows."""
        for amount in self.open:
            party = self.ledger.party(amount)
            rows = [row for row in self.top.leaves() if row.recipients == {party}]
            if party is not None and self._is_split(amount) and len(rows) > 1:
                figure = self.ledger.figure(amount)
                rows_of = f"mottagarens rader i {self.column.name}"
                label = f"{self.ledger.name(amount)}: {rows_of} mot texten"
                parts = tuple(row.figure for row in rows)
                yield Proposal("table_vs_prose", label, figure, (parts,))

    def _pair(self, rows: list[Row], amount: Amount, *, firm: bool) -> Proposal:
        self.open.remove(amount)
        where = f"i {self.column.name} mot texten i avsnitt {self.place}"
        figure = self.ledger.figure(amount)
        if len(rows) == 1:
            label = f"{rows[0].title}: raden {where}"
            parts: tuple[Figure, ...] = (figure,)
            return Proposal("table_vs_prose", label, rows[0].figure, (parts,), firm, _PART)
        parts = tuple(row.figure for row in rows)
        return Proposal(
            "table_vs_prose", f"{rows[0].title}: raderna {where}", figure, (parts,), firm, _PART
        )

    def _is_split(self, amount: Amount) -> bool:
        return bool(self.ledger.parts_of.get(amount.amount_id))


def _party_alone(row: Row) -> str | None:
    """The party that a row is named after, where its first words say nothing else."""
    words = " ".join([word for word in row.words[:3] if word.lower() not in _LINKS][:2])
    named = parties_in(words)
    about = {word for word in content_words(words) if not parties_in(word)}
    return next(iter(named)) if len(named) == 1 and not about else None
