"""Plain text to a Document: dumps of PDFs, with what page breaks and columns left in them."""

from __future__ import annotations

from pipeline.model import Document, Source
from pipeline.read.assembly.builder import DocumentBuilder
from pipeline.read.text.decoding import decode
from pipeline.read.text.flow import to_drafts
from pipeline.read.text.lines import split_lines
from pipeline.read.text.markdown import is_markdown, markdown_document


def read_plain(data: bytes, source: Source) -> Document:
    """A text file as a document; raises UnreadableError where it is empty or no text.

    Text that is marked up is read as markdown, whatever its file is called.
    """
    text, findings = decode(data)
    if is_markdown(text):
        return markdown_document(text, source, findings)
    lines, n_pages = split_lines(text, leftovers=True)
    builder = DocumentBuilder(source)
    for number in range(1, n_pages + 1):
        builder.add_page(number, "plain")
    for finding in findings:
        builder.add_finding(finding)
    builder.add_all(to_drafts(lines))
    return builder.build()
