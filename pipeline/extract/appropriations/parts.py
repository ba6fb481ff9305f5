"""The appropriations that one sentence names, put together from its numbers and names.

A sentence names utgiftsområde, anslag and anslagspost in any order, with anything between.
Its parts are read from left to right; a second anslag or anslagspost opens a further
appropriation, which shares what it does not say again.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from pipeline.extract.appropriations.register import BudgetRegister, Kind
from pipeline.model import Span
from pipeline.rulebook import Rule, RuleSet

PartKind = Literal["utgiftsomrade", "anslag", "anslagspost", "delpost"]
_REGISTER_KIND: dict[PartKind, Kind] = {
    "utgiftsomrade": "utgiftsområde",
    "anslag": "anslag",
    "anslagspost": "anslagspost",
}


@dataclass(frozen=True, slots=True)
class _Part:
    """A number (None for an item that only has a name) with the name behind it."""

    kind: PartKind
    span: Span
    number: str | None
    name: str | None


@dataclass(frozen=True, slots=True)
class NamedAppropriation:
    """An appropriation as a sentence names it; the span is within the sentence's text.

    `shares` tells that its utgiftsområde was said for an earlier one of the sentence.
    """

    span: Span
    utgiftsomrade: int | None = None
    utgiftsomrade_name: str | None = None
    anslag: str | None = None
    anslag_name: str | None = None
    anslagspost: int | None = None
    anslagspost_name: str | None = None
    delpost: int | None = None
    delpost_name: str | None = None
    shares: bool = False

    @property
    def has_post(self) -> bool:
        return self.anslagspost is not None or self.anslagspost_name is not None


def named_appropriations(
    text: str,
    rules: RuleSet,
    register: BudgetRegister,
    before: NamedAppropriation | None = None,
) -> tuple[NamedAppropriation, ...]:
    """The appropriations of a sentence in reading order.

    `before` is an appropriation that the paragraph named earlier: an anslagspost that stands
    alone belongs to its anslag. A lone utgiftsområde is no appropriation.
    """
    found: list[NamedAppropriation] = []
    current: NamedAppropriation | None = None
    following = rules.having("use", "next")[0]
    for part in _parts(text, rules, register):
        gap = text[current.span.end : part.span.start] if current is not None else ""
        opened = _opened(current, part, before, goes_on=following.pattern.search(gap) is not None)
        if opened is not None:
            found += [current] if current is not None else []
            current = opened
        if current is None:
            current = NamedAppropriation(part.span)
        current = _with(current, part)
    found += [current] if current is not None else []
    return tuple(item for item in _said_once(found) if item.anslag is not None)


def _said_once(found: list[NamedAppropriation]) -> list[NamedAppropriation]:
    """An anslag or utgiftsområde that closes a row of appropriations holds for all of the row."""
    filled = list(found)
    for index in range(len(filled) - 2, -1, -1):
        one, following = filled[index], filled[index + 1]
        if not following.shares:
            continue
        if one.anslag is None:
            one = replace(one, anslag=following.anslag, anslag_name=following.anslag_name)
        if one.utgiftsomrade is None:
            one = replace(
                one,
                utgiftsomrade=following.utgiftsomrade,
                utgiftsomrade_name=following.utgiftsomrade_name,
            )
        filled[index] = one
    return filled


def _parts(text: str, rules: RuleSet, register: BudgetRegister) -> list[_Part]:
    """All parts from left to right; of two that overlap the one that begins first."""
    parts: list[_Part] = []
    for part in sorted(_matches(text, rules, register), key=lambda p: (p.span.start, -p.span.end)):
        if not parts or part.span.start >= parts[-1].span.end or part.span == parts[-1].span:
            parts.append(part)
    return parts


def _matches(text: str, rules: RuleSet, register: BudgetRegister) -> Iterator[_Part]:
    kinds: dict[str, PartKind] = {
        "utgiftsomrade": "utgiftsomrade",
        "anslag": "anslag",
        "further_anslag": "anslag",
        "anslagspost": "anslagspost",
        "named_post": "anslagspost",
        "delpost": "delpost",
    }
    lowered = text.lower()
    known = _first_number(text, lowered, rules)
    for rule in rules:
        kind = kinds.get(str(rule.values["use"]))
        if kind is None:
            continue
        for match in rule.matches(text, lowered):
            if rule.values["use"] == "further_anslag" and not 0 <= known < match.start("number"):
                continue
            numbers = match.captures("number") if "number" in match.groupdict() else [None]
            start = (
                match.start() if rule.values["use"] != "further_anslag" else match.start("number")
            )
            for number in numbers:
                name = _name(text, match.end(), kind, rules, register)
                yield _Part(kind, Span(start, match.end() + name[1]), _clean(number), name[0])


def _first_number(text: str, lowered: str, rules: RuleSet) -> int:
    """Where the sentence first says utgiftsområde or anslag, -1 where it does not."""
    starts = [
        match.start()
        for use in ("utgiftsomrade", "anslag")
        for rule in rules.having("use", use)
        if rule.may_match(lowered)
        for match in [rule.pattern.search(text)]
        if match
    ]
    return min(starts, default=-1)


def _clean(number: str | None) -> str | None:
    return None if number is None else number.replace(" ", "")


def _name(
    text: str, position: int, kind: PartKind, rules: RuleSet, register: BudgetRegister
) -> tuple[str | None, int]:
    """The name behind a number, and how many characters further it ends."""
    start = position
    while start < len(text) and text[start] in ' ”"»':
        start += 1
    of_register = _REGISTER_KIND.get(kind)
    known = register.name_at(text, start, of_register) if of_register else None
    if known is not None:
        return known, start + len(known) - position
    rule: Rule = rules.having("use", "name")[0]
    match = rule.pattern.search(text[position:])
    if match is None:
        return None, 0
    name = match["name"].rstrip(" ,:–-")
    return name, match.start("name") + len(name)


def _opened(
    current: NamedAppropriation | None,
    part: _Part,
    before: NamedAppropriation | None,
    *,
    goes_on: bool,
) -> NamedAppropriation | None:
    """The appropriation that a part opens, None where it belongs to the current one.

    `goes_on` tells that a conjunction stands before the part.
    """
    if part.kind == "delpost":
        return _of_post(current, part) if current and current.delpost is not None else None
    if current is not None and part.kind == "anslagspost" and current.has_post:
        return _shared(current, part, anslag=True)
    if current is None or current.anslag is None:
        alone = part.kind == "anslagspost" and (current is None or current.utgiftsomrade is None)
        return _shared(before, part, anslag=True) if alone and before is not None else None
    if part.kind == "utgiftsomrade":
        said = current.utgiftsomrade is not None
        return NamedAppropriation(part.span) if said or goes_on else None
    if part.kind == "anslag":
        return _shared(current, part, anslag=False)
    return None


def _of_post(source: NamedAppropriation, part: _Part) -> NamedAppropriation:
    """A further delpost of the same anslagspost."""
    return replace(source, span=part.span, delpost=None, delpost_name=None, shares=True)


def _shared(source: NamedAppropriation, part: _Part, *, anslag: bool) -> NamedAppropriation:
    opened = replace(
        source,
        span=part.span,
        anslagspost=None,
        anslagspost_name=None,
        delpost=None,
        delpost_name=None,
        shares=True,
    )
    return opened if anslag else replace(opened, anslag=None, anslag_name=None)


def _with(current: NamedAppropriation, part: _Part) -> NamedAppropriation:
    span = Span(min(current.span.start, part.span.start), max(current.span.end, part.span.end))
    number = part.number
    if part.kind == "utgiftsomrade":
        return replace(
            current, span=span, utgiftsomrade=int(number or 0), utgiftsomrade_name=part.name
        )
    if part.kind == "anslag":
        return replace(current, span=span, anslag=number, anslag_name=part.name)
    if part.kind == "delpost":
        return replace(current, span=span, delpost=int(number or 0), delpost_name=part.name)
    return replace(
        current,
        span=span,
        anslagspost=int(number) if number else None,
        anslagspost_name=part.name,
    )
