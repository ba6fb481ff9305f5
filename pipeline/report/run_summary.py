"""A finished run on the terminal: a line per agreement, then where to look."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from pipeline.model import DocumentOutcome, Outcome
from pipeline.report.console import Line
from pipeline.report.outcomes import reservations
from pipeline.report.terminal import verdict_text
from pipeline.report.wording import MARKS, Wording, kronor

_NARROWEST_TITLE = 8
_GAP = 2
_MOST_NAMED = 3


def print_outcome(outcome: Outcome, words: Wording, console: Console) -> None:
    """The table of a run, what was not read and why, and the next command to give."""
    console.print(_table(outcome.documents, words, console.width))
    for line in _notes(outcome, words):
        console.print(line)
    console.print(Line(f"{words['written']} {outcome.output}"))
    signs = _signs(outcome.documents, words)
    if signs:
        console.print(Line(signs, "dim"))
    if outcome.by_verdict.get("discrepancy"):
        console.print(Line(words["see_check"].format(folder=outcome.output), "bold"))
    elif signs:
        console.print(Line(words["see_open"].format(folder=outcome.output)))


def _table(documents: Sequence[DocumentOutcome], words: Wording, width: int) -> Table:
    """Titles give way to the figures where the terminal is narrow."""
    heads = [words[key] for key in ("year", "total", "verdict", "failed")]
    rows = [_figures(document, words) for document in documents]
    columns = zip(heads, *rows, strict=True)
    others = sum(max(cell_len(str(cell)) for cell in column) + _GAP for column in columns)
    table = Table(box=None, padding=(0, _GAP, 0, 0), pad_edge=False, header_style="dim")
    title_width = max(width - others, _NARROWEST_TITLE)
    table.add_column(words["agreement"], max_width=title_width, overflow="ellipsis", no_wrap=True)
    for head, right in zip(heads, (False, True, False, True), strict=True):
        table.add_column(head, justify="right" if right else "left", no_wrap=True)
    for name, row in zip(_names(documents), rows, strict=True):
        table.add_row(name, *row)
    return table


def _signs(documents: Sequence[DocumentOutcome], words: Wording) -> str:
    """What the signs beside the verdicts mean, where there are any."""
    counts = {
        "rounding": sum(document.n_rounding for document in documents),
        "unverifiable": sum(document.n_unverifiable for document in documents),
    }
    return ", ".join(
        f"{MARKS[status][0]} {words['check_' + status]}" for status, _ in reservations(counts)
    )


def _names(documents: Sequence[DocumentOutcome]) -> list[str]:
    """Titles; where several documents share one, or have none, their paths come first."""
    shared = Counter(document.title for document in documents)
    return [
        document.title or document.source_path
        if shared[document.title] == 1 or document.title is None
        else f"{document.source_path}: {document.title}"
        for document in documents
    ]


def _figures(document: DocumentOutcome, words: Wording) -> tuple[str | Text, ...]:
    quarantined = document.status == "quarantined"
    open_checks = {"rounding": document.n_rounding, "unverifiable": document.n_unverifiable}
    verdict = verdict_text("quarantined" if quarantined else document.verdict, words, open_checks)
    return (
        str(document.year or "–"),
        kronor(document.total_sek),
        verdict,
        "–" if quarantined else f"{document.n_mismatches}/{document.n_checks}",
    )


def _notes(outcome: Outcome, words: Wording) -> Iterator[Line]:
    first: dict[str, str] = {}
    for document in outcome.documents:
        if document.status == "quarantined":
            reason = words.quarantine(document.cause or "", document.error or "")
            yield Line(f"{document.source_path}: ", "magenta").append(reason, "default")
        elif document.doc_id in first:
            same = f"{document.source_path}: {words['same_file']} {first[document.doc_id]}"
            yield Line(same, "dim")
        first.setdefault(document.doc_id, document.source_path)
    for folder in outcome.unreadable:
        yield Line(f"{folder}: ", "magenta").append(words["folder_unread"], "default")
    if outcome.ignored:
        yield Line(_ignored(outcome.ignored, outcome.output, words), "dim")


def _ignored(paths: Sequence[Path], output: Path, words: Wording) -> str:
    named = ", ".join(map(str, paths[:_MOST_NAMED]))
    told = f"{words['ignored']}: {len(paths)} ({named}"
    if len(paths) > _MOST_NAMED:
        told += f" …; {words['all_listed']} {output / 'manifest.json'}"
    return f"{told})"
