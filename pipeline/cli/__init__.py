"""The command `overens`: arguments, messages, exit codes; nothing else."""

from __future__ import annotations

import signal
import sys
import traceback
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from pipeline.cli.arguments import parser
from pipeline.model.errors import ExitCode, OverensError


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command and return its exit code (see `ExitCode`)."""
    try:
        with _terminable():
            arguments = parser().parse_args(argv)
            return int(arguments.carry_out(arguments))
    except OverensError as error:
        return _ended(str(error), ExitCode.USAGE)
    except KeyboardInterrupt:
        return _ended("stopped; nothing was written", ExitCode.INTERRUPTED)
    except _Terminated:
        return _ended("terminated; nothing was written", ExitCode.TERMINATED)
    except Exception as error:  # a fault of ours, told in one line all the same
        return _ended(_as_report(error), ExitCode.INTERNAL)


def _ended(message: str, code: ExitCode) -> int:
    print(f"overens: {message}", file=sys.stderr)  # noqa: T201
    return int(code)


def _as_report(error: Exception) -> str:
    place = traceback.extract_tb(error.__traceback__)[-1]
    told = " ".join(f"{type(error).__name__}: {error}".split())
    return (
        f"internal error ({told}, {place.filename}:{place.lineno}). "
        "Please report it with the command and the input."
    )


class _Terminated(BaseException):
    """SIGTERM came."""


@contextmanager
def _terminable() -> Iterator[None]:
    """SIGTERM ends the command as Ctrl-C does, so that it leaves nothing half done behind."""

    def stop(number: int, frame: object) -> None:
        raise _Terminated

    former = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, former)
