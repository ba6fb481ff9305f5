"""Tables that are skewed, drawn over, or headed in unusual ways."""

from __future__ import annotations

from pipeline.model import Box
from pipeline.read.layout import Stroke, Word
from tests.drawn_pages import Row, Sheet, Style, draw_table, row
from tests.unit.read.test_tables_of_odd_layout import BODY, SUMS, found


def test_text_recognised_from_a_skewed_page() -> None:
    """Levels jitter and drift by a third of a degree; edges are ragged."""
    sheet = Sheet(size=11.0)
    draw_table(sheet, SUMS, Style(widths=(260.0, 120.0), pad=0.3))
    jitter = (0.4, -0.5, 0.2, -0.3, 0.6)
    moved = []
    for index, word in enumerate(sheet.words):
        dx, dy = jitter[index % 5], jitter[(index * 2) % 5] + 0.006 * word.box.x0
        size = word.size * (1 + jitter[(index * 3) % 5] / 10)
        old = word.box
        new = Box(old.x0 + dx, old.top + dy, old.x1 + dx, old.bottom + dy)
        moved.append(Word(word.text, new, size, confidence=90.0))
    sheet.words = moved
    assert found(sheet) == [BODY]


def test_strokes_of_a_drawing_do_not_slow_or_break() -> None:
    sheet = Sheet()
    draw_table(sheet, SUMS, Style(widths=(230.0, 100.0)))
    for step in range(1500):
        sheet.strokes.append(
            Stroke(60 + step % 37 * 9, 500 + step % 41 * 5, 75 + step % 37 * 9, 500 + step % 41 * 5)
        )
        sheet.border(60 + step % 43 * 8, 500 + step % 31, 520 + step % 53)
    assert BODY in found(sheet)


def test_names_start_rows_in_capitals_and_labels_go_on_in_capitals() -> None:
    sheet = Sheet()
    rows: list[Row] = [
        row("Insats", "Kr"),
        row(
            "Stöd till arbetet vid Nationellt centrum för Suicidforskning och Prevention", "100 000"
        ),
        row("Rådet", "200 000"),
        row("Myndigheten för Vård och Omsorgsanalys samt Socialstyrelsens råd", "300 000"),
        row("Summa", "600 000"),
    ]
    for rules in ("none", "booktabs"):
        sheet = Sheet()
        draw_table(sheet, rows, Style(rules, widths=(190.0, 100.0)))
        assert found(sheet) == [[list(each.cells) for each in rows]]


def test_a_year_without_any_figures_keeps_its_column() -> None:
    rows = [
        row("", "2025", "2026", "2027"),
        row("Nära vård", "", "1 250", "1 300"),
        row("Köer", "", "980", "875"),
        row("Summa", "", "2 230", "2 175"),
    ]
    for rules in ("none", "booktabs", "grid"):
        sheet = Sheet()
        draw_table(sheet, rows, Style(rules, "lrrr", (200.0, 70.0, 70.0, 70.0)))
        assert found(sheet) == [[list(each.cells) for each in rows]]


def test_years_are_a_heading_also_above_a_chapter() -> None:
    rows = [
        row("", "2026", "2027"),
        row("Verkstad för förvaltningen, varav:", "", ""),
        row("Vägledning", "5", "7,5"),
        row("Drift", "100", "120"),
    ]
    sheet = Sheet()
    draw_table(sheet, rows, Style("none", "lrr", (220.0, 70.0, 70.0)))
    assert found(sheet) == [[list(each.cells) for each in rows]]


def test_words_in_place_of_a_figure() -> None:
    rows = [
        row("Insats", "Mnkr 2025"),
        row("Yrkesvux", "302"),
        row("Sommarjobb", "Finansieras inom ram"),
        row("Vägunderhåll", "500"),
        row("Rådgivning", "Ingår ovan"),
    ]
    for rules, aligns in (("none", "lr"), ("booktabs", "ll"), ("rows", "lr")):
        sheet = Sheet()
        sheet.prose("Medlen fördelas mellan insatserna.")
        draw_table(sheet, rows, Style(rules, aligns, (220.0, 140.0)))
        assert found(sheet) == [[list(each.cells) for each in rows]]


def test_every_label_is_broken_around_its_figure() -> None:
    rows = [
        row("Region", "Kronor"),
        row("Region Stockholm", "984 031 803"),
        row("Region Kronoberg", "172 762 284"),
        row("Region Gävleborg", "201 805 682"),
    ]
    sheet = Sheet(size=9.0)
    draw_table(sheet, rows, Style("none", "lr", (60.0, 80.0), valign="middle"))
    assert found(sheet) == [[list(each.cells) for each in rows]]


def test_headings_of_several_lines_over_narrow_figures() -> None:
    rows = [
        row("Län", "Medel 2025", "Antal sommarjobb som medlen kan ge", "Antal jobb för unga"),
        row("Uppsala län", "9 310 000", "910", "100"),
        row("Kalmar län", "5 830 000", "570", "70"),
        row("Skåne län", "50 910 000", "4 980", "600"),
    ]
    for valign in ("top", "middle", "bottom"):
        sheet = Sheet()
        draw_table(sheet, rows, Style("none", "lrrr", (90.0, 70.0, 80.0, 70.0), valign=valign))
        assert found(sheet) == [[list(each.cells) for each in rows]]


def test_a_last_cell_of_text_goes_on_below_its_figure() -> None:
    rows = [
        row("Fond", "Syfte", "Mnkr"),
        row("Klimatfonden", "Stöd till stora projekt för grön omställning i världen", "8 000"),
        row("Anpassningsfonden", "Projekt som stärker motståndskraften mot förändringar och "
            "som betalas ut under år 2024.", "130"),
    ]  # fmt: skip
    for rules in ("none", "booktabs"):
        sheet = Sheet()
        draw_table(sheet, rows, Style(rules, "llr", (110.0, 140.0, 60.0)))
        assert found(sheet) == [[list(each.cells) for each in rows]]
