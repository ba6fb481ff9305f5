"""The sample agreements against golden files: any change of what is found shows up as one."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from pipeline.model import ExitCode, Outcome
from pipeline.store import SCHEMAS, read_table
from tests.conftest import SAMPLES

GOLDEN = Path(__file__).parent
# Positions on the page belong to the reader and have tests of their own; versions change.
_POSITIONS = {"x0", "top", "x1", "bottom", "boxes", "width", "height"}
_LEFT_OUT = _POSITIONS | {"pipeline_version", "rules_version"}
_TABLES = [name for name in SCHEMAS if name not in {"pages", "table_cells"}]


def _found(outcome: Outcome) -> dict[str, dict[str, list[dict[str, Any]]]]:
    """By file, by table: the rows as JSON can hold them."""
    documents = read_table(outcome.output, "documents").to_pylist()
    files = {row["doc_id"]: row["file_name"] for row in documents}
    found: dict[str, dict[str, list[dict[str, Any]]]] = {name: {} for name in files.values()}
    for table in _TABLES:
        for row in _plain(read_table(outcome.output, table)):
            found[files[row["doc_id"]]].setdefault(table, []).append(row)
    return found


def _plain(table: pa.Table) -> list[dict[str, Any]]:
    kept = table.select([name for name in table.column_names if name not in _LEFT_OUT])
    rows: list[dict[str, Any]] = json.loads(json.dumps(kept.to_pylist(), default=str))
    return rows


@pytest.mark.parametrize("file_name", sorted(path.name for path in SAMPLES.iterdir()))
def test_a_sample_is_read_as_before(
    outcome: Outcome, file_name: str, request: pytest.FixtureRequest
) -> None:
    golden = GOLDEN / f"{file_name}.json"
    found = json.dumps(_found(outcome)[file_name], ensure_ascii=False, indent=1) + "\n"
    if request.config.getoption("--regenerate-golden"):
        golden.write_text(found, encoding="utf-8")
        pytest.fail(f"{golden.name} was written anew: look at the difference, then run again")
    assert json.loads(found) == json.loads(golden.read_text(encoding="utf-8"))


def test_the_planted_error_is_found_and_no_other(outcome: Outcome) -> None:
    assert [d.file_name for d in outcome.documents if d.status != "ok"] == []
    verdicts = {d.file_name: d.verdict for d in outcome.documents}
    assert [name for name, verdict in verdicts.items() if verdict == "discrepancy"] == [
        "2021-digital-samverkan.pdf"
    ]
    assert outcome.exit_code == ExitCode.DISCREPANCY
    checks = read_table(outcome.output, "checks").to_pylist()
    failed = [row for row in checks if row["status"] == "mismatch"]
    stated = {row["stated_sek"] for row in failed}
    assert all("två siffror har bytt plats" in row["diagnosis"] for row in failed)
    assert stated == {162_010_000}, "only the transposed total is at fault"


def test_every_sample_has_its_verdict(outcome: Outcome) -> None:
    left = [d.file_name for d in outcome.documents if d.verdict == "unverifiable"]
    assert left == []
