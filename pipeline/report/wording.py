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
    "unverifiable": ("inte avgjort", "unverifiable"),
    "quarantined": ("i karantän", "quarantined"),
    "check_match": ("håller", "match"),
    "check_rounding": ("håller inom avrundning", "rounding"),
    "check_mismatch": ("håller inte", "mismatch"),
    "check_unverifiable": ("går inte att avgöra", "unverifiable"),
    "agreement": ("Överenskommelse", "Agreement"),
    "without_checks": ("utan kontroller", "without checks"),
    "unsettled": (
        "där ingen kontroll går att avgöra",
        "where no check can be settled",
    ),
    "sum_unread": ("där en summa inte går att läsa", "where a sum cannot be read"),
    "same_suspect": (
        "Samma misstänkta belopp som ovan skulle förklara skillnaden.",
        "The same suspected figure as above would explain the difference.",
    ),
    "also_stated": (
        "Samma belopp står också här: {places}. Alla ställen ska ändras.",
        "The same figure also stands here: {places}. Change it in all places.",
    ),
    "file": ("Fil", "File"),
    "year": ("År", "Year"),
    "total": ("Angiven summa", "Stated total"),
    "state_total": ("varav staten", "of which the state"),
    "verdict": ("Utfall", "Verdict"),
    "failed": ("Fel", "Failed"),
    "checks": ("Kontroller", "Checks"),
    "sections": ("Avsnitt och pengar", "Sections and money"),
    "deadlines": ("Tidsfrister", "Deadlines"),
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
    "överenskommelse": ("överenskommelse", "agreement"),
    "tilläggsöverenskommelse": ("tilläggsöverenskommelse", "supplementary agreement"),
    "regeringsbeslut": ("regeringsbeslut", "government decision"),
    "rekommendation": ("rekommendation", "recommendation"),
    "uppdrag": ("uppdrag", "government commission"),
    "other": ("annat", "other"),
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
    "all_listed": ("alla nämns i", "all are named in"),
    "same_file": ("samma fil som", "the same file as"),
    "folder_unread": (
        "Mappen får inte läsas: skaffa läsrätt till den och kör igen.",
        "The folder may not be read: get the right to read it and run again.",
    ),
    "see_check": (
        "Visa felen: overens check {folder}",
        "Show the failures: overens check {folder}",
    ),
    "see_open": (
        "Visa dem: overens check {folder}",
        "Show them: overens check {folder}",
    ),
    "section": ("Avsnitt", "Section"),
    "amount": ("Belopp", "Amount"),
    "appropriation": ("Anslag", "Appropriation"),
    "deadline": ("Tidsfrist", "Deadline"),
    "responsibility": ("Åtagande", "Undertaking"),
    "figure": ("Tal", "Number"),
    "made_by": ("regel", "rule"),
    "near": ("nära", "near"),
    "supported_by": ("stöds av", "supported by"),
    "more_near": ("till", "more"),
    "nothing_there": ("Inga rader på sidan {page}.", "No rows on page {page}."),
    "role_total": ("hela summan", "total"),
    "role_allocation": ("avsatt", "allocation"),
    "role_component": ("del av ett annat belopp", "part of another sum"),
    "role_reference": ("bakgrund", "background"),
    "taken_amount": ("pengar utan rad i amounts", "money without a row in amounts"),
    "taken_appropriation": ("anslag", "appropriation"),
    "taken_caption_number": ("figurens eller tabellens nummer", "number of a figure or table"),
    "taken_case_number": ("diarie- eller beslutsnummer", "case number"),
    "taken_contact": ("kontaktuppgift", "contact details"),
    "taken_count": ("antal", "count"),
    "taken_cross_reference": ("hänvisning", "cross reference"),
    "taken_date": ("datum", "date"),
    "taken_footnote_mark": ("notmarkering", "footnote mark"),
    "taken_identifier": ("identitetsnummer", "identifier"),
    "taken_law": ("lag eller officiellt tryck", "law or official print"),
    "taken_list_marker": ("punkt i lista", "list marker"),
    "taken_measure": ("mått eller tid", "measure"),
    "taken_name": ("del av ett namn", "part of a name"),
    "taken_page_number": ("sidnummer", "page number"),
    "taken_percentage": ("andel", "percentage"),
    "taken_row_number": ("radens nummer", "row number"),
    "taken_section_number": ("avsnittsnummer", "section number"),
    "taken_table_cell_other": ("annat i en tabell", "other table cell"),
    "taken_time": ("klockslag", "time of day"),
    "taken_unexplained": ("oförklarat", "unexplained"),
    "taken_year": ("årtal", "year"),
}

MARKS: Mapping[str, tuple[str, str]] = {
    "match": ("✓", "green"),
    "rounding": ("≈", "green"),
    "mismatch": ("✗", "bold red"),
    "unverifiable": ("?", "yellow"),
}
"""The mark and the colour of a check by its status."""


@dataclass(frozen=True, slots=True)
class Wording:
    """Looks words up in one language."""

    language: Language = "sv"

    def __getitem__(self, key: str) -> str:
        swedish, english = _WORDS[key]
        return swedish if self.language == "sv" else english

    def quarantine(self, cause: str, message: str) -> str:
        """Why a file could not be read, with the remedy; `message` is the English sentence."""
        return message if self.language == "en" else _QUARANTINE.get(cause, message)

    def count(self, number: int, key: str) -> str:
        """A number with its noun, as in `3 kontroller`."""
        singular, plural = _NOUNS[key][0 if self.language == "sv" else 1]
        return f"{number} {singular if number == 1 else plural}"


_NOUNS: Mapping[str, tuple[tuple[str, str], tuple[str, str]]] = {
    "check": (("kontroll", "kontroller"), ("check", "checks")),
    "failure": (("fel", "fel"), ("failure", "failures")),
    "document": (("dokument", "dokument"), ("document", "documents")),
}

_QUARANTINE: Mapping[str, str] = {
    "unreadable": "Filen är skadad, avkortad eller av annat slag än namnet säger: hämta den på "
    "nytt, eller öppna den i ett annat program och spara en ny kopia.",
    "unopened": "Filen går inte att öppna: se efter att den finns och att du får läsa den.",
    "empty": "Filen är tom: hämta den på nytt.",
    "encrypted": "PDF:en är skyddad: spara en kopia utan lösenord, eller skriv ut den till en ny "
    "PDF, och försök igen.",
    "no_text": "PDF:en har ingen text, varken som tecken eller i bilder som går att läsa: se "
    "efter att det är rätt fil och att den inte är blank.",
    "no_ocr": "Filen är inskannad och Tesseract med svensk modell saknas: kör "
    "`apt-get install tesseract-ocr tesseract-ocr-swe` och försök igen.",
    "unsupported": "Filen är av ett slag som inte läses här: spara den som PDF, ren text eller "
    "markdown och försök igen.",
    "timeout": "Läsningen tog för lång tid och avbröts: ge mer tid med --timeout, eller se efter "
    "om filen är skadad.",
    "memory": "Läsningen krävde för mycket minne och avbröts: ge mer med --memory, eller se efter "
    "om filen är skadad.",
    "crash": "Läsningen avbröts av ett fel: öppna filen i ett PDF-program och spara en ny kopia; "
    "hjälper inte det, rapportera felet med filen.",
}
"""By cause; `documents.error` has the sentence in full, in English."""

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
