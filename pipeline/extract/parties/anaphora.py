"""Words that stand for a party named before: `Myndigheten`, `Bolaget`, `De`.

`Myndigheten` means the agency that the text is about, which need not be the one named last:
a subject, or whoever is given a task, outweighs a name in a list or behind `till`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from pipeline.extract.parties.names import Name, with_genitive
from pipeline.language import sentences
from pipeline.model import Block, Document, Span
from pipeline.rulebook import Rule, RuleSet

_REACH = 2000  # characters that a pointing word looks back over: about one section
_BODIES = ("group", "agency", "association", "other")
# a short word before the stop may be an abbreviation (dvs., bl.a.)
_BEGINS_SENTENCE = regex.compile(r"(?:^|\n|(?:\w{5}|\d\d|\))[.:!?] )$")


def pointing_words(document: Document, names: Sequence[Name], rules: RuleSet) -> tuple[Name, ...]:
    """Every pointing word whose party can be told, as a name of that party."""
    resolver = _Resolver(document.text, names, rules)
    for block in document.blocks:
        if block.kind != "contents":
            resolver.read(block)
    return tuple(resolver.found)


class _Resolver:
    """Reads the blocks in order; what a word was taken for helps to read the next."""

    def __init__(self, text: str, names: Sequence[Name], rules: RuleSet) -> None:
        self._text = text
        self._names = names
        self._phrases = rules.phrases
        self._rules = (*rules.having("stage", "anaphor"), *rules.having("stage", "pronoun"))
        self.found: list[Name] = []

    def read(self, block: Block) -> None:
        text = self._text[block.span.start : block.span.end]
        matches = [(m, rule) for rule in self._rules for m in rule.pattern.finditer(text)]
        for match, rule in sorted(matches, key=lambda pair: pair[0].start()):
            span, genitive = with_genitive(self._text, match, block)
            if any(name.span.overlaps(span) for name in self._names):
                continue
            if rule.value("stage") == "pronoun":
                meant = self._head_of_sentence_before(rule, span.start, block)
            else:
                meant = self._antecedent(rule, span.start)
            if meant is not None:
                self.found.append(Name(meant.party_id, meant.party_type, span, genitive))

    def _antecedent(self, rule: Rule, place: int) -> Name | None:
        """The last salient name that fits; else the last not demoted; the last; the group."""
        earlier = [
            name
            for name in self._names
            if place - _REACH < name.span.end <= place and self._fits(rule, name)
        ]
        same = [name for name in self.found if place - _REACH < name.span.end <= place]
        same = [name for name in same if self._fits_type(rule, name)]
        salient = [*filter(self._is_salient, earlier), *same]
        plain = [name for name in earlier if not self._is_behind(name, "demoting")]
        for ranked in (salient, plain, earlier):
            if ranked:
                return max(ranked, key=lambda name: name.span.end)
        fallback = rule.value("fallback")
        return Name(fallback, "group", Span(place, place)) if fallback else None

    def _fits(self, rule: Rule, name: Name) -> bool:
        head = rule.value("head")
        if head is None:
            return self._fits_type(rule, name)
        written = self._text[name.span.start : name.span.end].casefold()
        return head in written and name.party_type in _BODIES

    def _fits_type(self, rule: Rule, name: Name) -> bool:
        return name.party_type in rule.values.get("types", ())

    def _is_salient(self, name: Name) -> bool:
        before = self._text[max(name.span.start - 8, 0) : name.span.start]
        return bool(_BEGINS_SENTENCE.search(before)) or self._is_behind(name, "promoting")

    def _is_behind(self, name: Name, words: str) -> bool:
        before = self._text[max(name.span.start - 16, 0) : name.span.start].split()
        return bool(before) and before[-1].lower() in self._phrases[words]

    def _head_of_sentence_before(self, rule: Rule, place: int, block: Block) -> Name | None:
        """The party that heads the sentence before, in the same paragraph."""
        earlier = sentences(self._text[block.span.start : place], block.span.start)
        if not earlier:
            return None
        known: Iterator[Name] = iter((*self._names, *self.found))
        heads = (name for name in known if name.span.start == earlier[-1].start)
        return next((name for name in heads if self._fits(rule, name)), None)
