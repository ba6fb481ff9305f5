"""The page on quality tells the figures that were committed."""

from __future__ import annotations

import json

from tests.conftest import ROOT

SETS = ("text", "latex", "reportlab", "scan", "uppdrag", "tables")


def test_the_table_of_accuracy_has_the_figures_last_committed() -> None:
    committed = json.loads((ROOT / "benchmarks" / "accuracy.json").read_text(encoding="utf-8"))
    page = (ROOT / "docs" / "quality.md").read_text(encoding="utf-8")
    whole = [committed[name]["all documents"] for name in SETS]
    for kind in whole[0]:
        cells = [f"{figures[kind]:.3f}" if kind in figures else "–" for figures in whole]
        assert f"| {kind} | {' | '.join(cells)} |" in page
