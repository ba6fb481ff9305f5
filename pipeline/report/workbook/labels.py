"""The words printed in a working paper, Swedish and English."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.report.wording import Wording

_LABELS: Mapping[str, tuple[str, str]] = {
    "overview": ("Översikt", "Overview"),
    "paper": ("Arbetspapper: avstämning av överenskommelser", "Working paper: reconciliation"),
    "run": (
        "Körning {ended} · Överens {version} · {folder}",
        "Run {ended} · Överens {version} · {folder}",
    ),
    "counts": (
        "Överenskommelser: {agreements} · med avvikelser: {failed} · i karantän: {quarantined}",
        "Agreements: {agreements} · with discrepancies: {failed} · quarantined: {quarantined}",
    ),
    "legend": (
        "✓ håller    ≈ håller inom avrundning    ✗ håller inte    ? går inte att avgöra    "
        "! några av beloppets kontroller håller, andra inte    – kontrolleras inte",
        "✓ holds    ≈ holds within rounding    ✗ does not hold    ? cannot be settled    "
        "! some of the figure's checks hold, others do not    – takes part in no check",
    ),
    "ticks": (
        "Bocken vid ett belopp är det sämsta utfallet av dess kontroller.",
        "The tick beside a figure is the worst outcome of its checks.",
    ),
    "year": ("År", "Year"),
    "title": ("Överenskommelse", "Agreement"),
    "diarienummer": ("Diarienummer", "Case number"),
    "stated_total": ("Angiven summa, kr", "Stated total, SEK"),
    "verdict": ("Utfall", "Verdict"),
    "checks": ("Kontroller", "Checks"),
    "failed": ("Fel", "Failed"),
    "held": ("Håller", "Hold"),
    "rounded": ("≈", "≈"),
    "untested": ("?", "?"),
    "sheet": ("Blad", "Sheet"),
    "open_sheet": ("gå till", "go to"),
    "report": ("Rapport", "Report"),
    "open_report": ("öppna", "open"),
    "file": ("Fil", "File"),
    "initials": ("Signatur", "Initials"),
    "date": ("Datum", "Date"),
    "remark": ("Anmärkning", "Remark"),
    "tick": ("Bock", "Tick"),
    "reference": ("Ref", "Ref"),
    "label": ("Post eller kontroll", "Item or check"),
    "detail": ("Mottagare, lydelse, slag", "Recipient, wording, kind"),
    "page": ("Sida", "Page"),
    "page_number": ("s. {page}", "p. {page}"),
    "stated": ("Angivet, kr", "Stated, SEK"),
    "computed": ("Beräknat, kr", "Computed, SEK"),
    "difference": ("Skillnad", "Difference"),
    "tolerance": ("Tolerans", "Tolerance"),
    "status": ("Status", "Status"),
    "table": ("Tabell {table}", "Table {table}"),
    "text_figures": ("Belopp i texten som kontrolleras", "Amounts in the text that are checked"),
    "no_checks": ("Inget att kontrollera.", "Nothing to check."),
    "no_title": ("(utan titel)", "(untitled)"),
    "table_sum": ("rader mot summa", "rows to total"),
    "table_vs_prose": ("tabell mot text", "table to text"),
    "total_vs_total": ("summa mot summa", "total to total"),
    "split": ("delar mot helhet", "parts to whole"),
    "recipient_sum": ("mottagarens rader", "recipient's rows"),
    "appropriation_sum": ("anslag mot belopp", "appropriations to amount"),
    "footer": ("Sida &P av &N", "Page &P of &N"),
    "date_title": ("Datum", "Date"),
    "date_hint": ("Skriv ett datum, till exempel 2026-03-31.", "Write a date such as 2026-03-31."),
    "initials_hint": ("Högst 10 tecken.", "At most 10 characters."),
}


def label(words: Wording, key: str) -> str:
    """The words for a key, in the language of `words`."""
    swedish, english = _LABELS[key]
    return swedish if words.language == "sv" else english
