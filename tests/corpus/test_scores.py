"""The real agreements against their annotations, with floors that a change may not sink below."""

from __future__ import annotations

import atexit
import json
import subprocess
import sys
import tomllib
from functools import lru_cache
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from typing import Any

import pytest

import pipeline
from pipeline.store import read_table
from tests.conftest import SHARED

FLOORS: dict[str, dict[str, Any]] = tomllib.loads(
    Path(__file__).with_name("floors.toml").read_text(encoding="utf-8")
)
_NOT_KINDS = {"input", "gold", "checks_recall", "false_alarms"}

pytestmark = pytest.mark.skipif(
    not SHARED.is_dir(), reason="the real agreements of ../shared are not on this machine"
)


@lru_cache
def _run(name: str) -> Path:
    out = Path(mkdtemp(prefix=f"overens-{name}-")) / "out"
    pipeline.run([SHARED / FLOORS[name]["input"]], out)
    atexit.register(rmtree, out.parent, ignore_errors=True)
    return out


def _gold(name: str) -> Path:
    """The annotations of the documents that the set holds: not all of them were scanned."""
    annotations = SHARED / FLOORS[name]["gold"]
    stems = {path.stem for path in (SHARED / FLOORS[name]["input"]).iterdir()}
    if not stems & {path.stem for path in annotations.iterdir()}:
        return annotations  # one file for the whole set
    kept = Path(mkdtemp(prefix=f"overens-{name}-gold-"))
    for path in annotations.glob("*.json"):
        if path.stem in stems:
            (kept / path.name).symlink_to(path.resolve())
    atexit.register(rmtree, kept, ignore_errors=True)
    return kept


@lru_cache
def _scores(name: str) -> dict[str, dict[str, float]]:
    command = [sys.executable, SHARED / "tools" / "score.py", _run(name), _gold(name), "--json"]
    scored = subprocess.run(command, check=True, capture_output=True, text=True)
    result: dict[str, dict[str, float]] = json.loads(scored.stdout)
    return result


@pytest.mark.parametrize(
    ("name", "kind", "floor"),
    [
        (name, kind, floor)
        for name, floors in FLOORS.items()
        for kind, floor in floors.items()
        if kind not in _NOT_KINDS
    ],
)
def test_f1_holds_its_floor(name: str, kind: str, floor: float) -> None:
    assert _scores(name)[kind]["f1"] >= floor


@pytest.mark.parametrize("name", [n for n, floors in FLOORS.items() if "false_alarms" in floors])
def test_no_false_alarm(name: str) -> None:
    assert _scores(name)["checks"].get("false_alarm", 0) <= FLOORS[name]["false_alarms"]


@pytest.mark.parametrize("name", [n for n, floors in FLOORS.items() if "checks_recall" in floors])
def test_the_checks_are_found(name: str) -> None:
    assert _scores(name)["checks"]["recall"] >= FLOORS[name]["checks_recall"]


@pytest.mark.parametrize("name", ["text", "latex", "reportlab"])
def test_all_five_agreements_are_reconciled(name: str) -> None:
    rows = read_table(_run(name), "documents").to_pylist()
    assert {row["file_name"][:3]: row["verdict"] for row in rows} == dict.fromkeys(
        ["000", "001", "002", "003", "004"], "reconciled"
    )
