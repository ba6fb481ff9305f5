"""Scanned pages: from a picture to the same layout that a text layer gives."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

import pypdfium2 as pdfium

from pipeline.model import Box, Finding
from pipeline.read.layout import PageLayout, Word
from pipeline.read.pdf.geometry import EM_ABOVE, EM_BELOW
from pipeline.read.scans.bullets import part_bullets
from pipeline.read.scans.image import ScanImage, Tilt, scan_image, thickness
from pipeline.read.scans.missed_words import with_missed_words
from pipeline.read.scans.rules import rules_on, without_rules
from pipeline.read.scans.second_look import Reread, look_again, mend_thousands
from pipeline.read.scans.tesseract import SeenLine, SeenWord, read_lines

_LINE_HEIGHT = 0.9  # of the type size, from the deepest letters to the highest
_SAME_SIZE = 0.1
_BOLD = 1.28  # times the usual thickness of strokes
_LONG = 4  # letters of a word that is wider than it is high, whatever they are
_UNREADABLE = 45  # mean confidence below which a page may lie on its side
_SPECK = re.compile(r"[^\w•–—*§&%+-]+")


@dataclass(frozen=True)
class ScannedPage:
    """A page as it was read; `weights` are the words' stroke widths as shares of their size.

    What is bold, and which sizes are the same, only all scanned pages together can tell.
    """

    layout: PageLayout
    weights: tuple[float, ...]
    tilt: Tilt
    findings: tuple[Finding, ...]


def read_scan(page: pdfium.PdfPage, number: int) -> ScannedPage:
    """Read a page by its picture. Raises UnreadableError where Tesseract is missing."""
    whole, seen = _best_way_up(page)
    rules = rules_on(whole)
    image = without_rules(whole, rules)
    lines = part_bullets(image, with_missed_words(image, seen))
    lines, changed = look_again(image, lines)
    found = [(word, line) for line in lines for word in _words(line)]
    words = tuple(_placed(image, word, line) for word, line in found)
    weights = tuple(_weight(image, word, line) for word, line in found)
    strokes = tuple(rule.stroke(image) for rule in rules)
    turned = 90 * image.quarters
    layout = PageLayout(number, image.width, image.height, words, strokes, "ocr", turned)
    tilt = Tilt(image.angle, image.width, image.height)
    return ScannedPage(layout, weights, tilt, tuple(_findings(changed, number)))


def _best_way_up(page: pdfium.PdfPage) -> tuple[ScanImage, list[SeenLine]]:
    """The page as it stands, or turned if it can hardly be read that way."""
    best: tuple[float, ScanImage, list[SeenLine]] | None = None
    for quarters in (0, 2, 1, 3):
        image = scan_image(page, quarters)
        lines = read_lines(image.picture, image.dpi)
        sure = _confidence(lines) if _runs_forward(lines) else 0.0
        if best is None or sure > best[0]:
            best = sure, image, lines
        if sure >= _UNREADABLE or not lines:
            break
    assert best is not None
    return best[1], best[2]


def _runs_forward(lines: Sequence[SeenLine]) -> bool:
    """Whether words lie flat and follow one another to the right. Tesseract reads lines that
    stand on their head or on end, too, and gives their words in the order of reading."""
    pairs = [pair for line in lines for pair in pairwise(line.words)]
    forward = sum(right.left > left.left for left, right in pairs)
    upright = sum(right.left > left.right - _height(left) for left, right in pairs)
    long = [word for line in lines for word in line.words if len(word.text) >= _LONG]
    flat = sum(word.right - word.left > _height(word) for word in long)
    return 2 * min(forward, upright) >= len(pairs) and 2 * flat >= len(long)


def _height(word: SeenWord) -> int:
    return word.bottom - word.top


def _confidence(lines: Sequence[SeenLine]) -> float:
    sure = [word.confidence for line in lines for word in line.words for _ in word.text]
    return sum(sure) / len(sure) if sure else 0.0


def _words(line: SeenLine) -> Iterator[SeenWord]:
    """The words of a line, without specks."""
    words = mend_thousands(line.words)
    yield from (word for word in words if not _SPECK.fullmatch(word.text))


def _placed(image: ScanImage, word: SeenWord, line: SeenLine) -> Word:
    size = round(image.points(line.size) / _LINE_HEIGHT, 1)
    level = image.points(line.level)
    box = Box(
        image.points(word.left),
        level - EM_ABOVE * size,
        image.points(word.right),
        level + EM_BELOW * size,
    )
    # Swedish sets en dashes; Tesseract takes them for the longer sign.
    return Word(word.text.replace("—", "–"), box, size, confidence=word.confidence)


def _weight(image: ScanImage, word: SeenWord, line: SeenLine) -> float:
    return thickness(image.grey, word.left, word.top, word.right, word.bottom) / line.size


def _findings(changed: Sequence[Reread], number: int) -> Iterator[Finding]:
    for reread in changed:
        yield Finding(
            stage="read",
            code="ocr_second_reading",
            message=(
                f"A figure on page {number} was first read as “{reread.first}” and at a second "
                f"look as “{reread.second.text}”: compare it with the page."
            ),
            page=number,
        )


def settled(pages: Sequence[ScannedPage]) -> list[PageLayout]:
    """The layouts of all scanned pages of a document, with sizes and weights made even."""
    sizes = _usual_sizes(pages)
    weights = [weight for page in pages for weight in page.weights if weight > 0]
    usual = median(weights) if weights else 1.0
    return [
        replace(
            page.layout,
            words=tuple(
                _resized(replace(word, bold=weight > _BOLD * usual), sizes)
                for word, weight in zip(page.layout.words, page.weights, strict=True)
            ),
        )
        for page in pages
    ]


def _usual_sizes(pages: Sequence[ScannedPage]) -> dict[float, float]:
    """For each size that was measured the commonest one that it cannot be told from."""
    letters: dict[float, int] = {}
    for page in pages:
        for word in page.layout.words:
            letters[word.size] = letters.get(word.size, 0) + len(word.text)
    usual: dict[float, float] = {}
    for size in sorted(letters, key=lambda size: -letters[size]):
        near = [known for known in set(usual.values()) if abs(known - size) <= _SAME_SIZE * known]
        usual[size] = min(near, key=lambda known: abs(known - size), default=size)
    return usual


def _resized(word: Word, sizes: dict[float, float]) -> Word:
    size = sizes[word.size]
    baseline = word.box.bottom - EM_BELOW * word.size
    box = Box(word.box.x0, baseline - EM_ABOVE * size, word.box.x1, baseline + EM_BELOW * size)
    return replace(word, size=size, box=box)
