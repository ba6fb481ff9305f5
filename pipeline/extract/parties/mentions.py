"""Parties named in the text: by register, by pattern, by a name introduced on the way, or
by a word that points back.

The order matters: names first (longest match wins), then what the document itself
introduces (`Myndigheten för vattenvård (MVV)`), then brackets and `genom …`, which join two
names into one mention, and last the words that stand for a name (`Myndigheten`, `De`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import regex

from pipeline.extract.parties.anaphora import pointing_words
from pipeline.extract.parties.names import Name, longest, with_genitive
from pipeline.extract.parties.register import Register, load_register
from pipeline.model import Block, Document, Mention, Span
from pipeline.rulebook import Rule, Rulebook, RuleSet
from pipeline.values.names import party_id


@dataclass(frozen=True, slots=True)
class _Alias:
    """A name that the document introduces for a party, valid from `start` on."""

    text: str
    party_id: str
    party_type: str
    start: int


def find_mentions(document: Document, rules: Rulebook) -> tuple[Mention, ...]:
    """Every mention of a party outside the table of contents, in reading order.

    A mention covers the name with what belongs to it: `Regeringskansliet
    (Socialdepartementet)` and `staten genom Socialdepartementet` are one mention each.
    """
    finder = _Finder(document, rules["parties"], load_register(rules))
    names = finder.names()
    aliases = tuple(finder.aliases(names))
    names = longest([*finder.aliased(aliases), *_overruled(document, names, aliases)])
    names = finder.joined(names)
    pointing = pointing_words(document, names, rules["parties"])
    names = longest([*names, *pointing])
    text = document.text
    return tuple(
        Mention(name.party_id, name.span, text[name.span.start : name.span.end], name.genitive)
        for name in names
    )


class _Finder:
    """The machinery over one document; each method is one step of `find_mentions`."""

    def __init__(self, document: Document, rules: RuleSet, register: Register) -> None:
        self._text = document.text
        self._rules = rules
        self._register = register
        self._blocks = [block for block in document.blocks if block.kind != "contents"]

    def names(self) -> list[Name]:
        """Names of the register and names by pattern."""
        return longest(name for block in self._blocks for name in self._names_in(block))

    def _names_in(self, block: Block) -> Iterator[Name]:
        text = self._text[block.span.start : block.span.end]
        proper_ends: set[int] = set()
        for party, span in self._register.find(text, block.span.start):
            kind = self._register.by_id[party].party_type
            genitive = self._register.is_genitive(self._text[span.start : span.end])
            if kind != "group":
                proper_ends.add(span.end)
            yield Name(party, kind, span, genitive)
        lowered = text.lower()
        for rule in self._stage("name"):
            for match in rule.matches(text, lowered):
                if not rule.values.get("proper") or self._is_proper(match[0]):
                    span, genitive = with_genitive(self._text, match, block)
                    if span.end in proper_ends:
                        continue  # `Även Fagersta kommun`: the register knows where it begins
                    yield Name(_id_of(rule, match[0]), str(rule.value("type")), span, genitive)

    def _is_proper(self, name: str) -> bool:
        """Whether the document writes the word with a capital in mid-sentence."""
        return bool(regex.search(rf"[a-zåäö,)(] {regex.escape(name)}s?\b", self._text))

    def aliases(self, names: Sequence[Name]) -> Iterator[_Alias]:
        """The names that the document introduces."""
        for name in names:
            for rule in self._stage("alias"):
                match = rule.pattern.search(self._line_after(name.span.end))
                if match and self._may_stand_for(match["alias"], name):
                    yield _Alias(match["alias"], name.party_id, name.party_type, name.span.end)
        taken = [name.span for name in names]
        for block in self._blocks:
            yield from self._aliases_of_bodies(block, taken)

    def _may_stand_for(self, alias: str, name: Name) -> bool:
        known = alias.casefold() in self._register.nominatives
        short = sum(c.isupper() for c in alias) > 1
        if name.party_type == "state" or (name.party_type == "region" and not short):
            return False
        return short or not known

    def _aliases_of_bodies(self, block: Block, taken: Sequence[Span]) -> Iterator[_Alias]:
        text = self._text[block.span.start : block.span.end]
        lowered = text.lower()
        for rule in self._stage("alias_of_common_noun"):
            for match in rule.matches(text, lowered):
                span = _moved(match.span(), block.span.start)
                alias = match["alias"]
                if not _any_overlap(taken, span) and not self._is_known(alias):
                    yield _Alias(alias, party_id(alias), "group", span.start)

    def _is_known(self, alias: str) -> bool:
        return alias.casefold() in self._register.nominatives

    def aliased(self, aliases: Iterable[_Alias]) -> Iterator[Name]:
        """Where the introduced names stand, in the nominative or the genitive."""
        for alias in aliases:
            first = alias.text[0]
            head = first if first.isupper() else f"[{first}{first.upper()}]"
            written = regex.compile(
                rf"(?<![\w-]){head}{regex.escape(alias.text[1:])}(?P<s>[:’']?s)?(?![\w-])"
            )
            for match in written.finditer(self._text, alias.start):
                span, genitive = Span(*match.span()), match["s"] is not None
                yield Name(alias.party_id, alias.party_type, span, genitive)

    def joined(self, names: Sequence[Name]) -> list[Name]:
        """Names with their brackets, and with the one that they act through."""
        found: list[Name] = []
        for name in names:
            if found and name.span.start < found[-1].span.end:
                continue  # inside the brackets of the one before
            if found and self._acts_through(found[-1], name):
                last = found.pop()
                span = Span(last.span.start, name.span.end)
                name = Name(last.party_id, last.party_type, span, name.genitive)
            found.append(self._with_bracket(name))
        return found

    def _acts_through(self, first: Name, second: Name) -> bool:
        between = self._text[first.span.end : second.span.start]
        return first.party_type == "state" and any(
            rule.pattern.search(between) for rule in self._stage("through")
        )

    def _with_bracket(self, name: Name) -> Name:
        for rule in self._stage("bracket"):
            match = rule.pattern.search(self._line_after(name.span.end))
            if match:
                end = name.span.end + match.end()
                return replace(name, span=Span(name.span.start, end))
        return name

    def _stage(self, stage: str) -> tuple[Rule, ...]:
        return self._rules.having("stage", stage)

    def _line_after(self, offset: int) -> str:
        return self._text[offset : offset + 90].split("\n", 1)[0]


def _overruled(
    document: Document, names: Iterable[Name], aliases: Iterable[_Alias]
) -> Iterator[Name]:
    """The names, less those that the document itself uses for another party."""
    own = {alias.text: alias for alias in aliases}
    for name in names:
        alias = own.get(document.text[name.span.start : name.span.end])
        if alias is None or alias.party_id == name.party_id or name.span.start < alias.start:
            yield name


def _id_of(rule: Rule, name: str) -> str:
    """The id of a name found by pattern; `rewrite` folds forms of one name together."""
    for pattern, replacement in rule.values.get("rewrite", ()):
        name = regex.sub(pattern, replacement, name)
    return party_id(name)


def _any_overlap(spans: Sequence[Span], span: Span) -> bool:
    return any(one.overlaps(span) for one in spans)


def _moved(place: tuple[int, int], offset: int) -> Span:
    return Span(place[0] + offset, place[1] + offset)
