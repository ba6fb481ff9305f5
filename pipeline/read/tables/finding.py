"""Finds the tables on a page, ruled or not.

A table is found where a tagged PDF tells of one (`tagged_tables`), where lines are drawn
around its cells (`ruled_tables`), and among the words that remain where figures stand below
one another beside their labels, or where horizontal rules hold lines set in columns
(`aligned_tables`). All measures are multiples of the page's usual type size, so that nothing
depends on a producer's or a page's format.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.read.layout import Grid, PageLayout, Word
from pipeline.read.tables.aligned import aligned_tables
from pipeline.read.tables.continuation import with_rows_below
from pipeline.read.tables.draft import TableDraft, finish, inside
from pipeline.read.tables.drawn_rules import Rule, find_frames, rules_across, rules_down
from pipeline.read.tables.figure_columns import may_hold_figures
from pipeline.read.tables.flush_figures import set_apart
from pipeline.read.tables.ruled import ruled_table
from pipeline.read.tables.tagged import tagged_tables
from pipeline.read.tables.text_rows import text_rows, usual_size
from pipeline.read.tables.wrapped_figures import unfolded


def find_grids(page: PageLayout) -> tuple[Grid, ...]:
    """The tables on a page, from top to bottom.

    Every word whose centre lies in a grid's box is in exactly one of its cells; what fits no
    cell is a leftover (column -1). Grids do not share words.
    """
    if not page.words or (len(page.strokes) < 2 and not may_hold_figures(page.words)):
        return ()
    tagged = tagged_tables(page)
    printed = tuple(_outside(page.words, tagged)) if tagged else page.words
    drafts = _apart([*tagged, *_drawn(replace(page, words=printed))], page.words)
    drafts.sort(key=lambda draft: (draft.box.top, draft.box.x0))
    return tuple(finish(draft, page.words) for draft in drafts)


def _drawn(page: PageLayout) -> list[TableDraft]:
    """The tables that show by lines and by where words stand."""
    if not page.words:
        return []
    printed = page.words
    size = usual_size(printed)
    rows = text_rows(printed)
    across = rules_across(page.strokes, rows, size)
    apart = set_apart(printed, rows, size)
    if apart.printed:
        rows = text_rows(apart.words)
    whole = unfolded(apart.words, rows, across)
    if whole.printed:
        rows = text_rows(whole.words)
    page = replace(page, words=whole.words)
    ruled = [with_rows_below(draft, rows) for draft in _ruled(page, across, size)]
    drafts = _apart(ruled, page.words)
    free = text_rows(_outside(page.words, drafts)) if drafts else rows
    drafts = _apart([*drafts, *aligned_tables(free, across, size)], page.words)
    return [apart.as_printed(whole.as_printed(draft)) for draft in drafts]


def _apart(drafts: Sequence[TableDraft], words: tuple[Word, ...]) -> list[TableDraft]:
    """The drafts that share no word with one before them."""
    kept: list[TableDraft] = []
    taken: set[int] = set()
    for draft in drafts:
        held = {id(word) for word in inside(words, draft.box)}
        if not held & taken:
            kept.append(draft)
            taken |= held
    return kept


def _ruled(page: PageLayout, across: Sequence[Rule], size: float) -> list[TableDraft]:
    frames = find_frames(across, rules_down(page.strokes, size), size)
    found = (ruled_table(frame, page.words, size) for frame in frames)
    drafts = [draft for draft in found if draft is not None]
    return sorted(drafts, key=lambda draft: draft.box.top - draft.box.bottom)


def _outside(words: tuple[Word, ...], drafts: list[TableDraft]) -> list[Word]:
    taken = {id(word) for draft in drafts for word in inside(words, draft.box)}
    return [word for word in words if id(word) not in taken]
