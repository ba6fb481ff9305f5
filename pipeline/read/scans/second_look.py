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

from pipeline.read.scans.cutouts import read_cutouts
from pipeline.read.scans.image import ScanImage
from pipeline.read.scans.tesseract import SeenLine, SeenWord

_ONLY_DIGITS = '--psm 6 -c "tessedit_char_whitelist= 0123456789,.-"'
_SCALES = (1.0, 1.5)
_LONGEST = 4  # characters of a word that may be a misread figure
_UNSURE = 80
_APART = 1.2  # line heights: figures with this much space before them stand alone
_SAME_EDGE = 0.35  # line heights
_FIGURE = re.compile(r"([^\w(]{0,2}|\()(\d[\d.,]*?)([.,;:)*]{0,2})")
_POINTED = re.compile(r"\d{1,3}(?:\.\d{3})+")
_RUN_TOGETHER = re.compile(r"[1-9]\d{3,5}")
_GROUP = re.compile(r"\d{3}\b")
_READING = re.compile(r"\d+(?:[.,]\d+)*")


@dataclass(frozen=True, slots=True)
class Reread:
    """A figure that the second look read otherwise than the first."""

    first: str
    second: SeenWord


Doubt = tuple[int, int]
"""A line's place among the lines, and a word's among the words of the line."""


def look_again(image: ScanImage, lines: Sequence[SeenLine]) -> tuple[list[SeenLine], list[Reread]]:
    """The lines with doubtful figures read again, and what came out otherwise."""
    doubtful = _doubtful(lines)
    if not doubtful:
        return list(lines), []
    words = [list(line.words) for line in lines]
    seen = [words[line][place] for line, place in doubtful]
    first, second = (_readings(image, seen, scale) for scale in _SCALES)
    changed: list[Reread] = []
    for (line, place), word, one, other in zip(doubtful, seen, first, second, strict=True):
        text = _agreed(word.text, one, other)
        if text is not None:
            words[line][place] = replace(word, text=text, confidence=_UNSURE)
            changed.append(Reread(word.text, words[line][place]))
    reread = [replace(line, words=tuple(held)) for line, held in zip(lines, words, strict=True)]
    return reread, changed


def _agreed(seen: str, one: str, other: str) -> str | None:
    """What a word is to be read as, None where it stays as it is."""
    figure = _FIGURE.fullmatch(seen)
    if figure and _is_comma_cut(figure[2], one, other):
        one = other = figure[2].replace(".", ",")
    if not one or one != other:
        return None
    if figure is None:
        return one
    if figure[1] and one.endswith(figure[2]):
        # What stood before the figure, a bullet or a rule, was taken for a digit.
        one = figure[2]
    before = "(" if figure[1] == "(" else ""
    text = f"{before}{_with_marks_of(figure[2], one)}{figure[3]}"
    return text if text != seen else None


def _is_comma_cut(first: str, one: str, other: str) -> bool:
    """Whether a point of the first reading is a comma of one of the others, all agreeing on
    the digits: a comma that is cut short looks like a point, never the other way round."""
    comma = first.replace(".", ",")
    digits = comma.replace(",", "")
    same = all(reading.replace(",", "").replace(".", "") == digits for reading in (one, other))
    return "." in first and same and comma in (one, other)


def _with_marks_of(first: str, second: str) -> str:
    """The second reading's digits, parted as in the first: a comma cut out with its figure
    is easily lost."""
    digits = [character for character in second if character.isdigit()]
    marked = len(digits) < len(second)
    if marked or len(digits) != sum(character.isdigit() for character in first):
        return second
    return "".join(digits.pop(0) if character.isdigit() else character for character in first)


def _doubtful(lines: Sequence[SeenLine]) -> list[Doubt]:
    edges = [w.right for line in lines for w in line.words if _FIGURE.fullmatch(w.text)]
    return [
        (index, place)
        for index, line in enumerate(lines)
        for place in range(len(line.words))
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


def _readings(image: ScanImage, words: Sequence[SeenWord], scale: float) -> list[str]:
    """The words read as figures, empty where one is none."""
    found = read_cutouts(image, words, scale, _ONLY_DIGITS)
    texts = ("".join(word.text for word in seen).strip("-., ") for seen in found)
    return [text if _READING.fullmatch(text) else "" for text in texts]


def mend_thousands(words: Sequence[SeenWord]) -> list[SeenWord]:
    """`68.000 000` and `3000 000` as `68 000 000` and `3 000 000`: a thin space is easily
    taken for a point, or overlooked."""
    mended = list(words)
    for index, (word, following) in enumerate(pairwise(words)):
        if _POINTED.fullmatch(word.text) and _GROUP.match(following.text):
            mended[index] = replace(word, text=word.text.replace(".", " "))
        elif _RUN_TOGETHER.fullmatch(word.text) and following.text.startswith("000"):
            text = f"{int(word.text):,}".replace(",", " ")
            mended[index] = replace(word, text=text)
    return mended
