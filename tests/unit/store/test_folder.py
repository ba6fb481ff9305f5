from __future__ import annotations

import errno
import json
import os
import platform
import subprocess
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from pipeline.model import Source, UsageError
from pipeline.store import SCHEMAS, TablesFolder, quarantine_tables, read_table

SOURCE = Source("ab" * 8, "a.pdf", "2007/a.pdf", "ab" * 32, "application/pdf")


def _write(destination: Path) -> None:
    with TablesFolder(destination) as folder:
        folder.append(quarantine_tables(SOURCE, "The file is empty.", "empty", "r1"))
        folder.publish({"run_id": "1"})


def test_every_table_is_written_also_when_empty(tmp_path: Path) -> None:
    _write(tmp_path / "out")
    for name, schema in SCHEMAS.items():
        assert pq.read_schema(tmp_path / "out" / f"{name}.parquet").equals(schema)
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text())
    assert manifest["tables"]["documents"]["rows"] == 1
    assert manifest["tables"]["amounts"]["rows"] == 0


def test_a_quarantined_file_keeps_its_row_and_reason(tmp_path: Path) -> None:
    _write(tmp_path / "out")
    (row,) = read_table(tmp_path / "out", "documents").to_pylist()
    assert (row["status"], row["error"], row["source_path"]) == (
        "quarantined",
        "The file is empty.",
        "2007/a.pdf",
    )


def _fail_half_way(destination: Path) -> None:
    with TablesFolder(destination) as folder:
        folder.append(quarantine_tables(SOURCE, "x", "empty", "r1"))
        raise RuntimeError("half way")


def test_a_failed_run_leaves_the_former_output_as_it_was(tmp_path: Path) -> None:
    _write(tmp_path / "out")
    before = {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()}
    with pytest.raises(RuntimeError, match="half way"):
        _fail_half_way(tmp_path / "out")
    assert {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()} == before
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_new_run_replaces_the_former_whole(tmp_path: Path) -> None:
    _write(tmp_path / "out")
    _write(tmp_path / "out")
    assert read_table(tmp_path / "out", "documents").num_rows == 1
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_nobody_s_files_are_replaced(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "thesis.txt").write_text("years of work")
    with pytest.raises(UsageError, match="holds files that are not a run's output"):
        TablesFolder(tmp_path / "out")
    assert (tmp_path / "out" / "thesis.txt").read_text() == "years of work"


def test_a_folder_without_a_run_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="holds no finished run"):
        read_table(tmp_path, "checks")


def test_what_a_killed_run_left_is_cleared_away(tmp_path: Path) -> None:
    gone = subprocess.Popen(["true"])
    gone.wait()
    beside = f".out-{platform.node()}-"
    (tmp_path / f"{beside}{gone.pid}-abc").mkdir()
    (tmp_path / f"{beside}{os.getppid()}-running").mkdir()
    (tmp_path / ".out-of-ours").mkdir()
    _write(tmp_path / "out")
    left = {path.name for path in tmp_path.iterdir()}
    assert left == {"out", f"{beside}{os.getppid()}-running", ".out-of-ours"}


def test_an_output_set_aside_by_a_killed_run_comes_back(tmp_path: Path) -> None:
    gone = subprocess.Popen(["true"])
    gone.wait()
    _write(tmp_path / "out")
    (tmp_path / "out").rename(tmp_path / f".out-{platform.node()}-{gone.pid}-abc-old")
    with pytest.raises(RuntimeError, match="half way"):
        _fail_half_way(tmp_path / "out")
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
    assert read_table(tmp_path / "out", "documents").num_rows == 1


def test_a_full_disk_is_told_with_the_remedy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(pq.ParquetWriter, "write_table", full)
    with pytest.raises(UsageError, match=r"No space left.*where there is room"):
        _write(tmp_path / "out")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_may_not_be_read_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: Path) -> bool:  # root may read anything, so the refusal is played
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(Path, "is_file", refuse)
    with pytest.raises(UsageError, match="may not be read"):
        read_table(tmp_path, "checks")
