"""Lines of running text to paragraphs, by their gaps, their widths and how they end.

No single sign is trusted: some dumps set a blank line after every line, others none between
paragraphs, and a page break may leave any number of them in the middle of a sentence.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import dataclass, replace
from itertools import pairwise

from pipeline.model import Style
from pipeline.read.assembly.builder import BlockDraft
from pipeline.read.sentence_ends import (
    begins_bound,
    begins_lower,
    ends_open,
    first_word,
    is_finished,
)
from pipeline.read.text.lines import TextLine
from pipeline.read.text.list_markers import bullet_of, is_lone_marker, number_of, without_marker

_HEADING_NUMBER = re.compile(r"\d{1,2}(?:\.\d{1,2})*\.?\s+[A-ZÅÄÖ]|(?:Bilaga|Kapitel|Avsnitt)\s+\d")
_NUMBERED = re.compile(r"(\d{1,2}(?:\.\d{1,2})*)\.?\s+[A-ZÅÄÖ]")
# A signatory's name; the office below it may begin in lower case.
_NAME = re.compile(r"[A-ZÅÄÖ][\w-]+(?: [A-ZÅÄÖ]\.?)?(?: (?:von|af|de|[A-ZÅÄÖ][\w-]+)){1,3}")
# A footnote at the foot of a page does not run on at the top of the next.
_NOTE = re.compile(r"\d{1,2}(?: [A-ZÅÄÖ]|$)")
_LONE_NUMBER = re.compile(r"\d{1,2}")
_LOWER_WORD = re.compile(r"(?<!\S)[a-zåäöé]+(?!\w)")
# So many times must a word stand in lower case to be no name.
_COMMON = 2
# Lines longer than this are no headings or rows of a list.
_LONG = 30
_FIRST_NUMBERS = ("1", "a", "i")
_WINDOW = 10
# Text narrower than this many characters is a list or form, whose lines end on purpose.
_NARROWEST = 45
# Lines longer than this were not broken for width; those beside them may have been.
_LONGEST, _WIDEST = 120, 80
# A line this much of the usual width, with the next line's first word, was broken for width.
_FULL = 0.92
# Quoted speech in press releases opens with a dash, but holds more than one sentence.
_SENTENCE_END = re.compile(r"[.!?]\s+[A-ZÅÄÖ]")


@dataclass(frozen=True, slots=True)
class _Setting:
    """How the text around a line is set: its width in characters, and its usual gap."""

    width: float
    gap: int


def to_paragraphs(lines: Sequence[TextLine]) -> list[BlockDraft]:
    """Paragraphs and bulleted items, in order."""
    settings = _settings(lines)
    habits = _Habits(_common_words(lines), _has_close_headings(lines, settings))
    openers = _list_openers(lines)
    groups: list[list[TextLine]] = []
    starts: list[int] = []
    for index, line in enumerate(lines):
        following = lines[index + 1] if index + 1 < len(lines) else None
        if groups:
            joint = _Joint(
                groups[-1], line, following, settings[index - 1], opens_list=index in openers
            )
        if groups and not joint.parts(habits):
            groups[-1].append(line)
        else:
            groups.append([line])
            starts.append(index)
    set_in = _lost_bullets(groups)
    return [
        _draft(group, settings[start], bulleted=index in set_in)
        for index, (group, start) in enumerate(zip(groups, starts, strict=True))
    ]


@dataclass(frozen=True, slots=True)
class _Habits:
    """What can only be told from the whole text: words that are no names, with a capital, and
    whether text follows its headings without a blank line."""

    common: Set[str]
    close_headings: bool


@dataclass(frozen=True, slots=True)
class _Joint:
    """The place between the lines of a paragraph so far and the next line, seen with the
    line that follows."""

    group: Sequence[TextLine]
    line: TextLine
    following: TextLine | None
    setting: _Setting
    opens_list: bool

    @property
    def last(self) -> TextLine:
        return self.group[-1]

    @property
    def full(self) -> bool:
        return _is_full(self.last, self.line, self.setting)

    def parts(self, habits: _Habits) -> bool:
        """Whether the line begins a new paragraph."""
        last, line = self.last, self.line
        if (len(self.group) == 1 and self._has_lone_marker()) or last.open_bold:
            return False
        if self._is_raised_number():
            return True
        if line.note or self._begins_item() or _lost_bullet(line):
            return True
        if self.group[0].note and line.gap:
            return True
        if line.opens_page and _NOTE.match(self.group[0].text):
            return True
        if _NAME.fullmatch(last.text) and len(self.group) == 1 and not begins_bound(line.text):
            return True
        if begins_lower(line.text) and not is_finished(last.text):
            near = line.gap <= self.setting.gap
            return not (near or len(last.text) > _LONG or ends_open(last.text))
        if self._counts_on():
            return True
        if self._carries_on():
            return False
        if line.opens_page:
            return self._parts_pages()
        if line.gap > self.setting.gap or self._changes_type():
            return True
        if ends_open(last.text) or begins_lower(line.text):
            return False
        return not self.full or self._is_below_heading(habits) or self._is_heading()

    def _has_lone_marker(self) -> bool:
        """A bullet or footnote mark on a line of its own."""
        last, line = self.last, self.line
        mark = bool(_LONE_NUMBER.fullmatch(last.text)) and line.gap == 0
        return is_lone_marker(last.text) or (mark and not begins_lower(line.text))

    def _is_raised_number(self) -> bool:
        """A footnote mark, which layouts set on a line of its own above the note."""
        following = self.following
        if following is None or not _LONE_NUMBER.fullmatch(self.line.text):
            return False
        return following.gap == 0 and following.text[0].isupper()

    def _counts_on(self) -> bool:
        """Whether the line has the number after that of the paragraph: rows or headings."""
        numbers = [_NUMBERED.match(one.text) for one in (self.group[0], self.line)]
        if not all(numbers):
            return False
        first, second = ([int(part) for part in found[1].split(".")] for found in numbers if found)
        return second == [*first[:-1], first[-1] + 1]

    def _carries_on(self) -> bool:
        """A sum, year or bracket below a long line that has not come to its end."""
        last, line = self.last, self.line
        bound = line.text[0].isdigit() or line.text[0] == "("
        near = line.gap <= self.setting.gap and not last.broken
        return bound and near and len(last.text) > _LONG and not is_finished(last.text)

    def _parts_pages(self) -> bool:
        """Whether a paragraph ends at the page break between the two lines."""
        last, line = self.last, self.line
        if ends_open(last.text) and len(last.text) > _LONG:
            return False
        if is_finished(last.text) and begins_lower(line.text):
            return not self.full
        goes_on = self.following is not None and self.following.gap == 0
        return not (self.full and goes_on) or self._is_heading()

    def _changes_type(self) -> bool:
        changes = self.last.style.bold != self.line.style.bold
        return changes and (len(self.group) == 1 or _all_bold(self.group))

    def _is_below_heading(self, habits: _Habits) -> bool:
        """A lone line without a full stop, and below it a sentence: its first word is no
        name, for the document has it in lower case as well."""
        last = self.last.text
        numbered = bool(_HEADING_NUMBER.match(last))
        if len(self.group) > 1 or is_finished(last) or not (numbered or last[0].isupper()):
            return False
        return (numbered and habits.close_headings) or first_word(self.line.text) in habits.common

    def _is_heading(self) -> bool:
        """A line between a finished one and a new beginning, ended before it was full."""
        line, following = self.line, self.following
        if following is None or not is_finished(self.last.text) or is_finished(line.text):
            return False
        if begins_lower(following.text) or ends_open(line.text):
            return False
        return not _is_full(line, following, self.setting)

    def _begins_item(self) -> bool:
        """Whether the line begins with a bullet, list number or heading number meant so."""
        last, line = self.last, self.line
        finished = is_finished(last.text)
        in_sentence = line.gap == 0 and not line.opens_page and self.full and not finished
        if bullet_of(line.raw):
            # A dash in the middle of a sentence may come to stand first on its line.
            dash = line.text[0] in "-–—" and begins_lower(line.text[1:].strip())
            return not (dash and in_sentence and not bullet_of(last.raw))
        numbered = number_of(line.raw)
        if not numbered and not _HEADING_NUMBER.match(line.text):
            return False
        if self.opens_list:
            return True
        if in_sentence:
            before = number_of(self.group[0].raw)
            return numbered is not None and before is not None and _succeeds(before, numbered)
        return bool(numbered) or not ends_open(last.text) or line.gap > 0


def _list_openers(lines: Sequence[TextLine]) -> Set[int]:
    """The lines numbered first in a list whose second item follows soon."""
    numbers = [number_of(line.raw) for line in lines]
    return {
        index
        for index, number in enumerate(numbers)
        if number is not None
        and number[0].strip(".()") in _FIRST_NUMBERS
        and any(_succeeds(number, later) for later in numbers[index + 1 : index + _WINDOW] if later)
    }


def _succeeds(number: tuple[str, int], later: tuple[str, int]) -> bool:
    """Whether a list number is the next after another."""
    first, second = number[0].strip(".()"), later[0].strip(".()")
    if first.isdigit() and second.isdigit():
        return int(second) == int(first) + 1
    return len(first) == len(second) == 1 and ord(second) == ord(first) + 1


def _is_full(last: TextLine, line: TextLine, setting: _Setting) -> bool:
    """Whether the next line's first word had no room left on the last line."""
    if last.broken:
        return False
    return len(last.text) + 1 + len(first_word(line.text)) >= _FULL * setting.width


