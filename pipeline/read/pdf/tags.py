"""What a tagged PDF says of its own structure: which words are headings, list items, cells.

A tagged PDF numbers stretches of a page's content, and a tree beside the pages tells what
each number belongs to (ISO 32000-1, 14.7 and 14.8). Tags are the author's word, not the
page's: many programs tag everything as paragraphs, some everything as headings. So nothing is
believed here; a word only carries its tag along, for others to weigh.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from pipeline.read.layout import Tag
from pipeline.read.pdf.fonts import as_object

_ARTIFACT = "Artifact"
_HEADINGS = frozenset({"H", "H1", "H2", "H3", "H4", "H5", "H6", "Title"})
_ITEMS = frozenset({"LI", "TOCI", "TOC", "TH", "TD", "Caption", "Note", "FENote", "Figure"})
_TELLING = _HEADINGS | _ITEMS
_DIVISIONS = frozenset({"Sect", "Part", "Art"})
_DEEPEST = 40
_LONGEST_NAME = 128
_MOST_STEPS = 400_000
"""So many steps through its trees a document is worth; more is a broken or a hostile file."""


class TagBook:
    """The structure trees of one document's pages, empty for a PDF without tags."""

    def __init__(self, pdf: pdfium.PdfDocument) -> None:
        self._tagged = bool(pdfium_c.FPDFCatalog_IsTagged(pdf.raw))
        self._steps = 0
        self._elements = 0

    def of_page(self, page: pdfium.PdfPage) -> PageTags | None:
        """The tags of a page; None where there are none."""
        if not self._tagged or self._steps > _MOST_STEPS:
            return None
        tree = pdfium_c.FPDF_StructTree_GetForPage(page.raw)
        if not tree:
            return None
        try:
            tags: dict[int, Tag | None] = {}
            for content, tag in self._contents_of(tree):
                # Content claimed twice may be that of a form, numbered on its own.
                tags[content] = None if content in tags else tag
            return PageTags(tags)
        finally:
            pdfium_c.FPDF_StructTree_Close(tree)

    def _contents_of(self, tree: Any) -> Iterator[tuple[int, Tag]]:
        for index in range(max(pdfium_c.FPDF_StructTree_CountChildren(tree), 0)):
            top = pdfium_c.FPDF_StructTree_GetChildAtIndex(tree, index)
            if top:
                yield from self._below(top, None, divisions=0, depth=0)

    def _below(
        self, element: Any, around: Tag | None, divisions: int, depth: int
    ) -> Iterator[tuple[int, Tag]]:
        """The numbers of an element's content with their tags, those of its parts included."""
        kind = _name(pdfium_c.FPDF_StructElement_GetType, element)
        tag = self._tag(kind, around, divisions)
        divisions += kind in _DIVISIONS
        for index in range(max(pdfium_c.FPDF_StructElement_CountChildren(element), 0)):
            self._steps += 1
            if self._steps > _MOST_STEPS:
                return
            part = pdfium_c.FPDF_StructElement_GetChildAtIndex(element, index)
            if part and depth < _DEEPEST:
                yield from self._below(part, tag, divisions, depth + 1)
            elif not part and tag:
                content = pdfium_c.FPDF_StructElement_GetChildMarkedContentID(element, index)
                if content >= 0:
                    yield content, tag

    def _tag(self, kind: str, around: Tag | None, divisions: int) -> Tag | None:
        """The innermost type that tells something; a paragraph of a list item is an item's."""
        if kind in _TELLING or (kind == "P" and (around is None or around.type == "P")):
            self._elements += 1
            # Plain `H` is as deep as the divisions around it.
            depth = max(min(divisions, 6), 1)
            return Tag(f"H{depth}" if kind == "H" else kind, self._elements)
        return around


class PageTags:
    """The tags of one page's text objects, found by the numbers of marked content."""

    def __init__(self, by_content: dict[int, Tag | None]) -> None:
        self._by_content = by_content
        self._by_address: dict[int, Tag | None] = {}

    def of(self, address: int) -> Tag | None:
        """The tag of the text object at an address."""
        if address not in self._by_address:
            self._by_address[address] = self._look_up(address) if address else None
        return self._by_address[address]

    def _look_up(self, address: int) -> Tag | None:
        drawn = as_object(address)
        content = pdfium_c.FPDFPageObj_GetMarkedContentID(drawn)
        if content >= 0:
            return self._by_content.get(content)
        return _ARTIFACT_TAG if _is_artifact(drawn) else None


_ARTIFACT_TAG = Tag(_ARTIFACT, 0)


def _is_artifact(drawn: Any) -> bool:
    """Whether an object is marked as none of the document's own content."""
    marks = (
        pdfium_c.FPDFPageObj_GetMark(drawn, index)
        for index in range(max(pdfium_c.FPDFPageObj_CountMarks(drawn), 0))
    )
    return any(_mark_name(mark) == _ARTIFACT for mark in marks if mark)


def _mark_name(mark: Any) -> str:
    buffer = (ctypes.c_ushort * (_LONGEST_NAME // 2))()
    length = ctypes.c_ulong()
    if not pdfium_c.FPDFPageObjMark_GetName(mark, buffer, _LONGEST_NAME, length):
        return ""
    return _decoded(bytes(buffer), length.value)


def _name(getter: Any, element: Any) -> str:
    buffer = ctypes.create_string_buffer(_LONGEST_NAME)
    length = getter(element, buffer, _LONGEST_NAME)
    return _decoded(buffer.raw, length)


def _decoded(raw: bytes, length: int) -> str:
    """A name in UTF-16 with its closing zero; nothing for one that did not fit."""
    if not 2 <= length <= _LONGEST_NAME:
        return ""
    return raw[: length - 2].decode("utf-16-le", "replace")
