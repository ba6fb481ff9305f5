"""The running text as sentences in their setting: section, list and introducing sentence."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from pipeline.language import sentences
from pipeline.model import Document, Passage, Section, Span


def find_passages(document: Document, sections: Sequence[Section]) -> tuple[Passage, ...]:
    """Every sentence of paragraphs, list items and footnotes; no headings, tables or contents."""
    headings = {section.where.span.start for section in sections}
    starts = [section.where.span.start for section in sections]
    found: list[Passage] = []
    statement, head = 0, None
    for block in document.blocks:
        if block.kind in ("table", "contents") or block.span.start in headings:
            head = None
            continue
        if block.kind != "list_item" or head is None:
            statement += 1
        section = _innermost(sections, starts, block.span.start)
        parts = sentences(document.text[block.span.start : block.span.end], block.span.start)
        introduced = head if block.kind == "list_item" else None
        for span in parts:
            text = document.text[span.start : span.end]
            found.append(Passage(span, text, block, section, statement, introduced))
        if block.kind == "paragraph":
            head = parts[-1] if parts and _introduces(document, parts[-1]) else None
    return tuple(found)


def section_at(sections: Sequence[Section], offset: int) -> str | None:
    """The id of the innermost section that holds a character."""
    return _innermost(sections, [section.where.span.start for section in sections], offset)


def _innermost(sections: Sequence[Section], starts: list[int], offset: int) -> str | None:
    index = bisect_right(starts, offset) - 1
    return sections[index].section_id if index >= 0 else None


def _introduces(document: Document, sentence: Span) -> bool:
    text = document.text[sentence.start : sentence.end].rstrip()
    return bool(text) and text[-1] not in ".!?"
