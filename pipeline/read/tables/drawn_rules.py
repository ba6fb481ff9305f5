"""The strokes of a page put together: rules, and the frames that they form."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.model import Box
from pipeline.read.layout import Stroke
from pipeline.read.tables.text_rows import TextRow, runs

_TOUCHING = 0.35  # ems between the ends of strokes that belong together
_SHORTEST_RULE = 1.0
_SHORTEST_BORDER = 0.7
_MOST_CROSSINGS = 250_000  # beyond it, the strokes are a drawing
_UNDERLINED = 0.85  # the share of an underline's length that its words cover


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line put together from strokes: its place across, and its two ends along."""

    at: float
    start: float
    end: float

    def covers(self, place: float, slack: float = 0.0) -> bool:
        return self.start - slack <= place <= self.end + slack


@dataclass(frozen=True, slots=True)
class Frame:
    """Rules that touch one another: `across` are the horizontal ones, `down` the vertical."""

    across: tuple[Rule, ...]
    down: tuple[Rule, ...]

    @property
    def box(self) -> Box:
        return Box(
            min([r.start for r in self.across] + [r.at for r in self.down]),
            min([r.at for r in self.across] + [r.start for r in self.down]),
            max([r.end for r in self.across] + [r.at for r in self.down]),
            max([r.at for r in self.across] + [r.end for r in self.down]),
        )


def rules_across(strokes: Iterable[Stroke], rows: Sequence[TextRow], size: float) -> list[Rule]:
    """The horizontal rules, without those that underline words."""
    lying = [((s.top + s.bottom) / 2, s.x0, s.x1) for s in strokes if s.horizontal]
    return [
        rule
        for rule in _put_together(lying, size)
        if rule.end - rule.start >= _SHORTEST_RULE * size and not _underlines(rule, rows, size)
    ]


def rules_down(strokes: Iterable[Stroke], size: float) -> list[Rule]:
    standing = [((s.x0 + s.x1) / 2, s.top, s.bottom) for s in strokes if not s.horizontal]
    rules = _put_together(standing, size)
    return [rule for rule in rules if rule.end - rule.start >= _SHORTEST_BORDER * size]


def _put_together(strokes: list[tuple[float, float, float]], size: float) -> list[Rule]:
    """Strokes on one line that touch become one rule; both edges of a thin bar are one line."""
    levels: list[list[tuple[float, float, float]]] = []
    for stroke in sorted(strokes):
        if levels and stroke[0] - levels[-1][-1][0] <= _TOUCHING * size:
            levels[-1].append(stroke)
        else:
            levels.append([stroke])
    return [rule for level in levels for rule in _along(level, size)]


def _along(level: list[tuple[float, float, float]], size: float) -> list[Rule]:
    at = sum(place for place, _, _ in level) / len(level)
    spans: list[list[float]] = []
    for _, start, end in sorted(level, key=lambda stroke: stroke[1]):
        if spans and start - spans[-1][1] <= _TOUCHING * size:
            spans[-1][1] = max(spans[-1][1], end)
        else:
            spans.append([start, end])
    return [Rule(at, start, end) for start, end in spans]


def _underlines(rule: Rule, rows: Sequence[TextRow], size: float) -> bool:
    """Whether a rule lies right below words that take up its whole length: a rule of a table
    has a gap between its columns, or sticks out."""
    for row in rows:
        if not -0.1 * row.size <= rule.at - row.y <= 0.6 * row.size:
            continue
        for run in runs(row.words, size):
            covered = min(run.x1, rule.end) - max(run.x0, rule.start)
            if covered >= _UNDERLINED * (rule.end - rule.start):
                return True
    return False


def find_frames(across: Sequence[Rule], down: Sequence[Rule], size: float) -> list[Frame]:
    """The groups of touching rules that hold at least two across and one down."""
    if len(across) * len(down) > _MOST_CROSSINGS:
        return []
    slack = _TOUCHING * size
    group_of = list(range(len(across)))
    touched: list[list[int]] = [
        [i for i, rule in enumerate(across) if _touch(rule, border, slack)] for border in down
    ]
    for touching in touched:
        groups = {group_of[i] for i in touching}
        if len(groups) > 1:
            group_of = [min(groups) if g in groups else g for g in group_of]
    frames = []
    for group in sorted(set(group_of)):
        lying = tuple(rule for i, rule in enumerate(across) if group_of[i] == group)
        standing = tuple(
            border
            for border, at in zip(down, touched, strict=True)
            if at and group_of[at[0]] == group
        )
        if len(lying) >= 2 and standing:
            frames.append(Frame(lying, standing))
    return frames


def _touch(rule: Rule, border: Rule, slack: float) -> bool:
    return rule.covers(border.at, slack) and border.covers(rule.at, slack)


def find_stacks(across: Sequence[Rule], size: float) -> list[tuple[Rule, ...]]:
    """Rules of equal length and place below one another, at least two, from top to bottom."""
    stacks: list[list[Rule]] = []
    for rule in sorted(across, key=lambda rule: rule.at):
        for stack in stacks:
            first = stack[0]
            if abs(rule.start - first.start) <= size and abs(rule.end - first.end) <= size:
                stack.append(rule)
                break
        else:
            stacks.append([rule])
    return [tuple(stack) for stack in stacks if len(stack) > 1]


def rows_below_rules(rows: Sequence[TextRow], across: Iterable[Rule]) -> frozenset[int]:
    """The numbers of the rows that a rule is drawn right above."""
    left, right = min(row.x0 for row in rows), max(row.x1 for row in rows)
    levels = [rule.at for rule in across if rule.end > left and rule.start < right]
    return frozenset(
        index
        for index, (above, below) in enumerate(pairwise(rows), start=1)
        if any(above.y < level < below.y for level in levels)
    )
