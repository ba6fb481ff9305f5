from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from pipeline.batch.discovery import Discovery, discover
from pipeline.model import UsageError


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "2007").mkdir()
    for name in ("b.pdf", "a.TXT", "2007/c.md", "2007/notes.docx", ".hidden.pdf"):
        (tmp_path / name).write_text("x")
    return tmp_path


def _discover(*inputs: Path) -> Discovery:
    return discover(inputs, Path("out"))


def test_folders_are_searched_and_other_files_told_of(folder: Path) -> None:
    found = _discover(folder)
    assert [f.path.name for f in found.files] == ["c.md", "a.TXT", "b.pdf"]
    assert [path.name for path in found.ignored] == ["notes.docx"]


def test_a_file_that_is_named_is_read_whatever_it_is_called(folder: Path) -> None:
    (folder / "agreement").write_text("x")
    found = _discover(folder / "agreement", folder / "2007" / "notes.docx")
    assert [f.path.name for f in found.files] == ["agreement", "notes.docx"]
    assert found.ignored == ()


def test_a_file_reached_twice_counts_once(folder: Path) -> None:
    assert len(_discover(folder / "b.pdf", folder).files) == 3


def test_a_former_output_among_the_inputs_is_passed_over(folder: Path) -> None:
    (folder / "out").mkdir()
    (folder / "out" / "documents.parquet").write_text("x")
    assert [path.name for path in discover([folder], folder / "out").ignored] == ["notes.docx"]


def test_a_folder_that_may_not_be_read_is_told_of(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scandir = os.scandir

    def refuse(path: str) -> object:  # root may read anything, so the refusal is played
        if Path(path).name == "2007":
            raise PermissionError(errno.EACCES, "Permission denied", path)
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    found = _discover(folder)
    assert found.unreadable == (folder / "2007",)
    assert [f.path.name for f in found.files] == ["a.TXT", "b.pdf"]
    with pytest.raises(UsageError, match="2007 may not be read"):
        _discover(folder / "2007")


def test_a_pipe_is_no_agreement_but_a_broken_link_is_told_of(folder: Path) -> None:
    os.mkfifo(folder / "pipe.pdf")
    (folder / "link.pdf").symlink_to(folder / "nowhere.pdf")
    names = [f.path.name for f in _discover(folder).files]
    assert names == ["c.md", "a.TXT", "b.pdf", "link.pdf"]


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("nowhere", "does not exist"),
        ("pipe", "is neither a file nor a folder"),
        ("empty", r"No \.pdf, \.txt or \.md files"),
    ],
)
def test_what_cannot_be_read_is_refused_with_the_remedy(
    folder: Path, name: str, message: str
) -> None:
    (folder / "empty").mkdir()
    os.mkfifo(folder / "pipe")
    with pytest.raises(UsageError, match=message):
        _discover(folder / name)
