"""What is marked on a document's pages: the places that rows were made of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from pipeline.model import Appropriation, Box, Deadline, Provenance, Span
from pipeline.report.recorded import RecordedAgreement
from pipeline.report.web.words import SiteWording
from pipeline.report.wording import kronor

MarkKind = Literal["responsibility", "appropriation", "deadline", "amount", "finding"]

_BESIDE = 1.5  # points of air between a figure and its frame


@dataclass(frozen=True, slots=True)
class Mark:
    """A place on a page. `key` is the row's id without the document's; it names the row and
    the place alike, so that each leads to the other. `label` is what is read out."""

    key: str
    kind: MarkKind
    page: int
    span: Span
    boxes: tuple[Box, ...]
    label: str

    @property
    def frames(self) -> tuple[Box, ...]:
        """The boxes, one a line, with a little air around them."""
        return tuple(
            Box(box.x0 - _BESIDE, box.top - _BESIDE, box.x1 + _BESIDE, box.bottom + _BESIDE)
            for box in self.boxes
        )


def key_of(row_id: str | None) -> str:
    """A row's id without its document's: `a0007`."""
    return (row_id or "").rpartition("-")[2]


def marks_of(agreement: RecordedAgreement, words: SiteWording) -> tuple[Mark, ...]:
    """All marks, wide ones first: what comes later lies above, and a figure is to be reached
    inside its sentence."""
    return (
        *_responsibilities(agreement, words),
        *(
            _mark(row.appropriation_id, "appropriation", row.where, appropriation_name(row, words))
            for row in agreement.appropriations
        ),
        *(
            _mark(row.deadline_id, "deadline", row.where, _deadline_label(row, words))
            for row in agreement.deadlines
        ),
        *(
            _mark(row.amount_id, "amount", row.where, f"{words['amount']} {kronor(row.value_sek)}")
            for row in agreement.amounts
        ),
    )


def _responsibilities(agreement: RecordedAgreement, words: SiteWording) -> Iterator[Mark]:
    """One for each place: a clause that obliges two parties is marked once."""
    seen: set[Span] = set()
    names = {party.party_id: party.name for party in agreement.parties}
    for row in agreement.responsibilities:
        if row.where.span not in seen:
            seen.add(row.where.span)
            who = names.get(row.party_id, row.party_id)
            label = f"{words['responsibility']}: {who}, {row.where.raw}"
            yield _mark(row.responsibility_id, "responsibility", row.where, label)


def _mark(row_id: str, kind: MarkKind, where: Provenance, label: str) -> Mark:
    return Mark(key_of(row_id), kind, where.page, where.span, where.boxes, label)


def _deadline_label(deadline: Deadline, words: SiteWording) -> str:
    return f"{words['deadline']} {deadline.date.isoformat()}, {words[deadline.kind]}"


def appropriation_name(row: Appropriation, words: SiteWording) -> str:
    """An appropriation as the budget numbers it: `Anslag 1:6, anslagspost 14`."""
    parts = [f"{words['appropriation']} {row.anslag or '–'}"]
    if row.anslagspost is not None:
        parts.append(f"{words['anslagspost']} {row.anslagspost}")
    return ", ".join(parts)
