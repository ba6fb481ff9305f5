"""The README's example for researchers, carried out on the sample agreements."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest

from pipeline.model import Outcome
from tests.conftest import ROOT


def test_the_example_gives_every_item_once(
    outcome: Outcome, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```python\n(import pandas.*?)```", readme, re.DOTALL)
    (tmp_path / "out").symlink_to(outcome.output)
    monkeypatch.chdir(tmp_path)
    statements, _, question = example.rpartition("\n(")
    found: dict[str, object] = {}
    exec(statements, found)
    table = eval(f"({question}", found)
    rows = table[table.file_name == "2024-trygg-och-samordnad-vard.pdf"]
    sums = rows.groupby("table").value_sek.sum()
    assert sums[1] == Decimal(140_000_000)
    assert set(rows.page) == {3, 4}
