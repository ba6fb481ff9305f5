"""Charges to the state budget's appropriations against the money that they fund."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.model import Amount, Section
from pipeline.reconcile.columns import Column, Row
from pipeline.reconcile.intervals import Figure
from pipeline.reconcile.ledger import Ledger
from pipeline.reconcile.matching import ENOUGH, row_sections
from pipeline.reconcile.proposals import Proposal
from pipeline.reconcile.tables_together import grand_total, scope_of
from pipeline.reconcile.totals import covers_agreement
from pipeline.reconcile.wording import section_numbers, similarity

# `Medlen uppgår till` means the money that the agreement has set aside before.
_THE_MONEY = re.compile(r"(?:Medlen|Beloppet|Ersättningen|Bidraget)\b[^…]{0,40}…")
_AREAS = 3  # fewer charges than this need not be the areas of an agreement


def propose(ledger: Ledger) -> Iterator[Proposal]:
    """Lists of charges: their sum, and each charge against its row."""
    column = _state_column(ledger)
    yield from _single(ledger, column)
    yield from _per_post(ledger)
    yield from _area_by_area(ledger, column)
    for charges in charge_lists(ledger):
        if column is None:
            alone = all(amount in charges for amount in ledger.allocations)
            yield from _sum(ledger, charges, column, firm=alone or _are_all(ledger, charges))
            continue
        paired = _paired(ledger, charges, column)
        row_by_row = len(paired) == len(charges) == len(column.tops)
        yield from _sum(ledger, charges, column, firm=row_by_row or _are_all(ledger, charges))
        for charge, row, named in paired:
            yield _row(ledger, column, charge, row, named)


def _single(ledger: Ledger, column: Column | None) -> Iterator[Proposal]:
    """One charge for all the areas: `Medlen uppgår till X och ska belasta anslag …`."""
    stated = _funded(ledger, column)
    if stated is None or len(ledger.charged) != 1:
        return
    charge = next(iter(ledger.charged))
    beside = [a for a in ledger.allocations if a.section_id == charge.section_id]
    if len(beside) == 1 and len(ledger.allocations) > 2:
        yield Proposal(
            "appropriation_sum",
            "Det belopp som belastar anslaget mot det belopp som det finansierar",
            stated,
            ((ledger.figure(charge),),),
            firm=_THE_MONEY.match(charge.clause or "") is not None,
            doubt="det belopp som belastar anslaget behöver inte vara hela beloppet",
        )


def _per_post(ledger: Ledger) -> Iterator[Proposal]:
    """Charges to one anslagspost, one of which is said to be the sum of the others."""
    posts: dict[tuple[str | None, int], list[Amount]] = {}
    for charge in ledger.facts.appropriations:
        amount = ledger.facts.amount_by_id.get(charge.amount_id or "")
        if charge.anslagspost is not None and amount is not None and amount.role != "reference":
            charged = posts.setdefault((charge.anslag, charge.anslagspost), [])
            charged += [] if amount in charged else [amount]
    for (anslag, post), charged in posts.items():
        sums = [a for a in charged if a.role == "total" or ledger.sums_up(a)]
        ids = {a.amount_id for a in charged}
        parts = [a for a in charged if a not in sums and a.parent_amount_id not in ids]
        if len(sums) == 1 and len(parts) > 1:
            yield Proposal(
                "appropriation_sum",
                f"Anslag {anslag}, anslagspost {post}: det som belastar den mot summan",
                ledger.figure(sums[0]),
                (ledger.together(parts),),
                firm=False,
                doubt="texten behöver inte ange allt som belastar anslagsposten",
            )


def _area_by_area(ledger: Ledger, column: Column | None) -> Iterator[Proposal]:
    """Charges that each area's section states for itself, against the money that they fund."""
    charges = tuple(amount for amount in ledger.allocations if amount in ledger.charged)
    apart = len({amount.section_id for amount in charges}) == len(charges) >= _AREAS
    if apart:
        yield from _sum(ledger, charges, column, firm=False)


