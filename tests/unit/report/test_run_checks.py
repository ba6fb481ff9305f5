from __future__ import annotations

import io
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from rich.console import Console

import pipeline
from pipeline.report.run_checks import Figure, RunCheck, RunChecks, print_checks, run_checks
from pipeline.report.wording import MARKS, Wording

TEXT = """\
# Stöd till läxhjälp 2018

Överenskommelse mellan staten och Sveriges Kommuner och Landsting

## 1. Medel

Överenskommelsen omfattar totalt 7 100 000 kronor för 2018.

| Insats | Kronor |
| --- | --- |
| Bibliotek | 3 000 000 |
| Skolor | 4 000 000 |
| **Summa** | **7 100 000** |
"""
# Nothing says that the two amounts are all of the total.
UNSETTLED = """\
# Stöd till simskola 2018

Överenskommelse mellan staten och Sveriges Kommuner och Landsting

## 1. Medel

Överenskommelsen omfattar totalt 9 000 000 kronor för 2018. Av dessa avsätts 2 000 000 kronor
till bassänger och 3 000 000 kronor till ledare.
"""


# The table holds; its total in the text has a group of two digits and cannot be read.
UNREAD = TEXT.replace("3 000 000 |", "3 100 000 |").replace("**7 100 000**", "**7 100 00**")

MORE = """
| Program | Kronor |
| --- | --- |
| Bad | 1 000 000 |
| Skog | 2 000 000 |
| **Summa** | **3 000 000** |
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    inputs = tmp_path / "in"
    (inputs / "copies").mkdir(parents=True)
    (inputs / "a.md").write_text(TEXT, encoding="utf-8")
    (inputs / "copies" / "a.md").write_text(TEXT, encoding="utf-8")
    (inputs / "empty.txt").write_bytes(b"")
    (inputs / "short.txt").write_text("Parterna möts varje år.\n", encoding="utf-8")
    (inputs / "unsettled.md").write_text(UNSETTLED, encoding="utf-8")
    pipeline.run([inputs], tmp_path / "out")
    return tmp_path / "out"


def test_a_run_s_checks_and_the_documents_without_any(folder: Path) -> None:
    run = run_checks(folder)
    assert (run.n_documents, run.n_quarantined) == (5, 1)
    assert (run.n_without_checks, run.n_unsettled) == (1, 1)
    failed = run.having("mismatch")[0]
    assert failed.source_path == "a.md"
    assert failed.stated.raw == "7 100 000"
    assert [part.raw for part in failed.parts] == ["3 000 000", "4 000 000"]
    assert failed.difference_sek == -100_000
    assert failed.stated.section == "1 Medel"  # all of the text is on page 1


def test_documents_that_lack_a_readable_sum_are_told_apart(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(UNREAD + MORE, encoding="utf-8")
    pipeline.run([tmp_path / "a.md"], tmp_path / "out")
    run = run_checks(tmp_path / "out")
    assert run.having("match")
    assert run.having("unverifiable")
    assert (run.n_unsettled, run.n_unread) == (0, 1)


def _check(status: str, parts: tuple[int, ...], reason: str | None = None) -> RunCheck:
    figures = tuple(Figure("rad", Decimal(part), 1, str(part)) for part in parts)
    computed = Decimal(sum(parts))
    stated = Figure("summa", Decimal(10), 1, "10")
    return RunCheck("a.pdf", "summa", status, stated, figures, computed, computed - 10, reason)


def _printed(*checks: RunCheck) -> list[str]:
    console = Console(file=io.StringIO(), width=200)
    with console.capture() as capture:
        print_checks(RunChecks(checks, 5, 1, 1, 2), Wording("en"), console)
    return capture.get().splitlines()


def test_doubtful_checks_are_told_in_a_line_each() -> None:
    told = _printed(
        _check("rounding", (5, 4)),
        _check("unverifiable", (5, 1), "the parts need not exhaust it"),
        _check("unverifiable", (), "no rows"),
        _check("match", (5, 5)),
    )
    assert told == [
        "? a.pdf: summa   stated 10, computed 6, difference −4   (the parts need not exhaust it)",
        "? a.pdf: summa   stated 10   (no rows)",
        "≈ a.pdf: summa   stated 10, computed 9, difference −1",
        "4 checks: 1 match, 1 rounding, 2 unverifiable",
        "5 documents, 1 quarantined, 1 without checks, 2 where no check can be settled",
    ]


def test_a_suspect_is_told_once() -> None:
    checks = [replace(_check("mismatch", (5, 4), "5 ought to be 6"), suspect="a1")] * 2
    told = _printed(*checks, replace(checks[0], suspect="a2", reason="4 ought to be 5"))
    assert [line for line in told if "ought" in line] == ["  5 ought to be 6", "  4 ought to be 5"]
    assert len([line for line in told if "same suspected figure" in line]) == 1
    alone = [_check("mismatch", (5, 4), "a row is lost")] * 2
    assert len([line for line in _printed(*alone) if "a row is lost" in line]) == 2


def test_a_verdict_and_a_check_have_words_of_their_own() -> None:
    words = Wording("sv")
    verdicts = {words[verdict] for verdict in ("reconciled", "discrepancy", "unverifiable")}
    statuses = {words["check_" + status] for status in MARKS}
    assert verdicts.isdisjoint(statuses)


def test_a_failed_check_shows_every_figure_with_its_place() -> None:
    assert _printed(_check("mismatch", (5, 4), "a slip"))[:7] == [
        "✗ summa",
        "  a.pdf",
        "  stated: 10   p. 1  ”10”",
        "  rad: 5   p. 1  ”5”",
        "  rad: 4   p. 1  ”4”",
        "  computed: 9   difference: −1",
        "  a slip",
    ]
