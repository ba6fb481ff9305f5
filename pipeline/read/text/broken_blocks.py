"""Joins paragraphs that a page break parted in mid-sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.read.assembly.builder import BlockDraft, Draft
from pipeline.read.sentence_ends import begins_lower, ends_open, is_finished

# A heading or note, whatever the sentence before it lacks.
_NUMBERED = re.compile(r"\d{1,2}(?:\.\d{1,2})*[.)]? [A-ZÅÄÖ]")
# A shorter text without a full stop is likely a heading.
_LONG, _LONGER = 30, 60


def join_broken(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts with broken paragraphs made whole; footnotes that stood between their parts
    come after them."""
    return list(_joined(drafts))


def _joined(drafts: Sequence[Draft]) -> Iterator[Draft]:
    waiting: list[Draft] = []
    for draft in drafts:
        first = waiting[0] if waiting else None
        if not isinstance(first, BlockDraft) or not isinstance(draft, BlockDraft):
            yield from waiting
            waiting = [draft]
        elif draft.kind == "footnote":
            waiting.append(draft)
        elif _goes_on(first, draft):
            waiting[0] = replace(first, lines=first.lines + draft.lines)
        else:
            yield from waiting
            waiting = [draft]
    yield from waiting


def _goes_on(draft: BlockDraft, following: BlockDraft) -> bool:
    """Whether `following` is the rest of the sentence that `draft` ends in."""
    if draft.kind not in ("paragraph", "list_item") or following.kind != "paragraph":
        return False
    if draft.markup_level is not None or following.markup_level is not None:
        return False
    if draft.style.bold or following.style.bold or not draft.lines:
        return False
    last, first = draft.lines[-1].raw.strip(), following.text
    if is_finished(last) or _NUMBERED.match(first):
        return False
    if begins_lower(first):
        return _is_longer(draft, _LONG) or ends_open(last)
    return ends_open(last) and _is_longer(draft, _LONGER)


def _is_longer(draft: BlockDraft, length: int) -> bool:
    return sum(len(line.raw) for line in draft.lines[-2:]) > length
