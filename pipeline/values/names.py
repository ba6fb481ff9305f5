"""Party ids: an organisation's Swedish name as a slug that never changes."""

from __future__ import annotations

import re
import unicodedata

_NOT_IN_AN_ID = re.compile(r"[^a-z0-9]+")


def party_id(name: str) -> str:
    """The id of a party that no register knows: its name in lower case, hyphenated, bare.

    `Region Västerbotten` is `region-vasterbotten`, `E-hälsomyndigheten`
    `e-halsomyndigheten`. Diacritics fall away (å and ä become a, ö becomes o), and every
    run of other characters becomes one hyphen.
    """
    decomposed = unicodedata.normalize("NFD", name.casefold())
    letters = "".join(c for c in decomposed if not unicodedata.combining(c))
    return _NOT_IN_AN_ID.sub("-", letters).strip("-")
