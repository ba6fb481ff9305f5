"""Reading order, paragraphs, furniture and footnotes of PDFs drawn for the purpose."""

from __future__ import annotations

import pytest

BODY = (
    "Parterna ska gemensamt verka för att vården utvecklas i hela",
    "landet och att de medel som avsätts används till det som har",
    "bestämts i denna överenskommelse.",
)


def test_a_paragraph_is_one_line(read_pages, texts):
    document = read_pages(lambda sheet: sheet.lines(70, 100, *BODY))
    assert texts(document) == [" ".join(BODY)]
    assert document.blocks[0].n_lines == 3


def test_paragraphs_are_parted_by_space_or_by_indent(read_pages, texts):
    def draw(sheet):
        y = sheet.lines(70, 100, *BODY)
        y = sheet.lines(70, y + 6, *BODY)
        sheet.write(85, y, "Indragen första rad, som går ända ut till den högra kanten här")
        sheet.write(70, y + 14, "och fortsätter på nästa rad.")

    assert len(texts(read_pages(draw))) == 3


def test_a_heading_of_two_lines_is_one_block(read_pages, texts):
    def draw(sheet):
        how = {"font": "Helvetica-Bold", "size": 14, "pitch": 17}
        y = sheet.lines(70, 100, "2. Insatser för att stärka kunskapen om hälsa", "i vården", **how)
        sheet.lines(70, y, *BODY)

    document = read_pages(draw)
    assert texts(document)[0] == "2. Insatser för att stärka kunskapen om hälsa i vården"
    assert (document.blocks[0].style.bold, document.blocks[0].style.size) == (True, 14.0)
    assert not document.blocks[1].style.bold


def test_a_bold_heading_of_the_bodys_size_stands_alone(read_pages, texts):
    def draw(sheet):
        sheet.write(70, 100, "Uppföljning", font="Helvetica-Bold")
        sheet.lines(70, 114, *BODY)

    assert texts(read_pages(draw)) == ["Uppföljning", " ".join(BODY)]


def test_bold_words_do_not_part_a_paragraph(read_pages, texts):
    def draw(sheet):
        sheet.write(70, 100, "Mål för året:", font="Helvetica-Bold")
        sheet.write(145, 100, "vården ska vara tillgänglig i alla delar av landet")
        sheet.write(70, 114, "och parterna ska verka för att de medel som avsatts når fram")
        sheet.write(70, 128, "till de", font="Helvetica")
        sheet.write(
            105, 128, "verksamheter som bedrivs i regionerna och kommunerna", font="Helvetica-Bold"
        )
        sheet.write(70, 142, "under året.")

    assert len(texts(read_pages(draw))) == 1


def test_two_columns_are_read_one_after_the_other(read_pages, texts):
    left = [f"Den vänstra spaltens rad nummer {n} går" for n in "abcdefgh"]
    right = [f"den högra spaltens rad nummer {n} går" for n in "abcdefgh"]

    def draw(sheet):
        sheet.lines(70, 100, *left, pitch=13, size=10)
        sheet.lines(310, 103, *right, pitch=13, size=10)

    assert texts(read_pages(draw)) == [" ".join(left + right)]


def test_a_line_across_parts_columns_above_from_columns_below(read_pages, texts):
    def draw(sheet):
        sheet.lines(70, 100, "vänster ett", "vänster två", "vänster tre", pitch=13)
        sheet.lines(310, 100, "höger ett", "höger två", "höger tre", pitch=13)
        sheet.write(70, 160, "En rad som går över hela sidan, från den ena kanten till den andra.")
        sheet.lines(70, 190, "vänster fyra", "vänster fem", pitch=13)
        sheet.lines(310, 190, "höger fyra", "höger fem", pitch=13)

    whole = " ".join(texts(read_pages(draw)))
    order = [
        "vänster ett",
        "vänster tre",
        "höger ett",
        "höger tre",
        "En rad",
        "vänster fem",
        "höger fyra",
    ]
    assert [whole.index(part) for part in order] == sorted(whole.index(part) for part in order)


