"""The notebook's cells run on the tables of the samples."""

from __future__ import annotations

import json
from typing import Any

import pytest

from pipeline.model import Outcome
from tests.conftest import ROOT


@pytest.mark.parametrize("path", sorted((ROOT / "notebooks").glob("*.ipynb")), ids=lambda p: p.stem)
def test_every_cell_runs(path: Any, outcome: Outcome, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = outcome.output.parent / "data" / "processed"
    folder.mkdir(parents=True)
    (folder / "demo").symlink_to(outcome.output)
    monkeypatch.chdir(outcome.output.parent)
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    names: dict[str, Any] = {}
    for cell in cells:
        if cell["cell_type"] == "code":
            exec("".join(cell["source"]), names)
    assert len(names["amounts"]) > 50
    assert set(names["items"].agreement) <= set(names["documents"].title)
