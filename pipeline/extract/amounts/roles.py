"""What each sum of the running text is: total, allocation, part of another, or reference.

The sums are judged in reading order, because a sum that its sentence merely adds to the
previous one (`… till regionerna och 4 miljoner till kommunerna`) is what that one is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import cast

from pipeline.extract.amounts.context import AmountRules, Draft, Judged
from pipeline.extract.amounts.enumerations import with_closed_lists
from pipeline.extract.amounts.relations import called_again, parent_of
from pipeline.extract.amounts.years import paired_years, stated_year
from pipeline.model import Document, Header, Relation, Role, Section, Span
from pipeline.rulebook import Rule

_PER_HEAD = "role.component.per_head"
_SHARE = "role.share"
_ALLOCATION = "role.allocation"


@dataclass(frozen=True, slots=True)
class _Verdict:
    role: Role
    relation: Relation | None
    rule: str
    inherited: Judged | None = None


def judge(
    document: Document,
    drafts: Sequence[Draft],
    sections: Sequence[Section],
    header: Header,
    rules: AmountRules,
) -> tuple[Judged, ...]:
    """Role, relation, parent and year of every sum, in the order given."""
    judged: list[Judged] = []
    paired = paired_years(drafts, rules)
    for draft in drafts:
        previous = judged[-1] if judged and draft.index else None
        verdict = _verdict(draft, previous, judged, rules)
        parent: Span | None = None
        if verdict.inherited is not None:
            parent = verdict.inherited.parent
        elif verdict.relation is not None:
            parent = parent_of(document, draft, verdict.relation, judged, sections, rules)
        verdict = _as_share(draft, verdict, parent, judged, rules)
        year = paired.get(draft.span) or stated_year(draft, previous, rules)
        verdict = _as_past(draft, verdict, year, header, rules)
        if year is None and not any(rules.matches("span", t) for t in (draft.clause, draft.after)):
            year = _year_of_kin(verdict, previous, parent, judged)
            if year is None and verdict.role != "reference":
                year = header.year
        judged.append(Judged(draft, verdict.role, verdict.relation, parent, year, verdict.rule))
    return _with_title_sum(with_closed_lists(document, judged, rules))


def _verdict(
    draft: Draft, previous: Judged | None, judged: Sequence[Judged], rules: AmountRules
) -> _Verdict:
    if previous is not None and rules.matches("tight", draft.before):
        return _like(previous)
    for rule in rules.roles.having("use", "role"):
        if rule.values.get("part") and not _has_whole(draft, rule, judged, rules):
            continue
        if rule.values["look"] in ("title", "head") and previous is not None:
            continue  # they speak of the first sum of a title or list item
        if draft.matches(rule):
            relation = cast("Relation | None", rule.value("relation"))
            return _Verdict(cast(Role, rule.values["role"]), relation, rule.id)
    if previous is not None and _adds_to(draft, previous, rules):
        return _like(_resumed(draft, previous, judged, rules))
    return _Verdict("allocation", None, _ALLOCATION)


def _like(previous: Judged) -> _Verdict:
    return _Verdict(previous.role, previous.relation, previous.rule, inherited=previous)


def _adds_to(draft: Draft, previous: Judged, rules: AmountRules) -> bool:
    """Whether a sum only continues what the previous one of its sentence began."""
    if previous.rule == _PER_HEAD or rules.matches("break", draft.before):
        return False
    return previous.role in ("component", "reference") or previous.rule == _SHARE


def _resumed(
    draft: Draft, previous: Judged, judged: Sequence[Judged], rules: AmountRules
) -> Judged:
    """The sum that this one goes on with: behind a closed varav clause, that clause's whole."""
    whole = next((item for item in judged if item.span == previous.parent), None)
    alone = sum(item.parent == previous.parent for item in judged) == 1
    same = whole is not None and whole.draft.passage is draft.passage
    if whole is None or not (alone and same and previous.relation == "varav"):
        return previous
    return whole if rules.matches("climb", draft.before) else previous


