"""A sum of money in its sentence: the stretches of text that the rules of roles look at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from pipeline.extract.amounts.mentions import (
    MoneyGrammar,
    MoneyMention,
    Refused,
    find_money,
    money_grammar,
)
from pipeline.model import Document, Passage, Relation, Role, Section, Span
from pipeline.rulebook import Rule, Rulebook, RuleSet

Match = Any  # the regex package has no types

# Numbers that leave their unit to the sum behind them.
SHARED = ("money.range", "money.between", "money.respectively")


@dataclass(frozen=True)
class AmountRules:
    """The rules that amounts need: the grammar of money, and the rules of roles."""

    money: MoneyGrammar
    roles: RuleSet

    @classmethod
    def of(cls, rules: Rulebook) -> AmountRules:
        return cls(money_grammar(rules["money"]), rules["amount_roles"])

    def matches(self, use: str, text: str) -> bool:
        return self.first(use, text) is not None

    def first(self, use: str, text: str) -> Match | None:
        """The first match in `text` among the rules of a use, in the rules' order."""
        found = (rule.pattern.search(text) for rule in self.roles.having("use", use))
        return next((match for match in found if match), None)


@dataclass(frozen=True)
class Draft:
    """A sum of prose with the words around it.

    `before` is the text since the previous sum of the sentence, `after` the text up to the
    next one, `lead` all of the sentence before the sum. `index` counts the sums of one
    sentence from 0.
    """

    mention: MoneyMention
    span: Span
    passage: Passage
    index: int
    before: str
    after: str
    lead: str
    clause: str
    head: str
    is_title: bool

    def stretch(self, look: str) -> str:
        """The text that a rule's `look` names."""
        named = {
            "before": self.before,
            "after": self.after,
            "lead": self.lead,
            "clause": self.clause,
            "sentence": self.passage.text,
            "head": self.head,
            "title": self.passage.text if self.is_title else "",
        }
        return named[look]

    def is_listed_with(self, other: Draft) -> bool:
        """Whether both stand in items of one list, which divides neither of them."""
        passages = (self.passage, other.passage)
        items = all(passage.block.kind == "list_item" for passage in passages)
        apart = self.passage.block is not other.passage.block
        return items and apart and self.passage.statement == other.passage.statement

    def matches(self, rule: Rule) -> bool:
        return rule.pattern.search(self.stretch(str(rule.values["look"]))) is not None


@dataclass(frozen=True)
class Judged:
    """A sum and what the words around it make of it; `parent` is the span of its whole."""

    draft: Draft
    role: Role
    relation: Relation | None
    parent: Span | None
    year: int | None
    rule: str

    @property
    def span(self) -> Span:
        return self.draft.span

    @property
    def value(self) -> Decimal:
        return self.draft.mention.money.value_sek

    @property
    def section_id(self) -> str | None:
        return self.draft.passage.section_id


def with_introductions(passages: Sequence[Passage], rules: AmountRules) -> tuple[Passage, ...]:
    """Lists tied to the sentence above that says how the money is divided, also where it ends
    in a full stop: their items share its statement. So are sentences that stand for items."""
    found: list[Passage] = []
    above: Passage | None = None
    for passage in passages:
        item = passage.block.kind == "list_item" and passage.head is None
        if above is not None and passage.block is above.block:
            if rules.matches("break", passage.text) or not rules.matches("divides", above.text):
                above = None
            else:
                passage = replace(passage, head=above.span)
        elif not item or (above and above.section_id != passage.section_id):
            introduces = rules.matches("introduces", passage.text)
            above = passage if passage.block.kind == "paragraph" and introduces else None
        elif above is not None:
            passage = replace(passage, head=above.span, statement=above.statement)
        found.append(passage)
    return tuple(found)


def find_drafts(
    document: Document, passages: Sequence[Passage], rules: AmountRules
) -> tuple[tuple[Draft, ...], tuple[tuple[Passage, Refused], ...]]:
    """The sums of the passages, in their order, and what was refused in which of them."""
    drafts: list[Draft] = []
    refused: list[tuple[Passage, Refused]] = []
    for passage in with_introductions(passages, rules):
        head = document.text[passage.head.start : passage.head.end] if passage.head else ""
        mentions, odd = find_money(passage.text, rules.money, head)
        title = _is_title(document, passage)
        drafts += (
            _draft(passage, mentions, index, head, title, rules) for index in range(len(mentions))
        )
        refused += ((passage, item) for item in odd)
    return tuple(drafts), tuple(refused)


def with_headings(
    document: Document, sections: Sequence[Section], passages: Sequence[Passage]
) -> tuple[Passage, ...]:
    """The passages and the headings in reading order: a heading may state a sum too."""
    covered = {passage.block.span.start for passage in passages}
    of_section = {section.where.span.start: section.section_id for section in sections}
    statement = max((passage.statement for passage in passages), default=0)
    found: list[Passage] = []
    for block in document.blocks:
        if block.kind in ("table", "contents") or block.span.start in covered:
            continue
        text = document.text[block.span.start : block.span.end]
        section = of_section.get(block.span.start)
        found.append(Passage(block.span, text, block, section, statement + 1 + len(found)))
    return tuple(sorted((*passages, *found), key=lambda passage: passage.span.start))


def _is_title(document: Document, passage: Passage) -> bool:
    """Whether a passage is the document's title: its first block, and no full sentence."""
    first = next((block for block in document.blocks if block.kind != "contents"), None)
    return passage.block is first and not passage.text.rstrip().endswith((".", ":", ";"))


def _draft(
    passage: Passage,
    mentions: Sequence[MoneyMention],
    index: int,
    head: str,
    is_title: bool,
    rules: AmountRules,
) -> Draft:
    text, mention = passage.text, mentions[index]
    left = mentions[index - 1].span.end if index else 0
    # Numbers that share one unit are one phrase: what follows the last follows them all.
    last = index
    while mentions[last].rule.startswith(SHARED) and last + 1 < len(mentions):
        last += 1
    right = mentions[last + 1].span.start if last + 1 < len(mentions) else len(text)
    before, after = text[left : mention.span.start], text[mentions[last].span.end : right]
    found = rules.first("clause" if last + 1 < len(mentions) else "clause_last", after)
    clause = before + "…" + (after[: found.start()] if found else after)
    span = Span(passage.span.start + mention.span.start, passage.span.start + mention.span.end)
    lead = text[: mention.span.start]
    return Draft(mention, span, passage, index, before, after, lead, clause, head, is_title)
