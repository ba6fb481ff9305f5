"""What the text sets aside, area by area, against the whole agreement's money."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.model import Amount
from pipeline.reconcile.intervals import Figure, closed
from pipeline.reconcile.ledger import Ledger
from pipeline.reconcile.proposals import Proposal, exceeds_manifold
from pipeline.reconcile.tables_together import grand_total, scope_of
from pipeline.reconcile.wording import parties_in

_FEW = 3  # fewer areas than this need not be all that the total covers


def propose(ledger: Ledger) -> Iterator[Proposal]:
    """The areas' money against the total, stated in the text or else in the one table."""
    areas = outermost_allocations(ledger)
    again = _charged_again(ledger, areas)
    stated = _whole(ledger)
    if stated is None:
        return
    # what is as much as the total is the total stated again, not an area beside others; what
    # the total's last digit cannot show is a sum for one patient or test
    whole = closed(stated).interval
    areas = tuple(
        a
        for a in areas
        if a.value_sek >= stated.resolution
        and not closed(ledger.figure(a)).interval.overlaps(whole)
    )
    parts = tuple(area for area in areas if area not in again)
    if len(parts) < 2:
        return
    firm = not again and (_is_complete(ledger, areas) or _is_by_party(ledger, areas))
    readings = tuple(map(ledger.together, dict.fromkeys((_heads(ledger, parts), parts, areas))))
    if not firm and all(exceeds_manifold(stated, reading) for reading in readings):
        return  # sums of all kinds, not the areas of one agreement
    yield Proposal(
        "total_vs_total",
        "Överenskommelsens totalbelopp: de avsatta beloppen i texten mot totalen",
        stated,
        readings,
        firm,
        doubt="texten behöver inte ange alla belopp som ingår i totalen",
        unread=next((u for u in ledger.facts.unread if u.table_id is None), None),
    )


def outermost_allocations(ledger: Ledger) -> tuple[Amount, ...]:
    """Allocations that no other one contains: none in a chapter with money of its own."""
    with_money = {amount.section_id for amount in ledger.allocations}
    return tuple(
        amount
        for amount in ledger.allocations
        if not any(
            section.section_id in with_money
            for section in ledger.path(amount.section_id)
            if section.section_id != amount.section_id
        )
    )


def _heads(ledger: Ledger, parts: tuple[Amount, ...]) -> tuple[Amount, ...]:
    """Without Y in `X, varav …. SKR tilldelas Y`, where X is the whole section's money."""
    first = {part.section_id: part for part in reversed(parts)}
    return tuple(
        part
        for part in parts
        if part is first[part.section_id]
        or not ledger.parts_of.get(first[part.section_id].amount_id)
    )


def _charged_again(ledger: Ledger, areas: tuple[Amount, ...]) -> set[Amount]:
    """Sums of a section of charges, which state again what the areas' sections set aside."""
    uncharged = {area.section_id for area in areas if area not in ledger.charged}
    elsewhere = [area for area in areas if area.section_id in uncharged]
    if len(elsewhere) < 2:  # then the areas themselves name their appropriations
        return set()
    return {area for area in areas if area.section_id not in uncharged}


def _is_complete(ledger: Ledger, areas: tuple[Amount, ...]) -> bool:
    """Whether the text sets money aside in one way only, area by area, each on its own.

    Money of one named party may be that party's alone.
    """
    total = next(iter(ledger.grand_totals), None)
    plain = all(area.bound is None and ledger.recipient(area) is None for area in areas)
    apart = len({area.statement for area in areas}) == len(areas) >= _FEW
    return total is not None and ledger.names_agreement(total) and plain and apart


def _is_by_party(ledger: Ledger, areas: tuple[Amount, ...]) -> bool:
    """Whether the text sets aside each party's money in a section that names that party."""
    total = next(iter(ledger.grand_totals), None)
    if total is None or not ledger.names_agreement(total) or any(a.bound for a in areas):
        return False
    sections = [ledger.section(area.section_id) for area in areas]
    named = [parties_in(section.title) if section else frozenset() for section in sections]
    gets = [ledger.recipient(area) for area in areas]
    return len(set(gets)) > 1 and all(
        {one} == other for one, other in zip(gets, named, strict=True)
    )


def _whole(ledger: Ledger) -> Figure | None:
    """The whole agreement's money: the most precise of the sums that state it."""
    if ledger.grand_totals:
        stated = map(ledger.figure, ledger.grand_totals)
        first = ledger.figure(ledger.grand_totals[0])
        same = [figure for figure in stated if figure.interval.overlaps(first.interval)]
        return min(same, key=lambda figure: figure.tolerance)
    totals = [(c, grand_total(c)) for c in ledger.columns if c.is_whole and not scope_of(ledger, c)]
    rows = [row for column, row in totals if row and ledger.same_year(column.year, ledger.year)]
    return rows[0].figure if len(rows) == 1 else None
