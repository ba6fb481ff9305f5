from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pytest

from pipeline.extract.sections.finding import find_sections
from pipeline.model import BlockKind, Document, Source, Style
from pipeline.read.assembly.builder import (
    BlockDraft,
    CellDraft,
    DocumentBuilder,
    Fragment,
    Line,
    TableDraft,
)
from pipeline.rulebook import load_rulebook

PROSE = "Parterna ska under året arbeta med frågan och följa upp resultatet."
PLAIN = Style()
BODY, BOLD = Style(size=11.0), Style(size=11.0, bold=True)
LARGE, ITALIC = Style(size=16.0, bold=True), Style(size=11.0, italic=True)


@dataclass(frozen=True)
class B:
    """A block of a made-up document."""

    text: str
    style: Style = PLAIN
    kind: BlockKind = "paragraph"
    marker: str | None = None
    markup: int | None = None


def lines(text: str) -> tuple[Line, ...]:
    return (Line((Fragment(text),), page=1),)


def document(blocks: Sequence[B | str], outline: Sequence[str] = ()) -> Document:
    """Plain strings are paragraphs without style; a string with tabs is a table's row."""
    builder = DocumentBuilder(Source("d" * 16, "d.txt", "d.txt", "d" * 64, "text/plain"))
    builder.add_page(1, "plain")
    for block in blocks:
        if isinstance(block, str):
            block = B(block)
        if "\t" in block.text:
            cells = enumerate(block.text.split("\t"))
            builder.add_table(TableDraft(tuple(CellDraft(0, i, lines(t)) for i, t in cells)))
            continue
        builder.add_block(
            BlockDraft(
                lines(block.text),
                block.kind,
                block.style,
                marker=block.marker,
                markup_level=block.markup,
            )
        )
    for title in outline:
        builder.add_outline(title, 1, 1)
    return builder.build()


def headings(blocks: Sequence[B | str], outline: Sequence[str] = ()) -> list[tuple[str, str, int]]:
    sections, _ = find_sections(document(blocks, outline), load_rulebook())
    return [(s.number or "", s.title, s.level) for s in sections]


def test_numbers_alone_make_headings_in_plain_text() -> None:
    blocks = ["1. Inledning", PROSE, "2 Insatser", "2.1 Vård", PROSE, "2.2 Omsorg", PROSE]
    assert headings(blocks) == [
        ("1", "Inledning", 1),
        ("2", "Insatser", 1),
        ("2.1", "Vård", 2),
        ("2.2", "Omsorg", 2),
    ]


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("§ 2 Uppföljning", ("2", "Uppföljning", 1)),
        ("2.Uppföljning", ("2", "Uppföljning", 1)),
        ("Kapitel 2 Uppföljning", ("2", "Uppföljning", 1)),
        ("2. e-hälsa i kommunerna", ("2", "e-hälsa i kommunerna", 1)),
        ("2. Ekonomiska villkor m.m.", ("2", "Ekonomiska villkor m.m", 1)),
    ],
)
def test_ways_to_number(heading: str, expected: tuple[str, str, int]) -> None:
    assert headings(["1. Inledning", PROSE, heading, PROSE])[1] == expected


@pytest.mark.parametrize(
    "line",
    [
        "2. regionerna ska redovisa resultatet",
        "2. Regionerna ska redovisa resultatet senast i mars.",
        "2 500 000 kronor avsätts för arbetet",
        "7 Socialstyrelsen är en myndighet, som ansvarar för frågan,",
        "2. Uppföljning .......... 14",
    ],
)
def test_numbered_text_that_is_no_heading(line: str) -> None:
    assert headings(["1. Inledning", PROSE, line, PROSE, "3. Uppföljning", PROSE]) == [
        ("1", "Inledning", 1),
        ("3", "Uppföljning", 1),
    ]


