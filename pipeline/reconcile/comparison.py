"""Two versions or years of an agreement held against each other: what came, went and changed.

Like the checks it sees facts alone. Rows are paired by what they say, never by their money:
by label, inflection and section number aside, by recipient, and by the row that they belong
to. Ministries renumber and reword from year to year, so a number alone pairs nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Literal

from pipeline.model import Appropriation, Facts, Section
from pipeline.reconcile.wording import content_words, one_line, parties_in, similarity

ChangeKind = Literal["added", "dropped", "changed", "same"]

_ENOUGH = 0.62  # as in matching: wordings that share most of the shorter one's content words
_SAME_CODE = 1.5
_SAME = 1.0
_SAME_PARTY = 0.9
_OTHER_PARTY, _OTHER_PARENT, _OTHER_RECIPIENT = 0.4, 0.5, 0.15
_PREFERRED = 0.02  # decides between rows that are equally alike: section, column, table, place
_HUNDRED = Decimal(100)
_LEADING_NUMBER = re.compile(r"^\s*(?:\d+(?:\.\d+)*\.?|[a-zåäö]\))\s+", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


@dataclass(frozen=True)
class Entry:
    """A line of either side: what it says, where it stands, and its amount in SEK.

    `place` is the section, or the number of the table; `position` its place in reading order;
    `parent` the position of the entry that it is a part of. `code` is a number that is the
    same line's for good, as an anslagspost's.
    """

    label: str
    place: str
    value_sek: Decimal | None
    position: int
    is_total: bool = False
    parent: int | None = None
    level: int = 1
    recipient: str | None = None
    section_number: str | None = None
    column: str | None = None
    code: str | None = None

    @property
    def title(self) -> str:
        """The label behind its code, if it has one."""
        return f"{self.code or ''} {self.label}".strip()

    @cached_property
    def folded(self) -> str:
        """The label without number, year and case."""
        bare = _YEAR.sub(" ", _LEADING_NUMBER.sub("", one_line(self.label)))
        return " ".join(bare.lower().split()).strip(" :.,–-")


@dataclass(frozen=True, slots=True)
class Change:
    """A pair of entries, or an entry that only one side has. Amounts are SEK."""

    before: Entry | None
    after: Entry | None

    @property
    def kind(self) -> ChangeKind:
        if self.before is None:
            return "added"
        if self.after is None:
            return "dropped"
        return "same" if self.before.value_sek == self.after.value_sek else "changed"

    @property
    def difference_sek(self) -> Decimal | None:
        """After minus before; an entry that a side lacks counts as nothing there. None where
        a side names no amount."""
        before, after = (
            entry.value_sek if entry else Decimal(0) for entry in (self.before, self.after)
        )
        return None if before is None or after is None else after - before

    @property
    def percent(self) -> Decimal | None:
        """The difference in percent of what was before; None where there was nothing."""
        difference = self.difference_sek
        if self.before is None or difference is None or not self.before.value_sek:
            return None
        return difference / self.before.value_sek * _HUNDRED


@dataclass(frozen=True, slots=True)
class Comparison:
    """All changes from one agreement to another, in the order of the later one; what was
    dropped stands where it stood. The labels of `totals` are `total` and `state_total`."""

    totals: tuple[Change, ...]
    line_items: tuple[Change, ...]
    appropriations: tuple[Change, ...]


def compare(before: Facts, after: Facts) -> Comparison:
    """Hold two agreements against each other.

    An agreement without tables of money is compared by what its text allocates.
    """
    return Comparison(
        tuple(_totals(before, after)),
        _pair(_line_entries(before), _line_entries(after)),
        _pair(_appropriation_entries(before), _appropriation_entries(after)),
    )


def _totals(before: Facts, after: Facts) -> Iterator[Change]:
    for label, name in (("total", "total_sek"), ("state_total", "state_total_sek")):
        old, new = (
            Entry(label, "", getattr(facts.header, name), 0, is_total=True)
            for facts in (before, after)
        )
        if old.value_sek is not None or new.value_sek is not None:
            yield Change(old, new)


def _line_entries(facts: Facts) -> tuple[Entry, ...]:
    if not facts.line_items:
        return _allocations(facts)
    positions = {item.line_item_id: n for n, item in enumerate(facts.line_items)}
    return tuple(
        Entry(
            item.label,
            str(item.table),
            item.value_sek,
            position,
            item.kind == "total",
            positions.get(item.parent_id or ""),
            item.level,
            item.recipient,
            item.section_number,
            item.column,
        )
        for position, item in enumerate(facts.line_items)
    )


def _allocations(facts: Facts) -> tuple[Entry, ...]:
    amounts = [amount for amount in facts.amounts if amount.role == "allocation"]
    entries = []
    for position, amount in enumerate(amounts):
        section = facts.section_by_id.get(amount.section_id or "")
        title = _title(section)
        number = section.number if section else None
        label = amount.purpose or title
        entries.append(Entry(label, title, amount.value_sek, position, section_number=number))
    return tuple(entries)


def _title(section: Section | None) -> str:
    return f"{section.number or ''} {section.title}".strip() if section else ""


def _appropriation_entries(facts: Facts) -> tuple[Entry, ...]:
    """One entry for each anslagspost, with all that is charged to it for the agreement's year."""
    groups: dict[tuple[object, ...], list[Appropriation]] = {}
    for mention in facts.appropriations:
        key = (mention.utgiftsomrade, mention.anslag, mention.anslagspost)
        groups.setdefault(key, []).append(mention)
    return tuple(
        Entry(_post_name(group), "", _charged(facts, group), position, code=_post_code(group[0]))
        for position, group in enumerate(groups.values())
    )


