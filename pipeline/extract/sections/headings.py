"""What speaks for and against each block being a heading."""

from __future__ import annotations

from pipeline.extract.sections.heading_lines import Line, Lines
from pipeline.extract.sections.numbering import Numbered, best_chain

_FULL_NAME = 60  # characters from which on an agreement's name says what it is about
_MOST_STACKED = 2  # headings right above one another


class Evidence(Lines):
    """Weighs what the lines show, one by one and by their neighbours."""

    def headings(self) -> tuple[Line, ...]:
        """The blocks that are headings, in reading order.

        Unnumbered ones are judged from the end: a line above a heading is one itself only
        if that holds of the lines below it, which a title page's lines never reach.
        """
        numbered = self._numbered()
        found = {line.index for line in self.lines if self._is_appendix_heading(line)} | numbered
        first = min(numbered, default=len(self.lines))
        for line in reversed(self.lines):
            if line.index not in found and self._is_unnumbered_heading(line, found, first):
                found.add(line.index)
        return tuple(line for line in self.lines if line.index in found)

    def _is_appendix_heading(self, line: Line) -> bool:
        """The word Bilaga alone, stamped on an appended agreement, heads no section of it."""
        stamped = line.key == "bilaga" and not line.emphasised
        return line.appendix and not (stamped and not self.prose_follows(line.index))

    # Numbered headings

    def _numbered(self) -> set[int]:
        candidates: list[Numbered] = []
        division = 0
        listed = self._listed()
        for line in self.lines:
            division += line.appendix
            if line.number is not None and not line.appendix:
                weight = self._weight(line, listed=line.index in listed)
                if weight is not None:
                    candidates.append(Numbered(line.index, line.number, weight, division))
        return set(best_chain(candidates))

    def _weight(self, line: Line, *, listed: bool) -> float | None:
        """How much speaks for a numbered line; None where it cannot be a heading."""
        if not listed and self.reads_like_text(line):
            return None
        weight = 6.0 if listed else 0.0
        weight += 2.5 if line.emphasised else 0.0
        weight += 3.0 if line.claimed is not None and self.tags_tell else 0.0
        weight -= 4.0 if line.denied else 0.0
        weight += 1.0 if line.number and len(line.number) > 1 else 0.0
        weight += 2.0 if self._has_body(line) else -3.0
        weight -= 3.0 if self._follows_sibling(line) else 0.0
        weight -= 1.0 if line.block.kind == "list_item" else 0.0
        if self.in_annex(line.index) and not listed:
            weight -= 0.0 if self.prose_follows(line.index) and line.emphasised else 6.0
        return weight

    def _listed(self) -> set[int]:
        """The lines that the contents list or the outline means.

        Rows of tables and lists at the end repeat the titles; the line set largest is meant,
        the first of equals.
        """
        best: dict[tuple[str | None, str], Line] = {}
        for line in self.lines:
            if line.number is None or line.key not in self.known:
                continue
            if self.known[line.key] not in (line.printed, None):
                continue
            earlier = best.get((line.printed, line.key))
            if earlier is None or self._stands_out(line) > self._stands_out(earlier):
                best[line.printed, line.key] = line
        return {line.index for line in best.values()}

    def _stands_out(self, line: Line) -> tuple[float, bool]:
        return line.block.style.size or 0.0, line.emphasised

    def _has_body(self, line: Line) -> bool:
        """Whether text, a table or a deeper heading follows before the next of its rank."""
        for index in range(line.index + 1, len(self.lines)):
            later = self.lines[index]
            if later.index in self.contents.blocks or later.block.kind == "footnote":
                continue
            if later.block.kind == "table":
                return True
            if later.number is None or self.reads_like_text(later):
                if self.is_prose(later) or self._closes(line, later):
                    return True
                continue
            if line.number is None or len(later.number) <= len(line.number):
                return False
        return False

    def _closes(self, line: Line, later: Line) -> bool:
        """Signatures are what the last chapter may hold, and all that it holds."""
        return later.index == line.index + 1 and self.matches("closing", line.title)

    def _follows_sibling(self, line: Line) -> bool:
        """Whether the line above has the number before: so run lists, not sections."""
        number = line.number
        above = self.lines[line.index - 1].number if line.index else None
        return number is not None and above == (*number[:-1], number[-1] - 1)

    # Unnumbered headings

    def _is_unnumbered_heading(self, line: Line, found: set[int], first: int) -> bool:
        if line.number is not None or not self._may_head(line):
            return False
        follower = self.follower(line.index)
        if follower is None or self._is_caption(line, follower):
            return False
        if self.in_annex(line.index) and not self.prose_follows(line.index):
            return False
        if line.key in self.known:
            return not self._is_document_title(line)
        if line.emphasised or (line.block.style.italic and self.is_short(line)):
            return self._heads(line, follower, found, first)
        return not self.style_tells and self._stands_alone(line, found)

    def _is_caption(self, line: Line, follower: Line) -> bool:
        """A line just above a table is its caption, unless it is set larger than the text."""
        larger = self.is_larger(line.block) or line.claimed is not None
        return follower.block.kind == "table" and not larger

    def _may_head(self, line: Line) -> bool:
        text = line.text
        return (
            line.block.kind == "paragraph"
            and not line.denied
            and self.possible(line.index, line.block, text)
            and not self.reads_like_text(line)
            and not any(
                self.matches(rule, text)
                for rule in ("contents_title", "caption", "signature", "title_page")
            )
        )

    def _heads(self, line: Line, follower: Line, found: set[int], first: int) -> bool:
        """An emphasised line heads what follows: text, or a heading of its own section."""
        if self._is_document_title(line):
            return False
        if follower.index not in found and self.is_body(follower):
            return True
        if self.matches("subtitle", follower.text):
            return False
        if follower.index not in found:
            return self._heads_short_lines(line, follower)
        if self.matches("subtitle", line.text):
            return False
        on_title_page = line.index < first and follower.index == first
        return not follower.appendix and not on_title_page and self.text_precedes(line)

    def _heads_short_lines(self, line: Line, follower: Line) -> bool:
        """A list of names without marks, or the signatures, below a clear heading."""
        if follower.emphasised or follower.block.kind != "paragraph":
            return False
        if self.matches("closing", line.title):
            return True
        set_apart = self.is_larger(line.block) or line.claimed is not None
        return set_apart and self.text_precedes(line)

    def _is_document_title(self, line: Line) -> bool:
        if self.text_precedes(line) or self.matches("opening", line.title):
            return False
        alike = [other for other in self.lines if other.look == line.look and other.emphasised]
        return len(alike) == 1

    def _stands_alone(self, line: Line, found: set[int]) -> bool:
        """Without any style: a short line after finished text and before running text."""
        if not self._is_bare(line):
            return False
        follower = self.follower(line.index)
        leads = follower is not None and follower.index in found and not follower.appendix
        closes = self.matches("closing", line.title)
        if not (leads or closes or self.prose_follows(line.index)):
            return False
        return self._begins_afresh(line, found)

    def _is_bare(self, line: Line) -> bool:
        return (
            self.is_short(line)
            and line.block.n_lines <= 2
            and not self.matches("clause", line.text)
        )

    def _begins_afresh(self, line: Line, found: set[int]) -> bool:
        """Whether what stands above is finished, looking through headings above this one.

        All that stands above the first chapter is a title page, whatever its lines end in.
        """
        if self.matches("opening", line.title) and line.index <= self._first_sentence:
            return True
        above = self.previous(line.index)
        if above is not None and self._ends_title_page(above, line):
            return not self.matches("title_page", line.text)
        for _ in range(_MOST_STACKED):
            if above is None or above.index in found or not self._is_stacked(above):
                break
            above = self.previous(above.index)
        if above is None:
            return self.matches("opening", line.title)
        ended = self.matches("prose_end", above.text) and not above.text.endswith(":")
        apart = any(self.matches(rule, above.text) for rule in ("caption", "signature"))
        return ended or apart or above.index in found or above.block.kind in ("table", "list_item")

    def _ends_title_page(self, line: Line, below: Line) -> bool:
        """Whether a line names the agreement, below its title or in full."""
        if not self.matches("named_agreement", line.text) or self.matches("prose_end", line.text):
            return False
        in_full = len(line.text) >= _FULL_NAME and not self.matches("subtitle", line.text)
        has_year = any(map(str.isdigit, below.text))  # then it may be a title of its own
        if self.matches("named_agreement", below.text):
            return False
        return self.previous(line.index) is not None or (in_full and not has_year)

    def _is_stacked(self, line: Line) -> bool:
        return line.number is None and self._may_head(line) and self._is_bare(line)
