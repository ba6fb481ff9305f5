"""The assembly of documents from drafts: text, positions, pages, words that lines split."""

import unicodedata

import pytest

from pipeline.model import Box, Source
from pipeline.read.assembly.builder import (
    BlockDraft,
    CellDraft,
    DocumentBuilder,
    Fragment,
    Line,
    TableDraft,
)

SOURCE = Source("0123456789abcdef", "avtal.pdf", "avtal.pdf", "0" * 64, "application/pdf")
BOX = Box(10, 10, 20, 20)


def line(text: str, page: int = 1) -> Line:
    return Line(tuple(Fragment(word, BOX) for word in text.split(" ")), page)


def block(*texts: str, page: int = 1, **fields: object) -> BlockDraft:
    return BlockDraft(tuple(line(text, page) for text in texts), **fields)  # type: ignore[arg-type]


def build(*drafts: BlockDraft | TableDraft, pages: int = 1):
    builder = DocumentBuilder(SOURCE)
    for number in range(1, pages + 1):
        builder.add_page(number, "text_layer", 595.0, 842.0)
    builder.add_all(drafts)
    return builder.build()


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["Medlen betalas", "ut i juni."], "Medlen betalas ut i juni."),
        (["Regio\u00ad", "nerna rekvirerar"], "Regionerna rekvirerar"),
        (["regio-", "nerna rekvirerar"], "regionerna rekvirerar"),
        (["hälso-", "och sjukvård"], "hälso- och sjukvård"),
        (["barn-", "respektive vuxenvård"], "barn- respektive vuxenvård"),
        (["råd-, stöd-", "samt vårdinsatser"], "råd-, stöd- samt vårdinsatser"),
        (["registret HSA-", "katalogen"], "registret HSA-katalogen"),
        (["ökad e-", "hälsa"], "ökad e-hälsa"),
        (["åren 2013-", "2015"], "åren 2013-2015"),
        (["åren 2013–", "2015"], "åren 2013–2015"),
        (["sjukdomen covid-", "19"], "sjukdomen covid-19"),
        (["it-", "stöd"], "it-stöd"),
        (["och/", "eller"], "och/eller"),
        (["landstings-", "/regiondirektören"], "landstings-/regiondirektören"),
        (["insatser -", "stöd"], "insatser - stöd"),
        (["SÄRSKILDA INSAT-", "SER"], "SÄRSKILDA INSATSER"),
        (["Ett slut\u00ad"], "Ett slut"),
    ],
)
def test_lines_are_joined(lines: list[str], expected: str) -> None:
    assert build(block(*lines)).text == expected + "\n"


def test_a_compound_keeps_its_hyphen_where_the_document_writes_it_so() -> None:
    document = build(block("nära patient-", "läkarkontakt"), block("en patient-läkarkontakt"))
    assert document.text == "nära patient-läkarkontakt\nen patient-läkarkontakt\n"


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("14\u00a0000\u202f000  kronor", "14 000 000 kronor"),
        ("a\u030arets o\u0308verenskommelse", "årets överenskommelse"),
        ("med\u00adel \u200btill\ufeff", "medel till"),
        ("ﬁnansiering", "finansiering"),
        ("vård\u2010 och\u2011", "vård- och-"),
        ("\x02Medel\x07", "Medel"),
        ("rad\tmed\vtabb", "rad med tabb"),
    ],
)
def test_characters_are_cleaned(raw: str, expected: str) -> None:
    document = build(BlockDraft((Line((Fragment(raw),), 1),)))
    assert document.text == expected + "\n"
    assert unicodedata.is_normalized("NFC", document.text)


def test_every_word_knows_its_characters() -> None:
    document = build(block("till regio-", "nerna"))
    assert [document.text[w.span.start : w.span.end] for w in document.words] == [
        "till",
        "regio",
        "nerna",
    ]


def test_fragments_that_are_glued_have_no_space_between() -> None:
    fragments = (Fragment("HSA", BOX), Fragment("-katalogen", BOX, glued=True))
    document = build(BlockDraft((Line(fragments, 1),)))
    assert document.text == "HSA-katalogen\n"
    assert [word.span.end for word in document.words] == [3, 13]


