"""Whether the text layer of a page makes sense, or is what a broken font left of it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from math import hypot

_FEWEST = 40  # words: fewer may be anything
_LEAST_KNOWN = 0.04
_MOST_BROKEN = 0.1
_LEAST_SPELT = 0.5
_SOUNDS_SWEDISH = 0.72

# How many of a hundred letters of Swedish prose each letter is.
_LETTER_SHARES = {
    **{"e": 10.2, "a": 9.4, "n": 8.5, "r": 8.4, "t": 7.7, "s": 6.6, "i": 5.8, "l": 5.3},
    **{"d": 4.7, "o": 4.5, "m": 3.5, "k": 3.1, "g": 2.9, "v": 2.4, "h": 2.1, "f": 2.0},
    **{"u": 1.9, "p": 1.8, "ä": 1.8, "b": 1.5, "c": 1.5, "å": 1.3, "ö": 1.3, "y": 0.7},
    **{"j": 0.6, "x": 0.2, "w": 0.1, "z": 0.1, "q": 0.02},
}

_BROKEN = re.compile(r"[\ufffd\ue000-\uf8ff]")
_LETTERS = re.compile(r"[^\W\d_]+")
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
    if sum(_BROKEN.search(word) is not None for word in words) > _MOST_BROKEN * len(words):
        return True
    if _n_spelt(text) < _LEAST_SPELT * (len(text) - len(words)):
        return not _is_leaders(text)
    spelt = _LETTERS.findall(text)
    known = sum(map(_COMMON.__contains__, spelt))
    return len(spelt) >= _FEWEST and known < _LEAST_KNOWN * len(spelt) and not _sounds(spelt)


def _n_spelt(text: str) -> int:
    """How many letters and digits a text has."""
    return sum(map(str.isalnum, text))


def _is_leaders(text: str) -> bool:
    """Whether most of what is neither letter nor digit is the dots of a table of contents."""
    signs = len(text) - text.count(" ") - _n_spelt(text)
    return 2 * (text.count(".") + text.count("…") + text.count("_")) > signs


def _sounds(spelt: Sequence[str]) -> bool:
    """Whether the letters are about as frequent as in Swedish: the cosine of the two counts,
    above 0.9 for prose and for names, about 0.6 where letters stand for others."""
    counts = Counter("".join(spelt))
    product = sum(count * _LETTER_SHARES.get(letter, 0.0) for letter, count in counts.items())
    return product >= _SOUNDS_SWEDISH * hypot(*counts.values()) * hypot(*_LETTER_SHARES.values())
