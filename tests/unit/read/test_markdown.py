"""Markdown: what converters make of agreements, good markdown or not."""

import pytest

from tests.read_texts import astray, grid, markdown, shown, texts, uncovered


def test_heading_marks_become_levels_and_leave_the_text() -> None:
    document = markdown("# Avtal 2031\n\n### **2. Medel**\n\nText om medel.\n\nTitel\n=====\n")
    assert texts(document) == ["Avtal 2031", "2. Medel", "Text om medel.", "Titel"]
    assert [block.markup_level for block in document.blocks] == [1, 3, None, 1]
    assert [block.style.bold for block in document.blocks] == [False, True, False, False]
    assert document.pages[0].text_source == "markdown"


@pytest.mark.parametrize(
    ("marked", "plain"),
    [
        ("**Parterna** är *eniga* om __allt__.", "Parterna är eniga om allt."),
        ("<b>Parterna</b> är <i>eniga</i>.", "Parterna är eniga."),
        ("Beloppet<sup>1</sup> är fast.", "Beloppet är fast."),
        ("Beloppet[^2] är $^{3}$ fast.", "Beloppet är fast."),
        ("Ytan är 5 m<sup>2</sup> stor.", "Ytan är 5 m2 stor."),
        (r"Post 1\. och \*två\*.", "Post 1. och *två*."),
        ("Se [planen](https://exempel.se/a) där.", "Se planen där."),
        ("Se <https://exempel.se/a>.", "Se https://exempel.se/a."),
        ("Vård &amp; omsorg &ndash; nära.", "Vård & omsorg – nära."),
        ("Stöd * till anhöriga.", "Stöd * till anhöriga."),
        ("* * *", ""),
        ("<!-- sida 3 -->", ""),
        ("![bild](a.png)", ""),
        ("> Citat ur lagen.", "Citat ur lagen."),
        ("Namn: ______________", "Namn: ______________"),
        ("fil_namn_ett och *öppen stjärna.", "fil_namn_ett och *öppen stjärna."),
    ],
)
def test_inline_markup_is_taken_out(marked: str, plain: str) -> None:
    assert texts(markdown(f"# T\n\n{marked}\n"))[1:] == ([plain] if plain else [])


def test_bold_lines_are_blocks_of_their_own() -> None:
    document = markdown("**Bakgrund**\nText om det som varit.\n\n*Mål*\n\nMera text.\n")
    assert texts(document) == ["Bakgrund", "Text om det som varit.", "Mål", "Mera text."]
    assert [block.style.bold for block in document.blocks] == [True, False, False, False]
    assert document.blocks[2].style.italic


def test_hard_breaks_part_short_lines_but_not_a_bold_title() -> None:
    document = markdown(
        "# T\n\n**Sveriges  \nKommuner  \noch Regioner**\n\nUtdrag till  \nRiksrevisionen  \n"
        "Kammarkollegiet\n\nAda Berg  \nstatssekreterare\n"
    )
    assert texts(document)[1:] == [
        "Sveriges Kommuner och Regioner",
        "Utdrag till Riksrevisionen",
        "Kammarkollegiet",
        "Ada Berg",
        "statssekreterare",
    ]


def test_soft_breaks_join() -> None:
    document = markdown("# T\n\nMedel ska gå till arbetet med äldre och till\nStatens råd.\n")
    assert texts(document)[1] == "Medel ska gå till arbetet med äldre och till Statens råd."


def test_lists() -> None:
    document = markdown(
        "# T\n\nParterna ska\n\n- stödja *anhöriga*\n* följa arbetet\n  och sprida det\n"
        "1. rapportera,\n2. redovisa.\n\n10) avsluta\n"
    )
    assert shown(document)[1:] == [
        ("paragraph", "Parterna ska"),
        ("list_item", "[-] stödja anhöriga"),
        ("list_item", "[*] följa arbetet och sprida det"),
        ("list_item", "[1.] rapportera,"),
        ("list_item", "[2.] redovisa."),
        ("list_item", "[10)] avsluta"),
    ]


