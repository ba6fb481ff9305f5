"""The checks of a run: those that fail, hold within rounding, or cannot be carried out."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.text import Text

from pipeline.report.console import Line
from pipeline.report.repeated import Pair, pairs_of, place_of, repeated, told
from pipeline.report.sentences import named, said
from pipeline.report.unpaged import is_unpaged, section_name
from pipeline.report.wording import MARKS, Wording, kronor
from pipeline.store import read_table


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of a check as it stands in the document; its section where the page does not
    tell the place."""

    label: str
    value_sek: Decimal
    page: int | None
    raw: str
    section: str = ""


@dataclass(frozen=True, slots=True)
class RunCheck:
    """A check with what is stated and the figures that it is held against.

    `reason` says what would explain a mismatch, or why the check cannot be settled; `suspect`
    is the amount that it blames, if one alone is behind the mismatch, `repeated` the figures
    that say the same in other places.
    """

    source_path: str
    label: str
    status: str
    stated: Figure
    parts: tuple[Figure, ...]
    computed_sek: Decimal
    difference_sek: Decimal
    reason: str | None
    suspect: str | None = None
    repeated: tuple[Figure, ...] = ()


@dataclass(frozen=True, slots=True)
class RunChecks:
    """All checks of a run, in the order of its documents, and how many documents have none,
    none that can be settled, or lack a verdict for a sum that could not be read."""

    checks: tuple[RunCheck, ...]
    n_documents: int
    n_quarantined: int
    n_without_checks: int
    n_unsettled: int
    n_unread: int = 0

    def having(self, status: str) -> tuple[RunCheck, ...]:
        return tuple(check for check in self.checks if check.status == status)


def run_checks(folder: Path) -> RunChecks:
    """The checks of a run's output. Raises UsageError where the folder holds no finished run."""
    documents = read_table(folder, "documents").to_pylist()
    # Identical files share their checks; these are told of the first.
    paths = {row["doc_id"]: row["source_path"] for row in reversed(documents)}
    amounts = {row["amount_id"]: row for row in read_table(folder, "amounts").to_pylist()}
    sections = _sections_for_pages(folder, documents)
    for row in amounts.values():
        row["section"] = sections.get(row["section_id"] or "", "")
    checks = read_table(folder, "checks").to_pylist()
    pairs: dict[str, list[Pair]] = defaultdict(list)
    for check in checks:
        pairs[check["doc_id"]] += pairs_of(check["status"], *_amounts_of(check))
    settled = {check["doc_id"] for check in checks if check["status"] != "unverifiable"}
    kinds = Counter(_kind(row, row["doc_id"] in settled) for row in documents)
    return RunChecks(
        tuple(
            _run_check(check, paths[check["doc_id"]], amounts, pairs[check["doc_id"]])
            for check in checks
        ),
        len(documents),
        kinds["quarantined"],
        kinds["without_checks"],
        kinds["unsettled"],
        kinds["unread"],
    )


def _sections_for_pages(folder: Path, documents: list[dict[str, Any]]) -> dict[str, str]:
    """The names of the sections of documents whose pages do not tell a place."""
    unpaged = {row["doc_id"] for row in documents if is_unpaged(row["media_type"], row["n_pages"])}
    return {
        row["section_id"]: section_name(row["number"], row["title"])
        for row in read_table(folder, "sections").to_pylist()
        if row["doc_id"] in unpaged
    }


def _kind(document: dict[str, Any], some_settled: bool) -> str:
    if document["status"] == "quarantined":
        return "quarantined"
    if document["verdict"] != "unverifiable":
        return "settled"
    if some_settled:
        return "unread"
    return "unsettled" if document["n_checks"] else "without_checks"


def _amounts_of(check: dict[str, Any]) -> tuple[str | None, list[str]]:
    return check["stated_amount_id"], [part["amount_id"] for part in check["parts"]]


