from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.read.scans.scanned_pages import count_scanned_pages


@pytest.mark.parametrize(
    ("name", "scanned"),
    [
        ("2009-webbtidbok-skannad.pdf", 1),
        ("2024-trygg-och-samordnad-vard.pdf", 0),
        ("2019-nara-vard.md", 0),
        ("no-such-file.pdf", 0),
    ],
)
def test_scanned_pages_are_counted(samples: Path, name: str, scanned: int) -> None:
    assert count_scanned_pages(samples / name) == scanned