@pytest.mark.parametrize("break_", ["\n\n", "\n\n\n\n", "\n\n---\n\n"])
def test_a_sentence_runs_on_over_a_page_break(break_: str) -> None:
    document = markdown(
        f"# T\n\nArbetet bygger på vad som redan prövats lokalt{break_}och följs upp av parterna.\n"
    )
    assert texts(document)[1:] == [
        "Arbetet bygger på vad som redan prövats lokalt och följs upp av parterna."
    ]


def test_a_list_item_runs_on_over_a_page_break() -> None:
    document = markdown("# T\n\n- stöd till dem som vårdar en\n\n\n\nanhörig i hemmet\n- kurser\n")
    assert shown(document)[1:] == [
        ("list_item", "[-] stöd till dem som vårdar en anhörig i hemmet"),
        ("list_item", "[-] kurser"),
    ]


def test_finished_paragraphs_and_headings_stay_apart() -> None:
    text = "# Avtal om\n\noch annat.\n\nMedlen är slut.\n\noch så vidare.\n"
    assert texts(markdown(text)) == ["Avtal om", "och annat.", "Medlen är slut.", "och så vidare."]


def test_a_footnote_in_the_middle_of_a_sentence_is_moved_out() -> None:
    document = markdown(
        "# T\n\nMedlen betalas ut till mottagaren<sup>1</sup> för att sedan\n\n"
        "<sup>1</sup> Utan moms\n\nfördelas av denne.\n"
    )
    assert shown(document)[1:] == [
        ("paragraph", "Medlen betalas ut till mottagaren för att sedan fördelas av denne."),
        ("footnote", "[1] Utan moms"),
    ]


def test_a_defined_footnote() -> None:
    document = markdown("# T\n\nBeloppet[^a] är fast.\n\n[^a]: Utan moms.\n")
    assert shown(document)[2] == ("footnote", "[a] Utan moms.")


def test_a_table_of_pipes() -> None:
    document = markdown(
        "# T\n\nFördelning i kr\n\n| Insats | Belopp | |\n|:--|--:|---|\n"
        "| **Kurser** | **1 000** | **Regionerna** |\n| Stöd \\| råd<sup>1</sup> |  | SKR |\n"
        "| Summa | 2 000 |\n\nEfter.\n"
    )
    (table,) = document.tables
    assert grid(table) == [
        ["Insats", "Belopp"],
        ["Kurser", "1 000", "Regionerna"],
        ["Stöd | råd", "SKR"],
        ["Summa", "2 000"],
    ]
    assert [cell.column for cell in table.rows[2]] == [0, 2]
    assert [cell.bold for cell in table.rows[1]] == [True, True, True]
    assert table.caption == "Fördelning i kr"
    assert texts(document)[-1] == "Efter."


def test_an_empty_head_is_dropped() -> None:
    document = markdown("# T\n\n|  |  |\n| --- | --- |\n| Län | Kronor |\n| Skåne | 5 |\n")
    assert grid(document.tables[0]) == [["Län", "Kronor"], ["Skåne", "5"]]


def test_a_table_of_tabs() -> None:
    document = markdown(
        "# T\n\n<b>Insats</b>\t<b>Belopp, kr</b>\n<b>1. Kurser</b>\t3 000\n"
        "<b>1.1 Rum</b> Avser hyra\t1 000\nTotalt\t4 000\n"
    )
    (table,) = document.tables
    assert grid(table)[1:] == [
        ["1. Kurser", "3 000"],
        ["1.1 Rum Avser hyra", "1 000"],
        ["Totalt", "4 000"],
    ]
    assert [row[0].bold for row in table.rows] == [True, True, False, False]


@pytest.mark.parametrize("row", ["{}\t{}", "| {} | {} |"])
def test_blank_lines_between_rows_do_not_end_a_table(row: str) -> None:
    rows = [("Insats", "Kronor"), ("Kurser", "1 000"), ("Rum", "500"), ("Summa", "1 500")]
    document = markdown("# T\n\n" + "\n\n".join(row.format(*cells) for cells in rows) + "\n")
    assert [grid(table) for table in document.tables] == [[list(cells) for cells in rows]]


