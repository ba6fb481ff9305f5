"""Who signed for whom, where and when.

The two sides of an agreement reach us in any order: one after the other, next to each other
as blocks or cells, or torn into rows of two. What holds in all of them is that parties, dates,
names and titles each come in the same order, so they are collected apart and paired by rank.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import regex

from pipeline.model import Block, Document, Mention, Section, Signature
from pipeline.rulebook import Rule, Rulebook
from pipeline.values.dates import DateError, dates_in

_SHORT = 160  # characters of the longest line of a block of signatures
_REACH = 24  # blocks that the signatures of an agreement take up at most
_INDENT = 12  # characters that may stand before the first side in its block
_ABOVE = 6  # blocks above it that may hold names and offices, where the sides stand below
_LINE = 80  # characters of a line with a name, an office or a date
_BEFORE = 3  # blocks above the first side that may hold a date common to both


@dataclass(frozen=True, slots=True)
class _Piece:
    """A party id, a name, a title or the place of a date, and where it stands."""

    at: int
    text: str
    date: dt.date | None = None


@dataclass
class _Zone:
    """What one block of signatures holds, each kind in reading order."""

    sides: list[_Piece] = field(default_factory=list)
    names: list[_Piece] = field(default_factory=list)
    titles: list[_Piece] = field(default_factory=list)
    dates: list[_Piece] = field(default_factory=list)


def find_signatures(
    document: Document, sections: Sequence[Section], mentions: Sequence[Mention], rules: Rulebook
) -> tuple[Signature, ...]:
    """Every signature with a name, in reading order."""
    reader = _Reader(document, sections, mentions, rules)
    found = tuple(one for blocks in reader.zones() for one in reader.signatures(blocks))
    return found or _without_for(_Reader(document, sections, mentions, rules, "bare_side"))


def _without_for(reader: _Reader) -> tuple[Signature, ...]:
    """The signatures of sides that no `För` opens: only a party's name on a line is a weak sign,
    so there must be two of them, each with a dated signature, and in the latter half."""
    for blocks in reader.zones():
        found = tuple(reader.signatures(blocks))
        dated = {one.party_id for one in found if one.date is not None}
        if reader.is_late(blocks) and len(dated) == len(found) > 1:
            return found
    return ()


class _Reader:
    """Finds the blocks of signatures and reads them."""

    def __init__(
        self,
        document: Document,
        sections: Sequence[Section],
        mentions: Sequence[Mention],
        rules: Rulebook,
        side: str = "side",
    ) -> None:
        self._side_rules = rules["signatures"].having("stage", side)
        self._document = document
        self._text = document.text
        self._headings = {section.where.span.start for section in sections}
        self._mentions = {mention.span.start: mention for mention in mentions}
        self._rules = rules["signatures"]
        self._dates = tuple(rules["dates"])

    def zones(self) -> Iterator[list[Block]]:
        """The runs of blocks that hold signatures."""
        blocks = [block for block in self._document.blocks if block.kind != "contents"]
        after = 0
        for index, block in enumerate(blocks):
            if index < after or not self._opens(block):
                continue
            after = index + 1
            while after < min(len(blocks), index + _REACH) and self._goes_on(blocks[after]):
                after += 1
            yield blocks[self._first(blocks, index, after) : after]

    def is_late(self, blocks: Sequence[Block]) -> bool:
        """Whether blocks stand in the latter half of the document."""
        return blocks[0].span.start > len(self._text) // 2

    def _first(self, blocks: Sequence[Block], index: int, after: int) -> int:
        """Where the signatures begin that open at `index`: at a date common to both sides, or
        at the first name, where the sides stand below those who sign for them."""
        first = index
        while first > max(0, index - _BEFORE) and self._is_date_line(blocks[first - 1]):
            first -= 1
        if not self._names_below(blocks[index:after]):
            above = index
            while above > max(0, index - _ABOVE) and self._is_of_signatory(blocks[above - 1]):
                above -= 1
            if any(self._names(block) for block in blocks[above:index]):
                return above
        return first

    def _names_below(self, blocks: Sequence[Block]) -> bool:
        """Whether a name stands below the last side."""
        last = max(i for i, block in enumerate(blocks) if self._sides(block))
        side = self._sides(blocks[last])[-1]
        named = (name for block in blocks[last:] for name in self._names(block))
        return any(name.at > side.at for name in named)

    def _is_of_signatory(self, block: Block) -> bool:
        """Whether a block is nothing but a name, an office or a date."""
        text = self._text[block.span.start : block.span.end]
        if len(text) > _LINE or text.rstrip().endswith((".", ":")):
            return False
        headed = block.span.start in self._headings and not self._titles(block)
        return not headed and bool(
            self._titles(block) or self._names(block) or self._is_date_line(block)
        )

    def _opens(self, block: Block) -> bool:
        sides = self._sides(block)
        text = self._text[block.span.start : block.span.end]
        is_sentence = text.rstrip().endswith((".", "?"))
        introduces = len(text) > _LINE and text.rstrip().endswith(":")
        return (
            self._is_short(block)
            and not (is_sentence or introduces)
            and bool(sides)
            and sides[0].at - block.span.start < _INDENT
        )

    def _goes_on(self, block: Block) -> bool:
        """Whether a block still belongs to the signatures: short, and no heading."""
        text = self._text[block.span.start : block.span.end]
        if not self._is_short(block) or any(r.pattern.search(text) for r in self._stage("end")):
            return False
        return block.span.start not in self._headings or bool(
            self._sides(block) or self._names(block)
        )

    def _is_date_line(self, block: Block) -> bool:
        return block.span.end - block.span.start < 60 and bool(self._dates_of(block))

    def _is_short(self, block: Block) -> bool:
        return block.kind == "table" or block.span.end - block.span.start < _SHORT

    def signatures(self, blocks: Sequence[Block]) -> Iterator[Signature]:
        zone = self._read(blocks)
        for n, name in enumerate(zone.names):
            side = _of_rank(n, zone.sides, zone.names)
            date = _of_rank(n, zone.dates, zone.names)
            if side is not None:
                yield Signature(
                    side.text,
                    name.text,
                    _title(n, zone),
                    (date.text or None) if date else None,
                    date.date if date else None,
                    self._document.page_at(name.at),
                )

    def _read(self, blocks: Sequence[Block]) -> _Zone:
        zone = _Zone()
        for block in blocks:
            zone.sides += self._sides(block)
            zone.dates += self._dates_of(block)
            zone.titles += self._titles(block)
            for name in self._names(block):
                # a name in handwriting is often set once more below
                if not zone.names or zone.names[-1].text.casefold() != name.text.casefold():
                    zone.names.append(name)
        if zone.titles:  # the last title closes the signatures
            zone.names = [name for name in zone.names if name.at < _last_end(zone)]
        return zone

    def _sides(self, block: Block) -> list[_Piece]:
        found: dict[int, _Piece] = {}
        for rule in self._side_rules:
            for match in rule.pattern.finditer(self._text, block.span.start, block.span.end):
                mention = self._mentions.get(match.end())
                party = rule.value("party") or (mention.party_id if mention else None)
                if party and match.start() not in found:
                    found[match.start()] = _Piece(match.start(), party)
        return [found[at] for at in sorted(found)]

    def _dates_of(self, block: Block) -> list[_Piece]:
        text = self._text[block.span.start : block.span.end]
        found: list[_Piece] = []
        for written in dates_in(text, self._dates):
            if written.precision != "day" or written.year is None:
                continue
            try:
                day = written.on()
            except DateError:
                continue
            at = block.span.start + written.start
            found.append(_Piece(at, self._place(text[: written.start]), day))
        return found

    def _place(self, before: str) -> str:
        for rule in self._stage("place"):
            match = rule.pattern.search(before)
            if match:
                return str(match["place"])
        return ""

    @cached_property
    def _title(self) -> regex.Pattern[str]:
        return _any_of(self._rules.phrases["title"])

    @cached_property
    def _label(self) -> regex.Pattern[str]:
        return _any_of(self._rules.phrases["label"], ignore_case=False)

    def _titles(self, block: Block) -> list[_Piece]:
        found = self._title.finditer(self._text, block.span.start, block.span.end)
        return [_Piece(match.start(), match[0]) for match in found]

    def _names(self, block: Block) -> list[_Piece]:
        """Names of persons: what looks like one once all else is blanked out."""
        text = self._blanked(block)
        found: list[_Piece] = []
        for rule in self._stage("name"):
            for match in rule.pattern.finditer(text):
                found += _people(match[0], block.span.start + match.start())
        return sorted(found, key=lambda piece: piece.at)

    def _blanked(self, block: Block) -> str:
        start, end = block.span.start, block.span.end
        text = self._text[start:end]
        spans = [match.span() for match in self._title.finditer(text)]
        spans += [match.span() for match in self._label.finditer(text)]
        spans += [(one.span.start - start, one.span.end - start) for one in self._within(block)]
        for written in dates_in(text, self._dates):
            place = self._place(text[: written.start])
            at = text.rfind(place, 0, written.start) if place else written.start
            spans.append((at, written.end))
        for rule in self._stage("side"):
            spans += [match.span() for match in rule.pattern.finditer(text)]
        letters = list(text)
        for first, last in spans:
            letters[first:last] = "\n" * (last - first)
        return "".join(letters)

    def _within(self, block: Block) -> Iterator[Mention]:
        for offset in range(block.span.start, block.span.end):
            mention = self._mentions.get(offset)
            if mention is not None:
                yield mention

    def _stage(self, stage: str) -> tuple[Rule, ...]:
        return self._rules.having("stage", stage)


def _of_rank(n: int, pieces: Sequence[_Piece], names: Sequence[_Piece]) -> _Piece | None:
    """The side or date that belongs to the n-th name.

    When all stand above the first name they run in step with the names (two columns read row
    by row); else each rules the names below it.
    """
    if not pieces:
        return None
    if len(pieces) == len(names) or pieces[-1].at < names[0].at:
        return pieces[n % len(pieces)]
    above = [piece for piece in pieces if piece.at < names[n].at]
    return above[-1] if above else pieces[0]


def _last_end(zone: _Zone) -> int:
    last = zone.titles[-1]
    return last.at + len(last.text)


def _title(n: int, zone: _Zone) -> str | None:
    if len(zone.titles) == len(zone.names):
        return zone.titles[n].text
    limit = zone.names[n + 1].at if n + 1 < len(zone.names) else None
    for title in zone.titles:
        if title.at > zone.names[n].at and (limit is None or title.at < limit):
            return title.text
    return None


def _people(run: str, at: int) -> Iterator[_Piece]:
    """A run of names: one person, or two where both sides sign on one line."""
    words = run.split(" ")
    if len(words) < 4:
        yield _Piece(at, run)
        return
    first = " ".join(words[: len(words) // 2])
    yield _Piece(at, first)
    yield _Piece(at + len(first) + 1, run[len(first) + 1 :])


def _any_of(phrases: Sequence[str], *, ignore_case: bool = True) -> regex.Pattern[str]:
    words = "|".join(map(regex.escape, sorted(phrases, key=len, reverse=True)))
    return regex.compile(rf"\b(?:{words})\b", regex.IGNORECASE if ignore_case else 0)
