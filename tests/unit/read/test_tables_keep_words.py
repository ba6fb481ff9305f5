"""No word is lost or doubled, whatever a page looks like."""

from __future__ import annotations

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.model import Box
from pipeline.read.layout import PageLayout, Stroke, Word
from pipeline.read.tables.draft import inside
from pipeline.read.tables.finding import find_grids

TEXTS = ("14", "2,385", "3 000", "12", "000", "Summa", "vård", "Insats", "och", "....", "–", "kr")
places = st.integers(min_value=0, max_value=30)


@st.composite
def words(draw: st.DrawFn) -> Word:
    """Words on a rough grid, so that columns, overlaps and doubled words come about."""
    text = draw(st.sampled_from(TEXTS))
    size = draw(st.sampled_from((7.0, 10.0, 10.0, 14.0)))
    x = 40.0 + 17.0 * draw(places)
    top = 60.0 + 12.5 * draw(places) + draw(st.sampled_from((0.0, 0.0, 3.0, 6.0)))
    width = max(len(text), 1) * size * 0.5
    return Word(text, Box(x, top, x + width, top + size), size, draw(st.booleans()))


@st.composite
def table_words(draw: st.DrawFn) -> list[Word]:
    """Rows of labels and figures, some of them missing."""
    found = []
    for row in range(draw(st.integers(2, 12))):
        for column, text in enumerate(("Insats", "14", "3 000", "SKR")):
            if draw(st.integers(0, 5)):
                x, top = 70.0 + 110.0 * column, 100.0 + 14.0 * row
                box = Box(x, top, x + 5.0 * len(text), top + 10.0)
                found.append(Word(text, box, 10.0))
    return found


@st.composite
def strokes(draw: st.DrawFn) -> Stroke:
    x, top, length = 35.0 + 34.0 * draw(places), 58.0 + 12.5 * draw(places), 30.0 * draw(places)
    if draw(st.booleans()):
        return Stroke(x, top, x + length, top)
    return Stroke(x, top, x, top + length)


@settings(max_examples=150, deadline=None)
@given(st.lists(words(), max_size=60), table_words(), st.lists(strokes(), max_size=30))
def test_every_word_in_a_grid_is_in_exactly_one_cell(
    scattered: list[Word], ordered: list[Word], drawn: list[Stroke]
) -> None:
    page = PageLayout(1, 595.0, 842.0, tuple(scattered + ordered), tuple(drawn))
    grids = find_grids(page)
    for grid in grids:
        held = Counter(id(word) for cell in grid.cells for word in cell.words)
        assert held == Counter(id(word) for word in inside(page.words, grid.box))
        assert len({(cell.row, cell.column) for cell in grid.cells}) == len(grid.cells)
    everywhere = Counter(id(w) for grid in grids for cell in grid.cells for w in cell.words)
    assert max(everywhere.values(), default=1) == 1
