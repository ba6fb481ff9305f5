"""The document's own table of contents and outline, as evidence for its headings."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pipeline.extract.sections.numbering import follows, parse_number
from pipeline.extract.sections.tags import is_listed
from pipeline.model import Block, Document
from pipeline.rulebook import RuleSet

_NO_LETTER_OR_DIGIT = re.compile(r"[\W_]+")
_SHORTEST_REPEATED = 5  # chapter, section and sub-section may well stand without text between
_SHORTEST_RUN = 3  # fewer lines that end in a number may be anything


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the table of contents, or an entry of the outline; `number` as printed."""

    number: str | None
    title: str


@dataclass(frozen=True)
class Contents:
    """What the document says of its own headings, and the blocks in which it says so.

    `listed` is what the table of contents holds, `outlined` what the file's outline does.
    """

    listed: tuple[Entry, ...]
    outlined: tuple[Entry, ...]
    blocks: frozenset[int]

    def titles(self) -> Mapping[str, str | None]:
        """Every known title, folded, with its number."""
        return {folded(entry.title): entry.number for entry in (*self.outlined, *self.listed)}


def folded(title: str) -> str:
    """A title as it is compared: letters and digits alone, in lower case."""
    return _NO_LETTER_OR_DIGIT.sub("", title).casefold()


def read_contents(document: Document, rules: RuleSet) -> Contents:
    """The table of contents, also where the reader took it for paragraphs, and the outline."""
    sums = rules["ends_in_sum"].pattern
    blocks = {
        i
        for i, block in enumerate(document.blocks)
        if (block.kind == "contents" or is_listed(block))
        and not sums.search(_text(document, block))
    }
    blocks |= _missed_lines(document, rules)
    blocks |= _repeated_lines(document, blocks, rules)
    blocks |= _torn_off(document, blocks, rules)
    lines = (_text(document, document.blocks[i]) for i in sorted(blocks))
    listed = _entries(lines, rules)
    outlined = tuple(_entry(entry.title, rules) for entry in document.outline)
    return Contents(listed, outlined, frozenset(blocks))


def _entries(lines: Iterable[str], rules: RuleSet) -> tuple[Entry, ...]:
    """One entry a line; a title over two lines carries its page number on the last.

    Lines that the source ran together are parted where dots and a page number stand.
    """
    found: list[Entry] = []
    begun = ""
    for line in (part for whole in lines for part in _parted(whole, rules)):
        if begun and rules["number"].pattern.match(line):
            found.append(_entry(begun, rules))
            begun = ""
        text = f"{begun} {line}".strip()
        match = rules["contents_line"].pattern.match(text)
        if match:
            found.append(Entry(match["number"], match["title"].rstrip(" .…")))
        begun = "" if match else text
    if begun:
        found.append(_entry(begun, rules))
    return tuple(e for e in found if not rules["contents_title"].pattern.match(e.title))


def _parted(line: str, rules: RuleSet) -> list[str]:
    parts = rules["led_page"].pattern.split(line)
    ends = [match[0] for match in rules["led_page"].pattern.finditer(line)]
    whole = [text + end for text, end in zip(parts, [*ends, ""], strict=True)]
    return [text.strip() for text in whole if any(map(str.isalpha, text))]


def _entry(text: str, rules: RuleSet) -> Entry:
    title = rules["leader"].pattern.sub("", text).strip()
    match = rules["number"].pattern.match(title)
    return Entry(match["number"], match["title"]) if match else Entry(None, title)


def _missed_lines(document: Document, rules: RuleSet) -> set[int]:
    """Runs of blocks that end in page numbers which never fall, and begin like headings."""
    found: set[int] = set()
    run: list[int] = []
    last = 0
    for index, block in enumerate(document.blocks):
        page = _page_number(_text(document, block), block, rules)
        if page is None or (run and page < last):
            found |= _whole_run(run)
            run = []
        if page is not None:
            run.append(index)
            last = page
    return found | _whole_run(run)


def _repeated_lines(document: Document, blocks: set[int], rules: RuleSet) -> set[int]:
    """Runs of numbered lines that all stand elsewhere too: a list without page numbers."""
    keys = [folded(_text(document, block)) for block in document.blocks]
    times = Counter(key for i, key in enumerate(keys) if i not in blocks)
    found: set[int] = set()
    run: list[int] = []
    for index, block in enumerate(document.blocks):
        numbered = rules["number"].pattern.match(_text(document, block)) is not None
        if numbered and times[keys[index]] > 1 and index not in blocks:
            run.append(index)
        else:
            found |= set(run) if len(run) >= _SHORTEST_REPEATED else set()
            run = []
    return found | (set(run) if len(run) >= _SHORTEST_REPEATED else set())


def _torn_off(document: Document, blocks: set[int], rules: RuleSet) -> set[int]:
    """Lines just above a list of contents whose number comes right before its first."""
    found: set[int] = set()
    for index in sorted(blocks):
        if index and index - 1 not in blocks:
            above, first = (
                rules["number"].pattern.match(_text(document, document.blocks[i]))
                for i in (index - 1, index)
            )
            numbers = [parse_number(match["number"]) for match in (above, first) if match]
            if len(numbers) == 2 and follows(*numbers):
                found.add(index - 1)
    return found


def _whole_run(run: Sequence[int]) -> set[int]:
    return set(run) if len(run) >= _SHORTEST_RUN else set()


def _page_number(text: str, block: Block, rules: RuleSet) -> int | None:
    if block.kind in ("table", "footnote"):
        return None
    match = rules["contents_line"].pattern.match(text)
    if not match or not (match["leader"] or match["number"]):
        return None
    return int(match["page"])


def _text(document: Document, block: Block) -> str:
    return document.text[block.span.start : block.span.end]
