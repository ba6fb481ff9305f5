"""Characters of PDFs: what is seen, how it is written, and where it stands."""

from __future__ import annotations

import pytest
from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from pipeline.model import Span
from pipeline.read.pdf.characters import BREAK_HYPHEN, BULLET, clean_text
from pipeline.read.pdf.fonts import Font

LINE = "Staten avsätter 14 000 000 kronor till arbetet."


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("vård", "vård"),
        ("va\u030ard", "vård"),
        ("e\ufb00ektiv", "effektiv"),
        ("\ufb01nansiera", "finansiera"),
        ("hälso\u2010", "hälso-"),
        ("över\u00adens", "överens"),
        ("\uf0b7", BULLET),
        ("\uf053\uf06b\uf06c", "Skl"),
        (f"kunskaps{BREAK_HYPHEN}", "kunskaps-"),
        ("14\u200b000", "14000"),
    ],
)
def test_characters_in_their_plain_form(raw, clean):
    assert clean_text(raw, Font()) == clean


def test_a_picture_standing_alone_is_a_bullet():
    assert clean_text("§", Font(pictures=True)) == BULLET
    assert clean_text("§", Font()) == "§"


def test_spaces_of_all_kinds_are_plain(read_pages):
    pdfmetrics.registerFont(TTFont("Vera", "Vera.ttf"))
    text = "14\u00a0000\u00a0000 kronor"
    document = read_pages(lambda sheet: sheet.write(70, 100, text, font="Vera"))
    assert document.text == "14 000 000 kronor\n"


def test_letter_spaced_words_are_words(read_pages):
    def draw(sheet):
        sheet.write(70, 100, "S U M M A   T O T A L T", font="Helvetica-Bold")
        sheet.canvas.beginText()
        spaced = sheet.canvas.beginText(70, 600)
        spaced.setFont("Helvetica", 11)
        spaced.setCharSpace(6)
        spaced.textOut("REDOVISNING")
        sheet.canvas.drawText(spaced)

    assert read_pages(draw).text.split("\n")[:2] == ["SUMMA TOTALT", "REDOVISNING"]


class TestHyphens:
    @pytest.mark.parametrize(
        ("first", "second", "joined"),
        [
            ("Arbetet med kunskaps-", "styrning pågår.", "kunskapsstyrning"),
            ("Arbetet inom hälso-", "och sjukvården pågår.", "hälso- och sjukvården"),
            ("Arbetet med HSA-", "katalogen pågår.", "HSA-katalogen"),
            ("Arbetet med Vård-", "Ω pågår.", "Vård-"),
        ],
    )
    def test_at_the_end_of_a_line(self, read_pages, first, second, joined):
        document = read_pages(lambda sheet: sheet.lines(70, 100, first, second))
        assert joined in document.text

    def test_at_the_end_of_a_page(self, read_pages):
        document = read_pages(
            lambda sheet: sheet.lines(70, 760, "Regionerna ansvarar för kunskaps-"),
            lambda sheet: sheet.lines(70, 100, "styrningen i vården."),
        )
        assert document.text == "Regionerna ansvarar för kunskapsstyrningen i vården.\n"
        assert document.pages[1].text == "styrningen i vården.\n"


class TestHiddenText:
    """Only what a reader sees is read."""

    def test_invisible_white_tiny_and_outside_the_page(self, read_pages):
        def draw(sheet):
            sheet.write(70, 100, LINE)
            invisible = sheet.canvas.beginText(70, 600)
            invisible.setTextRenderMode(3)
            invisible.textOut("osynliga 1 000 kronor")
            sheet.canvas.drawText(invisible)
            sheet.canvas.setFillColorRGB(1, 1, 1)
            sheet.write(70, 300, "vita 2 000 kronor")
            sheet.canvas.setFillColorRGB(0, 0, 0)
            sheet.write(70, 320, "pyttesmå 3 000 kronor", size=0.5)
            sheet.write(700, 340, "utanför 4 000 kronor")

        assert read_pages(draw).text == LINE + "\n"

    def test_clipped_and_covered(self, read_pages):
        def draw(sheet):
            sheet.write(70, 100, LINE)
            sheet.canvas.saveState()
            frame = sheet.canvas.beginPath()
            frame.rect(60, 100, 200, 40)
            sheet.canvas.clipPath(frame, stroke=0)
            sheet.write(70, 300, "bortklippta 5 000 kronor")
            sheet.write(70, 842 - 120, "inom ramen")
            sheet.canvas.restoreState()
            sheet.write(70, 400, "övermålade 6 000 kronor")
            sheet.canvas.setFillColorRGB(1, 1, 1)
            sheet.canvas.rect(60, 842 - 410, 300, 20, stroke=0, fill=1)

        text = read_pages(draw).text
        assert "bortklippta" not in text
        assert "övermålade" not in text
        assert "inom ramen" in text

    def test_white_on_a_dark_ground_is_seen(self, read_pages):
        def draw(sheet):
            sheet.canvas.setFillColorRGB(0.1, 0.2, 0.5)
            sheet.canvas.rect(60, 842 - 110, 400, 20, stroke=0, fill=1)
            sheet.canvas.setFillColorRGB(1, 1, 1)
            sheet.write(70, 105, LINE)

        assert read_pages(draw).text == LINE + "\n"

    def test_watermarks_are_left_out(self, read_pages):
        def draw(sheet):
            sheet.canvas.saveState()
            sheet.canvas.translate(150, 300)
            sheet.canvas.rotate(45)
            sheet.canvas.setFont("Helvetica", 90)
            sheet.canvas.drawString(0, 0, "UTKAST")
            sheet.canvas.restoreState()
            sheet.write(70, 100, LINE)

        assert read_pages(draw).text == LINE + "\n"