def test_signatories_side_by_side_are_not_mingled(read_pages, texts):
    def draw(sheet):
        sheet.lines(70, 100, *BODY)
        for y, left, right in (
            (200, "För staten", "För Sveriges Kommuner och Regioner"),
            (220, "Stockholm den 3 maj 2021", "Stockholm den 4 maj 2021"),
            (290, "Eva Lind", "Per Holm"),
            (304, "Statssekreterare", "Verkställande direktör"),
        ):
            sheet.write(70, y, left)
            sheet.write(310, y, right)

    assert texts(read_pages(draw))[1:] == [
        "För staten",
        "Stockholm den 3 maj 2021",
        "Eva Lind",
        "Statssekreterare",
        "För Sveriges Kommuner och Regioner",
        "Stockholm den 4 maj 2021",
        "Per Holm",
        "Verkställande direktör",
    ]


def test_a_label_keeps_its_value(read_pages, texts):
    def draw(sheet):
        for y, label, value in (
            (100, "Mottagare:", "Kammarkollegiet"),
            (116, "Ärende:", "Rekvisition av medel"),
            (132, "Referens:", "Enheten för bidrag"),
        ):
            sheet.write(70, y, label)
            sheet.write(200, y, value)

    assert texts(read_pages(draw)) == [
        "Mottagare: Kammarkollegiet",
        "Ärende: Rekvisition av medel",
        "Referens: Enheten för bidrag",
    ]


def test_list_items_lose_their_markers(read_pages):
    def draw(sheet):
        sheet.write(70, 100, "Parterna ska under året")
        for index, marker in enumerate(("•", "–", "a)", "1.")):
            sheet.write(80, 120 + 30 * index, marker)
            sheet.write(
                100, 120 + 30 * index, "ta fram ett underlag som kan användas av alla som arbetar i"
            )
            sheet.write(100, 134 + 30 * index, "verksamheten.")

    document = read_pages(draw)
    items = [block for block in document.blocks if block.kind == "list_item"]
    assert [item.marker for item in items] == ["•", "–", "a)", "1."]
    assert {item.n_lines for item in items} == {2}
    assert document.text.count("ta fram ett underlag") == 4
    assert not any(mark in document.text for mark in "•–1")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Avtalet löper till och med det första kvartalet och det gäller från", "2. maj"),
        (
            "Insatserna omfattar hela vårdkedjan från hem till sjukhus och de ska",
            "– om inte annat sägs – pågå",
        ),
    ],
)
def test_a_line_that_happens_to_begin_like_an_item_runs_on(read_pages, texts, before, after):
    def draw(sheet):
        sheet.lines(
            70, 100, "Denna överenskommelse är framtagen gemensamt av staten och regionerna."
        )
        sheet.lines(70, 130, before, after + " framåt och därefter tills vidare.")

    assert texts(read_pages(draw))[1] == f"{before} {after} framåt och därefter tills vidare."


class TestFurniture:
    @pytest.mark.parametrize(
        "number", ["{n}", "- {n} -", "Sida {n} av 4", "{n} (4)", "{n}/4", "sid {n}"]
    )
    def test_heads_and_page_numbers_are_left_out(self, read_pages, texts, number):
        def page(n):
            def draw(sheet):
                sheet.write(70, 45, "Överenskommelse om god vård", size=9)
                sheet.lines(70, 100, *BODY)
                sheet.write(280, 800, number.format(n=n), size=9)

            return draw

        assert texts(read_pages(*map(page, range(1, 5)))) == [" ".join(BODY)] * 4

    def test_a_sentence_runs_on_over_the_page_break(self, read_pages, texts):
        def first(sheet):
            sheet.write(70, 45, "Sidhuvud", size=9)
            sheet.lines(70, 700, "Regionerna ska senast den 31 mars 2024 lämna en redovisning till")
            sheet.write(280, 800, "7")

        def second(sheet):
            sheet.write(70, 45, "Sidhuvud", size=9)
            sheet.lines(70, 100, "Socialstyrelsen om hur medlen har använts.")
            sheet.write(280, 800, "8")

        document = read_pages(first, second)
        assert texts(document) == [
            "Regionerna ska senast den 31 mars 2024 lämna en redovisning till "
            "Socialstyrelsen om hur medlen har använts."
        ]
        assert document.pages[1].text.startswith("Socialstyrelsen")

    def test_chapter_heads_where_other_heads_return(self, read_pages):
        def page(n):
            def draw(sheet):
                head = "Kapitel om vården" if n == 4 else "Överenskommelsen"
                sheet.write(70, 45, head, size=9)
                sheet.lines(70, 100, *BODY)

            return draw

        assert "Kapitel om vården" not in read_pages(*map(page, range(6))).text

    def test_amounts_at_the_foot_stay(self, read_pages):
        def page(n):
            return lambda sheet: (sheet.lines(70, 100, *BODY), sheet.write(70, 800, f"{n} 000 000"))

        assert "2 000 000" in read_pages(page(2)).text


