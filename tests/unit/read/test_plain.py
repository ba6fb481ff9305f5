"""Plain text: what dumps of PDFs leave of pages, paragraphs, lists and columns."""

import pytest

from pipeline.model import UnreadableError
from tests.read_texts import SOURCE, astray, plain, shown, texts, uncovered

# Full lines of a page set about sixty characters wide, as a wrapped paragraph has them.
PARAGRAPH = (
    "Parterna vill under året stärka arbetet med äldres hälsa i \n"
    "hela landet. Arbetet bygger på vad som redan prövats lokalt \n"
    "och ska följas upp av båda parter i slutet av perioden. \n"
)
JOINED = (
    "Parterna vill under året stärka arbetet med äldres hälsa i hela landet. Arbetet bygger "
    "på vad som redan prövats lokalt och ska följas upp av båda parter i slutet av perioden."
)


def test_wrapped_lines_make_paragraphs() -> None:
    document = plain(f"1. Bakgrund \n\n{PARAGRAPH} \n{PARAGRAPH}")
    assert texts(document) == ["1. Bakgrund", JOINED, JOINED]
    assert document.pages[0].text_source == "plain"
    assert document.pages[0].width is None
    assert [block.n_lines for block in document.blocks] == [1, 3, 3]


def test_double_spaced_lines_make_paragraphs() -> None:
    spaced = "".join(f"{line}\n\n" for line in PARAGRAPH.splitlines())
    document = plain(f"Bakgrund\n\n{spaced} \n\n{spaced}Nästa steg\n\n{spaced}")
    assert texts(document) == ["Bakgrund", JOINED, JOINED, "Nästa steg", JOINED]


@pytest.mark.parametrize(
    "break_",
    [
        "\f",
        "\n\f",
        "\n\n 7 \n\n\f",
        " \n\n\n \n\n7\n\n",
        "\n\n\n\n\n- 7 -\n\n\n",
        "\n \n\n\n\n",
        "\n ",
    ],
)
def test_a_sentence_runs_on_over_a_page_break(break_: str) -> None:
    lines = PARAGRAPH.splitlines()
    first, second = "\n".join(lines[:2]), "\n".join(lines[2:])
    document = plain(f"{PARAGRAPH}\n{first}{break_}{second}\n\n{PARAGRAPH}")
    assert texts(document) == [JOINED, JOINED, JOINED]


def test_a_word_runs_on_over_a_page_break() -> None:
    document = plain(f"{PARAGRAPH}\nArbetet ska göras tillsammans med de berörda kom-\fmunerna.\n")
    assert texts(document)[1].endswith("berörda kommunerna.")
    assert [page.number for page in document.pages] == [1, 2]
    assert document.pages[0].text.endswith("berörda kom")
    assert document.pages[1].text == "munerna.\n"


def test_a_sign_for_hyphen_and_line_break_parts_and_joins_a_word() -> None:
    parted = PARAGRAPH.replace("Arbetet", "Ar\ufffebetet")
    document = plain(f"1. Bakgrund \n\n{parted}")
    assert texts(document) == ["1. Bakgrund", JOINED]


def test_form_feeds_count_pages() -> None:
    document = plain(f"Titel\f\f2 Insatser\n\n{PARAGRAPH}\f3 Uppföljning\n\n{PARAGRAPH}\f")
    assert [page.number for page in document.pages] == [1, 2, 3, 4]
    assert [block.page for block in document.blocks] == [1, 3, 3, 4, 4]


def test_a_space_before_a_pages_first_line_counts_pages() -> None:
    document = plain(f"1 Mål \n\n{PARAGRAPH} 2 Medel \n\n{PARAGRAPH} 3 Övrigt \n\n{PARAGRAPH}")
    assert texts(document)[::2] == ["1 Mål", "2 Medel", "3 Övrigt"]
    assert [block.page for block in document.blocks] == [1, 1, 2, 2, 3, 3]


def test_running_heads_and_page_numbers_are_dropped() -> None:
    titles = ["Bakgrund", "Mål", "Medel", "Övrigt"]
    pages = [
        f"Överenskommelse 2031\n\n{title}\n\n{PARAGRAPH}\n{number} (4)\n"
        for number, title in enumerate(titles, start=1)
    ]
    found = texts(plain("\f".join(pages)))
    assert found[::2] == titles
    assert set(found[1::2]) == {JOINED}


