"""Enumerations that close: parts behind varav or av dessa that are told to the last one.

`Av medlen avsätts A till X, B till Y samt C till Z.` names all that the sum is split into,
where nothing in the paragraph leaves the list open (`bland annat`, `resterande medel …`) and the
parts are most of the whole. Two parts may be examples; three that end in `och` are a list.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from pipeline.extract.amounts.context import AmountRules, Judged
from pipeline.model import Document, Passage, Span

_FEWEST = 3
_MOST_OF = Decimal("0.6")  # small parts of a large sum are examples of what it is for
_OPEN = ("varav", "av dessa")


def with_closed_lists(
    document: Document, judged: Sequence[Judged], rules: AmountRules
) -> tuple[Judged, ...]:
    """The parts of closed enumerations are what the whole is divided into: `fördelas`."""
    closed = {
        span
        for whole in judged
        for span in _closed_parts(
            document, whole, [i for i in judged if i.parent == whole.span], rules
        )
    }
    return tuple(
        replace(item, relation="fördelas") if item.span in closed else item for item in judged
    )


def _closed_parts(
    document: Document, whole: Judged, parts: Sequence[Judged], rules: AmountRules
) -> tuple[Span, ...]:
    if len(parts) < _FEWEST or any(item.relation not in _OPEN for item in parts):
        return ()
    passage, last = parts[0].draft.passage, parts[-1].draft
    one_sentence = all(item.draft.passage is passage for item in parts)
    beside = whole.draft.passage.statement == passage.statement
    bound = any(item.draft.mention.bound for item in (whole, *parts))
    if not one_sentence or not beside or bound or not rules.matches("closes", last.before):
        return ()
    if rules.matches("leaves_open", _told(document, whole, passage)):
        return ()
    most = sum((item.value for item in parts), Decimal(0)) >= _MOST_OF * whole.value
    return tuple(item.span for item in parts) if most else ()


def _told(document: Document, whole: Judged, passage: Passage) -> str:
    """What the paragraph says from the whole on."""
    start = whole.span.end if whole.span.start < passage.span.start else passage.span.start
    return document.text[start : max(passage.block.span.end, passage.span.end)]
