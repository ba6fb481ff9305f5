"""Where everything stands on an agreement's sheet, so that formulas can point at it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import count

from pipeline.model import Check
from pipeline.report.workbook.papers import FigureKey, Paper, part_key, stated_key


@dataclass(frozen=True, slots=True)
class Places:
    """The rows of a sheet, counted from 0.

    `references` tells how the paper calls a figure, `rows` where what is called so stands;
    `bands` are the rows above the blocks, the last one that above the checks.
    """

    references: Mapping[FigureKey, str]
    rows: Mapping[str, int]
    bands: tuple[int, ...]
    checks: tuple[int, ...]
    last: int

    def row_of(self, key: FigureKey) -> int:
        return self.rows[self.references[key]]

    def parts(self, check: Check) -> list[int]:
        """The rows of a check's addends, in their order."""
        return [self.row_of(part_key(part)) for part in check.parts]

    def stated(self, check: Check) -> int:
        """The row of the figure that a check holds its parts against."""
        return self.row_of(stated_key(check))

    def equation(self, check: Check) -> str:
        """A check in references, as in `T1.5 = T1.1 + T1.2`."""
        parts = [self.references[part_key(part)] for part in check.parts]
        stated = self.references[stated_key(check)]
        return f"{stated} = {' + '.join(parts)}" if parts else stated


def places_of(paper: Paper, first_row: int) -> Places:
    """Blocks of figures, each below a band, then the checks below theirs."""
    free = count(first_row)
    references: dict[FigureKey, str] = {}
    rows: dict[str, int] = {}
    bands = []
    for block in paper.blocks:
        bands.append(next(free))
        for figure in block.figures:
            rows[figure.reference] = next(free)
            references.setdefault(figure.key, figure.reference)
    bands.append(next(free))
    checks = tuple(next(free) for _ in paper.checks)
    return Places(references, rows, tuple(bands), checks, next(free) - 1)


def checks_on(checks: Sequence[Check]) -> Mapping[FigureKey, tuple[int, ...]]:
    """Which checks (by their place in the sequence) each figure takes part in."""
    found: dict[FigureKey, list[int]] = defaultdict(list)
    for number, check in enumerate(checks):
        for key in (stated_key(check), *map(part_key, check.parts)):
            found[key].append(number)
    return {key: tuple(dict.fromkeys(numbers)) for key, numbers in found.items()}
