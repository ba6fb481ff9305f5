"""Every mention of an appropriation of the state budget, with its year and what it is charged."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from pipeline.extract.appropriations.parts import NamedAppropriation, named_appropriations
from pipeline.extract.appropriations.register import BudgetRegister, Kind, budget_register
from pipeline.model import Amount, Appropriation, Document, Finding, Passage, Span
from pipeline.rulebook import Rule, Rulebook, RuleSet

_BULLET = 3  # characters that a bullet and its space take up at most


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A passage, or two that a torn paragraph parted; `block` is where its block begins."""

    text: str
    span: Span
    section_id: str | None
    block: int
    is_item: bool
    statement: int


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A named appropriation with the part of its sentence that speaks of it alone."""

    named: NamedAppropriation
    start: int
    end: int


def find_appropriations(
    document: Document, passages: Sequence[Passage], amounts: Sequence[Amount], rules: Rulebook
) -> tuple[tuple[Appropriation, ...], tuple[Finding, ...]]:
    """The appropriations of all running text, and doubts about their names.

    A name that the register does not have for that number gives the finding
    `anslag_name_differs`; the name stays as it was read.
    """
    own, register = rules["appropriations"], budget_register(rules)
    found: list[Appropriation] = []
    before: NamedAppropriation | None = None
    statement: int | None = None
    for sentence in _sentences(document, passages, own):
        if sentence.statement != statement:
            before, statement = None, sentence.statement
        named = named_appropriations(sentence.text, own, register, before)
        stretches = _stretches(sentence, named, own)
        found += _rows(document, sentence, stretches, amounts, own)
        before = named[-1] if named else before
    rows = tuple(
        replace(row, appropriation_id=f"{document.doc_id}-p{number:04d}")
        for number, row in enumerate(found, 1)
    )
    return rows, _doubts(rows, amounts, register)


def _sentences(
    document: Document, passages: Sequence[Passage], rules: RuleSet
) -> tuple[_Sentence, ...]:
    """The passages, those joined that a torn paragraph has parted inside an appropriation."""
    broken = _rule(rules, "broken")
    joined: list[_Sentence] = []
    for passage in passages:
        last = joined[-1] if joined else None
        if last is not None and broken.pattern.search(last.text):
            span = Span(last.span.start, passage.span.end)
            text = document.text[span.start : span.end].replace("\n", " ")
            joined[-1] = replace(last, text=text, span=span)
            continue
        joined.append(
            _Sentence(
                passage.text,
                passage.span,
                passage.section_id,
                passage.block.span.start,
                passage.block.kind == "list_item",
                passage.statement,
            )
        )
    return tuple(joined)


def _stretches(
    sentence: _Sentence, named: Sequence[NamedAppropriation], rules: RuleSet
) -> list[_Stretch]:
    """Each appropriation with the text that speaks of it: up to the conjunction between two."""
    if not named:
        return []
    boundary = _rule(rules, "boundary")
    cuts = [0]
    for one, other in pairwise(named):
        match = boundary.pattern.search(sentence.text, one.span.end, other.span.start)
        cuts.append(match.start() if match else other.span.start)
    cuts.append(len(sentence.text))
    return [_Stretch(item, *ends) for item, ends in zip(named, pairwise(cuts), strict=True)]


def _rule(rules: RuleSet, use: str) -> Rule:
    return rules.having("use", use)[0]


def _rows(
    document: Document,
    sentence: _Sentence,
    stretches: Sequence[_Stretch],
    amounts: Sequence[Amount],
    rules: RuleSet,
) -> list[Appropriation]:
    rows: list[Appropriation] = []
    years = _years(sentence, stretches, rules)
    for index, (stretch, year) in enumerate(zip(stretches, years, strict=True)):
        amount = _charged(sentence, stretches, index, amounts, year, rules)
        named = stretch.named
        start = sentence.span.start
        rows.append(
            Appropriation(
                appropriation_id="",
                section_id=sentence.section_id,
                utgiftsomrade=named.utgiftsomrade,
                utgiftsomrade_name=named.utgiftsomrade_name,
                anslag=named.anslag,
                anslag_name=named.anslag_name,
                anslagspost=named.anslagspost,
                anslagspost_name=named.anslagspost_name,
                budget_year=year,
                amount_id=amount.amount_id if amount else None,
                amount_sek=amount.value_sek if amount else None,
                where=document.locate(start + named.span.start, start + named.span.end),
                delpost=named.delpost,
                delpost_name=named.delpost_name,
            )
        )
    return rows


def _years(sentence: _Sentence, stretches: Sequence[_Stretch], rules: RuleSet) -> list[int | None]:
    """The budget year of each; those that share an utgiftsområde share a year said once."""
    years = [_year(sentence.text[s.start : s.end], rules) for s in stretches]
    neighbours = [(i - 1, i) for i, s in enumerate(stretches) if i and s.named.shares]
    for one, other in (*neighbours, *reversed(neighbours)):
        years[one] = years[one] or years[other]
        years[other] = years[other] or years[one]
    return years


def _year(text: str, rules: RuleSet) -> int | None:
    """The budget year that a stretch of text states; several plain years state none."""
    ranked = sorted(rules.having("use", "year"), key=lambda rule: int(rule.values["rank"]))
    for rule in ranked:
        years = {int(match["year"]) for match in rule.pattern.finditer(text)}
        if len(years) == 1 or (years and rule is not ranked[-1]):
            return min(years)
    return None


def _charged(
    sentence: _Sentence,
    stretches: Sequence[_Stretch],
    index: int,
    amounts: Sequence[Amount],
    year: int | None,
    rules: RuleSet,
) -> Amount | None:
    """The sum that the sentence or list item charges to an appropriation, if it says one."""
    stretch = stretches[index]
    offset = sentence.span.start
    inside = [
        amount
        for amount in amounts
        if offset + stretch.start <= amount.where.span.start < offset + stretch.end
    ]
    if len(stretches) > 1 and _joined_on(sentence, stretches, index, inside, rules):
        return None
    own = _of_year(inside, year)
    behind = [a for a in own if a.where.span.start >= offset + stretch.named.span.end]
    charge = _rule(rules, "charge")
    for amount in behind:
        between = sentence.text[stretch.named.span.end : amount.where.span.start - offset]
        if charge.pattern.search(between):
            return amount
    ahead = [a for a in own if a not in behind]
    if ahead or behind:
        return ahead[-1] if ahead else behind[0]
    return _of_item(sentence, amounts)


def _joined_on(
    sentence: _Sentence,
    stretches: Sequence[_Stretch],
    index: int,
    inside: Sequence[Amount],
    rules: RuleSet,
) -> bool:
    """Whether one sum is charged to several appropriations and no one is told how."""
    joined = _rule(rules, "joined")
    touching = [
        bool(joined.pattern.search(sentence.text[one.named.span.end : other.named.span.start]))
        for one, other in pairwise(stretches)
    ]
    beside = (index > 0 and touching[index - 1]) or (index < len(touching) and touching[index])
    return beside and len(inside) <= 1


def _of_year(amounts: Sequence[Amount], year: int | None) -> list[Amount]:
    """The sums of the budget year where they differ in year, else all."""
    same = [amount for amount in amounts if amount.year == year]
    return same if same and len({amount.year for amount in amounts}) > 1 else list(amounts)


def _of_item(sentence: _Sentence, amounts: Sequence[Amount]) -> Amount | None:
    """The sum that opens the list item of the sentence.

    A paragraph that begins with its sum is such an item too, though it has lost its bullet.
    """
    earlier = (a for a in amounts if sentence.block <= a.where.span.start < sentence.span.start)
    first = next(earlier, None)
    if first is None or sentence.is_item:
        return first
    return first if first.where.span.start - sentence.block <= _BULLET else None


def _doubts(
    rows: Sequence[Appropriation], amounts: Sequence[Amount], register: BudgetRegister
) -> tuple[Finding, ...]:
    usual = Counter(amount.year for amount in amounts if amount.year).most_common(1)
    findings: list[Finding] = []
    for row in rows:
        year = row.budget_year or (usual[0][0] if usual else None)
        readings: tuple[tuple[Kind, str | None, tuple[int | None, str | None, int | None]], ...] = (
            ("utgiftsområde", row.utgiftsomrade_name, (row.utgiftsomrade, None, None)),
            ("anslag", row.anslag_name, (row.utgiftsomrade, row.anslag, None)),
            ("anslagspost", row.anslagspost_name, (row.utgiftsomrade, row.anslag, row.anslagspost)),
        )
        for kind, name, number in readings:
            known = register.contradictions(kind, number, name, year) if name else ()
            if known:
                findings.append(_doubt(row, kind, number, name or "", known))
    return tuple(findings)


def _doubt(
    row: Appropriation,
    kind: Kind,
    number: tuple[int | None, str | None, int | None],
    name: str,
    known: Sequence[str],
) -> Finding:
    written = next(part for part in reversed(number) if part is not None)
    names = " or ".join(f"”{other}”" for other in known)
    return Finding(
        "extract",
        "anslag_name_differs",
        f"The text calls {kind} {written} ”{name}”; the register has {names}.",
        row.where.page,
        row.where.span,
        row.appropriation_id,
    )
