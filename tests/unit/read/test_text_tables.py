"""Tables of figures in plain text, and what only looks like them."""

import pytest

from tests.read_texts import grid, plain, shown

ROWS = [
    ["Kurser för anhöriga", "1 200"],
    ["Stöd till råd", "300"],
    ["Summa", "1 500"],
]


def tables(text: str) -> list[list[list[str]]]:
    return [grid(table) for table in plain(text).tables]


@pytest.mark.parametrize(
    "text",
    [
        "Insats                 Kronor\n"
        "Kurser för anhöriga     1 200\n"
        "Stöd till råd             300\n"
        "Summa                   1 500\n",
        # Rows far apart, columns parted by uneven runs of spaces.
        "Insats      Kronor\n\n  \n\nKurser för anhöriga   1 200\n\n \n\n"
        "Stöd till råd      300\n\n\nSumma     1 500\n",
        "Insats\tKronor\nKurser för anhöriga\t1 200\nStöd till råd\t300\nSumma\t1 500\n",
        # Single spaces: the figure is what ends the line.
        "Insats Kronor\n\nKurser för anhöriga 1 200\n\nStöd till råd 300\n\nSumma 1 500\n",
        "Insats Kronor\nKurser för anhöriga 1\u00a0200\nStöd till råd 300\nSumma 1\u00a0500\n",
    ],
)
def test_rows_of_a_label_and_a_figure(text: str) -> None:
    assert tables(f"Så fördelas medlen:\n\n{text}\nText som följer.\n") == [
        [["Insats", "Kronor"], *ROWS]
    ]


@pytest.mark.parametrize("figure", ["l5 500", "1 5OO", "l,5"])
def test_a_total_with_letters_among_its_digits_is_a_row(figure: str) -> None:
    text = f"Insats Kronor\n\nKurser för anhöriga 1 200\n\nStöd till råd 300\n\nSumma {figure}\n"
    assert tables(f"Så fördelas medlen:\n\n{text}\nText som följer.\n") == [
        [["Insats", "Kronor"], *ROWS[:2], ["Summa", figure]]
    ]


def test_caption_and_surroundings() -> None:
    document = plain(
        "Fördelning av medel 2031\n\nKurser 1,5\n\nRåd 20\n\nSumma 21,5\n\n* utan moms\n"
    )
    (table,) = document.tables
    assert table.caption == "Fördelning av medel 2031"
    assert [kind for kind, _ in shown(document)] == ["paragraph", "table", "list_item"]
    assert document.blocks[1].table == 0


def test_delsumma_stays_with_its_label_wherever_it_stands() -> None:
    single = "Kurser delsumma 3,5\nRum 2,5\nMat 1\nS U M M A  T O T A L T  (miljoner kronor) 3,5\n"
    apart = (
        "Kurser           delsumma     3,5\nRum                           2,5\n"
        "Mat                             1\nSUMMA TOTALT (miljoner kronor) 3,5\n"
    )
    expected = [
        ["Kurser delsumma", "3,5"],
        ["Rum", "2,5"],
        ["Mat", "1"],
        ["SUMMA TOTALT (miljoner kronor)", "3,5"],
    ]
    assert tables(single) == [expected]
    assert tables(apart) == [expected]


def test_a_wrapped_label_is_one_row() -> None:
    text = (
        "Insats                          Mnkr\n"
        "Stöd till anhöriga inom vård       5\nsamt omsorg\n"
        "Kurser                             7\n"
        "Totalt                            12\n"
    )
    assert tables(text)[0][1:] == [
        ["Stöd till anhöriga inom vård samt omsorg", "5"],
        ["Kurser", "7"],
        ["Totalt", "12"],
    ]


def test_a_head_without_a_word_above_the_labels() -> None:
    text = (
        "Bidrag per år, miljoner kronor\n\n"
        "              Del 1    Del 2    Summa\n"
        "Kurser        1,5      2,0      3,5\n"
        "Råd           0,5      1,0      1,5\n"
        "Summa         2,0      3,0      5,0\n"
    )
    heads = [(cell.column, cell.text) for cell in plain(text).tables[0].rows[0]]
    assert heads == [(1, "Del 1"), (2, "Del 2"), (3, "Summa")]


def test_drawn_lines_dashed_parts_and_a_caption_with_its_unit() -> None:
    text = (
        "För rum avsätts 5 miljoner kronor.\n\n"
        "Medel enligt bilagan (tusen kronor)\n\n"
        "Insats              2030      2031\n"
        "----------------------------------\n"
        "Kurser             1 000     2 000\n"
        "    - varav resor    400       500\n"
        "Råd                  500       700\n"
        "----------------------------------\n"
        "Summa              1 500     2 700\n\n"
        "Medlen belastar anslag 1:6 anslagspost 34\nKurser och råd.\n"
    )
    assert tables(text) == [
        [
            ["Insats", "2030", "2031"],
            ["Kurser", "1 000", "2 000"],
            ["- varav resor", "400", "500"],
            ["Råd", "500", "700"],
            ["Summa", "1 500", "2 700"],
        ]
    ]