def test_headings_may_be_set_in() -> None:
    document = markdown("    # Avtal\n\n    Text om medel.\n\n    ## Mål ##\n")
    assert texts(document) == ["Avtal", "Text om medel.", "Mål"]
    assert [block.markup_level for block in document.blocks] == [1, None, 2]


def test_a_table_of_html() -> None:
    document = markdown(
        "# T\n\n<table>\n<tr><th>Insats</th><th>Belopp</th></tr>\n"
        '<tr><td colspan="2">Kurser</td></tr>\n<tr><td>Rum</td><td>1 000</td></tr>\n'
        "</table>\n\nSlut.\n"
    )
    assert grid(document.tables[0]) == [["Insats", "Belopp"], ["Kurser"], ["Rum", "1 000"]]
    assert texts(document)[-1] == "Slut."


@pytest.mark.parametrize(
    ("second", "rows", "tables"),
    [
        ("| Insats | Belopp |\n|---|---|\n| Stöd | 2 000 |\n", 3, 1),
        ("| Stöd | 2 000 |\n|---|---|\n| Råd | 3 000 |\n", 4, 1),
        ("| Mottagare | År |\n|---|---|\n| Skåne | 2031 |\n", 2, 2),
        ("| Stöd | 2 000 | SKR |\n|---|---|---|\n", 2, 2),
    ],
)
def test_a_table_goes_on_after_a_page_break(second: str, rows: int, tables: int) -> None:
    first = "| Insats | Belopp |\n|---|---|\n| Kurser | 1 000 |\n"
    document = markdown(f"# T\n\n{first}\n\n\n{second}")
    assert len(document.tables) == tables
    assert len(document.tables[0].rows) == rows


@pytest.mark.parametrize(
    "contents",
    [
        "<b>1. Mål .....</b>\t<b>3</b>\n1.1 Medel.....\t4\n2. Övrigt .....\t12\n",
        "| 1. Mål ..... | 3 |\n|---|---|\n| 1.1 Medel ..... | 4 |\n| 2. Övrigt ..... | 12 |\n",
        "1. Mål ..... 3\n1.1 Medel ..... 4\n2. Övrigt ..... 12\n",
    ],
)
def test_contents(contents: str) -> None:
    document = markdown(f"# Avtal\n\n## Innehåll\n\n{contents}\n## 1. Mål\n\nText.\n")
    kinds = [block.kind for block in document.blocks]
    assert kinds == ["paragraph"] + ["contents"] * 4 + ["paragraph"] * 2
    assert document.tables == ()


def test_signatories_parted_by_tabs_are_no_table() -> None:
    document = markdown(
        "# T\n\nFör staten\tFör regionerna\nAda Berg\tBo Ek\nstatsråd\tordförande\n"
    )
    assert document.tables == ()
    assert texts(document)[1:] == [
        "För staten",
        "Ada Berg",
        "statsråd",
        "För regionerna",
        "Bo Ek",
        "ordförande",
    ]


def test_a_heading_broken_over_two_lines_is_one() -> None:
    document = markdown("## 2. Medel inom ramen för\n## arbetet med äldre\n\nText.\n")
    assert texts(document) == ["2. Medel inom ramen för arbetet med äldre", "Text."]
    assert document.blocks[0].n_lines == 2


def test_every_character_leads_back_to_the_file() -> None:
    source = (
        "# **Avtal** om\u00a0vård\r\n\r\n- Stöd\\. till [en](x) a\u0308ldre<sup>1</sup>\r\n\r\n"
        "<sup>1</sup> Not\r\n\r\n| A | B |\r\n|---|---|\r\n| <b>x</b> y | 1  000 |\r\n\r\n"
        "<table><tr><td> a </td>\r\n<td>b</td></tr></table>\r\n"
    )
    document = markdown(source)
    assert len(document.tables) == 2
    assert [pair for pair in astray(document, source) if pair[0] != "ä"] == []
    assert uncovered(document) == ""
