"""Words that Tesseract left out: ink beside a line that belongs to none of its words.

Columns of short figures without anything around them are easily taken for dirt.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from pipeline.read.scans.cutouts import read_cutouts
from pipeline.read.scans.image import Grey, ScanImage
from pipeline.read.scans.tesseract import SeenLine, SeenWord

# All in heights of the line.
_ABOVE, _BELOW = 0.8, 0.25
_CLEAR = 0.3  # the white that a word has above it; a picture or signature has none
_PADDING = 0.25
_GAP = 0.5
_NARROWEST, _WIDEST, _LOWEST = 0.15, 12.0, 0.35
_INK = 150
_MARGIN = 0.5  # inches beyond the outermost words
_FREELY = "--psm 6"


def with_missed_words(image: ScanImage, lines: Sequence[SeenLine]) -> list[SeenLine]:
    """The lines with the words that were left out of them."""
    rest = _uncovered(image.grey, lines)
    missed = [
        (index, word)
        for index, line in enumerate(lines)
        for word in _beside(image, rest, line, lines)
    ]
    if not missed:
        return list(lines)
    read = read_cutouts(image, [word for _, word in missed], 1.0, _FREELY)
    found: dict[int, list[SeenWord]] = {}
    for (index, word), seen in zip(missed, read, strict=True):
        text = "".join(part.text for part in seen)
        if text:
            sure = min(part.confidence for part in seen)
            found.setdefault(index, []).append(replace(word, text=text, confidence=sure))
    return [_filled(line, found.get(index, [])) for index, line in enumerate(lines)]


def _filled(line: SeenLine, words: Sequence[SeenWord]) -> SeenLine:
    every = sorted((*line.words, *words), key=lambda word: word.left)
    return replace(line, words=tuple(every))


def _uncovered(grey: Grey, lines: Sequence[SeenLine]) -> Grey:
    """The page without the words that were read."""
    rest = grey.copy()
    for line in lines:
        pad = round(_PADDING * line.size)
        for word in line.words:
            top, left = max(word.top - pad, 0), max(word.left - pad, 0)
            rest[top : word.bottom + pad, left : word.right + pad] = 255
    return rest


def _beside(
    image: ScanImage, rest: Grey, line: SeenLine, lines: Sequence[SeenLine]
) -> Iterator[SeenWord]:
    """What is left of the ink on a line's level, in pieces as wide as a word or figure."""
    size = line.size
    margin = round(_MARGIN * image.dpi)
    left = max(min(word.left for each in lines for word in each.words) - margin, 0)
    right = max(word.right for each in lines for word in each.words) + margin
    top, bottom = max(round(line.level - _ABOVE * size), 0), round(line.level + _BELOW * size)
    ink = rest[top:bottom, left:right] < _INK
    columns = np.flatnonzero(ink.any(axis=0))
    if not len(columns):
        return
    for group in np.split(columns, np.flatnonzero(np.diff(columns) > _GAP * size) + 1):
        start, end = int(group[0]), int(group[-1]) + 1
        rows = np.flatnonzero(ink[:, start:end].any(axis=1))
        high, wide = int(rows[-1] - rows[0]) + 1, end - start
        clear = rest[max(top - round(_CLEAR * size), 0) : top, left + start : left + end] >= _INK
        if high >= _LOWEST * size and _NARROWEST * size <= wide <= _WIDEST * size and clear.all():
            first, last = top + int(rows[0]), top + int(rows[-1]) + 1
            yield SeenWord("", left + start, first, left + end, last, 0.0)
