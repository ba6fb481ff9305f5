"""Headings of tagged PDFs: what tags tell where they agree with the rest, and where not."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.extract.sections import find_sections
from pipeline.model import BlockKind, Source, Style
from pipeline.read.assembly.builder import BlockDraft, DocumentBuilder, Fragment, Line
from pipeline.rulebook import load_rulebook

PROSE = "Parterna ska under året arbeta med frågan och följa upp resultatet i hela landet."
BODY, BOLD, LARGE = Style(11.0), Style(11.0, bold=True), Style(16.0, bold=True)


def block(text: str, tag: str | None = "P", style: Style = BODY, **how: str) -> BlockDraft:
    kind: BlockKind = "list_item" if "marker" in how else "paragraph"
    lines = (Line((Fragment(text),), page=1),)
    return BlockDraft(lines, kind, style, marker=how.get("marker"), tag=tag)


def text(tag: str = "P") -> BlockDraft:
    return block(PROSE, tag)


def headings(drafts: Sequence[BlockDraft]) -> list[tuple[str, str, int]]:
    builder = DocumentBuilder(Source("d" * 16, "d.pdf", "d.pdf", "d" * 64, "application/pdf"))
    builder.add_page(1, "text_layer", 595.0, 842.0)
    builder.add_all(drafts)
    sections, _ = find_sections(builder.build(), load_rulebook())
    return [(s.number or "", s.title, s.level) for s in sections]


def test_only_the_tags_tell_a_heading_in_the_type_of_the_body() -> None:
    def drafts(first: str, second: str) -> list[BlockDraft]:
        return [text(), block("Bakgrund", first), text(), block("Mål", second), text()]

    assert headings(drafts("H1", "H2")) == [("", "Bakgrund", 1), ("", "Mål", 2)]
    assert headings(drafts("P", "P")) == []


def test_tags_that_call_sentences_headings_are_not_believed() -> None:
    drafts = [block(PROSE, "H1"), block("Bakgrund", "H1"), text(), text(), text(), text(), text()]
    assert headings(drafts) == []


def test_tags_that_call_all_but_everything_a_heading_are_not_believed() -> None:
    short = ("Samverkan mellan parterna i frågan", "Uppföljning av det som görs")
    drafts = [block(line, "H1") for line in short] + [text()]
    assert headings(drafts) == []


def test_tags_that_pass_over_the_sure_headings_are_not_believed() -> None:
    sure = [
        draft
        for n in range(1, 5)
        for draft in (block(f"{n}. Insats{n * 'x'}", "P", LARGE), text(), text())
    ]
    drafts = [*sure, block("Namn på handläggaren", "H3"), text()]
    assert [number for number, _, _ in headings(drafts)] == ["1", "2", "3", "4"]


def test_a_row_of_a_list_that_looks_like_a_chapter_is_none() -> None:
    def drafts(tag: str) -> list[BlockDraft]:
        chapters = [block("1. Inledning", "H1"), text(), block("2. Insatser", "H1"), text()]
        return [*chapters, block("Kunskapsstyrning", tag, marker="3."), text()]

    chapters = [("1", "Inledning", 1), ("2", "Insatser", 1)]
    assert headings(drafts("P")) == [*chapters, ("3", "Kunskapsstyrning", 1)]
    assert headings(drafts("LI")) == chapters


def test_bold_words_of_a_list_item_or_a_form_head_nothing() -> None:
    def drafts(tag: str) -> list[BlockDraft]:
        return [block("Bakgrund", "H1", LARGE), text(), block("Kontakt", tag, BOLD), text()]

    assert headings(drafts("P")) == [("", "Bakgrund", 1), ("", "Kontakt", 2)]
    for tag in ("LI", "TD", "Artifact", "Caption"):
        assert headings(drafts(tag)) == [("", "Bakgrund", 1)]


def test_unnumbered_headings_lie_as_deep_as_numbered_ones_with_their_tag() -> None:
    drafts = [
        block("Överenskommelse om vården", "H1", LARGE),
        block("1. Inledning", "H2"),
        text(),
        block("1.1 Syfte", "H3"),
        text(),
        block("Delmål", "H4"),
        text(),
        block("2. Insatser", "H2"),
        text(),
        block("Målgrupp", "H3"),
        text(),
        block("Underskrifter", "H2"),
        text(),
    ]
    assert headings(drafts) == [
        ("1", "Inledning", 1),
        ("1.1", "Syfte", 2),
        ("", "Delmål", 3),
        ("2", "Insatser", 1),
        ("", "Målgrupp", 2),
        ("", "Underskrifter", 1),
    ]


def test_tagged_lines_of_contents_are_no_headings() -> None:
    contents = [block("Bakgrund", "TOCI"), block("Mål och insatser", "TOCI")]
    body = [block("Bakgrund", "H1"), text(), block("Mål och insatser", "H1"), text()]
    assert headings([*contents, *body]) == [("", "Bakgrund", 1), ("", "Mål och insatser", 1)]
