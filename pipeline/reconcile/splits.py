"""Amounts of the text and what the text splits them into."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.model import Amount
from pipeline.reconcile.ledger import Ledger
from pipeline.reconcile.matching import SAME_TITLE
from pipeline.reconcile.proposals import Proposal, restated
from pipeline.reconcile.wording import section_numbers, similarity

_PAYERS = frozenset({"staten", "regionerna", "kommunerna", "skr"})


def propose(ledger: Ledger) -> Iterator[Proposal]:
    """Splits that exhaust their whole, and parts that another section states again."""
    for whole in ledger.prose:
        yield from _split(ledger, whole)
    yield from _to_other_party(ledger)
    yield from _elsewhere(ledger)


def _split(ledger: Ledger, whole: Amount) -> Iterator[Proposal]:
    parts = [part for part in ledger.parts_of.get(whole.amount_id, ()) if not part.in_table]
    for statement in _statements(parts):
        if len(statement) < 2:
            continue
        firm = _exhausts(ledger, statement)
        figure = ledger.figure(whole)
        yield Proposal(
            "split",
            f"{figure.label}: delarna mot helheten",
            figure,
            (tuple(ledger.figure(part) for part in statement),),
            firm,
            None if firm else "delarna behöver inte uttömma beloppet",
            at_most=True,
        )


def _statements(parts: list[Amount]) -> list[list[Amount]]:
    """Parts stated together; a `resterande` closes what was split off before it."""
    if any(part.relation == "resterande" for part in parts):
        return [parts]
    grouped: dict[int, list[Amount]] = {}
    for part in parts:
        grouped.setdefault(part.statement, []).append(part)
    return list(grouped.values())


def _exhausts(ledger: Ledger, parts: list[Amount]) -> bool:
    """`Resterande` and `fördelas` exhaust the whole, and so do shares of the parties."""
    if any(part.relation in ("resterande", "fördelas") for part in parts):
        return True
    parties = {ledger.recipient(part) for part in parts}
    return len(parties) == len(parts) and parties <= _PAYERS


def _to_other_party(ledger: Ledger) -> Iterator[Proposal]:
    """`X, varav A till regionerna. … SKR tilldelas B`: two parties share a section's money."""
    for whole in ledger.allocations:
        parts = [p for p in ledger.parts_of.get(whole.amount_id, ()) if not p.in_table]
        others = [
            a
            for a in ledger.allocations
            if a.section_id == whole.section_id
            and a is not whole
            and a.where.span.start > whole.where.span.start
        ]
        parties = {ledger.recipient(a) for a in (*parts, *others)}
        if len(parts) == len(others) == 1 and len(parties) == 2 and parties <= _PAYERS:
            figure = ledger.figure(whole)
            yield Proposal(
                "split",
                f"{figure.label}: parternas delar mot helheten",
                figure,
                ((ledger.figure(parts[0]), ledger.figure(others[0])),),
                firm=False,
                doubt="parternas delar behöver inte uttömma beloppet",
            )


def _elsewhere(ledger: Ledger) -> Iterator[Proposal]:
    """A part that its own section, or the section it is taken from, states again."""
    for part in ledger.prose:
        if part.role != "component" or part.bound is not None:
            continue
        for section in ledger.facts.sections:
            if ledger.within(part, section.section_id):
                continue
            if not _refers(part, section.number, section.title):
                continue
            again = [
                a
                for a in ledger.prose
                if a.section_id == section.section_id and _same_share(ledger, part, a)
            ]
            if len(again) == 1:
                yield _restated_in_order(ledger, part, again[0])


def _refers(part: Amount, number: str | None, title: str) -> bool:
    purpose = part.purpose or ""
    if number is not None and number in section_numbers(purpose):
        return True
    return similarity(purpose, title) >= SAME_TITLE


def _same_share(ledger: Ledger, part: Amount, other: Amount) -> bool:
    if other.role == "reference" or not ledger.same_year(part.year, other.year):
        return False
    if part.parent_amount_id is not None and other.role == "allocation":
        return other.parent_amount_id is None
    # the same part again: of the other section's own money, to the same recipient
    return (
        other.role == "component"
        and ledger.recipient(other) is not None
        and ledger.recipient(other) == ledger.recipient(part)
    )


def _restated_in_order(ledger: Ledger, one: Amount, two: Amount) -> Proposal:
    first, second = sorted((one, two), key=lambda amount: amount.where.span.start)
    figure, again = ledger.figure(first), ledger.figure(second)
    label = f"{figure.label}: samma belopp på två ställen"
    return restated("total_vs_total", label, figure, again)
