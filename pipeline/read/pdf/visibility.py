"""Which of the words in a PDF's page can be seen, and which are drawn twice to look bold."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise

from pipeline.model import Box
from pipeline.read.layout import Word
from pipeline.read.pdf.characters import DrawnWord
from pipeline.read.pdf.drawings import Drawings, Fill, clip_of
from pipeline.read.pdf.fonts import as_object
from pipeline.read.pdf.geometry import Upright

_SMALLEST = 1.5
_SCAN_SHARE = 0.5
_TWIN_REACH = 0.15  # ems
_ROWS = 20.0  # points: a twin stands in the same row of this height, or in the next


def visible_words(drawn: list[DrawnWord], drawings: Drawings, upright: Upright) -> tuple[Word, ...]:
    """The words that a reader of the page sees, superscripts marked, none of them twice."""
    scan = pictured_share(drawings, upright.width, upright.height) > _SCAN_SHARE
    clips = _Clips(drawings, upright)
    seen = [
        one.word
        for one in drawn
        if one.upright and _can_be_seen(one, drawings, upright, scan=scan) and clips.leave(one)
    ]
    return tuple(_once(mark_raised(seen)))


class _Clips:
    """The clipping of a page's text objects, each looked up once."""

    def __init__(self, drawings: Drawings, upright: Upright) -> None:
        self._drawings, self._upright = drawings, upright
        self._boxes: dict[int, Box | None] = {}

    def leave(self, one: DrawnWord) -> bool:
        """Whether a word is not clipped away; inside forms that is not looked into."""
        address = one.drawn_by
        if address not in self._drawings.order or address in self._drawings.in_forms:
            return True
        if address not in self._boxes:
            self._boxes[address] = clip_of(as_object(address), self._upright)
        box = self._boxes[address]
        return box is None or _holds(box, *_centre(one.word.box))


def pictured_share(drawings: Drawings, width: float, height: float) -> float:
    """The share of a page that its pictures cover, those side by side added up."""
    area = sum(_area(_within(box, width, height)) for box in drawings.pictures)
    return min(area / max(width * height, 1.0), 1.0)


def _within(box: Box, width: float, height: float) -> Box:
    return Box(max(box.x0, 0), max(box.top, 0), min(box.x1, width), min(box.bottom, height))


def _can_be_seen(one: DrawnWord, drawings: Drawings, upright: Upright, *, scan: bool) -> bool:
    x, y = _centre(one.word.box)
    if not (0 <= x <= upright.width and 0 <= y <= upright.height):
        return False
    if one.type.size < _SMALLEST:
        return False
    if one.type.invisible:
        # The invisible text on a scanned page is what somebody's OCR has read there.
        return scan
    if one.type.white and not _on_dark(x, y, drawings):
        return False
    order = drawings.order.get(one.drawn_by)
    return order is None or not _covered(x, y, order, drawings.fills)


def _on_dark(x: float, y: float, drawings: Drawings) -> bool:
    dark = (fill.box for fill in drawings.fills if not fill.white)
    return any(_holds(box, x, y) for box in (*dark, *drawings.pictures))


def _covered(x: float, y: float, order: int, fills: Iterable[Fill]) -> bool:
    return any(fill.order > order and fill.opaque and _holds(fill.box, x, y) for fill in fills)


def mark_raised(words: list[Word]) -> list[Word]:
    """The words with superscripts marked: smaller than the word beside them and above its
    baseline."""
    marked = list(words)
    for index, (left, right) in enumerate(pairwise(words)):
        if left.size != right.size:
            if _is_raised(left, right):
                marked[index] = replace(left, raised=True)
            elif _is_raised(right, left):
                marked[index + 1] = replace(right, raised=True)
    return marked


def _is_raised(word: Word, other: Word) -> bool:
    if word.size > 0.85 * other.size:
        return False
    rise = (other.box.bottom - 0.2 * other.size) - (word.box.bottom - 0.2 * word.size)
    if not 0.12 * other.size < rise < 0.9 * other.size:
        return False
    gap = max(word.box.x0 - other.box.x1, other.box.x0 - word.box.x1)
    return gap < 0.8 * other.size


def _once(words: list[Word]) -> list[Word]:
    """Each word once: a copy drawn a hair's breadth beside it makes it bold."""
    kept: list[Word] = []
    places: dict[tuple[str, int], list[int]] = {}
    for word in words:
        row = round(word.box.bottom / _ROWS)
        near = (
            index for at in (row, row - 1, row + 1) for index in places.get((word.text, at), ())
        )
        twin = _twin(word, kept, near)
        if twin is None:
            places.setdefault((word.text, row), []).append(len(kept))
            kept.append(word)
        elif not kept[twin].bold:
            kept[twin] = replace(kept[twin], bold=True)
    return kept


def _twin(word: Word, kept: list[Word], same: Iterable[int]) -> int | None:
    reach = _TWIN_REACH * word.size
    x, y = word.box.x0, word.box.bottom
    for index in same:
        box = kept[index].box
        if abs(box.bottom - y) <= reach and abs(box.x0 - x) <= reach:
            return index
    return None


def _centre(box: Box) -> tuple[float, float]:
    return (box.x0 + box.x1) / 2, (box.top + box.bottom) / 2


def _holds(box: Box, x: float, y: float) -> bool:
    return box.x0 <= x <= box.x1 and box.top <= y <= box.bottom


def _area(box: Box) -> float:
    return max(box.x1 - box.x0, 0.0) * max(box.bottom - box.top, 0.0)
