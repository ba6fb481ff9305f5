"""What a person sees on the terminal: one agreement in full, or a run in a table."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from pipeline.model import Agreement, Amount, Check, Deadline, Section
from pipeline.report.console import Line
from pipeline.report.outcomes import is_clear, n_by_status, reservations
from pipeline.report.repeated import pairs_in, place_of, repeated, told
from pipeline.report.sentences import said
from pipeline.report.wording import MARKS, Wording, kronor

_VERDICT_STYLES = {
    "reconciled": "green",
    "discrepancy": "bold red",
    "unverifiable": "yellow",
    "quarantined": "magenta",
}


def verdict_text(verdict: str, words: Wording, n_by_status: Mapping[str, int]) -> Text:
    """A verdict or status as a coloured word, then the checks that it leaves open or that
    hold by rounding: `stämmer, 1 ≈, 2 ?`. It is green only where none is open."""
    clear = verdict != "reconciled" or is_clear(verdict, n_by_status)
    text = Text(words[verdict], style=_VERDICT_STYLES[verdict if clear else "unverifiable"])
    for status, reservation in reservations(n_by_status):
        text.append(f", {reservation}", style=MARKS[status][1])
    return text


def print_agreement(agreement: Agreement, words: Wording, console: Console) -> None:
    """The whole of one agreement: header, sections, deadlines, checks, findings."""
    for part in _parts(agreement, words):
        console.print(part)


def _parts(agreement: Agreement, words: Wording) -> Iterator[RenderableType]:
    yield _header(agreement, words)
    yield _headed(words["sections"], _section_tree(agreement, words))
    if agreement.facts.deadlines:
        yield _headed(words["deadlines"], _deadline_table(agreement, words))
    yield _headed(words["checks"], _check_lines(agreement, words))
    if agreement.findings:
        lines = [
            Line(f"• {said(finding.message, words)}", hang=2) for finding in agreement.findings
        ]
        yield _headed(words["findings"], Group(*lines))


def _headed(title: str, body: RenderableType) -> RenderableType:
    return Group(Text(), Text(title, style="bold"), Padding(body, (0, 0, 0, 2)))


def _header(agreement: Agreement, words: Wording) -> RenderableType:
    header, source = agreement.facts.header, agreement.document.source
    grid = Table.grid(padding=(0, 2))
    grid.add_row(words["file"], source.file_name)
    grid.add_row(words["doc_type"], words[header.doc_type])
    grid.add_row(words["year"], str(header.year or "–"))
    if header.diarienummer:
        grid.add_row(words["diarienummer"], ", ".join(header.diarienummer))
    grid.add_row(words["total"], kronor(header.total_sek))
    if header.state_total_sek is not None:
        grid.add_row(words["state_total"], kronor(header.state_total_sek))
    names = {party.party_id: party.name for party in agreement.facts.parties}
    for signature in agreement.facts.signatures:
        date = signature.date.isoformat() if signature.date else ""
        signed = f"{signature.name}, {names.get(signature.party_id, signature.party_id)} {date}"
        grid.add_row(words["signed"], signed.rstrip())
    failed = f" ({words.count(agreement.n_mismatches, 'failure')})"
    verdict = verdict_text(agreement.verdict, words, n_by_status(agreement.checks))
    grid.add_row(words["verdict"], verdict + Text(failed if agreement.n_mismatches else ""))
    title = header.title or f"{source.file_name} {words['no_title']}"
    return Group(Text(title, style="bold underline"), grid)


def _section_tree(agreement: Agreement, words: Wording) -> RenderableType:
    money: dict[str | None, list[Amount]] = defaultdict(list)
    for amount in agreement.facts.amounts:
        money[amount.section_id].append(amount)
    root = Tree(Text(agreement.document.source.file_name, style="dim"), hide_root=True)
    branches: dict[str, Tree] = {}
    for line in _amount_lines(money[None], words):
        root.add(line)
    for section in agreement.facts.sections:
        parent = branches.get(section.parent_id or "", root)
        branches[section.section_id] = branch = parent.add(_section_line(section, words))
        for line in _amount_lines(money[section.section_id], words):
            branch.add(line)
    return root


def _section_line(section: Section, words: Wording) -> Line:
    number = f"{section.number} " if section.number else ""
    line = Line(f"{number}{section.title}", "bold" if section.level == 1 else "")
    return line.append(f"  {words['page']} {section.where.page}", "dim")


def _amount_lines(amounts: Iterable[Amount], words: Wording) -> Iterator[Line]:
    for amount in amounts:
        bound = f"{words[amount.bound]} " if amount.bound else ""
        line = Line(f"{bound}{kronor(amount.value_sek)}", "cyan")
        if amount.purpose:
            line.append(f"  {amount.purpose}", "not bold default")
        yield line


def _deadline_table(agreement: Agreement, words: Wording) -> RenderableType:
    names = {party.party_id: party.name for party in agreement.facts.parties}
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
    for key in ("date", "what", "who", "to_whom"):
        table.add_column(words[key])
    for deadline in sorted(agreement.facts.deadlines, key=lambda d: d.date):
        table.add_row(*_deadline_row(deadline, names, words))
    return table


def _deadline_row(deadline: Deadline, names: dict[str, str], words: Wording) -> tuple[str, ...]:
    who, to_whom = deadline.responsible or "", deadline.counterparty or ""
    return (
        deadline.date.isoformat(),
        words[deadline.kind],
        names.get(who, who) or "–",
        names.get(to_whom, to_whom) or "–",
    )


def _check_lines(agreement: Agreement, words: Wording) -> RenderableType:
    pairs = pairs_in(agreement.checks)
    lines: list[Line] = []
    for check in agreement.checks:
        lines += check_lines(check, words)
        amounts = agreement.facts.amount_by_id
        wheres = (amounts[amount].where for amount in repeated(check.suspect_amount_id, pairs))
        if also := told((place_of(where.page, where.raw, words) for where in wheres), words):
            lines.append(Line(f"    {also}", "italic"))
    return Group(*lines) if lines else Text(words["none"], style="dim")


def check_lines(check: Check, words: Wording) -> Iterator[Line]:
    """A check as its label and its equation, marked ✓, ≈, ✗ or ?."""
    mark, style = MARKS[check.status]
    yield Line(f"{mark} ", style, hang=2).append(said(check.label, words), "default")
    equation = Line(f"    {equation_of(check, words)}", "dim", hang=6)
    if check.parts and check.status != "match":
        equation.append(f"   {words['difference']} {kronor(check.difference_sek)}", style)
    yield equation
    if check.diagnosis:
        yield Line(f"    {said(check.diagnosis, words)}", "italic")


def equation_of(check: Check, words: Wording) -> str:
    """The addends, their sum and what is stated, as in `2 + 3 = 5 ≠ 6`.

    Where the parts need not make up what is stated, the two stand beside each other.
    """
    stated = kronor(check.stated_sek)
    if not check.parts:
        return f"{words['stated']} {stated}"
    sum_of_parts = " + ".join(kronor(part.value_sek) for part in check.parts)
    if len(check.parts) > 1 and check.status != "match":
        sum_of_parts += f" = {kronor(check.computed_sek)}"
    if check.status == "unverifiable":
        return f"{words['computed']} {sum_of_parts}, {words['stated']} {stated}"
    sign = {"match": "=", "rounding": "≈", "mismatch": "≠"}[check.status]
    return f"{sum_of_parts} {sign} {stated}"
