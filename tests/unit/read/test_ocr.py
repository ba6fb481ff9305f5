"""Scanned pages: pictures put straight and cleaned, words, figures and rules read off them."""

from __future__ import annotations

import io
import shutil

import numpy as np
import pypdfium2 as pdfium
import pytesseract
import pytest
from PIL import Image, ImageDraw
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from pipeline.model import Box, Span, UnreadableError
from pipeline.read import read_document
from pipeline.read.pdf.legibility import is_nonsense
from pipeline.read.scans import cutouts, second_look
from pipeline.read.scans.bullets import part_bullets
from pipeline.read.scans.image import ScanImage, Tilt, scan_image, thickness
from pipeline.read.scans.ocr import read_scan
from pipeline.read.scans.rules import rules_on, without_rules
from pipeline.read.scans.tesseract import SeenLine, SeenWord, read_lines

needs_tesseract = pytest.mark.skipif(
    shutil.which("tesseract") is None, reason="Tesseract is not installed"
)


def word(text, left=0, right=50, confidence=95.0, top=0):
    return SeenWord(text, left, top, right, top + 25, confidence)


def line(*words):
    return SeenLine(words, words[0].top + 20.0, 25.0)


def blank(width=800, height=600):
    return np.full((height, width), 255, dtype=np.uint8)


def scan_of(grey):
    return ScanImage(grey, 200, 0.0, grey.shape[1] * 0.36, grey.shape[0] * 0.36)


class TestSecondLook:
    @pytest.mark.parametrize(
        ("first", "one", "other", "result"),
        [
            ("1,5", "7,5", "7,5", "7,5"),
            ("1,5", "75", "75", "7,5"),
            ("2,385", "2385", "2385", "2,385"),
            ("2.385", "2,385", "2,385", "2,385"),
            ("2.385", "2385", "2,385", "2,385"),
            ("2.385", "2385", "2.385", "2.385"),
            ("=5,165", "5,165", "5,165", "5,165"),
            ("(12)", "17", "17", "(17)"),
            ("7", "1", "4", "7"),
            ("|68", "168", "168", "68"),
            ("7", "", "", "7"),
            ("14", "14", "14", "14"),
        ],
    )
    def test_two_readings_overrule_one(self, monkeypatch, first, one, other, result):
        readings = iter([one, other])

        def reads(picture, dpi, settings):
            scale = dpi / 200
            place = [int(v * scale) for v in (33, 83)]
            return [line(word(next(readings), *place, top=int(30 * scale)))]

        monkeypatch.setattr(cutouts, "read_lines", reads)
        lines, changed = second_look.look_again(scan_of(blank()), [line(word(first))])
        assert [w.text for row in lines for w in row.words] == [result]
        assert [reread.first for reread in changed] == ([first] if first != result else [])

    def test_only_doubtful_words_are_looked_at(self, monkeypatch):
        looked = []
        monkeypatch.setattr(
            cutouts, "read_lines", lambda picture, *rest: looked.append(picture.size) or []
        )
        prose = line(word("senast", 0, 90), word("2014", 100, 150))
        second_look.look_again(scan_of(blank()), [prose])
        assert looked == []

    def test_a_letter_in_a_column_of_figures_is_doubtful(self, monkeypatch):
        monkeypatch.setattr(
            cutouts,
            "read_lines",
            lambda picture, dpi, settings: [
                line(
                    word(
                        "7", int(x * dpi / 200), int((x + 20) * dpi / 200), top=int(30 * dpi / 200)
                    )
                )
                for x in (30, 116, 202)
            ],
        )
        rows = [line(word("Område", 0, 200), word(text, 700, 750)) for text in ("14", "T", "12")]
        lines, _ = second_look.look_again(scan_of(blank()), rows)
        assert [row.words[1].text for row in lines][1] == "7"

    @pytest.mark.parametrize(
        ("words", "mended"),
        [
            (["68.000", "000", "kronor"], ["68 000", "000", "kronor"]),
            (["3.500", "kronor"], ["3.500", "kronor"]),
            (["3.1", "000"], ["3.1", "000"]),
            (["3000", "000", "kronor"], ["3 000", "000", "kronor"]),
            (["2014", "300", "personer"], ["2014", "300", "personer"]),
        ],
    )
    def test_thin_spaces_taken_for_points(self, words, mended):
        assert [w.text for w in second_look.mend_thousands([word(t) for t in words])] == mended


