from __future__ import annotations

from pipeline.model import Span
from pipeline.report.recorded import RecordedPage
from pipeline.report.web.marks import Mark, MarkKind
from pipeline.report.web.text_pages import text_blocks

TEXT = "1 Medel\nStaten ska betala 5 kr nu.\nRad\tKronor\nBok\t5\n"


def _page(text: str = TEXT, start: int = 0, number: int = 1) -> RecordedPage:
    return RecordedPage(number, None, None, start, start + len(text), text)


def _mark(key: str, raw: str, kind: MarkKind = "amount", page: int = 1) -> Mark:
    start = TEXT.index(raw)
    return Mark(key, kind, page, Span(start, start + len(raw)), (), key)


def test_headings_lines_and_tables() -> None:
    blocks = text_blocks(_page(), [], {0})
    assert [block.kind for block in blocks] == ["heading", "line", "table"]
    cells = [[cell[0].text for cell in row] for row in blocks[2].rows]
    assert cells == [["Rad", "Kronor"], ["Bok", "5"]]


def test_an_amount_inside_an_undertaking_is_cut_out_of_it() -> None:
    outer = _mark("r1", "Staten ska betala 5 kr nu.", "responsibility")
    inner = _mark("a1", "5 kr")
    (line,) = text_blocks(_page(), [inner, outer], {0})[1].rows
    assert [(p.text, p.innermost.key) for p in line[0] if p.innermost] == [
        ("Staten ska betala ", "r1"),
        ("5 kr", "a1"),
        (" nu.", "r1"),
    ]
    assert [mark.key for piece in line[0] for mark in piece.begins] == ["r1", "a1"]


def test_a_mark_that_runs_over_a_page_has_its_place_on_the_first() -> None:
    mark = _mark("r1", "Staten ska betala 5 kr nu.", "responsibility")
    cut = TEXT.index("betala")
    first = text_blocks(_page(TEXT[:cut]), [mark], ())
    second = text_blocks(_page(TEXT[cut:], cut, 2), [mark], ())
    assert [m.key for block in first for m in block.begins] == ["r1"]
    assert second[0].rows[0][0][0].innermost == mark
    assert [m.key for block in second for m in block.begins] == []


def test_white_space_alone_leads_nowhere() -> None:
    mark = Mark("r1", "responsibility", 1, Span(14, 15), (), "r1")
    (line,) = text_blocks(_page(), [mark], ())[1].rows
    assert [piece.innermost for piece in line[0]] == [None, None, None]