def test_a_numbered_list_within_a_section_does_not_break_the_sequence() -> None:
    blocks = ["1. Inledning", PROSE, "2. Mål", "Målen är följande:"]
    blocks += ["1. Kortare köer", "2. Bättre data", "3. Jämlik vård", PROSE]
    assert headings([*blocks, "2.1 Köer", PROSE, "3. Medel", PROSE]) == [
        ("1", "Inledning", 1),
        ("2", "Mål", 1),
        ("2.1", "Köer", 2),
        ("3", "Medel", 1),
    ]


def test_a_table_row_with_a_number_is_no_heading() -> None:
    blocks = [
        "1. Medel",
        PROSE,
        "2. Fördelning",
        "3.1 Regionernas del\t100 000",
        "3. Övrigt",
        PROSE,
    ]
    assert [number for number, _, _ in headings(blocks)] == ["1", "2", "3"]


def test_numbers_that_the_reader_took_for_list_markers() -> None:
    items = [B("Inledning", kind="list_item", marker="1."), PROSE]
    items += [B("Uppföljning", kind="list_item", marker="2."), PROSE]
    assert headings(items) == [("1", "Inledning", 1), ("2", "Uppföljning", 1)]


def test_unnumbered_headings_lie_below_the_numbered_one() -> None:
    blocks = ["1. Inledning", PROSE, "2. Vård", "2.1 Köer", PROSE, "Mål för arbetet", PROSE]
    assert headings([*blocks, "3. Medel", PROSE, "Insatser 2016", PROSE])[3:] == [
        ("", "Mål för arbetet", 3),
        ("3", "Medel", 1),
        ("", "Insatser 2016", 2),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Tabell 1. Fördelning av medel",
        "Stockholm den 3 mars 2016",
        "För staten genom Socialdepartementet",
        "Arbetet ska",
        "Styrgruppen kan utse fler ledamöter",
        "Målen är dessa:",
        "och resten av en mening",
    ],
)
def test_short_lines_that_head_nothing(line: str) -> None:
    assert headings(["1. Inledning", PROSE, line, PROSE]) == [("1", "Inledning", 1)]


def test_a_short_line_amid_a_sentence_is_no_heading() -> None:
    torn = ["1. Inledning", "Samråd ska ske med", "Socialstyrelsen", "och andra myndigheter."]
    assert headings([*torn, PROSE]) == [("1", "Inledning", 1)]


def test_style_tells_sub_headings_and_their_depth() -> None:
    blocks = [B("1. Vård", LARGE), B(PROSE, BODY), B("Stöd", BOLD), B(PROSE, BODY)]
    blocks += [B("Register", ITALIC), B(PROSE, BODY), B("Data", ITALIC), B(PROSE, BODY)]
    assert headings([*blocks, B("Mål", BOLD), B(PROSE, BODY)]) == [
        ("1", "Vård", 1),
        ("", "Stöd", 2),
        ("", "Register", 3),
        ("", "Data", 3),
        ("", "Mål", 2),
    ]


def test_markdown_depth_lies_where_numbers_tell_the_truth() -> None:
    blocks = [B("1. Vård", markup=2), PROSE, B("1.1 Köer", markup=4), PROSE]
    blocks += [B("2. Medel", markup=4), PROSE, B("2.1 Villkor", markup=3), PROSE]
    assert [level for _, _, level in headings(blocks)] == [1, 2, 1, 2]


def test_a_chapter_without_number_set_like_the_numbered_ones() -> None:
    blocks = [B("1 Vård", LARGE), B(PROSE, BODY), B("2 Omsorg", LARGE), B(PROSE, BODY)]
    assert headings([*blocks, B("Utbetalning", LARGE), B(PROSE, BODY)])[-1][2] == 1


def test_the_title_page_is_no_section() -> None:
    blocks = [B("Regeringskansliet", BOLD), B("God vård 2022", Style(size=24.0, bold=True))]
    blocks += [B("Överenskommelse mellan staten och Sveriges Kommuner och Regioner", BOLD)]
    blocks += [B("Innehåll", LARGE), B("1. Inledning .... 3", BODY, "contents")]
    assert headings([*blocks, B("1. Inledning", LARGE), B(PROSE, BODY)]) == [("1", "Inledning", 1)]