def test_a_number_among_the_figures_of_a_list_is_no_page_number() -> None:
    assert "14" in texts(plain("Antal platser\n\n14\n\nAntal kurser\n\n7\n"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Insatserna är\n• stöd till anhöriga\n• utbildning av \npersonal\n",
            [
                ("paragraph", "Insatserna är"),
                ("list_item", "[•] stöd till anhöriga"),
                ("list_item", "[•] utbildning av personal"),
            ],
        ),
        (
            "Målen är:\n\uf0b7 god vård\n\uf0b7 \n\nkortare köer\n",
            [
                ("paragraph", "Målen är:"),
                ("list_item", "[\uf0b7] god vård"),
                ("list_item", "[\uf0b7] kortare köer"),
            ],
        ),
        (
            "Målen är:\n– god vård\n– kortare köer\n",
            [
                ("paragraph", "Målen är:"),
                ("list_item", "[–] god vård"),
                ("list_item", "[–] kortare köer"),
            ],
        ),
        (
            "Parterna ska\n1. inrätta ett råd,\n2. följa arbetet.\n",
            [
                ("paragraph", "Parterna ska"),
                ("list_item", "[1.] inrätta ett råd,"),
                ("list_item", "[2.] följa arbetet."),
            ],
        ),
        (
            "Parterna ska\na) inrätta ett råd\nb) följa arbetet\n",
            [
                ("paragraph", "Parterna ska"),
                ("list_item", "[a)] inrätta ett råd"),
                ("list_item", "[b)] följa arbetet"),
            ],
        ),
        (
            "Deltagare:\n\n1. Norra rådet\n\n2. Södra rådet\n",
            [
                ("paragraph", "Deltagare:"),
                ("list_item", "[1.] Norra rådet"),
                ("list_item", "[2.] Södra rådet"),
            ],
        ),
    ],
)
def test_lists(text: str, expected: list[tuple[str, str]]) -> None:
    assert shown(plain(text)) == expected


def test_bullets_of_which_but_a_space_is_left() -> None:
    document = plain(f"{PARAGRAPH}\nUppdraget är att:\n\n Ge stöd\n\n Följa upp\n\n{PARAGRAPH}")
    assert [block.kind for block in document.blocks] == [
        "paragraph",
        "paragraph",
        "list_item",
        "list_item",
        "paragraph",
    ]


@pytest.mark.parametrize(
    "heading",
    [
        "2. Kortare köer",
        "2 Kortare köer",
        "2.1 Kortare köer",
        "Kortare köer i hela landet",
        "Bilaga 2",
    ],
)
def test_a_heading_is_a_block_of_its_own(heading: str) -> None:
    for text in (
        f"{PARAGRAPH}\n{heading}\n\n{PARAGRAPH}",
        f"{PARAGRAPH}\n{heading}\n{PARAGRAPH}",
        f"{PARAGRAPH}\f{heading}\n{PARAGRAPH}",
    ):
        assert shown(plain(text))[1] == ("paragraph", heading)


def test_a_heading_of_two_lines_is_one_block() -> None:
    document = plain(
        f"{PARAGRAPH}\n3. Insatser för äldres hälsa – ett arbete inom \n"
        f"ramen för den nationella planen \n\n{PARAGRAPH}"
    )
    heading = document.blocks[1]
    assert texts(document)[1].endswith("inom ramen för den nationella planen")
    assert heading.n_lines == 2


def test_a_full_heading_is_told_from_its_text_where_no_heading_has_a_line_to_itself() -> None:
    long = "2.2 Insatser för äldres hälsa i hemmet och på särskilt boende"
    document = plain(
        f"{PARAGRAPH}\n2 Insatser\n{PARAGRAPH}\n2.1 Kurser\n{PARAGRAPH}\n"
        f"{long}\nISO-standarder ska följas i arbetet. {PARAGRAPH}"
    )
    assert long in texts(document)


@pytest.mark.parametrize(
    "wrapped",
    [
        "Redovisningen ska ha kommit in till departementet senast den 15\nmars 2031.",
        "Till arbetet med äldres hälsa i kommunerna avsätter staten\n3 miljoner kronor.",
        "Vad som sägs om arbetet med äldres hälsa framgår av (avsnitt\n3.1 i planen) i sin helhet.",
        "Parterna delar ansvaret för sådant arbete i kommunerna –\nmed undantag för köerna.",
    ],
)
def test_a_number_or_dash_at_a_lines_start_is_not_always_a_marker(wrapped: str) -> None:
    document = plain(f"{PARAGRAPH}\n{wrapped}\n\n{PARAGRAPH}")
    assert texts(document)[1] == wrapped.replace("\n", " ")


def test_underlining_and_letter_spacing_leave_nothing_behind() -> None:
    document = plain(
        "UMedel enligt punkt 2.1 Stöd till \nanhöriga:U betalas ut av staten. \n\n"
        "UMedel enligt punkt 2.2 Kurser: U betalas ut av staten. \n\nB E S L U T \n"
    )
    assert texts(document) == [
        "Medel enligt punkt 2.1 Stöd till anhöriga: betalas ut av staten.",
        "Medel enligt punkt 2.2 Kurser: betalas ut av staten.",
        "BESLUT",
    ]


def test_contents_with_leaders_are_contents() -> None:
    document = plain(
        "Innehåll\n1 Bakgrund ........ 3\n2 Insatser för äldres hälsa och \nvälmående ..... 4\n"
        f"3 Medel . . . . . . 12\n\n1 Bakgrund\n\n{PARAGRAPH}"
    )
    assert [block.kind for block in document.blocks] == ["contents"] * 4 + ["paragraph"] * 2
    assert texts(document)[2] == "2 Insatser för äldres hälsa och välmående ..... 4"


