"""A name of a party as it stands in a document, before it becomes a mention."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import regex

from pipeline.model import Block, Span

_GENITIVE_S = regex.compile(r"s\b")


@dataclass(frozen=True, slots=True)
class Name:
    """A name found: its party, the kind of party, and where it stands."""

    party_id: str
    party_type: str
    span: Span
    genitive: bool = False


def longest(names: Iterable[Name]) -> list[Name]:
    """The longest names that do not overlap, in order; the first of equals wins."""
    kept: list[Name] = []
    covered: set[int] = set()
    for name in sorted(names, key=lambda name: name.span.start - name.span.end):
        places = range(name.span.start, name.span.end)
        if covered.isdisjoint(places):
            covered.update(places)
            kept.append(name)
    return sorted(kept, key=lambda name: name.span.start)


def with_genitive(text: str, match: regex.Match[str], block: Block) -> tuple[Span, bool]:
    """Where a match in a block's text stands in the document, with the s of a genitive."""
    start, end = match.start() + block.span.start, match.end() + block.span.start
    genitive = bool(_GENITIVE_S.match(text, end))
    return Span(start, end + genitive), genitive
