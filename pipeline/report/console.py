"""Where results are printed: a terminal, or a file or pipe that gets every line whole."""

from __future__ import annotations

import codecs
import os
import re
import signal
import sys
import unicodedata
from collections.abc import Iterator
from io import TextIOWrapper
from typing import IO, Any, cast

from rich.console import Console, ConsoleOptions
from rich.measure import Measurement
from rich.text import Text

_UNBOUNDED = 10_000
"""Columns where nobody has said how many there are: no line of ours is as long."""

_TRAILING_BLANKS = re.compile(r"[ \t]+(?=\n)")
_GAP_IN_FIGURE = re.compile(r"(?<=\d) (?=\d{3}(?!\d))")
_WORD = re.compile(r"^ *[^ ]+ *|[^ ]+ *")
_NO_BREAK = "\u00a0"
_PLAIN_SIGNS = {
    "✓": "+", "✗": "x", "≈": "~", "≠": "!=", "−": "-", "–": "-", "•": "*", "”": '"', "…": "...",
}  # fmt: skip


def open_console() -> Console:
    """Standard output: as wide as a terminal, without bounds where it goes to a file or pipe.

    COLUMNS, where it is set, bounds both. Signs that the encoding lacks are replaced.
    """
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="overens")
    file, width = None, None
    if not sys.stdout.isatty():
        file = cast(IO[str], _Trimmed(sys.stdout))
        width = None if os.environ.get("COLUMNS") else _UNBOUNDED
    # What is printed are the documents' own words: brackets and colons in them mean nothing.
    return _Console(file=file, width=width, highlight=False, markup=False, emoji=False)


class Line:
    """Text that breaks between words only, never inside a figure such as `14 000 000`, and
    whose further lines are indented by `hang`."""

    def __init__(self, text: str = "", style: str = "", hang: int = 4) -> None:
        self.text = Text(text, style, no_wrap=True, overflow="fold")
        self.hang = hang

    def append(self, text: str, style: str = "") -> Line:
        """Add text with its own style."""
        self.text.append(text, style)
        return self

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Text]:
        hang = min(self.hang, options.max_width // 2)
        lines = self.text.divide(_breaks(self.text.plain, options.max_width, hang))
        for index, line in enumerate(lines):
            line.rstrip()
            yield Text(" " * hang, no_wrap=True) + line if index else line

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        return Measurement.get(console, options, self.text)


def _breaks(text: str, width: int, hang: int) -> Iterator[int]:
    """Where the lines after the first begin."""
    room = width
    for word in _WORD.finditer(_GAP_IN_FIGURE.sub(_NO_BREAK, text)):
        start = word.start()
        if len(word[0].rstrip(" ")) > room and room < width:
            yield start
            room = width - hang
        while word.end() - start > width:  # a word longer than a line, such as a path
            start += room
            yield start
            room = width - hang
        room -= word.end() - start


class _Console(Console):
    def on_broken_pipe(self) -> None:
        """End as programs do whose reader has gone, as in `overens check out | head`."""
        self.quiet = True
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(128 + signal.SIGPIPE)


class _Trimmed:
    """A stream on which no line ends in blanks."""

    def __init__(self, stream: IO[str]) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        return self._stream.write(_TRAILING_BLANKS.sub("", text))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


def _in_plain_signs(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(map(_plain, error.object[error.start : error.end])), error.end


def _plain(sign: str) -> str:
    letter = unicodedata.normalize("NFKD", sign).encode("ascii", "ignore").decode()
    return _PLAIN_SIGNS.get(sign) or letter or "?"


codecs.register_error("overens", _in_plain_signs)