def test_a_long_label_with_a_wide_gap_before_its_figure() -> None:
    long = "Insatser i hela landet, " + "med stöd till kurser för anhöriga och råd, " * 4 + "(år 1)"
    text = f"Insats      Kronor\n{long}      1 200 000\nRåd      300 000\nSumma      1 500 000\n"
    assert tables(text) == [
        [["Insats", "Kronor"], [long, "1 200 000"], ["Råd", "300 000"], ["Summa", "1 500 000"]]
    ]


def test_recipients_behind_the_figure() -> None:
    spaced = (
        "Insats         Belopp, kr    Mottagare\n"
        "Kurser          1 000 000    Regionerna\n"
        "Råd                 5 000    SKR\n"
        "Totalt          1 005 000\n"
    )
    single = "Kurser 1 000 000 Regionerna\nRåd 5 000 SKR\nTotalt 1 005 000\n"
    expected = [
        ["Kurser", "1 000 000", "Regionerna"],
        ["Råd", "5 000", "SKR"],
        ["Totalt", "1 005 000"],
    ]
    assert tables(spaced)[0][1:] == expected
    assert tables(single) == [expected]


def test_columns_of_years() -> None:
    document = plain(
        "Anslag (tkr)      2030     2031     2032\n"
        "Kurser           1 000             3 000\n"
        "Råd                500      500      500\n"
        "Summa            1 500      500    3 500\n"
    )
    (table,) = document.tables
    assert [cell.column for cell in table.rows[1]] == [0, 1, 3]
    assert [cell.text for cell in table.rows[0]] == ["Anslag (tkr)", "2030", "2031", "2032"]


def test_a_table_goes_on_over_a_page_break() -> None:
    document = plain(
        "Insats     Kronor\nKurser      1 000\nRåd           500\f"
        "Rum           200\nSumma       1 700\n"
    )
    (table,) = document.tables
    assert len(table.rows) == 5
    assert [row[0].page for row in table.rows] == [1, 1, 1, 2, 2]


@pytest.mark.parametrize(
    "stacks",
    [
        "Insats\n\nKronor\n\nKurser för anhöriga\nStöd till råd\n\n1 200\n300\n\nSumma\n\n1 500\n",
        "Insats\nKurser för\n\nKronor\n1 200\n\nStöd till\nråd\n\n300\n\nSumma\n\n1 500\n",
    ],
)
def test_a_table_pulled_apart_into_stacks_of_cells(stacks: str) -> None:
    (table,) = tables(f"Så här fördelas medlen.\n\n{stacks}\nText som följer på det.\n")
    assert [row[1] for row in table] == ["Kronor", "1 200", "300", "1 500"]
    assert [row[0] for row in table][2:] == ["Stöd till råd", "Summa"]


def test_half_of_a_table_pulled_apart_is_none() -> None:
    assert tables("Kurser\n\n1 200\n1 300\n\nRåd\n\n300\n\nRum\n\n400\n\nSumma\n\n700\n") == []


def test_a_raised_digit_behind_a_label_that_goes_on_is_left_over() -> None:
    document = plain(
        "Insats                                       Kronor\n"
        "Kurser (mottagare regionerna via            500 000\n"
        "SKR) och rum (mottagare SKR)                      2\n"
        "Råd                                         100 000\n"
        "Totalt                                      600 000\n"
    )
    row = document.tables[0].rows[1]
    assert [(cell.column, cell.text) for cell in row] == [
        (0, "Kurser (mottagare regionerna via SKR) och rum (mottagare SKR)"),
        (1, "500 000"),
        (-1, "2"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        # contents without leaders
        "1 Bakgrund 2\n2 Mål 4\n3 Medel 5\n4 Övrigt 9\n",
        # contents with leaders
        "Bakgrund ........ 2\nMål ........ 4\nMedel ........ 5\n",
        # footers
        "Överenskommelse 1\n\n\n\nText här.\n\nÖverenskommelse 2\n\n\n\nText där.\n",
        # signatures
        "För staten              För SKR\nStockholm 2031-05-03    Stockholm 2031-05-04\n",
        "Stockholm den 3 maj 2031\n\nStockholm den 4 maj 2031\n\nMalmö den 5 maj 2031\n",
        # years, references and dates
        "Avtal för 2029\nAvtal för 2030\nAvtal för 2031\n",
        "Se avsnitt 3\nSe kapitel 4\nSe bilaga 5\n",
        "Rapport lämnas i mars 15\nRapport lämnas i maj 31\nRapport lämnas i juni 30\n",
        # prose with a figure at the end of each line
        "Parterna avsätter totalt för arbetet under perioden högst 14 000 000\n"
        "kronor. Av dessa går 2 000 000 till kurser och till råd ytterligare 3 000 000\n"
        "kronor. Resten fördelas till kommunerna som får dela på totalt 9 000 000\n"
        "kronor enligt vad som sägs i bilagan.\n",
        # a form
        "Organisationsnummer\nTelefon        \nBelopp         \nSumma bidrag   \n",
        # a list of prose that ends in a total
        "• Kurser (7 miljoner/år)\n• Råd (1 miljon/år)\nTotalt: 8 000 000 kr\n",
        "– Kurser 7 000 000 kr\n– Råd 1 000 000 kr\n– Rum 2 000 000 kr\n",
    ],
)
def test_what_is_no_table(text: str) -> None:
    assert tables(text) == []
