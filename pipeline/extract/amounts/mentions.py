"""Sums of money in a stretch of text, by the rules of `rules/money.toml`.

The steps follow the rules' uses: numbers with a unit, then millions that the sentence makes
money, then numbers that share a unit with their neighbour, then numbers that stand bare.
What reads in two ways is not guessed at but handed back as refused.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, replace
from decimal import Decimal
from functools import lru_cache
from typing import Any, cast

from pipeline.model import Bound, Span, Unit
from pipeline.rulebook import Rule, RuleSet
from pipeline.values.money import AmbiguousMoneyError, Money, read_money

_REACH = 90  # characters before a sum in which its hedges and companions stand
_VETO_REACH = 45
_FAR_GREATER = 20
_LEAST_PART = Decimal(10_000)  # below it a bare number is rather a count


@dataclass(frozen=True, slots=True)
class MoneyMention:
    """A sum as written: its span in the text given, from the number to the unit."""

    span: Span
    number: str
    money: Money
    bound: Bound | None
    rule: str


@dataclass(frozen=True, slots=True)
class Refused:
    """A sum that could be read in two ways, and why."""

    span: Span
    text: str
    reason: str


@dataclass(frozen=True)
class MoneyGrammar:
    """The money rules, sorted by what they are for."""

    gate: tuple[Rule, ...]
    amount: tuple[Rule, ...]
    million: tuple[Rule, ...]
    shared: tuple[Rule, ...]
    bare: tuple[Rule, ...]
    cue: tuple[Rule, ...]
    veto: tuple[Rule, ...]
    bound: tuple[Rule, ...]
    garbled: tuple[Rule, ...]


def money_grammar(rules: RuleSet) -> MoneyGrammar:
    """The grammar of a rule set of the kind `money`."""
    return MoneyGrammar(**{f.name: rules.having("use", f.name) for f in fields(MoneyGrammar)})


def find_money(
    text: str, grammar: MoneyGrammar, context: str = ""
) -> tuple[tuple[MoneyMention, ...], tuple[Refused, ...]]:
    """The sums in `text` in reading order, and what was refused.

    `context` is other text that may tell that the sentence is about money, such as the
    sentence that introduces a list.
    """
    if not any(_occurs(rule.pattern, text) for rule in grammar.gate):
        return (), ()
    refused = list(_garbled(text, grammar))
    found = _without_overlaps(_with_unit(text, grammar, context, refused))
    found = [m for m in found if not any(odd.span.contains(m.span) for odd in refused)]
    found = _without_overlaps([*found, *_sharing(text, grammar, found)])
    found = _without_overlaps([*found, *_bare(text, grammar, found, context)])
    return _with_bounds(text, grammar, found), tuple(refused)


def _garbled(text: str, grammar: MoneyGrammar) -> Iterator[Refused]:
    """Sums that have letters where digits ought to stand: nobody can be sure of them."""
    for rule in grammar.garbled:
        for match in rule.pattern.finditer(text):
            yield Refused(Span(*match.span()), match[0], "letters stand among its digits")


@lru_cache(maxsize=2048)  # each sentence is looked at for amounts, and for what gave none
def _occurs(pattern: Any, text: str) -> bool:
    return pattern.search(text) is not None


def _without_overlaps(found: Iterable[MoneyMention]) -> list[MoneyMention]:
    """In order; of two that overlap the one that begins first, then the longer."""
    kept: list[MoneyMention] = []
    for mention in sorted(found, key=lambda m: (m.span.start, -m.span.end)):
        if not kept or mention.span.start >= kept[-1].span.end:
            kept.append(mention)
    return kept


def _with_unit(
    text: str, grammar: MoneyGrammar, context: str, refused: list[Refused]
) -> Iterator[MoneyMention]:
    lowered = text.lower()
    for rule in (*grammar.amount, *grammar.million):
        for match in rule.matches(text, lowered):
            if rule in grammar.million and not _is_money(text, match.start(), grammar, context):
                continue
            unit = cast(Unit, rule.values["unit"])
            try:
                money = read_money(match["number"], unit)
            except AmbiguousMoneyError as error:
                refused.append(Refused(Span(*match.span()), match[0], error.reason))
                continue
            start = match.start("number") if match[0][0].isspace() else match.start()
            yield MoneyMention(Span(start, match.end()), match["number"], money, None, rule.id)


def _is_money(text: str, start: int, grammar: MoneyGrammar, context: str) -> bool:
    """Whether millions without `kronor` are money: words of funding, and nothing counted."""
    near = text[max(0, start - _VETO_REACH) : start]
    if any(rule.pattern.search(near) for rule in grammar.veto):
        return False
    return any(rule.pattern.search(text) or rule.pattern.search(context) for rule in grammar.cue)


def _sharing(text: str, grammar: MoneyGrammar, found: list[MoneyMention]) -> Iterator[MoneyMention]:
    """Numbers just before a sum that take its unit: ranges and lists."""
    for mention in found:
        window = max(0, mention.span.start - _REACH)
        for rule in grammar.shared:
            match = rule.pattern.search(text, window, mention.span.start)
            if match is None:
                continue
            is_range = bool(rule.values.get("range"))
            for number, span in zip(match.captures("number"), match.spans("number"), strict=True):
                money = _companion(number, mention, is_range)
                if money is not None:
                    bound: Bound | None = "min" if is_range else None
                    yield MoneyMention(Span(*span), number, money, bound, rule.id)
            break


def _companion(number: str, mention: MoneyMention, is_range: bool) -> Money | None:
    """The sum of a number that leaves its unit to `mention`; 10–15 000 is 10 000–15 000."""
    unit = mention.money.unit
    try:
        money = read_money(number, unit)
    except AmbiguousMoneyError:
        return None
    groups = mention.number.count(" ") + mention.number.count(".")
    if is_range and unit in ("kr", "tkr") and groups and " " not in number and len(number) <= 3:
        factor = Decimal(1000) ** groups
        money = replace(
            money,
            value_sek=money.value_sek * factor,
            resolution_sek=money.resolution_sek * factor,
        )
    return money


def _bare(
    text: str, grammar: MoneyGrammar, found: list[MoneyMention], context: str
) -> Iterator[MoneyMention]:
    """Numbers without a unit that the sums before them, or the sentence, make money."""
    bare_before = False
    for rule in grammar.bare:
        for match in rule.pattern.finditer(text):
            start, kind = match.start("number"), rule.values["whole"]
            whole = _whole_before(found, start)
            unit: Unit = whole.money.unit if whole and kind == "unit" else "kr"
            try:
                money = read_money(match["number"], unit)
            except AmbiguousMoneyError:
                continue
            if kind in ("before", "bare", "unit"):
                accepted = whole is not None and _is_of_its_order(money, whole.money)
                accepted = accepted and money.value_sek >= _LEAST_PART
                accepted = accepted and (kind != "bare" or bare_before)
                accepted = accepted and (kind != "unit" or _adjoins(text, whole, match.start()))
            else:
                accepted = _is_money(text, start, grammar, context)
            if accepted:
                bare_before = bare_before or kind == "before"
                span = Span(start, match.end("number"))
                yield MoneyMention(span, match["number"], money, None, rule.id)


def _is_of_its_order(part: Money, whole: Money) -> bool:
    """Whether a bare number may be part of a sum: one that is somewhat greater is an error in
    the text, which checks find; one that is far greater counts something else."""
    return part.value_sek < _FAR_GREATER * whole.value_sek


def _whole_before(found: list[MoneyMention], start: int) -> MoneyMention | None:
    """The largest sum before a place, which a bare part is measured by."""
    before = [mention for mention in found if mention.span.end <= start]
    return max(before, key=lambda mention: mention.money.value_sek, default=None)


def _adjoins(text: str, whole: MoneyMention | None, start: int) -> bool:
    """Whether at most a year stands between the whole and what follows it."""
    return whole is not None and len(text[whole.span.end : start].split()) <= 3


def _with_bounds(
    text: str, grammar: MoneyGrammar, found: list[MoneyMention]
) -> tuple[MoneyMention, ...]:
    bounded: list[MoneyMention] = []
    for mention in found:
        between = text[bounded[-1].span.end if bounded else 0 : mention.span.start]
        after = text[mention.span.end : mention.span.end + _REACH]
        bound = mention.bound or _bound(grammar, between[-_REACH:], after, bounded)
        bounded.append(replace(mention, bound=bound))
    return tuple(bounded)


def _bound(
    grammar: MoneyGrammar, between: str, after: str, bounded: list[MoneyMention]
) -> Bound | None:
    if bounded and bounded[-1].rule.startswith(("money.range", "money.between")):
        return "max"
    for rule in grammar.bound:
        values: dict[str, Any] = dict(rule.values)
        text = after if values["side"] == "after" else between
        if not rule.pattern.search(text):
            continue
        if values["bound"] != "same":
            return cast(Bound, values["bound"])
        if bounded:
            return bounded[-1].bound
    return None
