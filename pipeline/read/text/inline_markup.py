"""Takes markdown's and HTML's inline markup out of a line, and tells what it said."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

from pipeline.read.assembly.cleaning import Fragment

_TOKEN = re.compile(
    r"""(?P<escape>\\[\\`*_{}\[\]()\#+\-.!|>~$<&])
    |(?P<note><sup>\s{0,3}(?P<tagged>\d{1,3}|[*†‡a-z])\s{0,3}\)?\s{0,3}</sup>
        |\[\^(?P<named>[^\]\s]{1,8})\]:?
        |\$\s{0,3}\^\{?(?P<raised>\d{1,3})\}?\s{0,3}\$)
    |(?P<comment><!--.{0,500}?-->)
    |(?P<image>!\[[^\]]{0,300}\]\([^)]{0,1000}\))
    |(?P<link>\[(?P<label>[^\]^][^\]]{0,300})\]\([^)\s]{0,1000}(?:\s"[^"]{0,300}")?\))
    |<(?P<address>(?:https?://|mailto:)[^<>\s]{1,1000})>
    |(?P<break><br\s{0,3}/?>)
    |(?P<tag><(?P<close>/?)(?P<name>[a-zA-Z][a-zA-Z0-9]*)(?:\s[^<>]{0,1000})?/?>)
    |(?P<entity>&(?:\#\d+|\#x[0-9a-fA-F]+|[A-Za-z]+);)
    |(?P<strong>\*\*\*|\*\*|(?<![_\w])__(?=[^\s_])|(?<=[^\s_])__(?![_\w]))
    |(?P<star>\*)
    |(?P<underscore>(?<![_\w])_(?=[^\s_])|(?<=[^\s_])_(?![_\w]))""",
    re.VERBOSE,
)
_BOLD_TAGS, _ITALIC_TAGS = ("b", "strong", "th"), ("i", "em")
# `m<sup>2</sup>` is no footnote mark.
_POWER = re.compile(r"(?<!\w)[kcdm]?m$")


@dataclass(frozen=True, slots=True)
class Stripped:
    """A line without markup. `bold` and `italic` tell of lines set so as a whole, `note`
    is the footnote mark that the line begins with."""

    fragments: tuple[Fragment, ...]
    bold: bool
    italic: bool
    note: str | None


class InlineMarkup:
    """Strips line after line of one paragraph; bold and italic type may run over lines."""

    def __init__(self) -> None:
        self.bold = False
        self.italic = False

    def strip(self, text: str, origin: int) -> Stripped:
        """The line that begins at `origin` in the file, without its markup."""
        pieces = _Pieces()
        place = 0
        for match in _TOKEN.finditer(text):
            pieces.add(text[place : match.start()], origin + place, self.bold, self.italic)
            self._take(match, origin, pieces)
            place = match.end()
        pieces.add(text[place:], origin + place, self.bold, self.italic)
        return pieces.stripped()

    def _take(self, match: re.Match[str], origin: int, pieces: _Pieces) -> None:
        token = match[0]
        if match["escape"]:
            pieces.add(token[1:], origin + match.start() + 1, self.bold, self.italic)
        elif match["note"]:
            self._note(match, origin, pieces)
        elif match["link"]:
            pieces.add(match["label"], origin + match.start("label"), self.bold, self.italic)
        elif match["address"]:
            start = origin + match.start("address")
            pieces.add(match["address"], start, self.bold, self.italic)
        elif match["entity"]:
            pieces.add(html.unescape(token), None, self.bold, self.italic)
        elif match["break"]:
            pieces.add(" ", None, self.bold, self.italic)
        elif match["tag"]:
            self._tag(match["name"].lower(), opening=not match["close"])
        elif not match["comment"] and not match["image"] and not self._emphasis(match):
            pieces.add(token, origin + match.start(), self.bold, self.italic)

    def _note(self, match: re.Match[str], origin: int, pieces: _Pieces) -> None:
        mark = next(name for name in ("tagged", "named", "raised") if match[name])
        if not pieces.text.strip():
            pieces.note = match[mark]
        elif _POWER.search(pieces.text):
            pieces.add(match[mark], origin + match.start(mark), self.bold, self.italic)

    def _tag(self, name: str, *, opening: bool) -> None:
        if name in _BOLD_TAGS:
            self.bold = opening
        elif name in _ITALIC_TAGS:
            self.italic = opening

    def _emphasis(self, match: re.Match[str]) -> bool:
        """Switch bold or italic type; False where the signs stand for themselves."""
        before = match.string[match.start() - 1 : match.start()]
        after = match.string[match.end() : match.end() + 1]
        opens, closes = bool(after.strip()), bool(before.strip())
        strong, italic = len(match[0]) >= 2, len(match[0]) != 2
        if strong and not (closes if self.bold else opens):
            return False
        if not strong and not (closes if self.italic else opens):
            return False
        if not strong and not self.italic and match[0] not in match.string[match.end() :]:
            return False
        self.bold = not self.bold if strong else self.bold
        self.italic = not self.italic if italic else self.italic
        return True


class _Pieces:
    """The fragments of a line so far, each with the type that it is set in."""

    def __init__(self) -> None:
        self.note: str | None = None
        self._pieces: list[tuple[Fragment, bool, bool]] = []

    @property
    def text(self) -> str:
        return "".join(fragment.text for fragment, _, _ in self._pieces)

    def add(self, text: str, origin: int | None, bold: bool, italic: bool) -> None:
        if text:
            fragment = Fragment(text, origin=origin, glued=bool(self._pieces))
            self._pieces.append((fragment, bold, italic))

    def stripped(self) -> Stripped:
        # A number before a bold title need not be bold; a bold sum has no letters at all.
        letters = str.isalpha if any(map(str.isalpha, self.text)) else str.isalnum
        weighty = [piece for piece in self._pieces if any(map(letters, piece[0].text))]
        return Stripped(
            tuple(fragment for fragment, _, _ in self._pieces),
            bold=bool(weighty) and all(bold for _, bold, _ in weighty),
            italic=bool(weighty) and all(italic for _, _, italic in weighty),
            note=self.note,
        )