def test_contents_without_leaders_are_contents() -> None:
    document = plain(f"Innehållsförteckning\n\n1 Mål\t2\n2 Medel\t3\n3 Övrigt\t3\n\n{PARAGRAPH}")
    assert [block.kind for block in document.blocks] == ["contents"] * 4 + ["paragraph"]


def test_rows_of_money_and_stock_phrases_are_no_outline() -> None:
    rows = "1 Kurser   100\n2 Råd   200\n3 Rum   300\n4 Mat   400\nSumma   1 000\n"
    item = "  medlen betalas ut efter rekvisition\n  ställd till myndigheten\n"
    document = plain(f"{PARAGRAPH}\n{rows}\n{PARAGRAPH}\n{rows}\n{item * 3}\n{PARAGRAPH}")
    assert len(document.tables) == 2
    assert "contents" not in {block.kind for block in document.blocks}


def test_an_outline_repeated_at_the_end_is_contents() -> None:
    titles = ["1 Mål för arbetet", "2 Medel", "2.1 Stöd till anhöriga", "3 Uppföljning"]
    body = "\n".join(f"{title}\n\n{PARAGRAPH}" for title in titles)
    document = plain(body + "\n\n\n" + "\n".join(f"\t{title}" for title in titles) + "\n")
    kinds = [block.kind for block in document.blocks]
    assert kinds == ["paragraph"] * 8 + ["contents"] * 4


def test_signatories_side_by_side_come_one_after_the_other() -> None:
    document = plain(
        "För staten genom              För Sveriges Kommuner\n"
        "Socialdepartementet           och Regioner\n\n"
        "Stockholm den 3 maj 2031 Stockholm den 4 maj 2031\n\n\n"
        "Ada Berg                      Bo Ek\n"
        "statssekreterare              ordförande\n"
    )
    assert texts(document) == [
        "För staten genom Socialdepartementet",
        "Stockholm den 3 maj 2031",
        "Ada Berg",
        "statssekreterare",
        "För Sveriges Kommuner",
        "och Regioner",
        "Stockholm den 4 maj 2031",
        "Bo Ek",
        "ordförande",
    ]


def test_doubled_spaces_in_prose_make_no_columns() -> None:
    text = PARAGRAPH.replace(". A", ".  A").replace("och ska", "och  ska")
    assert texts(plain(text)) == [JOINED]


def test_a_footnote_is_told_from_the_text_and_its_mark_taken_out() -> None:
    lines = PARAGRAPH.splitlines()
    document = plain(
        f"{PARAGRAPH}\nBeloppet är 5 miljoner kronor1 om året. \n\n{lines[0]}\n\n\n"
        f"1 Utan moms och andra avgifter\n\f{lines[1]}\n{lines[2]}\n"
    )
    assert shown(document) == [
        ("paragraph", JOINED),
        ("paragraph", "Beloppet är 5 miljoner kronor om året."),
        ("footnote", "[1] Utan moms och andra avgifter"),
        ("paragraph", JOINED),
    ]


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_every_character_leads_back_to_the_file(line_end: str) -> None:
    source = (
        f" 1 Mål \n\n{PARAGRAPH}\nUMedel enligt 2.1:U  se 4\u00ad5. \n\uf0b7 a\u00a0 b\n"
        f"Stöd      12,5\nKurs      7\nSumma      19,5\n\n{PARAGRAPH}"
    ).replace("\n", line_end)
    document = plain(source)
    assert len(document.tables) == 1
    assert astray(document, source) == []
    assert uncovered(document) == ""


def test_marked_up_text_is_read_as_markdown_whatever_it_is_called() -> None:
    document = plain("# Avtal\n\n**Bakgrund**\n\nParterna är *eniga*.\n")
    assert texts(document) == ["Avtal", "Bakgrund", "Parterna är eniga."]
    assert document.pages[0].text_source == "markdown"


def test_findings_of_the_encoding_come_along() -> None:
    from pipeline.read.text.plain import read_plain

    document = read_plain("Överens om åtgärder.\n".encode("cp1252"), SOURCE)
    assert texts(document) == ["Överens om åtgärder."]
    assert [finding.code for finding in document.findings] == ["encoding_guessed"]


def test_an_empty_file_is_refused() -> None:
    with pytest.raises(UnreadableError):
        plain(" \n\n")


def test_lines_that_count_on_are_rows_of_their_own() -> None:
    rows = ["2.1 Tidiga insatser för barn: 98 miljoner kronor", "2.2 Stöd till kommuner: 12 mnkr"]
    document = plain("1. Medel\n\nMedlen fördelas så här:\n\n" + "\n".join(rows) + "\n")
    assert texts(document)[-2:] == rows