class TestPictures:
    def text_picture(self, angle):
        picture = Image.new("L", (1654, 2339), 250)
        pen = ImageDraw.Draw(picture)
        for row in range(40):
            for block in range(12):
                pen.rectangle(
                    (200 + 100 * block, 200 + 45 * row, 270 + 100 * block, 220 + 45 * row), 30
                )
        return picture.rotate(angle, fillcolor=250)

    def as_page(self, picture):
        file = io.BytesIO()
        canvas = Canvas(file, pagesize=A4)
        canvas.drawImage(ImageReader(picture), 0, 0, *A4)
        canvas.save()
        return pdfium.PdfDocument(file.getvalue())[0]

    @pytest.mark.parametrize("angle", [-1.5, 0.0, 0.7])
    def test_are_put_straight(self, angle):
        assert scan_image(self.as_page(self.text_picture(angle))).angle == pytest.approx(
            -angle, abs=0.1
        )

    def test_specks_vanish_and_commas_stay(self):
        picture = Image.new("L", (1654, 2339), 235)
        pen = ImageDraw.Draw(picture)
        pen.rectangle((400, 400, 402, 402), 40)
        pen.rectangle((800, 800, 815, 825), 20)
        pen.rectangle((820, 822, 823, 828), 20)
        clean = scan_image(self.as_page(picture)).grey
        assert clean[395:408, 395:408].min() == 255
        assert clean[824:827, 820:823].max() < 100

    def test_boxes_lead_back_to_the_page_as_scanned(self):
        box = Tilt(1.0, 600, 800).box_in_file(Box(500, 390, 520, 410))
        # Turned back clockwise, what stands to the right of the middle sinks.
        assert (box.top + box.bottom) / 2 > 400 + 3
        assert Tilt(0.0, 600, 800).box_in_file(Box(1, 2, 3, 4)) == pytest.approx(Box(1, 2, 3, 4))

    def test_bold_strokes_are_thicker(self):
        grey = blank()
        for x in range(0, 100, 20):
            grey[100:130, x : x + 3] = 0
            grey[200:230, x : x + 6] = 0
        assert thickness(grey, 0, 100, 100, 130) == pytest.approx(3, abs=0.1)
        assert thickness(grey, 0, 200, 100, 230) == pytest.approx(6, abs=0.1)

    def test_rules_are_found_and_letters_are_not(self):
        grey = blank()
        grey[100:103, 50:700] = 0
        grey[100:400, 300:302] = 0
        for x in range(60, 600, 14):
            grey[200:222, x : x + 9] = 0
        image = scan_of(grey)
        rules = rules_on(image)
        strokes = [rule.stroke(image) for rule in rules]
        across, down = (
            [s for s in strokes if s.horizontal],
            [s for s in strokes if not s.horizontal],
        )
        assert [(round(s.x0), round(s.x1), round(s.top)) for s in across] == [(18, 252, 36)]
        assert [(round(s.top), round(s.bottom), round(s.x0)) for s in down] == [(36, 144, 108)]
        rest = without_rules(image, rules).grey
        assert rest[95:110, 50:290].min() == rest[250:390, 290:310].min() == 255
        assert (rest[200:222, 60:600] == 0).any()

    def test_letters_on_a_rule_stay_whole(self):
        grey = blank()
        grey[100:103, 50:700] = 0
        grey[85:120, 200:204] = 0
        image = scan_of(grey)
        rest = without_rules(image, rules_on(image)).grey
        assert rest[85:120, 201].max() == 0
        assert rest[101, 300] == 255

    @pytest.mark.parametrize(
        ("spot", "first", "left", "words"),
        [
            ((40, 110, 50, 120), "68", 80, ["•", "68"]),
            ((40, 110, 50, 120), "«68", 40, ["•", "68"]),
            ((40, 110, 50, 120), "e", 40, ["•", "kronor"]),
            ((40, 113, 58, 116), "Jämlik", 80, ["–", "Jämlik"]),
            ((40, 98, 55, 122), "«68", 40, ["«68"]),
            ((70, 110, 78, 120), "Jämlik", 80, ["Jämlik"]),
        ],
    )
    def test_bullets_are_told_by_their_shape(self, spot, first, left, words):
        grey = blank()
        grey[spot[1] : spot[3], spot[0] : spot[2]] = 0
        grey[100:123, 80:140:2] = 0
        right = 50 if first == "e" else 140
        seen = SeenLine(
            (word(first, left, right, top=98), word("kronor", 150, 200, top=98)), 123, 25
        )
        (parted,) = part_bullets(scan_of(grey), [seen])
        found = [w.text for w in parted.words]
        assert found == words if "kronor" in words else found[:-1] == words


class TestTesseract:
    HOCR = """
    <span class='ocr_line' id='line_1_1' title="bbox 10 20 210 50; baseline 0.01 -6; x_size 28">
      <span class='ocrx_word' id='word_1_1' title='bbox 10 22 90 50; x_wconf 96'>Läkemedel</span>
      <span class='ocrx_word' title='bbox 150 20 210 44; x_wconf 41'><em>&quot;7&quot;</em></span>
    </span>"""

    def test_lines_are_read_from_its_answer(self, monkeypatch):
        monkeypatch.setattr(
            pytesseract, "image_to_pdf_or_hocr", lambda *args, **options: self.HOCR.encode()
        )
        (seen,) = read_lines(Image.new("L", (10, 10)), 200)
        assert [(w.text, w.confidence) for w in seen.words] == [("Läkemedel", 96), ('"7"', 41)]
        assert (seen.level, seen.size) == (45.0, 28.0)

    def test_nothing_is_seen_on_an_empty_picture(self, monkeypatch):
        monkeypatch.setattr(
            pytesseract, "image_to_pdf_or_hocr", lambda *args, **options: b"<html></html>"
        )
        assert read_lines(Image.new("L", (10, 10)), 200) == []

    def test_missing_says_how_to_install_it(self, monkeypatch):
        monkeypatch.setattr(pytesseract.pytesseract, "tesseract_cmd", "no-such-program")
        with pytest.raises(
            UnreadableError, match="apt-get install tesseract-ocr tesseract-ocr-swe"
        ):
            read_lines(Image.new("L", (10, 10)), 200)


