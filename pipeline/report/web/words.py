"""The words that stand in the web report alone."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.report.wording import Wording

_WORDS: Mapping[str, tuple[str, str]] = {
    "language": ("sv", "en"),
    "site_title": ("Överens: granskning av överenskommelser", "Överens: agreements examined"),
    "lead": (
        "Överenskommelser mellan staten och Sveriges Kommuner och Regioner: vad de säger, och om "
        "deras summor håller.",
        "Agreements between the Swedish state and the association of its municipalities and "
        "regions: what they say, and whether their sums hold.",
    ),
    "skip_to_list": ("Hoppa till överenskommelserna", "Skip to the agreements"),
    "skip_to_checks": ("Hoppa till kontrollerna", "Skip to the checks"),
    "skip_to_pages": ("Hoppa till sidorna", "Skip to the pages"),
    "all_agreements": ("Alla överenskommelser", "All agreements"),
    "agreements": ("Överenskommelser", "Agreements"),
    "one_agreement": ("överenskommelse", "agreement"),
    "many_agreements": ("överenskommelser", "agreements"),
    "find": ("Sök", "Find"),
    "find_hint": ("titel, fil eller diarienummer", "title, file or case number"),
    "all_verdicts": ("Alla utfall", "All verdicts"),
    "all_years": ("Alla år", "All years"),
    "without_year": ("utan år", "no year"),
    "shown": ("{shown} av {total} visas", "{shown} of {total} shown"),
    "none_shown": ("Ingen överenskommelse passar urvalet.", "No agreement fits the selection."),
    "no_documents": ("Ingen fil kunde läsas.", "No file could be read."),
    "reset": ("Visa alla", "Show all"),
    "checks_failed": ("Fel av kontroller", "Failed of checks"),
    "some_failed": (
        "{failed} av {total} kontroller håller inte",
        "{failed} of {total} checks do not hold",
    ),
    "of_which_open": (
        "(varav {number} med kontroller som inte går att avgöra)",
        "({number} of them with checks that cannot be settled)",
    ),
    "none_failed": ("{total} kontroller", "{total} checks"),
    "money": ("Pengar per år och område", "Money per year and area"),
    "money_note": (
        "Angivna totalsummor i miljoner kronor, område efter titeln. Staplarna har en gemensam "
        "skala, utom summan av alla områden. Pengar som både en överenskommelse och ett beslut "
        "om den eller en kopia anger räknas en gång.",
        "Stated totals in million SEK, area by the title. The bars share one scale, but for the "
        "sum of all areas. Money that is stated by an agreement and also by a decision on it or "
        "a copy counts once.",
    ),
    "money_table": ("Visa som tabell", "Show as a table"),
    "repeats": ("Räknas inte för sig", "Not counted for themselves"),
    "same_money_as": ("samma pengar som", "the same money as"),
    "area": ("Område", "Area"),
    "all_areas": ("Alla områden", "All areas"),
    "other_areas": ("Övriga områden", "Other areas"),
    "sum": ("Summa", "Sum"),
    "million": ("mnkr", "SEK m"),
    "quarantine_title": ("Filer i karantän", "Files in quarantine"),
    "quarantine_note": (
        "De här filerna kunde inte läsas och ingår inte i något ovan.",
        "These files could not be read and are part of nothing above.",
    ),
    "reason": ("Skäl", "Reason"),
    "no_pictures": (
        "Sidorna till {count} visas som text, för originalfilen finns inte kvar där den lästes "
        "eller har ändrats. Ange var filerna ligger med --inputs.",
        "The pages of {count} are shown as text, because the original file is no longer where it "
        "was read or has changed. Say where the files are with --inputs.",
    ),
    "no_pictures_here": (
        "Originalfilen finns inte kvar där den lästes, eller har ändrats. Sidorna visas som text.",
        "The original file is no longer where it was read, or has changed. The pages are shown "
        "as text.",
    ),
    "pages": ("Sidor", "Pages"),
    "page_of": ("Sida {page} av {total}", "Page {page} of {total}"),
    "page_text": ("Sidans text", "Text of the page"),
    "on_page": ("visa på sida", "show on page"),
    "marks_on": ("Markerat på sida {page}", "Marked on page {page}"),
    "picture_of": (
        "Bild av sida {page}; texten står under bilden",
        "Picture of page {page}; its text stands below it",
    ),
    "contents": ("Innehåll", "Contents"),
    "line_items": ("Tabellrader", "Line items"),
    "amounts": ("Belopp", "Amounts"),
    "appropriations": ("Anslagsposter", "Appropriations"),
    "anslagspost": ("anslagspost", "item"),
    "responsibilities": ("Åtaganden", "Responsibilities"),
    "signatures": ("Undertecknare", "Signatories"),
    "table": ("Tabell", "Table"),
    "label": ("Rad", "Row"),
    "check": ("kontroll", "check"),
    "tolerance": ("tolerans", "tolerance"),
    "diagnosis": ("Trolig förklaring", "Likely explanation"),
    "why_not": ("Varför den inte går att avgöra", "Why it cannot be settled"),
    "suspect": ("Misstänkt belopp", "Suspected figure"),
    "also_here": ("Samma belopp står också här", "The same figure also stands here"),
    "change_all": ("Alla ställen ska ändras.", "Change it in all places."),
    "evidence": ("Så står det i dokumentet", "As it stands in the document"),
    "kind_item": ("rad", "row"),
    "kind_subtotal": ("delsumma", "subtotal"),
    "kind_total": ("summa", "total"),
    "whole_document": ("Före första avsnittet", "Before the first section"),
    "nobody": ("ingen angiven", "nobody named"),
    "inferred": ("enligt sammanhanget", "by context"),
    "charged": ("belastas med", "charged with"),
    "utgiftsomrade": ("utgiftsområde", "expenditure area"),
    "no_rows": ("Inga i det här dokumentet.", "None in this document."),
    "chosen": ("Valt", "Chosen"),
    "run_of": ("Körning {run}, {ended}", "Run {run}, {ended}"),
    "versions": ("Överens {version}, regler {rules}", "Överens {version}, rules {rules}"),
    "report_written": ("Rapporten ligger i", "The report is in"),
    "stated_side": ("Angivet", "Stated"),
    "computed_side": ("Beräknat av", "Computed from"),
}


class SiteWording(Wording):
    """The words of the terminal and those of the web report."""

    __slots__ = ()

    def __getitem__(self, key: str) -> str:
        if key in _WORDS:
            swedish, english = _WORDS[key]
            return swedish if self.language == "sv" else english
        return super().__getitem__(key)