def _has_whole(draft: Draft, rule: Rule, judged: Sequence[Judged], rules: AmountRules) -> bool:
    """Whether a sum stands before this one, in its section and not beside it in a list, or the
    words call one again: which of them is the greater is for checks to judge."""
    where = rule.values["part"]
    if where in ("beside", "total"):
        statement = draft.passage.statement
        here = [item for item in judged if item.draft.passage.statement == statement]
        return any(where == "beside" or item.role == "total" for item in here)
    return (
        any(
            item.section_id == draft.passage.section_id
            and not draft.is_listed_with(item.draft)
            and not (where == "earlier" and item.draft.passage is draft.passage)
            for item in judged
        )
        or called_again(draft, judged, rules) is not None
    )


def _as_share(
    draft: Draft,
    verdict: _Verdict,
    parent: Span | None,
    judged: Sequence[Judged],
    rules: AmountRules,
) -> _Verdict:
    """What a party puts up of the total is a total of its own: its whole share."""
    whole = next((item for item in judged if item.span == parent), None)
    if whole is None or whole.role != "total" or verdict.inherited is not None:
        return verdict
    if verdict.relation == "varav" and rules.matches("share", draft.before):
        return replace(verdict, role="total", rule=_SHARE)
    return verdict


def _as_past(
    draft: Draft, verdict: _Verdict, year: int | None, header: Header, rules: AmountRules
) -> _Verdict:
    """Money of a year before the agreement's that the sentence does not hand out now."""
    if year is None or header.year is None or year >= header.year:
        return verdict
    if verdict.role != "allocation":
        return verdict
    compared = draft.before.rstrip().endswith("(")  # `omfattar 757 mnkr (687 mnkr för 2024)`
    if not compared and rules.matches("present", draft.passage.text):
        return verdict
    return replace(verdict, role="reference", rule="role.reference.earlier_year")


def _year_of_kin(
    verdict: _Verdict, previous: Judged | None, parent: Span | None, judged: Sequence[Judged]
) -> int | None:
    """The year of the whole, or of the sum before in the same sentence."""
    whole = next((item for item in judged if parent and item.span == parent), None)
    if whole is not None:
        return whole.year
    if previous is not None and (verdict.inherited is not None or previous.role != "reference"):
        return previous.year
    return None


def _with_title_sum(judged: Sequence[Judged]) -> tuple[Judged, ...]:
    """The sum of the document's title is its total, wherever the text states it again."""
    titles = [item for item in judged if item.draft.is_title and item.role == "total"]
    return tuple(
        replace(item, role="total", rule="role.total.title")
        if item.role == "allocation" and any(_same_sum(item, title) for title in titles)
        else item
        for item in judged
    )


def _same_sum(one: Judged, other: Judged) -> bool:
    """Whether two printed sums can be one: their intervals of half a resolution meet."""
    width = one.draft.mention.money.resolution_sek + other.draft.mention.money.resolution_sek
    return abs(one.value - other.value) * 2 <= width


def with_weak_total(
    judged: Sequence[Judged], header: Header, rules: AmountRules
) -> tuple[Judged, ...]:
    """Where nothing is called the total: the largest sum set aside for the agreement is it."""
    pact = header.doc_type in ("överenskommelse", "tilläggsöverenskommelse")
    handed_out = [item for item in judged if item.role == "allocation"]
    if not pact or not handed_out or any(item.role == "total" for item in judged):
        return tuple(judged)
    most = max(item.value for item in handed_out)
    said = (i for i in handed_out if rules.matches("weak", i.draft.passage.text))
    largest = next((item for item in said if item.value == most), None)
    if largest is None:
        return tuple(judged)
    total = replace(largest, role="total", rule="role.total.weak")
    return tuple(total if item is largest else item for item in judged)
