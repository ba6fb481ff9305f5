"""The lines drawn on a scanned page: long dark runs of pixels across and down."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from pipeline.read.layout import Stroke
from pipeline.read.scans.image import ScanImage

_SHORTEST = 0.35  # inches; a word's underline or a letter's stem is shorter
_THICKEST = 0.04  # inches
_WHOLE = 0.9  # the share of a run that has to be dark
_DARK = 150
_BESIDE = 2  # pixels

Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class PixelRule:
    """A line on the picture: rows `first` to `last`, columns `start` to `end`; for one that
    runs down the page, the other way round."""

    first: int
    last: int
    start: int
    end: int
    across: bool

    def stroke(self, image: ScanImage) -> Stroke:
        level = image.points((self.first + self.last) / 2)
        start, end = image.points(self.start), image.points(self.end)
        if self.across:
            return Stroke(start, level, end, level)
        return Stroke(level, start, level, end)


def rules_on(image: ScanImage) -> list[PixelRule]:
    """The horizontal and vertical lines of a page."""
    dark: Mask = image.grey < _DARK
    length = round(_SHORTEST * image.dpi)
    thickest = max(round(_THICKEST * image.dpi), 3)
    across = [PixelRule(*run, across=True) for run in _runs(dark, length, thickest)]
    return across + [PixelRule(*run, across=False) for run in _runs(dark.T, length, thickest)]


def without_rules(image: ScanImage, rules: Iterable[PixelRule]) -> ScanImage:
    """The page without its lines, which are easily read as a figure's first digit. Letters
    that cross a line stay whole."""
    grey = image.grey.copy()
    for rule in rules:
        _erase(grey if rule.across else grey.T, rule)
    return replace(image, grey=grey)


def _erase(grey: NDArray[np.uint8], rule: PixelRule) -> None:
    top, bottom = max(rule.first - 1, 0), rule.last + 2
    above = grey[max(top - _BESIDE, 0), rule.start : rule.end] < _DARK
    below = grey[min(bottom + _BESIDE - 1, len(grey) - 1), rule.start : rule.end] < _DARK
    band = grey[top:bottom, rule.start : rule.end]
    band[:, ~(above | below)] = 255


def _runs(dark: Mask, length: int, thickest: int) -> Iterator[tuple[int, int, int, int]]:
    """First and last row, start and end of the dark runs along the rows of a mask, no thicker
    than a line.

    A line that is not quite straight is found in pieces on neighbouring rows; pieces that
    touch are put together.
    """
    open_runs: list[list[int]] = []
    for row in range(dark.shape[0]):
        for start, end in _long_runs(dark[row], length):
            for run in open_runs:
                if row - run[1] <= 2 and start <= run[3] + length and end >= run[2] - length:
                    run[1], run[2], run[3] = row, min(run[2], start), max(run[3], end)
                    break
            else:
                open_runs.append([row, row, start, end])
    for first, last, start, end in open_runs:
        if last - first < max(thickest, 0.01 * (end - start)):
            yield first, last, start, end


def _long_runs(row: Mask, length: int) -> list[tuple[int, int]]:
    """The stretches of a row that are dark nearly throughout."""
    if np.count_nonzero(row) < _WHOLE * length:
        return []
    sums = np.concatenate(([0], np.cumsum(row)))
    full = (sums[length:] - sums[:-length]) >= _WHOLE * length
    edges = np.flatnonzero(np.diff(np.concatenate(([False], full, [False])).astype(np.int8)))
    found = ((int(a), int(b) + length - 1) for a, b in zip(edges[::2], edges[1::2], strict=True))
    return [_dark_part(row, start, end) for start, end in found]


def _dark_part(row: Mask, start: int, end: int) -> tuple[int, int]:
    places = np.flatnonzero(row[start:end])
    return start + int(places[0]), start + int(places[-1]) + 1
