"""Documents in worker processes, in order, each with its tables or its quarantine."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, wait
from itertools import islice
from uuid import uuid4

from pipeline.batch.isolation import MEBIBYTE, Limits, begin, end_of, kill
from pipeline.batch.worker import (
    End,
    Failure,
    ScannedPages,
    Tables,
    Task,
    Work,
    identify_or_name,
    process,
)
from pipeline.store import quarantine_tables

_AHEAD = 4
"""So many results a worker may wait for the one due next, which bounds what is in memory."""


def process_all(
    tasks: Iterable[Task], limits: Limits, rules_version: str, work: Work = process
) -> Iterator[Tables]:
    """The tables of every task, in the order of the tasks.

    A document that takes too long, too much memory, or its process with it, yields its
    quarantine with the cause told apart (`timeout`, `memory`, `crash`). To close the iterator
    kills the processes. Raises UsageError where no process can start.
    """
    run, waiting = f"overens {uuid4()}", enumerate(tasks)
    running: dict[Future[End], tuple[int, Task]] = {}
    done: dict[int, Tables] = {}
    due = 0
    try:
        while True:
            room = min(limits.workers, _AHEAD * limits.workers - len(done)) - len(running)
            for number, task in islice(waiting, max(room, 0)):
                running[begin(run, work, task, limits)] = number, task
            if not running:
                return
            for future in wait(running, return_when=FIRST_COMPLETED).done:
                number, task = running.pop(future)
                end = end_of(future)
                if isinstance(end, ScannedPages):
                    running[begin(run, work, task, limits, end.number)] = number, task
                else:
                    done[number] = _tables(task, end, limits, rules_version)
            while due in done:
                yield done.pop(due)
                due += 1
    finally:
        kill(run)
        wait(running)


def _tables(task: Task, end: Tables | Failure, limits: Limits, rules_version: str) -> Tables:
    if not isinstance(end, Failure):
        return end
    cause, message = _cause(end, limits)
    return quarantine_tables(identify_or_name(task.file), message, cause, rules_version)


def _cause(failure: Failure, limits: Limits) -> tuple[str, str]:
    """The cause of a document's end, and the sentence that says what to do about it."""
    sentences = {
        "timeout": f"Reading took longer than {limits.timeout:g} s (and "
        f"{limits.timeout_per_scan:g} s for each scanned page) and was stopped: allow more with "
        "--timeout, or check whether the file is damaged.",
        "memory": f"Reading needed more than {limits.memory // MEBIBYTE} MiB and was stopped: "
        "allow more with --memory, or check whether the file is damaged.",
        "crash": f"The process that read the file died (exit code {failure.told}): the file is "
        "probably damaged; open it in a PDF program and save it anew.",
        "fault": f"An internal error stopped the work on this file ({failure.told}): please "
        "report it with the file.",
    }
    cause = "crash" if failure.kind == "fault" else failure.kind
    return cause, sentences[failure.kind]
