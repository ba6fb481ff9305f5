from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest

from pipeline.cli import main
from pipeline.model import ExitCode
from pipeline.report.comparison import signed

BEFORE = """\
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
AFTER = (
    BEFORE.replace("2018", "2019")
    .replace("Landsting", "Regioner")
    .replace("7 000 000", "9 500 000")
    .replace("| Bibliotek | 3 000 000 |", "| Biblioteken | 4 500 000 |")
    .replace("| Skolor | 4 000 000 |", "| Simhallar | 5 000 000 |")
)


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    names = []
    for name, text in (("a.md", BEFORE), ("b.md", AFTER)):
        (tmp_path / name).write_text(text, encoding="utf-8")
        names.append(str(tmp_path / name))
    return names


def _lines(printed: str) -> list[str]:
    return [" ".join(line.replace("\u00a0", " ").split()) for line in printed.splitlines()]


def test_two_years_side_by_side(files: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", *files]) == ExitCode.RECONCILED
    lines = _lines(capsys.readouterr().out)
    assert "≠ Angiven summa 7 000 000 9 500 000 +2 500 000 +35,7" in lines
    assert "≠ Biblioteken (tidigare: Bibliotek) 3 000 000 4 500 000 +1 500 000 +50,0" in lines
    assert "− Skolor 4 000 000 – −4 000 000 −100,0" in lines
    assert "+ Simhallar – 5 000 000 +5 000 000" in lines
    assert "Poster: 1 tillkom, 1 utgick, 2 ändrades" in lines
    assert "Anslagsposter: inga" in lines


def test_english(files: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    main(["compare", *files, "--lang", "en"])
    assert "Line items: 1 added, 1 dropped, 2 changed" in _lines(capsys.readouterr().out)


def test_json(files: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    main(["compare", *files, "--json"])
    told = json.loads(capsys.readouterr().out)
    assert told["totals"][0]["difference_sek"] == "2500000.00"
    changes = [item["change"] for item in told["line_items"]]
    assert sorted(changes) == ["added", "changed", "changed", "dropped"]


def test_a_file_that_cannot_be_read(files: list[str], tmp_path: Path) -> None:
    (tmp_path / "empty.pdf").write_bytes(b"")
    assert main(["compare", files[0], str(tmp_path / "empty.pdf")]) == ExitCode.QUARANTINED


@pytest.mark.parametrize(
    ("value", "text"), [("5000", "+5 000"), ("-90000", "−90 000"), ("0", "0"), (None, "")]
)
def test_differences_have_their_sign(value: str | None, text: str) -> None:
    assert signed(value and Decimal(value)).replace("\u00a0", " ") == text
