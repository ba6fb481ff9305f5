"""Footnotes: small type at the foot of a column, each opened by its mark."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.read.layout import Stroke
from pipeline.read.pdf.lines import PrintedLine
from pipeline.read.pdf.setting import Setting

_MARK = re.compile(r"\d{1,3}|[*†‡]{1,3}")
_NO_LARGER = 1.05
_GLUED_MARK = re.compile(r"(\d{1,2}|[*†‡]{1,3})(?=[A-ZÅÄÖ(])")


@dataclass(frozen=True, slots=True)
class Footnote:
    """A note of one page; `mark` is None for the rest of a note of the page before."""

    mark: str | None
    lines: tuple[PrintedLine, ...]


def part_footnotes(
    lines: Sequence[PrintedLine], strokes: Sequence[Stroke], setting: Setting
) -> tuple[list[PrintedLine], list[Footnote]]:
    """The lines of a column without its footnotes, and the footnotes."""
    start = _first_note(lines, strokes, setting)
    return list(lines[:start]), _notes(lines[start:], setting)


def _first_note(lines: Sequence[PrintedLine], strokes: Sequence[Stroke], setting: Setting) -> int:
    """Where the footnotes begin: below the rule that parts them from the text, or at the
    first mark in the small type at the foot."""
    start = len(lines)
    while start and setting.is_small(lines[start - 1]):
        start -= 1
    small = start
    while small < len(lines) and not _opens(lines[small]):
        small += 1
    if start < len(lines) and _is_ruled_off(lines, start, strokes):
        return start
    raised = _first_raised(lines, strokes)
    return min(small, raised)


def _first_raised(lines: Sequence[PrintedLine], strokes: Sequence[Stroke]) -> int:
    """The first line with a raised mark below a separating rule, if nothing larger follows;
    notes may be set as large as the text."""
    for index, line in enumerate(lines):
        largest = _NO_LARGER * line.size
        last = all(later.size <= largest for later in lines[index:])
        if line.mark and index and last and _is_ruled_off(lines, index, strokes):
            return index
    return len(lines)


def _opens(line: PrintedLine) -> bool:
    if line.mark:
        return True
    first = line.words[0].text
    if len(line.words) > 1 and _MARK.fullmatch(first):
        return not line.words[1].text[0].isdigit()
    return _GLUED_MARK.match(first) is not None


def _is_ruled_off(lines: Sequence[PrintedLine], start: int, strokes: Sequence[Stroke]) -> bool:
    """Whether a short rule stands right above a line and below the one before it."""
    line = lines[start]
    above = lines[start - 1].baseline if start else line.top - 3 * line.size
    widest = max(other.x1 for other in lines) - min(other.x0 for other in lines)
    return any(
        stroke.horizontal
        and above < stroke.top < line.baseline - 0.4 * line.size
        and abs(stroke.x0 - line.x0) < 2 * line.size
        and stroke.x1 - stroke.x0 < 0.6 * max(widest, 1.0)
        for stroke in strokes
    )


def _notes(lines: Sequence[PrintedLine], setting: Setting) -> list[Footnote]:
    notes: list[tuple[str | None, list[PrintedLine]]] = []
    for line in lines:
        opened = _opened(line)
        if opened and _counts_on(opened[0], notes):
            notes.append((opened[0], [opened[1]] if opened[1].words else []))
        elif notes:
            notes[-1][1].append(line)
        else:
            notes.append((None, [line]))
    return [Footnote(mark, tuple(held)) for mark, held in notes if held]


def _opened(line: PrintedLine) -> tuple[str, PrintedLine] | None:
    """The mark that a line begins with, and the rest of the line."""
    if line.mark:
        return line.mark, line
    if not _opens(line):
        return None
    first = line.words[0]
    glued = _GLUED_MARK.match(first.text)
    if glued:
        rest = replace(first, text=first.text[glued.end() :])
        return glued[1], replace(line, words=(rest, *line.words[1:]))
    return first.text, line.without_first_word()


def _counts_on(mark: str, notes: Sequence[tuple[str | None, list[PrintedLine]]]) -> bool:
    """A line of a note may begin with a figure, too; marks go up one by one."""
    last = next((known for known, _ in reversed(notes) if known), None)
    if last is None or not (mark.isdigit() and last.isdigit()):
        return True
    return int(mark) == int(last) + 1
