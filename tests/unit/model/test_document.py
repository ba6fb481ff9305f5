from __future__ import annotations

from pipeline.model import Block, Box, Document, Page, PlacedWord, Source, Span


def _document() -> Document:
    pages = (
        Page(1, "Regeringen avsätter 5 ", 0, "text_layer"),
        Page(2, "mnkr.\n", 22, "text_layer"),
    )
    words = (
        PlacedWord(Span(0, 10), 1, Box(10, 100, 110, 112)),
        PlacedWord(Span(11, 19), 1, Box(115, 100, 195, 112)),
        PlacedWord(Span(20, 21), 1, Box(200, 100, 206, 112)),
        PlacedWord(Span(22, 27), 2, Box(10, 50, 60, 62)),
    )
    source = Source("0" * 16, "a.pdf", "a.pdf", "0" * 64, "application/pdf")
    return Document(source, pages, (Block("paragraph", Span(0, 27), 1),), words=words)


def test_a_sentence_runs_on_over_a_page_break() -> None:
    document = _document()
    assert document.text == "Regeringen avsätter 5 mnkr.\n"
    assert (document.page_at(21), document.page_at(22)) == (1, 2)


def test_the_box_covers_the_part_on_the_span_s_own_page() -> None:
    where = _document().locate(20, 26)
    assert (where.page, where.raw) == (1, "5 mnkr")
    assert where.box == Box(200, 100, 206, 112)


def test_a_part_of_a_word_takes_its_share_of_the_box() -> None:
    assert _document().box_of(Span(0, 5), 1) == Box(10, 100, 60, 112)


def test_the_block_of_a_character() -> None:
    document = _document()
    assert document.block_at(26) == document.blocks[0]
    assert document.block_at(27) is None
