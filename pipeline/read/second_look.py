"""A second look at figures: each cut out and read once more with nothing but digits allowed.

Tesseract reads a line by its context, which a figure standing alone in a column does not
have: `7` becomes `T` and `11` becomes `AF`. Put side by side on lines of their own, such
figures are read rightly. Two second readings, at different sizes, have to agree before they
overrule the first, and whoever checks finds both in the findings.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from PIL import Image

from pipeline.read.scan_image import ScanImage
from pipeline.read.tesseract import SeenLine, SeenWord, read_lines

_ONLY_DIGITS = '--psm 6 -c "tessedit_char_whitelist= 0123456789,.-"'
_SCALES = (1.0, 1.5)
_ON_A_LINE = 6
_PADDING, _GAP, _MARGIN = 3, 30, 20  # pixels around and between the figures cut out
_LONGEST = 4  # characters of a word that may be a misread figure
_UNSURE = 80
_APART = 1.2  # line heights: figures with this much space before them stand alone
_SAME_EDGE = 0.35  # line heights
_FIGURE = re.compile(r"([^\w(]{0,2}|\()(\d[\d.,]*?)([.,;:)*]{0,2})")
_READING = re.compile(r"\d+(?:[.,]\d+)*")


@dataclass(frozen=True, slots=True)
class Reread:
    """A figure that the second look read otherwise than the first."""

    first: str
    second: SeenWord


@dataclass(frozen=True, slots=True)
class _Cutout:
    """A word to be read again: its place in the lines, and in the picture of cut-outs."""

    line: int
    word: int
    left: int = 0
    top: int = 0
    right: int = 0
    bottom: int = 0


def look_again(image: ScanImage, lines: Sequence[SeenLine]) -> tuple[list[SeenLine], list[Reread]]:
    """The lines with doubtful figures read again, and what came out otherwise."""
    doubtful = _doubtful(lines)
    if not doubtful:
        return list(lines), []
    first, second = (_read_apart(image, lines, doubtful, scale) for scale in _SCALES)
    changed: list[Reread] = []
    words = [list(line.words) for line in lines]
    for cutout, one, other in zip(doubtful, first, second, strict=True):
        seen = lines[cutout.line].words[cutout.word]
        text = _agreed(seen.text, one, other)
        if text is not None:
            words[cutout.line][cutout.word] = replace(seen, text=text, confidence=_UNSURE)
            changed.append(Reread(seen.text, words[cutout.line][cutout.word]))
    return [
        replace(line, words=tuple(held)) for line, held in zip(lines, words, strict=True)
    ], changed


def _agreed(seen: str, one: str, other: str) -> str | None:
    """What a word is to be read as, None where it stays as it is."""
    if not one or one != other:
        return None
    figure = _FIGURE.fullmatch(seen)
    if figure is None:
        return one
    before = "(" if figure[1] == "(" else ""
    text = f"{before}{_with_marks_of(figure[2], one)}{figure[3]}"
    return text if text != seen else None


def _with_marks_of(first: str, second: str) -> str:
    """The second reading's digits, parted as in the first: a comma cut out with its figure
    is easily lost."""
    digits = [character for character in second if character.isdigit()]
    if len(digits) != sum(character.isdigit() for character in first):
        return second
    return "".join(digits.pop(0) if character.isdigit() else character for character in first)


def _doubtful(lines: Sequence[SeenLine]) -> list[_Cutout]:
    edges = [word.right for line in lines for word in line.words if _FIGURE.fullmatch(word.text)]
    return [
        _Cutout(index, place)
        for index, line in enumerate(lines)
        for place, word in enumerate(line.words)
        if _is_doubtful(line, place, edges)
    ]


def _is_doubtful(line: SeenLine, place: int, edges: Sequence[int]) -> bool:
    """Figures that are unsure or stand alone, and short words where a column has figures."""
    word = line.words[place]
    alone = place == 0 or word.left - line.words[place - 1].right > _APART * line.size
    if _FIGURE.fullmatch(word.text):
        return alone or word.confidence < _UNSURE
    if len(word.text) > _LONGEST or place < len(line.words) - 1 or not alone:
        return False
    return sum(abs(edge - word.right) <= _SAME_EDGE * line.size for edge in edges) >= 2


def _read_apart(
    image: ScanImage, lines: Sequence[SeenLine], doubtful: Sequence[_Cutout], scale: float
) -> list[str]:
    """The words read once more from a picture that holds nothing else."""
    picture, cutouts = _cut_out(image, lines, doubtful)
    size = round(picture.width * scale), round(picture.height * scale)
    seen = read_lines(
        picture.resize(size, Image.Resampling.LANCZOS), image.dpi * scale, _ONLY_DIGITS
    )
    words = [word for line in seen for word in line.words]
    return [_reading(cutout, words, scale) for cutout in cutouts]


def _cut_out(
    image: ScanImage, lines: Sequence[SeenLine], doubtful: Sequence[_Cutout]
) -> tuple[Image.Image, list[_Cutout]]:
    page = image.picture
    crops = []
    for cutout in doubtful:
        word = lines[cutout.line].words[cutout.word]
        box = (
            word.left - _PADDING,
            word.top - _PADDING,
            word.right + _PADDING,
            word.bottom + _PADDING,
        )
        crops.append(page.crop(box))
    height = max(crop.height for crop in crops) + _GAP
    rows = [range(i, min(i + _ON_A_LINE, len(crops))) for i in range(0, len(crops), _ON_A_LINE)]
    width = max(sum(crops[i].width + _GAP for i in row) for row in rows) + _GAP
    picture = Image.new("L", (width, height * len(rows) + _MARGIN), 255)
    placed: list[_Cutout] = []
    for number, row in enumerate(rows):
        left, bottom = _GAP, (number + 1) * height
        for i in row:
            crop = crops[i]
            picture.paste(crop, (left, bottom - crop.height))
            placed.append(
                replace(
                    doubtful[i],
                    left=left,
                    top=bottom - crop.height,
                    right=left + crop.width,
                    bottom=bottom,
                )
            )
            left += crop.width + _GAP
    return picture, placed


def _reading(cutout: _Cutout, words: Sequence[SeenWord], scale: float) -> str:
    """The figure read where a word was put, empty if it is none."""
    inside = [
        word.text
        for word in words
        if cutout.left - _GAP / 2 <= (word.left + word.right) / 2 / scale <= cutout.right + _GAP / 2
        and cutout.top - _PADDING
        <= (word.top + word.bottom) / 2 / scale
        <= cutout.bottom + _PADDING
    ]
    text = "".join(inside).strip("-., ")
    return text if _READING.fullmatch(text) else ""


def mend_thousands(words: Sequence[SeenWord]) -> list[SeenWord]:
    """`68.000 000` as `68 000 000`: a thin space is easily taken for a point."""
    mended = list(words)
    for index, (word, following) in enumerate(pairwise(words)):
        if re.fullmatch(r"\d{1,3}(?:\.\d{3})+", word.text) and re.match(r"\d{3}\b", following.text):
            mended[index] = replace(word, text=word.text.replace(".", " "))
    return mended
