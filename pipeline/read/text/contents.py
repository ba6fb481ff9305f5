"""Tables of contents in plain text: by their dot leaders, their page numbers, or because
they but repeat the document's headings."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.read.assembly.builder import BlockDraft
from pipeline.read.sentence_ends import begins_lower, is_finished
from pipeline.read.text.figure_rows import figure_row
from pipeline.read.text.lines import TextLine

_LEADERS = re.compile(r"(?:\.{3,}|…+|(?:\s?\.){4,}|_{4,})[\s.…]*(\d{1,3})?$")
# The page numbers may also stand in a column of their own, below all titles.
_PAGE = re.compile(r"(?:^|(?<=[^\W\d.,:–-])[ .)]*\s)(\d{1,3})$")
_HEADING = re.compile(
    r"innehåll(?:sförteckning|söversikt)?:?|contents|table of contents", re.IGNORECASE
)
_NUMBERED = re.compile(r"\d{1,2}(?:\.\d{1,2})*\.?\s+[^\W\d]")
_FEWEST, _FEWEST_LED = 3, 2
_WIDEST_GAP = 3
_LONGEST = 300
# A list of titles is long, for headings may follow one another in the body as well.
_FEWEST_TITLES, _LEAST_REPEATED = 4, 0.6
_KEY_WORDS = 4


@dataclass(frozen=True, slots=True)
class FoundContents:
    """The entries of a table of contents, and the range of lines that it takes up."""

    start: int
    end: int
    blocks: tuple[BlockDraft, ...]


def is_contents_heading(text: str) -> bool:
    """Whether a line is the heading of a table of contents."""
    return bool(_HEADING.fullmatch(text))


def find_contents(lines: Sequence[TextLine]) -> list[FoundContents]:
    """All tables of contents, in order and not overlapping."""
    keys = [_key(line.text) for line in lines]
    counts = Counter(keys)
    found: list[FoundContents] = []
    paged = _Run(0, False)
    titles = _Run(0, False)
    index = 0
    while index < len(lines):
        # A run that was no contents is not looked at again from its middle.
        if index >= paged.end:
            paged = _paged_run(lines, index)
        if index >= titles.end:
            titles = _titles_run(lines, keys, counts, index)
        run = paged if paged.holds else titles
        if run.holds:
            found.append(FoundContents(index, run.end, _entries(lines[index : run.end])))
        index = run.end if run.holds else index + 1
    return found


@dataclass(frozen=True, slots=True)
class _Run:
    """Lines up to `end` that look like entries; `holds` where they are enough of them."""

    end: int
    holds: bool


def _paged_run(lines: Sequence[TextLine], start: int) -> _Run:
    """The run of entries with page numbers or leaders that begins at `start`."""
    headed = is_contents_heading(lines[start].text)
    pages: list[int] = []
    led = 0
    end = start
    for index in range(start + headed, len(lines)):
        line = lines[index]
        page, leaders = _page_of(line)
        if index > start and line.gap > _WIDEST_GAP and not line.opens_page:
            break
        if page is None and not leaders:
            # An entry of two lines has its page number on the second.
            if index > end or index == start or _ends_run(line):
                break
            continue
        if page is not None and pages and page < pages[-1]:
            break
        pages += [] if page is None else [page]
        led += leaders
        end = index + 1
    enough = led >= _FEWEST_LED or (headed and (led > 0 or len(pages) >= _FEWEST))
    return _Run(end, enough and (headed or led * 2 > len(pages)))


def _ends_run(line: TextLine) -> bool:
    return is_finished(line.text) or is_contents_heading(line.text)


def _page_of(line: TextLine) -> tuple[int | None, bool]:
    """The page number that an entry ends in, and whether leaders lead to it."""
    if len(line.text) > _LONGEST:
        return None, False
    leaders = _LEADERS.search(line.text)
    if leaders:
        return (int(leaders[1]) if leaders[1] else None), True
    page = _PAGE.search(line.text)
    return (int(page[1]) if page else None), False


def _titles_run(
    lines: Sequence[TextLine], keys: Sequence[str], counts: Counter[str], start: int
) -> _Run:
    """The run of titles that begins at `start`, most of which must stand elsewhere as well."""
    first = start + is_contents_heading(lines[start].text)
    end = first
    while end < len(lines) and _is_title(lines[end]):
        end += 1
    run = Counter(keys[first:end])
    repeated = sum(counts[key] > run[key] for key in keys[first:end])
    size = end - first
    return _Run(end, size >= _FEWEST_TITLES and repeated >= _LEAST_REPEATED * size)


def _is_title(line: TextLine) -> bool:
    numbered = bool(_NUMBERED.match(line.text))
    if not numbered and (line.indent <= 2 or begins_lower(line.text)):
        return False
    if is_finished(line.text) or line.gap > _WIDEST_GAP:
        return False
    return figure_row(line.line.raw) is None


def _key(text: str) -> str:
    """What a title is known by elsewhere, where it may be broken over two lines."""
    words = text.casefold().split()
    return " ".join(words[:_KEY_WORDS] if _NUMBERED.match(text) else words)


def _entries(lines: Sequence[TextLine]) -> tuple[BlockDraft, ...]:
    blocks: list[BlockDraft] = []
    waiting: list[TextLine] = []
    paged = any(_page_of(line)[0] is not None for line in lines)
    for line in lines:
        waiting.append(line)
        ended = _page_of(line) != (None, False)
        if ended or not paged or is_contents_heading(line.text):
            blocks.append(_entry(waiting))
            waiting = []
    return tuple([*blocks, _entry(waiting)] if waiting else blocks)


def _entry(lines: Sequence[TextLine]) -> BlockDraft:
    return BlockDraft(
        tuple(line.line for line in lines),
        kind="contents",
        style=lines[0].style,
        indent=float(lines[0].indent),
    )
