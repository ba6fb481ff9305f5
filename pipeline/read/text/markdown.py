"""Markdown to a Document: what converters make of a PDF, which is not always good markdown.

Heading marks are kept as `markup_level`, but their depth is not believed; bold lines may be
headings as well, page breaks stand in the middle of sentences, and footnotes with them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from pipeline.model import Document, Finding, Source, Style
from pipeline.read.assembly.builder import BlockDraft, DocumentBuilder, Draft, TableDraft
from pipeline.read.assembly.cleaning import Line, clean_line
from pipeline.read.sentence_ends import begins_lower, ends_open
from pipeline.read.text.decoding import decode
from pipeline.read.text.flow import carved, finished
from pipeline.read.text.inline_markup import InlineMarkup
from pipeline.read.text.lines import TextLine, paged_lines
from pipeline.read.text.markdown_tables import (
    Row,
    continue_table,
    has_pipes,
    has_tabs,
    html_rows,
    is_separator,
    pipe_row,
    tab_row,
    to_tables,
)
from pipeline.read.text.page_breaks import RawLine

_HEADING = re.compile(r"\s*(#{1,6})\s+(\S.*)")
_UNDERLINE = re.compile(r"={3,}|-{3,}")
_RULE = re.compile(r"(?:\* ?){3,}|(?:- ?){3,}|(?:_ ?){3,}")
_COMMENT = re.compile(r"<!--.*-->")
_QUOTE = re.compile(r"\s{0,3}(?:>\s?)+")
_HARD_BREAKS = ("  ", "\\", "<br>", "<br/>", "<br />")
_TABLE_OPENS = re.compile(r"\s*<table\b", re.IGNORECASE)
_TABLE_CLOSES = re.compile(r"</table>", re.IGNORECASE)
_MARKUP = re.compile(
    r"^#{1,6} +\S|\*\*\S[^*\n]*\*\*|^\|?(?: *:?-{3,}:? *\|)+|</?(?:b|i|sup|table|tr)>",
    re.MULTILINE,
)
# A longer line was not broken on purpose, even if its end says so.
_LONGEST_BROKEN = 60
_LEAST_MARKUP = 2
# Blank lines that may stand between the rows of a table.
_WIDEST_GAP = 2


def read_markdown(data: bytes, source: Source) -> Document:
    """A markdown file as a document; raises UnreadableError where it is empty or no text."""
    text, findings = decode(data)
    return markdown_document(text, source, findings)


def is_markdown(text: str) -> bool:
    """Whether a text is marked up, whatever its file is called."""
    return len(_MARKUP.findall(text)) >= _LEAST_MARKUP


def markdown_document(text: str, source: Source, findings: Sequence[Finding]) -> Document:
    """The document that a marked-up text makes."""
    lines, n_pages = paged_lines(text, leftovers=not _MARKUP.search(text))
    builder = DocumentBuilder(source)
    for number in range(1, n_pages + 1):
        builder.add_page(number, "markdown")
    for finding in findings:
        builder.add_finding(finding)
    builder.add_all(finished(_with_whole_tables(_Reader(lines).drafts())))
    return builder.build()


class _Reader:
    """Walks the lines once, and gathers running text until something else interrupts it."""

    def __init__(self, lines: Sequence[tuple[RawLine, int | None]]) -> None:
        self._lines = lines
        self._place = 0
        self._gap = 0
        self._page = 1
        self._flow: list[TextLine] = []
        self._markup = InlineMarkup()

    def drafts(self) -> Iterator[Draft]:
        while self._place < len(self._lines):
            raw, page = self._lines[self._place]
            if page is None or _COMMENT.fullmatch(raw.folded):
                self._skip()
                continue
            special = self._special(raw, page)
            if special is None:
                self._add_text(raw, page)
                self._place += 1
            else:
                yield from self._flush()
                yield from special
                self._gap, self._page = 0, page
                self._markup = InlineMarkup()
        yield from self._flush()

    def _skip(self) -> None:
        self._gap += 1
        self._place += 1
        self._markup = InlineMarkup()

    def _flush(self) -> Iterator[Draft]:
        yield from carved(self._flow)
        self._flow = []

    def _special(self, raw: RawLine, page: int) -> list[Draft] | None:
        """The heading, rule or table that begins here, None for running text."""
        heading = _HEADING.match(raw.text.rstrip(" \t#"))
        if heading:
            return self._heading(raw, page, len(heading[1]), heading.span(2))
        if has_pipes(raw.text) or self._heads_pipes():
            return self._pipe_table()
        if _TABLE_OPENS.match(raw.text):
            return self._html_table(raw, page)
        if has_tabs(raw.text):
            return self._tab_table()
        underline = self._below()
        if underline and _UNDERLINE.fullmatch(underline) and self._gap and not has_tabs(raw.text):
            level = 1 if "=" in underline else 2
            self._place += 1
            return self._heading(raw, page, level, (0, len(raw.text)))
        if _RULE.fullmatch(raw.folded):
            self._place += 1
            return []
        return None

    def _below(self) -> str:
        following = self._lines[self._place + 1 : self._place + 2]
        return following[0][0].folded if following else ""

    def _heads_pipes(self) -> bool:
        return "|" in self._lines[self._place][0].text and is_separator(self._below())

    def _heading(self, raw: RawLine, page: int, level: int, span: tuple[int, int]) -> list[Draft]:
        self._place += 1
        text = raw.text[slice(*span)]
        stripped = InlineMarkup().strip(text, raw.start + span[0])
        style = Style(bold=stripped.bold, italic=stripped.italic)
        line = Line(stripped.fragments, page)
        return [BlockDraft((line,), style=style, markup_level=level)]

    def _pipe_table(self) -> list[Draft]:
        rows, self._place = self._rows(_is_pipe_row, pipe_row)
        return to_tables(rows, tabbed=False) or []

    def _tab_table(self) -> list[Draft] | None:
        rows, end = self._rows(has_tabs, tab_row)
        drafts = to_tables(rows, tabbed=True)
        if drafts is not None:
            self._place = end
        return drafts

    def _rows(
        self, is_row: Callable[[str], bool], to_row: Callable[[str, int, int], Row]
    ) -> tuple[list[Row], int]:
        """The rows of the table that begins here, and where it ends. Blank lines between rows
        do not end it, but a second head does."""
        rows: list[Row] = []
        place = end = self._place
        while place < len(self._lines):
            raw, page = self._lines[place]
            if page is not None:
                if not is_row(raw.text) or (place > end and self._is_head(place)):
                    break
                if not is_separator(raw.text):
                    rows.append(to_row(raw.text, raw.start, page))
                end = place + 1
            elif place - end > _WIDEST_GAP:
                break
            place += 1
        return rows, end

    def _is_head(self, place: int) -> bool:
        following = self._lines[place + 1 : place + 2]
        return bool(following) and is_separator(following[0][0].text)

    def _html_table(self, raw: RawLine, page: int) -> list[Draft]:
        start = raw.start
        text = ""
        while self._place < len(self._lines):
            line = self._lines[self._place][0]
            text += " " * (line.start - start - len(text)) + line.text
            self._place += 1
            if _TABLE_CLOSES.search(line.text):
                break
        return to_tables(html_rows(text, start, page), tabbed=False) or []

    def _add_text(self, raw: RawLine, page: int) -> None:
        text = raw.text
        quote = _QUOTE.match(text)
        start = quote.end() if quote else 0
        start += len(text[start:]) - len(text[start:].lstrip())
        stripped = self._markup.strip(text[start:].rstrip(), raw.start + start)
        line = Line(stripped.fragments, page)
        cleaned = clean_line(line).text
        if not cleaned:
            self._gap += 1
            return
        broken = text.endswith(_HARD_BREAKS) and len(cleaned) <= _LONGEST_BROKEN
        self._flow.append(
            TextLine(
                cleaned,
                line,
                self._gap,
                indent=start if start > 2 else 0,
                opens_page=page > self._page,
                style=Style(bold=stripped.bold, italic=stripped.italic),
                broken=broken,
                open_bold=self._markup.bold,
                note=stripped.note,
            )
        )
        self._gap, self._page = 0, page


def _is_pipe_row(text: str) -> bool:
    return "|" in text


def _with_whole_tables(drafts: Iterator[Draft]) -> list[Draft]:
    """Tables and headings that were broken become whole again."""
    whole: list[Draft] = []
    for draft in drafts:
        last = whole[-1] if whole else None
        joined: Draft | None = None
        if isinstance(last, TableDraft) and isinstance(draft, TableDraft):
            joined = continue_table(last, draft)
        elif isinstance(last, BlockDraft) and isinstance(draft, BlockDraft):
            joined = _whole_heading(last, draft)
        if joined is None:
            whole.append(draft)
        else:
            whole[-1] = joined
    return whole


def _whole_heading(last: BlockDraft, draft: BlockDraft) -> BlockDraft | None:
    """Two headings of one depth as one, where the second carries on the first."""
    if last.markup_level is None or last.markup_level != draft.markup_level:
        return None
    first, second = last.lines[-1].raw.strip(), draft.lines[0].raw.strip()
    if not begins_lower(second) and not ends_open(first):
        return None
    return BlockDraft(last.lines + draft.lines, style=last.style, markup_level=last.markup_level)
