"""A sentence as the deadline rules see it: dates and parties masked, cut into dated clauses.

Every date and party is replaced by a run of one sign of the same length, so that a rule can
speak of "a date" or "a party" and its match still gives the place in the text. The signs are
listed at the top of `rules/deadlines.toml`.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from pipeline.model import Mention, Passage
from pipeline.rulebook import Rule, Rulebook, RuleSet
from pipeline.values.dates import WrittenDate, dates_in

_SIGNS = {"day": "①", "month": "②", "season": "③", "quarter": "④", "half_year": "⑤", "year": "⑥"}
_RELATIVE, _LIMIT, _REFUSED = "⑦", "⑧", "·"
PARTY, GENITIVE = "◆", "◇"


@dataclass(frozen=True, slots=True)
class Point:
    """A point in time that a sentence names, at `start`–`end` of it.

    `dates` are those written there, more than one for `2021 respektive 2022`. A point that
    leans on another deadline has a `relative` rule instead, the `deliverable` it names and,
    for `tre månader efter`, the `count` and `unit` to add; `dates` then holds the day, if any,
    that it counts on from.
    """

    start: int
    end: int
    dates: tuple[WrittenDate, ...] = ()
    relative: Rule | None = field(default=None, hash=False)
    deliverable: str = ""
    count: str = ""
    unit: str = ""

    @property
    def sign(self) -> str:
        if self.relative is not None:
            return _RELATIVE
        return _LIMIT if self.dates[0].limit else _SIGNS[self.dates[0].precision]


@dataclass(frozen=True)
class MaskedSentence:
    """A passage with its points in time and its parties, both in the text and as a mask.

    `dates` are those that the rules do not refuse, whether or not they turn out as deadlines:
    they may lend their year to one that is.
    """

    passage: Passage
    masked: str
    points: tuple[Point, ...]
    parties: tuple[Mention, ...]
    dates: tuple[WrittenDate, ...]

    def party_at(self, start: int) -> Mention:
        """The party whose mask begins at an offset in the sentence."""
        offset = self.passage.span.start
        return next(m for m in self.parties if m.span.start - offset == start)


@dataclass(frozen=True, slots=True)
class Clause:
    """The part of a sentence that one point in time, or several coordinated ones, governs."""

    start: int
    end: int
    points: tuple[Point, ...]


def mask(passage: Passage, mentions: Sequence[Mention], rules: Rulebook) -> MaskedSentence:
    """Mask a passage; dates that the rules refuse at once are left out of its points."""
    text, deadlines = passage.text, rules["deadlines"]
    parties = _parties_in(passage, mentions)
    dates = dates_in(text, rules["dates"])
    points = _points(text, dates, deadlines)
    masked = _mask_parties(text, passage.span.start, parties)
    masked = _overlay(masked, ((p.start, p.end, p.sign) for p in points))
    while refused := _refused(masked, points, deadlines) if points else ():
        # without them, their neighbours may turn out as refused too
        masked = blanked(masked, refused)
        points = tuple(p for p in points if p not in refused)
    left = tuple(date for point in points for date in point.dates)
    return MaskedSentence(passage, masked, points, parties, left)


def _parties_in(passage: Passage, mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    first = bisect_left(mentions, passage.span.start, key=lambda m: m.span.start)
    last = bisect_left(mentions, passage.span.end, key=lambda m: m.span.start)
    return tuple(m for m in mentions[first:last] if m.span.end <= passage.span.end)


def _points(text: str, dates: Iterable[WrittenDate], rules: RuleSet) -> tuple[Point, ...]:
    written: dict[tuple[int, int], tuple[WrittenDate, ...]] = {}
    for date in dates:
        place = (date.start, date.end)
        written[place] = (*written.get(place, ()), date)
    points = [Point(start, end, dates) for (start, end), dates in written.items()]
    lowered = text.lower()
    for rule in steps(rules, "relative"):
        for match in rule.matches(text, lowered):
            inside = [p for p in points if p.start < match.end() and match.start() < p.end]
            if rule.value("to") == "day" and len(inside) == 1:
                points.remove(inside[0])
                points.append(replace(_relative_point(rule, match), dates=inside[0].dates))
            elif not inside:
                points.append(_relative_point(rule, match))
    return tuple(sorted(points, key=lambda p: p.start))


def _relative_point(rule: Rule, match: Any) -> Point:
    words = match.groupdict()
    return Point(
        match.start(),
        match.end(),
        relative=rule,
        deliverable=words.get("deliverable") or "",
        count=words.get("count") or "",
        unit=words.get("unit") or "",
    )


def _mask_parties(text: str, offset: int, parties: Iterable[Mention]) -> str:
    marks = []
    for party in parties:
        sign = GENITIVE if is_genitive(party) else PARTY
        marks.append((party.span.start - offset, party.span.end - offset, sign))
    return _overlay(text, marks)


def is_genitive(mention: Mention) -> bool:
    """Whether a name stands in the genitive (`SKR:s`, `Socialstyrelsens`, not `Formas`)."""
    name = mention.text.split("(")[0].rstrip()
    return name.endswith("s") and not mention.party_id.endswith("s")


def _overlay(text: str, marks: Iterable[tuple[int, int, str]]) -> str:
    for start, end, sign in marks:
        text = text[:start] + sign * (end - start) + text[end:]
    return text


def _refused(masked: str, points: Sequence[Point], rules: RuleSet) -> tuple[Point, ...]:
    places: set[int] = set()
    for rule in steps(rules, "refuse"):
        for match in rule.pattern.finditer(masked, overlapped=True):
            places.update(start for start in match.starts("date"))
    return tuple(p for p in points if any(p.start <= place < p.end for place in places))


def clauses(sentence: MaskedSentence, kind_starts: Sequence[int], rules: RuleSet) -> list[Clause]:
    """The clauses of a sentence that has points in time.

    Coordinated dates (`den 1 maj och den 1 juni`) share a clause. Otherwise the sentence is
    cut between two dates: at the conjunction right before the second, else at the first
    conjunction that leaves a deliverable (`kind_starts`) to the clause before it.
    """
    found: list[Clause] = []
    start = _own_start(sentence, rules)
    group: list[Point] = []
    for point in sentence.points:
        if group and not _coordinated(sentence.masked[group[-1].end : point.start], rules):
            cut = _cut(sentence.masked, start, group[-1].end, point.start, kind_starts, rules)
            found.append(Clause(start, cut, tuple(group)))
            start, group = cut, []
        group.append(point)
    return [*found, Clause(start, len(sentence.masked), tuple(group))] if group else found


def _own_start(sentence: MaskedSentence, rules: RuleSet) -> int:
    """Where the first dated clause begins: `lämnas till X, som fattar beslut senast …` sets
    X's date, none for what stands before."""
    before = sentence.masked[: sentence.points[0].start] if sentence.points else ""
    for rule in connectives(rules, "party"):
        match = rule.pattern.search(before)
        if match:
            return int(match.start("cut"))
    return 0


