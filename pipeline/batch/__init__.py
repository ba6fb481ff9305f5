"""Many documents: discovery, isolation, quarantine, manifest."""

from __future__ import annotations

import datetime as dt
import time
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipeline.batch.discovery import discover
from pipeline.batch.isolation import MEBIBYTE, Limits, start_fork_server
from pipeline.batch.versions import library_versions
from pipeline.batch.worker import Tables, Task
from pipeline.model import DocumentOutcome, Outcome, Progress, UsageError
from pipeline.read.source import as_text
from pipeline.version import __version__

__all__ = [
    "MEBIBYTE",
    "Limits",
    "RunOptions",
    "run_batch",
]


def _ignore(done: int, total: int, document: DocumentOutcome) -> None:
    """No progress wanted."""


@dataclass(frozen=True, slots=True)
class RunOptions:
    """How a run is carried out; `rules` is a folder to use instead of the project's own."""

    limits: Limits = field(default_factory=Limits)
    rules: Path | None = None
    progress: Progress = _ignore


def run_batch(inputs: Sequence[Path], output: Path, options: RunOptions) -> Outcome:
    """Process every file among the inputs and publish the tables in `output`.

    Raises UsageError for inputs or an output folder that cannot be used and where no worker
    process can start, RuleError for a wrong rule file.
    """
    started, clock = dt.datetime.now(dt.UTC), time.monotonic()
    _keep_apart(inputs, output)
    found = discover(inputs, output)
    rules = options.rules and options.rules.resolve()
    start_fork_server(rules)
    # Imported while the fork server imports its own, which takes longest.
    from pipeline.batch.pool import process_all
    from pipeline.rulebook import load_rulebook
    from pipeline.store import TablesFolder

    rules_version = load_rulebook(rules).version
    tasks = (Task(file, rules) for file in found.files)
    documents: list[DocumentOutcome] = []
    with TablesFolder(output) as folder:
        for tables in _distinct(process_all(tasks, options.limits, rules_version)):
            folder.append(tables)
            documents.append(_outcome_of(tables))
            options.progress(len(documents), len(found.files), documents[-1])
        seconds = time.monotonic() - clock
        outcome = Outcome(output, tuple(documents), found.ignored, found.unreadable, seconds)
        folder.publish(_manifest(inputs, started, rules_version, outcome))
    return outcome


def _distinct(results: Iterator[Tables]) -> Iterator[Tables]:
    """Every file keeps its row of `documents`, but the facts of identical files count once."""
    seen: set[str] = set()
    for tables in results:
        doc_id = tables["documents"]["doc_id"][0].as_py()
        yield {"documents": tables["documents"]} if doc_id in seen else tables
        seen.add(doc_id)


def _outcome_of(tables: Tables) -> DocumentOutcome:
    """What a run tells of one document, from its row of `documents`."""
    row = tables["documents"].to_pylist()[0]
    return DocumentOutcome(**{name: row[name] for name in DocumentOutcome.__slots__})


def _keep_apart(inputs: Sequence[Path], output: Path) -> None:
    target = output.resolve()
    for given in inputs:
        if given.resolve() == target or given.resolve().is_relative_to(target):
            raise UsageError(
                f"The input {given} lies in the output folder {output}, which the run replaces. "
                "Name another folder for --out."
            )


def _manifest(
    inputs: Sequence[Path], started: dt.datetime, rules_version: str, outcome: Outcome
) -> dict[str, Any]:
    return {
        "run_id": uuid.uuid4().hex,
        "started": started.isoformat(timespec="seconds"),
        "ended": dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
        "pipeline_version": __version__,
        "rules_version": rules_version,
        "libraries": library_versions(),
        "input_root": [as_text(path.resolve()) for path in inputs],
        "n_documents": len(outcome.documents),
        "by_status": {
            "ok": len(outcome.documents) - outcome.n_quarantined,
            "quarantined": outcome.n_quarantined,
        },
        "by_verdict": dict(outcome.by_verdict),
        "ignored_files": [as_text(path) for path in outcome.ignored],
        "unreadable_folders": [as_text(path) for path in outcome.unreadable],
    }
