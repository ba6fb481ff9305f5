"""Whether the text layer of a page makes sense, or is what a broken font left of it."""

from __future__ import annotations

import re
from collections.abc import Sequence

_FEWEST = 40  # words: fewer may be names and figures alone
_LEAST_KNOWN = 0.04
_MOST_BROKEN = 0.1
_BROKEN = re.compile(r"\S*[\ufffd\ue000-\uf8ff]\S*")
_LETTERS = re.compile(r"[^\W\d_]+")
_COMMON = frozenset(
    "och att i det som en på är av för med till den har de inte om ett men var sig så från vi "
    "kan ska skall när år under också eller samt vid inom mellan denna dessa detta hur enligt "
    "the of and to in is for that on with as by be this are at or from which".split()
)


def is_nonsense(words: Sequence[str]) -> bool:
    """True for a page of many words of which hardly any is a common Swedish (or English) one,
    or of which many hold characters that stand for nothing."""
    if len(words) < _FEWEST:
        return False
    text = " ".join(words).casefold()
    if len(_BROKEN.findall(text)) > _MOST_BROKEN * len(words):
        return True
    spelt = _LETTERS.findall(text)
    known = sum(map(_COMMON.__contains__, spelt))
    return len(spelt) >= _FEWEST and known < _LEAST_KNOWN * len(spelt)
