"""Överens: agreements of the Swedish state as tables that can be trusted.

import pipeline

agreement = pipeline.extract("overenskommelse.pdf")
agreement.verdict                       # 'reconciled'
[amount.value_sek for amount in agreement.facts.amounts]

outcome = pipeline.run(["agreements/"], "out/")
outcome.exit_code                       # ExitCode.RECONCILED
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.model.errors import ExitCode, OverensError, RuleError, UnreadableError, UsageError
from pipeline.version import __version__

if TYPE_CHECKING:
    from pipeline.batch import Limits, RunOptions
    from pipeline.model import Agreement, Outcome

__all__ = [
    "ExitCode",
    "Limits",
    "OverensError",
    "RuleError",
    "RunOptions",
    "UnreadableError",
    "UsageError",
    "__version__",
    "extract",
    "run",
]


def extract(path: Path | str) -> Agreement:
    """Read one agreement: its text, its facts, its checks and its verdict.

    Raises UnreadableError, whose message says what to do, where the file is no readable
    document, and RuleError where a rule file of ours is wrong. No limits of time or memory
    are set.
    """
    from pipeline.stages import extract as extract_agreement

    return extract_agreement(path)


def run(
    inputs: Sequence[Path | str], output: Path | str, options: RunOptions | None = None
) -> Outcome:
    """Put files and folders through the pipeline and write the tables to `output`.

    The folder appears whole or not at all. A file that cannot be read becomes a row of
    `documents` with status `quarantined`; the others go on.

    `options` are the limits of a document, the number of workers, a folder of rules to use
    instead of our own, and who is told of the progress.

    Raises UsageError where the inputs, the output folder or the folder of rules cannot be used
    and where no worker process can start, RuleError where a rule file is wrong.
    """
    from pipeline.batch import RunOptions, run_batch

    return run_batch([Path(path) for path in inputs], Path(output), options or RunOptions())


def __getattr__(name: str) -> object:
    """What belongs to runs is imported where it is asked for: to read one agreement can spare
    it."""
    if name in ("Limits", "RunOptions"):
        from pipeline import batch

        return getattr(batch, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
