"""Bullets and numbers before list items, and how to tell numbered items from headings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.read.assembly.builder import BlockDraft, Draft, TableDraft
from pipeline.read.assembly.cleaning import Line
from pipeline.read.sentence_ends import is_finished

# Signs of symbol fonts come as private-use characters; word processors set a letter o.
_BULLET = re.compile(
    r"\s*(?:([•·▪■□●○◦‣►➢➤✓✔\ue000-\uf8ff])\s*|([*+–—-]|o(?=\s+[^\W\d_]{2}))\s+)(?=\S)"
)
_NUMBER = re.compile(r"\s*(\(?\d{1,2}\)|\d{1,2}\.|\(?[a-zåäö]\)|\(?[ivx]{1,4}\))\s+(?=\S)")
_LONE_MARKER = re.compile(r"(?:[•·▪■□●○◦‣►➢➤✓✔\ue000-\uf8ff*–—-]|o|\d{1,2}[.)]|[a-zåäö]\))")
# A numbered line longer than this is no heading.
_LONGEST_HEADING = 150


def bullet_of(raw: str) -> tuple[str, int] | None:
    """The bullet that a line begins with, and how many characters of it to cut."""
    match = _BULLET.match(raw)
    return (match[1] or match[2], match.end()) if match else None


def number_of(raw: str) -> tuple[str, int] | None:
    """The list number (`1.`, `2)`, `a)`) that a line begins with, and what to cut."""
    match = _NUMBER.match(raw)
    return (match[1], match.end()) if match else None


def is_lone_marker(text: str) -> bool:
    """Whether a line holds a marker and nothing else, its item's text following below."""
    return bool(_LONE_MARKER.fullmatch(text))


def without_marker(lines: Sequence[Line], cut: int) -> tuple[Line, ...]:
    """The lines with `cut` characters taken from the start of their raw text."""
    first = lines[0].part(cut)
    return (first, *lines[1:]) if first.fragments else tuple(lines[1:])


def mark_numbered(drafts: Sequence[Draft]) -> list[Draft]:
    """Paragraphs that begin with a number become list items where they are no headings.

    A numbered line is an item if it has a bracket, begins in lower case, ends like a
    sentence, is long, or stands right beside the item numbered one more or less.
    """
    numbers = [_number(draft) for draft in drafts]
    return [
        _as_item(draft)
        if isinstance(draft, BlockDraft) and _is_item(draft, numbers, index)
        else draft
        for index, draft in enumerate(drafts)
    ]


def _is_item(draft: BlockDraft, numbers: Sequence[str | None], index: int) -> bool:
    number = numbers[index]
    if number is None:
        return False
    if not number.endswith("."):
        return True
    text = draft.text
    title = text.partition(" ")[2]
    if title[0].islower() or is_finished(title) or len(text) > _LONGEST_HEADING:
        return True
    beside = {numbers[i] for i in (index - 1, index + 1) if 0 <= i < len(numbers)}
    count = int(number[:-1])
    return bool(beside & {f"{count - 1}.", f"{count + 1}."})


def _number(draft: Draft) -> str | None:
    if (
        isinstance(draft, TableDraft)
        or draft.kind != "paragraph"
        or draft.markup_level is not None
        or not draft.lines
    ):
        return None
    found = number_of(draft.lines[0].raw)
    return found[0] if found else None


def _as_item(draft: BlockDraft) -> BlockDraft:
    found = number_of(draft.lines[0].raw)
    if found is None:
        return draft
    marker, cut = found
    lines = without_marker(draft.lines, cut)
    return replace(draft, kind="list_item", marker=marker, lines=lines)
