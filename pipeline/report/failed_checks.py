"""The failed checks of a run, each with both figures, their pages and their raw text."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.text import Text

from pipeline.report.wording import Wording, kronor
from pipeline.store import read_table


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of a check as it stands in the document."""

    label: str
    value_sek: Decimal
    page: int | None
    raw: str


@dataclass(frozen=True, slots=True)
class FailedCheck:
    """A check that does not hold: what is stated, and the figures that it is held against."""

    file_name: str
    label: str
    stated: Figure
    parts: tuple[Figure, ...]
    computed_sek: Decimal
    difference_sek: Decimal
    diagnosis: str | None


def failed_checks(folder: Path) -> tuple[FailedCheck, ...]:
    """The mismatches of a run's output, in the order of the documents.

    Raises UsageError where the folder holds no finished run.
    """
    files = {row["doc_id"]: row["file_name"] for row in read_table(folder, "documents").to_pylist()}
    amounts = {row["amount_id"]: row for row in read_table(folder, "amounts").to_pylist()}
    checks = read_table(folder, "checks").to_pylist()
    return tuple(
        _failed_check(check, files[check["doc_id"]], amounts)
        for check in checks
        if check["status"] == "mismatch"
    )


def _failed_check(
    check: dict[str, Any], file_name: str, amounts: dict[str, dict[str, Any]]
) -> FailedCheck:
    stated_row = amounts.get(check["stated_amount_id"] or "")
    stated = _figure(check["label"], check["stated_sek"], stated_row)
    parts = tuple(
        _figure(part["label"], part["value_sek"], amounts.get(part["amount_id"]))
        for part in check["parts"]
    )
    return FailedCheck(
        file_name,
        check["label"],
        stated,
        parts,
        check["computed_sek"],
        check["difference_sek"],
        check["diagnosis"],
    )


def _figure(label: str, value: Decimal, row: dict[str, Any] | None) -> Figure:
    return Figure(label, value, row["page"] if row else None, row["raw"] if row else "")


def print_failed(checks: tuple[FailedCheck, ...], words: Wording, console: Console) -> None:
    """Each failed check as two sides of an equation with their evidence."""
    if not checks:
        console.print(Text(words["all_hold"], style="green"))
    for check in checks:
        console.print(Text("✗ ", style="bold red").append(check.label, style="bold"))
        console.print(Text(f"  {check.file_name}", style="dim"))
        console.print(_figure_line(words["stated"], check.stated, words))
        for part in check.parts:
            console.print(_figure_line(part.label, part, words))
        console.print(
            Text(f"  {words['computed']}: {kronor(check.computed_sek)}   ")
            + Text(f"{words['difference']}: {kronor(check.difference_sek)}", style="bold red")
        )
        if check.diagnosis:
            console.print(Text(f"  {check.diagnosis}", style="italic"))
        console.print()


def _figure_line(label: str, figure: Figure, words: Wording) -> Text:
    line = Text(f"  {label}: ").append(kronor(figure.value_sek), style="cyan")
    if figure.page is not None:
        line.append(f"   {words['page']} {figure.page}  ”{figure.raw}”", style="dim")
    return line
