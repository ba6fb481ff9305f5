"""A page set as text, cut where marks begin and end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from pipeline.report.recorded import RecordedPage
from pipeline.report.web.marks import Mark


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text below the same marks, the innermost last.

    `begins` are the marks whose first piece on the page this is.
    """

    text: str
    marks: tuple[Mark, ...]
    begins: tuple[Mark, ...]

    @property
    def innermost(self) -> Mark | None:
        return self.marks[-1] if self.marks else None


def pieces_of(page: RecordedPage, marks: Iterable[Mark]) -> tuple[Piece, ...]:
    """The page's text in pieces; marks of other pages are left out."""
    start, end = page.char_start, page.char_end
    here = [mark for mark in marks if mark.span.start < end and start < mark.span.end]
    # Long marks first, so that the innermost is the last of each piece.
    here.sort(key=lambda mark: mark.span.start - mark.span.end)
    cuts = {start, end}
    for mark in here:
        cuts |= {max(mark.span.start, start), min(mark.span.end, end)}
    return tuple(_pieces(page, here, sorted(cuts)))


def _pieces(page: RecordedPage, marks: list[Mark], cuts: list[int]) -> Iterator[Piece]:
    begun: set[str] = set()
    for left, right in pairwise(cuts):
        text = page.text[left - page.char_start : right - page.char_start]
        over = tuple(m for m in marks if m.span.start <= left and right <= m.span.end)
        fresh = tuple(m for m in over if m.key not in begun and m.page == page.page)
        begun.update(mark.key for mark in fresh)
        yield Piece(text, over, fresh)
