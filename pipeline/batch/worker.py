"""What a worker process does: one file in, its tables out.

The stages are imported where they are used: the main process, which needs this module to name
the work, can spare them, and a worker has them from the fork server (`pipeline.batch.warm`).
"""

from __future__ import annotations

import hashlib
import multiprocessing
import os
import resource
import signal
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from pipeline.batch.discovery import InputFile
from pipeline.model import Source, UnreadableError
from pipeline.read.source import as_text, identify

if TYPE_CHECKING:
    import pyarrow as pa

Tables = dict[str, "pa.Table"]


@dataclass(frozen=True, slots=True)
class Task:
    """One file for a worker, and the folder of rules to use instead of the project's own."""

    file: InputFile
    rules: Path | None


@dataclass(frozen=True, slots=True)
class ScannedPages:
    """The pages that need OCR: an answer that asks for the work to be given again, with their
    time."""

    number: int


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a task has no tables: `told` is the exit code of a crash or the error of a fault."""

    kind: Literal["timeout", "memory", "crash", "fault"]
    told: str = ""


Work = Callable[[Task], Tables]
"""What a worker does with a task; it must be importable by its name."""

End = Tables | ScannedPages | Failure


def carry_out(work: Work, task: Task, memory: int, scans_are_known: bool) -> End:
    """Do the work within `memory` bytes; first of all, tell of scanned pages not known of."""
    parent = multiprocessing.parent_process()
    if parent and not parent.is_alive():  # it was stopped before the fork server was ready
        os._exit(0)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)  # ends this process in the midst of C code too
    bound_memory(memory)
    try:
        scanned = 0 if scans_are_known else scanned_pages(task)
        return ScannedPages(scanned) if scanned else work(task)
    except MemoryError:
        return Failure("memory")
    except BaseException as error:  # a fault of ours must not cost the other documents
        return Failure("fault", f"{type(error).__name__}: {error}")


def bound_memory(memory: int) -> None:
    """Bound the process's memory to `memory` bytes above what it has mapped already.

    Over the bound an allocation fails, which ends this document and not the machine.
    """
    mapped = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    limit = mapped + memory
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    if hard != resource.RLIM_INFINITY:
        limit = min(limit, hard)
    resource.setrlimit(resource.RLIMIT_AS, (limit, hard))


def scanned_pages(task: Task) -> int:
    """How many pages need OCR; none where that cannot be told."""
    from pipeline.read.scans.scanned_pages import count_scanned_pages

    try:
        return count_scanned_pages(task.file.path)
    except Exception:  # the work itself will meet the same, and tell of it
        return 0


def process(task: Task) -> Tables:
    """Extract one file into tables; a file that cannot be read yields its quarantine."""
    from pipeline.rulebook import load_rulebook
    from pipeline.stages import extract
    from pipeline.store import quarantine_tables, tables_of

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
