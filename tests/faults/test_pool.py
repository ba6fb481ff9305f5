from __future__ import annotations

import multiprocessing
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

import pipeline
from pipeline.batch import MEBIBYTE, Limits, RunOptions
from pipeline.batch.discovery import InputFile
from pipeline.batch.pool import process_all
from pipeline.batch.worker import Task
from pipeline.rulebook import load_rulebook, rules_folder
from pipeline.store import read_table
from tests.conftest import ROOT
from tests.faults.work import by_name, two_seconds


def _tasks(folder: Path, names: Iterable[str]) -> list[Task]:
    paths = [folder / f"{name}.txt" for name in names]
    for path in paths:
        path.write_text(path.stem)
    return [Task(InputFile(path, folder), None) for path in paths]


def test_each_document_s_end_is_told_apart_and_the_others_go_on(tmp_path: Path) -> None:
    causes = {
        "plain": "unreadable",
        "dying": "crash",
        "slow": "timeout",
        "greedy": "memory",
        "faulty": "crash",
        "leaving": "crash",
        "also plain": "unreadable",
    }
    limits = Limits(timeout=6, memory=512 * MEBIBYTE, workers=2)
    results = process_all(_tasks(tmp_path, causes), limits, "r1", by_name)
    rows = [tables["documents"].to_pylist()[0] for tables in results]
    assert {row["file_name"].removesuffix(".txt"): row["cause"] for row in rows} == causes
    assert [row["file_name"] for row in rows] == [f"{name}.txt" for name in causes]
    assert "exit code 7" in rows[1]["error"]
    assert "--timeout" in rows[2]["error"]
    assert "a mistake of ours" in rows[4]["error"]


def test_dying_workers_take_no_other_document_with_them(tmp_path: Path) -> None:
    names = [f"{'dying' if n % 5 == 0 else 'plain'} {n}" for n in range(120)]
    results = process_all(_tasks(tmp_path, names), Limits(workers=4), "r1", by_name)
    ends = [tables["documents"]["cause"][0].as_py() for tables in results]
    assert ends == ["crash" if n % 5 == 0 else "unreadable" for n in range(120)]


def test_what_is_stopped_leaves_no_worker_behind(tmp_path: Path) -> None:
    results = process_all(_tasks(tmp_path, ["plain", "slow"]), Limits(workers=2), "r1", by_name)
    next(results)
    (slow,) = multiprocessing.active_children()
    results.close()
    assert not slow.is_alive()


def test_a_script_needs_no_guard_and_is_not_run_again(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Stödet uppgår till 5 000 kronor.")
    script = tmp_path / "script.py"
    script.write_text(f"import pipeline\nprint(pipeline.run([{str(tmp_path)!r}], 'out').exit_code)")
    command, env = [sys.executable, script], os.environ | {"PYTHONPATH": str(ROOT)}
    ended = subprocess.run(
        command, cwd=tmp_path, env=env, capture_output=True, text=True, check=False
    )
    assert (ended.stdout, ended.stderr) == ("0\n", "")


def test_another_run_in_the_same_python_has_its_own_rules(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Stödet uppgår till 5 000 kronor.")
    versions = []
    for number in range(2):
        rules = shutil.copytree(rules_folder(), tmp_path / f"rules {number}")
        (rules / "reference" / "note.csv").write_text(f"run\n{number}\n")
        pipeline.run([tmp_path / "a.txt"], tmp_path / "out", RunOptions(rules=rules))
        versions += read_table(tmp_path / "out", "documents")["rules_version"].to_pylist()
    assert versions == [load_rulebook(tmp_path / f"rules {n}").version for n in range(2)]
    assert versions[0] != versions[1]


@pytest.mark.parametrize(("timeout_per_scan", "cause"), [(0.0, "timeout"), (60.0, "unreadable")])
def test_scanned_pages_lengthen_a_document_s_time(
    samples: Path, timeout_per_scan: float, cause: str
) -> None:
    scan = samples / "2009-webbtidbok-skannad.pdf"
    tasks = [Task(InputFile(scan, samples), None)]
    limits = Limits(timeout=1, timeout_per_scan=timeout_per_scan, workers=1)
    (tables,) = process_all(tasks, limits, "r1", two_seconds)
    assert tables["documents"]["cause"].to_pylist() == [cause]
