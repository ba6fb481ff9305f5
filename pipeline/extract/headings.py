"""What speaks for and against each block being a heading."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from pipeline.extract.contents import Contents, folded
from pipeline.extract.numbering import Number, Numbered, best_chain, parse_number
from pipeline.model import Block, Document
from pipeline.rulebook import RuleSet

_LONGEST = 230  # characters of a heading; titles of agreements run over three lines
_LONGEST_BARE = 100  # the same where nothing but the line itself says that it is one
_MOST_WORDS_BARE = 14
_LARGER = 1.06  # times the body's type size
_PROSE = 60  # characters from which on a block counts as running text without a full stop


@dataclass(frozen=True)
class Line:
    """A block as a possible heading."""

    index: int
    block: Block
    text: str
    number: Number | None
    printed: str | None
    title: str
    appendix: bool
    emphasised: bool

    @cached_property
    def key(self) -> str:
        return folded(self.title)

    @property
    def look(self) -> tuple[float, bool, bool, int]:
        """Type size, weight, slant and markdown depth: what headings of a kind share."""
        style = self.block.style
        return style.size or 0.0, style.bold, style.italic, self.block.markup_level or 0


class Evidence:
    """All blocks of a document, judged one by one and by their neighbours."""

    def __init__(self, document: Document, contents: Contents, rules: RuleSet) -> None:
        self.document, self.contents, self.rules = document, contents, rules
        self.known: Mapping[str, str | None] = contents.titles()
        self._bold_body = _mostly_bold(document)
        self.lines = tuple(self._line(i, block) for i, block in enumerate(document.blocks))
        self.sizes_known = document.body_size is not None

    def matches(self, rule: str, text: str) -> bool:
        return self.rules[rule].pattern.search(text) is not None

    def headings(self) -> tuple[Line, ...]:
        """The blocks that are headings, in reading order.

        Unnumbered ones are judged from the end: a line above a heading is one itself only
        if that holds of the lines below it, which a title page's lines never reach.
        """
        numbered = self._numbered()
        found = {line.index for line in self.lines if line.appendix} | numbered
        first = min(numbered, default=len(self.lines))
        for line in reversed(self.lines):
            if line.index not in found and self._is_unnumbered_heading(line, found, first):
                found.add(line.index)
        return tuple(line for line in self.lines if line.index in found)

    def _line(self, index: int, block: Block) -> Line:
        text = self.document.text[block.span.start : block.span.end].strip()
        shown = text
        if block.kind == "list_item" and block.marker and block.marker[0].isdigit():
            shown = f"{block.marker.rstrip('.)')}. {text}"
        possible = self._possible(index, block, text)
        match = self.rules["number"].pattern.match(shown) if possible else None
        number = parse_number(match["number"]) if match else None
        title = match["title"] if match else text
        appendix = possible and block.kind == "paragraph" and self._is_appendix(text)
        emphasised = possible and self._is_emphasised(block)
        printed = match["number"] if match else None
        return Line(index, block, text, number, printed, title, appendix, emphasised)

    def _possible(self, index: int, block: Block, text: str) -> bool:
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
        return self._is_larger(block) or bold or block.markup_level is not None

    def _is_larger(self, block: Block) -> bool:
        body = self.document.body_size
        return bool(body and block.style.size and block.style.size > body * _LARGER)

    # Numbered headings

    def _numbered(self) -> set[int]:
        candidates: list[Numbered] = []
        division = 0
        for line in self.lines:
            division += line.appendix
            if line.number is not None and not line.appendix:
                weight = self._weight(line, in_appendix=division > 0)
                if weight is not None:
                    candidates.append(Numbered(line.index, line.number, weight, division))
        return set(best_chain(candidates))

    def _weight(self, line: Line, *, in_appendix: bool) -> float | None:
        """How much speaks for a numbered line; None where it cannot be a heading."""
        listed = self._listed(line)
        if not listed and self._reads_like_text(line):
            return None
        weight = 6.0 if listed else 0.0
        weight += 2.5 if line.emphasised else 0.0
        weight += 1.0 if line.number and len(line.number) > 1 else 0.0
        weight += 2.0 if self._has_body(line) else -3.0
        weight -= 3.0 if self._follows_sibling(line) else 0.0
        weight -= 1.0 if line.block.kind == "list_item" else 0.0
        if in_appendix and not listed:
            weight -= 0.0 if self._prose_follows(line.index) and line.emphasised else 6.0
        return weight

    def _listed(self, line: Line) -> bool:
        number = self.known.get(line.key, "-")
        return number == line.printed or (number is None and line.key in self.known)

    def _reads_like_text(self, line: Line) -> bool:
        return (
            not self.matches("capital_start", line.title)
            or self.matches("sentence", line.title)
            or (not line.emphasised and self.matches("unfinished", line.title))
        )

    def _has_body(self, line: Line) -> bool:
        """Whether text, a table or a deeper heading follows before the next of its rank."""
        for index in range(line.index + 1, len(self.lines)):
            later = self.lines[index]
            if later.index in self.contents.blocks or later.block.kind == "footnote":
                continue
            if later.block.kind == "table":
                return True
            if later.number is None or self._reads_like_text(later):
                if self._is_prose(later):
                    return True
                continue
            if line.number is None or len(later.number) <= len(line.number):
                return False
        return False

    def _follows_sibling(self, line: Line) -> bool:
        """Whether the line above has the number before: so run lists, not sections."""
        number = line.number
        above = self.lines[line.index - 1].number if line.index else None
        return number is not None and above == (*number[:-1], number[-1] - 1)

    # Unnumbered headings

    def _is_unnumbered_heading(self, line: Line, found: set[int], first: int) -> bool:
        if line.number is not None or not self._may_head(line):
            return False
        follower = self._follower(line.index)
        if follower is None or self._is_caption(line, follower):
            return False
        in_appendix = any(self.lines[i].appendix for i in found if i < line.index)
        if in_appendix and not self._prose_follows(line.index):
            return False
        if line.key in self.known:
            return True
        if line.emphasised or (line.block.style.italic and self._is_short(line)):
            return self._heads(line, follower, found, first)
        return not self.sizes_known and self._stands_alone(line, found)

    def _is_caption(self, line: Line, follower: Line) -> bool:
        """A line just above a table is its caption, unless it is set larger than the text."""
        larger = self._is_larger(line.block) or line.block.markup_level is not None
        return follower.block.kind == "table" and not larger

    def _may_head(self, line: Line) -> bool:
        text = line.text
        return (
            line.block.kind == "paragraph"
            and self._possible(line.index, line.block, text)
            and not self._reads_like_text(line)
            and not any(
                self.matches(rule, text)
                for rule in ("contents_title", "caption", "signature", "title_page")
            )
        )

    def _heads(self, line: Line, follower: Line, found: set[int], first: int) -> bool:
        """An emphasised line heads what follows: text, or a heading of its own section."""
        if self._is_document_title(line):
            return False
        if follower.index not in found:
            return self._is_body(follower) or self._heads_short_lines(line, follower)
        if self.matches("subtitle", line.text):
            return False
        on_title_page = line.index < first and follower.index == first
        return not follower.appendix and not on_title_page and self._text_precedes(line)

    def _heads_short_lines(self, line: Line, follower: Line) -> bool:
        """A list of names without marks, or the signatures, below a clear heading."""
        if follower.emphasised or follower.block.kind != "paragraph":
            return False
        if self.matches("closing", line.title):
            return True
        set_apart = self._is_larger(line.block) or line.block.markup_level is not None
        return set_apart and self._text_precedes(line)

    def _text_precedes(self, line: Line) -> bool:
        return any(self._is_prose(self.lines[i]) for i in range(line.index))

    def _is_document_title(self, line: Line) -> bool:
        if self._text_precedes(line) or self.matches("opening", line.title):
            return False
        alike = [other for other in self.lines if other.look == line.look and other.emphasised]
        return len(alike) == 1

    def _stands_alone(self, line: Line, found: set[int]) -> bool:
        """Without any style: a short line after finished text and before running text."""
        if not self._is_short(line) or line.block.n_lines > 2 or self.matches("clause", line.text):
            return False
        closes = self.matches("closing", line.title)
        if not (closes or self._prose_follows(line.index) or self._numbered_follows(line, found)):
            return False
        previous = self._previous(line.index)
        if previous is None:
            return self.matches("opening", line.title)
        ended = self.matches("prose_end", previous.text) and not previous.text.endswith(":")
        return ended or previous.index in found or previous.block.kind in ("table", "list_item")

    def _numbered_follows(self, line: Line, found: set[int]) -> bool:
        follower = self._follower(line.index)
        return follower is not None and follower.index in found and not follower.appendix

    def _is_short(self, line: Line) -> bool:
        return len(line.text) <= _LONGEST_BARE and len(line.text.split()) <= _MOST_WORDS_BARE

    # Neighbours

    def _follower(self, index: int) -> Line | None:
        return self._first_of(range(index + 1, len(self.lines)))

    def _previous(self, index: int) -> Line | None:
        return self._first_of(range(index - 1, -1, -1))

    def _first_of(self, order: range) -> Line | None:
        for i in order:
            if self.lines[i].block.kind not in ("footnote", "contents"):
                return self.lines[i]
        return None

    def _prose_follows(self, index: int) -> bool:
        follower = self._follower(index)
        return follower is not None and self._is_prose(follower)

    def _is_body(self, line: Line) -> bool:
        return line.block.kind in ("table", "list_item") or self._is_prose(line)

    def _is_prose(self, line: Line) -> bool:
        """Running text: a sentence, or a paragraph too long for a title."""
        if line.block.kind in ("table", "contents", "footnote") or line.emphasised:
            return False
        ends = self.matches("prose_end", line.text)
        words = len(line.text.split())
        return (ends and words >= 3) or (len(line.text) > _PROSE and line.block.n_lines > 1)


def _mostly_bold(document: Document) -> bool:
    weight = {True: 0, False: 0}
    for block in document.blocks:
        weight[block.style.bold] += block.span.end - block.span.start
    return weight[True] > weight[False]
