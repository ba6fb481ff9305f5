"""A figure that is stated in several places is wrong in all of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pipeline.model import Check
from pipeline.report.wording import Wording

Pair = frozenset[str | None]


def pairs_of(status: str, stated: str | None, parts: Sequence[str]) -> list[Pair]:
    """The ids of the two amounts of a check that holds one against the other exactly, if it
    is such a check."""
    return [frozenset((stated, *parts))] if status == "match" and len(parts) == 1 else []


def pairs_in(checks: Iterable[Check]) -> list[Pair]:
    """The pairs of all checks of a document."""
    return [
        pair
        for check in checks
        for pair in pairs_of(
            check.status, check.stated_amount_id, [part.amount_id for part in check.parts]
        )
    ]


def repeated(suspect: str | None, pairs: Sequence[Pair]) -> tuple[str, ...]:
    """The amounts that say the same as a suspected one, in reading order: whoever corrects
    it corrects them as well, or the checks between them fail."""
    if suspect is None:
        return ()
    places: Pair = frozenset({suspect})
    while more := [pair for pair in pairs if pair & places and not pair <= places]:
        places = places.union(*more)
    return tuple(sorted(place for place in places - {suspect} if place))


def told(places: Iterable[str], words: Wording) -> str:
    """The sentence that names those places; nothing where there are none."""
    named = ", ".join(places)
    return words["also_stated"].format(places=named) if named else ""


def place_of(page: int | None, raw: str, words: Wording) -> str:
    """A place by its page and words: `s. 3 ”2 miljoner kronor”`."""
    return f"{words['page']} {page} ”{' '.join(raw.split())}”"