class TestFootnotes:
    def draw(self, sheet):
        sheet.write(70, 100, "Staten avsätter 12 000 000 kronor")
        sheet.write(246, 96, "1", size=6.5)
        sheet.write(254, 100, "till arbetet, som ska vara avslutat under")
        sheet.canvas.line(70, 842 - 760, 200, 842 - 760)
        sheet.write(70, 769, "1", size=6)
        sheet.write(75, 772, "Beloppet är exklusive moms.", size=9)

    def test_they_are_blocks_with_a_mark(self, read_pages, texts):
        document = read_pages(self.draw)
        assert texts(document)[0].startswith("Staten avsätter 12 000 000 kronor till arbetet")
        note = document.blocks[-1]
        assert (note.kind, note.marker, texts(document)[-1]) == (
            "footnote",
            "1",
            "Beloppet är exklusive moms.",
        )

    def test_a_paragraph_runs_on_around_them(self, read_pages, texts):
        document = read_pages(self.draw, lambda sheet: sheet.write(70, 100, "våren 2024."))
        assert [block.kind for block in document.blocks] == ["footnote", "paragraph"]
        assert texts(document)[1].endswith("avslutat under våren 2024.")


def test_contents_are_lines(read_pages):
    def draw(sheet):
        sheet.write(70, 90, "Innehåll", size=16, font="Helvetica-Bold")
        for index, (title, page) in enumerate(
            [("1. Inledning", 2), ("2. Insatser", 3), ("3. Medel", 4), ("4. Redovisning", 9)]
        ):
            sheet.write(70, 120 + 14 * index, title)
            sheet.right(520, 120 + 14 * index, str(page))

    kinds = [block.kind for block in read_pages(draw).blocks]
    assert kinds == ["paragraph"] + ["contents"] * 4


def test_bullets_drawn_as_shapes(read_pages):
    def draw(sheet):
        sheet.write(70, 100, "Regionerna ansvarar för att")
        for index in range(3):
            sheet.canvas.circle(84, 842 - 116 - 14 * index, 1.8, stroke=0, fill=1)
            sheet.write(95, 120 + 14 * index, f"insats nummer {index} genomförs")

    items = [block for block in read_pages(draw).blocks if block.kind == "list_item"]
    assert [item.marker for item in items] == ["•"] * 3


def test_a_note_in_the_middle_of_a_page_leaves_the_rest_alone(read_pages):
    def draw(sheet):
        y = sheet.lines(70, 100, *BODY)
        sheet.canvas.line(70, 842 - y, 160, 842 - y)
        sheet.write(70, y + 10, "1", size=5)
        sheet.write(75, y + 12, "Beloppet är exklusive moms.", size=8)
        sheet.write(70, y + 40, "3.5 Redovisning", size=14, font="Helvetica-Bold")
        sheet.lines(70, y + 60, *BODY)

    kinds = [block.kind for block in read_pages(draw).blocks]
    assert kinds == ["paragraph", "footnote", "paragraph", "paragraph"]


def test_numbered_headings_at_the_top_of_pages_stay(read_pages, texts):
    def page(n):
        def draw(sheet):
            sheet.write(70, 82, f"{n}. Insatser", size=16, font="Helvetica-Bold")
            sheet.lines(70, 110, *BODY)

        return draw

    assert [text for text in texts(read_pages(page(1), page(2))) if "Insatser" in text] == [
        "1. Insatser",
        "2. Insatser",
    ]
