"""Worker processes, each with a pipe of its own, so that one that dies takes no other with it.

A pool that shares a queue loses track of a task whose worker dies while it takes it over, and
may give up the others for it. Here the end of a pipe tells whose worker has died.
"""

from __future__ import annotations

import multiprocessing
import time
from collections.abc import Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait

from pipeline.batch import worker
from pipeline.batch.worker import Failure, Tables, Task, Work
from pipeline.model import UsageError

MEBIBYTE = 1 << 20
_TIME_TO_START = 120.0


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


@dataclass(frozen=True, slots=True)
class Job:
    """A task and its place in the run."""

    number: int
    task: Task


class Crew:
    """As many workers as the limits say; one that has died is replaced.

    Use as a context manager: leaving stops every worker at once. Raises UsageError where no
    worker can start.
    """

    def __init__(self, limits: Limits, work: Work = worker.process) -> None:
        self.limits, self._work = limits, work
        # A fork server starts every worker from a clean process that has the heavy imports
        # behind it, whatever threads this one has running.
        self._context = multiprocessing.get_context("forkserver")
        self._context.set_forkserver_preload(["pipeline.batch.worker"])
        self._members: list[_Member] = []

    def __enter__(self) -> Crew:
        try:
            self._members = [self._new_member() for _ in range(self.limits.workers)]
            while not self.idle:  # one that is ready shows that workers can start
                list(self.finished())
        except BaseException:
            self._stop()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self._stop()

    @property
    def idle(self) -> bool:
        """Whether a worker waits for a job."""
        return any(member.idle for member in self._members)

    @property
    def busy(self) -> bool:
        """Whether a worker has a job."""
        return any(member.job for member in self._members)

    def give(self, job: Job) -> None:
        """Give a job to an idle worker."""
        member = next(member for member in self._members if member.idle)
        member.begin(job, time.monotonic() + self.limits.timeout)

    def finished(self) -> Iterator[tuple[Job, Tables | Failure]]:
        """Wait until something happens; the jobs that came to an end by it."""
        awaited = {member.connection: member for member in self._members if not member.idle}
        soonest = min(member.deadline for member in awaited.values())
        heard = wait(list(awaited), max(soonest - time.monotonic(), 0))
        for connection, member in awaited.items():
            if connection in heard:
                yield from self._listen(member)
            elif member.deadline <= time.monotonic():
                yield from self._replace(member, Failure("timeout"))

    def _listen(self, member: _Member) -> Iterator[tuple[Job, Tables | Failure]]:
        try:
            told = member.connection.recv()
        except (EOFError, OSError):
            member.process.join()
            yield from self._replace(member, Failure("crash", str(member.process.exitcode)))
            return
        if isinstance(told, int):
            member.deadline += told * self.limits.timeout_per_scan
        elif member.job is None:
            member.idle = True
        else:
            job = member.job
            member.end()
            yield job, told

    def _replace(self, member: _Member, failure: Failure) -> Iterator[tuple[Job, Tables | Failure]]:
        member.stop()
        if member.job is None:
            raise UsageError(
                "No worker process can start. A script that calls pipeline.run must do so below "
                '`if __name__ == "__main__":`, because every worker imports the script; '
                "otherwise allow more memory with --memory."
            )
        self._members[self._members.index(member)] = self._new_member()
        yield member.job, failure

    def _new_member(self) -> _Member:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(
            target=worker.serve, args=(theirs, self.limits.memory, self._work), daemon=True
        )
        process.start()
        theirs.close()
        return _Member(process, ours, time.monotonic() + _TIME_TO_START)

    def _stop(self) -> None:
        for member in self._members:
            member.stop()


@dataclass(eq=False, slots=True)
class _Member:
    """A worker: starting, idle, or at a job that must end by the deadline."""

    process: multiprocessing.process.BaseProcess
    connection: Connection
    deadline: float
    idle: bool = False
    job: Job | None = None

    def begin(self, job: Job, deadline: float) -> None:
        self.job, self.deadline, self.idle = job, deadline, False
        self.connection.send(job.task)

    def end(self) -> None:
        self.job, self.idle = None, True

    def stop(self) -> None:
        self.process.kill()
        self.process.join()
        self.connection.close()
