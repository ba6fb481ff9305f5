"""The words of a PDF page with their boxes and type, out of PDFium.

A call into PDFium costs about a microsecond, and a character read on its own takes several.
So the text is fetched whole, and place and type are looked up for a word's first and last
character; only words that were drawn in pieces are looked at character by character.
"""

from __future__ import annotations

import ctypes
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium_c

from pipeline.model import Box
from pipeline.read.layout import Word
from pipeline.read.pdf.fonts import Font, FontBook, Type
from pipeline.read.pdf.geometry import EM_ABOVE, EM_BELOW, Upright
from pipeline.read.pdf.tags import PageTags

BREAK_HYPHEN = "\ufffe"
"""What PDFium puts for a hyphen at a line's end, leaving out the line break after it."""

BULLET = "•"
"""What a picture or a private character standing alone is read as."""

_WORD = re.compile(rf"[^\s\x00-\x1f\ufeff\uffff{BREAK_HYPHEN}]+{BREAK_HYPHEN}?")
_LIGATURE = re.compile("[\ufb00-\ufb06]")
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_PRIVATE_ASCII = re.compile("[\uf021-\uf07e]")
# PDFium's sign for the hyphen of a word that a line break parts.
_HYPHEN_AT_LINE_END = re.compile(r"\x02(?=[\r\n]|$)")
# A font whose letters lead nowhere gives the numbers of its glyphs instead.
_MEANINGLESS = re.compile(r"[\x01-\x08\x0b\x0e-\x1f]")
_UNSEEN = dict.fromkeys((0xAD, 0x200B, 0x200C, 0x200D, 0x2060))


@dataclass(frozen=True, slots=True)
class DrawnWord:
    """A word, the type that it is set in and the address of the object that drew it.

    `upright` is False for text that runs another way than most of the page.
    """

    word: Word
    type: Type
    drawn_by: int
    upright: bool


def _by_address(function: Any, returned: Any, n_results: int) -> Any:
    """A function of PDFium's about one character, told with bare addresses: to make, convert
    and compare the pointer objects of its own signature takes most of the time of a call."""
    entry = ctypes.cast(function, ctypes.c_void_p).value
    assert entry is not None
    addresses = [ctypes.c_void_p] * n_results
    return ctypes.CFUNCTYPE(returned, ctypes.c_void_p, ctypes.c_int, *addresses)(entry)


_object_address = _by_address(pdfium_c.FPDFText_GetTextObject, ctypes.c_void_p, 0)
_char_origin = _by_address(pdfium_c.FPDFText_GetCharOrigin, ctypes.c_int, 2)
_char_box = _by_address(pdfium_c.FPDFText_GetCharBox, ctypes.c_int, 4)


class _Doubles:
    """So many numbers that PDFium writes its results into, and their addresses."""

    def __init__(self, n: int) -> None:
        self._held = tuple(ctypes.c_double() for _ in range(n))
        self.addresses = tuple(ctypes.c_void_p(ctypes.addressof(one)) for one in self._held)

    @property
    def values(self) -> tuple[float, ...]:
        return tuple([one.value for one in self._held])


