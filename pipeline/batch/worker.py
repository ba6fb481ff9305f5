"""What a worker process does: one file in, its tables out."""

from __future__ import annotations

import hashlib
import resource
import signal
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

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


def answer() -> None:
    """Nothing; that a worker does it shows that workers can start."""


def within_time(
    work: Callable[[Task], Tables], task: Task, seconds: float, seconds_per_scan: float
) -> Tables:
    """Do the work, or die of SIGALRM when the document's time is up.

    The system kills the process then, whatever library it is in. Counting the scanned pages
    is part of the work that is timed.
    """
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    try:
        signal.setitimer(signal.ITIMER_REAL, seconds)
        scans = count_scanned_pages(task.file.path)
        if scans:
            signal.setitimer(signal.ITIMER_REAL, seconds + scans * seconds_per_scan)
        return work(task)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


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
