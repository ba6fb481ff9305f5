from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from pipeline.batch.versions import library_versions


def _program(folder: Path, script: str) -> str:
    program = folder / "tesseract"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    return str(program)


@pytest.mark.parametrize(
    ("script", "version"),
    [
        ("printf 'tesseract 5.3.0\\n leptonica-1.82.0\\n'", "5.3.0"),
        ("printf 'tesseract 4.1.1\\n' >&2", "4.1.1"),
        ("exit 1", None),
        ("echo something else", None),
    ],
)
def test_tesseract_is_named_where_it_works(
    tmp_path: Path, script: str, version: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = _program(tmp_path, script)
    monkeypatch.setattr(shutil, "which", lambda name: program)
    assert library_versions().get("tesseract") == version
    assert "pypdfium2" in library_versions()


def test_without_tesseract_the_others_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    assert sorted(library_versions()) == ["pyarrow", "pypdfium2", "regex", "spacy"]
