"""Every broken file of our making, put through a whole run."""

from __future__ import annotations

from typing import Any

import pytest

import pipeline
from pipeline.batch import MEBIBYTE, Limits, RunOptions
from pipeline.model import ExitCode
from pipeline.report.wording import Wording
from pipeline.store import read_table
from tests.faults.broken_pdfs import broken_pdfs, hard_but_readable

LIMITS = Limits(timeout=20, memory=1024 * MEBIBYTE, workers=2)
REMEDIES = ("fetch it", "open it", "save", "check that", "print it", "allow more")

Rows = dict[str, dict[str, Any]]


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> Rows:
    """The rows of `documents` by the files' names."""
    folder = tmp_path_factory.mktemp("faults")
    (folder / "in").mkdir()
    for name, data in (*broken_pdfs(), *hard_but_readable()):
        (folder / "in" / f"{name}.pdf").write_bytes(data)
    outcome = pipeline.run([folder / "in"], folder / "out", RunOptions(LIMITS))
    assert outcome.exit_code == ExitCode.QUARANTINED
    rows = read_table(folder / "out", "documents").to_pylist()
    return {row["file_name"].removesuffix(".pdf"): row for row in rows}


@pytest.mark.parametrize("name", [name for name, _ in broken_pdfs()])
def test_a_broken_file_is_read_or_told_of_with_the_remedy(documents: Rows, name: str) -> None:
    row = documents[name]
    if row["status"] == "ok":
        assert row["n_pages"] > 0
        return
    assert row["error"].endswith(".")
    assert any(remedy in row["error"] for remedy in REMEDIES)
    assert Wording("sv").quarantine(row["cause"], "") != ""


@pytest.mark.parametrize("name", [name for name, _ in hard_but_readable()])
def test_what_looks_bad_and_can_be_read_is_read(documents: Rows, name: str) -> None:
    assert (documents[name]["status"], documents[name]["error"]) == ("ok", None)


@pytest.mark.parametrize(
    ("name", "cause"),
    [
        ("zero-bytes", "empty"),
        ("only-spaces", "empty"),
        ("locked", "encrypted"),
        ("text-named-pdf", "unreadable"),
        ("web-page-named-pdf", "unreadable"),
        ("picture-named-pdf", "unsupported"),
        ("header-only", "unreadable"),
        ("bomb", "crash"),
        ("no-pages", "unreadable"),
        ("filter-fails", "no_text"),
    ],
)
def test_the_cause_is_told_apart(documents: Rows, name: str, cause: str) -> None:
    assert documents[name]["cause"] == cause


def test_none_is_an_internal_error(documents: Rows) -> None:
    told = {name: row["error"] for name, row in documents.items() if row["error"]}
    assert [name for name, error in told.items() if "internal error" in error] == []
