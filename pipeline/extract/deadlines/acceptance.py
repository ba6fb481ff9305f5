"""Which of a sentence's points in time are deadlines.

A point counts when an accepting rule matches at it, and, where that rule asks for it, an
obligation stands near and something is due. What the sentence tells of the past does not
count, nor does a weaker time beside a stronger one in the same clause.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.extract.deadlines.kinds import Deliverable, deliverables_in
from pipeline.extract.deadlines.sentences import (
    Clause,
    MaskedSentence,
    Point,
    blanked,
    clauses,
    connectives,
    steps,
)
from pipeline.rulebook import Rule, Rulebook, RuleSet

_STRONG = "accept.latest"


def accepted_points(
    sentence: MaskedSentence,
    head: MaskedSentence | None,
    due: Sequence[Deliverable],
    rules: Rulebook,
) -> dict[Point, str]:
    """The points that are deadlines, with the id of the rule that accepts each.

    `head` introduces the list that the sentence is an item of; `due` are the sentence's own
    deliverables.
    """
    found: dict[Point, str] = {}
    deadlines = rules["deadlines"]
    parts = clauses(sentence, [d.start for d in due], deadlines)
    in_head = bool(head and deliverables_in(head.masked, rules["deadline_kinds"]))
    for clause in parts:
        named = in_head or any(clause.start <= d.start < clause.end for d in due)
        for point in clause.points:
            rule = _accepting(sentence, head, clause, point, named, deadlines)
            if rule is not None:
                found[point] = rule.id
    return {
        point: rule
        for point, rule in found.items()
        if not _outdone(point, found, parts, sentence, deadlines)
    }


def still_due(
    sentence: MaskedSentence, due: Sequence[Deliverable], rules: RuleSet
) -> tuple[Deliverable, ...]:
    """The deliverables less those of clauses that only tell of the past (`I juni lämnade SKR
    en delrapport och …`)."""
    told = [
        clause
        for clause in clauses(sentence, [d.start for d in due], rules)
        if _any(rules, "past", sentence.masked[clause.start : clause.end])
        and not _obliges(sentence.masked[: clause.end], rules)
    ]
    return tuple(d for d in due if all(not c.start <= d.start < c.end for c in told))


def _accepting(
    sentence: MaskedSentence,
    head: MaskedSentence | None,
    clause: Clause,
    point: Point,
    named: bool,
    rules: RuleSet,
) -> Rule | None:
    introduction = f"{_blank(head)} " if head is not None else ""
    obliged = _obliges(introduction + sentence.masked[: clause.end], rules)
    if not obliged and _any(
        rules, "past", introduction + sentence.masked[clause.start : clause.end]
    ):
        return None
    alone = blanked(sentence.masked, [p for p in sentence.points if p != point])
    for rule in steps(rules, "accept"):
        wants_duty = rule.values.get("obliged") and not obliged
        if wants_duty or (rule.values.get("deliverable") and not named):
            continue
        if _matches_at(rule, alone, point.start) or _matches_at(
            rule, introduction + alone, len(introduction) + point.start
        ):
            return rule
    return None


def _blank(head: MaskedSentence | None) -> str:
    """The introducing sentence without its own dates and the colon that ends it."""
    if head is None:
        return ""
    return blanked(head.masked, head.points).rstrip(" :")


def _matches_at(rule: Rule, text: str, place: int) -> bool:
    for match in rule.pattern.finditer(text, overlapped=True):
        if place in match.starts("date"):
            return True
    return False


def _obliges(text: str, rules: RuleSet) -> bool:
    return _any(rules, "obligation", text)


def _any(rules: RuleSet, step: str, text: str) -> bool:
    return any(rule.pattern.search(text) for rule in steps(rules, step))


def _outdone(
    point: Point,
    found: dict[Point, str],
    parts: Sequence[Clause],
    sentence: MaskedSentence,
    rules: RuleSet,
) -> bool:
    """Whether a clause next to a point's own, cut from it at no conjunction, sets a `senast`."""
    if found[point] == _STRONG or (point.relative is not None and len(found) == 1):
        return False
    index = next(i for i, clause in enumerate(parts) if point in clause.points)
    for other in (index - 1, index + 1):
        if not 0 <= other < len(parts):
            continue
        strong = any(found.get(p) == _STRONG for p in parts[other].points)
        cut = max(parts[index].start, parts[other].start)
        bare = not any(
            rule.pattern.match(sentence.masked, cut) for rule in connectives(rules, "inner")
        )
        if strong and bare:
            return True
    return False
