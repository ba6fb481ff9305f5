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
    behind. A year that already belongs to the previous sum is not taken again.
    """
    just_after, before, after = sorted(rules.by_use["year"], key=_rank)
    ahead = draft.before
    if previous is not None:
        taken = just_after.pattern.match(ahead)
        ahead = ahead[taken.end() :] if taken else ahead
    for rule, text in (
        (just_after, draft.after),
        (before, ahead),
        (after, draft.after),
        (before, draft.head),
    ):
        match = rule.pattern.search(text)
        if match is not None:
            return int(match["year"])
    return None


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
