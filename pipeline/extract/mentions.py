"""Parties named in the text: by register, by pattern, by a name introduced on the way, or
by a word that points back.

The order matters: names first (longest match wins), then what the document itself
introduces (`Myndigheten för vattenvård (MVV)`), then brackets and `genom …`, which join two
names into one mention, and last the words that stand for a name (`Myndigheten`, `De`).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import regex

from pipeline.extract.register import Register, load_register
from pipeline.language import sentences
from pipeline.model import Block, Document, Mention, Span
from pipeline.rulebook import Rule, Rulebook, RuleSet
from pipeline.values.names import party_id

_GENITIVE_S = regex.compile(r"s\b")
_REACH = 2000  # characters that a pointing word looks back over: about one section


@dataclass(frozen=True, slots=True)
class _Name:
    """A name found: its party, the kind of party, and where it stands."""

    party_id: str
    party_type: str
    span: Span
    genitive: bool = False


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
    names = _longest([*finder.aliased(aliases), *_overruled(document, names, aliases)])
    names = finder.joined(names)
    names = _longest([*names, *finder.pointing(names)])
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

    def names(self) -> list[_Name]:
        """Names of the register and names by pattern."""
        return _longest(name for block in self._blocks for name in self._names_in(block))

    def _names_in(self, block: Block) -> Iterator[_Name]:
        text = self._text[block.span.start : block.span.end]
        for party, span in self._register.find(text, block.span.start):
            genitive = self._register.is_genitive(self._text[span.start : span.end])
            yield _Name(party, self._register.by_id[party].party_type, span, genitive)
        for rule in self._stage("name"):
            for match in rule.pattern.finditer(text):
                if not rule.values.get("proper") or self._is_proper(match[0]):
                    span, genitive = self._with_genitive(match, block)
                    yield _Name(_id_of(rule, match[0]), str(rule.value("type")), span, genitive)

    def _with_genitive(self, match: regex.Match[str], block: Block) -> tuple[Span, bool]:
        """The place of a match in the document, with the s of a genitive behind it."""
        span = _moved(match.span(), block.span.start)
        genitive = bool(_GENITIVE_S.match(self._text, span.end))
        return Span(span.start, span.end + genitive), genitive

    def _is_proper(self, name: str) -> bool:
        """Whether the document writes the word with a capital in mid-sentence."""
        return bool(regex.search(rf"[a-zåäö,)(] {regex.escape(name)}s?\b", self._text))

    def aliases(self, names: Sequence[_Name]) -> Iterator[_Alias]:
        """The names that the document introduces."""
        for name in names:
            for rule in self._stage("alias"):
                match = rule.pattern.search(self._line_after(name.span.end))
                if match and self._may_stand_for(match["alias"], name):
                    yield _Alias(match["alias"], name.party_id, name.party_type, name.span.end)
        taken = [name.span for name in names]
        for block in self._blocks:
            yield from self._aliases_of_bodies(block, taken)

    def _may_stand_for(self, alias: str, name: _Name) -> bool:
        known = alias.casefold() in self._register.nominatives
        short = sum(c.isupper() for c in alias) > 1
        if name.party_type == "state" or (name.party_type == "region" and not short):
            return False
        return short or not known

    def _aliases_of_bodies(self, block: Block, taken: Sequence[Span]) -> Iterator[_Alias]:
        text = self._text[block.span.start : block.span.end]
        for rule in self._stage("alias_of_common_noun"):
            for match in rule.pattern.finditer(text):
                span = _moved(match.span(), block.span.start)
                alias = match["alias"]
                if not _any_overlap(taken, span) and not self._is_known(alias):
                    yield _Alias(alias, party_id(alias), "group", span.start)

    def _is_known(self, alias: str) -> bool:
        return alias.casefold() in self._register.nominatives

    def aliased(self, aliases: Iterable[_Alias]) -> Iterator[_Name]:
        """Where the introduced names stand, in the nominative or the genitive."""
        for alias in aliases:
            first = alias.text[0]
            head = first if first.isupper() else f"[{first}{first.upper()}]"
            written = regex.compile(
                rf"(?<![\w-]){head}{regex.escape(alias.text[1:])}(?P<s>[:’']?s)?(?![\w-])"
            )
            for match in written.finditer(self._text, alias.start):
                span, genitive = Span(*match.span()), match["s"] is not None
                yield _Name(alias.party_id, alias.party_type, span, genitive)

    def joined(self, names: Sequence[_Name]) -> list[_Name]:
        """Names with their brackets, and with the one that they act through."""
        found: list[_Name] = []
        for name in names:
            if found and name.span.start < found[-1].span.end:
                continue  # inside the brackets of the one before
            if found and self._acts_through(found[-1], name):
                last = found.pop()
                span = Span(last.span.start, name.span.end)
                name = _Name(last.party_id, last.party_type, span, name.genitive)
            found.append(self._with_bracket(name))
        return found

    def _acts_through(self, first: _Name, second: _Name) -> bool:
        between = self._text[first.span.end : second.span.start]
        return first.party_type == "state" and any(
            rule.pattern.search(between) for rule in self._stage("through")
        )

    def _with_bracket(self, name: _Name) -> _Name:
        for rule in self._stage("bracket"):
            match = rule.pattern.search(self._line_after(name.span.end))
            if match:
                end = name.span.end + match.end()
                return replace(name, span=Span(name.span.start, end))
        return name

    def pointing(self, names: Sequence[_Name]) -> Iterator[_Name]:
        """Words that stand for a name nearby."""
        starts = [name.span.start for name in names]
        for block in self._blocks:
            text = self._text[block.span.start : block.span.end]
            for rule in self._rules:
                stage = rule.value("stage")
                if stage not in ("anaphor", "pronoun"):
                    continue
                for match in rule.pattern.finditer(text):
                    span, genitive = self._with_genitive(match, block)
                    before = names[: bisect_left(starts, span.start)]
                    meant = (
                        self._antecedent(rule, span, before)
                        if stage == "anaphor"
                        else self._subject_before(rule, span, block, before)
                    )
                    if meant is not None:
                        yield _Name(meant.party_id, meant.party_type, span, genitive)

    def _antecedent(self, rule: Rule, span: Span, before: Sequence[_Name]) -> _Name | None:
        near = [
            name
            for name in reversed(before)
            if span.start - name.span.end < _REACH and self._fits(rule, name)
        ]
        plain = (name for name in near if not self._is_demoted(name))
        return next(plain, near[0] if near else None)

    def _fits(self, rule: Rule, name: _Name) -> bool:
        head = rule.value("head")
        if head is not None:
            written = self._text[name.span.start : name.span.end].casefold()
            return head in written and name.party_type in ("group", "agency", "other")
        return name.party_type in rule.values["types"]

    def _is_demoted(self, name: _Name) -> bool:
        before = self._text[max(name.span.start - 12, 0) : name.span.start].split()
        return bool(before) and before[-1].lower() in self._rules.phrases["demoting"]

    def _subject_before(
        self, rule: Rule, span: Span, block: Block, before: Sequence[_Name]
    ) -> _Name | None:
        """The party that heads the sentence before, in the same paragraph."""
        earlier = sentences(self._text[block.span.start : span.start], block.span.start)
        if not earlier:
            return None
        heads = (name for name in before if name.span.start == earlier[-1].start)
        return next((name for name in heads if self._fits(rule, name)), None)

    def _stage(self, stage: str) -> Iterator[Rule]:
        return (rule for rule in self._rules if rule.value("stage") == stage)

    def _line_after(self, offset: int) -> str:
        return self._text[offset : offset + 90].split("\n", 1)[0]


def _overruled(
    document: Document, names: Iterable[_Name], aliases: Iterable[_Alias]
) -> Iterator[_Name]:
    """The names, less those that the document itself uses for another party."""
    own = {alias.text: alias for alias in aliases}
    for name in names:
        alias = own.get(document.text[name.span.start : name.span.end])
        if alias is None or alias.party_id == name.party_id or name.span.start < alias.start:
            yield name


def _longest(names: Iterable[_Name]) -> list[_Name]:
    """The longest names that do not overlap, in order; the first of equals wins."""
    kept: list[_Name] = []
    covered: set[int] = set()
    for name in sorted(names, key=lambda name: name.span.start - name.span.end):
        places = range(name.span.start, name.span.end)
        if covered.isdisjoint(places):
            covered.update(places)
            kept.append(name)
    return sorted(kept, key=lambda name: name.span.start)


def _id_of(rule: Rule, name: str) -> str:
    """The id of a name found by pattern; `rewrite` folds forms of one name together."""
    for pattern, replacement in rule.values.get("rewrite", ()):
        name = regex.sub(pattern, replacement, name)
    return party_id(name)


def _any_overlap(spans: Sequence[Span], span: Span) -> bool:
    return any(one.overlaps(span) for one in spans)


def _moved(place: tuple[int, int], offset: int) -> Span:
    return Span(place[0] + offset, place[1] + offset)
