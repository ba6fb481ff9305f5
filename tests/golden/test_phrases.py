"""What is said of the sample agreements has its phrase in both languages."""

from __future__ import annotations

from pipeline.model import Outcome
from pipeline.report.sentences import language_of
from pipeline.report.wording import Wording
from pipeline.store import read_table


def test_all_that_is_said_of_the_samples_has_its_phrase(outcome: Outcome) -> None:
    checks = read_table(outcome.output, "checks").to_pylist()
    findings = read_table(outcome.output, "findings").to_pylist()
    sentences = {row["label"] for row in checks} | {row["message"] for row in findings}
    sentences |= {row["diagnosis"] for row in checks if row["diagnosis"]}
    assert len(sentences) > 20
    assert sorted(s for s in sentences if language_of(s, Wording("en")) != "en") == []