def charge_lists(ledger: Ledger) -> list[tuple[Amount, ...]]:
    """A section's amounts, at least two, all of them charged to an appropriation.

    A list may be broken by a page and go on as another statement: the section holds it together.
    """
    grouped: dict[str | None, list[Amount]] = {}
    for amount in ledger.allocations:
        grouped.setdefault(amount.section_id, []).append(amount)
    return [
        tuple(amounts)
        for amounts in grouped.values()
        if len(amounts) > 1 and ledger.charged.issuperset(amounts)
    ]


def _state_column(ledger: Ledger) -> Column | None:
    """The table of the state's money, else the only table of all money."""
    whole = [column for column in ledger.columns if column.is_whole]
    states = [c for c in whole if scope_of(ledger, c) == {"staten"}]
    plain = [c for c in whole if not scope_of(ledger, c) and c.totals]
    found = states or plain
    return found[0] if len(found) == 1 else None


def _are_all(ledger: Ledger, charges: tuple[Amount, ...]) -> bool:
    """Whether a list of charges, stated together and without bounds, holds all that the text
    charges to any anslagspost: none is named without what it pays."""
    charged = {a.amount_id for a in charges}
    paid = {
        (p.anslag, p.anslagspost) for p in ledger.facts.appropriations if p.amount_id in charged
    }
    named = {(p.anslag, p.anslagspost) for p in ledger.facts.appropriations}
    together = len({a.statement for a in charges}) == 1
    plain = not any(a.bound for a in charges) and all(post for _, post in paid)
    return together and plain and named <= paid and len(paid) == len(charges)


def _sum(
    ledger: Ledger, charges: tuple[Amount, ...], column: Column | None, firm: bool
) -> Iterator[Proposal]:
    stated = _funded(ledger, column)
    if stated is None:
        return
    yield Proposal(
        "appropriation_sum",
        "Medlen från anslagsposterna mot det belopp som de finansierar",
        stated,
        (tuple(ledger.figure(charge) for charge in charges),),
        firm,
        doubt="anslagsposterna behöver inte finansiera hela beloppet",
    )


def _funded(ledger: Ledger, column: Column | None) -> Figure | None:
    """The state's share, where it is stated on its own; else the whole."""
    wholes = {amount.amount_id for amount in ledger.grand_totals}
    shares = [
        amount
        for amount in ledger.prose
        if amount.parent_amount_id in wholes and ledger.party(amount) == "staten"
    ]
    if shares:
        return ledger.figure(shares[0])
    total = grand_total(column) if column else None
    covers = column is not None and (not ledger.grand_totals or covers_agreement(ledger, column))
    if total is not None and covers:
        return total.figure
    return ledger.figure(ledger.grand_totals[0]) if ledger.grand_totals else None


def _paired(
    ledger: Ledger, charges: tuple[Amount, ...], column: Column
) -> list[tuple[Amount, Row, bool]]:
    """Each charge with the row that it pays for, and whether it names the row's chapter."""
    places = row_sections(ledger, column)
    paired = []
    left = list(column.tops)
    for charge in charges:
        scored = sorted(
            ((_likeness(ledger, charge, row, places.get(row.item.row)), row) for row in left),
            key=lambda pair: -pair[0],
        )
        distinct = len(scored) < 2 or scored[1][0] < scored[0][0]
        if scored and scored[0][0] >= ENOUGH and distinct:
            left.remove(scored[0][1])
            paired.append((charge, scored[0][1], scored[0][0] >= 1))
    return paired


def _row(ledger: Ledger, column: Column, charge: Amount, row: Row, named: bool) -> Proposal:
    return Proposal(
        "table_vs_prose",
        f"{row.title}: raden i {column.name} mot beloppet från anslagsposten",
        row.figure,
        ((ledger.figure(charge),),),
        firm=named,
        doubt="beloppet från anslagsposten behöver inte avse hela raden",
        family=f"charges to {column.table_id}",
    )


def _likeness(ledger: Ledger, charge: Amount, row: Row, section: Section | None) -> float:
    """2 where the charge names the row's chapter (`kap 6`), else how alike the wordings are."""
    about = ledger.about(charge)
    numbers = section_numbers(f"{about} {charge.clause or ''}")
    if row.item.section_number in numbers or (section and section.number in numbers):
        return 2.0
    titles = [row.label]
    if section is not None:
        titles += [s.title for s in ledger.facts.sections if section in ledger.path(s.section_id)]
    return max(similarity(about, title) for title in titles)
