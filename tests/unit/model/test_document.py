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
    box = _document().box_of(Span(0, 5), 1)
    assert box is not None
    assert (box.x0, box.top, box.bottom) == (10, 100, 112)
    assert 55 < box.x1 < 75


def test_a_full_stop_takes_little_of_its_word() -> None:
    box = _document().box_of(Span(22, 26), 2)
    assert box is not None
    assert 50 < box.x1 < 60


def test_a_span_over_two_lines_has_a_box_for_each() -> None:
    words = (
        PlacedWord(Span(0, 1), 1, Box(500, 100, 506, 112)),
        PlacedWord(Span(2, 8), 1, Box(70, 115, 120, 127)),
    )
    page = Page(1, "5 kronor\n", 0, "text_layer")
    source = Source("0" * 16, "a.pdf", "a.pdf", "0" * 64, "application/pdf")
    document = Document(source, (page,), (Block("paragraph", Span(0, 8), 1),), words=words)
    where = document.locate(0, 8)
    assert where.boxes == (words[0].box, words[1].box)
    assert where.box == Box(70, 100, 506, 127)


def test_the_block_of_a_character() -> None:
    document = _document()
    assert document.block_at(26) == document.blocks[0]
    assert document.block_at(27) is None
