"""Sums that can be read in more than one way: left out, but told."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.extract.amounts.context import AmountRules, find_drafts, with_headings
from pipeline.model import Document, Finding, Passage, Section, Span, UnreadSum
from pipeline.rulebook import Rulebook


def unread_amounts(
    document: Document,
    sections: Sequence[Section],
    passages: Sequence[Passage],
    rules: Rulebook,
) -> tuple[UnreadSum, ...]:
    """Every sum of the running text that was refused because it can be read in two ways."""
    texts = with_headings(document, sections, passages)
    _, refused = find_drafts(document, texts, AmountRules.of(rules))
    spans = [
        (passage, Span(passage.span.start + odd.span.start, passage.span.start + odd.span.end), odd)
        for passage, odd in refused
    ]
    return tuple(
        UnreadSum(passage.section_id, document.locate(span.start, span.end), odd.reason)
        for passage, span, odd in spans
    )


def unread_findings(unread: Sequence[UnreadSum]) -> tuple[Finding, ...]:
    """`figure_unread` for a cell of a table, `amount_ambiguous` for a sum of running text."""
    return tuple(
        Finding(
            "extract",
            "figure_unread" if one.table_id else "amount_ambiguous",
            f"The sum {one.where.raw!r} was left out, because {one.reason}.",
            one.where.page,
            one.where.span,
            one.table_id,
        )
        for one in unread
    )
