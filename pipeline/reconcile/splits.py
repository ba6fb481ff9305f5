"""Amounts of the text and what the text splits them into."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from pipeline.model import Amount, Section
from pipeline.reconcile.intervals import Figure
from pipeline.reconcile.ledger import Ledger
from pipeline.reconcile.matching import SAME_TITLE
from pipeline.reconcile.proposals import Proposal, exceeds_manifold, is_of_its_order
from pipeline.reconcile.wording import section_numbers, similarity

_YEARLY = re.compile(r"\bper år\b|\bårlig(?:en|t)\b|/år\b", re.IGNORECASE)
_LIST = 3  # fewer sums than these are no list
_DOERS = frozenset({"regionerna", "kommunerna"})
_FURTHER = re.compile(r"\b(?:därutöver|utöver|dessutom|ytterligare|också|även)\b", re.IGNORECASE)
_PAYERS = frozenset({"staten", "regionerna", "kommunerna", "skr"})


def propose(ledger: Ledger) -> Iterator[Proposal]:
    """Splits that exhaust their whole, and parts that another section states again."""
    for whole in ledger.prose:
        yield from _split(ledger, whole)
        if ledger.sums_up(whole) and whole.parent_amount_id is None:
            yield from _announced(ledger, whole)
            yield from _summed_up(ledger, whole)
    yield from _to_other_party(ledger)
    yield from _elsewhere(ledger)


def _split(ledger: Ledger, whole: Amount) -> Iterator[Proposal]:
    parts = [part for part in ledger.parts_of.get(whole.amount_id, ()) if not part.in_table]
    for statement in _statements(parts):
        unmarked = _unmarked(ledger, whole, statement)
        alone = _only_whole(ledger, whole, statement, unmarked)
        firm = alone and len(statement) > 1 and _exhausts(ledger, whole, statement)
        doubt = "delarna behöver inte uttömma beloppet" if len(statement) > 1 else None
        together = sorted((*statement, *unmarked), key=_place)
        yield Proposal(
            "split",
            f"{ledger.name(whole)}: delarna mot helheten",
            ledger.figure(whole),
            tuple(
                _figures(ledger, whole, reading)
                for reading in dict.fromkeys((tuple(together), tuple(statement)))
            ),
            firm,
            None if firm else doubt,
            at_most=alone and _is_held_in(whole, statement),
            unread=ledger.unread_beside(whole),
        )


def _figures(ledger: Ledger, whole: Amount, parts: Sequence[Amount]) -> tuple[Figure, ...]:
    if all(part.statement == whole.statement for part in parts):
        return ledger.together(parts, whole)
    return tuple(map(ledger.figure, parts))


def _announced(ledger: Ledger, whole: Amount) -> Iterator[Proposal]:
    """`Sammanlagt X.` and then a list of sums, one in each of the statements that follow."""
    after = [
        amount
        for amount in ledger.allocations
        if amount.section_id == whole.section_id and _place(amount) > _place(whole)
    ]
    steps = [b.statement - a.statement for a, b in pairwise([whole, *after])]
    if len(after) < _LIST or ledger.parts_of.get(whole.amount_id) or steps[0] not in (1, 2):
        return
    if all(step == 1 for step in steps[1:]):
        yield Proposal(
            "split",
            f"{ledger.name(whole)}: beloppen som följer mot helheten",
            ledger.figure(whole),
            (tuple(map(ledger.figure, after)),),
            firm=False,
            doubt="det framgår inte att beloppen som följer är alla delar",
        )


def _summed_up(ledger: Ledger, whole: Amount) -> Iterator[Proposal]:
    """`A till X. Dessutom B till Y. Totalt C`: a paragraph that closes with its sum."""
    before = [
        amount
        for amount in ledger.prose
        if amount.statement == whole.statement
        and amount.section_id == whole.section_id
        and amount.parent_amount_id is None
        and _place(amount) < _place(whole)
        and ledger.same_year(amount.year, whole.year)
    ]
    if len(before) < 2 or all(map(ledger.sums_up, before)):
        return  # a list of sums is not closed by the last of them
    parts = _figures(ledger, whole, before)
    if is_of_its_order(ledger.figure(whole), parts):
        yield Proposal(
            "split",
            f"{ledger.name(whole)}: beloppen före mot summan",
            ledger.figure(whole),
            (parts,),
            firm=False,
            doubt="det framgår inte att beloppen före är alla delar",
        )


def _place(amount: Amount) -> int:
    return amount.where.span.start


def _unmarked(ledger: Ledger, whole: Amount, parts: list[Amount]) -> list[Amount]:
    """`X. Av dessa A. B tilldelas SKR. Resterande C`: what stands between the first part and
    the rest is a part too, although no word of its own says so."""
    last = next((part for part in parts if part.relation == "resterande"), None)
    if last is None:
        return []
    first = min(map(_place, parts))
    return [
        amount
        for amount in ledger.prose
        if amount.parent_amount_id is None
        and amount.role == "allocation"
        and amount.statement == whole.statement == last.statement
        and first < _place(amount) < _place(last)
    ]


def _is_held_in(whole: Amount, parts: list[Amount]) -> bool:
    """Whether the parts cannot be more than the whole: stated with it, and for as long."""
    here = all(part.statement == whole.statement for part in parts)
    yearly = bool(_YEARLY.search(whole.clause or ""))
    return here and all(bool(_YEARLY.search(part.clause or "")) == yearly for part in parts)


def _statements(parts: list[Amount]) -> list[list[Amount]]:
    """Parts stated together; a `resterande` closes what was split off before it."""
    if any(part.relation == "resterande" for part in parts):
        return [parts]
    grouped: dict[tuple[int, bool], list[Amount]] = {}
    for part in parts:  # `X, varav A från staten …. Medlen fördelas enligt nedan:` splits it twice
        key = (part.statement, part.relation == "fördelas")
        grouped.setdefault(key, []).append(part)
    return list(grouped.values())


def _exhausts(ledger: Ledger, whole: Amount, parts: list[Amount]) -> bool:
    """`Resterande` exhausts the whole, and `fördelas` one that is stated in the same breath; so
    does what the state and the other party pay, what regions and municipalities get, and of
    the whole agreement's money what each party gets."""
    if _year_by_year(parts):
        return True
    if not all(ledger.same_year(part.year, whole.year) for part in parts):
        return False
    if any(part.relation == "resterande" for part in parts):
        return True
    if all(part.relation == "fördelas" for part in parts):
        here = all(part.statement == whole.statement for part in parts)
        return here or _is_list_of(ledger, whole, parts)
    parties = {ledger.party(part) for part in parts}
    if len(parties) != len(parts) or not parties <= _PAYERS:
        return False
    both = {"regionerna", "kommunerna"} <= parties
    return "staten" in parties or both or whole in ledger.grand_totals


