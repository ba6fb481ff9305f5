"""Tesseract, asked for words with their places, confidence and the size of their lines."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

from PIL import Image

from pipeline.model import UnreadableError

LANGUAGE = "swe"
_INSTALL = "apt-get install tesseract-ocr tesseract-ocr-swe"
_LINE = re.compile(r"<span class='ocr_(?:line|header|caption|textfloat)'[^>]*title=\"([^\"]*)\"")
_WORD = re.compile(
    r"<span class='ocrx_word'[^>]*title='bbox (\d+) (\d+) (\d+) (\d+); x_wconf (\d+)'>(.*?)</span>"
)
_TAG = re.compile(r"<[^>]+>")
_BOX = re.compile(r"bbox (\d+) (\d+) (\d+) (\d+)")
_BASELINE = re.compile(r"baseline (-?[\d.]+) (-?[\d.]+)")
_SIZE = re.compile(r"x_size ([\d.]+)")


@dataclass(frozen=True, slots=True)
class SeenWord:
    """A word in pixels of the picture; `confidence` 0–100."""

    text: str
    left: int
    top: int
    right: int
    bottom: int
    confidence: float


@dataclass(frozen=True, slots=True)
class SeenLine:
    """A line: `size` is the height from its deepest to its highest letters, in pixels;
    `level` its baseline in the middle."""

    words: tuple[SeenWord, ...]
    level: float
    size: float


def read_lines(picture: Image.Image, dpi: float, settings: str = "--psm 3") -> list[SeenLine]:
    """The lines that Tesseract sees. Raises UnreadableError, with the command that installs
    it, where Tesseract or its Swedish model is missing."""
    import pytesseract  # brings pandas, which only scans need

    # Several threads do not make a page faster, but slow down the other workers.
    os.environ.setdefault("OMP_THREAD_LIMIT", "1")
    try:
        page = pytesseract.image_to_pdf_or_hocr(
            picture, lang=LANGUAGE, config=f"{settings} --dpi {dpi:.0f}", extension="hocr"
        )
    except pytesseract.TesseractNotFoundError as error:
        raise _missing("Tesseract") from error
    except pytesseract.TesseractError as error:
        if LANGUAGE in str(error):
            raise _missing("Tesseract's Swedish model") from error
        raise UnreadableError(
            "A scanned page could not be read by Tesseract: scan it again, or save it as a PDF "
            "with a text layer."
        ) from error
    return list(_lines(page.decode("utf-8", "replace")))


def _missing(what: str) -> UnreadableError:
    return UnreadableError(
        f"The file has scanned pages and {what} is not installed: run `{_INSTALL}` and try again.",
        cause="no_ocr",
    )


def _lines(page: str) -> Iterator[SeenLine]:
    heads = list(_LINE.finditer(page))
    starts = [*(head.start() for head in heads), len(page)]
    for head, end in zip(heads, starts[1:], strict=True):
        words = tuple(_words(page[head.end() : end]))
        size = _SIZE.search(head[1])
        if words and size:
            yield SeenLine(words, _level(head[1]), float(size[1]))


def _words(part: str) -> Iterator[SeenWord]:
    for found in _WORD.finditer(part):
        text = unescape(_TAG.sub("", found[6])).strip()
        left, top, right, bottom = (int(found[index]) for index in range(1, 5))
        if text:
            yield SeenWord(text, left, top, right, bottom, float(found[5]))


def _level(title: str) -> float:
    box, baseline = _BOX.search(title), _BASELINE.search(title)
    if box is None:
        return 0.0
    left, _, right, bottom = (int(box[index]) for index in range(1, 5))
    if baseline is None:
        return float(bottom)
    return bottom + float(baseline[2]) + float(baseline[1]) * (right - left) / 2
