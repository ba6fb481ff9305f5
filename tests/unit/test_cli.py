"""The command as a user meets it: what it prints and how it ends."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
from pathlib import Path

import pytest

import pipeline
from pipeline.batch import MEBIBYTE
from pipeline.cli import main
from pipeline.model import ExitCode
from pipeline.store import TablesFolder, read_table
from tests.conftest import ROOT

GOOD = """\
# Stöd till läxhjälp 2018

Överenskommelse mellan staten och Sveriges Kommuner och Landsting

## 1. Medel

Överenskommelsen omfattar totalt 7 000 000 kronor för 2018.

| Insats | Kronor |
| --- | --- |
| Bibliotek | 3 000 000 |
| Skolor | 4 000 000 |
| **Summa** | **7 000 000** |
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    inputs = tmp_path / "in"
    inputs.mkdir()
    (inputs / "good.md").write_text(GOOD, encoding="utf-8")
    return inputs


def _run(folder: Path, *options: str) -> int:
    return main(["run", str(folder), "--out", str(folder.parent / "out"), *options])


def test_an_agreement_that_holds(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run(folder) == ExitCode.RECONCILED
    printed = capsys.readouterr().out
    assert "Stöd till läxhjälp 2018" in printed
    assert "stämmer" in printed
    manifest = json.loads((folder.parent / "out" / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["by_verdict"] == {"reconciled": 1}


def test_a_discrepancy_is_told_with_both_figures(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = GOOD.replace("| 4 000 000 |", "| 4 100 000 |")
    (folder / "good.md").write_text(wrong, encoding="utf-8")
    assert _run(folder) == ExitCode.DISCREPANCY
    capsys.readouterr()
    assert main(["check", str(folder.parent / "out"), "--lang", "en"]) == ExitCode.DISCREPANCY
    printed = capsys.readouterr().out.replace("\u00a0", " ")
    assert "7 100 000" in printed
    assert "7 000 000" in printed
    assert "difference: 100 000" in printed


def test_a_file_that_cannot_be_read_costs_the_others_nothing(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "empty.pdf").write_bytes(b"")
    assert _run(folder) == ExitCode.QUARANTINED
    printed = " ".join(capsys.readouterr().out.split())
    assert "empty.pdf: " in printed
    assert "Stöd till läxhjälp 2018" in printed


def test_one_agreement_is_shown_whole(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", str(folder / "good.md")]) == ExitCode.RECONCILED
    printed = capsys.readouterr().out.replace("\u00a0", " ")
    assert "1 Medel" in printed
    assert "3 000 000 + 4 000 000 = 7 000 000" in printed


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["run", "{in}/nowhere", "--out", "{out}"], "does not exist"),
        (["run", "{in}", "--out", "{in}"], "lies in the output folder"),
        (["run", "{in}", "--out", "/proc/out"], "/proc/out cannot be written"),
        (["run", "{in}", "--out", "{in}/good.md/out"], "Name a new folder for --out"),
        (["check", "{in}"], "holds no finished run"),
        (["show", "{in}"], "is a folder. Name one file, or read all with `overens run`"),
        (["show", "{in}/nowhere.pdf"], "check that it exists"),
        (["run", "{in}", "--out", "{out}", "--rules", "{in}"], "holds no rule files"),
        (["run", "{in}", "--out", "{out}", "--rules", "{in}/nowhere"], "is no folder"),
    ],
)
def test_wrong_usage_is_one_clear_line(
    folder: Path, arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    places = {"in": str(folder), "out": str(folder.parent / "out")}
    assert main([word.format(**places) for word in arguments]) == ExitCode.USAGE
    told = capsys.readouterr().err
    assert message in told
    assert len(told.splitlines()) == 1


def test_an_unknown_option_is_refused() -> None:
    with pytest.raises(SystemExit) as caught:
        main(["run", "--fast"])
    assert caught.value.code == ExitCode.USAGE


def test_a_fault_of_ours_is_one_line_with_its_place(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise KeyError("no such\nthing")

    monkeypatch.setattr("pipeline.stages.extract", fail)
    assert main(["show", str(folder / "good.md")]) == ExitCode.INTERNAL
    (told,) = capsys.readouterr().err.splitlines()
    assert "KeyError: 'no such\\nthing'" in told
    assert "test_cli.py:" in told


@pytest.mark.parametrize(
    ("end", "code"),
    [(signal.SIGINT, ExitCode.INTERRUPTED), (signal.SIGTERM, ExitCode.TERMINATED)],
)
def test_a_run_that_is_stopped_leaves_nothing_behind(
    folder: Path, end: signal.Signals, code: ExitCode, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_: object) -> None:
        assert any(path.name.startswith(".out-") for path in folder.parent.iterdir())
        os.kill(os.getpid(), end)

    monkeypatch.setattr(TablesFolder, "append", stop)
    assert _run(folder) == code
    assert [path.name for path in folder.parent.iterdir()] == ["in"]


ALWAYS = (ExitCode.INTERNAL, ExitCode.INTERRUPTED, ExitCode.TERMINATED)


@pytest.mark.parametrize(
    ("command", "codes"),
    [
        ((), tuple(ExitCode)),
        (("run",), tuple(ExitCode)),
        (("show",), tuple(ExitCode)),
        (("check",), (ExitCode.RECONCILED, ExitCode.DISCREPANCY, ExitCode.USAGE, *ALWAYS)),
        (("explain",), (ExitCode.USAGE, ExitCode.QUARANTINED, *ALWAYS)),
        (("report",), (ExitCode.USAGE, *ALWAYS)),
        (("workbook",), (ExitCode.USAGE, *ALWAYS)),
        (("compare",), (ExitCode.USAGE, ExitCode.QUARANTINED, *ALWAYS)),
    ],
)
def test_the_exit_codes_are_told_alike_everywhere(
    command: tuple[str, ...], codes: tuple[ExitCode, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        main([*command, "--help"])
    _, _, epilog = capsys.readouterr().out.partition("exit codes:\n")
    told = dict(re.findall(r"^ +(\d+)  ((?:.+)(?:\n {7}.+)*)", epilog, re.MULTILINE))
    meanings = {int(code): " ".join(meaning.split()) for code, meaning in told.items()}
    if ExitCode.RECONCILED not in codes:
        assert meanings.pop(0) == "it was carried out, however the checks came out"
    assert meanings == {int(code): code.meaning for code in codes}


def test_the_readme_tells_the_exit_codes_in_the_same_words() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for code in ExitCode:
        assert f"| {int(code)} | {code.meaning} |" in readme


def test_the_help_states_the_defaults_of_the_limits(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["run", "--help"])
    told = " ".join(capsys.readouterr().out.split())
    limits = pipeline.Limits()
    assert f"(default {limits.timeout:g}), and {limits.timeout_per_scan:g} for each" in told
    assert f"(default {limits.memory // MEBIBYTE})" in told
    assert pipeline.RunOptions().limits == limits


@pytest.mark.parametrize(
    "command",
    [("show", "{file}"), ("explain", "{file}", "--at", "1"), ("compare", "{file}", "{file}")],
)
def test_a_user_s_rules_are_used_by_every_command_that_reads(
    folder: Path, command: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = [word.format(file=folder / "good.md") for word in command]
    assert main([*arguments, "--rules", str(folder)]) == ExitCode.USAGE
    assert "holds no rule files" in capsys.readouterr().err
    rules = shutil.copytree(ROOT / "rules", folder.parent / "rules")
    text = (rules / "money.toml").read_text(encoding="utf-8")
    (rules / "money.toml").write_text(text.replace("kronor", "daler"), encoding="utf-8")
    assert main([*arguments, "--rules", str(rules)]) == ExitCode.USAGE  # its examples fail
    assert "money.toml:" in capsys.readouterr().err


def test_the_language_is_taken_before_and_after_the_command(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for arguments in (["--lang", "en", "show"], ["show", "--lang", "en"]):
        main([*arguments, str(folder / "good.md")])
        assert "Kind          agreement" in capsys.readouterr().out


def test_a_name_that_is_no_text_is_stored_all_the_same(folder: Path) -> None:
    (folder / "good.md").rename(folder / os.fsdecode(b"\xff.md"))
    assert _run(folder) == ExitCode.RECONCILED
    (row,) = read_table(folder.parent / "out", "documents").to_pylist()
    assert row["source_path"] == "\ufffd.md"


def test_a_file_without_suffix_is_shown_and_run_alike(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    named = (folder / "good.md").rename(folder / "good")
    (folder / "notes.docx").write_bytes(b"PK\x03\x04 word/document.xml")
    out = str(folder.parent / "out")
    assert main(["show", str(named)]) == ExitCode.RECONCILED
    assert main(["run", str(named), "--out", out]) == ExitCode.RECONCILED
    assert main(["show", str(folder / "notes.docx")]) == ExitCode.QUARANTINED
    assert main(["run", str(folder / "notes.docx"), "--out", out]) == ExitCode.QUARANTINED


@pytest.mark.parametrize(
    "command", [("check", "{out}"), ("report", "{out}"), ("workbook", "{out}", "{out}.xlsx")]
)
def test_a_damaged_run_is_told_with_the_remedy(
    folder: Path, command: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    out = folder.parent / "out"
    assert _run(folder) == ExitCode.RECONCILED
    arguments = [word.format(out=out) for word in command]
    (out / "checks.parquet").rename(folder / "aside")
    assert main(arguments) == ExitCode.USAGE
    assert "checks.parquet is missing from its run. Do the run again." in capsys.readouterr().err
    (folder / "aside").rename(out / "checks.parquet")
    for damaged in ("{}", "{", "[]"):
        (out / "manifest.json").write_text(damaged)
        assert main(arguments) == ExitCode.USAGE
        assert "manifest.json is damaged or not the manifest" in capsys.readouterr().err


def test_a_workbook_in_the_output_is_not_lost(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = folder.parent / "out"
    assert _run(folder) == ExitCode.RECONCILED
    assert main(["workbook", str(out), str(out / "audit.xlsx")]) == ExitCode.RECONCILED
    assert main(["report", str(out)]) == ExitCode.RECONCILED
    assert _run(folder) == ExitCode.USAGE
    assert "audit.xlsx is not ours and would be lost" in capsys.readouterr().err
    (out / "audit.xlsx").rename(folder.parent / "audit.xlsx")
    assert _run(folder) == ExitCode.RECONCILED
    assert not (out / "report").exists()