def _is_list_of(ledger: Ledger, whole: Amount, parts: Sequence[Amount]) -> bool:
    """Whether a list of the same section divides its one sum, for the same year and exact."""
    beside = [
        amount
        for amount in ledger.prose
        if amount.section_id == whole.section_id
        and amount.parent_amount_id is None
        and amount.role in ("total", "allocation")
    ]
    together = {(p.section_id, p.year, p.bound) for p in (whole, *parts)}
    exact = together == {(whole.section_id, whole.year, None)} and whole.year is not None
    return beside == [whole] and exact and len(parts) >= _LIST


def _year_by_year(parts: Sequence[Amount]) -> bool:
    """`varav A utbetalas 2016 och B 2017`: each part is for a year of its own."""
    years = {part.year for part in parts}
    told = all(part.relation in ("varav", "av dessa") for part in parts)
    return told and len(years) == len(parts) > 1 and None not in years


def _only_whole(
    ledger: Ledger, whole: Amount, parts: Sequence[Amount], unmarked: list[Amount]
) -> bool:
    """Whether a paragraph states no other sum that the parts might be taken from: none of the
    year and as great as the greatest of them; a sum for each of many is none."""
    greatest = max(part.value_sek for part in parts)
    marked = any(part.relation != "fördelas" for part in parts)
    return not any(
        amount.statement == whole.statement
        and amount.section_id == whole.section_id
        and amount.parent_amount_id is None
        and amount.role in ("total", "allocation")
        and amount.value_sek >= greatest
        and (not marked or ledger.same_year(amount.year, whole.year))
        for amount in ledger.prose
        if amount is not whole
        and amount not in unmarked
        and amount.amount_id != whole.parent_amount_id
    )


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
        shares = (*parts, *others)
        parties = {ledger.party(a) for a in shares}
        if len(shares) == 2 == len(parties) and parties <= _PAYERS and len(parts) < 2:
            figures = tuple(map(ledger.figure, shares))
            firm = not parts and _are_shared_by(whole, others)
            apart = not parts and any(_FURTHER.search(other.clause or "") for other in others)
            if apart or (not firm and exceeds_manifold(ledger.figure(whole), figures)):
                continue
            yield Proposal(
                "split",
                f"{ledger.name(whole)}: parternas delar mot helheten",
                ledger.figure(whole),
                (figures,),
                firm,
                doubt="parternas delar behöver inte uttömma beloppet",
                at_most=bool(parts) and _is_all_in_all(ledger, whole, shares),
            )


