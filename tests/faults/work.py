"""What may go wrong in a worker; importable, so that a fresh process finds it by name."""

from __future__ import annotations

import os
import time

from pipeline.batch.worker import Tables, Task, identify_or_name
from pipeline.store import quarantine_tables


def by_name(task: Task) -> Tables:
    """Fails in the way that the file's name says."""
    name = task.file.path.stem.partition(" ")[0]
    if name == "slow":
        time.sleep(60)
    if name == "greedy":
        bytearray(1 << 40)
    if name == "dying":
        os._exit(7)
    if name == "faulty":
        raise KeyError("a mistake of ours")
    if name == "leaving":
        raise SystemExit(0)
    return _done(task)


def two_seconds(task: Task) -> Tables:
    time.sleep(2)
    return _done(task)


def _done(task: Task) -> Tables:
    source = identify_or_name(task.file)
    return quarantine_tables(source, "as told", "unreadable", "r1")