def test_origins_lead_back_over_dropped_characters() -> None:
    source = "xx  14\u00ad 000   kr"
    document = build(BlockDraft((Line((Fragment(source[4:], origin=4),), 1),)))
    assert document.text == "14 000 kr\n"
    for place, character in enumerate(document.text.rstrip()):
        origin = document.source_offset(place)
        assert origin is not None
        assert source[origin] == character


def test_a_paragraph_runs_on_over_a_page_break() -> None:
    draft = BlockDraft((line("Regio-", 1), line("nerna ska", 2), line("rapportera.", 3)))
    document = build(draft, pages=3)
    assert [page.text for page in document.pages] == ["Regio", "nerna ska ", "rapportera.\n"]
    assert [page.char_start for page in document.pages] == [0, 5, 15]
    assert document.blocks[0].page == 1
    assert document.locate(5, 10).page == 2


def test_pages_without_text_count() -> None:
    document = build(block("Först"), block("Sist", page=4), pages=5)
    assert [page.text for page in document.pages] == ["Först\n", "", "", "Sist\n", ""]
    assert document.pages[2].char_start == 6


def test_a_footnote_of_an_earlier_page_goes_before_the_paragraph_that_runs_on() -> None:
    running = BlockDraft((line("Beloppet avser", 1), line("hela året.", 2)))
    note = block("Exklusive moms.", kind="footnote", marker="1")
    document = build(block("Rubrik"), running, note, pages=2)
    assert document.text == "Rubrik\nExklusive moms.\nBeloppet avser hela året.\n"
    assert [b.kind for b in document.blocks] == ["paragraph", "footnote", "paragraph"]
    assert all(document.page_at(b.span.start) == b.page for b in document.blocks)


def test_block_fields_come_through() -> None:
    draft = block("Bakgrund", markup_level=2, gap_before=1.5, indent=3.0)
    (found,) = build(draft).blocks
    assert (found.markup_level, found.gap_before, found.indent, found.n_lines) == (2, 1.5, 3.0, 1)


def test_drafts_without_text_vanish() -> None:
    empty = BlockDraft((Line((Fragment(" \u00ad"),), 1),))
    no_cells = TableDraft((CellDraft(0, 0, ()),))
    document = build(empty, no_cells, block("Text"))
    assert document.text == "Text\n"
    assert (len(document.blocks), document.tables) == (1, ())


def test_a_table_is_rows_of_cells_parted_by_tabs() -> None:
    table = TableDraft(
        (
            CellDraft(0, 1, (line("Belopp (kr)"),)),
            CellDraft(0, 0, (line("Insats"),)),
            CellDraft(1, 0, (line("Stöd till"), line("kommu-"), line("nerna")), bold=True),
            CellDraft(1, -1, (line("se not"),)),
            CellDraft(1, 1, (line("2 000"),)),
        ),
        caption="Fördelning",
        ruled=True,
    )
    document = build(block("Fördelning"), table)
    assert document.text == (
        "Fördelning\nInsats\tBelopp (kr)\nStöd till kommunerna\t2 000\tse not\n"
    )
    (found,) = document.tables
    assert (found.table_id, found.caption, found.ruled) == (
        "0123456789abcdef-t0001",
        "Fördelning",
        True,
    )
    for cell in found.cells:
        assert document.text[cell.span.start : cell.span.end] == cell.text
    assert [(c.column, c.bold) for c in found.rows[1]] == [(0, True), (1, False), (-1, False)]
    block_of_table = document.blocks[1]
    assert (block_of_table.kind, block_of_table.table, block_of_table.span) == (
        "table",
        0,
        found.span,
    )


def test_a_table_may_stand_on_several_pages() -> None:
    table = TableDraft(
        (
            CellDraft(0, 0, (line("Uppsala", 1),)),
            CellDraft(0, 1, (line("10", 1),)),
            CellDraft(1, 0, (line("Väster-", 1), line("norrland", 2))),
            CellDraft(1, 1, (line("20", 1),)),
            CellDraft(2, 0, (line("Summa", 2),)),
            CellDraft(2, 1, (line("30", 2),)),
        )
    )
    document = build(table, pages=2)
    assert [p.text for p in document.pages] == ["Uppsala\t10\nVästernorrland\t20\n", "Summa\t30\n"]
    assert [cell.page for cell in document.tables[0].cells] == [1, 1, 1, 1, 2, 2]
    # The word's second half keeps the page that it was printed on.
    assert [word.page for word in document.words] == [1, 1, 1, 2, 1, 2, 2]
