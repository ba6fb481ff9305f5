from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.batch.discovery import discover
from pipeline.model import UsageError


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "2007").mkdir()
    for name in ("b.pdf", "a.TXT", "2007/c.md", "2007/notes.docx", ".hidden.pdf"):
        (tmp_path / name).write_text("x")
    return tmp_path


def test_folders_are_searched_and_other_files_told_of(folder: Path) -> None:
    found = discover([folder])
    assert [f.path.name for f in found.files] == ["c.md", "a.TXT", "b.pdf"]
    assert [path.name for path in found.ignored] == ["notes.docx"]


def test_a_file_reached_twice_counts_once(folder: Path) -> None:
    assert len(discover([folder / "b.pdf", folder]).files) == 3


def test_a_file_named_on_its_own_is_taken_whatever_its_suffix(folder: Path) -> None:
    (file,) = discover([folder / "2007" / "notes.docx"]).files
    assert file.root == folder / "2007"


def test_nothing_to_read_is_refused(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="does not exist"):
        discover([folder / "nowhere"])
    empty = tmp_path / "empty"
    empty.mkdir()
    with pytest.raises(UsageError, match=r"No \.pdf, \.txt or \.md files"):
        discover([empty])
