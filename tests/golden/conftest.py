from __future__ import annotations

import pytest

import pipeline
from pipeline.model import Outcome
from tests.conftest import SAMPLES


@pytest.fixture(scope="session")
def outcome(tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    """The sample agreements, run once."""
    return pipeline.run([SAMPLES], tmp_path_factory.mktemp("samples") / "out")
