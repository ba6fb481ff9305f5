"""Which sum a part was split off: varav, av dessa, resterande, fördelas.

The whole is looked for where Swedish puts it: varav looks back in its own sentence, av dessa
to the sum stated last, resterande to the whole of the part before it, fördelas to the sum
that the list or paragraph divides.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from pipeline.extract.amounts.context import AmountRules, Draft, Judged
from pipeline.model import Document, Relation, Section, Span

_NUMBER = re.compile(r"\b\d[\d ,.]*")
_PARAGRAPHS_BACK = 3
_ENDING = 2  # letters in which the inflections of a word may differ


def parent_of(
    document: Document,
    draft: Draft,
    relation: Relation,
    judged: Sequence[Judged],
    sections: Sequence[Section],
    rules: AmountRules,
) -> Span | None:
    """The span of the whole that a component is part of, None where the text has none."""
    if relation == "varav":
        whole = _whole_of_which(draft, judged)
    elif relation == "fördelas":
        whole = _divided(draft, judged, rules)
    else:
        whole = _named_section(document, draft, judged, sections, rules)
        if whole is None and relation == "av dessa" and rules.matches("called_again", draft.lead):
            whole = called_again(draft, judged, rules)  # `Av regionernas medel`, or nobody's
        elif whole is None:
            whole = _stated_last(draft, relation, judged)
    return _large_enough(whole, draft, judged)


def _near(draft: Draft, judged: Sequence[Judged]) -> list[Judged]:
    """The sums that a part may belong to: of its section, or of the paragraphs just before."""
    passage = draft.passage
    return [
        item
        for item in judged
        if not item.draft.is_title
        and (
            passage.statement - item.draft.passage.statement in range(_PARAGRAPHS_BACK)
            or (passage.section_id is not None and item.section_id == passage.section_id)
        )
    ]


def _whole_of_which(draft: Draft, judged: Sequence[Judged]) -> Judged | None:
    near = _near(draft, judged)
    same = [item for item in near if item.draft.passage is draft.passage]
    if not same:
        heads = [item for item in near if _in_head(draft, item)]
        return next(reversed(heads or near), None)
    last = same[-1]
    # "…, varav A och varav B": a second varav that is joined on is a sibling, not a part of A.
    joined = draft.before.lstrip(" ,").startswith(("och", "samt"))
    if last.relation == "varav" and joined:
        return _by_span(judged, last.parent) or last
    return last


def _in_head(draft: Draft, item: Judged) -> bool:
    return draft.passage.head is not None and draft.passage.head.contains(item.span)


def _divided(draft: Draft, judged: Sequence[Judged], rules: AmountRules) -> Judged | None:
    """The sum that the words call again, else the last that is no part itself: in the
    introduction, nearby, then anywhere."""
    in_head = [item for item in judged if _in_head(draft, item)]
    if in_head:
        return in_head[0]
    if rules.matches("divided_here", draft.before):
        return next((i for i in reversed(judged) if i.draft.passage is draft.passage), None)
    again = called_again(draft, judged, rules)
    if again is not None:
        return again
    for group in (_near(draft, judged), judged):
        wholes = [
            item
            for item in group
            if item.role in ("total", "allocation") and not draft.is_listed_with(item.draft)
        ]
        if wholes:
            return wholes[-1]
    return None


def called_again(draft: Draft, judged: Sequence[Judged], rules: AmountRules) -> Judged | None:
    """`De prestationsbaserade medlen fördelas …`, `Utbetalning till regionerna sker …`: the one
    sum whose own words have the word that tells which money is divided."""
    found = rules.first("called_again", draft.head or draft.lead)
    if found is None:
        return None
    word = found["word"].lower()[:-_ENDING]
    start = draft.passage.span.start + (0 if draft.head else found.start())
    earlier = [i for i in judged if i.span.start < start and not draft.is_listed_with(i.draft)]
    behind = [item for item in earlier if word in item.draft.after.lower()]
    named = behind or [item for item in earlier if word in item.draft.before.lower()]
    beside = [item for item in named if item.draft.passage.statement == draft.passage.statement]
    inside = [item for item in named if item.section_id == draft.passage.section_id]
    closest = beside or inside or named
    return closest[0] if len(closest) == 1 else None


def _stated_last(draft: Draft, relation: Relation, judged: Sequence[Judged]) -> Judged | None:
    near = [item for item in _near(draft, judged) if item.rule != "role.component.per_head"]
    if relation == "resterande":
        part = next((item for item in reversed(near) if item.parent is not None), None)
        last = next(reversed(near), None)
        if part is not None:
            return _by_span(judged, part.parent)
        # A last sum that is too small is a sibling; the whole is then not stated.
        fits = last is not None and last.value >= draft.mention.money.value_sek
        return last if fits else None
    named = _of_same_words(draft, near) or _of_same_number(draft, near)
    if named is not None:
        return named
    last = next(reversed(near), None)
    if last is not None and last.relation == relation and last.parent is not None:
        return _by_span(judged, last.parent)  # av dessa … av dessa …: parts of one whole
    return last


def _of_same_words(draft: Draft, near: Iterable[Judged]) -> Judged | None:
    """For "från de medel som X bidrar med": the last sum whose own clause names X too."""
    if not draft.after.lstrip().lower().startswith(("av ", "från ", "ur ")):
        return None
    named = {word.strip(".,") for word in draft.after.split() if len(word) > 6}
    for item in reversed(list(near)):
        if named & set(item.draft.before.split()):
            return item
    return None


def _of_same_number(draft: Draft, near: Iterable[Judged]) -> Judged | None:
    """For "av de 25 miljonerna": the last sum that is printed with that number."""
    named = {number.strip(" ,.") for number in _NUMBER.findall(draft.before)}
    return next((i for i in reversed(list(near)) if i.draft.mention.number in named), None)


def _named_section(
    document: Document,
    draft: Draft,
    judged: Sequence[Judged],
    sections: Sequence[Section],
    rules: AmountRules,
) -> Judged | None:
    """The first sum of the section that the paragraph names ("Ersättning enligt punkt 4.3")."""
    start = draft.passage.block.span.start
    paragraph = document.text[start : draft.span.start]
    if any(item.span.start >= start for item in judged):
        return None
    found = rules.first("section", paragraph)
    ids = {s.section_id for s in sections if found and s.number == found["number"]}
    return next((item for item in judged if item.section_id in ids), None)


def _large_enough(whole: Judged | None, draft: Draft, judged: Sequence[Judged]) -> Span | None:
    """The whole, or the whole that this is part of where it is too small to hold the part."""
    while whole is not None and whole.value < draft.mention.money.value_sek:
        above = _by_span(judged, whole.parent)
        if above is None or above.value < draft.mention.money.value_sek:
            break
        whole = above
    return None if whole is None else whole.span


def _by_span(judged: Iterable[Judged], span: Span | None) -> Judged | None:
    return next((item for item in judged if item.span == span), None)
