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
MANIFEST = {"run_id": "1", "ended": "2026-01-01T00:00:00+00:00", "input_root": ["in"]}


def _write(destination: Path) -> None:
    with TablesFolder(destination) as folder:
        folder.append(quarantine_tables(SOURCE, "The file is empty.", "empty", "r1"))
        folder.publish(MANIFEST)


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


def _damage(folder: Path, damage: str) -> None:
    manifest = folder / "manifest.json"
    match damage:
        case "no JSON":
            manifest.write_text("{")
        case "another manifest":
            manifest.write_text('{"name": "My site", "icons": []}')
        case "not an object":
            manifest.write_text("[]")
        case "no text":
            manifest.write_bytes(b"\xff\xfe\x00\xd8")


@pytest.mark.parametrize("damage", ["no JSON", "another manifest", "not an object", "no text"])
def test_a_manifest_alone_makes_no_run(tmp_path: Path, damage: str) -> None:
    _write(tmp_path / "out")
    _damage(tmp_path / "out", damage)
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(UsageError, match=r"manifest\.json is damaged or not the manifest of a run"):
        TablesFolder(tmp_path / "out")
    with pytest.raises(UsageError, match=r"manifest\.json is damaged or not the manifest of a run"):
        read_table(tmp_path / "out", "checks")
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize(
    "name",
    ["audit.xlsx", "notes/a.txt", "report/thesis.txt", "amounts.csv", "checks.parquet/a.txt"],
)
def test_a_file_of_somebody_else_in_a_run_s_output_is_not_lost(tmp_path: Path, name: str) -> None:
    _write(tmp_path / "out")
    foreign = tmp_path / "out" / name
    if (tmp_path / "out" / foreign.parent.name).is_file():
        foreign.parent.unlink()
    foreign.parent.mkdir(exist_ok=True)
    if foreign.parent.name == "report":
        (foreign.parent / "report.json").write_text('{"run_id": "1", "pipeline_version": "1"}')
    foreign.write_text("a week of work")
    with pytest.raises(UsageError, match="Move it elsewhere, or name an empty") as caught:
        TablesFolder(tmp_path / "out")
    assert name.partition("/")[0] in str(caught.value)
    assert foreign.read_text() == "a week of work"


def test_a_folder_called_report_needs_the_marker_of_one(tmp_path: Path) -> None:
    _write(tmp_path / "out")
    (tmp_path / "out" / "report").mkdir()
    for marker in ("", "[]", '{"tests": 3}'):
        (tmp_path / "out" / "report" / "report.json").write_text(marker)
        with pytest.raises(UsageError, match="report holds files that are not a report"):
            TablesFolder(tmp_path / "out")


def test_a_run_drops_the_report_of_the_former_one(tmp_path: Path) -> None:
    _write(tmp_path / "out")
    for folder in ("report/agreements", ".report-killed/static"):
        (tmp_path / "out" / folder).mkdir(parents=True)
    marker = tmp_path / "out" / "report" / "report.json"
    marker.write_text('{"run_id": "1", "pipeline_version": "1"}')
    _write(tmp_path / "out")
    names = {path.name for path in (tmp_path / "out").iterdir()}
    assert names == {"manifest.json", *(f"{name}.parquet" for name in SCHEMAS)}


def test_a_file_put_there_while_the_run_goes_on_is_not_lost(tmp_path: Path) -> None:
    _write(tmp_path / "out")
    with TablesFolder(tmp_path / "out") as folder:
        (tmp_path / "out" / "audit.xlsx").write_text("a week of work")
        with pytest.raises(UsageError, match=r"audit\.xlsx is not ours"):
            folder.publish(MANIFEST)
    assert (tmp_path / "out" / "audit.xlsx").read_text() == "a week of work"
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_table_that_is_missing_or_of_another_version_is_named(tmp_path: Path) -> None:
    _write(tmp_path / "out")
    (tmp_path / "out" / "checks.parquet").unlink()
    with pytest.raises(UsageError, match=r"checks\.parquet is missing from its run\. Do the run"):
        read_table(tmp_path / "out", "checks")
    (tmp_path / "out" / "amounts.parquet").write_bytes(b"PAR1")
    with pytest.raises(UsageError, match=r"amounts\.parquet cannot be read.* Do the run again"):
        read_table(tmp_path / "out", "amounts")
    older = read_table(tmp_path / "out", "documents").drop_columns(["verdict"])
    pq.write_table(older, tmp_path / "out" / "documents.parquet")
    with pytest.raises(UsageError, match=r"lacks the column verdict.* Do the run again"):
        read_table(tmp_path / "out", "documents")


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
    def refuse(_: Path, **options: object) -> str:  # root may read anything: the refusal is played
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(Path, "read_text", refuse)
    with pytest.raises(UsageError, match="may not be read"):
        read_table(tmp_path, "checks")
