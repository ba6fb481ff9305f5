"""Documents that speak of the same money: an agreement, its copies, the decision on it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.report.recorded import RecordedDocument
from pipeline.report.web.areas import Areas

_DECISION = "regeringsbeslut"


@dataclass(frozen=True, slots=True)
class Repeat:
    """A document whose money another one states, which is counted instead."""

    document: RecordedDocument
    counted: RecordedDocument


def counted_once(
    documents: Iterable[RecordedDocument], areas: Areas
) -> tuple[tuple[RecordedDocument, ...], tuple[Repeat, ...]]:
    """The documents whose totals make up the money, and those that only repeat it.

    Two documents of one year speak of the same money where they state the same total for one
    area or under one title, and where one is the government's decision on the other: a decision
    carries the case number of what it approves, and may state the state's share alone. The
    agreement is counted rather than the decision, the larger total rather than the smaller.
    """
    counted: list[RecordedDocument] = []
    repeats: list[Repeat] = []
    for document in sorted(documents, key=_rank):
        same = next((other for other in counted if _same_money(document, other, areas)), None)
        if same is None:
            counted.append(document)
        else:
            repeats.append(Repeat(document, same))
    return tuple(counted), tuple(repeats)


def _rank(document: RecordedDocument) -> tuple[bool, int]:
    # Beyond its type and total a document keeps its place: sorting is stable.
    return document.doc_type == _DECISION, -int(document.total_sek or 0)


def _same_money(document: RecordedDocument, other: RecordedDocument, areas: Areas) -> bool:
    if document.year != other.year:
        return False
    if document.total_sek == other.total_sek and _same_subject(document, other, areas):
        return True
    one_decides = (document.doc_type == _DECISION) != (other.doc_type == _DECISION)
    return one_decides and not set(document.diarienummer).isdisjoint(other.diarienummer)


def _same_subject(document: RecordedDocument, other: RecordedDocument, areas: Areas) -> bool:
    if document.title is None or other.title is None:
        return False
    area = areas.of(document.title)
    if area is not None:
        return area == areas.of(other.title)
    return document.title.casefold() == other.title.casefold()
