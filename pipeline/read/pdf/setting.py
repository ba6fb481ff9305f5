"""What is usual in a document: its body's type size, line distances and right edge."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.read.layout import Tag
from pipeline.read.pdf.lines import PrintedLine

_DEFAULT_PITCH = 1.2
_SMALLER = 0.94
_LARGER = 1.06
_MOST_IN_HEADINGS = 0.25


@dataclass(frozen=True)
class Setting:
    """`size` is the body's type size; `pitches` leads from a size to the usual distance
    between the baselines of neighbouring lines, in points; `left` and `right` are the edges
    that most lines are set between. `tags_tell` is whether headings are tagged as such, and
    not so much of the text that the tags mean nothing."""

    size: float
    pitches: dict[float, float]
    left: float
    right: float
    tags_tell: bool = False

    def pitch(self, size: float) -> float:
        known = self.pitches.get(size)
        if known is not None:
            return known
        return size * self.pitches.get(self.size, _DEFAULT_PITCH * self.size) / self.size

    def is_small(self, line: PrintedLine) -> bool:
        return line.size < _SMALLER * self.size

    def is_emphasised(self, line: PrintedLine) -> bool:
        return line.bold or line.size > _LARGER * self.size

    def heading(self, line: PrintedLine) -> Tag | None:
        """The heading that a line belongs to by a tag worth believing."""
        return line.tag if self.tags_tell and line.tag and line.tag.heading else None


def setting_of(pages: Iterable[Sequence[PrintedLine]]) -> Setting:
    """The setting of a document, from the lines of its pages' bodies."""
    characters: Counter[float] = Counter()
    distances: dict[float, Counter[float]] = {}
    lefts: list[float] = []
    rights: list[float] = []
    in_headings = 0
    for lines in pages:
        for line in lines:
            length = sum(len(word.text) for word in line.words)
            characters[line.size] += length
            in_headings += length if line.tag and line.tag.heading else 0
        for upper, lower in pairwise(lines):
            if upper.size == lower.size and upper.x0 < lower.x1 and lower.x0 < upper.x1:
                distance = round(lower.baseline - upper.baseline, 1)
                distances.setdefault(upper.size, Counter())[distance] += 1
        lefts.extend(line.x0 for line in lines)
        rights.extend(line.x1 for line in lines)
    size = characters.most_common(1)[0][0] if characters else 11.0
    pitches = {own: _usual(counts, own) for own, counts in distances.items()}
    tags_tell = 0 < in_headings < _MOST_IN_HEADINGS * characters.total()
    return Setting(size, pitches, _at(lefts, 0.05), _at(rights, 0.95), tags_tell)


def _at(values: list[float], share: float) -> float:
    """The value that a share of all values does not exceed."""
    return sorted(values)[int(share * (len(values) - 1))] if values else 0.0


def _usual(distances: Counter[float], size: float) -> float:
    """The commonest distance that two lines of a paragraph can have; of two that are nearly
    as common the smaller, since paragraphs of one line are never nearer than lines."""
    possible = {d: n for d, n in distances.items() if 0.8 * size <= d <= 2.2 * size}
    if not possible:
        return _DEFAULT_PITCH * size
    most = max(possible.values())
    return min(d for d, n in possible.items() if n >= 0.5 * most)
