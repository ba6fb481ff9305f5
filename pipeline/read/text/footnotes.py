"""Footnotes in plain text: a numbered paragraph at the foot of a page, its number glued to a
word of the text above."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.read.assembly.builder import BlockDraft, Draft
from pipeline.read.text.list_markers import without_marker

_NOTE = re.compile(r"(\d{1,2}) (?=[A-ZÅÄÖ”\"])")
_REFERENCE = r"(?<=[a-zåäöé.,:;)”\"]){number}(?=[\s.,;:]|$)"
# The mark stands this many blocks above its note at most.
_REACH = 12


def mark_footnotes(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts with footnotes marked as such and their numbers taken out of the text."""
    marked = list(drafts)
    for index in range(len(marked) - 1, 0, -1):
        draft = marked[index]
        if isinstance(draft, BlockDraft) and _ends_page(marked, index):
            _mark(marked, index, draft)
    return marked


def _ends_page(drafts: Sequence[Draft], index: int) -> bool:
    if index + 1 == len(drafts):
        return True
    draft, following = drafts[index], drafts[index + 1]
    if isinstance(following, BlockDraft) and following.kind == "footnote":
        return True
    return bool(following.all_lines) and following.all_lines[0].page > draft.all_lines[-1].page


def _mark(drafts: list[Draft], index: int, draft: BlockDraft) -> None:
    match = _NOTE.match(draft.text) if draft.kind == "paragraph" else None
    if match is None:
        return
    reference = re.compile(_REFERENCE.format(number=match[1]))
    for above in range(index - 1, max(index - _REACH, 0) - 1, -1):
        referring = drafts[above]
        if isinstance(referring, BlockDraft) and referring.kind in ("paragraph", "list_item"):
            without = _without_reference(referring, reference)
            if without:
                drafts[above] = without
                lines = without_marker(draft.lines, match.end())
                drafts[index] = replace(draft, kind="footnote", marker=match[1], lines=lines)
                return


def _without_reference(draft: BlockDraft, reference: re.Pattern[str]) -> BlockDraft | None:
    for index, line in enumerate(draft.lines):
        found = reference.search(line.raw)
        if found:
            lines = list(draft.lines)
            lines[index] = line.without(*found.span())
            return replace(draft, lines=tuple(lines))
    return None
