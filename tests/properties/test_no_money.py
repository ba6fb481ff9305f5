"""Twenty thousand sentences full of numbers, none of them money."""

from __future__ import annotations

from itertools import product

from pipeline.extract.amounts.mentions import find_money, money_grammar
from pipeline.rulebook import load_rulebook

GRAMMAR = money_grammar(load_rulebook()["money"])
NUMBERS = [
    "3", "12", "21", "65", "99", "100", "290", "370", "1 500", "2 385", "5 000", "12 700",
    "170 000", "370 000", "1 200 000", "10 000 000", "2,4", "3,165", "1 177", "0,8",
]  # fmt: skip
COUNTED = [
    "invånare", "personer", "patienter", "besök", "begrepp", "vårdplatser", "procent", "kommuner",
    "landsting", "behandlingar", "timmar", "dagar", "recept", "läkare", "miljoner invånare",
    "miljoner besök", "miljoner euro", "miljarder dollar", "euro", "norska kronor",
]  # fmt: skip
SENTENCES = [
    "Landet har {n} {c}.",
    "Av dessa är {n} {c} äldre än 65 år.",
    "Bidraget lämnas till {n} {c} enligt 4 § lagen (2008:962).",
    "Under 2012 ökade antalet till {n} {c}.",
    "Minst {n} {c} ska ha fått svar senast den 31 mars 2013.",
    "Regeringen satsar på {n} {c} i hela landet.",
    "Kostnaden beräknas för {n} {c} per år.",
    "Medel för {n} {c} rekvireras på bankgiro 5052-5781.",
    "Kömiljarden nådde {n} {c} under 2011 och 2012.",
    "I bilaga 2, tabell 4, anges {n} {c}.",
    "Av de {n} {c} som avses i punkt 3.4.1 deltog hälften.",
    "Ersättningen avser {n} {c}, varav hälften i primärvård.",
    "Diarienummer S2012/5879/FS gäller {n} {c}.",
    "Telefon 08-452 70 00 når {n} {c}.",
    "Den 14/6-11 hade {n} {c} svarat.",
    "Budgeten för 2014–2016 omfattar {n} {c}.",
    "Insatsen når {n} {c} – det är en ökning.",
    "Stödet räcker till {n} {c} och prop. 2011/12:1 gäller.",
    "Registret omfattar {n} {c} (se avsnitt 4.2).",
    "Fördelningen per 100 000 invånare är {n} {c}.",
    "Totalt: {n} {c}",
    "Utfallet 2009, 2010 och 2011 var {n} {c}.",
    "Överenskommelsen omfattar {n} {c} i 21 regioner.",
    "Statsbidraget gäller {n} {c} mellan 1 och 3 år.",
    "Mellan 2 och {n} {c} ingår.",
    "Anslagsposten 18 används för {n} {c}.",
    "Enligt (EU) nr 1407/2013 gäller {n} {c}.",
    "De 6 samverkansregionerna har {n} {c} respektive fler.",
    "Satsningen ger {n} {c}, inklusive nya.",
    "Högst {n} {c} får delta under 2015.",
    "Taket är {n} {c} för år 2016.",
    "Medlen fördelas efter {n} {c}.",
    "År 2020 hade 1177 totalt {n} {c}.",
    "Av anslag 1:6 framgår {n} {c}.",
    "Cirka {n} {c} berörs av åtgärd 7.",
    "Insats 5 gäller {n} {c}.",
    "Från {n} {c} till fler på 3 år.",
    "Utgiftsområde 9 berör {n} {c}.",
    "Uppföljningen visar {n} {c} av 1 000 möjliga.",
    "Nästan {n} {c} nås i 12 steg.",
    "För {n} {c} gäller särskilda villkor 2018–2020.",
    "Drygt {n} {c} fick stöd.",
    "Delmål 3: {n} {c} före 2020.",
    "Avtalet gäller {n} {c} och 49 sjukhus.",
    "Under perioden 2009-2011 ökade stödet till {n} {c}.",
    "Målet {n} {c} nåddes 2 år tidigare.",
    "Bilaga 1 förtecknar {n} {c}.",
    "Regionen (orgnr 232100-0016) har {n} {c}.",
    "Rätten till bidrag gäller {n} {c}.",
    "Projektet OTIS 6.1 har {n} {c}.",
]


def test_twenty_thousand_sentences_without_money() -> None:
    sentences = [
        sentence.format(n=number, c=counted)
        for sentence, number, counted in product(SENTENCES, NUMBERS, COUNTED)
    ]
    assert len(sentences) == 20_000
    wrong = [text for text in sentences if find_money(text, GRAMMAR) != ((), ())]
    assert wrong == []
