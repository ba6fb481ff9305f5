"""The register of the state budget: utgiftsområden, anslag and anslagsposter by number.

It knows names and questions what is read; it never corrects. Numbers move between years, so
a name is only held against the years that the register knows for it.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Literal

from pipeline.rulebook import Rulebook

Kind = Literal["utgiftsområde", "anslag", "anslagspost"]
_MISCELLANEOUS = re.compile(r",? m\.m\.?(?!\w)")
_NOT_LETTERS = re.compile(r"[^0-9a-zåäöéü]+")


@dataclass(frozen=True, slots=True)
class BudgetEntry:
    """A row of `rules/reference/anslag.csv`; years are None where they are not known."""

    kind: Kind
    utgiftsomrade: int
    anslag: str | None
    anslagspost: int | None
    name: str
    from_year: int | None
    to_year: int | None

    def covers(self, year: int) -> bool:
        return (self.from_year or year) <= year <= (self.to_year or year)


@dataclass(frozen=True)
class BudgetRegister:
    """All entries, to be asked by number."""

    entries: tuple[BudgetEntry, ...]

    @cached_property
    def names_by_length(self) -> dict[Kind, tuple[str, ...]]:
        """The names of each kind, longest first."""
        return {
            kind: tuple(sorted({e.name for e in self.entries if e.kind == kind}, key=_longest))
            for kind in ("utgiftsområde", "anslag", "anslagspost")
        }

    def name_at(self, text: str, position: int, kind: Kind) -> str | None:
        """The longest known name of a kind that the text holds at a position, as written."""
        for name in self.names_by_length[kind]:
            end = position + len(name)
            written = text[position:end]
            if written.casefold() != name.casefold() or text[end : end + 1].isalpha():
                continue
            more = _MISCELLANEOUS.match(text, end)
            return written + (more[0] if more else "")
        return None

    def contradictions(
        self,
        kind: Kind,
        number: tuple[int | None, str | None, int | None],
        name: str,
        year: int | None,
    ) -> tuple[str, ...]:
        """The names that the register has for a number in a year, if `name` is none of them.

        Empty where the register does not know that number for that year, so that silence
        is no approval.
        """
        entries = [e for e in self.entries if e.kind == kind and _number(e) == number]
        if kind == "utgiftsområde":
            known = entries
        else:
            known = [e for e in entries if year is not None and e.covers(year)]
        if any(same_name(e.name, name) for e in known):
            return ()
        return tuple(dict.fromkeys(e.name for e in known))


def same_name(one: str, other: str) -> bool:
    """Whether two names differ in no more than case, punctuation and m.m."""
    return _folded(one) == _folded(other)


def _folded(name: str) -> str:
    return _NOT_LETTERS.sub(" ", _MISCELLANEOUS.sub("", name).casefold()).strip()


def _longest(name: str) -> tuple[int, str]:
    return (-len(name), name)


def _number(entry: BudgetEntry) -> tuple[int | None, str | None, int | None]:
    return (entry.utgiftsomrade, entry.anslag, entry.anslagspost)


def budget_register(rules: Rulebook) -> BudgetRegister:
    """The register that belongs to a rulebook."""
    return _load(rules.folder / "reference" / "anslag.csv")


@lru_cache(maxsize=4)
def _load(path: Path) -> BudgetRegister:
    with path.open(encoding="utf-8", newline="") as file:
        return BudgetRegister(tuple(_entries(csv.DictReader(file))))


def _entries(rows: Iterable[dict[str, str]]) -> Iterable[BudgetEntry]:
    kinds: dict[str, Kind] = {k: k for k in ("utgiftsområde", "anslag", "anslagspost")}
    for row in rows:
        yield BudgetEntry(
            kinds[row["kind"]],
            int(row["utgiftsomrade"]),
            row["anslag"] or None,
            _int(row["anslagspost"]),
            row["name"],
            _int(row["from_year"]),
            _int(row["to_year"]),
        )


def _int(text: str) -> int | None:
    return int(text) if text else None
