"""What is no table and must never be taken for one."""

from __future__ import annotations

import pytest

from pipeline.read.layout import Word
from pipeline.read.tables.finding import find_grids
from tests.drawn_pages import Sheet

PROSE = (
    "Regeringen har för 2024 avsatt 500 miljoner kronor för insatser inom området. Av dessa går "
    "300 000 000 kronor till regionerna och 12 500 000 kronor till det gemensamma stödet. För "
    "2025 beräknas 450 miljoner kronor och för 2026 beräknas 400 miljoner kronor under samma "
    "villkor, med reservation för att riksdagen anvisar medel. Under åren 2018 till 2023 har "
    "satsningen omfattat 1 200, 1 350, 1 400, 1 500, 1 550 och 1 600 miljoner kronor."
)


def running_text(sheet: Sheet) -> None:
    for _ in range(5):
        sheet.prose(PROSE)


def justified_text(sheet: Sheet) -> None:
    for _ in range(5):
        sheet.prose(PROSE, justified=True)


def narrow_justified_text(sheet: Sheet) -> None:
    sheet.width = 180.0
    for _ in range(4):
        sheet.prose(PROSE, justified=True)


def two_columns(sheet: Sheet) -> None:
    for left in (70.0, 310.0):
        sheet.left, sheet.width, sheet.y = left, 210.0, 80.0
        for _ in range(3):
            sheet.prose(PROSE)


def two_justified_columns(sheet: Sheet) -> None:
    """Lines of both columns end and begin with figures now and then."""
    for left, text in ((70.0, PROSE), (310.0, PROSE[40:] + " " + PROSE[:40])):
        sheet.left, sheet.width, sheet.y = left, 215.0, 80.0
        for _ in range(3):
            sheet.prose(text, justified=True)


def two_columns_between_rules(sheet: Sheet) -> None:
    two_columns(sheet)
    for y in (60.0, 760.0):
        sheet.rule(70.0, y, 520.0)


def contents(sheet: Sheet, leaders: bool, numbers: bool = True) -> None:
    sheet.put(sheet.left, sheet.y, "Innehåll", bold=True)
    entries = "Inledning,Bakgrund,Insatser under året,Uppföljning,Ekonomi,Villkor,Godkännande"
    for index, entry in enumerate(entries.split(",")):
        sheet.y += 16.0
        title = f"{index + 1} {entry}" if numbers else entry
        sheet.put(sheet.left, sheet.y, title)
        if leaders:
            x = sheet.left + sheet.measure(title) + 4.0
            count = int((sheet.right - 20.0 - x) / sheet.measure("."))
            sheet.put(x, sheet.y, "." * count)
        sheet.put(sheet.right, sheet.y, str(3 + 2 * index), align="right")


def contents_with_leaders(sheet: Sheet) -> None:
    contents(sheet, leaders=True)


def contents_without_leaders(sheet: Sheet) -> None:
    contents(sheet, leaders=False)


def contents_without_numbers(sheet: Sheet) -> None:
    contents(sheet, leaders=False, numbers=False)


def contents_headed_page(sheet: Sheet) -> None:
    sheet.put(sheet.right, sheet.y, "Sida", align="right")
    contents(sheet, leaders=False)


def contents_of_two_columns(sheet: Sheet) -> None:
    """Word sets the number, the title and the page with tabulators."""
    titles = ("Inledning", "Bakgrund till överenskommelsen", "Insatser", "Ekonomi", "Villkor")
    for index, title in enumerate(titles):
        sheet.y += 16.0
        sheet.put(sheet.left, sheet.y, f"{index + 1}")
        sheet.put(sheet.left + 30.0, sheet.y, title)
        sheet.put(sheet.right, sheet.y, str(3 + index), align="right")


def signatures(sheet: Sheet) -> None:
    running = [
        ("För staten genom", "För Sveriges Kommuner och Regioner"),
        ("Socialdepartementet", ""),
        ("Stockholm den 14 december 2023", "Stockholm den 14 december 2023"),
        ("Anna Andersson", "Bo Berg"),
        ("Statssekreterare", "Verkställande direktör"),
    ]
    for left, right in running:
        sheet.y += 24.0
        sheet.put(sheet.left, sheet.y, left)
        if right:
            sheet.put(310.0, sheet.y, right)
    for x in (70.0, 310.0):
        sheet.rule(x, sheet.y - 36.0, x + 180.0)


def signatures_with_dates(sheet: Sheet) -> None:
    for left, right in (("Ort och datum", "Ort och datum"), ("Stockholm 2023-12-14", "2023-12-15"),
                        ("Namn", "Namn"), ("Stockholm 2023", "Malmö 2023")):  # fmt: skip
        sheet.y += 18.0
        sheet.put(sheet.left, sheet.y, left)
        sheet.put(310.0, sheet.y, right)


