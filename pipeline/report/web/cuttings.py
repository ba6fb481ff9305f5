"""Cut-outs of pages: a figure with the words around it, as evidence beside another one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.model import Amount, Box
from pipeline.report.recorded import RecordedPage

_MARGIN = 16.0  # points above and below: the line before and the line after
_TOGETHER = 60.0  # points between two figures that still belong into one cut-out
_SIDE = 40.0  # points of the page's edges that may be left out
_EXCERPT = 140  # characters on either side, where no pages are drawn


@dataclass(frozen=True, slots=True)
class Cutting:
    """A strip across a page with the figures in it; sizes are points."""

    page: int
    strip: Box
    page_width: float
    page_height: float
    figures: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A figure in its text, where no page is drawn."""

    page: int
    before: str
    figure: str
    after: str


def cuttings_of(
    amounts: Sequence[Amount], pages: Sequence[RecordedPage], drawn: int
) -> tuple[Cutting | Excerpt, ...]:
    """Strips that show the amounts, neighbours on one strip; text where no page is drawn."""
    by_number = {page.page: page for page in pages}
    return tuple(_cuttings(amounts, by_number, drawn))


def _cuttings(
    amounts: Sequence[Amount], pages: dict[int, RecordedPage], drawn: int
) -> Iterator[Cutting | Excerpt]:
    group: list[Box] = []
    number = 0
    for amount in amounts:
        page, box = pages[amount.where.page], amount.where.box
        if box is None or page.page > drawn:
            yield _excerpt(amount, page)
            continue
        if group and (page.page != number or not _near(group, box)):
            yield _cutting(group, pages[number])
            group = []
        number = page.page
        group.append(box)
    if group:
        yield _cutting(group, pages[number])


def _near(group: Sequence[Box], box: Box) -> bool:
    return any(
        box.top - other.bottom < _TOGETHER and other.top - box.bottom < _TOGETHER for other in group
    )


def _cutting(boxes: Sequence[Box], page: RecordedPage) -> Cutting:
    width, height = page.width or 1.0, page.height or 1.0
    top = max(min(box.top for box in boxes) - _MARGIN, 0.0)
    bottom = min(max(box.bottom for box in boxes) + _MARGIN, height)
    left = min(_SIDE, *(box.x0 for box in boxes))
    right = max(width - _SIDE, *(box.x1 for box in boxes))
    return Cutting(page.page, Box(left, top, right, bottom), width, height, tuple(boxes))


def _excerpt(amount: Amount, page: RecordedPage) -> Excerpt:
    start = amount.where.span.start - page.char_start
    end = amount.where.span.end - page.char_start
    before = page.text[max(start - _EXCERPT, 0) : max(start, 0)]
    return Excerpt(page.page, before, amount.where.raw, page.text[end : end + _EXCERPT])
