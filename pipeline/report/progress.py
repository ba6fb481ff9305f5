"""A progress bar on standard error, where that is a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Column

from pipeline.model import DocumentOutcome
from pipeline.model import Progress as Report
from pipeline.report.wording import Wording

_NAME = Column(no_wrap=True, overflow="ellipsis")


@contextmanager
def progress_bar(words: Wording) -> Iterator[Report]:
    """Yields the function to report each finished document to."""
    console = Console(stderr=True)
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        # A name is no markup, whatever brackets it holds, and gives way in a narrow terminal.
        TextColumn("{task.fields[name]}", style="dim", markup=False, table_column=_NAME),
    )
    with Progress(
        *columns, console=console, transient=True, disable=not console.is_terminal
    ) as bar:
        task = bar.add_task(words["reading"], total=None, name="")

        def report(done: int, total: int, document: DocumentOutcome) -> None:
            bar.update(task, completed=done, total=total, name=document.file_name)

        yield report
