from __future__ import annotations

from pathlib import Path

from pipeline.batch.discovery import InputFile
from pipeline.batch.pool import MEBIBYTE, Limits, process_all
from pipeline.batch.worker import Task
from tests.faults.work import by_name


def test_each_document_s_end_is_told_apart_and_the_others_go_on(tmp_path: Path) -> None:
    names = ["plain", "dying", "slow", "greedy", "faulty", "also plain"]
    tasks = []
    for name in names:
        path = tmp_path / f"{name}.txt"
        path.write_text(name)
        tasks.append(Task(InputFile(path, tmp_path), None))
    limits = Limits(timeout=2, memory=512 * MEBIBYTE, workers=2)
    results = list(process_all(tasks, limits, "r1", by_name))
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