def test_a_press_release_has_a_title_and_sections() -> None:
    blocks = [B("Mer medel till vården", markup=1), PROSE, B("Så fördelas medlen", markup=2), PROSE]
    assert headings(blocks) == [("", "Så fördelas medlen", 1)]


def test_a_caption_is_no_heading() -> None:
    blocks = [B("1. Medel", LARGE), B(PROSE, BODY), B("Fördelning 2016", BOLD), B("Vård\t10", BODY)]
    assert headings(blocks) == [("1", "Medel", 1)]


def test_appendices_and_what_stands_in_them() -> None:
    blocks = ["1. Inledning", PROSE, "Bilaga 1: Mall. Används vid rekvisition.", PROSE]
    blocks += [
        "Bilaga 2",
        "Rekvisition",
        "1. Kontaktuppgifter",
        "2. Belopp",
        "Bilaga 3 innehåller mer",
    ]
    assert headings(blocks) == [
        ("1", "Inledning", 1),
        ("", "Bilaga 1: Mall", 1),
        ("", "Bilaga 2", 1),
    ]


def test_the_outline_confirms_a_heading() -> None:
    blocks = [B(PROSE, BODY), B("Samverkan i länen", BODY), B(PROSE, BODY)]
    assert headings(blocks) == []
    assert headings(blocks, ["Samverkan i länen"]) == [("", "Samverkan i länen", 1)]


def test_sections_reach_to_the_next_of_their_rank() -> None:
    made = document(["1. Vård", PROSE, "1.1 Köer", PROSE, "2. Medel", PROSE])
    first, below, last = find_sections(made, load_rulebook())[0]
    assert first.where.raw == made.text[: last.where.span.start]
    assert below.parent_id == first.section_id
    assert last.parent_id is None
    assert last.where.span.end == len(made.text)
    assert [s.section_id[-5:] for s in (first, below, last)] == ["s0001", "s0002", "s0003"]


@pytest.mark.parametrize(
    ("listed", "message"),
    [
        ("2. Medelstilldelning .... 4", "The contents list calls section 2"),
        ("3. Uppföljning .... 5", "names “3 Uppföljning”, the body does not"),
        ("1.1 Bakgrund .... 3", "Section 2 “Medel” is missing"),
    ],
)
def test_contents_that_disagree_with_the_body(listed: str, message: str) -> None:
    contents = [B("1. Inledning .... 3", kind="contents"), B(listed, kind="contents")]
    made = document([*contents, "1. Inledning", PROSE, "2. Medel", PROSE])
    findings = find_sections(made, load_rulebook())[1]
    assert any(message in finding.message for finding in findings)
    assert {finding.code for finding in findings} == {"contents_disagree"}


def test_contents_that_agree_raise_nothing() -> None:
    listed = "1. Inledning ..... 3 2. Medel till re- gionerna . . . 4"
    made = document(
        [B(listed, kind="contents"), "1. Inledning", PROSE, "2. Medel till regionerna", PROSE]
    )
    assert find_sections(made, load_rulebook())[1] == ()


def test_a_contents_list_that_the_reader_took_for_paragraphs() -> None:
    lines_ = ["1. Inledning 3", "2. Medel 4", "2.1 Villkor 4"]
    found = headings([*lines_, "1. Inledning", PROSE, "2. Medel", "2.1 Villkor", PROSE])
    assert found == [("1", "Inledning", 1), ("2", "Medel", 1), ("2.1", "Villkor", 2)]


def test_an_agreement_appended_to_a_decision_is_main_text() -> None:
    blocks = [B("Regeringens beslut", LARGE), B(PROSE, BODY), B("Bilaga", BODY)]
    blocks += [B("God vård", Style(size=20.0, bold=True)), B("1. Inledning", LARGE)]
    blocks += [B(PROSE, BODY), B("2. Medel", LARGE), B("Medlen:", BODY), B("Vård\t5", BODY)]
    assert [title for _, title, _ in headings(blocks)] == [
        "Regeringens beslut",
        "Inledning",
        "Medel",
    ]


