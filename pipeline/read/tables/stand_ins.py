"""Words that stand in for printed ones while the tables of a page are looked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from pipeline.read.layout import Word
from pipeline.read.tables.draft import DraftRow, TableDraft, around


@dataclass(frozen=True)
class StandIns:
    """The words of a page as its tables are looked for; `printed` are the words on the page
    for those that stand in for others, by their id."""

    words: tuple[Word, ...]
    printed: Mapping[int, tuple[Word, ...]]

    def as_printed(self, draft: TableDraft) -> TableDraft:
        """The draft with the words that were printed, in a box that holds all of them."""
        rows = tuple(self._row(row) for row in draft.rows)
        box = around(word for row in rows for cell in row.cells.values() for word in cell)
        return replace(draft, rows=rows, box=draft.box.union(box)) if rows != draft.rows else draft

    def _row(self, row: DraftRow) -> DraftRow:
        if not any(id(word) in self.printed for words in row.cells.values() for word in words):
            return row
        cells = {
            column: [piece for word in words for piece in self.printed.get(id(word), (word,))]
            for column, words in row.cells.items()
        }
        box = around(word for words in cells.values() for word in words)
        return DraftRow(cells, min(row.top, box.top), max(row.bottom, box.bottom))
