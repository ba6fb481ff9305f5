"""The words of everything that auditors read: Swedish, with English as an option."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Language = Literal["sv", "en"]

_WORDS: Mapping[str, tuple[str, str]] = {
    "reconciled": ("stämmer", "reconciled"),
    "discrepancy": ("avviker", "discrepancy"),
    "unverifiable": ("går inte att pröva", "unverifiable"),
    "quarantined": ("i karantän", "quarantined"),
    "match": ("stämmer", "match"),
    "rounding": ("stämmer inom avrundning", "rounding"),
    "mismatch": ("stämmer inte", "mismatch"),
    "agreement": ("Överenskommelse", "Agreement"),
    "file": ("Fil", "File"),
    "year": ("År", "Year"),
    "total": ("Angiven summa", "Stated total"),
    "state_total": ("varav staten", "of which the state"),
    "verdict": ("Utfall", "Verdict"),
    "failed": ("Fel", "Failed"),
    "checks": ("Prövningar", "Checks"),
    "sections": ("Avsnitt och pengar", "Sections and money"),
    "deadlines": ("Tidsfrister", "Deadlines"),
    "parties": ("Parter", "Parties"),
    "findings": ("Iakttagelser", "Findings"),
    "date": ("Datum", "Date"),
    "what": ("Vad", "What"),
    "who": ("Vem", "Who"),
    "to_whom": ("Till vem", "To whom"),
    "page": ("s.", "p."),
    "no_title": ("(utan titel)", "(untitled)"),
    "none": ("inga", "none"),
    "stated": ("angivet", "stated"),
    "computed": ("beräknat", "computed"),
    "difference": ("skillnad", "difference"),
    "doc_type": ("Slag", "Kind"),
    "diarienummer": ("Diarienummer", "Case number"),
    "signed": ("Undertecknad", "Signed"),
    "requisition": ("rekvisition", "requisition"),
    "repayment": ("återbetalning", "repayment"),
    "financial_report": ("ekonomisk redovisning", "financial report"),
    "final_report": ("slutredovisning", "final report"),
    "interim_report": ("delredovisning", "interim report"),
    "plan": ("plan", "plan"),
    "checkpoint": ("avstämning", "checkpoint"),
    "activity": ("aktivitet", "activity"),
    "max": ("högst", "at most"),
    "min": ("minst", "at least"),
    "approx": ("cirka", "about"),
    "reading": ("Läser", "Reading"),
    "written": ("Tabellerna ligger i", "The tables are in"),
    "ignored": ("Andra filer som inte lästes", "Other files that were not read"),
    "all_hold": ("Alla prövningar håller.", "All checks hold."),
    "see_check": (
        "Visa felen: overens check {folder}",
        "Show the failures: overens check {folder}",
    ),
}


@dataclass(frozen=True, slots=True)
class Wording:
    """Looks words up in one language."""

    language: Language = "sv"

    def __getitem__(self, key: str) -> str:
        swedish, english = _WORDS[key]
        return swedish if self.language == "sv" else english

    def count(self, number: int, key: str) -> str:
        """A number with its noun, as in `3 prövningar`."""
        singular, plural = _NOUNS[key][0 if self.language == "sv" else 1]
        return f"{number} {singular if number == 1 else plural}"


_NOUNS: Mapping[str, tuple[tuple[str, str], tuple[str, str]]] = {
    "agreement": (("överenskommelse", "överenskommelser"), ("agreement", "agreements")),
    "check": (("prövning", "prövningar"), ("check", "checks")),
    "failure": (("fel", "fel"), ("failure", "failures")),
    "document": (("dokument", "dokument"), ("document", "documents")),
}

_NO_BREAK = "\u00a0"


def kronor(value: Decimal | None) -> str:
    """An amount in SEK as Swedish writes it: `2 385 000`, decimals only where there are some.

    Digits are grouped by no-break spaces; an unknown amount is a dash.
    """
    if value is None:
        return "–"
    whole = value == value.to_integral_value()
    text = f"{value:,.0f}" if whole else f"{value:,.2f}"
    return text.replace(",", _NO_BREAK).replace(".", ",").replace("-", "−")