def test_the_outline_may_name_the_title_which_is_no_section() -> None:
    blocks = [B("God vård", LARGE), B(PROSE, BODY), B("Mål", BOLD), B(PROSE, BODY)]
    assert headings(blocks, ["God vård", "Mål"]) == [("", "Mål", 1)]


def test_the_last_chapter_may_hold_signatures_alone() -> None:
    blocks = [B("1. Mål", LARGE), B(PROSE, BODY), B("2. Undertecknande", LARGE)]
    found = headings([*blocks, B("För staten", BODY), B("Anna Ek", BODY)])
    assert found[-1] == ("2", "Undertecknande", 1)


def test_headings_right_above_one_another() -> None:
    blocks = ["Bakgrund", PROSE, "Finansiering", "Nationellt gemensamma medel", PROSE]
    assert [title for _, title, _ in headings(blocks)] == [
        "Bakgrund",
        "Finansiering",
        "Nationellt gemensamma medel",
    ]


def test_a_list_of_titles_at_the_end_is_a_contents_list() -> None:
    titles = ["1 Mål", "2 Medel", "2.1 Köer", "2.2 Data", "3 Tid"]
    body = [part for title in titles for part in (title, PROSE)]
    assert [number for number, _, _ in headings([*body, *titles])] == ["1", "2", "2.1", "2.2", "3"]


def test_a_title_repeated_in_a_torn_table_is_listed_but_once() -> None:
    contents = [
        B(f"{title} .... 3", kind="contents") for title in ("1. Mål", "2. Vård", "3. Medel")
    ]
    body = [B("1. Mål", LARGE), B(PROSE, BODY), B("2. Vård", LARGE), B(PROSE, BODY)]
    torn = [B("3. Medel", LARGE), B(PROSE, BODY), B("2. Vård", BOLD), B("5 000", BODY)]
    assert [number for number, _, _ in headings([*contents, *body, *torn])] == ["1", "2", "3"]


def test_rows_of_money_are_no_contents() -> None:
    row = B("2. Medel till vården 68 000 000", kind="contents")
    made = document(["1. Inledning", PROSE, row, "2. Medel", PROSE])
    assert find_sections(made, load_rulebook())[1] == ()


def test_a_title_page_of_any_kind_stands_above_the_first_chapter() -> None:
    title = "Överenskommelse mellan staten och regionerna om en god vård för alla i hela landet "
    for above in ([title + "2021 (Vård 2021)"], ["Dnr 21/04321"], ["1 bilaga"]):
        blocks = [*above, "Inledning", PROSE, "Insatser", PROSE]
        assert headings(blocks) == [("", "Inledning", 1), ("", "Insatser", 1)]


def test_signatures_without_number_close_the_agreement_not_its_last_chapter() -> None:
    signed = ["För staten", "Anna Provberg", "Statssekreterare"]
    blocks = ["1. Inledning", PROSE, "2. Uppföljning", PROSE, "Underskrifter", *signed]
    assert headings(blocks)[-1] == ("", "Underskrifter", 1)


def test_headings_in_capitals_lie_above_their_like() -> None:
    blocks = ["BAKGRUND", PROSE, "VILLKOR", "Ledning och styrning", PROSE, "UPPFÖLJNING", PROSE]
    assert [level for _, _, level in headings(blocks)] == [1, 1, 2, 1]


def test_below_the_name_of_the_agreement_the_first_chapter_begins() -> None:
    front = ["God vård 2023", "Överenskommelse mellan staten och regionerna om vård"]
    assert headings([*front, "Parternas syn på vården", PROSE]) == [
        ("", "Parternas syn på vården", 1)
    ]
    assert headings(["Överenskommelse om vård", "God vård 2023", PROSE]) == []


def test_labels_of_a_form_with_what_was_filled_in_are_no_headings() -> None:
    blocks = ["1. Inledning", PROSE, "Ort och datum: Lund den 3 mars 2020", "För staten:"]
    assert headings([*blocks, "Anna Provberg", "Statssekreterare"]) == [("1", "Inledning", 1)]
