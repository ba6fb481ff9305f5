"""What a sum of the running text is for, and which party gets it."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.extract.amounts.context import AmountRules, Draft
from pipeline.model import Mention, Passage
from pipeline.rulebook import Rule


def purpose_of(draft: Draft, mentions: Sequence[Mention], rules: AmountRules) -> str | None:
    """The words that say what the money is for, from the preposition on, trimmed.

    The receiver is no purpose: what is said behind it counts.
    """
    for rule in rules.roles.having("use", "purpose"):
        if rule.values["look"] == "lead":
            text = "" if draft.index else draft.lead
        else:
            text = _behind_receivers(draft, mentions, rules)
        match = rule.pattern.search(text)
        if match is not None:
            return str(match["purpose"]).strip(" ,–-")
    return None


def _behind_receivers(draft: Draft, mentions: Sequence[Mention], rules: AmountRules) -> str:
    """The text behind the sum, from the end of the parties that it goes to."""
    rule = next(
        rule for rule in rules.roles.having("use", "recipient") if rule.values["side"] == "after"
    )
    inside = [m for m in mentions if draft.passage.span.contains(m.span)]
    receiver = _receiver(draft, inside, rule)
    if receiver is None:
        return draft.after
    end = receiver.span.end
    for mention in inside:
        gap = _text(draft.passage, end, mention.span.start)
        if mention.span.start >= end and rules.matches("tight", gap.strip("( ")):
            end = mention.span.end
    behind = draft.after[end - draft.span.end :]
    return behind.removeprefix(")")


def recipient_of(draft: Draft, mentions: Sequence[Mention], rules: AmountRules) -> str | None:
    """The id of the party that the sentence says gets the money, else None."""
    inside = [m for m in mentions if draft.passage.span.contains(m.span)]
    sides = {"before": _subject, "subject": _object, "after": _receiver, "likewise": _likewise}
    for rule in rules.roles.having("use", "recipient"):
        found = sides[str(rule.values["side"])](draft, inside, rule)
        if found is not None:
            return found.party_id
    return None


def _likewise(draft: Draft, inside: Sequence[Mention], rule: Rule) -> Mention | None:
    """A party named just before a further sum, with no verb of its own."""
    ahead = _ahead(draft, inside) if draft.index else []
    if not ahead or _text(draft.passage, ahead[-1].span.end, draft.span.start).strip():
        return None
    start = draft.span.start - len(draft.before)
    between = _text(draft.passage, start, ahead[-1].span.start)
    return ahead[-1] if rule.pattern.search(between) else None


def _subject(draft: Draft, inside: Sequence[Mention], rule: Rule) -> Mention | None:
    """A party that is said to get, just before the sum: SKR tilldelas …"""
    for mention in reversed(_ahead(draft, inside)):
        if rule.pattern.search(_text(draft.passage, mention.span.end, draft.span.start)):
            return mention
    return None


def _object(draft: Draft, inside: Sequence[Mention], rule: Rule) -> Mention | None:
    """A party that a verb of giving has just named: regeringen beviljar Region Uppsala …"""
    for mention in reversed(_ahead(draft, inside)):
        if rule.pattern.search(_text(draft.passage, draft.passage.span.start, mention.span.start)):
            return mention
    return None


def _receiver(draft: Draft, inside: Sequence[Mention], rule: Rule) -> Mention | None:
    """The first party behind the sum that stands after till."""
    end = draft.span.end + len(draft.after)
    for mention in inside:
        if draft.span.end <= mention.span.start < end and rule.pattern.search(
            _text(draft.passage, draft.span.end, mention.span.start)
        ):
            return mention
    return None


def _ahead(draft: Draft, inside: Sequence[Mention]) -> list[Mention]:
    start = draft.span.start - len(draft.before)
    return [m for m in inside if start <= m.span.start and m.span.end <= draft.span.start]


def _text(passage: Passage, start: int, end: int) -> str:
    return passage.text[start - passage.span.start : end - passage.span.start]