def _coordinated(between: str, rules: RuleSet) -> bool:
    return any(rule.pattern.search(between) for rule in connectives(rules, "between"))


def _cut(
    masked: str, start: int, end: int, until: int, kinds: Sequence[int], rules: RuleSet
) -> int:
    between = masked[end:until]
    for rule in connectives(rules, "before"):
        match = rule.pattern.search(between)
        if match:
            return end + int(match.start("cut"))
    named = [kind for kind in kinds if start <= kind < end]
    following = [kind for kind in kinds if end <= kind < until]
    least = end if named or not following else following[0]
    for rule in connectives(rules, "inner"):
        for match in rule.pattern.finditer(between):
            if end + match.start("cut") >= least:
                return end + int(match.start("cut"))
    return end


def connectives(rules: RuleSet, where: str) -> Iterator[Rule]:
    """The connectives that stand `before` a date, `between` two or `inner`, anywhere."""
    return (rule for rule in steps(rules, "connective") if rule.value("where") == where)


def steps(rules: RuleSet, step: str) -> tuple[Rule, ...]:
    """The rules of one step, in the order of their file."""
    return rules.having("step", step)


def without(sentence: MaskedSentence, points: Sequence[Point]) -> MaskedSentence:
    """The sentence with some of its points blanked, so that they govern no clause."""
    left = tuple(p for p in sentence.points if p not in points)
    return replace(sentence, masked=blanked(sentence.masked, points), points=left)


def blanked(masked: str, points: Iterable[Point]) -> str:
    """A masked text with the signs of some points taken away."""
    return _overlay(masked, ((p.start, p.end, _REFUSED) for p in points))
