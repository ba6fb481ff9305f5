"""The manifest of a run: what makes a folder of tables a finished run's output."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.model.errors import UsageError

MANIFEST = "manifest.json"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What is read again of a manifest: `input_root` is what the command was given, `tables`
    the names of the tables that stand beside it."""

    run_id: str
    ended: dt.datetime
    input_root: tuple[Path, ...]
    tables: frozenset[str]


def read_manifest(folder: Path) -> Manifest:
    """The manifest of a run's output.

    Raises UsageError where the folder holds no finished run, where it may not be read, and
    where its manifest is damaged or that of something else.
    """
    path = folder / MANIFEST
    try:
        return _manifest(json.loads(path.read_text(encoding="utf-8")))
    except PermissionError as error:
        raise UsageError(
            f"{folder} may not be read. Ask its owner for the right to read it, or name another "
            "--out folder."
        ) from error
    except (FileNotFoundError, NotADirectoryError) as error:
        told = f"{folder} holds no finished run. Name the --out folder of one."
        raise UsageError(told) from error
    except OSError as error:
        raise UsageError(
            f"{path} cannot be read ({error.strerror or error}). Name another --out folder."
        ) from error
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise UsageError(
            f"{path} is damaged or not the manifest of a run. Do the run again into a new "
            "folder, or name another --out folder."
        ) from error


def _manifest(told: dict[str, Any]) -> Manifest:
    return Manifest(
        str(told["run_id"]),
        dt.datetime.fromisoformat(told["ended"]),
        tuple(map(Path, told["input_root"])),
        frozenset(told["tables"].keys()),
    )
