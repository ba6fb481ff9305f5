from __future__ import annotations

import pytest

from pipeline.language import Gazetteer, sentences


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("SKR ska rapportera. Staten betalar.", ["SKR ska rapportera.", "Staten betalar."]),
        ("Det gäller t.ex. Inera och bl.a. SBU.", ["Det gäller t.ex. Inera och bl.a. SBU."]),
        ("Senast den 1 mars 2024. Medlen ska", ["Senast den 1 mars 2024.", "Medlen ska"]),
        ("Lämna den senast kl. 12.00 den 2 maj.", ["Lämna den senast kl. 12.00 den 2 maj."]),
        ("Det belastar utg.omr. 9 i år.", ["Det belastar utg.omr. 9 i år."]),
        ("Se avsnitt 3.1. Medlen delas.", ["Se avsnitt 3.1.", "Medlen delas."]),
        ("Enligt 4 kap. 3 § gäller detta.", ["Enligt 4 kap. 3 § gäller detta."]),
        ("Gäller (se ovan). SKL ska.", ["Gäller (se ovan).", "SKL ska."]),
        ("Kallas ”navet”. Det växer.", ["Kallas ”navet”.", "Det växer."]),
        ("Lars Ö. Nilsson undertecknar.", ["Lars Ö. Nilsson undertecknar."]),
        ("Vad gäller? Inget.", ["Vad gäller?", "Inget."]),
        ("  ", []),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert [text[s.start : s.end] for s in sentences(text)] == expected


def test_spans_are_moved_by_the_offset() -> None:
    (span,) = sentences("Medlen delas.", offset=100)
    assert (span.start, span.end) == (100, 113)


def test_the_gazetteer_prefers_the_longest_phrase() -> None:
    gazetteer = Gazetteer({"skr": ["Sveriges Kommuner och Regioner"], "kommun": ["Kommuner"]})
    text = "Staten och Sveriges Kommuner och Regioner"
    assert [label for label, _ in gazetteer.find(text)] == ["skr"]
