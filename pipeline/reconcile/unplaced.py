"""Tables whose rows have no section of their own, held against sums of the text.

Press releases and short decisions state a table's money in a sentence nearby, without
saying which sum is which row. Wording and year propose the pairs. Where they leave several
sums open, one that holds is taken; where none does, the likeliest stays as a question, so
that a check never exists only because it holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal

from pipeline.model import Amount, CheckKind
from pipeline.reconcile.columns import Column, Row
from pipeline.reconcile.intervals import Figure, closed
from pipeline.reconcile.ledger import Ledger
from pipeline.reconcile.matching import ENOUGH, SAME_TITLE, row_sections
from pipeline.reconcile.proposals import Proposal, is_of_its_order
from pipeline.reconcile.tables_together import grand_total, scope_of
from pipeline.reconcile.totals import covers_agreement
from pipeline.reconcile.wording import is_named, similarity

_ADDENDS = 3  # fewer rows than this may make up a sum by chance
# `ytterligare 5 miljoner`, `av de ökade resurserna`: not all of, or not only, the row's money
_COUNTED_OTHERWISE = re.compile(
    r"\bav (?:de|det|den|dessa|detta|denna)\b"
    r"|\b(?:totalt|sammanlagt|sammantaget|tillsammans|ytterligare|utöver|därutöver|dessutom"
    r"|årlig\w*|per år|kommande|jämfört|varav|in(?:klusive|kl)|ex(?:klusive|kl))\b",
    re.IGNORECASE,
)
_YEARLY_SINCE = re.compile(
    r"\b(?:årligen|per år) (?:från och med|fr\.o\.m\.) (?:år )?(?P<year>20\d\d)\b", re.IGNORECASE
)


def propose(ledger: Ledger) -> Iterator[Proposal]:
    """Rows and sums of rows that the text may state again."""
    for column in ledger.columns:
        sums = [amount for amount in ledger.prose if _is_for(ledger, column, amount)]
        scope = scope_of(ledger, column)
        if scope:  # a table of one party's money
            sums = [amount for amount in sums if {ledger.recipient(amount)} == scope]
        yield from _whole_column(ledger, column, sums, of_party=bool(scope))
        yield from _rows(ledger, column, sums)


def _is_for(ledger: Ledger, column: Column, amount: Amount) -> bool:
    """Whether a sum is for the column's year, as far as both say one, and of its order: kronor
    a household are no sum of millions."""
    coarsest = max((row.figure.resolution for row in column.rows()), default=Decimal(0))
    same_year = ledger.same_year(amount.year, column.year or ledger.year)
    if column.by_year and column.year is None:
        same_year = amount.year is None  # a column that sums up years
    return same_year and amount.value_sek >= coarsest


def _whole_column(
    ledger: Ledger, column: Column, sums: list[Amount], *, of_party: bool
) -> Iterator[Proposal]:
    """The column's total, or its rows where it has none, against sums that are no parts.

    Where a figure cannot be read, the most precise of the sums is the one to be left open.
    The one sum that a party gets is what a table of that party's money ought to add up to.
    """
    unread = next(iter(ledger.unread_in(column)), None)
    total = grand_total(column)
    totals = _likeliest_first(ledger, column, [a for a in sums if a.role != "component"])
    choice = f"whole:{column.table_id}:{column.heading}"
    if total is not None:
        known = stated_once(ledger, ledger.grand_totals)
        if known and covers_agreement(ledger, column):
            return  # held against these, firmly
        for amount in totals:
            figure = ledger.figure(amount)
            if any(_same(ledger, amount, grand) for grand in known):
                continue  # the agreement's total is held against the table anyway
            if is_of_its_order(figure, (total.figure,)):
                label = f"{total.title}: summan i {column.name} mot texten"
                yield _guess("table_vs_prose", label, total.figure, (figure,), choice)
    elif not column.totals and len(column.tops) >= _ADDENDS:
        parts = tuple(row.addend for row in column.tops)
        alone = of_party and len(totals) == 1
        for amount in totals[: 1 if unread else None]:
            figure = ledger.figure(amount)
            if alone or unread or is_of_its_order(figure, parts):
                label = f"Raderna i {column.name} mot {ledger.name(amount)}"
                guess = _guess("table_sum", label, figure, parts, choice)
                doubt = "tabellen behöver inte omfatta hela beloppet" if alone else guess.doubt
                yield replace(guess, doubt=doubt, unread=unread)


def _guess(
    kind: CheckKind, label: str, stated: Figure, parts: tuple[Figure, ...], choice: str
) -> Proposal:
    doubt = "texten kan avse ett annat belopp"
    return Proposal(kind, label, stated, (parts,), firm=False, doubt=doubt, choice=choice)


def _likeliest_first(ledger: Ledger, column: Column, sums: list[Amount]) -> list[Amount]:
    """The sums that a column's rows may make up, those first that the text calls sums. What
    another section sets aside, pays for an anslagspost or names a single row is no such sum,
    unless it is called one."""
    places = {section.section_id for section in row_sections(ledger, column).values()}
    here = {section.section_id for section in ledger.path(column.section_id)} | {None}
    several = len({other.table for other in ledger.columns}) > 1

    def is_sum(amount: Amount) -> bool:
        return amount.role == "total" or ledger.sums_up(amount)

    def may_be(amount: Amount) -> bool:
        if amount.section_id not in here and (several or not column.totals):
            return is_sum(amount) and not several
        if amount in ledger.charged or amount.section_id in places:
            return is_sum(amount)
        return is_sum(amount) or sum(_names(amount, row) for row in column.leaves()) != 1

    return sorted(filter(may_be, stated_once(ledger, sums)), key=lambda a: not is_sum(a))


def stated_once(ledger: Ledger, amounts: Iterable[Amount]) -> list[Amount]:
    """Each sum of money once, the most precise first: `nästan två miljarder` in a title is
    what the text states to the krona, `upp till 250 miljoner` more than `250 miljoner`."""
    ranked = sorted(amounts, key=lambda a: (ledger.figure(a).tolerance, a.bound != "max"))
    kept: list[Amount] = []
    for amount in ranked:
        if not any(_same(ledger, amount, other) for other in kept):
            kept.append(amount)
    return kept


def _same(ledger: Ledger, one: Amount, two: Amount) -> bool:
    """Whether two sums may be one, printed more and less exactly."""
    left, right = closed(ledger.figure(one)), closed(ledger.figure(two))
    return left.interval.overlaps(right.interval)


def _rows(ledger: Ledger, column: Column, sums: list[Amount]) -> Iterator[Proposal]:
    places = row_sections(ledger, column)
    treated = {n for n, s in places.items() if ledger.money_of(s, column)}
    for row in column.leaves():
        if row.item.row in treated or row.item.section_number is not None:
            continue
        label = f"{row.title}: raden i {column.name} mot texten"
        choice = f"row:{row.item.row}:{column.table_id}:{column.heading}"
        tied = _tied(ledger, column, row)
        spoken = [a for a in sums if a is tied or _may_be(ledger, a, row)]
        ranked = sorted(stated_once(ledger, spoken), key=lambda a: -_likeness(ledger, a, row))
        for amount in ranked:
            figure = ledger.figure(amount)
            guess = _guess("table_vs_prose", label, row.figure, (figure,), choice)
            yield replace(guess, firm=True, doubt=None) if amount is tied else guess


def _may_be(ledger: Ledger, amount: Amount, row: Row) -> bool:
    """Whether a sum may be a row's: its words are like the row's, and if they do not name it,
    it is of the row's order."""
    if _likeness(ledger, amount, row) < ENOUGH:
        return False
    return _names(amount, row) or is_of_its_order(row.figure, (ledger.figure(amount),))