class TestNonsense:
    def test_swedish_is_not(self):
        text = "Parterna är överens om att medlen ska användas för vården i hela landet " * 5
        assert not is_nonsense(text.split())

    def test_broken_fonts_are(self):
        assert is_nonsense(["Qbsufsob", "äs", "övfsfot", "pn", "buu", "nfemfo"] * 10)
        assert is_nonsense(["\ufffd\ufffdab", "och"] * 30)
        assert is_nonsense(["!#%", "+&/", "=)("] * 30)

    @pytest.mark.parametrize(
        "words",
        [
            ["Region", "Uppsala", "3", "000", "000"] * 30,
            ["Inledning", "." * 60, "3"] * 20,
            ["Summa", "12,5", "–"] * 30,
        ],
    )
    def test_tables_and_contents_are_not(self, words):
        assert not is_nonsense(words)


def scanned(draw, angle=0.0):
    """A PDF page that holds nothing but the picture of what was drawn."""
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=A4)
    draw(canvas)
    canvas.save()
    picture = pdfium.PdfDocument(file.getvalue())[0].render(scale=200 / 72).to_pil().convert("L")
    return picture.rotate(angle, Image.Resampling.BICUBIC, fillcolor=255)


def draw_table(canvas):
    canvas.setFont("Times-Bold", 14)
    canvas.drawString(70, 760, "2. Fördelning av medel")
    canvas.setFont("Times-Roman", 11)
    canvas.drawString(70, 735, "Regeringen avsätter 32 miljoner kronor enligt tabellen nedan, som")
    canvas.drawString(70, 721, "parterna har kommit överens om.")
    for row, (label, value) in enumerate(
        [
            ("Område", "Mnkr"),
            ("Läkemedel", "7"),
            ("Cancervård", "11"),
            ("Uppföljning", "14"),
            ("Totalt", "32"),
        ]
    ):
        canvas.drawString(80, 690 - 16 * row, label)
        canvas.drawRightString(400, 690 - 16 * row, value)
    for y in (704, 686, 622):
        canvas.line(75, y, 405, y)


@needs_tesseract
def test_a_mixed_document(tmp_path):
    path = tmp_path / "mixed.pdf"
    canvas = Canvas(str(path), pagesize=A4)
    canvas.drawString(70, 760, "Överenskommelse om vård")
    canvas.showPage()
    canvas.drawImage(ImageReader(scanned(draw_table, angle=0.6)), 0, 0, *A4)
    canvas.showPage()
    canvas.save()
    document = read_document(path)
    assert [page.text_source for page in document.pages] == ["text_layer", "ocr"]
    assert "Regeringen avsätter 32 miljoner kronor enligt tabellen nedan" in document.text
    (table,) = document.tables
    assert [[cell.text for cell in row] for row in table.rows][1:] == [
        ["Läkemedel", "7"],
        ["Cancervård", "11"],
        ["Uppföljning", "14"],
        ["Totalt", "32"],
    ]
    heading = next(b for b in document.blocks if document.text[b.span.start :].startswith("2."))
    assert heading.style.bold
    start = document.text.index("Regeringen")
    assert all(w.confidence is not None for w in document.words_in(Span(start, start + 10)))


def test_a_title_on_a_picture_is_read_by_its_text_layer(tmp_path):
    path = tmp_path / "cover.pdf"
    canvas = Canvas(str(path), pagesize=A4)
    canvas.drawImage(ImageReader(Image.new("RGB", (60, 80), (40, 90, 160))), 0, 0, *A4)
    canvas.setFillColorRGB(1, 1, 1)
    canvas.drawString(70, 500, "God och nära vård 2024")
    canvas.save()
    document = read_document(path)
    assert (document.text, document.pages[0].text_source) == (
        "God och nära vård 2024\n",
        "text_layer",
    )


def test_a_blank_page_is_not_read_as_a_picture(read_pages):
    document = read_pages(lambda sheet: sheet.write(70, 100, "Text"), lambda sheet: None)
    assert [page.text_source for page in document.pages] == ["text_layer", "text_layer"]


@needs_tesseract
@pytest.mark.parametrize(("degrees", "turned"), [(90, 270), (180, 180), (270, 90)])
def test_a_scan_is_read_whichever_way_up_it_lies(samples, degrees, turned):
    pdf = pdfium.PdfDocument(samples / "2009-webbtidbok-skannad.pdf")
    pdf[0].set_rotation(degrees)
    layout = read_scan(pdf[0], 1).layout
    pdf.close()
    assert layout.turned == turned
    words = [word.text for word in layout.words]
    assert words[:2] == ["Tidbokning", "på"]
    assert "16,5" in words
