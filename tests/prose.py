"""Documents of our own prose, one paragraph or list item a line, for tests of extraction."""

from __future__ import annotations

from pipeline.model import Block, BlockKind, Document, Page, Source, Span


def document(*paragraphs: str) -> Document:
    """A document of one page; a line that begins with `- ` is a list item."""
    blocks: list[Block] = []
    lines: list[str] = []
    place = 0
    for paragraph in paragraphs:
        kind: BlockKind = "list_item" if paragraph.startswith("- ") else "paragraph"
        line = paragraph.removeprefix("- ")
        blocks.append(Block(kind, Span(place, place + len(line)), 1))
        lines.append(line + "\n")
        place += len(line) + 1
    source = Source("0" * 16, "own.txt", "own.txt", "0" * 64, "text/plain")
    return Document(source, (Page(1, "".join(lines), 0, "plain"),), tuple(blocks))
