from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from pipeline.report.recorded import RecordedDocument
from pipeline.report.web.areas import Areas
from pipeline.report.web.chart import Chart, money_chart
from pipeline.rulebook import load_rulebook

AREAS = Areas(load_rulebook(), "sv")


def _document(title: str | None, year: int | None, total: int | None) -> RecordedDocument:
    return RecordedDocument(
        doc_id="0" * 16,
        file_name="avtal.pdf",
        source_path="avtal.pdf",
        sha256="0" * 64,
        media_type="application/pdf",
        n_pages=1,
        text_source="text_layer",
        doc_type="överenskommelse",
        title=title,
        year=year,
        diarienummer=(),
        total_sek=None if total is None else Decimal(total),
        state_total_sek=None,
        verdict="reconciled",
        n_checks=1,
        n_mismatches=0,
        status="ok",
        error=None,
        pipeline_version="1",
        rules_version="1",
    )


def _chart(*documents: tuple[str | None, int | None, int | None]) -> Chart:
    chart = money_chart([_document(*document) for document in documents], AREAS)
    assert chart is not None
    return chart


@pytest.mark.parametrize(
    ("title", "area"),
    [
        ("Överenskommelse om insatser inom psykisk hälsa 2022", "Psykisk hälsa"),
        ("Kortare väntetider i cancervården", "Cancervård"),
        ("Rehabiliteringsgarantin 2012", "Sjukskrivning och rehabilitering"),
        ("God och nära vård 2024", "Nära vård"),
        ("Något helt annat", None),
        (None, None),
    ],
)
def test_the_title_names_the_area(title: str | None, area: str | None) -> None:
    assert AREAS.of(title) == area


def test_years_without_agreements_keep_their_room() -> None:
    chart = _chart(("Cancer", 2010, 4_000_000), ("Cancer", 2013, 8_000_000))
    assert chart.years == (2010, 2011, 2012, 2013)
    assert [(bar.year, bar.millions) for bar in chart.whole.bars] == [(2010, 4), (2013, 8)]
    assert [bar.height for bar in chart.whole.bars] == [50, 100]


def test_agreements_of_a_year_and_area_are_added() -> None:
    chart = _chart(("Cancer", 2010, 4_000_000), ("Cancervård", 2010, 500_000))
    assert chart.strips[0].millions == Decimal("4.5")


def test_areas_share_a_scale_and_the_largest_comes_first() -> None:
    chart = _chart(
        (None, 2010, 90_000_000), ("Cancer", 2010, 10_000_000), ("Äldre", 2010, 40_000_000)
    )
    assert [strip.name for strip in chart.strips] == ["Äldre", "Cancervård", None]
    assert [strip.bars[0].height for strip in chart.strips] == [44.44, 11.11, 100]


def test_a_small_sum_can_still_be_seen() -> None:
    chart = _chart(("Cancer", 2010, 100_000), ("Äldre", 2011, 900_000_000))
    assert chart.strips[1].bars[0].height == 1.5


@pytest.mark.parametrize("document", [("Cancer", None, 5), ("Cancer", 2010, None)])
def test_without_a_year_or_a_total_there_is_nothing_to_draw(
    document: tuple[str, int | None, int | None],
) -> None:
    assert money_chart([_document(*document)], AREAS) is None


_TITLE = "Insatser inom området psykisk hälsa 2016"


@pytest.mark.parametrize(
    ("changes", "millions"),
    [
        ({}, 280),
        ({"doc_type": "regeringsbeslut", "title": "Godkännande om psykisk hälsa"}, 280),
        ({"doc_type": "regeringsbeslut", "total_sek": Decimal(250_000_000)}, 280),
        ({"year": 2017}, 560),
        ({"title": "Cancervård 2016", "diarienummer": ()}, 560),
        ({"doc_type": "tilläggsöverenskommelse", "total_sek": Decimal(20_000_000)}, 300),
        ({"title": None, "diarienummer": ()}, 560),
    ],
    ids=["copy", "decision", "share", "year", "area", "supplement", "untitled"],
)
def test_money_that_two_documents_state_counts_once(changes: dict[str, Any], millions: int) -> None:
    first = replace(_document(_TITLE, 2016, 280_000_000), diarienummer=("S2016/00001/FS",))
    other = replace(first, file_name="annan.pdf", **changes)
    for documents in ([first, other], [other, first]):
        chart = money_chart(documents, AREAS)
        assert chart is not None
        assert chart.whole.millions == millions
        assert [r.document.file_name for r in chart.repeats] == (
            [] if millions > 280 else [documents[1].file_name if not changes else "annan.pdf"]
        )