class TextLayer:
    """The characters of one page. `upright` leads to the page as it is read: after
    `words` was called, it is turned so that most words run from left to right."""

    def __init__(
        self, textpage: Any, upright: Upright, fonts: FontBook, tags: PageTags | None = None
    ) -> None:
        self.upright = upright
        self.text = _whole_text(textpage)
        self._page = textpage
        self._page_address = ctypes.cast(textpage, ctypes.c_void_p)
        self._fonts = fonts
        self._tags = tags
        self._objects: set[int] = set()
        self._types: dict[int, Type] = {}
        self._turns: dict[tuple[float, float], int | None] = {}
        self._xy = _Doubles(2)
        self._sides = _Doubles(4)

    @property
    def objects(self) -> frozenset[int]:
        """The addresses of the text objects that `words` came across."""
        return frozenset(self._objects)

    def words(self) -> list[DrawnWord]:
        """The words in the order of the file, each of one size and on one level."""
        pieces = [piece for match in _WORD.finditer(self.text) for piece in self._pieces(match)]
        self._turn_upright(kind for _, _, kind, _ in pieces)
        words = [self._word(*piece) for piece in pieces]
        return [drawn for drawn in words if drawn.word.text]

    def _turn_upright(self, kinds: Iterable[Type]) -> None:
        turns: Counter[int] = Counter()
        for kind in kinds:
            quarters = self._quarters_off(kind)
            if quarters is not None:
                turns[quarters] += 1
        if turns:
            self.upright = self.upright.turned(-turns.most_common(1)[0][0])
            self._turns.clear()

    def _quarters_off(self, kind: Type) -> int | None:
        if kind.run not in self._turns:
            self._turns[kind.run] = self.upright.quarters_off(kind.run)
        return self._turns[kind.run]

    def _pieces(self, match: re.Match[str]) -> Iterator[tuple[int, int, Type, int]]:
        """A word, cut where size or level change: a footnote's digit is none of the word's."""
        start, end = match.span()
        drawn_by = address = self._object(start)
        kind = self._type(address, start)
        if end - start > 1 and address != self._object(end - 1):
            for index in range(start + 1, end):
                previous, address = address, self._object(index)
                if address != previous and self._is_set_apart(start, index, kind):
                    yield start, index, kind, drawn_by
                    start, kind, drawn_by = index, self._type(address, index), address
        yield start, end, kind, drawn_by

    def _is_set_apart(self, start: int, index: int, kind: Type) -> bool:
        # The type is looked up only where something differs: some programs draw each
        # character as an object of its own.
        if self._level_between(start, index, kind.run) > 0.15 * kind.size:
            return True
        nominal = pdfium_c.FPDFText_GetFontSize(self._page, index)
        if nominal == pdfium_c.FPDFText_GetFontSize(self._page, start):
            return False
        other = self._type(self._object(index), index)
        return min(kind.size, other.size) < 0.85 * max(kind.size, other.size)

    def _level_between(self, first: int, second: int, run: tuple[float, float]) -> float:
        """How far apart the baselines of two characters are, across the running direction."""
        x0, y0 = self._origin(first)
        x1, y1 = self._origin(second)
        length = (run[0] ** 2 + run[1] ** 2) ** 0.5 or 1.0
        return abs((x1 - x0) * run[1] - (y1 - y0) * run[0]) / length

    def _object(self, index: int) -> int:
        address: int = _object_address(self._page_address, index) or 0
        self._objects.add(address)
        return address

    def _type(self, address: int, index: int) -> Type:
        kind = self._types.get(address)
        if kind is None:
            kind = self._types[address] = self._fonts.type_of(self._page, address, index)
        return kind

    def _origin(self, index: int) -> tuple[float, float]:
        _char_origin(self._page_address, index, *self._xy.addresses)
        x, y = self._xy.values
        return x, y

    def _ink(self, index: int) -> Box:
        _char_box(self._page_address, index, *self._sides.addresses)
        left, right, bottom, top = self._sides.values
        return self.upright.box(left, bottom, right, top)

    def _right_of(self, index: int) -> float:
        """The right edge of a character's ink."""
        _char_box(self._page_address, index, *self._sides.addresses)
        left, right, bottom, top = self._sides.values
        one, _ = self.upright.point(left, bottom)
        other, _ = self.upright.point(right, top)
        return max(one, other)

    def _word(self, start: int, end: int, kind: Type, drawn_by: int) -> DrawnWord:
        upright = self._quarters_off(kind) == 0
        if upright:
            x, baseline = self.upright.point(*self._origin(start))
            above, below = EM_ABOVE * kind.size, EM_BELOW * kind.size
            box = Box(x, baseline - above, max(self._right_of(end - 1), x), baseline + below)
        else:
            box = self._ink(start).union(self._ink(end - 1))
        text = clean_text(self.text[start:end], kind.font)
        tag = self._tags.of(drawn_by) if self._tags else None
        word = Word(text, box, kind.size, kind.bold, kind.font.italic, tag=tag)
        return DrawnWord(word, kind, drawn_by, upright)


def _whole_text(textpage: Any) -> str:
    """The text of the page with exactly one character for each of PDFium's."""
    count = pdfium_c.FPDFText_CountChars(textpage)
    if count <= 0:
        return ""
    buffer = (ctypes.c_ushort * (count + 1))()
    written = pdfium_c.FPDFText_GetText(textpage, 0, count, buffer)
    if written == count + 1:
        text = bytes(buffer)[: 2 * count].decode("utf-16-le", "replace")
        if len(text) == count:
            return _MEANINGLESS.sub("\ufffd", text)
    # Characters without meaning or beyond the basic plane: their indices would be off.
    codes = (pdfium_c.FPDFText_GetUnicode(textpage, index) for index in range(count))
    text = "".join(map(_character, codes))
    return _MEANINGLESS.sub("\ufffd", _HYPHEN_AT_LINE_END.sub(BREAK_HYPHEN, text))


def _character(code: int) -> str:
    if code == 0 or code > 0x10FFFF or 0xD800 <= code < 0xE000:
        return "\ufffd"
    return chr(code)


def clean_text(text: str, font: Font) -> str:
    """A word's characters in their plain form: composed letters, no ligatures, no private
    characters; a bullet for a picture that stands alone."""
    if text.isascii() and not font.pictures:
        return text
    text = text.replace(BREAK_HYPHEN, "-").translate(_UNSEEN)
    text = text.replace("\u2010", "-").replace("\u2011", "-")
    if len(text) == 1 and (font.pictures or _PRIVATE.match(text)):
        return BULLET
    # Symbol-encoded fonts keep ASCII at U+F000.
    text = _PRIVATE_ASCII.sub(lambda found: chr(ord(found[0]) - 0xF000), text)
    text = _LIGATURE.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text)
    return unicodedata.normalize("NFC", text)
