"""Parts of a page cut out and put side by side on a picture of their own, to be read anew.

A figure standing alone has no context to be read by; among others of its kind it has.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PIL import Image

from pipeline.read.scans.image import ScanImage
from pipeline.read.scans.tesseract import SeenWord, read_lines

_ON_A_LINE = 6
_PADDING, _GAP, _MARGIN = 3, 30, 20  # pixels around and between the parts


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a part was put on the new picture."""

    left: int
    top: int
    right: int
    bottom: int

    def holds(self, word: SeenWord, scale: float) -> bool:
        x, y = (word.left + word.right) / 2 / scale, (word.top + word.bottom) / 2 / scale
        near = _GAP / 2
        return (
            self.left - near <= x <= self.right + near
            and self.top - _PADDING <= y <= self.bottom + _PADDING
        )


def read_cutouts(
    image: ScanImage, words: Sequence[SeenWord], scale: float, settings: str
) -> list[list[SeenWord]]:
    """What Tesseract sees in place of each word, in pixels of the new picture."""
    picture, places = _side_by_side(image, words)
    size = round(picture.width * scale), round(picture.height * scale)
    enlarged = picture.resize(size, Image.Resampling.LANCZOS)
    seen = [w for line in read_lines(enlarged, image.dpi * scale, settings) for w in line.words]
    return [[word for word in seen if place.holds(word, scale)] for place in places]


def _side_by_side(image: ScanImage, words: Sequence[SeenWord]) -> tuple[Image.Image, list[_Place]]:
    page = image.picture
    parts = [page.crop(_padded(word)) for word in words]
    height = max(part.height for part in parts) + _GAP
    rows = [parts[i : i + _ON_A_LINE] for i in range(0, len(parts), _ON_A_LINE)]
    width = max(sum(part.width + _GAP for part in row) for row in rows) + _GAP
    picture = Image.new("L", (width, height * len(rows) + _MARGIN), 255)
    places: list[_Place] = []
    for number, row in enumerate(rows, 1):
        left, bottom = _GAP, number * height
        for part in row:
            picture.paste(part, (left, bottom - part.height))
            places.append(_Place(left, bottom - part.height, left + part.width, bottom))
            left += part.width + _GAP
    return picture, places


def _padded(word: SeenWord) -> tuple[int, int, int, int]:
    return (
        word.left - _PADDING,
        word.top - _PADDING,
        word.right + _PADDING,
        word.bottom + _PADDING,
    )
