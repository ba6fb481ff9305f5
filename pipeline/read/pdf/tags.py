"""What a tagged PDF says of its own structure: which words are headings, list items, cells.

A tagged PDF numbers stretches of a page's content, and a tree beside the pages tells what
each number belongs to (ISO 32000-1, 14.7 and 14.8). Tags are the author's word, not the
page's: many programs tag everything as paragraphs, some everything as headings. So nothing is
believed here; a word only carries its tag along, for others to weigh.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from pipeline.read.layout import Tag, TagCell
from pipeline.read.pdf.fonts import as_object

_ARTIFACT = "Artifact"
_HEADINGS = frozenset({"H", "H1", "H2", "H3", "H4", "H5", "H6", "Title"})
_ITEMS = frozenset({"LI", "TOCI", "TOC", "Caption", "Note", "FENote", "Figure"})
_CELLS = frozenset({"TH", "TD"})
_TELLING = _HEADINGS | _ITEMS | _CELLS
_DIVISIONS = frozenset({"Sect", "Part", "Art"})
_DEEPEST = 40
_LONGEST_NAME = 128
_MOST_STEPS = 400_000
"""So many steps through its trees a document is worth; more is a broken or a hostile file."""


@dataclass(frozen=True, slots=True)
class _Around:
    """What an element stands in: the innermost tag that tells something, how many divisions,
    and the table, row and cell by number."""

    tag: Tag | None = None
    divisions: int = 0
    table: int = 0
    row: int = 0
    cell: TagCell | None = None
    depth: int = 0


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
                yield from self._below(top, 0, _Around())

    def _below(self, element: Any, place: int, around: _Around) -> Iterator[tuple[int, Tag]]:
        """The numbers of an element's content with their tags, those of its parts included;
        `place` is the element's own among the parts of the one that it belongs to."""
        here = self._entered(_name(pdfium_c.FPDF_StructElement_GetType, element), place, around)
        for index in range(max(pdfium_c.FPDF_StructElement_CountChildren(element), 0)):
            self._steps += 1
            if self._steps > _MOST_STEPS:
                return
            part = pdfium_c.FPDF_StructElement_GetChildAtIndex(element, index)
            if part and here.depth < _DEEPEST:
                yield from self._below(part, index, here)
            elif not part and here.tag:
                content = pdfium_c.FPDF_StructElement_GetChildMarkedContentID(element, index)
                if content >= 0:
                    yield content, here.tag

    def _entered(self, kind: str, place: int, around: _Around) -> _Around:
        """What the parts of an element stand in."""
        self._elements += 1
        table, row, cell = around.table, around.row, around.cell
        if kind == "Table":
            table, row, cell = self._elements, 0, None
        elif kind == "TR":
            row, cell = self._elements, None
        elif kind in _CELLS and table and row:
            cell = TagCell(table, row, place)
        here = replace(around, table=table, row=row, cell=cell, depth=around.depth + 1)
        divisions = around.divisions + (kind in _DIVISIONS)
        return replace(here, tag=self._tag(kind, here), divisions=divisions)

    def _tag(self, kind: str, here: _Around) -> Tag | None:
        """The innermost type that tells something; a paragraph of a list item is an item's."""
        if kind in _TELLING or (kind == "P" and (here.tag is None or here.tag.type == "P")):
            # Plain `H` is as deep as the divisions around it.
            depth = max(min(here.divisions, 6), 1)
            return Tag(f"H{depth}" if kind == "H" else kind, self._elements, here.cell)
        return here.tag


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
