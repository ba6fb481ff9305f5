"""Which numbered lines are headings: the chain of numbers that makes most sense.

Lists, tables and cross-references begin with numbers too. Each numbered line therefore
has a weight from all other evidence, each step from one number to the next a cost, and
the chain with the highest sum is kept: a list of 1, 2, 3 inside section 4 would force the
numbers back to 1, which costs more than the list is worth.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

Number = tuple[int, ...]

_GAP = 1.5  # a number was skipped: a heading misread, or no heading at all
_RESTART = 6.0  # numbers begin anew: only an appendix or an appended agreement does that
_LATE_START = 3.0  # the first number is not 1
_LEAST = 2.0  # what a chain must weigh: one stray `1` is no numbering
_REACH = 400  # how many numbered lines back the one before may stand
_FAR = 3  # as many numbers at a time are never lost


@dataclass(frozen=True, slots=True)
class Numbered:
    """A line with a number: where it stands among the blocks, and what speaks for it.

    `division` counts the appendices begun before it; numbers may start anew in each.
    """

    index: int
    number: Number
    weight: float
    division: int = 0


def best_chain(lines: Sequence[Numbered]) -> frozenset[int]:
    """The indices of the numbered lines that are headings."""
    scores: list[float] = []
    before: list[int | None] = []
    for position, line in enumerate(lines):
        best, previous = -_start_cost(line), None
        for earlier in range(max(position - _REACH, 0), position):
            score = scores[earlier] - _step_cost(lines[earlier], line)
            if score > best:
                best, previous = score, earlier
        scores.append(best + line.weight)
        before.append(previous)
    return _trace(lines, scores, before)


def _trace(
    lines: Sequence[Numbered], scores: Sequence[float], before: Sequence[int | None]
) -> frozenset[int]:
    last = max(range(len(lines)), key=lambda i: scores[i], default=None)
    if last is None or scores[last] < _LEAST:
        return frozenset()
    chain: set[int] = set()
    position: int | None = last
    while position is not None:
        chain.add(lines[position].index)
        position = before[position]
    return frozenset(chain)


def parse_number(text: str) -> Number:
    return tuple(int(part) for part in text.split("."))


def follows(earlier: Number, later: Number) -> bool:
    """Whether a number is the next of all: 3 → 3.1, 3.1 → 3.2, 3.1.4 → 3.2, 3.1.4 → 4."""
    if later[:-1] == earlier and later[-1] <= 1:
        return True
    depth = len(later)
    return depth <= len(earlier) and later == (*earlier[: depth - 1], earlier[depth - 1] + 1)


def _start_cost(line: Numbered) -> float:
    return 0.0 if all(part <= 1 for part in line.number) else _LATE_START


def _step_cost(earlier: Numbered, later: Numbered) -> float:
    if later.division != earlier.division and all(part <= 1 for part in later.number):
        return 0.0
    if follows(earlier.number, later.number):
        return 0.0
    if later.number > earlier.number:
        return _GAP if _near(earlier.number, later.number) else 2 * _GAP
    return _RESTART


def _near(earlier: Number, later: Number) -> bool:
    level = next((i for i, (a, b) in enumerate(zip(earlier, later, strict=False)) if a != b), None)
    if level is None:
        return len(later) - len(earlier) <= 2 and later[len(earlier)] <= _FAR
    return later[level] - earlier[level] <= _FAR
