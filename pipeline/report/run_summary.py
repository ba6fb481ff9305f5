"""A finished run on the terminal: a line per agreement, then where to look."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table
from rich.text import Text

from pipeline.model import DocumentOutcome, Outcome
from pipeline.report.terminal import verdict_text
from pipeline.report.wording import Wording, kronor

# What the columns beside the title take at the most: year, a total of billions, verdict, failures.
_OTHER_COLUMNS = 52


def print_outcome(outcome: Outcome, words: Wording, console: Console) -> None:
    """The table of a run with its quarantined files and the next command to give."""
    console.print(_table(outcome, words, max(console.width - _OTHER_COLUMNS, 24)))
    for document in outcome.documents:
        if document.status == "quarantined":
            console.print(Text(f"{document.source_path}: ", style="magenta"), end="")
            console.print(Text(document.error or ""))
    if outcome.ignored:
        console.print(Text(f"{words['ignored']}: {len(outcome.ignored)}", style="dim"))
    console.print(f"{words['written']} {outcome.output}", highlight=False, markup=False)
    if outcome.by_verdict.get("discrepancy"):
        hint = words["see_check"].format(folder=outcome.output)
        console.print(Text(hint, style="bold"))


def _table(outcome: Outcome, words: Wording, title_width: int) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
    table.add_column(words["agreement"], max_width=title_width, overflow="ellipsis", no_wrap=True)
    table.add_column(words["year"], no_wrap=True)
    table.add_column(words["total"], justify="right", no_wrap=True)
    table.add_column(words["verdict"], no_wrap=True)
    table.add_column(words["failed"], justify="right", no_wrap=True)
    for document in outcome.documents:
        table.add_row(*_row(document, words))
    return table


def _row(document: DocumentOutcome, words: Wording) -> tuple[str | Text, ...]:
    quarantined = document.status == "quarantined"
    verdict = verdict_text("quarantined" if quarantined else document.verdict, words)
    return (
        document.title or document.file_name,
        str(document.year or "–"),
        kronor(document.total_sek),
        verdict,
        "–" if quarantined else f"{document.n_mismatches}/{document.n_checks}",
    )
