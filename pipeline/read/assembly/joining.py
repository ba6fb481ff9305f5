"""How a printed line goes on in the next one: with a space, as one word, or with its hyphen.

Swedish breaks words with a hyphen that vanishes when the lines are joined, but the same
sign also stands in compounds of abbreviations (`IT-stöd`) and for a part left out
(`hälso- och sjukvård`). The document's own words tell most of these apart.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import cached_property

SOFT_HYPHEN = "\u00ad"
# After these a hyphen stands for a part left out: `hälso- och sjukvård`.
_CONJUNCTIONS = frozenset("och eller samt respektive resp till liksom & alternativt".split())
# Short first parts that always keep their hyphen; others of two letters (`in-`, `ut-`) do not.
_KEEPING = frozenset("it tv pc id eu".split())
# Looking no further back keeps lines without spaces from taking forever.
_LONGEST_WORD = 60
_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_BROKEN = re.compile(r"([^\W_]+(?:-[^\W_]+)*)-$")
_FIRST_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*|&")


class LineJoiner:
    """Joins the lines of a document by its own vocabulary.

    `lines` are all lines of the document, cleaned; they are looked at only when a word
    broken by a hard hyphen has to be decided.
    """

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines = lines

    def join(self, line: str, following: str) -> tuple[int, str]:
        """How many characters to cut from the end of `line`, and what to put in between."""
        if line.endswith(SOFT_HYPHEN):
            return 1, ""
        if _runs_into(line, following):
            return 0, ""
        broken = _BROKEN.search(line[line.rfind(" ") + 1 :][-_LONGEST_WORD:])
        if not broken:
            return 0, " "
        following_word = _FIRST_WORD.match(following)
        if following_word is None:
            return 0, "" if following[:1] in ",.;:/)" else " "
        return self._rejoin(broken[1], following_word[0])

    def _rejoin(self, first: str, second: str) -> tuple[int, str]:
        if second.casefold() in _CONJUNCTIONS:
            return 0, " "
        return (0, "") if self._keeps_hyphen(first, second) else (1, "")

    def _keeps_hyphen(self, first: str, second: str) -> bool:
        hyphened = self._vocabulary[f"{first}-{second}".casefold()]
        joined = self._vocabulary[f"{first}{second}".casefold()]
        if hyphened != joined:
            return hyphened > joined
        part = first.rpartition("-")[2]
        if len(part) == 1 or part[-1].isdigit() or second[0].isdigit():
            return True
        if part.isupper():
            # A heading in capitals is broken like any other word, an abbreviation is not.
            return not second.isupper() or len(part) <= 3
        return second[0].isupper() or part.casefold() in _KEEPING

    @cached_property
    def _vocabulary(self) -> Counter[str]:
        words: Counter[str] = Counter()
        for line in self._lines:
            words.update(_WORD.findall(line.casefold()))
        return words


def _runs_into(line: str, following: str) -> bool:
    """True where a line breaks inside `och/eller`, `2014–2015` or a web address."""
    before, last = line[-2:-1], line[-1:]
    if last == "/":
        return before.isalnum() and following[:1].isalnum()
    if last == "–":
        return before.isdigit() and following[:1].isdigit()
    return following[:1] == "/" and last.isalnum() and following[1:2].isalnum()
