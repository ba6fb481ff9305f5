"""Tables held against one another: the same rows and totals stated in both."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from pipeline.reconcile.columns import Column, Row
from pipeline.reconcile.ledger import Ledger
from pipeline.reconcile.matching import same_row
from pipeline.reconcile.parties import is_party_total, party_shares, total_parties
from pipeline.reconcile.proposals import Proposal, restated
from pipeline.reconcile.wording import parties_in


def propose(ledger: Ledger) -> Iterator[Proposal]:
    """Rows and totals that two tables share."""
    for one, two in combinations(ledger.columns, 2):
        if one.table == two.table or not ledger.same_year(one.year, two.year):
            continue
        if not (one.is_whole and two.is_whole) and one.heading != two.heading:
            continue
        for whole, part in ((one, two), (two, one)):
            scope = scope_of(ledger, part)
            if scope and party_shares(whole).get(scope):
                yield from _share(whole, part, scope)
                break
        else:
            if scope_of(ledger, one) == scope_of(ledger, two):
                yield from _alike(one, two)


def scope_of(ledger: Ledger, column: Column) -> frozenset[str]:
    """The one party whose money a column shows, by its own heading or its section's."""
    section = ledger.section(column.section_id)
    for heading in (column.printed_heading, section.title if section else None):
        named = parties_in(heading or "")
        if len(named) == 1:
            return named
    return frozenset()


def grand_total(column: Column) -> Row | None:
    """The total of all rows, where there is exactly one."""
    plain = [total for total in column.totals if not is_party_total(column, total)]
    return plain[0] if len(plain) == 1 else None


def _share(whole: Column, part: Column, scope: frozenset[str]) -> Iterator[Proposal]:
    """A table of one party's money against that party's rows in the table of all money."""
    label = f"{whole.name} mot {part.name}"
    mine = {row.item.row for row in party_shares(whole)[scope]}
    for top in whole.tops:
        leaves = [row for row in top.leaves() if row.item.row in mine]
        other = same_row(top, part.tops)
        if other is not None and len(leaves) == 1:
            yield _restated(f"{leaves[0].title}: {label}", leaves[0], other)
    total = next(t for t in whole.totals if total_parties(whole, t) == scope)
    other_total = grand_total(part)
    if other_total is not None:
        yield _restated(f"{total.title}: {label}", total, other_total)


def _alike(one: Column, two: Column) -> Iterator[Proposal]:
    """Two tables with the same rows may state the same money, if they do so throughout."""
    pairs = [(row, same_row(row, list(two.rows()))) for row in one.rows()]
    shared = [(row, other) for row, other in pairs if other is not None]
    if len(shared) < 2 or len(shared) < 0.6 * min(len(pairs), len(list(two.rows()))):
        return
    label = f"{one.name} mot {two.name}"
    totals = grand_total(one), grand_total(two)
    if totals[0] is not None and totals[1] is not None:
        shared.append((totals[0], totals[1]))
    for row, other in shared:
        yield Proposal(
            "total_vs_total",
            f"{row.title}: {label}",
            row.figure,
            ((other.figure,),),
            firm=False,
            family=label,
        )


def _restated(label: str, row: Row, other: Row) -> Proposal:
    return restated("total_vs_total", label, row.figure, other.figure)
