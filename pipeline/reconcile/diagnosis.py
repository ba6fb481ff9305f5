"""What would explain a mismatch, and which figure is behind several."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import median

from pipeline.reconcile.intervals import Figure, Holds, compare, last_digit_worth, with_value
from pipeline.reconcile.joint_errors import joint_errors
from pipeline.reconcile.judge import Judged
from pipeline.reconcile.slips import Slip, slip_between
from pipeline.reconcile.wording import kronor

_SLIP_WORDS: dict[Slip, str] = {
    "transposition": "två siffror har bytt plats",
    "scale": "enheten är fel (tusental eller miljoner)",
    "zero": "en nolla saknas eller är för mycket",
    "sign": "tecknet är fel",
    "digit": "en siffra är ändrad",
}
_MOST_NAMED = 3  # more explanations than these explain nothing
_COARSE = Decimal(1000)  # who prints thousands of kronor rounds, too
_FIVE_ZEROS = Decimal(100_000)  # millions to the krona are set aside as such, not rounded


@dataclass(frozen=True)
class Suspect:
    """A figure whose change to `right` would mend failed checks and break none."""

    figure: Figure
    right: Decimal
    mended: tuple[Judged, ...]
    slip: Slip | None

    @property
    def message(self) -> str:
        """One sentence for a person."""
        n = len(self.mended)
        checks = "en kontroll" if n == 1 else f"{n} kontroller"
        return (
            f"{self.figure.label} (sidan {self.figure.page}): {kronor(self.figure.value)} borde "
            f"vara {kronor(self.right)}; då håller {checks} som annars inte håller"
            + (f". Trolig orsak: {_SLIP_WORDS[self.slip]}" if self.slip else "")
        )

    @property
    def explanation(self) -> str:
        """The change as one explanation among others."""
        slip = f" ({_SLIP_WORDS[self.slip]})" if self.slip else ""
        return (
            f"{self.figure.label} är {kronor(self.figure.value)} men borde vara "
            f"{kronor(self.right)}{slip}"
        )


def suspects(judged: Sequence[Judged]) -> tuple[Suspect, ...]:
    """The figures that explain the failed checks, the one that explains most first.

    A figure is a suspect when changing it alone mends failed checks, breaks none that holds,
    and no other figure does as well. Of one failed check alone a figure is the suspect only
    if the change is a usual slip and nothing else would explain the difference, unless the
    change also brings about a relation that was left open.
    """
    found: list[Suspect] = []
    together = [check for check, _ in joint_errors(judged)]
    failed = [each for each in judged if each.status == "mismatch" and each not in together]
    while failed:
        suspect = _best(failed, judged)
        if suspect is None:
            break
        found.append(suspect)
        failed = [check for check in failed if check not in suspect.mended]
    return tuple(found)


def _best(failed: Sequence[Judged], judged: Sequence[Judged]) -> Suspect | None:
    candidates = _explanations(failed, judged)
    most = max((len(candidate.mended) for candidate in candidates), default=0)
    best = [candidate for candidate in candidates if len(candidate.mended) == most]
    slips = [candidate for candidate in best if candidate.slip is not None]
    if most > 1:
        return _only(slips or best)
    of_checks = ([s for s in slips if s.mended == (check,)] for check in failed)
    named = (_of_one_check(rivals, judged) for rivals in of_checks)
    return next((suspect for suspect in named if suspect is not None), None)


def _of_one_check(rivals: Sequence[Suspect], judged: Sequence[Judged]) -> Suspect | None:
    backed = _only([rival for rival in rivals if _is_backed(rival, judged)])
    if backed is not None:
        return backed
    alone = _only(rivals)
    return alone if alone and not _other_explanations(alone.mended[0], judged) else None


def _only(candidates: Sequence[Suspect]) -> Suspect | None:
    figures = {candidate.figure.amount_id for candidate in candidates}
    return candidates[0] if len(figures) == 1 else None


def _is_backed(suspect: Suspect, judged: Sequence[Judged]) -> bool:
    """Whether a relation that was left open would hold exactly with the right value."""
    place = frozenset({suspect.figure.amount_id})
    return any(
        check.status == "unverifiable"
        and check.parts
        and place & check.places
        and _outcome_with(check, place, suspect.right) == "match"
        for check in judged
    )


def _explanations(failed: Sequence[Judged], judged: Sequence[Judged]) -> list[Suspect]:
    """Every change of one figure that mends a failed check and breaks none that holds.

    Where there is none, the same slip in all the places that agree with each other may have
    happened: a total miscopied from the table into the text.
    """
    alone = _changes(failed, judged, lambda figure: frozenset({figure.amount_id}))
    if alone:
        return alone
    again = _changes(failed, judged, lambda figure: _places(figure, judged))
    return [suspect for suspect in again if suspect.slip is not None]


def _changes(
    failed: Sequence[Judged],
    judged: Sequence[Judged],
    places_of: Callable[[Figure], frozenset[str]],
) -> list[Suspect]:
    found: dict[tuple[frozenset[str], Decimal], Suspect] = {}
    for check in failed:
        for figure, right in _corrections(check):
            places = places_of(figure)
            if (places, right) in found or _breaks(judged, places, right):
                continue
            mended = tuple(
                c
                for c in failed
                if places & c.places and _outcome_with(c, places, right) != "mismatch"
            )
            slip = slip_between(figure.value, right, figure.resolution)
            found[places, right] = Suspect(figure, right, mended, slip)
    return list(found.values())


def _places(figure: Figure, judged: Sequence[Judged]) -> frozenset[str]:
    """The figure and those that are checked against it one to one and equal it."""
    pairs = [
        {check.proposal.stated.amount_id, check.parts[0].amount_id}
        for check in judged
        if check.status == "match" and len(check.parts) == 1
    ]
    places = {figure.amount_id}
    while more := [pair for pair in pairs if pair & places and not pair <= places]:
        places = places.union(*more)
    return frozenset(places)


def _corrections(check: Judged) -> Iterator[tuple[Figure, Decimal]]:
    """What each figure ought to be for the check to hold exactly, the others being right."""
    stated, difference = check.proposal.stated, check.outcome.difference
    if check.outcome.computed > 0:
        yield stated, check.outcome.computed
    for part in check.parts:
        right = part.value - difference
        if right > 0 or right == -part.value:  # below zero only where a sign was lost
            yield part, right


def _breaks(judged: Sequence[Judged], places: frozenset[str], right: Decimal) -> bool:
    """Whether a check that holds would not do so any more, or one that is exact no longer be."""
    worse = {"match": ("rounding", "mismatch"), "rounding": ("mismatch",)}
    return any(
        _outcome_with(check, places, right) in worse[check.status]
        for check in judged
        if check.status in worse and places & check.places
    )


def _outcome_with(check: Judged, places: frozenset[str], value: Decimal) -> Holds:
    """How a check would come out with another value in some places."""
    stated, *parts = (
        with_value(other, value) if other.amount_id in places else other for other in check.figures
    )
    return compare(stated, tuple(parts)).status


def diagnose(check: Judged, judged: Sequence[Judged]) -> str | None:
    """What would explain one mismatch, in a sentence; None where nothing simple would.

    Several explanations that do as well are told as alternatives, a lost sign first: twice a
    figure is hardly ever another row by chance.
    """
    together = [message for other, message in joint_errors(judged) if other is check]
    if together:
        return together[0]
    changes = [c for c in _explanations([check], judged) if c.slip is not None]
    signs = [c.explanation for c in changes if c.slip == "sign"]
    slips = [c.explanation for c in changes if c.slip != "sign"]
    if len(slips) > _MOST_NAMED:
        slips = [f"en siffra är fel i någon av {len(slips)} figurer"]
    found = [*signs, *_other_explanations(check, judged), *slips]
    if not found:
        return None
    return found[0] if len(found) == 1 else f"endera {', eller '.join(found)}"


def _other_explanations(check: Judged, judged: Sequence[Judged]) -> list[str]:
    """What needs no slip: a row counted twice or lost, or rows that were rounded."""
    if check.proposal.at_most and len(check.parts) == 1:
        return ["delen är större än helheten"]
    found = (*_counted_twice(check), *_lost_row(check, judged), *_rounded_rows(check))
    return list(dict.fromkeys(found))  # a row that stands twice explains it once


def _counted_twice(check: Judged) -> Iterator[str]:
    difference = check.outcome.difference
    for part in check.parts:
        if len(check.parts) > 1 and part.value == difference:
            rest = difference == check.proposal.stated.value
            kind = "en delsumma ingår bland sina delar" if rest else "posten är räknad två gånger"
            yield f"{part.label}: {kind} ({kronor(part.value)})"


def _lost_row(check: Judged, judged: Sequence[Judged]) -> Iterator[str]:
    missing = -check.outcome.difference
    stated = _without_row(missing, judged) if check.proposal.kind == "table_sum" else []
    if missing > 0 and len(stated) == 1:
        yield f"delarna saknar {kronor(missing)}: {stated[0].label} har ingen rad i tabellen"
    elif missing > 0 and len(check.parts) > 1:
        yield f"delarna saknar {kronor(missing)}: en post kan ha fallit bort"


def _without_row(value: Decimal, judged: Sequence[Judged]) -> list[Figure]:
    """Sums of the text that come to a value and are held against no row of any table."""
    kinds = ("split", "total_vs_total")
    told = {f.amount_id: f for c in judged if c.proposal.kind in kinds for f in c.parts}
    tabled = {place for c in judged if c.proposal.kind not in kinds for place in c.places}
    return [f for place, f in told.items() if f.value == value and place not in tabled]


def _rounded_rows(check: Judged) -> Iterator[str]:
    """Rows of more digits than the zeros behind them may have been rounded."""
    values = [abs(part.value) for part in check.parts if part.value]
    unit = min(map(last_digit_worth, values), default=Decimal(0))
    printed = max((part.resolution for part in check.parts), default=unit)
    few_units = abs(check.outcome.difference) < unit * len(values) / 2
    if len(values) > 1 and unit > printed and few_units and _may_be_rounded(values, unit, printed):
        yield f"raderna är avrundade till jämna {kronor(unit)}"


def _may_be_rounded(values: Sequence[Decimal], unit: Decimal, printed: Decimal) -> bool:
    """Whether figures so printed may be rounded to a unit: those in thousands may be to any;
    of those to the krona, most have three digits or more before at most five zeros."""
    return printed >= _COARSE or (unit <= _FIVE_ZEROS and median(values) >= 100 * unit)
