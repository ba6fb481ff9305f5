"""Lines to drafts in reading order: contents, tables and columns carved out of running text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.read.assembly.builder import BlockDraft, Draft, TableDraft
from pipeline.read.sentence_ends import is_finished
from pipeline.read.text.broken_blocks import join_broken
from pipeline.read.text.columns import find_columns
from pipeline.read.text.contents import find_contents, is_contents_heading
from pipeline.read.text.footnotes import mark_footnotes
from pipeline.read.text.lines import TextLine
from pipeline.read.text.list_markers import mark_numbered
from pipeline.read.text.paragraphs import to_paragraphs
from pipeline.read.text.stacked_tables import find_stacked_tables
from pipeline.read.text.tables import find_text_tables

_CAPTION = re.compile(r"(?:tabell|bilaga)\b", re.IGNORECASE)
# A longer paragraph above a table is no caption.
_LONGEST_CAPTION = 200


def to_drafts(lines: Sequence[TextLine]) -> list[Draft]:
    """The blocks and tables of a plain text."""
    return finished(carved(lines))


def finished(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts with numbered items and footnotes marked, broken paragraphs joined, and
    tables captioned."""
    marked = mark_footnotes(mark_numbered(_with_whole_contents(drafts)))
    return with_captions(join_broken(marked))


def carved(lines: Sequence[TextLine]) -> list[Draft]:
    """Contents, tables, columns and paragraphs as they stand, broken ones still apart."""
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
        yield from _without_stacks(lines[start : found.start])
        yield found.table
        start = found.end
    yield from _without_stacks(lines[start:])


def _without_stacks(lines: Sequence[TextLine]) -> Iterator[Draft]:
    start = 0
    for found in find_stacked_tables(lines):
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
    above: BlockDraft | None = None
    for draft in drafts:
        if isinstance(draft, TableDraft):
            captioned.append(replace(draft, caption=_caption(above)))
            above = None
        else:
            captioned.append(draft)
            above = above if draft.kind == "footnote" else draft
    return captioned


def _caption(above: BlockDraft | None) -> str | None:
    """The text above a table, unless it is prose."""
    if above is None or len(above.text) > _LONGEST_CAPTION:
        return None
    prose = above.text.endswith(".") and not _CAPTION.match(above.text)
    return None if prose else above.text


def _with_whole_contents(drafts: Sequence[Draft]) -> list[Draft]:
    """The heading of a table of contents, and an entry that lost its page number, as part of
    it."""
    marked = list(drafts)
    for index in range(len(marked) - 2, -1, -1):
        draft = marked[index]
        if not isinstance(draft, BlockDraft) or draft.kind != "paragraph":
            continue
        between = index > 0 and _is_contents(marked[index - 1]) and not is_finished(draft.text)
        if _is_contents(marked[index + 1]) and (between or is_contents_heading(draft.text)):
            marked[index] = replace(draft, kind="contents")
    return marked


def _is_contents(draft: Draft) -> bool:
    return isinstance(draft, BlockDraft) and draft.kind == "contents"