def _run_check(
    check: dict[str, Any],
    source_path: str,
    amounts: dict[str, dict[str, Any]],
    pairs: Sequence[Pair],
) -> RunCheck:
    stated = amounts.get(check["stated_amount_id"] or "")
    parts = tuple(
        _figure(part["label"], part["value_sek"], amounts.get(part["amount_id"]))
        for part in check["parts"]
    )
    return RunCheck(
        source_path,
        check["label"],
        check["status"],
        _figure(check["label"], check["stated_sek"], stated),
        parts,
        check["computed_sek"],
        check["difference_sek"],
        check["diagnosis"],
        check["suspect_amount_id"],
        tuple(
            _figure("", amounts[amount]["value_sek"], amounts[amount])
            for amount in repeated(check["suspect_amount_id"], pairs)
            if amount in amounts
        ),
    )


def _figure(label: str, value: Decimal, row: dict[str, Any] | None) -> Figure:
    if row is None:
        return Figure(label, value, None, "")
    return Figure(label, value, row["page"], row["raw"], row["section"])


def print_checks(run: RunChecks, words: Wording, console: Console) -> None:
    """The failed checks as equations with their evidence, the doubtful ones in a line each,
    and how many there are of everything."""
    known: set[str | None] = {None}
    for check in run.having("mismatch"):
        for line in _failed(check, words, again=check.suspect in known):
            console.print(line)
        console.print()
        known.add(check.suspect)
    for status in ("unverifiable", "rounding"):
        for check in run.having(status):
            console.print(_in_a_line(check, words))
    for line in _counts(run, words):
        console.print(line)


def _failed(check: RunCheck, words: Wording, *, again: bool) -> Iterator[Line | Text]:
    """`again` is whether its suspect has been told of with another check."""
    mark, style = MARKS[check.status]
    yield Line(f"{mark} ", style).append(said(check.label, words), "default bold")
    yield Text(f"  {check.source_path}", style="dim", overflow="fold")
    yield _figure_line(words["stated"], check.stated, words)
    for part in check.parts:
        yield _figure_line(named(part.label, words), part, words)
    line = Line(f"  {words['computed']}: {kronor(check.computed_sek)}   ")
    yield line.append(f"{words['difference']}: {kronor(check.difference_sek)}", "bold red")
    if check.suspect and again:
        yield Line(f"  {words['same_suspect']}", "italic")
    elif check.reason:
        yield Line(f"  {said(check.reason, words)}", "italic")
        places = (place_of(figure.page, figure.raw, words) for figure in check.repeated)
        if also := told(places, words):
            yield Line(f"  {also}", "italic")


def _figure_line(label: str, figure: Figure, words: Wording) -> Line:
    line = Line(f"  {label}: ").append(kronor(figure.value_sek), "cyan")
    if figure.page is not None:
        section = f", {figure.section}" if figure.section else ""
        line.append(f"   {words['page']} {figure.page}{section}  ”{figure.raw}”", "dim")
    return line


def _in_a_line(check: RunCheck, words: Wording) -> Line:
    mark, style = MARKS[check.status]
    line = Line(f"{mark} ", style).append(
        f"{check.source_path}: {said(check.label, words)}", "default"
    )
    line.append(f"   {words['stated']} {kronor(check.stated.value_sek)}", "default")
    if check.parts:
        line.append(f", {words['computed']} {kronor(check.computed_sek)}", "default")
        line.append(f", {words['difference']} {kronor(check.difference_sek)}", "default")
    return line.append(f"   ({said(check.reason, words)})" if check.reason else "", "dim")


def _counts(run: RunChecks, words: Wording) -> Iterator[Line]:
    found = Counter(check.status for check in run.checks)
    named_counts = [
        f"{found[status]} {words['check_' + status]}" for status in MARKS if found[status]
    ]
    checks = words.count(len(run.checks), "check")
    yield Line(f"{checks}: {', '.join(named_counts)}" if named_counts else checks, "bold")
    documents = [words.count(run.n_documents, "document")]
    if run.n_quarantined:
        documents.append(f"{run.n_quarantined} {words['quarantined']}")
    if run.n_without_checks:
        documents.append(f"{run.n_without_checks} {words['without_checks']}")
    if run.n_unsettled:
        documents.append(f"{run.n_unsettled} {words['unsettled']}")
    if run.n_unread:
        documents.append(f"{run.n_unread} {words['sum_unread']}")
    yield Line(", ".join(documents))