def _is_all_in_all(ledger: Ledger, whole: Amount, shares: Sequence[Amount]) -> bool:
    """`Totalt X, varav A till regionerna. SKR tilldelas B.`: what is called all of a section's
    money holds whatever the section gives anybody, unless that is said to come on top."""
    same = all(ledger.same_year(share.year, whole.year) for share in shares)
    exact = not any(amount.bound for amount in (whole, *shares))
    apart = any(_FURTHER.search(share.clause or "") for share in shares)
    return ledger.sums_up(whole) and whole.recipient is None and same and exact and not apart


def _are_shared_by(whole: Amount, others: Sequence[Amount]) -> bool:
    """`För X avsätts A. Kommunerna får B och regionerna C.`: money of nobody yet, and then what
    each of those who do the work gets of it."""
    here = all(other.statement == whole.statement for other in others)
    gets = {other.recipient for other in others}
    return here and whole.recipient is None and gets == _DOERS


def _elsewhere(ledger: Ledger) -> Iterator[Proposal]:
    """A part that another section states again."""
    for part in ledger.prose:
        if part.role == "reference" or part.bound is not None:
            continue
        for section in ledger.facts.sections:
            if not ledger.within(part, section.section_id) and (
                _names(part, section)
                or (part.role == "component" and _is_for(ledger, part, section))
            ):
                yield from _in_section(ledger, part, section)
        if part.role == "component":
            yield from _again(ledger, part)


def _names(part: Amount, section: Section) -> bool:
    """`… till aktivitet 4.3`"""
    return section.number is not None and section.number in section_numbers(part.clause or "")


def _is_for(ledger: Ledger, part: Amount, section: Section) -> bool:
    return similarity(ledger.about(part), section.title) >= SAME_TITLE


def _in_section(ledger: Ledger, part: Amount, section: Section) -> Iterator[Proposal]:
    """A part for an activity with a section of its own against that section's money.

    What a part of one area gives to another area's section need not be all of its money:
    only the sections below the part's own are its activities.
    """
    own = [a for a in ledger.allocations if a.section_id == section.section_id]
    below = any(s.section_id == part.section_id for s in ledger.path(section.parent_id))
    if (
        len(own) == 1
        and ledger.same_year(part.year, own[0].year)
        and (below or part.parent_amount_id is not None)
    ):
        yield _same_money(ledger, part, own[0], firm=below or _is_said_again(ledger, part, own[0]))


def _is_said_again(ledger: Ledger, part: Amount, own: Amount) -> bool:
    """Whether a part of the agreement's money is set aside again for the same, in its words."""
    wholes = {total.amount_id for total in ledger.grand_totals}
    purposes = (part.purpose, own.purpose)
    if part.parent_amount_id not in wholes or own.bound is not None or None in purposes:
        return False
    alike = similarity(part.purpose or "", own.purpose or "") >= SAME_TITLE
    return alike and ledger.recipient(part) == ledger.recipient(own)


def _again(ledger: Ledger, part: Amount) -> Iterator[Proposal]:
    """A part of a whole that a later section, such as the terms of payment, states again."""
    party = ledger.recipient(part)
    for other in ledger.prose:
        if (
            other.role == "component"
            and other.where.span.start > part.where.span.start
            and other.section_id != part.section_id
            and party is not None
            and ledger.recipient(other) == party
            and ledger.same_year(part.year, other.year)
            and _of_one_whole(ledger, part, other)
        ):
            yield _same_money(ledger, part, other, firm=_alone(ledger, part))


def _of_one_whole(ledger: Ledger, part: Amount, other: Amount) -> bool:
    if other.parent_amount_id is not None:
        return other.parent_amount_id == part.parent_amount_id
    section = ledger.section(part.section_id)
    return section is not None and (_names(other, section) or _is_for(ledger, other, section))


def _alone(ledger: Ledger, part: Amount) -> bool:
    """Whether the party gets nothing else of the same whole where the part is stated."""
    party = ledger.recipient(part)
    peers = [
        a
        for a in ledger.parts_of.get(part.parent_amount_id or "", ())
        if a.section_id == part.section_id and ledger.recipient(a) == party
    ]
    return len(peers) < 2


def _same_money(ledger: Ledger, one: Amount, two: Amount, *, firm: bool) -> Proposal:
    first, second = sorted((one, two), key=lambda amount: amount.where.span.start)
    figure, again = ledger.figure(first), ledger.figure(second)
    label = f"{ledger.name(first)}: samma belopp på två ställen"
    doubt = "det framgår inte att beloppen avser samma medel"
    return Proposal("total_vs_total", label, figure, ((again,),), firm, doubt)
