"""Why the rows of a page are what they are: the rule that made each, and those that came close."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rich.console import Console
from rich.text import Text

from pipeline.model import (
    Agreement,
    Amount,
    Appropriation,
    Deadline,
    Figure,
    Finding,
    Provenance,
    Responsibility,
    Section,
    UsageError,
)
from pipeline.report.near_rules import NearRule, NearRules
from pipeline.report.sentences import said
from pipeline.report.wording import Wording, kronor
from pipeline.rulebook import Rulebook

_MOST_NEAR = 5

Row = Section | Amount | Appropriation | Deadline | Responsibility | Figure


@dataclass(frozen=True, slots=True)
class MadeBy:
    """A rule that made a row, and what it notes; a step of the code has no note."""

    rule: str
    note: str | None


@dataclass(frozen=True, slots=True)
class Explained:
    """A row, the sentence it stands in, what made it and which rules came close.

    Sections and appropriations are put together from several rules, which no row records:
    for them `made_by` is empty and `near` holds the rules that support them.
    """

    kind: str
    row_id: str
    row: Row
    where: Provenance
    sentence: str
    made_by: tuple[MadeBy, ...]
    near: tuple[NearRule, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """The rows of one place in reading order, and what the stages found odd there."""

    page: int
    rows: tuple[Explained, ...]
    findings: tuple[Finding, ...]


def explain(
    agreement: Agreement, rules: Rulebook, page: int, text: str | None = None
) -> Explanation:
    """The rows on a page, or those whose own words or sentence hold `text`.

    A number that a row uses is told with that row; any other is a row of its own. Raises
    UsageError for a page that the document does not have, and for a text that nothing on the
    page holds.
    """
    last = agreement.document.pages[-1].number
    if not 1 <= page <= last:
        raise UsageError(f"There is no page {page}: the document has {last}.")
    lookup = NearRules(agreement, rules)
    wanted = _folded(text or "")
    here = [found for found in _rows(agreement) if found[2].where.page == page]
    rows = [
        _explained(kind, row_id, row, lookup)
        for kind, row_id, row in here
        if wanted in _folded(_words_of(row, lookup))
    ]
    rows.sort(key=lambda item: (item.where.span.start, item.where.span.end))
    odd = (finding for finding in agreement.findings if finding.page == page)
    findings = tuple(f for f in odd if wanted in _folded(f.message))
    if wanted and not rows and not findings:
        raise UsageError(
            f"No row on page {page} holds '{text}' (it has {len(here)} rows). Try a shorter text, "
            f"another page (there are {last}) or the page alone: --at {page}."
        )
    return Explanation(page, tuple(rows), findings)


def _words_of(row: Row, lookup: NearRules) -> str:
    """A row's own words and its sentence; of a section the heading alone, for it holds all."""
    sentence = lookup.sentence_at(row.where)
    return sentence if isinstance(row, Section) else f"{row.where.raw}\n{sentence}"


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()


def _rows(agreement: Agreement) -> Iterator[tuple[str, str, Row]]:
    facts = agreement.facts
    for section in facts.sections:
        yield "section", section.section_id, section
    for amount in facts.amounts:
        yield "amount", amount.amount_id, amount
    for appropriation in facts.appropriations:
        yield "appropriation", appropriation.appropriation_id, appropriation
    for deadline in facts.deadlines:
        yield "deadline", deadline.deadline_id, deadline
    for responsibility in facts.responsibilities:
        yield "responsibility", responsibility.responsibility_id, responsibility
    for figure in facts.figures:
        if figure.row_id is None:
            yield "figure", figure.figure_id, figure


def _explained(kind: str, row_id: str, row: Row, lookup: NearRules) -> Explained:
    made = getattr(row, "rule", None) or ""
    own = tuple(made.replace("+", " ").split())
    if kind == "deadline":
        own += lookup.date_forms(row.where)
    return Explained(
        kind,
        row_id,
        row,
        row.where,
        lookup.sentence_at(row.where),
        tuple(MadeBy(rule, lookup.note(rule)) for rule in own),
        lookup.near(kind, row.where, own),
    )


def print_explanation(explanation: Explanation, words: Wording, console: Console) -> None:
    """Each row in a few lines: what it is, the words it stands on, its rules, those near it."""
    if not explanation.rows and not explanation.findings:
        console.print(Text(words["nothing_there"].format(page=explanation.page)))
    for item in explanation.rows:
        for line in _lines(item, words):
            console.print(line)
        console.print()
    for finding in explanation.findings:
        console.print(Text(f"• {said(finding.message, words)}", style="yellow"))


def _lines(item: Explained, words: Wording) -> Iterator[Text]:
    head = Text(f"{words[item.kind]} ", style="bold").append(_value(item.row, words), style="cyan")
    yield head.append(f"   {item.row_id}", style="dim")
    yield Text(f"  ”{_raw(item)}”")
    for made in item.made_by:
        yield Text(f"  {words['made_by']}: {made.rule}").append(_note(made.note), style="dim")
    label = words["near" if item.made_by else "supported_by"]
    for near in item.near[:_MOST_NEAR]:
        line = Text(f"  {label}: {near.rule} ”{near.words}”", style="yellow")
        yield line.append(_note(near.note), style="dim")
    if len(item.near) > _MOST_NEAR:
        yield Text(f"  … {len(item.near) - _MOST_NEAR} {words['more_near']}", style="dim")


def _note(note: str | None) -> str:
    return f" – {note}" if note else ""


def _raw(item: Explained) -> str:
    """The words of a row; of a section its heading, of a number its sentence."""
    if item.kind in ("section", "figure"):
        return item.sentence.replace("\t", " | ")
    return item.where.raw.replace("\t", " | ")


def _value(row: Row, words: Wording) -> str:
    match row:
        case Section():
            return f"{row.number or ''} {row.title}".strip()
        case Amount():
            year = f" {row.year}" if row.year else ""
            return f"{kronor(row.value_sek)} kr, {words['role_' + row.role]}{year}"
        case Appropriation():
            post = f" ap. {row.anslagspost}" if row.anslagspost else ""
            return f"{row.utgiftsomrade or '–'} {row.anslag or '–'}{post} {row.budget_year or ''}"
        case Deadline():
            return f"{row.date.isoformat()}, {words[row.kind]}, {row.responsible or '–'}"
        case Responsibility():
            return f"{row.party_id} {row.modality}: {row.action}"
        case Figure():
            return f"{row.where.raw}: {words['taken_' + row.taken_for]}"
