from __future__ import annotations

import re
from itertools import chain

import pytest

from pipeline.report.phrases import FIELDS, PHRASES
from pipeline.report.sentences import language_of, language_of_name, named, said
from pipeline.report.wording import Wording

SWEDISH, ENGLISH = Wording("sv"), Wording("en")


@pytest.mark.parametrize(
    ("sentence", "english"),
    [
        (
            "Summa: raderna mot summan (tabell 2, kolumn 2024)",
            "Summa: the rows against the total (table 2, column 2024)",
        ),
        (
            "Läxhjälp: raden i tabell 1 mot texten i avsnitt 4.2",
            "Läxhjälp: the row in table 1 against the text of section 4.2",
        ),
        (
            "7 000 000 kr i 8 Utbetalning: delarna mot helheten",
            "7 000 000 kr in 8 Utbetalning: the parts against the whole",
        ),
        (
            "7 000 000 kr för läxor (2 Stöd): beloppen före mot summan",
            "7 000 000 kr för läxor (2 Stöd): the amounts before against the total",
        ),
        ("tabell 1 mot tabell 3, kolumn Kronor", "table 1 against table 3, column Kronor"),
        (
            "Totalt (sidan 3): 16 200 kr borde vara 12 600 kr; då håller 2 kontroller som annars "
            "inte håller. Trolig orsak: två siffror har bytt plats",
            "Totalt (page 3): 16 200 kr ought to be 12 600 kr; then 2 checks hold that otherwise "
            "do not. Likely cause: two digits have changed places",
        ),
        (
            "endera delarna saknar 5 000 kr: en post kan ha fallit bort, eller Lek är 1 kr men "
            "borde vara 10 kr (en nolla saknas eller är för mycket)",
            "either the parts lack 5 000 kr: an item may have been dropped, or Lek is 1 kr but "
            "ought to be 10 kr (a zero is missing or too many)",
        ),
        (
            "Summa: raderna mot summan (tabell 1) kan inte kontrolleras: figuren ”1 00” (Lek) går "
            "inte att läsa entydigt",
            "Summa: the rows against the total (table 1) cannot be checked: the figure ”1 00” "
            "(Lek) can be read in more than one way",
        ),
    ],
)
def test_what_reconciliation_says_is_told_in_english(sentence: str, english: str) -> None:
    assert said(sentence, ENGLISH).replace("\u00a0", " ") == english
    assert said(sentence, SWEDISH).replace("\u00a0", " ") == sentence
    assert (language_of(sentence, SWEDISH), language_of(sentence, ENGLISH)) == ("sv", "en")


def test_what_extraction_says_is_told_in_swedish() -> None:
    sentence = "The deadline 'våren' has no date: nothing tells its year."
    assert said(sentence, SWEDISH) == (
        "Tidsfristen 'våren' har inget datum: det framgår inte vilket år."
    )
    assert said(sentence, ENGLISH) == sentence


def test_the_documents_words_stay_as_they_are() -> None:
    own = ("Läxhjälp i skolan", "för samordningen (3 Beställningar)", "", "{n}", "tabell 3")
    for words in own:
        assert said(words, ENGLISH) == words
        assert named(words, ENGLISH) == words
        assert language_of(words, ENGLISH) == language_of_name(words, ENGLISH) == "sv"


@pytest.mark.parametrize(
    ("sentence", "english"),
    [
        (
            "tabell 3: raderna mot summan (tabell 1)",
            "tabell 3: the rows against the total (table 1)",
        ),
        (
            "beloppet i 2 Stöd: raderna mot delsumman (tabell 2)",
            "beloppet i 2 Stöd: the rows against the subtotal (table 2)",
        ),
        ("Summa: delsumma: delsumma", "Summa: delsumma: subtotal"),
        (
            "figuren ”tabell 2” (tecknet är fel) går inte att läsa entydigt",
            "the figure ”tabell 2” (tecknet är fel) can be read in more than one way",
        ),
        (
            "delarna mot helheten: raden i tabell 1 mot texten i avsnitt 2 Tabell 1",
            "delarna mot helheten: the row in table 1 against the text of section 2 Tabell 1",
        ),
        (
            "Summa: kolumnerna mot kolumnen tabell 2 (tabell 1)",
            "Summa: the columns against the column tabell 2 (table 1)",
        ),
        (
            "7 kr i hälsovården (2 Stöd): delarna mot helheten",
            "7 kr i hälsovården (2 Stöd): the parts against the whole",
        ),
    ],
)
def test_a_row_keeps_its_label_whatever_it_reads_like(sentence: str, english: str) -> None:
    assert said(sentence, ENGLISH).replace("\u00a0", " ") == english


@pytest.mark.parametrize(
    ("label", "english"),
    [
        ("beloppet i 2 Stöd", "the amount in 2 Stöd"),
        ("beloppet på sidan 3", "the amount on page 3"),
        ("för läxor (sidan 3)", "för läxor (page 3)"),
        ("Stöd, tabell 2", "Stöd, tabell 2"),
    ],
)
def test_an_amount_of_the_text_is_called_by_its_place(label: str, english: str) -> None:
    assert named(label, ENGLISH) == english


def test_an_amount_stays_on_one_line() -> None:
    assert said("delarna saknar 14 500 000 kr: år 2024 100", SWEDISH) == (
        "delarna saknar 14\u00a0500\u00a0000\u00a0kr: år 2024\u00a0100"
    )


@pytest.mark.parametrize(("swedish", "english"), [*PHRASES, *chain(*FIELDS.values())])
def test_a_phrase_has_the_same_fields_in_both_languages(swedish: str, english: str) -> None:
    assert sorted(re.findall(r"\{\w+\}", swedish)) == sorted(re.findall(r"\{\w+\}", english))
