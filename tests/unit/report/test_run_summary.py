from __future__ import annotations

import io
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from rich.console import Console

from pipeline.model import DocumentOutcome, Outcome
from pipeline.report.run_summary import print_outcome
from pipeline.report.wording import Wording

GOOD = DocumentOutcome(
    "d1", "a.pdf", "2018/a.pdf", "Stöd till läxhjälp på biblioteken i hela landet", 2018,
    Decimal(15_000_000_000), "discrepancy", 34, 12, "ok", None, None,
)  # fmt: skip
UNREAD = replace(
    GOOD, doc_id="d2", source_path="b.pdf", title=None, status="quarantined",
    error="The file is empty: fetch it again.", cause="empty",
)  # fmt: skip


def _printed(
    *documents: DocumentOutcome,
    width: int = 120,
    language: str = "sv",
    ignored: int = 0,
    unreadable: tuple[Path, ...] = (),
) -> list[str]:
    others = tuple(Path(f"in/{number}.docx") for number in range(ignored))
    console = Console(file=io.StringIO(), width=width)
    outcome = Outcome(Path("out"), documents, others, unreadable, 1.0)
    with console.capture() as capture:
        print_outcome(outcome, Wording(language), console)
    return [line.rstrip().replace("\u00a0", " ") for line in capture.get().splitlines()]


def test_figures_stay_readable_where_the_terminal_is_narrow() -> None:
    row = _printed(GOOD, width=60)[1]
    assert row == "Stöd till läxhjälp på…  2018  15 000 000 000  avviker  12/34"


def test_a_verdict_comes_with_what_it_leaves_open() -> None:
    open_ones = replace(GOOD, verdict="reconciled", n_mismatches=0, n_rounding=1, n_unverifiable=2)
    told = _printed(open_ones)
    assert told[1].endswith("15 000 000 000  stämmer, 1 ≈, 2 ?  0/34")
    assert told[-2:] == [
        "≈ håller inom avrundning, ? går inte att avgöra",
        "Visa dem: overens check out",
    ]
    assert not [line for line in _printed(GOOD) if "≈" in line]


def test_documents_of_one_title_are_told_apart_by_their_paths() -> None:
    other = replace(GOOD, doc_id="d3", source_path="2019/a.pdf")
    names = [line[:16] for line in _printed(GOOD, other)[1:3]]
    assert names == ["2018/a.pdf: Stöd", "2019/a.pdf: Stöd"]


def test_copies_are_named() -> None:
    copy = replace(GOOD, source_path="copy.pdf")
    assert "copy.pdf: samma fil som 2018/a.pdf" in _printed(GOOD, copy)


@pytest.mark.parametrize(
    ("language", "reason"),
    [("sv", "Filen är tom: hämta den på nytt."), ("en", "The file is empty: fetch it again.")],
)
def test_the_reason_of_a_quarantine_comes_in_both_languages(language: str, reason: str) -> None:
    assert f"b.pdf: {reason}" in _printed(UNREAD, language=language)


def test_other_files_are_named_as_far_as_there_is_room() -> None:
    assert "Andra filer som inte lästes: 2 (in/0.docx, in/1.docx)" in _printed(GOOD, ignored=2)
    told = _printed(GOOD, ignored=5)[2]
    assert told.endswith("5 (in/0.docx, in/1.docx, in/2.docx …; alla nämns i out/manifest.json)")


def test_a_folder_that_may_not_be_read_ends_the_run_as_a_quarantine_does() -> None:
    assert any(
        line.startswith("in/x: Mappen får inte läsas")
        for line in _printed(GOOD, unreadable=(Path("in/x"),))
    )
    assert Outcome(Path("out"), (GOOD,), (), (), 1.0).exit_code == 1
    assert Outcome(Path("out"), (GOOD,), (), (Path("in/x"),), 1.0).exit_code == 3
