"""A progress bar on standard error, where that is a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from pipeline.model import DocumentOutcome
from pipeline.model import Progress as Report
from pipeline.report.wording import Wording


@contextmanager
def progress_bar(words: Wording) -> Iterator[Report]:
    """Yields the function to report each finished document to."""
    console = Console(stderr=True)
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("[dim]{task.fields[name]}"),
    )
    with Progress(
        *columns, console=console, transient=True, disable=not console.is_terminal
    ) as bar:
        task = bar.add_task(words["reading"], total=None, name="")

        def report(done: int, total: int, document: DocumentOutcome) -> None:
            bar.update(task, completed=done, total=total, name=document.file_name)

        yield report
