"""Rows of a text table whose label takes up several lines above their figure."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.read import read_document

HEAD = "7 Fördelning\n\nMedlen fördelas så här.\nInsats Belopp (kr) Mottagare\n"


def rows_of(folder: Path, text: str) -> list[list[str]]:
    path = folder / "a.txt"
    path.write_text(text, encoding="utf-8")
    tables = read_document(path, None).tables
    return [[cell.text for cell in row if cell.text] for table in tables for row in table.rows]


def test_a_label_over_several_lines_goes_with_the_figure_below_it(tmp_path: Path) -> None:
    text = HEAD + (
        "Stöd till läsfrämjande i små\nkommuner och byar\n3 000 000 Kommunerna via SKR\n"
        "Bokbussar 2 500 000 Regionerna\n"
        "Utveckling av öppna hyllor (som kostar\n2 000 kronor per hylla) för 2024\n"
        "fördelat\n4 500 000 SKR\n"
        "Totalt 10 000 000\n"
    )
    assert rows_of(tmp_path, text)[-4:] == [
        ["Stöd till läsfrämjande i små kommuner och byar", "3 000 000", "Kommunerna via SKR"],
        ["Bokbussar", "2 500 000", "Regionerna"],
        [
            "Utveckling av öppna hyllor (som kostar 2 000 kronor per hylla) för 2024 fördelat",
            "4 500 000",
            "SKR",
        ],
        ["Totalt", "10 000 000"],
    ]


def test_a_unit_in_the_table_is_enough_for_small_figures(tmp_path: Path) -> None:
    text = (
        "8 Tabell\n\nMedel i miljoner kronor\nBegrepp för äldreomsorg\noch socialtjänst\n8\n"
        "Register 5,5\nUppföljning 2\nSumma 15,5\n"
    )
    assert ["Begrepp för äldreomsorg och socialtjänst", "8"] in rows_of(tmp_path, text)


@pytest.mark.parametrize(
    "text",
    [
        "Parterna möts varje år i Örebro\noch fyller på bokskåpen\n3 000 000\nböcker lånas ut.\n",
        "Totalt 10 000 000\n\n\nOm hyllorna\ni öppna hus\n17\n",
    ],
)
def test_a_lone_number_away_from_tables_makes_no_row(tmp_path: Path, text: str) -> None:
    assert rows_of(tmp_path, "1 Inledning\n\n" + text) == []


def test_dots_lead_from_a_label_to_its_sum(tmp_path: Path) -> None:
    text = HEAD.replace(" Mottagare", "") + (
        "Bokbussar ........ 2 500 000\nÖppna hyllor . . . . . . 4 500 000\nTotalt ..... 7 000 000\n"
    )
    assert rows_of(tmp_path, text)[-3:] == [
        ["Bokbussar", "2 500 000"],
        ["Öppna hyllor", "4 500 000"],
        ["Totalt", "7 000 000"],
    ]


def test_a_heading_in_single_spaces_names_the_recipients_column(tmp_path: Path) -> None:
    text = HEAD + "Bokbussar 2 500 000 Regionerna\nHyllor 4 500 000 SKR\nTotalt 7 000 000\n"
    assert rows_of(tmp_path, text)[:2] == [
        ["Insats", "Belopp (kr)", "Mottagare"],
        ["Bokbussar", "2 500 000", "Regionerna"],
    ]
