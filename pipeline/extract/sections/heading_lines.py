"""The blocks of a document as possible headings: what each shows on its own, and beside what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from pipeline.extract.sections.contents import Contents, folded
from pipeline.extract.sections.numbering import Number, parse_number
from pipeline.extract.sections.tags import are_believed, heading_depth, is_something_else
from pipeline.model import Block, Document
from pipeline.rulebook import RuleSet

_LONGEST = 230  # characters of a heading; titles of agreements run over three lines
_LONGEST_BARE = 100  # the same where nothing but the line itself says that it is one
_MOST_WORDS_BARE = 14
_LARGER = 1.06  # times the body's type size
_PROSE = 60  # characters from which on a block counts as running text without a full stop


@dataclass(frozen=True)
class Line:
    """A block as a possible heading.

    `claimed` is the depth that markdown or a believed tag gives it; `denied` is whether a
    believed tag calls it something else.
    """

    index: int
    block: Block
    text: str
    number: Number | None
    printed: str | None
    title: str
    appendix: bool
    emphasised: bool
    claimed: int | None = None
    denied: bool = False

    @cached_property
    def key(self) -> str:
        return folded(self.title)

    @property
    def look(self) -> tuple[float, bool, bool, int]:
        """Type size, weight, slant and claimed depth: what headings of a kind share."""
        style = self.block.style
        return style.size or 0.0, style.bold, style.italic, self.claimed or 0


class Lines:
    """All blocks of a document with what speaks for or against a heading in them."""

    def __init__(self, document: Document, contents: Contents, rules: RuleSet) -> None:
        self.document, self.contents, self.rules = document, contents, rules
        self.known: Mapping[str, str | None] = contents.titles()
        self._bold_body = _mostly_bold(document)
        self.lines = tuple(self._line(i, block) for i, block in enumerate(document.blocks))
        self.tags_tell = self._tags_tell()
        if self.tags_tell:
            self.lines = tuple(self._tagged(line) for line in self.lines)
        self.style_tells = self._style_tells()

    def matches(self, rule: str, text: str) -> bool:
        return self.rules[rule].pattern.search(text) is not None

    def _line(self, index: int, block: Block) -> Line:
        text = self.document.text[block.span.start : block.span.end].strip()
        shown = text
        if block.kind == "list_item" and block.marker and block.marker[0].isdigit():
            shown = f"{block.marker.rstrip('.)')}. {text}"
        possible = self.possible(index, block, text)
        match = self.rules["number"].pattern.match(shown) if possible else None
        number = parse_number(match["number"]) if match else None
        title = match["title"] if match else text
        emphasised = possible and self._is_emphasised(block)
        appendix = possible and block.kind == "paragraph" and self._is_appendix(text)
        printed = match["number"] if match else None
        claimed = block.markup_level
        return Line(index, block, text, number, printed, title, appendix, emphasised, claimed)

    def _tags_tell(self) -> bool:
        blocks = [line.block for line in self.lines if line.block.tag]
        if not blocks:
            return False
        texts = [line.block for line in self.lines if self.reads_like_text(line)]
        return are_believed(
            blocks, [line.block for line in self.lines if self._is_sure(line)], texts
        )

    def _is_sure(self, line: Line) -> bool:
        """Whether a line is a heading by what it shows without tags."""
        possible = self.possible(line.index, line.block, line.text)
        if not possible or self.reads_like_text(line):
            return False
        return line.key in self.known or (line.number is not None and line.emphasised)

    def _tagged(self, line: Line) -> Line:
        """The line with what its tag says; a tag makes nothing a heading that cannot be one."""
        depth = heading_depth(line.block)
        if depth is None or not self.possible(line.index, line.block, line.text):
            return replace(line, denied=is_something_else(line.block))
        return replace(line, claimed=depth, emphasised=True)

    def possible(self, index: int, block: Block, text: str) -> bool:
        return (
            block.kind in ("paragraph", "list_item")
            and index not in self.contents.blocks
            and 0 < len(text) <= _LONGEST
            and "\t" not in text
            and not self.matches("leader", text)
        )

    def _is_appendix(self, text: str) -> bool:
        return self.matches("appendix", text) and not text.endswith((",", ";"))

    def _is_emphasised(self, block: Block) -> bool:
        bold = block.style.bold and not self._bold_body
        return self.is_larger(block) or bold or block.markup_level is not None

    def is_larger(self, block: Block) -> bool:
        body = self.document.body_size
        return bool(body and block.style.size and block.style.size > body * _LARGER)

    def reads_like_text(self, line: Line) -> bool:
        return (
            not self.matches("capital_start", line.title)
            or self.matches("sentence", line.title)
            or (not line.emphasised and self.matches("unfinished", line.title))
        )

    def is_short(self, line: Line) -> bool:
        return len(line.text) <= _LONGEST_BARE and len(line.text.split()) <= _MOST_WORDS_BARE

    # Neighbours

    def follower(self, index: int) -> Line | None:
        return self._first_of(range(index + 1, len(self.lines)))

    def previous(self, index: int) -> Line | None:
        return self._first_of(range(index - 1, -1, -1))

    def _first_of(self, order: range) -> Line | None:
        for i in order:
            if self.lines[i].block.kind not in ("footnote", "contents"):
                return self.lines[i]
        return None

    def prose_follows(self, index: int) -> bool:
        follower = self.follower(index)
        return follower is not None and self.is_prose(follower)

    def is_body(self, line: Line) -> bool:
        return line.block.kind in ("table", "list_item") or self.is_prose(line)

    def is_prose(self, line: Line) -> bool:
        """Running text: a sentence, or a paragraph too long for a title."""
        if line.block.kind in ("table", "contents", "footnote") or line.emphasised:
            return False
        ends = self.matches("prose_end", line.text)
        words, least = len(line.text.split()), 2 if line.text.endswith(":") else 3
        return (ends and words >= least) or (len(line.text) > _PROSE and line.block.n_lines > 1)

    def text_precedes(self, line: Line) -> bool:
        return self._first_prose < line.index

    @cached_property
    def _first_prose(self) -> int:
        return next((x.index for x in self.lines if self.is_prose(x)), len(self.lines))

    @cached_property
    def _first_sentence(self) -> int:
        """Where whole sentences begin; a title of several lines is none."""
        ended = (x for x in self.lines if self.is_prose(x) and self.matches("prose_end", x.text))
        return next((x.index for x in ended), len(self.lines))

    @cached_property
    def annexes(self) -> tuple[int, ...]:
        """Where appendices begin that follow the main text: forms, tables, instructions.

        An agreement appended to a decision is longer than what stands before it; it is read
        like any main text.
        """
        half = len(self.document.text) / 2
        starts = (x for x in self.lines if x.appendix and x.block.span.start > half)
        return tuple(x.index for x in starts)

    def in_annex(self, index: int) -> bool:
        return bool(self.annexes) and self.annexes[0] < index

    def _style_tells(self) -> bool:
        """Whether headings are set apart by type: not in plain text, nor surely in OCR."""
        if self.document.body_size is None:
            return False
        read = sum(page.text_source == "ocr" for page in self.document.pages)
        return 2 * read < len(self.document.pages)


def _mostly_bold(document: Document) -> bool:
    weight = {True: 0, False: 0}
    for block in document.blocks:
        weight[block.style.bold] += block.span.end - block.span.start
    return weight[True] > weight[False]
