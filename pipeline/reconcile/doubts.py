"""What a reader should know beside the checks: suspects, and why a result is worth less."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.model import Check, Facts, Finding
from pipeline.reconcile.diagnosis import Suspect
from pipeline.reconcile.intervals import usual_rounding
from pipeline.reconcile.judge import Judged
from pipeline.reconcile.wording import kronor


def suspect_finding(facts: Facts, suspect: Suspect) -> Finding:
    """The figure that explains failed checks, with the value that it ought to have."""
    amount = facts.amount_by_id.get(suspect.figure.amount_id)
    return Finding(
        "reconcile",
        "suspect_figure",
        suspect.message,
        suspect.figure.page,
        amount.where.span if amount else None,
        suspect.figure.amount_id,
    )


def doubts(judged: Sequence[Judged], checks: Sequence[Check]) -> Iterator[Finding]:
    """Large roundings, sums left unchecked for a figure, and documents without any sum."""
    for each, check in zip(judged, checks, strict=True):
        if each.proposal.unread is not None and each.status == "unverifiable":
            message = f"{check.label} kan inte kontrolleras: {check.diagnosis}"
            yield _of(check, "sum_unread", message)
        elif check.kind == "table_vs_prose" and not check.parts:
            yield _of(check, "row_without_text", f"{check.label}: {check.diagnosis}")
        elif _is_large_rounding(each):
            yield _of(check, "rounding_large", _large_rounding(check))
    ran = [check for check in checks if check.status != "unverifiable"]
    holds = bool(ran) and not any(check.status == "mismatch" for check in ran)
    if holds and all(len(check.parts) < 2 for check in ran):
        message = "Ingen summa är kontrollerad: beloppen är bara jämförda ett mot ett."
        yield Finding("reconcile", "no_sum_checked", message)


def _is_large_rounding(each: Judged) -> bool:
    usual = usual_rounding(each.figures)
    open_ended = any(figure.bound in ("max", "min") for figure in each.figures)
    return each.status == "rounding" and not open_ended and abs(each.outcome.difference) > usual


def _large_rounding(check: Check) -> str:
    return (
        f"{check.label}: {kronor(check.computed_sek)} mot {kronor(check.stated_sek)}. Skillnaden "
        f"{kronor(abs(check.difference_sek))} ryms i avrundningen men är större än den brukar vara."
    )


def _of(check: Check, code: str, message: str) -> Finding:
    page = check.parts[0].page if check.parts else None
    return Finding("reconcile", code, message, page, None, check.check_id)
