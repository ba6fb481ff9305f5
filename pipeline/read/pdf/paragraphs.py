"""Lines to blocks: where a paragraph, heading or list item begins, and where it runs on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.model import BlockKind, Style
from pipeline.read.assembly.builder import BlockDraft
from pipeline.read.pdf.lines import PrintedLine, gaps
from pipeline.read.pdf.markers import Marked, marked
from pipeline.read.pdf.setting import Setting
from pipeline.read.sentence_ends import ends_open

_WIDER = 1.18  # times the usual distance between lines
_SAME_X = 0.55  # ems
_DEEPEST_INDENT = 4.0  # ems that a paragraph's first line may be indented
_NUMBERED = re.compile(r"(?:\d{1,2}\.)*\d{1,2}\.?")
_ENDED = re.compile(r"[.:;!?][\"”’)]*$")
_NARROW = 0.5  # of the page's measure
_SHORT = 0.35  # of a narrow column that a line leaves empty
_COLUMN_GAP = 2.5  # ems
_HYPHEN = ("-", "\u00ad")
_MOST_HEADING_LINES = 4


@dataclass
class OpenBlock:
    """A block that may still take up lines. `edge` is where its first line begins, marker
    included; `right` where its column ends."""

    lines: list[PrintedLine]
    left: float
    right: float
    edge: float
    kind: BlockKind = "paragraph"
    marker: str | None = None
    gap: float | None = None

    @property
    def first(self) -> PrintedLine:
        return self.lines[0]

    @property
    def last(self) -> PrintedLine:
        return self.lines[-1]

    def take_over(self, following: OpenBlock) -> None:
        """Go on with a block of the next column or page."""
        self.lines.extend(following.lines)
        self.right = following.right

    def draft(self) -> BlockDraft:
        return BlockDraft(
            lines=tuple(line.for_builder() for line in self.lines),
            kind=self.kind,
            style=self._style(),
            marker=self.marker,
            gap_before=self.gap,
            indent=round(max(self.edge - self.left, 0.0), 1),
            tag=self._tag(),
        )

    def _tag(self) -> str | None:
        """The type that most lines are tagged with."""
        types = [line.tag.type if line.tag else None for line in self.lines]
        return max(set(types), key=types.count)

    def _style(self) -> Style:
        """The style of most characters."""
        weight: dict[Style, int] = {}
        for line in self.lines:
            length = sum(len(word.text) for word in line.words)
            weight[line.style] = weight.get(line.style, 0) + length
        return max(weight, key=lambda style: weight[style])


class ParagraphMaker:
    """Makes blocks of the lines of one column, from top to bottom.

    `level` is what stands above the next line: a baseline, or a table's lower edge.
    """

    def __init__(self, setting: Setting, left: float, right: float, level: float | None) -> None:
        self._setting = setting
        self._left, self._right = left, right
        self.level = level

    def blocks_of(self, lines: Iterable[PrintedLine]) -> list[OpenBlock]:
        blocks: list[OpenBlock] = []
        for line in lines:
            block = blocks[-1] if blocks else None
            item = self._item(line, block)
            if block is not None and item is None and not self._begins(line, block):
                block.lines.append(line)
            else:
                blocks.append(self._opened(line, item))
            self.level = line.baseline
        return blocks

    def single(self, lines: Sequence[PrintedLine], kind: BlockKind) -> OpenBlock:
        """All the lines as one block."""
        first = lines[0]
        gap = self._gap(first)
        self.level = lines[-1].baseline
        return OpenBlock(list(lines), self._left, self._right, first.x0, kind, gap=gap)

    def _opened(self, line: PrintedLine, item: Marked | None) -> OpenBlock:
        return OpenBlock(
            lines=[item.line if item else line],
            left=self._left,
            right=self._right,
            edge=line.x0,
            kind="footnote" if line.mark else "list_item" if item else "paragraph",
            marker=line.mark or (item.marker if item else None),
            gap=self._gap(line),
        )

    def _gap(self, line: PrintedLine) -> float | None:
        if self.level is None:
            return None
        pitch = self._setting.pitch(self._setting.size)
        own = max(self._setting.pitch(line.size), pitch)
        return round(max(line.baseline - self.level - own, 0.0) / pitch, 2)

    def _item(self, line: PrintedLine, block: OpenBlock | None) -> Marked | None:
        """The line as the beginning of a list item, if it is one."""
        item = marked(line)
        if item is None or item.certain:
            return item
        if item.marker[0].isalnum() and self._is_set_as_heading(line):
            return None
        if block is None or self._is_set_off(line, block):
            return item
        if block.kind == "list_item" and block.last.text.endswith(","):
            return item
        if ends_open(block.last.text):
            return None
        return item if self._begins(line, block) or _ENDED.search(block.last.text) else None

    def _is_set_as_heading(self, line: PrintedLine) -> bool:
        return self._setting.is_emphasised(line) or self._setting.heading(line) is not None

    def _is_set_off(self, line: PrintedLine, block: OpenBlock) -> bool:
        """Whether a line stands apart from the one before, above it or to the side."""
        shifted = abs(line.x0 - block.last.x0) > _SAME_X * line.size
        return shifted or self._is_spaced_apart(line, block)

    def _begins(self, line: PrintedLine, block: OpenBlock) -> bool:
        """Whether a line begins a block of its own, instead of going on with `block`."""
        tagged, above = self._setting.heading(line), self._setting.heading(block.last)
        if tagged or above:
            return tagged != above or len(block.lines) >= _MOST_HEADING_LINES
        return (
            line.mark is not None
            or self._is_spaced_apart(line, block)
            or abs(line.size - block.last.size) > 0.06 * max(line.size, block.last.size)
            or self._changes_face(line, block)
            or self._is_numbered_heading(line, block)
            or self._is_indented(line, block)
            or _is_in_columns(line)
            or self._was_broken_off(line, block)
        )

    def _is_spaced_apart(self, line: PrintedLine, block: OpenBlock) -> bool:
        distance = line.baseline - block.last.baseline
        usual = self._setting.pitch(max(line.size, block.last.size))
        if len(block.lines) > 1:
            usual = min(usual, max(block.last.baseline - block.lines[-2].baseline, line.size))
        return distance > _WIDER * usual

    def _changes_face(self, line: PrintedLine, block: OpenBlock) -> bool:
        """Whether bold or italic type begins or ends with the line, and not inside it."""
        before, after = block.last, line
        changes = [
            (before.bold, after.bold, before.words[-1].bold, after.words[0].bold),
            (before.italic, after.italic, before.words[-1].italic, after.words[0].italic),
        ]
        for was, now, last, first in changes:
            if was != now and last == was and first == now:
                ended = _ENDED.search(before.text) or not self._is_full(line, block)
                if was or not (self._is_full(line, block) and not ended):
                    return bool(ended) or not line.text[0].islower()
        return False

    def _is_numbered_heading(self, line: PrintedLine, block: OpenBlock) -> bool:
        numbered = len(line.words) > 1 and _NUMBERED.fullmatch(line.words[0].text)
        return (
            bool(numbered) and self._setting.is_emphasised(line) and line.words[0].bold == line.bold
        )

    def _is_indented(self, line: PrintedLine, block: OpenBlock) -> bool:
        near = _SAME_X * line.size
        if _is_centred(line, block):
            return False
        if len(block.lines) > 1:
            return abs(line.x0 - block.last.x0) > near
        if line.x0 < block.edge - near:
            return block.edge - line.x0 > _DEEPEST_INDENT * line.size
        # A hanging line goes on below a word of the first: the text after a number or label.
        hangs = any(abs(line.x0 - word.box.x0) <= near for word in block.first.words[:6])
        return abs(line.x0 - block.edge) > near and not hangs

    def _was_broken_off(self, line: PrintedLine, block: OpenBlock) -> bool:
        """Whether the line before ended on purpose: the next word would have fitted."""
        if self._is_full(line, block):
            return self._stands_alone(line, block)
        if _ENDED.search(block.last.text):
            return True
        if self._setting.is_emphasised(line) or ends_open(block.last.text):
            return False
        return not line.text[0].islower()

    def _stands_alone(self, line: PrintedLine, block: OpenBlock) -> bool:
        """In a narrow column, as that of a signatory, a long word never fits: there a short
        line is a whole, unless its last word calls for another."""
        width = block.right - block.left
        if width > _NARROW * (self._setting.right - self._setting.left):
            return False
        short = block.right - block.last.x1 > _SHORT * width
        return short and line.text[0].isupper() and not ends_open(block.last.text)

    def _is_full(self, line: PrintedLine, block: OpenBlock) -> bool:
        return not fits(line, block.last, block.right)


def fits(line: PrintedLine, before: PrintedLine, right: float) -> bool:
    """Whether the beginning of `line` would have fitted behind `before`."""
    space = 0.25 * line.size
    return before.x1 + space + _first_chunk(line) < right - 0.5 * line.size


def _first_chunk(line: PrintedLine) -> float:
    """The width of what cannot be parted at a line's beginning: a word, or a figure with
    its groups of digits."""
    end = line.words[0].box.x1
    if line.words[0].text[0].isdigit():
        for word in line.words[1:]:
            end = word.box.x1
            if not word.text[0].isdigit():
                break
    return end - line.x0


def _is_in_columns(line: PrintedLine) -> bool:
    """Whether wide white space parts a label from its value."""
    return any(gaps(line, _COLUMN_GAP))


def _is_centred(line: PrintedLine, block: OpenBlock) -> bool:
    middle = (line.x0 + line.x1) / 2
    above = (block.last.x0 + block.last.x1) / 2
    off = abs(line.x0 - block.last.x0)
    return abs(middle - above) < 0.3 * line.size < off


def runs_on(block: OpenBlock, following: OpenBlock, setting: Setting) -> bool:
    """Whether `following`, at the head of the next column or page, goes on with `block`."""
    if following.marker or following.kind != "paragraph" or block.kind == "footnote":
        return False
    before, line = block.last, following.first
    if abs(before.size - line.size) > 0.06 * before.size:
        return False
    if setting.heading(before) or setting.heading(line):
        return False
    if before.text.endswith(_HYPHEN):
        return True
    if before.bold != line.bold and before.words[-1].bold != line.words[0].bold:
        return False
    if setting.is_emphasised(before) and setting.is_emphasised(line):
        return False
    if line.text[0].islower():
        return True
    ended = _ENDED.search(before.text)
    return not ended and not fits(line, before, block.right)
