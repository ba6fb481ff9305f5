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
    from pipeline.batch import RunOptions
    from pipeline.model import Agreement, Outcome

__all__ = [
    "ExitCode",
    "OverensError",
    "RuleError",
    "UnreadableError",
    "UsageError",
    "__version__",
    "extract",
    "run",
]


def extract(path: Path | str) -> Agreement:
    """Read one agreement: its text, its facts, its checks and its verdict.

    Raises UnreadableError, whose message says what to do, where the file is no readable
    document.
    """
    from pipeline.stages import extract as extract_agreement

    return extract_agreement(path)


def run(
    inputs: Sequence[Path | str], output: Path | str, options: RunOptions | None = None
) -> Outcome:
    """Put files and folders through the pipeline and write the tables to `output`.

    The folder appears whole or not at all. A file that cannot be read becomes a row of
    `documents` with status `quarantined`; the others go on.

    Raises UsageError where the inputs or the output folder cannot be used, and where no worker
    process can start.
    """
    from pipeline.batch import RunOptions, run_batch

    return run_batch([Path(path) for path in inputs], Path(output), options or RunOptions())
