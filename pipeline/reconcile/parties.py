"""Totals of one party: the rows that go to it, or that it pays for."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.reconcile.columns import Column, Row
from pipeline.reconcile.intervals import Figure
from pipeline.reconcile.proposals import Proposal
from pipeline.reconcile.wording import content_words, parties_in


def is_party_total(column: Column, total: Row) -> bool:
    """Whether a total is one party's alone: it names it beside other totals, or where the
    table's rows go to several."""
    if not total_parties(column, total):
        return False
    return len(column.totals) > 1 or len({row.recipients for row in column.leaves()}) > 1


def total_parties(column: Column, total: Row) -> frozenset[str]:
    """The party whose total this is; a recipient outside the register counts by its words."""
    named = parties_in(total.label)
    if named:
        return named
    words = content_words(total.label)
    texts = {row.item.recipient for row in column.leaves() if row.item.recipient}
    return frozenset(text for text in texts if words and content_words(text) == words)


def party_rows(column: Column, total: Row) -> Iterator[Proposal]:
    """The rows of a party against its total."""
    parties = total_parties(column, total)
    label = f"{total.title}: mottagarens rader mot summan ({column.name})"
    if any(row.item.recipient for row in column.leaves()):
        yield _by_recipient(column, total, label, parties)
        return
    shares = party_shares(column)
    rows = shares.get(parties, ())
    if not rows:
        doubt = "raderna anger inte vilken part de gäller"
        yield Proposal("table_sum", label, total.figure, (), False, doubt)
        return
    label = f"{total.title}: partens rader mot summan ({column.name})"
    yield Proposal("table_sum", label, total.figure, (tuple(row.addend for row in rows),))


def _by_recipient(column: Column, total: Row, label: str, parties: frozenset[str]) -> Proposal:
    rows = recipient_rows(column, parties)
    shared = [row for row in column.leaves() if row not in rows and parties & _goes_to(row)]
    unknown = [row for row in column.leaves() if not row.item.recipient]
    if not rows:
        doubt = "ingen rad anger summans mottagare"
        return Proposal("recipient_sum", label, total.figure, (), False, doubt)
    # a row with a single part may be more than that part: `12,5, därav pilotprojekt 2,5`
    whole = tuple(row for row in _with_single_parts(column) if row in rows or _is_for(row, parties))
    readings = tuple(dict.fromkeys((_addends(rows), _addends(whole))))
    doubt = "alla rader anger inte en enda mottagare"
    firm = not shared and not unknown
    return Proposal("recipient_sum", label, total.figure, readings, firm, doubt)


def _with_single_parts(column: Column) -> Iterator[Row]:
    for top in column.tops:
        yield from [top] if len(top.children) == 1 else top.leaves()


def every_row_has_a_total(column: Column) -> bool:
    """Whether the parties' totals cover all rows, so that together they are the total."""
    parties = [total_parties(column, t) for t in column.totals if is_party_total(column, t)]
    if any(row.item.recipient for row in column.leaves()):
        return all(any(_is_for(row, party) for party in parties) for row in column.leaves())
    return bool(party_shares(column))


def recipient_rows(column: Column, parties: frozenset[str]) -> tuple[Row, ...]:
    """The rows at the bottom whose money goes to these parties and to nobody else.

    Samverkansregioner are regions: what goes to them counts for `Regionerna`.
    """
    return tuple(row for row in column.leaves() if _is_for(row, parties))


def _is_for(row: Row, parties: frozenset[str]) -> bool:
    wider = parties | ({"samverkansregionerna"} if "regionerna" in parties else set())
    return bool(_goes_to(row)) and _goes_to(row) <= wider


def _goes_to(row: Row) -> frozenset[str]:
    text = row.item.recipient
    if not text:
        return frozenset()
    return row.recipients or frozenset({text})


def party_shares(column: Column) -> dict[frozenset[str], tuple[Row, ...]]:
    """Who pays for which rows, where a table has a total for each of its parties.

    A row that names a party (`3.1 Regionernas insats`) is that party's; all other rows are
    the party's that no row needs to name: the state's, whose agreement it is.
    """
    parties = [
        total_parties(column, total) for total in column.totals if is_party_total(column, total)
    ]
    if len(parties) < 2 or any(row.item.recipient for row in column.leaves()):
        return {}
    named = {party: [r for r in column.leaves() if _names(r) == party] for party in parties}
    unnamed = [row for row in column.leaves() if _names(row) not in named]
    rest = [party for party in parties if not named[party]] or [frozenset({"staten"})]
    if unnamed:
        if len(rest) != 1 or rest[0] not in named:
            return {}
        named[rest[0]] += unnamed
    order = {row.item.row: index for index, row in enumerate(column.leaves())}
    return {
        party: tuple(sorted(rows, key=lambda row: order[row.item.row]))
        for party, rows in named.items()
    }


def _names(row: Row) -> frozenset[str]:
    # Whoever a long label's text mentions is not whose row it is: its first words say that.
    return parties_in(" ".join(row.words[:2]))


def _addends(rows: tuple[Row, ...]) -> tuple[Figure, ...]:
    return tuple(row.addend for row in rows)
