"""Names that Excel accepts for sheets: legal, at most 31 characters, each only once."""

from __future__ import annotations

import re
from collections.abc import Iterable

_LONGEST = 31
_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f\x7f]")
_RESERVED = frozenset({"history"})  # Excel keeps it for itself


def sheet_names(titles: Iterable[str], taken: Iterable[str] = ()) -> tuple[str, ...]:
    """One name per title, in order; those in `taken` are not given away.

    Names that differ only in case are one to Excel, so the second becomes `… (2)`. Characters
    beyond the basic plane count twice there, as in UTF-16.
    """
    used = {name.casefold() for name in taken} | _RESERVED
    names = []
    for title in titles:
        name = _free_name(_legal(title), used)
        used.add(name.casefold())
        names.append(name)
    return tuple(names)


def _legal(title: str) -> str:
    plain = " ".join(_FORBIDDEN.sub(" ", title).split())
    return plain.strip("' ") or "–"


def _free_name(title: str, used: set[str]) -> str:
    name, number = _cut(title, _LONGEST), 1
    while name.casefold() in used:
        number += 1
        suffix = f" ({number})"
        name = _cut(title, _LONGEST - len(suffix)) + suffix
    return name


def _cut(title: str, length: int) -> str:
    """The title cut to a length in UTF-16 units, without a dangling space or apostrophe."""
    while len(title.encode("utf-16-le")) // 2 > length:
        title = title[:-1]
    return title.rstrip("' ")
