"""Documents in processes that can be killed, so that none takes the others with it."""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import TimeoutError as FutureTimeout
from dataclasses import dataclass

from pebble import ProcessExpired, ProcessFuture, ProcessPool

from pipeline.batch import worker
from pipeline.batch.worker import Tables, Task
from pipeline.store import quarantine_tables

MEBIBYTE = 1 << 20

Work = Callable[[Task], Tables]
"""What a worker process does with a task; it must be importable by its name."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one document may take: seconds, bytes of memory, and how many run at a time."""

    timeout: float = 60.0
    memory: int = 2048 * MEBIBYTE
    workers: int = 2


def process_all(
    tasks: Iterable[Task], limits: Limits, rules_version: str, work: Work = worker.process
) -> Iterator[Tables]:
    """The tables of every task, in the order of the tasks.

    A document that takes too long, too much memory, or its process with it, yields its
    quarantine with the cause told apart (`timeout`, `memory`, `crash`).
    """
    waiting: deque[tuple[Task, ProcessFuture[Tables]]] = deque()
    with _pool(limits) as pool:
        for task in tasks:
            future = pool.schedule(work, args=[task], timeout=limits.timeout)
            waiting.append((task, future))
            if len(waiting) >= 4 * limits.workers:  # bounds what is held in memory
                yield _result(*waiting.popleft(), limits, rules_version)
        while waiting:
            yield _result(*waiting.popleft(), limits, rules_version)


def _pool(limits: Limits) -> ProcessPool:
    # A fork server starts every worker from a clean process that has the heavy imports
    # behind it, whatever threads this one has running.
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["pipeline.batch.worker"])
    return ProcessPool(
        max_workers=limits.workers,
        initializer=worker.prepare,
        initargs=[limits.memory],
        context=context,
    )


def _result(
    task: Task, future: ProcessFuture[Tables], limits: Limits, rules_version: str
) -> Tables:
    try:
        tables: Tables = future.result()
        return tables
    except FutureTimeout:
        cause, message = (
            "timeout",
            (
                f"Reading took longer than {limits.timeout:g} s and was stopped: allow more with "
                "--timeout, or check whether the file is damaged."
            ),
        )
    except MemoryError:
        cause, message = (
            "memory",
            (
                f"Reading needed more than {limits.memory // MEBIBYTE} MiB and was stopped: allow "
                "more with --memory, or check whether the file is damaged."
            ),
        )
    except ProcessExpired as error:
        cause, message = (
            "crash",
            (
                f"The process that read the file died (exit code {error.exitcode}): the file is "
                "probably damaged; open it in a PDF program and save it anew."
            ),
        )
    except Exception as error:  # a fault of ours must not cost the other documents
        cause, message = (
            "crash",
            (
                f"An internal error stopped the work on this file ({type(error).__name__}: "
                f"{error}): please report it with the file."
            ),
        )
    return quarantine_tables(worker.identify_or_name(task.file), message, cause, rules_version)
