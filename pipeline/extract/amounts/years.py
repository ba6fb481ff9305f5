"""The budget year that a sum of the running text is for."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.extract.amounts.context import AmountRules, Draft, Judged
from pipeline.model import Span
from pipeline.rulebook import Rule

_IN_A_ROW = "money.respectively"


def stated_year(draft: Draft, previous: Judged | None, rules: AmountRules) -> int | None:
    """The year that the sentence (or a list's introduction) states for the sum, else None.

    A year just behind the sum comes before one ahead of it, and that before one further
    behind. A year that belongs to the sum before or behind is left to that one.
    """
    bracketed, just_after, before, after = sorted(rules.roles.having("use", "year"), key=_rank)
    behind = draft.after if _is_last(draft) else draft.after[: _begins_next(draft.after, rules)]
    ahead = draft.before
    if previous is not None:
        ahead = ahead[_ends_last(ahead, (bracketed, just_after), rules) :]
    for rule, text in (
        (bracketed, behind),
        (just_after, behind),
        (before, ahead),
        (after, behind),
        (before, draft.head),
    ):
        match = rule.pattern.search(text)
        if match is not None:
            return int(match["year"])
    return None


def _is_last(draft: Draft) -> bool:
    """Whether no other sum stands behind this one in its sentence."""
    return draft.span.end + len(draft.after) == draft.passage.span.end


def _begins_next(between: str, rules: AmountRules) -> int:
    """Where what stands between two sums begins to speak of the second, as far as years go."""
    match = rules.first("year_ahead", between)
    return match.start() if match else len(between)


def _ends_last(between: str, own: Sequence[Rule], rules: AmountRules) -> int:
    """Where what stands between two sums ends to speak of the first, as far as years go."""
    mine = between[: _begins_next(between, rules)]
    matches = (rule.pattern.match(mine) for rule in own)
    return max((match.end() for match in matches if match), default=0)


def paired_years(drafts: Sequence[Draft], rules: AmountRules) -> dict[Span, int]:
    """The years of sums that share a unit, where the sentence has as many years in a row."""
    paired: dict[Span, int] = {}
    row: list[Draft] = []
    for draft in drafts:
        row.append(draft)
        if draft.mention.rule == _IN_A_ROW:
            continue
        match = rules.first("years", draft.passage.text) if len(row) > 1 else None
        years = match.captures("year") if match else []
        if len(years) == len(row):
            paired |= {item.span: int(year) for item, year in zip(row, years, strict=True)}
        row = []
    return paired


def _rank(rule: Rule) -> int:
    return int(rule.values["rank"])
