"""The budget year that a sum of the running text is for."""

from __future__ import annotations

from pipeline.extract.amount_context import AmountRules, Draft, Judged
from pipeline.rulebook import Rule


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


def _rank(rule: Rule) -> int:
    return int(rule.values["rank"])
