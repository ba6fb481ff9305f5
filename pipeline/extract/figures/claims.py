"""What the rows of the other tables, the dates and the rules make of a document's numbers.

A claim says: these characters were taken for that, by this rule, for that row. Claims come
in order of trust (rows first, the rules that need little to go by last); the ledger gives a
number to the first that wants it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, cast

from pipeline.model import Appropriation, Document, Facts, LineItem, Section, Span, TakenFor
from pipeline.rulebook import Rule, Rulebook, RuleSet
from pipeline.values.dates import dates_in
from pipeline.values.numbers import AmbiguousNumberError, read_number

_DIGIT = re.compile(r"\d")
# A whole year is no date but a `year`, also where a deadline uses it.
_YEAR_FORM = "date.year"
_APPROPRIATION_USES = ("utgiftsomrade", "anslag", "anslagspost")
_PROSE = ("text", "contents")
_TITLE_WORDS = 3
_LABEL_REACH = 6  # characters that a bullet or a section sign before a row's number takes up


@dataclass(frozen=True, slots=True)
class Claim:
    """Characters of the document's text, what they were taken for, and by which rule and row.

    A sum in another currency has its ISO 4217 code and its value there.
    """

    span: Span
    taken_for: TakenFor
    rule: str | None = None
    row_id: str | None = None
    currency: str | None = None
    value_currency: Decimal | None = None


@dataclass(frozen=True, slots=True)
class NumberedLine:
    """A line of the text that holds a digit: a block, or a row of a table.

    `kind` is `table`, `contents`, `footnote` or `text`.
    """

    text: str
    start: int
    kind: str


def numbered_lines(document: Document) -> tuple[NumberedLine, ...]:
    """The lines of the text that hold a digit, with the kind of block that they stand in."""
    found: list[NumberedLine] = []
    start = 0
    for text in document.text.split("\n"):
        if _DIGIT.search(text):
            block = document.block_at(start)
            kind = block.kind if block and block.kind in ("table", "contents", "footnote") else ""
            found.append(NumberedLine(text, start, kind or "text"))
        start += len(text) + 1
    return tuple(found)


def claims_of_facts(
    document: Document, facts: Facts, lines: Sequence[NumberedLine], rules: Rulebook
) -> Iterator[Claim]:
    """The numbers that rows of other tables use."""
    yield from _of_sections(document, facts.sections, rules["figures"])
    for amount in facts.amounts:
        yield Claim(amount.where.span, "amount", amount.rule, amount.amount_id)
    yield from _of_appropriations(lines, facts.appropriations, rules["appropriations"])
    yield from _of_line_items(document, facts.line_items)
    yield from _of_section_titles(lines, facts.sections, rules["figures"])


def _of_sections(
    document: Document, sections: Sequence[Section], rules: RuleSet
) -> Iterator[Claim]:
    """The number that each heading begins with."""
    heading = _of_step(rules, "heading")
    for section in sections:
        start = section.where.span.start
        line = document.text[start : document.text.find("\n", start) % (len(document.text) + 1)]
        if section.number is not None:
            place = line.find(section.number)
            span = Span(place, place + len(section.number)) if place >= 0 else None
        else:
            match = heading.pattern.match(line)
            span = Span(*match.span("figure")) if match else None
        if span is not None:
            rule = None if section.number is not None else heading.id
            yield Claim(_moved(span, start), "section_number", rule, section.section_id)


def _of_appropriations(
    lines: Iterable[NumberedLine], rows: Sequence[Appropriation], rules: RuleSet
) -> Iterator[Claim]:
    """The numbers of utgiftsområden, anslag and anslagsposter, also of those without a row."""
    used = [rule for use in _APPROPRIATION_USES for rule in rules.having("use", use)]
    further = rules.having("use", "further_anslag")
    for line in lines:
        for rule in (*used, *further):
            for match in rule.pattern.finditer(line.text):
                for place in match.spans("number"):
                    span = _moved(Span(*place), line.start)
                    row = next((r for r in rows if r.where.span.contains(span)), None)
                    if row is not None or rule in used:
                        row_id = row.appropriation_id if row else None
                        yield Claim(span, "appropriation", rule.id, row_id)


def _of_line_items(document: Document, items: Sequence[LineItem]) -> Iterator[Claim]:
    """The number that the label of a row of money begins with."""
    for item in items:
        if item.section_number is not None:
            start = item.where.span.start
            end = start + len(item.section_number) + _LABEL_REACH
            place = document.text.find(item.section_number, start, end)
            if place >= 0:
                span = Span(place, place + len(item.section_number))
                yield Claim(span, "row_number", None, item.line_item_id)


def _of_section_titles(
    lines: Iterable[NumberedLine], sections: Sequence[Section], rules: RuleSet
) -> Iterator[Claim]:
    """Sections named by number and title: in the contents, or where the text refers to them."""
    rule = _of_step(rules, "section_title")
    titled = {s.number: s for s in reversed(sections) if s.number is not None}
    for line in lines:
        for match in rule.pattern.finditer(line.text) if line.kind in _PROSE else ():
            section = titled.get(match["figure"])
            if section is not None and _begins_with(line.text[match.end() :], section.title):
                listed = line.kind == "contents" or match.start() == 0
                taken_for: TakenFor = "section_number" if listed else "cross_reference"
                span = _moved(Span(*match.span("figure")), line.start)
                yield Claim(span, taken_for, rule.id, section.section_id)


def _begins_with(text: str, title: str) -> bool:
    """Whether a text opens with a title, or with the first words of a long one."""
    words = _words(title)[:_TITLE_WORDS]
    return _words(text[: 2 * len(title)])[: len(words)] == words


def _words(text: str) -> list[str]:
    return [word.strip(".,:;()”»") for word in text.casefold().split()]


def _of_step(rules: RuleSet, step: str) -> Rule:
    return rules.having("step", step)[0]


def claims_of_dates(lines: Iterable[NumberedLine], rules: Rulebook) -> Iterator[Claim]:
    """Every date by `rules/dates.toml`, whether or not it is a deadline."""
    forms = rules["dates"]
    for line in lines:
        for date in dates_in(line.text, forms):
            if date.form != _YEAR_FORM:
                yield Claim(_moved(Span(date.start, date.end), line.start), "date", date.form)


def claims_of_rules(lines: Sequence[NumberedLine], rules: Rulebook, step: str) -> Iterator[Claim]:
    """What the rules of one step in `rules/figures.toml` match, rule by rule."""
    lowered = [line.text.lower() for line in lines]
    for rule in rules["figures"].having("step", step):
        within = rule.value("within")
        for line, text in zip(lines, lowered, strict=True):
            if within in (None, line.kind):
                yield from _matches(line, text, rule)


def _matches(line: NumberedLine, lowered: str, rule: Rule) -> Iterator[Claim]:
    taken_for = cast(TakenFor, rule.values["taken_for"])
    for match in rule.matches(line.text, lowered):
        currency = _currency(match, rule)
        for place in match.spans("figure"):
            value = _value(line.text[slice(*place)], match, rule) if currency else None
            span = _moved(Span(*place), line.start)
            yield Claim(span, taken_for, rule.id, currency=currency, value_currency=value)


def _currency(match: Any, rule: Rule) -> str | None:
    """The ISO 4217 code of the currency that a sum is printed in, None for kronor."""
    codes = rule.values.get("currencies")
    return codes[match["currency"].lower().removeprefix("us-")] if codes else None


def _value(figure: str, match: Any, rule: Rule) -> Decimal | None:
    """What the figure is worth in its currency, None where it can be read in two ways."""
    scale = Decimal(rule.values["scales"][match["scale"]] if match["scale"] else 1)
    try:
        return read_number(figure, counts_whole=scale == 1).value * scale
    except AmbiguousNumberError:
        return None


def _moved(span: Span, offset: int) -> Span:
    return Span(span.start + offset, span.end + offset)
