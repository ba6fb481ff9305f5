"""Words on one level as printed lines, from the top of the page to its bottom."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from pipeline.model import Style
from pipeline.read.assembly.cleaning import Fragment, Line
from pipeline.read.layout import Tag, Word
from pipeline.read.pdf.geometry import EM_BELOW

_SAME_LEVEL = 0.35
_GLUED = 0.08  # ems
_GLUED_POINT = 0.8
_POINT = re.compile(r"[.,;:!?)\]”»]{1,2}")
_SPACED_OUT = 4
_GAP = 1.2  # ems: narrower gaps are spaces between words
_MARK = re.compile(r"[0-9]{1,3}|[*†‡§#]{1,3}|[a-z]|[0-9]{1,3}(?:,[0-9]{1,3})*,?|\)")
_UNIT_BEFORE_EXPONENT = re.compile(r"(?:[cdkm]?m|CO)$")


@dataclass(frozen=True)
class PrintedLine:
    """Words side by side on one baseline, from left to right, without footnote marks.

    `size`, `bold` and `italic` are those of most characters; `mark` is the footnote's mark
    that opens the line, if one does.
    """

    words: tuple[Word, ...]
    page: int
    baseline: float
    size: float
    bold: bool
    italic: bool
    mark: str | None = None

    @property
    def x0(self) -> float:
        return self.words[0].box.x0

    @cached_property
    def x1(self) -> float:
        return max(word.box.x1 for word in self.words)

    @property
    def top(self) -> float:
        return self.baseline - self.size

    @property
    def bottom(self) -> float:
        return self.baseline + EM_BELOW * self.size

    @cached_property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    @property
    def style(self) -> Style:
        return Style(self.size, self.bold, self.italic)

    @cached_property
    def tag(self) -> Tag | None:
        """The tag of most characters."""
        tags = {word.tag for word in self.words}
        if len(tags) == 1:
            return tags.pop()
        return max(tags, key=lambda tag: sum(len(w.text) for w in self.words if w.tag == tag))

    def with_words(self, words: Sequence[Word]) -> PrintedLine:
        """A part of this line, on its own."""
        return printed_line(words, self.page, self.baseline)

    def without_first_word(self) -> PrintedLine:
        return replace(self, words=self.words[1:])

    def for_builder(self) -> Line:
        """The line as the document's builder takes it."""
        fragments: list[Fragment] = []
        previous: Word | None = None
        for word in self.words:
            glued = previous is not None and _is_glued(previous, word)
            fragments.append(Fragment(word.text, word.box, word.confidence, glued=glued))
            previous = word
        return Line(tuple(fragments), self.page)


def printed_lines(words: Iterable[Word], page: int) -> list[PrintedLine]:
    """All words of a page, or of a part of it, as lines from top to bottom."""
    groups = _levels([word for word in words if not word.raised])
    raised = [word for word in words if word.raised]
    marks = _attach(raised, groups)
    lines = [
        printed_line(group, page, baseline, marks.get(index, ()))
        for index, (baseline, group) in enumerate(groups)
    ]
    return [line for line in lines if line.words]


def printed_line(
    words: Sequence[Word], page: int, baseline: float, raised: Sequence[Word] = ()
) -> PrintedLine:
    """A line of words; of the `raised` ones only those stay that are no footnote's mark."""
    kept, mark = _without_marks(words, raised)
    kept.sort(key=lambda word: word.box.x0)
    size, bold, italic = _style(kept)
    return PrintedLine(tuple(kept), page, baseline, size, bold, italic, mark)


def gaps(line: PrintedLine, narrowest: float = _GAP) -> Iterator[tuple[Word, Word]]:
    """The pairs of neighbouring words that stand apart by more than a space."""
    reach = line.words[0].box.x1
    least = narrowest * line.size
    for left, right in pairwise(line.words):
        reach = max(reach, left.box.x1)
        if right.box.x0 - reach > least:
            yield left, right


def baseline_of(word: Word) -> float:
    return word.box.bottom - EM_BELOW * word.size


