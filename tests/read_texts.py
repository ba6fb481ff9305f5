"""What the tests of the text readers share: reading a string, and showing its blocks."""

from pipeline.model import Document, Source, Table
from pipeline.read.text.markdown import read_markdown
from pipeline.read.text.plain import read_plain

SOURCE = Source("0123456789abcdef", "avtal.txt", "avtal.txt", "0" * 64, "text/plain")


def plain(text: str) -> Document:
    return read_plain(text.encode(), SOURCE)


def markdown(text: str) -> Document:
    return read_markdown(text.encode(), SOURCE)


def shown(document: Document) -> list[tuple[str, str]]:
    """Each block's kind and text; a list item or footnote with its marker before it."""
    return [
        (
            block.kind,
            (f"[{block.marker}] " if block.marker else "")
            + document.text[block.span.start : block.span.end],
        )
        for block in document.blocks
    ]


def texts(document: Document) -> list[str]:
    return [document.text[block.span.start : block.span.end] for block in document.blocks]


def grid(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row] for row in table.rows]


def astray(document: Document, source: str) -> list[tuple[str, str]]:
    """Characters that do not lead back to themselves in the source."""
    found: list[tuple[str, str]] = []
    for start, origin, length in document.source_offsets:
        for step in range(length):
            here, there = document.text[start + step], source[origin + step]
            if here != there and not (here == " " and there.isspace()):
                found.append((here, there))
    return found


def uncovered(document: Document) -> str:
    """Characters other than white space that no triple leads back."""
    covered = {
        start + step for start, _, length in document.source_offsets for step in range(length)
    }
    return "".join(
        character
        for place, character in enumerate(document.text)
        if not character.isspace() and place not in covered
    )
