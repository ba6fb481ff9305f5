"""The command as a user meets it: what it prints and how it ends."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.cli import main
from pipeline.model import ExitCode

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
        (["check", "{in}"], "holds no finished run"),
        (["show", "{in}"], "is no file"),
        (["run", "{in}", "--out", "{out}", "--rules", "{in}"], "no rule files found"),
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