def _levels(words: list[Word]) -> list[tuple[float, list[Word]]]:
    groups: list[tuple[float, list[Word]]] = []
    level, reach = 0.0, -1.0
    for baseline, _, word in sorted((baseline_of(w), i, w) for i, w in enumerate(words)):
        if reach < 0 or baseline - level > reach:
            groups.append((baseline, [word]))
            level, reach = baseline, _SAME_LEVEL * word.size
        else:
            groups[-1][1].append(word)
            reach = max(reach, _SAME_LEVEL * word.size)
    return groups


def _attach(
    raised: Sequence[Word], groups: Sequence[tuple[float, list[Word]]]
) -> dict[int, list[Word]]:
    """Each raised word with the line just below it that has a word beside it."""
    marks: dict[int, list[Word]] = {}
    for word in raised:
        level = baseline_of(word)
        near = [
            (baseline - level, index)
            for index, (baseline, group) in enumerate(groups)
            if -1 <= baseline - level <= 1.2 * word.size and _beside(word, group)
        ]
        if near:
            marks.setdefault(min(near)[1], []).append(word)
    return marks


def _beside(word: Word, group: Sequence[Word]) -> bool:
    reach = 1.5 * word.size
    return any(
        other.box.x0 - reach <= word.box.x1 and word.box.x0 <= other.box.x1 + reach
        for other in group
    )


def _without_marks(words: Sequence[Word], raised: Sequence[Word]) -> tuple[list[Word], str | None]:
    kept = list(words)
    opening: str | None = None
    first = min((word.box.x0 for word in words), default=0.0)
    for word in raised:
        if not _MARK.fullmatch(word.text) or _is_exponent(word, words):
            kept.append(word)
        elif word.box.x0 <= first:
            opening = word.text
    return kept, opening


def _is_exponent(word: Word, words: Sequence[Word]) -> bool:
    if word.text not in ("2", "3"):
        return False
    return any(
        _UNIT_BEFORE_EXPONENT.fullmatch(other.text) and _is_glued(other, word) for other in words
    )


def _is_glued(left: Word, right: Word) -> bool:
    # Where a footnote's mark stood between a word and the full stop, a gap is left.
    near = _GLUED_POINT if _POINT.fullmatch(right.text) else _GLUED
    return right.box.x0 - left.box.x1 < near * max(left.size, right.size)


def _style(words: Sequence[Word]) -> tuple[float, bool, bool]:
    sizes: dict[float, int] = {}
    total = bold = italic = 0
    for word in words:
        length = len(word.text)
        sizes[word.size] = sizes.get(word.size, 0) + length
        total += length
        bold += length if word.bold else 0
        italic += length if word.italic else 0
    size = max(sizes, key=lambda s: sizes[s]) if sizes else 0.0
    return size, 2 * bold > total, 2 * italic > total


def join_spaced_out(words: Sequence[Word]) -> list[Word]:
    """Letter-spaced words (`S U M M A`) as words: four letters or more that stand alone."""
    joined: list[Word] = []
    run: list[Word] = []
    for word in words:
        if run and not (_is_letter(word) and _follows(run[-1], word)):
            joined.extend(_spelt(run))
            run = []
        if _is_letter(word):
            run.append(word)
        else:
            joined.append(word)
    return joined + _spelt(run)


def _is_letter(word: Word) -> bool:
    return len(word.text) == 1 and word.text.isalpha()


def _follows(left: Word, right: Word) -> bool:
    gap = right.box.x0 - left.box.x1
    return left.box.bottom == right.box.bottom and -0.1 * left.size < gap < 2 * left.size


def _spelt(run: list[Word]) -> list[Word]:
    if len(run) < _SPACED_OUT:
        return run
    gaps = [right.box.x0 - left.box.x1 for left, right in pairwise(run)]
    usual = sorted(gaps)[len(gaps) // 2]
    words = [run[0]]
    for gap, letter in zip(gaps, run[1:], strict=True):
        if gap > 1.6 * max(usual, 0.1 * letter.size):
            words.append(letter)
        else:
            whole = words[-1]
            words[-1] = replace(
                whole, text=whole.text + letter.text, box=whole.box.union(letter.box)
            )
    return words
