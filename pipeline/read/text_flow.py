"""Lines to drafts in reading order: contents, tables and columns carved out of running text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.read.broken_blocks import join_broken
from pipeline.read.builder import BlockDraft, Draft, TableDraft
from pipeline.read.list_markers import mark_numbered
from pipeline.read.text_columns import find_columns
from pipeline.read.text_contents import find_contents
from pipeline.read.text_footnotes import mark_footnotes
from pipeline.read.text_lines import TextLine
from pipeline.read.text_paragraphs import to_paragraphs
from pipeline.read.text_tables import find_text_tables

# A longer paragraph above a table is no caption.
_LONGEST_CAPTION = 200


def to_drafts(lines: Sequence[TextLine]) -> list[Draft]:
    """The blocks and tables of a plain text."""
    return finished(_carved(lines))


def finished(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts with numbered items and footnotes marked, broken paragraphs joined, and
    tables captioned."""
    return with_captions(join_broken(mark_footnotes(mark_numbered(drafts))))


def _carved(lines: Sequence[TextLine]) -> list[Draft]:
    return list(_without_contents(lines))


def _without_contents(lines: Sequence[TextLine]) -> Iterator[Draft]:
    start = 0
    for found in find_contents(lines):
        yield from _without_tables(lines[start : found.start])
        yield from found.blocks
        start = found.end
    yield from _without_tables(lines[start:])


def _without_tables(lines: Sequence[TextLine]) -> Iterator[Draft]:
    start = 0
    for found in find_text_tables(lines):
        yield from _without_columns(lines[start : found.start])
        yield found.table
        start = found.end
    yield from _without_columns(lines[start:])


def _without_columns(lines: Sequence[TextLine]) -> Iterator[Draft]:
    start = 0
    for found in find_columns(lines):
        yield from to_paragraphs(lines[start : found.start])
        yield from found.blocks
        start = found.end
    yield from to_paragraphs(lines[start:])


def with_captions(drafts: Sequence[Draft]) -> list[Draft]:
    """Each table with the short paragraph just above it as its caption."""
    captioned: list[Draft] = []
    for draft in drafts:
        above = captioned[-1] if captioned else None
        if isinstance(draft, TableDraft) and isinstance(above, BlockDraft):
            text = " ".join(" ".join(line.raw.split()) for line in above.lines)
            draft = replace(draft, caption=text if len(text) <= _LONGEST_CAPTION else None)
        captioned.append(draft)
    return captioned
