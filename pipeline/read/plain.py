"""Plain text to a Document: dumps of PDFs, with what page breaks and columns left in them."""

from __future__ import annotations

from pipeline.model import Document, Source
from pipeline.read.broken_blocks import join_broken
from pipeline.read.builder import DocumentBuilder
from pipeline.read.decoding import decode
from pipeline.read.list_markers import mark_numbered
from pipeline.read.text_lines import split_lines
from pipeline.read.text_paragraphs import to_paragraphs


def read_plain(data: bytes, source: Source) -> Document:
    text, findings = decode(data)
    lines, n_pages = split_lines(text, leftovers=True)
    builder = DocumentBuilder(source)
    for number in range(1, n_pages + 1):
        builder.add_page(number, "plain")
    for finding in findings:
        builder.add_finding(finding)
    for draft in join_broken(mark_numbered(to_paragraphs(lines))):
        builder.add_block(draft)
    return builder.build()