def test_text_drawn_twice_is_bold_and_read_once(read_pages):
    def draw(sheet):
        sheet.write(70, 100, "Uppföljning av medel")
        sheet.write(70.3, 100, "Uppföljning av medel")
        sheet.lines(70, 130, LINE, LINE, LINE)

    document = read_pages(draw)
    assert document.text.count("Uppföljning av medel") == 1
    assert document.blocks[0].style.bold


def test_outlined_letters_are_bold(read_pages):
    def draw(sheet):
        heading = sheet.canvas.beginText(70, 700)
        heading.setFont("Helvetica", 11)
        heading.setTextRenderMode(2)
        heading.textOut("Uppföljning")
        sheet.canvas.drawText(heading)

    assert read_pages(draw).blocks[0].style.bold


class TestTurnedPages:
    @pytest.mark.parametrize("rotation", [90, 180, 270])
    def test_by_the_pages_own_rotation(self, read_pages, rotation):
        def draw(sheet):
            sheet.canvas.setPageRotation(rotation)
            sheet.canvas.saveState()
            width, height = A4
            turns = {90: (height, 0), 180: (width, height), 270: (0, width)}
            sheet.canvas.translate(*turns[rotation])
            sheet.canvas.rotate(rotation)
            sheet.canvas.setFont("Helvetica", 11)
            sheet.canvas.drawString(70, 400, LINE)
            sheet.canvas.restoreState()

        document = read_pages(draw)
        page = document.pages[0]
        assert document.text == LINE + "\n"
        assert page.width < page.height
        box = document.box_of(Span(0, len(LINE)), 1)
        width = pdfmetrics.stringWidth(LINE, "Helvetica", 11)
        assert box.x0 == pytest.approx(70, abs=0.1)
        assert box.x1 == pytest.approx(70 + width, abs=2)
        assert round(page.height - box.bottom) == 398

    def test_by_drawing_sideways(self, read_pages):
        def draw(sheet):
            sheet.canvas.translate(100, 100)
            sheet.canvas.rotate(90)
            sheet.canvas.setFont("Helvetica", 11)
            sheet.canvas.drawString(0, 0, LINE)
            sheet.canvas.drawString(0, -14, "och pågår i maj.")

        document = read_pages(draw)
        assert document.text == f"{LINE} och pågår i maj.\n"
        assert document.pages[0].width > document.pages[0].height

    def test_on_their_heads_drawn_letter_by_letter(self, read_pages):
        def draw(sheet):
            sheet.canvas.setPageRotation(180)
            x = 70.0
            for piece in "Mål för projektet i vården":
                sheet.write(x, 100, piece, size=14)
                x += pdfmetrics.stringWidth(piece, "Helvetica", 14)

        assert read_pages(draw).text == "Mål för projektet i vården\n"


def test_every_word_has_its_box(read_pages):
    document = read_pages(lambda sheet: sheet.write(70, 100, LINE), size=landscape(A4))
    assert [document.text[w.span.start : w.span.end] for w in document.words] == LINE.split()
    start = document.text.index("14 000 000")
    box = document.box_of(Span(start, start + 10), 1)
    before = pdfmetrics.stringWidth("Staten avsätter ", "Helvetica", 11)
    width = pdfmetrics.stringWidth("14 000 000", "Helvetica", 11)
    assert box.x0 == pytest.approx(70 + before, abs=0.5)
    assert box.x1 == pytest.approx(70 + before + width, abs=1.0)
    assert box.top < 92.5 < 100 < box.bottom


def test_superscripts_of_units_stay(read_pages):
    def draw(sheet):
        sheet.write(70, 100, "En yta av 12 m")
        sheet.write(70 + pdfmetrics.stringWidth("En yta av 12 m", "Helvetica", 11), 96, "2", size=6)
        sheet.write(155, 100, "behövs.")

    assert read_pages(draw).text == "En yta av 12 m2 behövs.\n"


def test_bookmarks_are_the_outline(read_pages):
    def draw(sheet):
        sheet.write(70, 100, LINE)
        for level, title in enumerate(("Inledning", "Bakgrund")):
            sheet.canvas.bookmarkPage(title)
            sheet.canvas.addOutlineEntry(title, title, level=level)

    outline = read_pages(draw).outline
    assert [(entry.title, entry.level, entry.page) for entry in outline] == [
        ("Inledning", 1, 1),
        ("Bakgrund", 2, 1),
    ]