def _tied(ledger: Ledger, column: Column, row: Row) -> Amount | None:
    """The sum that can be no other than a row's, for the year that heads the column: the one
    that names the row, and no other row, in its own words, or the one of the row's section."""
    if column.year is None or str(column.year) not in (column.printed_heading or ""):
        return None
    around = [a for a in ledger.prose if ledger.same_year(a.year, column.year)]
    others = [other for other in column.leaves() if other is not row]
    named = [a for a in around if _names(a, row)]
    if len(named) == 1 and not any(_names(named[0], other) for other in others):
        found = named[0]
    else:
        titled = [a for a in around if not named and _is_titled(ledger, a, row)]
        if len(titled) != 1 or any(
            _is_titled(ledger, titled[0], other, ENOUGH) for other in others
        ):
            return None
        found = titled[0]
    return found if _is_plain(found, column) and _says_unit(ledger, column, row) else None


def _is_titled(ledger: Ledger, amount: Amount, row: Row, enough: float = SAME_TITLE) -> bool:
    """Whether a sum stands below a heading that is the row's label."""
    titles = (section.title for section in ledger.path(amount.section_id))
    return any(similarity(row.about, title) >= enough for title in titles)


def _is_plain(amount: Amount, column: Column) -> bool:
    """Whether a sum is said to be handed out in the column's year, and nothing else of it."""
    words = f"{amount.purpose or ''} {amount.clause or ''}"
    whole = amount.parent_amount_id is None and amount.bound is None
    since = _YEARLY_SINCE.search(words)
    if since is not None and amount.year is None:
        same_year = column.year is not None and int(since["year"]) <= column.year
        words = _YEARLY_SINCE.sub("", words)
    else:
        same_year = amount.year == column.year
    return whole and same_year and not _COUNTED_OTHERWISE.search(words)


def _names(amount: Amount, row: Row) -> bool:
    """Whether a sum's own words have all the words of a row."""
    return is_named(row.about, f"{amount.purpose or ''} {amount.clause or ''}")


def _says_unit(ledger: Ledger, column: Column, row: Row) -> bool:
    """Whether a row's unit is printed: without one, figures may be thousands of kronor."""
    amount = ledger.facts.amount_by_id.get(row.item.amount_id)
    printed = f"{column.printed_heading or ''} {amount.where.raw if amount else ''}"
    return amount is not None and (amount.unit != "kr" or "kr" in printed.lower())


def _likeness(ledger: Ledger, amount: Amount, row: Row) -> float:
    """How much a sum's purpose, its clause or its section's title speaks of a row."""
    section = ledger.section(amount.section_id)
    wordings = (amount.purpose, amount.clause, section.title if section else None)
    return max(similarity(row.about, wording or "") for wording in wordings)