def form_without_rules(sheet: Sheet) -> None:
    for _ in range(2):
        for text in ("Kontaktuppgifter", "Mottagare", "Organisationsnummer", "Adress", "Belopp"):
            sheet.y += 13.0
            sheet.put(sheet.left, sheet.y, text)
            sheet.put(310.0, sheet.y, text)


def numbered_list(sheet: Sheet) -> None:
    for index in range(1, 9):
        sheet.put(sheet.left, sheet.y, str(index))
        sheet.put(sheet.left + 24.0, sheet.y, "Parterna följer upp insatsen varje år")
        sheet.y += 14.0


def numbered_headings(sheet: Sheet) -> None:
    for index in range(1, 5):
        sheet.put(sheet.left, sheet.y, f"{index}.1", bold=True)
        sheet.put(sheet.left + 28.0, sheet.y, "Medel för år 2024", bold=True)
        sheet.y += 18.0
        sheet.prose(PROSE)


def list_of_sums(sheet: Sheet) -> None:
    for text in ("• 14 000 000 kronor till regionerna", "• 2 500 000 kronor till SKR",
                 "• 500 000 kronor till uppföljning", "• 17 000 000 kronor totalt"):  # fmt: skip
        sheet.put(sheet.left + 12.0, sheet.y, text)
        sheet.y += 14.0


def underlined_headings(sheet: Sheet) -> None:
    for index in range(1, 9):
        text = f"Ersättning enligt punkt {index}: medlen betalas ut av myndigheten"
        sheet.put(sheet.left, sheet.y, text)
        sheet.rule(sheet.left, sheet.y + 1.5, sheet.left + sheet.measure(text))
        sheet.y += 26.0


def head_and_foot_rules(sheet: Sheet) -> None:
    sheet.rule(70.0, 60.0, 525.0)
    running_text(sheet)
    sheet.rule(70.0, 780.0, 525.0)
    sheet.put(300.0, 795.0, "12")


def boxed_text(sheet: Sheet) -> None:
    top = sheet.y - 20.0
    sheet.prose(PROSE)
    for y in (top, sheet.y):
        sheet.rule(60.0, y, 535.0)
    for x in (60.0, 535.0):
        sheet.border(x, top, sheet.y)


def chart(sheet: Sheet) -> None:
    for step in range(8):
        sheet.rule(100.0, 400.0 + 30.0 * step, 500.0)
        sheet.put(95.0, 403.0 + 30.0 * step, str(700 - 100 * step), align="right")
    sheet.border(100.0, 400.0, 610.0)
    for step, year in enumerate(range(2016, 2024)):
        sheet.put(125.0 + 50.0 * step, 625.0, str(year), align="centre")


def letterhead(sheet: Sheet) -> None:
    for left, right in (("Regeringsbeslut", "III:12"), ("2023-06-15", "S2023/01234"),
                        ("Socialdepartementet", "S2023/00567 (delvis)")):  # fmt: skip
        sheet.put(sheet.left, sheet.y, left)
        sheet.put(380.0, sheet.y, right)
        sheet.y += 14.0
    running_text(sheet)


def address(sheet: Sheet) -> None:
    for left, right in (("Telefon växel", "08-452 70 00"), ("Organisationsnummer", "222000-0315"),
                        ("Plusgiro", "95 05 03-9"), ("Besöksadress", "Storgatan 20")):  # fmt: skip
        sheet.put(sheet.left, sheet.y, left)
        sheet.put(250.0, sheet.y, right)
        sheet.y += 14.0


LAYOUTS = (
    running_text, justified_text, narrow_justified_text, two_columns, two_justified_columns,
    two_columns_between_rules,
    contents_with_leaders, contents_without_leaders, contents_without_numbers,
    contents_headed_page, contents_of_two_columns, signatures, signatures_with_dates,
    form_without_rules, numbered_list, numbered_headings, list_of_sums, underlined_headings,
    head_and_foot_rules, boxed_text, chart, letterhead, address,
)  # fmt: skip


@pytest.mark.parametrize("size", [8.0, 12.0])
@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.__name__)
def test_no_table_is_invented(layout: object, size: float) -> None:
    sheet = Sheet(size=size)
    layout(sheet)  # type: ignore[operator]
    assert find_grids(sheet.page) == ()


def test_a_page_without_words_has_no_tables() -> None:
    assert find_grids(Sheet().page) == ()


def test_words_of_no_width_do_no_harm() -> None:
    sheet = Sheet()
    running_text(sheet)
    sheet.words.append(Word("", sheet.words[0].box, 0.0))
    assert find_grids(sheet.page) == ()
