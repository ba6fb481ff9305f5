"""What the tags of a tagged PDF are worth as evidence for its headings.

Tags tell what the author's program took each block for. Many programs tag all as paragraphs
or lists, a few all as headings, and authors who set their headings by hand leave them
untagged. So the tags count only where they agree with the rest of what the document shows.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from pipeline.model import Block

_MOST_TEXT = 0.25  # of all characters may stand in headings
_MOST_READING_LIKE_TEXT = 0.3  # of the tagged headings
_LEAST_AGREEING = 0.5  # of the headings that are sure without tags
_SAME_SHIFT = 0.8  # of the numbered headings lie as deep as their tags say, the shift apart

_CONTENTS = frozenset({"TOC", "TOCI"})
_NO_HEADINGS = frozenset({"LI", "TH", "TD", "Caption", "Note", "FENote", "Artifact", "Title"})


def heading_depth(block: Block) -> int | None:
    """1–6 for a block that is tagged as a heading."""
    tag = block.tag or ""
    return int(tag[1:]) if tag[:1] == "H" and tag[1:].isdigit() else None


def is_listed(block: Block) -> bool:
    """Whether a block is tagged as a line of a table of contents."""
    return block.tag in _CONTENTS


def is_something_else(block: Block) -> bool:
    """Whether a block is tagged as what is never a heading; a plain paragraph may be one."""
    return block.tag in _NO_HEADINGS


def are_believed(
    blocks: Sequence[Block], sure: Sequence[Block], reads_like_text: Sequence[Block]
) -> bool:
    """Whether the tags of a document's headings agree with its other evidence.

    `sure` are the headings that are known without tags, `reads_like_text` the blocks that
    are sentences or parts of some.
    """
    tagged = [block for block in blocks if heading_depth(block)]
    if not tagged or _length(tagged) > _MOST_TEXT * _length(blocks):
        return False
    texts = sum(heading_depth(block) is not None for block in reads_like_text)
    if texts > _MOST_READING_LIKE_TEXT * len(tagged):
        return False
    agreeing = sum(heading_depth(block) is not None for block in sure)
    return agreeing >= _LEAST_AGREEING * len(sure)


def shift_of(depths: Sequence[tuple[int, int]]) -> int | None:
    """By how much the depths that tags claim exceed the true ones, from pairs of both; None
    where that differs. The title may be tagged `H1`, and the chapters below it `H2`."""
    if not depths:
        return None
    shift, count = Counter(tagged - true for tagged, true in depths).most_common(1)[0]
    return shift if count >= _SAME_SHIFT * len(depths) else None


def _length(blocks: Sequence[Block]) -> int:
    return sum(block.span.end - block.span.start for block in blocks)
