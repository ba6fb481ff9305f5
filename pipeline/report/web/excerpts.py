"""Figures in their text, as evidence where no page is drawn."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pipeline.model import Amount
from pipeline.report.recorded import RecordedPage

_AROUND = 140  # characters on either side of a figure: about two lines


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A stretch of a page's text in pieces, `(text, is a figure)`, and its section."""

    page: int
    section: str
    pieces: tuple[tuple[str, bool], ...]


def excerpts_of(
    amounts: Iterable[Amount], pages: Mapping[int, RecordedPage], sections: Mapping[str, str]
) -> tuple[Excerpt, ...]:
    """Excerpts with all the amounts marked, in reading order.

    Figures so near to each other that each would stand in the other's excerpt share one.
    `sections` names the sections whose page alone does not tell where they are.
    """
    return tuple(
        _excerpt(group, pages[group[0].where.page], sections) for group in _groups(amounts)
    )


def _groups(amounts: Iterable[Amount]) -> list[list[Amount]]:
    groups: list[list[Amount]] = []
    places = {amount.where.span: amount for amount in amounts}
    for span in sorted(places, key=lambda span: span.start):
        amount = places[span]
        if groups and _near(groups[-1][-1], amount):
            groups[-1].append(amount)
        else:
            groups.append([amount])
    return groups


def _near(before: Amount, after: Amount) -> bool:
    same_page = before.where.page == after.where.page
    return same_page and after.where.span.start - before.where.span.end <= _AROUND


def _excerpt(amounts: list[Amount], page: RecordedPage, sections: Mapping[str, str]) -> Excerpt:
    section = sections.get(amounts[0].section_id or "", "")
    return Excerpt(page.page, section, tuple(_pieces(amounts, page)))


def _pieces(amounts: list[Amount], page: RecordedPage) -> Iterator[tuple[str, bool]]:
    at = _from_whole_word(page.text, amounts[0].where.span.start - page.char_start)
    for amount in amounts:
        span = amount.where.span
        # A figure that runs over from the page before, or lies in another, is marked once.
        start, end = max(span.start - page.char_start, at), span.end - page.char_start
        yield page.text[at:start], False
        yield page.text[start:end], True
        at = max(end, at)
    yield page.text[at : _to_whole_word(page.text, at)], False


def _from_whole_word(text: str, figure: int) -> int:
    start = max(figure - _AROUND, 0)
    while 0 < start < figure and not text[start - 1].isspace():
        start += 1
    return start


def _to_whole_word(text: str, figure: int) -> int:
    end = min(figure + _AROUND, len(text))
    while figure < end < len(text) and not text[end].isspace():
        end -= 1
    return end
