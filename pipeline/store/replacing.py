"""What may be replaced: folders that hold what this program wrote, and nothing else.

A folder is replaced whole, so one file of somebody else's in it is reason to refuse it: a
marker file alone proves nothing of what lies beside it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline.model.errors import UsageError
from pipeline.store.manifest import MANIFEST, read_manifest

REPORT = "report"
"""The folder within a run's output that its report is written to."""
REPORT_MARKER = "report.json"
UNFINISHED_REPORT = ".report-"
"""How the name of a report begins while it is written beside its place."""
_REPORT_ENTRIES = frozenset({REPORT_MARKER, "index.html", "static", "agreements", "pages"})


def refuse_foreign_run(destination: Path) -> None:
    """Raise UsageError unless `destination` is free, empty or all a former run's output."""
    if not _is_taken(destination, "--out"):
        return
    if not (destination / MANIFEST).is_file():
        raise UsageError(
            f"{destination} holds files that are not a run's output. Name an empty or a new "
            "folder for --out."
        )
    ours = {f"{name}.parquet" for name in read_manifest(destination).tables} | {MANIFEST}
    for entry in sorted(destination.iterdir()):
        if entry.name == REPORT and entry.is_dir():
            _refuse_in_report(entry, "--out")
        elif _is_unfinished_report(entry):
            continue
        elif entry.name not in ours or not entry.is_file():
            raise _foreign(entry, destination, "--out")


def refuse_foreign_report(destination: Path) -> None:
    """Raise UsageError unless `destination` is free, empty or all a former report."""
    if _is_taken(destination, "--to"):
        _refuse_in_report(destination, "--to")


def _is_taken(destination: Path, option: str) -> bool:
    if not destination.exists():
        return False
    if not destination.is_dir():
        raise UsageError(f"{destination} is a file. Name a folder for {option}.")
    return any(destination.iterdir())


def _refuse_in_report(folder: Path, option: str) -> None:
    if not _has_marker(folder):
        raise UsageError(
            f"{folder} holds files that are not a report. Name an empty or a new folder for "
            f"{option}."
        )
    for entry in sorted(folder.iterdir()):
        if entry.name not in _REPORT_ENTRIES:
            raise _foreign(entry, folder, option)


def _has_marker(folder: Path) -> bool:
    try:
        marker = json.loads((folder / REPORT_MARKER).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return isinstance(marker, dict) and {"run_id", "pipeline_version"} <= marker.keys()


def _is_unfinished_report(folder: Path) -> bool:
    """Whether a folder was left by a report that was killed."""
    if not folder.name.startswith(UNFINISHED_REPORT) or not folder.is_dir():
        return False
    return {entry.name for entry in folder.iterdir()} <= _REPORT_ENTRIES


def _foreign(entry: Path, folder: Path, option: str) -> UsageError:
    return UsageError(
        f"{entry} is not ours and would be lost, for {folder} is replaced whole. Move it "
        f"elsewhere, or name an empty or a new folder for {option}."
    )


@contextmanager
def writing_to(destination: Path, option: str) -> Iterator[None]:
    """Turns what the system refuses into a UsageError with the remedy."""
    try:
        yield
    except OSError as error:
        raise UsageError(
            f"{destination} cannot be written ({error.strerror or error}). Name a new folder for "
            f"{option}, inside one where you may write and where there is room."
        ) from error
