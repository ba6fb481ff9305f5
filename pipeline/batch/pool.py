"""Documents in processes that can be killed, so that none takes the others with it."""

from __future__ import annotations

import multiprocessing
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass

from pebble import ProcessExpired, ProcessFuture, ProcessPool

from pipeline.batch import worker
from pipeline.batch.worker import Tables, Task
from pipeline.model import UsageError
from pipeline.store import quarantine_tables

MEBIBYTE = 1 << 20

Work = Callable[[Task], Tables]
"""What a worker process does with a task; it must be importable by its name."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one document may take, and how many are worked on at a time.

    `timeout` is in seconds for a document without scanned pages, `timeout_per_scan` what each
    page that needs OCR adds to it; `memory` is in bytes.
    """

    timeout: float = 60.0
    memory: int = 2048 * MEBIBYTE
    workers: int = 2
    timeout_per_scan: float = 20.0


def process_all(
    tasks: Iterable[Task], limits: Limits, rules_version: str, work: Work = worker.process
) -> Iterator[Tables]:
    """The tables of every task, in the order of the tasks.

    A document that takes too long, too much memory, or its process with it, yields its
    quarantine with the cause told apart (`timeout`, `memory`, `crash`). Raises UsageError
    where no worker process can start, before any document is read.
    """
    waiting: deque[tuple[Task, ProcessFuture[Tables]]] = deque()
    times = (limits.timeout, limits.timeout_per_scan)
    with _pool(limits) as pool:
        _make_sure_of_workers(pool)
        for task in tasks:
            waiting.append((task, pool.schedule(worker.within_time, args=[work, task, *times])))
            if len(waiting) >= 4 * limits.workers:  # bounds what is held in memory
                yield _result(*waiting.popleft(), limits, rules_version)
        while waiting:
            yield _result(*waiting.popleft(), limits, rules_version)


@contextmanager
def _pool(limits: Limits) -> Iterator[ProcessPool]:
    # A fork server starts every worker from a clean process that has the heavy imports
    # behind it, whatever threads this one has running.
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["pipeline.batch.worker"])
    pool = ProcessPool(
        max_workers=limits.workers,
        initializer=worker.prepare,
        initargs=[limits.memory],
        context=context,
    )
    try:
        yield pool
    finally:
        pool.stop()  # also when the caller has given up: nobody waits for the others then
        pool.join()


def _make_sure_of_workers(pool: ProcessPool) -> None:
    """A worker that dies before it has seen a document says nothing about documents."""
    try:
        pool.schedule(worker.answer).result()
    except (ProcessExpired, BrokenProcessPool) as error:
        raise UsageError(
            "No worker process can start. A script that calls pipeline.run must do so below "
            '`if __name__ == "__main__":`, because every worker imports the script; otherwise '
            "allow more memory with --memory."
        ) from error


def _result(
    task: Task, future: ProcessFuture[Tables], limits: Limits, rules_version: str
) -> Tables:
    try:
        tables: Tables = future.result()
        return tables
    except Exception as error:  # a fault of ours must not cost the other documents
        cause, message = _cause(error, limits)
        source = worker.identify_or_name(task.file)
        return quarantine_tables(source, message, cause, rules_version)


def _cause(error: Exception, limits: Limits) -> tuple[str, str]:
    """The cause of a document's end, and the sentence that says what to do about it."""
    match error:
        case ProcessExpired(exitcode=code) if code == -signal.SIGALRM:
            return "timeout", (
                f"Reading took longer than {limits.timeout:g} s (and {limits.timeout_per_scan:g} s "
                "for each scanned page) and was stopped: allow more with --timeout, or check "
                "whether the file is damaged."
            )
        case MemoryError():
            return "memory", (
                f"Reading needed more than {limits.memory // MEBIBYTE} MiB and was stopped: allow "
                "more with --memory, or check whether the file is damaged."
            )
        case ProcessExpired(exitcode=code):
            return "crash", (
                f"The process that read the file died (exit code {code}): the file is probably "
                "damaged; open it in a PDF program and save it anew."
            )
        case _:
            return "crash", (
                f"An internal error stopped the work on this file ({type(error).__name__}: "
                f"{error}): please report it with the file."
            )
