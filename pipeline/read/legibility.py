"""Whether the text layer of a page makes sense, or is what a broken font left of it."""

from __future__ import annotations

import re
from collections.abc import Sequence

_FEWEST = 40  # words: fewer may be anything
_LEAST_KNOWN = 0.04
_MOST_BROKEN = 0.1
_LEAST_SPELT = 0.5
_VOWELS = (0.28, 0.52)
"""The share of vowels among the letters of Swedish, names and abbreviations included."""

_BROKEN = re.compile(r"\S*[\ufffd\ue000-\uf8ff]\S*")
_SPELT = re.compile(r"[^\W_]")
_LETTERS = re.compile(r"[^\W\d_]+")
_VOWEL = re.compile("[aeiouyåäöéü]")
_COMMON = frozenset(
    "och att i det som en på är av för med till den har de inte om ett men var sig så från vi "
    "kan ska skall när år under också eller samt vid inom mellan denna dessa detta hur enligt "
    "the of and to in is for that on with as by be this are at or from which".split()
)


def is_nonsense(words: Sequence[str]) -> bool:
    """True for a page of many words that hold characters which stand for nothing, or hardly
    any letters and digits, or that are unknown and do not even sound like words: a table of
    names holds no common words either."""
    if len(words) < _FEWEST:
        return False
    text = " ".join(words).casefold()
    if len(_BROKEN.findall(text)) > _MOST_BROKEN * len(words):
        return True
    if len(_SPELT.findall(text)) < _LEAST_SPELT * (len(text) - len(words)):
        return not _is_leaders(text)
    spelt = _LETTERS.findall(text)
    known = sum(map(_COMMON.__contains__, spelt))
    return len(spelt) >= _FEWEST and known < _LEAST_KNOWN * len(spelt) and not _sounds(spelt)


def _is_leaders(text: str) -> bool:
    """Whether most of what is neither letter nor digit is the dots of a table of contents."""
    signs = len(text) - text.count(" ") - len(_SPELT.findall(text))
    return 2 * (text.count(".") + text.count("…") + text.count("_")) > signs


def _sounds(spelt: Sequence[str]) -> bool:
    letters = "".join(spelt)
    least, most = _VOWELS
    return least <= len(_VOWEL.findall(letters)) / len(letters) <= most
