"""The rules that came close: those of a row's kind that match the words it stands on.

Each kind of row is read by its rules in a form of its own: sums with the stretch of text that
a rule of roles looks at, deadlines with dates and parties masked, responsibilities with
parties marked. A rule that matches there and did not make the row came close: an earlier rule
won, or something else was missing.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from pipeline.extract.amounts.context import AmountRules, Draft, find_drafts, with_headings
from pipeline.extract.deadlines.sentences import mask
from pipeline.extract.parties import find_mentions
from pipeline.extract.parties.responsibilities import marked_sentence
from pipeline.extract.passages import find_passages
from pipeline.model import Agreement, Mention, Passage, Provenance, Span
from pipeline.rulebook import Rule, Rulebook
from pipeline.values.dates import dates_in

_MARKS = str.maketrans("", "", "‹›")
_DEADLINE_STEPS = ("accept", "refuse")
# The groups that hold what a rule is about; a rule without them is about all that it matches.
_SUBJECT_GROUPS = ("figure", "number", "date")
# Rules that match nearly everything and are told apart by code say nothing by matching.
_NOT_TELLING = ("gate", "cue", "name", "heading", "numeral", "section_title", "boundary", "next")
# Most rules of sections take lines apart or speak against a heading; these speak for one.
_FOR_HEADINGS = ("number", "appendix", "opening", "subtitle", "named_agreement", "closing")


@dataclass(frozen=True, slots=True)
class NearRule:
    """A rule that matches, the words that it matches, and its note."""

    rule: str
    words: str
    note: str


class NearRules:
    """Looks rules up for the rows of one agreement."""

    def __init__(self, agreement: Agreement, rules: Rulebook) -> None:
        self._document, self._facts = agreement.document, agreement.facts
        self._rules = rules

    def sentence_at(self, where: Provenance) -> str:
        """The sentence, heading or row of a table that a place stands in."""
        return self._passage_at(where.span).text

    def note(self, rule_id: str) -> str | None:
        """The note of a rule, None for what is no rule of the rulebook."""
        return self._notes.get(rule_id)

    def date_forms(self, where: Provenance) -> tuple[str, ...]:
        """The ids of the forms by which the dates of a place were read."""
        passage = self._passage_at(where.span)
        offset = passage.span.start
        dates = dates_in(passage.text, self._rules["dates"])
        return tuple(
            dict.fromkeys(
                date.form
                for date in dates
                if Span(offset + date.start, offset + date.end).overlaps(where.span)
            )
        )

    def near(self, kind: str, where: Provenance, own: tuple[str, ...]) -> tuple[NearRule, ...]:
        """The rules that came close to a row of a kind, without its own."""
        passage = self._passage_at(where.span)
        finders = {
            "amount": self._of_amount,
            "deadline": self._of_deadline,
            "responsibility": self._of_responsibility,
            "figure": self._of_figure,
            "section": self._of_section,
        }
        finder = finders.get(kind)
        if finder is not None:
            found = finder(passage, where.span)
        else:
            found = self._matching(f"{kind}s", passage, where.span)
        first: dict[str, NearRule] = {}
        for near in found:
            if near.rule not in own:
                first.setdefault(near.rule, near)
        return tuple(first.values())

    def _of_amount(self, passage: Passage, span: Span) -> Iterator[NearRule]:
        yield from self._matching("money", passage, span)
        draft = next((d for d in self._drafts if d.span == span), None)
        if draft is not None:
            for rule in self._amount_rules.roles.having("use", "role"):
                if draft.matches(rule):
                    words = rule.pattern.search(draft.stretch(str(rule.values["look"])))[0]
                    yield NearRule(rule.id, words.strip(), rule.note)

    def _of_deadline(self, passage: Passage, span: Span) -> Iterator[NearRule]:
        masked = mask(passage, self._mentions, self._rules).masked
        for rule in self._rules["deadlines"]:
            if rule.value("step") in _DEADLINE_STEPS:
                yield from _overlapping(rule, passage, span, masked)
        yield from self._matching("dates", passage, span)

    def _of_responsibility(self, passage: Passage, span: Span) -> Iterator[NearRule]:
        marked = marked_sentence(passage, self._mentions, self._rules).text
        for rule in self._rules["responsibilities"]:
            match = rule.pattern.search(marked)
            if match is not None:
                yield NearRule(rule.id, match[0].translate(_MARKS).strip(), rule.note)

    def _of_section(self, passage: Passage, span: Span) -> Iterator[NearRule]:
        for near in self._matching("sections", passage, span):
            if near.rule in _FOR_HEADINGS:
                yield near

    def _of_figure(self, passage: Passage, span: Span) -> Iterator[NearRule]:
        for kind in ("money", "appropriations", "figures"):
            yield from self._matching(kind, passage, span)
        yield from self._of_deadline(passage, span)

    def _matching(self, kind: str, passage: Passage, span: Span) -> Iterator[NearRule]:
        for rule in self._rules[kind]:
            fits = rule.value("within") in (None, passage.block.kind)
            silent = (rule.value("use") or rule.value("step")) in _NOT_TELLING
            if fits and not silent:
                yield from _overlapping(rule, passage, span, passage.text)

    def _passage_at(self, span: Span) -> Passage:
        index = bisect_right(self._starts, span.start) - 1
        if index >= 0 and self._passages[index].span.end > span.start:
            return self._passages[index]
        return self._line_at(span)

    def _line_at(self, span: Span) -> Passage:
        """The line around a place of a table or the contents."""
        text = self._document.text
        start = text.rfind("\n", 0, span.start) + 1
        end = text.find("\n", span.start)
        end = end if end >= 0 else len(text)
        block = self._document.block_at(span.start) or self._document.blocks[0]
        return Passage(Span(start, end), text[start:end], block, None, 0)

    @cached_property
    def _passages(self) -> tuple[Passage, ...]:
        passages = find_passages(self._document, self._facts.sections)
        return with_headings(self._document, self._facts.sections, passages)

    @cached_property
    def _starts(self) -> list[int]:
        return [passage.span.start for passage in self._passages]

    @cached_property
    def _mentions(self) -> tuple[Mention, ...]:
        return find_mentions(self._document, self._rules)

    @cached_property
    def _amount_rules(self) -> AmountRules:
        return AmountRules.of(self._rules)

    @cached_property
    def _drafts(self) -> tuple[Draft, ...]:
        return find_drafts(self._document, self._passages, self._amount_rules)[0]

    @cached_property
    def _notes(self) -> dict[str, str]:
        return {rule.id: rule.note for rule_set in self._rules for rule in rule_set}


def _overlapping(rule: Rule, passage: Passage, span: Span, text: str) -> Iterator[NearRule]:
    """The rule, where what it is about touches a place; `text` may be the passage masked."""
    named = [name for name in _SUBJECT_GROUPS if name in rule.pattern.groupindex]
    groups: list[str | int] = [*named] or [0]
    here = Span(span.start - passage.span.start, span.end - passage.span.start)
    for match in rule.pattern.finditer(text):
        if any(here.overlaps(Span(*place)) for name in groups for place in match.spans(name)):
            words = passage.text[match.start() : match.end()].strip()
            yield NearRule(rule.id, words, rule.note)