def _all_bold(group: Sequence[TextLine]) -> bool:
    return all(line.style.bold for line in group)


def _common_words(lines: Sequence[TextLine]) -> Set[str]:
    """Words that the document has in lower case several times, with a capital."""
    counts = Counter(word for line in lines for word in _LOWER_WORD.findall(line.text))
    return {word.capitalize() for word, count in counts.items() if count >= _COMMON}


def _has_close_headings(lines: Sequence[TextLine], settings: Sequence[_Setting]) -> bool:
    close = apart = 0
    for index, (line, following) in enumerate(pairwise(lines)):
        if _HEADING_NUMBER.match(line.text) and not is_finished(line.text):
            if following.gap > settings[index].gap:
                apart += 1
            elif not _is_full(line, following, settings[index]):
                close += 1
    return close > apart


def _settings(lines: Sequence[TextLine]) -> list[_Setting]:
    """The setting around each line, from the lines near it."""
    lengths = [len(line.text) for line in lines]
    settings: list[_Setting] = []
    for index in range(len(lines)):
        start, end = max(index - _WINDOW, 0), index + _WINDOW + 1
        nearby = sorted(lengths[start:end])
        width = min(max(nearby[(len(nearby) * 3) // 4], _NARROWEST), _WIDEST)
        settings.append(_Setting(width, _usual_gap(lines[start:end], width)))
    return settings


def _usual_gap(nearby: Sequence[TextLine], width: float) -> int:
    """0, or 1 where blank lines stand between the lines of one paragraph."""
    setting = _Setting(width, 0)
    close = spaced = 0
    for last, line in pairwise(nearby):
        if line.gap == 0:
            close += 1
        elif line.gap == 1 and len(last.text) <= _LONGEST and _is_full(last, line, setting):
            spaced += 1
    return 1 if spaced > 2 * close and spaced >= len(nearby) // 4 else 0


def _lost_bullets(groups: Sequence[Sequence[TextLine]]) -> set[int]:
    """Groups set in by a space after a blank line, side by side or below an introduction:
    the space is what was left of a bullet."""
    set_in = {index for index, group in enumerate(groups) if _lost_bullet(group[0])}
    # At the top of a page the page break left a space of its own.
    set_in |= {
        index
        for index, group in enumerate(groups)
        if group[0].opens_page and group[0].indent == 2 and {index - 1, index + 1} & set_in
    }
    introduced = {index for index in set_in if groups[index - 1][-1].text.endswith((":", ";"))}
    return {index for index in set_in if {index - 1, index + 1} & set_in} | introduced


def _lost_bullet(line: TextLine) -> bool:
    return line.indent in (1, 2) and line.gap > 0 and not line.opens_page


def _draft(group: Sequence[TextLine], setting: _Setting, *, bulleted: bool) -> BlockDraft:
    lines = tuple(line.line for line in group)
    first = group[0]
    draft = BlockDraft(
        lines,
        kind="list_item" if bulleted else "paragraph",
        style=Style(bold=_all_bold(group), italic=all(line.style.italic for line in group)),
        gap_before=None if first.opens_page else (first.gap + 1) / (setting.gap + 1),
        indent=float(first.indent),
    )
    if first.note:
        return replace(draft, kind="footnote", marker=first.note)
    found = bullet_of(first.raw) or _lone_bullet(group)
    if found is None or _is_quotation(found[0], group):
        return draft
    marker, cut = found
    return replace(draft, kind="list_item", marker=marker, lines=without_marker(lines, cut))


def _lone_bullet(group: Sequence[TextLine]) -> tuple[str, int] | None:
    first = group[0]
    if len(group) > 1 and is_lone_marker(first.text) and not first.text[0].isdigit():
        return first.text, len(first.line.raw)
    return None


def _is_quotation(marker: str, group: Sequence[TextLine]) -> bool:
    text = " ".join(line.text for line in group)
    return marker in "–—" and bool(_SENTENCE_END.search(text))
