"""What would explain a mismatch, and which figure is behind several."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from pipeline.reconcile.intervals import Figure, compare
from pipeline.reconcile.judge import Judged, with_value
from pipeline.reconcile.slips import Slip, slip_between

_SLIP_WORDS: dict[Slip, str] = {
    "transposition": "två siffror har bytt plats",
    "scale": "enheten är fel (tusental eller miljoner)",
    "zero": "en nolla saknas eller är för mycket",
    "sign": "tecknet är fel",
    "digit": "en siffra är ändrad",
}
_RANK: dict[Slip | None, int] = {
    "scale": 4, "transposition": 3, "sign": 3, "zero": 2, "digit": 1, None: 0,
}  # fmt: skip


@dataclass(frozen=True)
class Suspect:
    """A figure whose change to `right` would mend failed checks."""

    figure: Figure
    right: Decimal
    mended: tuple[Judged, ...]
    slip: Slip | None

    @property
    def message(self) -> str:
        """One sentence for a person."""
        about = f"{self.figure.label} (sidan {self.figure.page})"
        return (
            f"{about}: {kronor(self.figure.value)} borde vara {kronor(self.right)}; "
            f"då håller {len(self.mended)} kontroller som annars inte håller"
            + (f". Trolig orsak: {_SLIP_WORDS[self.slip]}" if self.slip else "")
        )


def kronor(value: Decimal) -> str:
    """A sum as Swedish prints it: 14 000 000 kr, 12 500,50 kr."""
    text = f"{value:,.2f}".replace(",", " ").replace(".", ",")
    return f"{text.removesuffix(',00')} kr"


def suspects(judged: Sequence[Judged]) -> tuple[Suspect, ...]:
    """The figures that explain the failed checks, the one that explains most first.

    A figure is a suspect when changing it alone mends more checks than it breaks, and no
    other figure does as well; the kind of slip decides between two that mend as many.
    """
    found: list[Suspect] = []
    failed = [check for check in judged if check.status == "mismatch"]
    while failed:
        suspect = _best(failed, judged)
        if suspect is None:
            break
        found.append(suspect)
        failed = [check for check in failed if check not in suspect.mended]
    return tuple(found)


def _best(failed: Sequence[Judged], judged: Sequence[Judged]) -> Suspect | None:
    scored = sorted(
        ((_gain(suspect, judged), suspect) for suspect in _candidates(failed)),
        key=lambda pair: pair[0],
        reverse=True,
    )
    if not scored or scored[0][0][0] < 1:
        return None
    rivals = [suspect for score, suspect in scored if score == scored[0][0]]
    # one failed check alone blames nobody, unless a slip is plain to see
    if len(rivals[0].mended) == 1 and rivals[0].slip is None:
        return None
    return rivals[0] if len({rival.figure.amount_id for rival in rivals}) == 1 else None


def _candidates(failed: Sequence[Judged]) -> Iterator[Suspect]:
    seen: set[tuple[str, Decimal]] = set()
    for check in failed:
        for figure, right in _corrections(check):
            if (figure.amount_id, right) not in seen:
                seen.add((figure.amount_id, right))
                mended = tuple(c for c in failed if _holds_with(c, figure, right))
                yield Suspect(
                    figure, right, mended, slip_between(figure.value, right, figure.resolution)
                )


def _corrections(check: Judged) -> Iterator[tuple[Figure, Decimal]]:
    """What each figure ought to be for the check to hold exactly, the others being right."""
    stated, difference = check.proposal.stated, check.outcome.difference
    if check.outcome.computed > 0:
        yield stated, check.outcome.computed
    for part in check.parts:
        if part.value - difference > 0:
            yield part, part.value - difference


def _gain(suspect: Suspect, judged: Sequence[Judged]) -> tuple[int, int]:
    """Checks mended less checks broken; then how usual the slip is."""
    broken = sum(
        check.status in ("match", "rounding")
        and not _holds_with(check, suspect.figure, suspect.right)
        for check in judged
    )
    return len(suspect.mended) - broken, _RANK[suspect.slip]


def _holds_with(check: Judged, figure: Figure, value: Decimal) -> bool:
    stated, *parts = (
        with_value(other, value) if other.amount_id == figure.amount_id else other
        for other in check.figures
    )
    return compare(stated, tuple(parts)).status != "mismatch"


def diagnose(check: Judged) -> str | None:
    """What would explain one mismatch, in a sentence; None where nothing simple would."""
    difference = check.outcome.difference
    for part in check.parts:
        if len(check.parts) > 1 and part.value == difference:
            rest = difference == check.proposal.stated.value
            kind = "en delsumma ingår bland sina delar" if rest else "posten är räknad två gånger"
            return f"{part.label}: {kind} ({kronor(part.value)})"
    slips = [
        (slip, figure, right)
        for figure, right in _corrections(check)
        if (slip := slip_between(figure.value, right, figure.resolution)) is not None
    ]
    if slips:
        slip, figure, right = max(slips, key=lambda found: _RANK[found[0]])
        return f"{figure.label}: {_SLIP_WORDS[slip]}, {kronor(right)} skulle stämma"
    if difference < 0 and len(check.parts) > 1:
        return f"delarna saknar {kronor(-difference)}: en post kan ha fallit bort"
    return None
