"""What a worker process does: one file in, its tables out."""

from __future__ import annotations

import hashlib
import resource
import signal
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Literal

import pyarrow as pa

from pipeline.batch.discovery import InputFile
from pipeline.model import Source, UnreadableError
from pipeline.read.scans.scanned_pages import count_scanned_pages
from pipeline.read.source import as_text, identify
from pipeline.rulebook import load_rulebook
from pipeline.stages import extract
from pipeline.store import quarantine_tables, tables_of

Tables = dict[str, pa.Table]


@dataclass(frozen=True, slots=True)
class Task:
    """One file for a worker."""

    file: InputFile
    rules: Path | None


Work = Callable[[Task], Tables]
"""What a worker does with a task; it must be importable by its name."""


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a task has no tables: `told` is the exit code of a crash or the error of a fault."""

    kind: Literal["timeout", "memory", "crash", "fault"]
    told: str = ""


def prepare(memory: int) -> None:
    """Bound the process's memory to `memory` bytes above what it has mapped already.

    Over the bound an allocation fails, which ends this document and not the machine.
    """
    mapped = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    limit = mapped + memory
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    if hard != resource.RLIM_INFINITY:
        limit = min(limit, hard)
    resource.setrlimit(resource.RLIMIT_AS, (limit, hard))


def serve(connection: Connection, memory: int, work: Work) -> None:
    """Do the tasks that come through the connection until it closes.

    What is sent back: None once, when the worker is ready; then, for every task, the number of
    its scanned pages, for its time limit, and how it ended.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the main process's affair
    prepare(memory)
    with suppress(EOFError, BrokenPipeError):  # the main process has closed it, or is gone
        connection.send(None)
        while True:
            task = connection.recv()
            connection.send(_scanned_pages(task))
            connection.send(_end_of(work, task))


def _scanned_pages(task: Task) -> int:
    try:
        return count_scanned_pages(task.file.path)
    except Exception:  # the work itself will meet the same, and tell of it
        return 0


def _end_of(work: Work, task: Task) -> Tables | Failure:
    try:
        return work(task)
    except MemoryError:
        return Failure("memory")
    except Exception as error:  # a fault of ours must not cost the other documents
        return Failure("fault", f"{type(error).__name__}: {error}")


def process(task: Task) -> Tables:
    """Extract one file into tables; a file that cannot be read yields its quarantine."""
    rules = load_rulebook(task.rules)
    try:
        agreement = extract(task.file.path, task.file.root, rules)
    except UnreadableError as error:
        source = identify_or_name(task.file)
        return quarantine_tables(source, error.message, error.cause, rules.version)
    return tables_of(agreement, rules.version)


def identify_or_name(file: InputFile) -> Source:
    """The file's identity; where it cannot even be opened, one made from its path."""
    try:
        return identify(file.path, file.root)
    except UnreadableError:
        path = as_text(file.path)
        stand_in = hashlib.sha256(path.encode()).hexdigest()[:16]
        return Source(stand_in, Path(path).name, path, "", "application/octet-stream")
