"""Each document in a process of its own that can be killed, through pebble.

The processes are forked from a fork server, a clean process that has imported and compiled
what all documents need, whatever threads this one has running. Nothing is shared between them:
one that dies takes no other document with it.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing import forkserver, resource_tracker
from pathlib import Path
from types import ModuleType

from pebble import ProcessExpired, concurrent

from pipeline.batch.worker import End, Failure, Task, Work, carry_out
from pipeline.model import UsageError

MEBIBYTE = 1 << 20
RULES_VARIABLE = "OVERENS_RULES"
"""The environment variable that names a user's folder of rules to the fork server."""

_FORK_SERVER = multiprocessing.get_context("forkserver")


def _processors() -> int:
    return os.cpu_count() or 1


@dataclass(frozen=True, slots=True)
class Limits:
    """What one document may take, and how many are worked on at a time.

    `timeout` is in seconds for a document without scanned pages, `timeout_per_scan` what each
    page that needs OCR adds to it; `memory` is in bytes. Unless told otherwise there is a
    worker for each processor.
    """

    timeout: float = 60.0
    memory: int = 2048 * MEBIBYTE
    workers: int = field(default_factory=_processors)
    timeout_per_scan: float = 20.0


def start_fork_server(rules: Path | None) -> None:
    """Let the fork server begin its imports, and its own loading of a user's rules.

    It runs until this process ends. Where another run needs other rules, its workers load them.
    """
    _FORK_SERVER.set_forkserver_preload(["pipeline.batch.warm"])
    package = str(Path(__file__).resolve().parents[2])
    paths = os.pathsep.join(filter(None, (os.environ.get("PYTHONPATH"), package)))
    resource_tracker.ensure_running()  # at first, for it would lift the block of signals
    with _environment({"PYTHONPATH": paths, RULES_VARIABLE: str(rules or "")}), _ctrl_c_held():
        forkserver.ensure_running()


def begin(
    run: str, work: Work, task: Task, limits: Limits, scanned_pages: int | None = None
) -> Future[End]:
    """Begin to work on a document of a run in a process of its own.

    Without their number given, a document with scanned pages ends with `ScannedPages`. Raises
    UsageError where no process can start.
    """
    seconds = limits.timeout + limits.timeout_per_scan * (scanned_pages or 0)
    isolated = concurrent.process(name=run, timeout=seconds, context=_FORK_SERVER)(carry_out)
    try:
        with _no_main_module():
            future: Future[End] = isolated(work, task, limits.memory, scanned_pages is not None)
    except (EOFError, OSError) as error:
        raise UsageError(
            f"No worker process can start ({error or 'the fork server died'}): allow the command "
            "more memory and more processes."
        ) from error
    return future


def end_of(future: Future[End]) -> End:
    """How the work on a document came out, with the cause of a bad end told apart."""
    try:
        return future.result()
    except TimeoutError:
        return Failure("timeout")
    except ProcessExpired as death:
        return Failure("crash", str(death.exitcode))


def kill(run: str) -> None:
    """Kill the processes of a run, whose futures then end.

    To cancel a future instead would not do: pebble stumbles where a process ends meanwhile.
    """
    for process in multiprocessing.active_children():
        if process.name == run:
            process.kill()


@contextmanager
def _environment(variables: dict[str, str]) -> Iterator[None]:
    former = dict(os.environ)
    os.environ.update(variables)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(former)


@contextmanager
def _ctrl_c_held() -> Iterator[None]:
    """What starts meanwhile never hears of Ctrl-C, which is this process's affair."""
    former = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, former)


@contextmanager
def _no_main_module() -> Iterator[None]:
    """Keep multiprocessing from running the user's script again in every process.

    Workers need nothing of it; and where it has no `if __name__ == "__main__":`, each would
    start the run anew.
    """
    main = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = main
