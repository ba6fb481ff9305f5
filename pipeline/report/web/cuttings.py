"""Cut-outs of pages: a figure with the words around it, as evidence beside another one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.model import Amount, Box
from pipeline.report.recorded import RecordedAgreement, RecordedPage
from pipeline.report.web.excerpts import Excerpt, excerpts_of
from pipeline.report.web.marks import key_of

_MARGIN = 15.0  # points above and below: the line before and the line after
_TOGETHER = 60.0  # points between two figures that still belong into one cut-out
_EDGE = 10.0  # points of air beside the text
_WINDOW = 300.0  # points of a line around a figure in running text
_LETTER = 0.6  # of the type size: a label takes up no more than this for each letter
_LABEL = 150.0  # points that a label is given at least: a figure is not to be blown up
_GAP = 12.0  # points between the two halves of a row whose empty middle is left out


@dataclass(frozen=True, slots=True)
class Window:
    """A part of a page, drawn `at` so many points from the cut-out's left edge."""

    box: Box
    at: float
    figures: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class Cutting:
    """A strip across a page with the figures in it; sizes are points.

    A wide row of a table is shown in two windows, its label and its figure, so that both are
    large enough to be read. `key` leads to the first of the figures on its page.
    """

    key: str
    page: int
    windows: tuple[Window, ...]
    page_width: float
    page_height: float

    @property
    def width(self) -> float:
        last = self.windows[-1]
        return last.at + last.box.x1 - last.box.x0

    @property
    def height(self) -> float:
        box = self.windows[0].box
        return box.bottom - box.top


def cuttings_of(
    amounts: Sequence[Amount], recorded: RecordedAgreement, pictured: frozenset[int]
) -> tuple[Cutting | Excerpt, ...]:
    """Strips that show the amounts, neighbours on one strip; text where no page is drawn.

    `pictured` numbers the pages that there are pictures of.
    """
    pages = {page.page: page for page in recorded.pages}
    drawn = [a for a in amounts if a.where.page in pictured and a.where.box]
    told = [amount for amount in amounts if amount not in drawn]
    return (
        *(_cutting(group, pages[group[0].where.page], recorded) for group in _neighbours(drawn)),
        *excerpts_of(told, pages, recorded.sections_for_pages),
    )


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


def _cutting(amounts: Sequence[Amount], page: RecordedPage, recorded: RecordedAgreement) -> Cutting:
    boxes = [box for amount in amounts for box in amount.where.boxes]
    width, height = page.width or 1.0, page.height or 1.0
    top = max(min(box.top for box in boxes) - _MARGIN, 0.0)
    bottom = min(max(box.bottom for box in boxes) + _MARGIN, height)
    windows: list[Window] = []
    for left, right in _sides(amounts, boxes, page, recorded):
        at = windows[-1].at + windows[-1].box.x1 - windows[-1].box.x0 + _GAP if windows else 0.0
        inside = tuple(box for box in boxes if left <= (box.x0 + box.x1) / 2 < right)
        windows.append(Window(Box(left, top, right, bottom), at, inside))
    return Cutting(key_of(amounts[0].amount_id), page.page, tuple(windows), width, height)


def _sides(
    amounts: Sequence[Amount],
    boxes: Sequence[Box],
    page: RecordedPage,
    recorded: RecordedAgreement,
) -> list[tuple[float, float]]:
    """The left and right edges of what is shown: of one window, or of a label and a figure."""
    left, right = _type_area(recorded, page.page)
    first, last = min(box.x0 for box in boxes), max(box.x1 for box in boxes)
    if not amounts[0].in_table:
        middle = (first + last) / 2
        left = max(min(middle - _WINDOW / 2, right - _WINDOW), left)
        right = min(left + _WINDOW, right)
        return [(min(left, first), max(right, last))]
    labels = _labels(amounts, recorded)
    if labels is None or first - 2 * _EDGE - labels[1] < 2 * _GAP:
        return [(min(left, first), max(right, last))]
    return [labels, (first - 2 * _EDGE, last + _EDGE)]


def _labels(amounts: Sequence[Amount], recorded: RecordedAgreement) -> tuple[float, float] | None:
    """The edges of what the rows are called, by the length of their labels; None where a
    figure is no table's row."""
    ids = {amount.amount_id for amount in amounts}
    items = [item for item in recorded.line_items if item.amount_id in ids and item.where.boxes]
    if len(items) < len(ids):
        return None
    left = min(box.x0 for item in items for box in item.where.boxes)
    size = max(item.where.boxes[0].bottom - item.where.boxes[0].top for item in items)
    longest = max(len(item.label) for item in items)
    return left - _EDGE, left + max(longest * _LETTER * size, _LABEL) + _EDGE
