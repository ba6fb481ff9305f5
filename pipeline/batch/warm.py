"""Imported by the fork server alone: all that a document needs, ready before it is forked.

Every pattern is compiled, and a small agreement goes through the stages, so that registers and
whatever else is made when first used is made once for all documents. To import this module
changes the process.
"""

from __future__ import annotations

import gc
import os
import sys
from contextlib import suppress
from pathlib import Path

gc.disable()


class _NoPandas:
    """Arrow would import pandas, at a quarter of a second, to see that no row is one of its
    objects."""

    @staticmethod
    def find_spec(name: str, *_: object) -> None:
        if name == "pandas":
            raise ModuleNotFoundError(name)


sys.meta_path.insert(0, _NoPandas)

from pipeline.batch.discovery import InputFile  # noqa: E402
from pipeline.batch.isolation import RULES_VARIABLE  # noqa: E402
from pipeline.batch.worker import Task, process, scanned_pages  # noqa: E402
from pipeline.rulebook import load_rulebook  # noqa: E402


def _make_ready(rules: Path | None) -> None:
    agreement = Path(__file__).with_name("warm_up.txt")
    task = Task(InputFile(agreement, agreement.parent), rules)
    scanned_pages(task)
    process(task)
    load_rulebook(rules).compile()


named = os.environ.get(RULES_VARIABLE)
with suppress(Exception):  # each document meets it again, and tells of it
    _make_ready(Path(named) if named else None)

# The collector stays off: a worker ends with its document, and a search for cycles would copy
# the pages that all workers share.
gc.freeze()
