"""How deep each heading lies: by its number, by its tag, by how it is set."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence

from pipeline.extract.sections.heading_lines import Line
from pipeline.extract.sections.tags import heading_depth, shift_of

Look = tuple[float, bool, bool, int]

_CAPITALS = 0.5  # a heading in capitals outranks its like in small letters
_LEAST_SHOUTED = 7  # letters; shorter ones may be abbreviations


def levels_of(headings: Sequence[Line], closing: Collection[Line] = ()) -> list[int]:
    """The level of each heading, 1 the highest.

    `closing` are those of signatures: without a look of their own they close the agreement,
    not its last chapter, unless that is one of them.
    """
    levels = _Levels(headings)
    found: list[int] = []
    for before, line in zip((None, *headings), headings, strict=False):
        ends = line in closing and before not in closing and not line.emphasised
        found.append(levels.close() if ends and not line.number else levels.next(line))
    return found


class _Levels:
    """Depth from the numbers; unnumbered headings lie below the section they stand in.

    One set exactly like the numbered chapters, and unlike their sub-headings, is a chapter.
    Where tags lie as deep as the numbers, they tell it of headings without numbers, too.
    Among unnumbered headings, a look that occurs but once says nothing of depth.
    """

    def __init__(self, headings: Sequence[Line]) -> None:
        self._chapters = {line.look for line in headings if line.number and len(line.number) == 1}
        deeper = {line.look for line in headings if line.number and len(line.number) > 1}
        self._numbered = bool(self._chapters or deeper)
        self._chapters -= deeper
        self._usual = Counter(line.look for line in headings if line.number is None)
        self._shift = _shift(headings)
        self._enclosing = 0
        self._open_looks: list[tuple[float, ...]] = []

    def next(self, line: Line) -> int:
        known = self._known(line)
        if known is not None:
            self._enclosing, self._open_looks = known, []
            return known
        if self._numbered and self._usual[line.look] < 2:
            return self._enclosing + 1
        rank = _rank(line, with_markup=not self._numbered)
        self._open_looks = [look for look in self._open_looks if look < rank]
        self._open_looks.append(rank)
        return self._enclosing + len(self._open_looks)

    def close(self) -> int:
        self._enclosing, self._open_looks = 1, []
        return 1

    def _known(self, line: Line) -> int | None:
        """The level that does not depend on the headings above."""
        if line.appendix:
            return 1
        if line.number is not None:
            return len(line.number)
        if line.look in self._chapters and line.emphasised:
            return 1
        depth = _tagged(line)
        if depth is not None and self._shift is not None:
            return max(depth - self._shift, 1)
        return None


def _shift(headings: Sequence[Line]) -> int | None:
    both = [(_tagged(line), len(line.number)) for line in headings if line.number]
    return shift_of([(tagged, true) for tagged, true in both if tagged is not None])


def _tagged(line: Line) -> int | None:
    """The depth that a believed tag claims."""
    return heading_depth(line.block) if line.claimed is not None else None


def _rank(line: Line, *, with_markup: bool) -> tuple[float, ...]:
    """Smaller ranks enclose greater ones: larger type, then bold, then upright.

    The depth that markup or tags claim counts only where no numbers tell the true one.
    """
    size, bold, italic, depth = line.look
    slanted = italic and not bold
    if with_markup and depth:
        return (0.0, float(depth), -size, float(slanted))
    weight = 0.0 if line.emphasised else 1.0 if slanted else 2.0
    weight -= _CAPITALS if line.text.isupper() and len(line.text) >= _LEAST_SHOUTED else 0.0
    return (1.0 if with_markup else 0.0, -size, weight)
