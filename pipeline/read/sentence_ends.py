"""Whether a line of text is finished, and whether another line can be its continuation."""

from __future__ import annotations

import re

_FINISHED = re.compile(r"[.!?:;…][\"'”’»)\]]{0,4}$")
# Words after which a line cannot be at its end.
_OPEN_ENDS = frozenset(
    "och eller samt men av för till från med utan i på om under över mellan inom vid mot genom "
    "hos per efter före sedan enligt som att den det de en ett sin sitt sina denna detta dessa "
    "ska skall bör kan har är inte så när där respektive avseende gällande angående kring de- "
    "senast cirka totalt högst sveriges".split()
)
# The number of an appropriation (`anslaget 1:6`), which its name must follow.
_APPROPRIATION = re.compile(r"(?<!\S)\d{1,2}:\d{1,2}$")
_FIRST_WORD = re.compile(r"\S+")


def is_finished(text: str) -> bool:
    """Whether a text ends as sentences and introductions do."""
    return bool(_FINISHED.search(text))


def ends_open(text: str) -> bool:
    """Whether a text ends in a word, comma or hyphen that something must follow."""
    if text.endswith((",", "-", "–", "/", "(")) or _APPROPRIATION.search(text):
        return True
    return text.rpartition(" ")[2].casefold() in _OPEN_ENDS


def leaves_bracket_open(text: str) -> bool:
    """Whether a text ends inside a bracket; the `)` of `a)` closes none."""
    depth = 0
    for character in text:
        depth = depth + 1 if character == "(" else max(depth - (character == ")"), 0)
    return depth > 0


def first_word(text: str) -> str:
    match = _FIRST_WORD.match(text)
    return match[0] if match else ""


def begins_bound(text: str) -> bool:
    """Whether a text begins with a word that binds it to what goes before."""
    return first_word(text).casefold() in _OPEN_ENDS


def begins_lower(text: str) -> bool:
    """Whether a text begins in lower case, quotes and brackets aside."""
    return text.lstrip("\"'”’»(")[:1].islower()