def _post_code(mention: Appropriation) -> str | None:
    """`9 1:6 ap. 17`: utgiftsområde, anslag and anslagspost."""
    post = None if mention.anslagspost is None else f"ap. {mention.anslagspost}"
    numbers = (str(mention.utgiftsomrade or ""), mention.anslag, post)
    return " ".join(filter(None, numbers)) or None


def _post_name(mentions: Sequence[Appropriation]) -> str:
    names = (m.anslagspost_name or m.anslag_name for m in mentions)
    return next(filter(None, names), "")


def _charged(facts: Facts, mentions: Sequence[Appropriation]) -> Decimal | None:
    """What a post pays: the sum over the sections that charge it, each amount once.

    A section that comes to as much as all the others repeats them as a summary.
    """
    own_year = [m for m in mentions if m.budget_year in (None, facts.header.year)]
    charges = {
        m.amount_id or m.appropriation_id: m
        for m in own_year or mentions
        if m.amount_sek is not None
    }
    by_section: dict[str | None, Decimal] = {}
    for mention in charges.values():
        sums = by_section.get(mention.section_id, Decimal(0))
        by_section[mention.section_id] = sums + (mention.amount_sek or 0)
    if not by_section:
        return None
    total = sum(by_section.values(), Decimal(0))
    repeated = any(2 * part == total for part in by_section.values())
    return total / 2 if repeated and len(by_section) > 1 else total


def _pair(before: Sequence[Entry], after: Sequence[Entry]) -> tuple[Change, ...]:
    """Each entry once, paired with the one that is most like it, chapters before their parts."""
    pairs: dict[int, int] = {}
    for level in sorted({entry.level for entry in before}):
        rows = [entry for entry in before if entry.level == level]
        _pair_rows(rows, [e for e in after if e.position not in pairs.values()], pairs)
    return _in_order(before, after, pairs)


def _pair_rows(before: Sequence[Entry], after: Sequence[Entry], pairs: dict[int, int]) -> None:
    scored = [(_likeness(old, new, pairs), old, new) for old in before for new in after]
    scored = [pair for pair in scored if pair[0] >= _ENOUGH]
    scored.sort(key=lambda p: (-p[0], p[1].position, p[2].position))
    taken: set[int] = set()
    for _, old, new in scored:
        if old.position not in pairs and new.position not in taken:
            pairs[old.position] = new.position
            taken.add(new.position)


def _likeness(old: Entry, new: Entry, pairs: dict[int, int]) -> float:
    """0 to somewhat above 1: how surely two entries are the same line."""
    if old.is_total != new.is_total:
        return 0.0
    score = _wording_likeness(old, new)
    if old.parent is not None and new.parent is not None and pairs.get(old.parent) != new.parent:
        score -= _OTHER_PARENT
    if old.recipient and new.recipient and not _same_recipient(old.recipient, new.recipient):
        score -= _OTHER_RECIPIENT
    same = (
        old.section_number == new.section_number,
        old.column == new.column,
        old.place == new.place,
        old.position == new.position,
    )
    return score + _PREFERRED * sum(same)


def _wording_likeness(old: Entry, new: Entry) -> float:
    if old.code and old.code == new.code:
        return _SAME_CODE
    if old.folded == new.folded:
        return _SAME if old.folded else 0.0
    mine, other = parties_in(old.folded), parties_in(new.folded)
    score = similarity(old.folded, new.folded)
    if mine != other:
        return score - _OTHER_PARTY if mine and other and not mine & other else score
    party_total = bool(mine) and old.is_total
    if party_total or (_says_no_more(old, mine) and _says_no_more(new, other)):
        return max(score, _SAME_PARTY)
    return score


def _says_no_more(entry: Entry, parties: frozenset[str]) -> bool:
    """Whether a label names nothing but parties (`Medel till SKR`), or a mere total (`Summa`)."""
    if not parties and not entry.is_total:
        return False
    return all(parties_in(word) & parties for word in content_words(entry.folded))


def _same_recipient(old: str, new: str) -> bool:
    mine, other = parties_in(old), parties_in(new)
    return bool(mine & other) if mine and other else one_line(old).lower() == one_line(new).lower()


def _in_order(
    before: Sequence[Entry], after: Sequence[Entry], pairs: dict[int, int]
) -> tuple[Change, ...]:
    """The later side's order, with dropped entries behind the one that stood before them."""
    old_of = {new: old for old, new in pairs.items()}
    old_at = {entry.position: entry for entry in before}
    changes = [Change(old_at.get(old_of.get(new.position, -1)), new) for new in after]
    for old in before:
        if old.position not in pairs:
            earlier = (n for n, c in enumerate(changes) if c.before and _precedes(c.before, old))
            changes.insert(max(earlier, default=-1) + 1, Change(old, None))
    return tuple(changes)


def _precedes(one: Entry, other: Entry) -> bool:
    return one.position < other.position
