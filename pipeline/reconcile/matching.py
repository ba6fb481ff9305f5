"""Which row, section and amount speak of the same money: by number, title, party, purpose."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeVar

from pipeline.model import Section
from pipeline.reconcile.columns import Column, Row
from pipeline.reconcile.ledger import Ledger
from pipeline.reconcile.wording import content_words, similarity

T = TypeVar("T")

ENOUGH = 0.62  # wordings that share most of the shorter one's content words
SAME_TITLE = 0.85
_CUT_SHORT = 0.75  # a title of several words that goes on in one of the two
_MARGIN = 0.05


def best(label: str, candidates: Iterable[tuple[str, T]], enough: float = ENOUGH) -> T | None:
    """The one candidate whose wording is most like the label; None if two are equally so."""
    scored = sorted(
        ((similarity(label, wording), candidate) for wording, candidate in candidates),
        key=lambda pair: -pair[0],
    )
    if not scored or scored[0][0] < enough:
        return None
    if len(scored) > 1 and scored[0][0] - scored[1][0] < _MARGIN:
        return None
    return scored[0][1]


def row_sections(ledger: Ledger, column: Column) -> dict[int, Section]:
    """The section that treats what each row pays for, by the row's number in the table."""
    found: dict[int, Section] = {}
    for top in column.tops:
        _place(ledger, column, top, None, found)
    return found


def _place(
    ledger: Ledger, column: Column, row: Row, around: Section | None, found: dict[int, Section]
) -> None:
    section = _section_of(ledger, column, row, around)
    if section is not None:
        found[row.item.row] = section
    for child in row.children:
        _place(ledger, column, child, section or around, found)


def _section_of(ledger: Ledger, column: Column, row: Row, around: Section | None) -> Section | None:
    homes = {section.section_id for section in ledger.path(column.section_id)}
    sections = [s for s in ledger.facts.sections if s.section_id not in homes]
    if around is not None:
        sections = [s for s in sections if around in tuple(ledger.path(s.section_id))[1:]]
    numbered = _by_number(row, sections)
    if numbered is not None:
        return numbered
    if around is not None and not content_words(row.label):
        return None
    several = len(content_words(row.about)) > 1
    enough = _CUT_SHORT if several or around is not None else SAME_TITLE
    titles = [(s.title, s) for s in sections]
    found = best(row.about, titles, enough)
    if found is None or not several or len(content_words(found.title)) > 1:
        return found
    # one word that a row shares with a title, as Villkor, says little of what it is about
    return found if similarity(row.about, found.title) >= SAME_TITLE else None


def _by_number(row: Row, sections: Sequence[Section]) -> Section | None:
    # A table may number its rows on its own, so that 3.1 is not section 3.1: words decide.
    number = row.item.section_number
    if number is None:
        return None
    for section in sections:
        if section.number == number.rstrip("."):
            words = row.label.replace(number, "", 1)
            if not content_words(words) or similarity(words, section.title) >= 0.5:
                return section
    return None


def same_row(row: Row, others: Sequence[Row]) -> Row | None:
    """The row of another table for the same thing: the same number, else the same label."""
    number = row.item.section_number
    if number is not None:
        same = [other for other in others if other.item.section_number == number]
        return same[0] if len(same) == 1 else None
    return best(row.label, ((o.label, o) for o in others if o.item.section_number is None), 0.9)
