"""Tags of tagged PDFs: what blocks are called, and where they part or join lines."""

from __future__ import annotations

import pytest

from pipeline.read import read_document
from tests.tagged_pdf import Element, tagged, write_tagged_pdf

BODY = (
    "Parterna ska gemensamt verka för att vården utvecklas i hela",
    "landet och att de medel som avsätts används till det som har",
    "bestämts i denna överenskommelse.",
)


@pytest.fixture
def read_tagged(tmp_path):
    def read(*pages, roles=None):
        return read_document(write_tagged_pdf(tmp_path / "tagged.pdf", *pages, roles=roles))

    return read


def text_of(document, block):
    return document.text[block.span.start : block.span.end]


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("P", "P"),
        ("H2", "H2"),
        ("Sect/Sect/H", "H2"),
        ("H", "H1"),
        ("Rubrik", "H3"),
        ("L/LI/LBody/P", "LI"),
        ("L/LI/LBody/H1", "H1"),
        ("H1/Span", "H1"),
        ("P/Link", "P"),
        ("TOC/TOCI/Reference", "TOCI"),
        ("Table/TR/TD/P", "TD"),
        ("Table/TBody/TR/TH", "TH"),
        ("Div", None),
        ("Artifact", "Artifact"),
        ("", None),
    ],
)
def test_a_block_is_called_what_the_innermost_telling_element_is(read_tagged, kind, expected):
    page = [tagged("P", *BODY), tagged(kind, "Uppföljning av medel", space=10)]
    document = read_tagged(page, roles={"Rubrik": "H3"})
    assert document.blocks[-1].tag == expected


def test_each_page_counts_its_content_anew(read_tagged):
    first = [tagged("H1", "Bakgrund"), tagged("P", *BODY, space=10)]
    second = [tagged("P", *BODY), tagged("H1", "Uppföljning", space=10)]
    assert [block.tag for block in read_tagged(first, second).blocks] == ["H1", "P", "P", "H1"]


def test_a_heading_in_the_type_of_the_body_is_parted_from_the_text(read_tagged):
    page = [tagged("P", *BODY), tagged("H2", "Uppföljning av medlen i"), tagged("P", *BODY)]
    document = read_tagged(page)
    assert [text_of(document, b) for b in document.blocks] == [
        " ".join(BODY), "Uppföljning av medlen i", " ".join(BODY),
    ]  # fmt: skip


def test_the_lines_of_one_heading_are_one_block(read_tagged):
    heading = tagged("H2", "Uppföljning", "Av det som parterna gör", bold=True, space=8)
    document = read_tagged([tagged("P", *BODY), heading, tagged("P", *BODY, space=8)])
    assert text_of(document, document.blocks[1]) == "Uppföljning Av det som parterna gör"


def test_two_headings_below_one_another_are_two_blocks(read_tagged):
    headings = [tagged("H1", "Insatser inom vården", bold=True)]
    headings.append(tagged("H2", "och omsorgen i hela landet", bold=True))
    document = read_tagged([tagged("P", *BODY), *headings, tagged("P", *BODY)])
    assert [block.tag for block in document.blocks] == ["P", "H1", "H2", "P"]


@pytest.mark.parametrize("kind", ["H1", "P"])
def test_tags_that_call_everything_the_same_change_nothing(read_tagged, kind):
    lines = [Element(kind, (line,)) for line in BODY]
    document = read_tagged(lines)
    assert [text_of(document, block) for block in document.blocks] == [" ".join(BODY)]


def test_a_tagged_heading_keeps_its_number(read_tagged):
    document = read_tagged([tagged("P", *BODY), tagged("H1", "2. Uppföljning", space=10)])
    block = document.blocks[-1]
    assert (block.kind, text_of(document, block)) == ("paragraph", "2. Uppföljning")


def test_a_tree_that_bites_its_tail_is_no_matter(tmp_path):
    path = write_tagged_pdf(tmp_path / "tagged.pdf", [tagged("Sect/Sect/P", *BODY)])
    raw = path.read_bytes()
    numbers = [raw[: raw.index(found)].count(b" 0 obj") for found in (b"/S/Sect", b"/S/P/")]
    looped = raw.replace(b"K[%d 0 R]" % numbers[1], b"K[%d 0 R]" % numbers[0])
    assert looped != raw
    path.write_bytes(looped)
    assert read_document(path).text == " ".join(BODY) + "\n"
