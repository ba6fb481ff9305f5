"""Cut-outs of pages: a figure with the words around it, as evidence beside another one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.model import Amount, Box
from pipeline.report.recorded import RecordedAgreement, RecordedPage
from pipeline.report.web.marks import key_of

_MARGIN = 15.0  # points above and below: the line before and the line after
_TOGETHER = 60.0  # points between two figures that still belong into one cut-out
_EDGE = 10.0  # points of air beside the text
_WINDOW = 300.0  # points of a line around a figure in running text
_EXCERPT = 140  # characters on either side, where no pages are drawn


@dataclass(frozen=True, slots=True)
class Cutting:
    """A strip across a page with the figures in it; sizes are points.

    `key` leads to the first of the figures on its page.
    """

    key: str
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
    amounts: Sequence[Amount], recorded: RecordedAgreement, pictured: frozenset[int]
) -> tuple[Cutting | Excerpt, ...]:
    """Strips that show the amounts, neighbours on one strip; text where no page is drawn.

    `pictured` numbers the pages that there are pictures of.
    """
    pages = {page.page: page for page in recorded.pages}
    cuttings: list[Cutting | Excerpt] = []
    for group in _neighbours(amounts):
        page = pages[group[0].where.page]
        if page.page in pictured and group[0].where.box:
            cuttings.append(_cutting(group, page, _type_area(recorded, page.page)))
        else:
            cuttings += [_excerpt(amount, page) for amount in group]
    return tuple(cuttings)


def _neighbours(amounts: Iterable[Amount]) -> list[list[Amount]]:
    groups: list[list[Amount]] = []
    for amount in amounts:
        if groups and any(_near(amount, other) for other in groups[-1]):
            groups[-1].append(amount)
        else:
            groups.append([amount])
    return groups


def _near(amount: Amount, other: Amount) -> bool:
    """Rows of a table a few lines apart; a figure in running text stands alone."""
    box, beside = amount.where.box, other.where.box
    if not (amount.in_table and other.in_table and amount.where.page == other.where.page):
        return False
    if box is None or beside is None:
        return False
    return box.top - beside.bottom < _TOGETHER and beside.top - box.bottom < _TOGETHER


def _type_area(recorded: RecordedAgreement, page: int) -> tuple[float, float]:
    """The left and right edges of what is printed on a page."""
    places = [section.where for section in recorded.sections]
    places += [item.where for item in recorded.line_items]
    places += [amount.where for amount in recorded.amounts]
    boxes = [box for where in places if where.page == page for box in where.boxes]
    return min(box.x0 for box in boxes) - _EDGE, max(box.x1 for box in boxes) + _EDGE


def _cutting(amounts: Sequence[Amount], page: RecordedPage, area: tuple[float, float]) -> Cutting:
    boxes = [box for amount in amounts for box in amount.where.boxes]
    width, height = page.width or 1.0, page.height or 1.0
    top = max(min(box.top for box in boxes) - _MARGIN, 0.0)
    bottom = min(max(box.bottom for box in boxes) + _MARGIN, height)
    left, right = area
    if not amounts[0].in_table:
        middle = (min(box.x0 for box in boxes) + max(box.x1 for box in boxes)) / 2
        left = max(min(middle - _WINDOW / 2, right - _WINDOW), left)
        right = min(left + _WINDOW, right)
    left = min(left, *(box.x0 for box in boxes))
    right = max(right, *(box.x1 for box in boxes))
    key = key_of(amounts[0].amount_id)
    return Cutting(key, page.page, Box(left, top, right, bottom), width, height, tuple(boxes))


def _excerpt(amount: Amount, page: RecordedPage) -> Excerpt:
    start = amount.where.span.start - page.char_start
    end = amount.where.span.end - page.char_start
    before = page.text[max(start - _EXCERPT, 0) : max(start, 0)]
    return Excerpt(page.page, before, amount.where.raw, page.text[end : end + _EXCERPT])
