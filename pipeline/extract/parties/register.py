"""The register of organisations: who is known by which names, and under which id."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import cast

from pipeline.language import Gazetteer
from pipeline.model import PartyType, Span
from pipeline.rulebook import Rulebook

_YEARS = re.compile(r" \([\d–-]+\)$")
_FINAL_S = ("s", "x", "z")
_COLON_AT_END = re.compile(r":(?!\w)")


@dataclass(frozen=True, slots=True)
class Organisation:
    """A row of `rules/reference/organisations.csv`.

    `former_names` end in the years that they were borne, in brackets; `forms` are further
    ways of writing the name (indefinite and definite forms, short names); `successor` is the
    id of the body that took over, where that one is counted as a party of its own.
    """

    party_id: str
    name: str
    party_type: PartyType
    abbreviations: tuple[str, ...]
    former_names: tuple[str, ...]
    forms: tuple[str, ...]
    organisation_number: str | None
    successor: str | None
    source: str

    @property
    def proper_names(self) -> tuple[str, ...]:
        """The name and the former names, without years."""
        return (self.name, *(_YEARS.sub("", name) for name in self.former_names))

    @property
    def names(self) -> tuple[str, ...]:
        """Every name written in full, with further forms."""
        return (*self.proper_names, *self.forms)


@dataclass(frozen=True)
class Register:
    """All organisations, and the means to find them in a text."""

    organisations: tuple[Organisation, ...]

    @cached_property
    def by_id(self) -> dict[str, Organisation]:
        return {organisation.party_id: organisation for organisation in self.organisations}

    @cached_property
    def nominatives(self) -> frozenset[str]:
        """Every name and abbreviation as it stands in the nominative, case-folded."""
        return frozenset(
            name.casefold()
            for one in self.organisations
            for name in (*one.names, *one.abbreviations)
        )

    @cached_property
    def _gazetteers(self) -> tuple[Gazetteer, Gazetteer]:
        names = {o.party_id: _with_genitives(o.names) for o in self.organisations}
        short = {o.party_id: _with_genitives(o.abbreviations) for o in self.organisations}
        return Gazetteer(names, ignore_case=True), Gazetteer(short)

    def find(self, text: str, offset: int = 0) -> Iterator[tuple[str, Span]]:
        """The (party id, span) of every name; names and abbreviations may overlap.

        Names are found whatever their case, abbreviations as they are written, so that DO
        is the ombudsman and `do` is not.
        """
        plain = _COLON_AT_END.sub(" ", text)  # the tokeniser leaves `SKR:` in one piece
        for gazetteer in self._gazetteers:
            yield from gazetteer.find(plain, offset)

    def is_genitive(self, written: str) -> bool:
        """Whether a name of the register stands in the genitive."""
        return written.casefold() not in self.nominatives


def _with_genitives(names: Iterable[str]) -> list[str]:
    """The names and their genitives: `SKRs`, `SKR:s`; a name in -s has none of its own."""
    written: list[str] = []
    for name in names:
        written.append(name)
        if name.isupper() or name[-1].isupper():
            written += [name + "s", name + ":s", name + "’s", name + "'s"]
        elif not name.casefold().endswith(_FINAL_S):
            written.append(name + "s")
    return written


def load_register(rules: Rulebook) -> Register:
    """The register that belongs to a rulebook."""
    return _load(rules.folder / "reference" / "organisations.csv")


@lru_cache(maxsize=4)
def _load(path: Path) -> Register:
    with path.open(encoding="utf-8", newline="") as file:
        return Register(tuple(_organisation(row) for row in csv.DictReader(file)))


def _organisation(row: dict[str, str]) -> Organisation:
    def several(column: str) -> tuple[str, ...]:
        return tuple(filter(None, row[column].split("|")))

    return Organisation(
        party_id=row["party_id"],
        name=row["name"],
        party_type=cast(PartyType, row["party_type"]),
        abbreviations=several("abbreviations"),
        former_names=several("former_names"),
        forms=several("forms"),
        organisation_number=row["organisation_number"] or None,
        successor=row["successor"] or None,
        source=row["source"],
    )
