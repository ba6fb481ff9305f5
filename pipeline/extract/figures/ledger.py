"""The ledger of figures: every number of a document and what it was taken for.

Nothing numeric disappears in silence: each digit of the text belongs to exactly one figure,
and a figure that no row and no rule explains is `unexplained`. A figure runs from its first
digit to its last, so that `14 000 000`, `31 mars 2024` (a date is one figure, with its
month), `3.4.1`, `1:6` and `2013/1905` are one each, while `2014–2015` are two years. Numbers
in words, and markers that the reader took off the text (`Block.marker`: a list item's number,
a footnote's mark), have no digits in the text and hence no figure; nor have the page numbers
and running heads that are no part of it.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace

from pipeline.extract.figures.claims import (
    Claim,
    NumberedLine,
    claims_of_dates,
    claims_of_facts,
    claims_of_rules,
    numbered_lines,
)
from pipeline.model import Deadline, Document, Facts, Figure, Section, Span
from pipeline.rulebook import Rulebook

_DIGIT = re.compile(r"\d")
_IS_OPEN = 1
_GROUPING = ".,:/"  # signs that hold the digits of one number together
_USED_BY_DEADLINES = ("date", "year", "measure")


def find_figures(document: Document, facts: Facts, rules: Rulebook) -> tuple[Figure, ...]:
    """One figure for every number of the text, in reading order.

    `row_id` is the row of `facts` that uses the number. A date that several deadlines share
    names the first.
    """
    ledger = _filled(document, facts, rules)
    entered = sorted(ledger.entered, key=lambda claim: claim.span.start)
    sections = _SectionsByStart(facts.sections)
    deadlines = tuple(facts.deadlines)
    return tuple(
        Figure(
            f"{document.doc_id}-n{number:04d}",
            sections.at(claim.span.start),
            claim.taken_for,
            claim.row_id or _deadline_of(claim, deadlines),
            claim.rule,
            document.locate(claim.span.start, claim.span.end),
            claim.currency,
            claim.value_currency,
        )
        for number, claim in enumerate(entered, 1)
    )


def _filled(document: Document, facts: Facts, rules: Rulebook) -> _Ledger:
    """The ledger with all claims, the strongest first; what is left is unexplained."""
    ledger = _Ledger(document.text)
    lines = numbered_lines(document)
    ledger.enter(claims_of_facts(document, facts, lines, rules))
    ledger.enter(claims_of_rules(ledger.unfinished(lines), rules, "before_dates"))
    ledger.enter(claims_of_dates(ledger.unfinished(lines), rules))
    ledger.enter(claims_of_rules(ledger.unfinished(lines), rules, "after_dates"))
    ledger.enter_rest(rules)
    return ledger


class _Ledger:
    """The text with its digits struck off as claims are entered."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._places = [match.start() for match in _DIGIT.finditer(text)]
        self._open = bytearray(len(text))
        for place in self._places:
            self._open[place] = _IS_OPEN
        self.entered: list[Claim] = []

    def enter(self, claims: Iterable[Claim]) -> None:
        """Give each claim its digits, unless an earlier one has taken one of them."""
        for claim in claims:
            span = self._digits(claim.span)
            if span is not None and self._is_free(span := self._whole_number(span)):
                self._open[span.start : span.end] = bytes(span.end - span.start)
                self.entered.append(replace(claim, span=span))

    def unfinished(self, lines: Iterable[NumberedLine]) -> tuple[NumberedLine, ...]:
        """The lines with digits that nothing has claimed yet."""
        return tuple(ln for ln in lines if self._is_open(ln.start, ln.start + len(ln.text)))

    def enter_rest(self, rules: Rulebook) -> None:
        """Enter what is left as unexplained, number by number."""
        if not self._is_open(0, len(self._open)):
            return
        numeral = rules["figures"].having("step", "numeral")[0]
        signs = list(self._text)
        for place in self._places:
            if not self._is_digit(place):
                signs[place] = "\n"
        found = numeral.pattern.finditer("".join(signs))
        self.enter([Claim(Span(*match.span("figure")), "unexplained") for match in found])

    def _digits(self, span: Span) -> Span | None:
        """The span from its first digit to its last."""
        places = self._places[self._index(span.start) : self._index(span.end)]
        return Span(places[0], places[-1] + 1) if places else None

    def _whole_number(self, span: Span) -> Span:
        """The span with the digits that belong to the same number: `12` of `12.1` is no
        figure of its own."""
        start, end = span.start, span.end
        while self._goes_on(start - 1, -1):
            start -= 1 if self._is_digit(start - 1) else 2
        while self._goes_on(end, 1):
            end += 1 if self._is_digit(end) else 2
        return Span(start, end)

    def _goes_on(self, place: int, step: int) -> bool:
        if self._is_digit(place):
            return True
        inside = 0 <= place < len(self._text) and self._text[place] in _GROUPING
        return inside and self._is_digit(place + step)

    def _is_digit(self, place: int) -> bool:
        return 0 <= place < len(self._open) and self._open[place] == _IS_OPEN

    def _is_open(self, start: int, end: int) -> bool:
        return self._open.find(_IS_OPEN, start, end) >= 0

    def _is_free(self, span: Span) -> bool:
        digits = self._index(span.end) - self._index(span.start)
        return self._open.count(_IS_OPEN, span.start, span.end) == digits

    def _index(self, offset: int) -> int:
        """How many digits stand before an offset."""
        return bisect_left(self._places, offset)


class _SectionsByStart:
    """The innermost section of a place, sought many times."""

    def __init__(self, sections: Sequence[Section]) -> None:
        self._sections = sections
        self._starts = [section.where.span.start for section in sections]

    def at(self, offset: int) -> str | None:
        index = bisect_right(self._starts, offset) - 1
        return self._sections[index].section_id if index >= 0 else None


def _deadline_of(claim: Claim, deadlines: Sequence[Deadline]) -> str | None:
    if claim.taken_for not in _USED_BY_DEADLINES:
        return None
    used = (d.deadline_id for d in deadlines if d.where.span.overlaps(claim.span))
    return next(used, None)
