"""What is due: the deliverables that a clause names, and the kind of each.

A plain report (`Uppdraget ska redovisas`) has no kind of its own: it is the final one, unless
it comes again, is the first of several or covers a part that a final report follows.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import cast

import regex

from pipeline.extract.deadlines.sentences import steps
from pipeline.model import DeadlineKind
from pipeline.rulebook import RuleSet

_PLAIN = "report"
_ABSORBS_PLAIN = {"final_report", "interim_report", "plan", "checkpoint", "activity"}
_JOINT = regex.compile(
    r",| och | samt | liksom | respektive | då | tillsammans med en | jämte | dels "
)


@dataclass(frozen=True, slots=True)
class Deliverable:
    """Words that name something due; `kind` is a DeadlineKind, or `report` while unsorted."""

    kind: str
    start: int
    end: int
    rule: str


def deliverables_in(masked: str, rules: RuleSet) -> tuple[Deliverable, ...]:
    """Every deliverable of a masked text, in order; words that only refer to one are skipped."""
    left = masked
    for rule in steps(rules, "reference"):
        left = rule.pattern.sub(lambda match: " " * len(match[0]), left)
    found: list[Deliverable] = []
    for rule in steps(rules, "kind"):
        for match in rule.pattern.finditer(left):
            kind = str(rule.value("kind"))
            found.append(Deliverable(kind, match.start(), match.end(), rule.id))
        if found and found[-1].rule == rule.id:
            left = rule.pattern.sub(lambda match: "·" * len(match[0]), left)
    return tuple(sorted(found, key=lambda d: d.start))


def of_clause(
    found: Iterable[Deliverable], start: int, end: int, masked: str
) -> tuple[Deliverable, ...]:
    """The deliverables of a clause, one a kind, without plain reports that only say what is
    done with a named one (`redovisa en projektplan`)."""
    inside = [d for d in found if start <= d.start < end]
    named = {d.kind for d in inside}
    if named & _ABSORBS_PLAIN:
        inside = [d for d in inside if d.kind != _PLAIN]
    else:
        others = [d for d in inside if d.kind != _PLAIN]
        inside = [d for d in inside if d.kind != _PLAIN or _stands_apart(d, others, masked)]
    first: dict[str, Deliverable] = {}
    for deliverable in inside:
        first.setdefault(deliverable.kind, deliverable)
    return tuple(first.values())


def _stands_apart(plain: Deliverable, others: Sequence[Deliverable], masked: str) -> bool:
    """Whether a conjunction parts a plain report from every named deliverable."""
    for other in others:
        left, right = sorted((plain, other), key=lambda d: d.start)
        if not _JOINT.search(masked[left.end : right.start + 1]):
            return False
    return True


def sort_plain(deliverable: Deliverable, *, interim: bool) -> Deliverable:
    """A plain report as the interim or final one that the context makes it."""
    if deliverable.kind != _PLAIN:
        return deliverable
    return replace(deliverable, kind="interim_report" if interim else "final_report")


def kind_of(deliverable: Deliverable) -> DeadlineKind:
    """The kind of a deliverable that has been sorted."""
    return cast(DeadlineKind, deliverable.kind)


def is_plain(deliverable: Deliverable) -> bool:
    """Whether it is a report whose kind the context must tell."""
    return deliverable.kind == _PLAIN


def says(masked: str, rules: RuleSet, step: str) -> bool:
    """Whether the words of one step (`interim`, `part`, `pronoun`) occur."""
    return any(rule.pattern.search(masked) for rule in steps(rules, step))
