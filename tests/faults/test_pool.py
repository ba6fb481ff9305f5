from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.batch.crew import MEBIBYTE, Crew, Limits
from pipeline.batch.discovery import InputFile
from pipeline.batch.pool import process_all
from pipeline.batch.worker import Task
from tests.conftest import ROOT
from tests.faults.work import by_name, two_seconds


def test_each_document_s_end_is_told_apart_and_the_others_go_on(tmp_path: Path) -> None:
    names = ["plain", "dying", "slow", "greedy", "faulty", "also plain"]
    tasks = []
    for name in names:
        path = tmp_path / f"{name}.txt"
        path.write_text(name)
        tasks.append(Task(InputFile(path, tmp_path), None))
    limits = Limits(timeout=6, memory=512 * MEBIBYTE, workers=2)
    with Crew(limits, by_name) as crew:
        results = list(process_all(tasks, crew, "r1"))
    rows = [tables["documents"].to_pylist()[0] for tables in results]
    assert [row["file_name"] for row in rows] == [f"{name}.txt" for name in names]
    assert [row["cause"] for row in rows] == [
        "unreadable",
        "crash",
        "timeout",
        "memory",
        "crash",
        "unreadable",
    ]
    assert "a mistake of ours" in rows[4]["error"]
    assert "--timeout" in rows[2]["error"]


def test_a_script_without_its_guard_is_told_so_and_writes_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Stödet uppgår till 5 000 kronor.")
    script = tmp_path / "script.py"
    script.write_text(f"import pipeline\npipeline.run([{str(tmp_path)!r}], 'out')\n")
    command, env = [sys.executable, script], os.environ | {"PYTHONPATH": str(ROOT)}
    ended = subprocess.run(
        command, cwd=tmp_path, env=env, capture_output=True, text=True, check=False
    )
    assert ended.returncode == 1
    assert "UsageError: No worker process can start. A script that calls" in ended.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.txt", "script.py"]


@pytest.mark.parametrize(("timeout_per_scan", "cause"), [(0.0, "timeout"), (60.0, "unreadable")])
def test_scanned_pages_lengthen_a_document_s_time(
    samples: Path, timeout_per_scan: float, cause: str
) -> None:
    scan = samples / "2009-webbtidbok-skannad.pdf"
    tasks = [Task(InputFile(scan, samples), None)]
    limits = Limits(timeout=1, timeout_per_scan=timeout_per_scan, workers=1)
    with Crew(limits, two_seconds) as crew:
        (tables,) = process_all(tasks, crew, "r1")
    assert tables["documents"]["cause"].to_pylist() == [cause]
