"""The phrase book: what reconciliation, reading and extraction say, in Swedish and English.

`{n}` stands for a number, `{sum}` for an amount in kronor. Other fields hold words: those of
`FIELDS` are told by phrases of their own kind, all others are the document's own words, which
nobody translates. A digit at the end of a field's name only tells two of a kind apart. The
first entry that fits a sentence tells it.
"""

from __future__ import annotations

from collections.abc import Mapping

Phrases = tuple[tuple[str, str], ...]

_LABELS: Phrases = (
    (
        "Summan ”{raw}” går inte att läsa: de avsatta beloppen mot den",
        "The sum “{raw}” cannot be read: the amounts set aside against it",
    ),
    ("{row}: raderna mot summan ({table})", "{row}: the rows against the total ({table})"),
    ("{row}: raderna mot delsumman ({table})", "{row}: the rows against the subtotal ({table})"),
    (
        "{row}: mottagarens rader mot summan ({table})",
        "{row}: the recipient's rows against the total ({table})",
    ),
    (
        "{row}: partens rader mot summan ({table})",
        "{row}: the party's rows against the total ({table})",
    ),
    (
        "{row}: parternas summor mot totalsumman ({table})",
        "{row}: the parties' totals against the grand total ({table})",
    ),
    (
        "{row}: kolumnerna mot kolumnen {heading} ({table})",
        "{row}: the columns against the column {heading} ({table})",
    ),
    (
        "{row}: delarna i radens text mot radens belopp ({table})",
        "{row}: the parts in the row's text against the row's amount ({table})",
    ),
    (
        "{row}: raden i {table} mot texten i avsnitt {place}",
        "{row}: the row in {table} against the text of section {place}",
    ),
    (
        "{row}: raderna i {table} mot texten i avsnitt {place}",
        "{row}: the rows in {table} against the text of section {place}",
    ),
    (
        "{amount}: radens text mot texten i avsnitt {place}",
        "{amount}: the row's text against the text of section {place}",
    ),
    (
        "{row}: raden i {table} mot beloppet från anslagsposten",
        "{row}: the row in {table} against the amount charged to the anslagspost",
    ),
    (
        "{amount}: mottagarens rader i {table} mot texten",
        "{amount}: the recipient's rows in {table} against the text",
    ),
    (
        "{amount}: mottagarens summor i tabellerna mot texten",
        "{amount}: the recipient's totals in the tables against the text",
    ),
    ("{row}: raden i {table} mot texten", "{row}: the row in {table} against the text"),
    ("{row}: summan i {table} mot texten", "{row}: the total in {table} against the text"),
    ("{amount}: delarna mot helheten", "{amount}: the parts against the whole"),
    ("{amount}: parternas delar mot helheten", "{amount}: the parties' shares against the whole"),
    (
        "{amount}: beloppen som följer mot helheten",
        "{amount}: the amounts that follow against the whole",
    ),
    ("{amount}: beloppen före mot summan", "{amount}: the amounts before against the total"),
    (
        "Överenskommelsens totalbelopp: samma belopp på två ställen i texten",
        "The agreement's total: the same amount in two places of the text",
    ),
    (
        "Överenskommelsens totalbelopp: de avsatta beloppen i texten mot totalen",
        "The agreement's total: the allocations in the text against the total",
    ),
    ("{amount}: samma belopp på två ställen", "{amount}: the same amount in two places"),
    ("{row}: delsumma", "{row}: subtotal"),
    (
        "Det belopp som belastar anslaget mot det belopp som det finansierar",
        "The amount charged to the anslag against the amount that it funds",
    ),
    (
        "Medlen från anslagsposterna mot det belopp som de finansierar",
        "The money of the anslagsposter against the amount that they fund",
    ),
    (
        "Anslag {anslag}, anslagspost {post}: det som belastar den mot summan",
        "Anslag {anslag}, anslagspost {post}: what is charged to it against the total",
    ),
    ("Raderna i {table} mot {amount}", "The rows in {table} against {amount}"),
    ("{row}: {table} mot {table2}", "{row}: {table} against {table2}"),
    ("{table} mot {table2}", "{table} against {table2}"),
)

_TABLES: Phrases = (
    ("tabell {n}, kolumn {heading}", "table {n}, column {heading}"),
    ("tabell {n}", "table {n}"),
)

FIGURES: Phrases = (
    ("beloppet i {place}", "the amount in {place}"),
    ("beloppet på sidan {n}", "the amount on page {n}"),
    ("{row} (sidan {n})", "{row} (page {n})"),
)
"""How an amount of the text is called; a row of a table is called by its label."""

_AMOUNTS: Phrases = (
    ("{sum} i {place}", "{sum} in {place}"),
    ("{sum} på sidan {n}", "{sum} on page {n}"),
    ("{sum} {row} (sidan {n})", "{sum} {row} (page {n})"),
)

_SLIPS: Phrases = (
    ("två siffror har bytt plats", "two digits have changed places"),
    ("enheten är fel (tusental eller miljoner)", "the unit is wrong (thousands or millions)"),
    ("en nolla saknas eller är för mycket", "a zero is missing or too many"),
    ("tecknet är fel", "the sign is wrong"),
    ("en siffra är ändrad", "one digit is changed"),
)

_EFFECTS: Phrases = (
    ("en kontroll som annars inte håller", "one check holds that otherwise does not"),
    ("{n} kontroller som annars inte håller", "{n} checks hold that otherwise do not"),
)

_DIAGNOSES: Phrases = (
    (
        "{figure} (sidan {n}): {sum} borde vara {sum2}; då håller {effect}. Trolig orsak: {slip}",
        "{figure} (page {n}): {sum} ought to be {sum2}; then {effect}. Likely cause: {slip}",
    ),
    (
        "{figure} (sidan {n}): {sum} borde vara {sum2}; då håller {effect}",
        "{figure} (page {n}): {sum} ought to be {sum2}; then {effect}",
    ),
    (
        "endera {one}, eller {two}, eller {three}, eller {four}",
        "either {one}, or {two}, or {three}, or {four}",
    ),
    ("endera {one}, eller {two}, eller {three}", "either {one}, or {two}, or {three}"),
    ("endera {one}, eller {two}", "either {one}, or {two}"),
    (
        "{figure} är {sum} men borde vara {sum2} ({slip})",
        "{figure} is {sum} but ought to be {sum2} ({slip})",
    ),
    ("{figure} är {sum} men borde vara {sum2}", "{figure} is {sum} but ought to be {sum2}"),
    ("en siffra är fel i någon av {n} figurer", "one digit is wrong in one of {n} figures"),
    ("delen är större än helheten", "the part is larger than the whole"),
    (
        "{figure}: en delsumma ingår bland sina delar ({sum})",
        "{figure}: a subtotal is among its own parts ({sum})",
    ),
    (
        "{figure}: posten är räknad två gånger ({sum})",
        "{figure}: the item is counted twice ({sum})",
    ),
    ("raderna är avrundade till jämna {sum}", "the rows are rounded to whole {sum}"),
    (
        "delarna saknar {sum}: {figure} har ingen rad i tabellen",
        "the parts lack {sum}: {figure} has no row in the table",
    ),
    ("tabellens enhet är fel", "the table's unit is wrong"),
    (
        "två rader har bytt belopp: {figure} och {figure2}",
        "two rows have changed places with their amounts: {figure} and {figure2}",
    ),
    (
        "delarna saknar {sum}: en post kan ha fallit bort",
        "the parts lack {sum}: an item may have been dropped",
    ),
)

_REASONS: Phrases = (
    (
        "det belopp som belastar anslaget behöver inte vara hela beloppet",
        "the amount charged to the anslag need not be the whole amount",
    ),
    (
        "texten behöver inte ange allt som belastar anslagsposten",
        "the text need not state all that is charged to the anslagspost",
    ),
    (
        "anslagsposterna behöver inte finansiera hela beloppet",
        "the anslagsposter need not fund the whole amount",
    ),
    (
        "beloppet från anslagsposten behöver inte avse hela raden",
        "the amount from the anslagspost need not be for the whole row",
    ),
    (
        "texten behöver inte ange alla belopp som ingår i totalen",
        "the text need not state every amount that is part of the total",
    ),
    ("raderna anger inte vilken part de gäller", "the rows do not say which party they are for"),
    ("ingen rad anger summans mottagare", "no row names the total's recipient"),
    ("alla rader anger inte en enda mottagare", "not every row names a single recipient"),
    (
        "texten behöver inte avse radens hela belopp",
        "the text need not be about the row's whole amount",
    ),
    ("delarna behöver inte uttömma beloppet", "the parts need not exhaust the amount"),
    (
        "det framgår inte att beloppen som följer är alla delar",
        "nothing says that the amounts that follow are all the parts",
    ),
    (
        "parternas delar behöver inte uttömma beloppet",
        "the parties' shares need not exhaust the amount",
    ),
    (
        "det framgår inte att beloppet avser samma medel",
        "nothing says that the amount is the same money",
    ),
    (
        "det framgår inte att beloppen avser samma medel",
        "nothing says that the amounts are the same money",
    ),
    (
        "det framgår inte att beloppen före är alla delar",
        "nothing says that the amounts before it are all the parts",
    ),
    ("texten kan avse ett annat belopp", "the text may be about another amount"),
    (
        "texten anger belopp för {stated} men inget för {year}",
        "the text states an amount for {stated} but none for {year}",
    ),
    ("inga rader hör till delsumman", "no rows belong to the subtotal"),
    ("delraderna behöver inte uttömma raden", "the rows below it need not exhaust the row"),
    (
        "delarna i radens text behöver inte uttömma raden",
        "the parts in the row's text need not exhaust the row",
    ),
    (
        "tabellen har inga rader som summan kan bestå av",
        "the table has no rows that the total can consist of",
    ),
    (
        "det framgår inte säkert vilka rader summan omfattar",
        "it is not certain which rows the total covers",
    ),
    (
        "{row}: en delsumma tycks ingå bland sina delar",
        "{row}: a subtotal seems to be among its own parts",
    ),
    (
        "parternas summor behöver inte omfatta alla rader",
        "the parties' totals need not cover all rows",
    ),
    (
        "kolumnen behöver inte vara summan av de andra",
        "the column need not be the sum of the others",
    ),
    (
        "tabellen behöver inte omfatta hela överenskommelsen",
        "the table need not cover the whole agreement",
    ),
    (
        "tabellen behöver inte omfatta hela beloppet",
        "the table need not cover the whole amount",
    ),
    (
        "figuren ”{raw}” ({row}) går inte att läsa entydigt",
        "the figure ”{raw}” ({row}) can be read in more than one way",
    ),
    (
        "figuren ”{raw}” går inte att läsa entydigt",
        "the figure ”{raw}” can be read in more than one way",
    ),
)

_FINDINGS: Phrases = (
    (
        "Ingen summa är kontrollerad: beloppen är bara jämförda ett mot ett.",
        "No sum is checked: amounts are only compared one to one.",
    ),
    ("{check} kan inte kontrolleras: {reason}", "{check} cannot be checked: {reason}"),
    (
        "{check}: {sum} mot {sum2}. Skillnaden {sum3} ryms i avrundningen men är större än den "
        "brukar vara.",
        "{check}: {sum} against {sum2}. The difference of {sum3} is within the rounding, but "
        "larger than it usually is.",
    ),
    (
        "Innehållsförteckningen kallar avsnitt {number} “{listed}”, texten kallar det “{title}”.",
        "The contents list calls section {number} “{listed}”, the body calls it “{title}”.",
    ),
    (
        "Innehållsförteckningen nämner “{title}”, texten gör det inte.",
        "The contents list names “{title}”, the body does not.",
    ),
    (
        "Avsnitt {number} “{title}” saknas i innehållsförteckningen.",
        "Section {number} “{title}” is missing from the contents list.",
    ),
    (
        "Beloppet {raw} är utelämnat: {why}.",
        "The sum {raw} was left out, because {why}.",
    ),
    (
        "Texten kallar {kind} {number} ”{name}”; registret har {names}.",
        "The text calls {kind} {number} ”{name}”; the register has {names}.",
    ),
    (
        "Tidsfristen {raw} har inget datum: {why}.",
        "The deadline {raw} has no date: {why}.",
    ),
    (
        "Filen är UTF-8 med några skadade tecken, som visas som \ufffd.",
        "The file is UTF-8 with some bytes damaged; they are shown as \ufffd.",
    ),
    (
        "Filen är inte UTF-8; den är läst som {encoding}.",
        "The file is not UTF-8; it was read as {encoding}.",
    ),
    (
        "Ett tal på sidan {n} lästes först som “{first}” och vid en andra läsning som "
        "“{second}”: jämför det med sidan.",
        "A figure on page {n} was first read as “{first}” and at a second look as “{second}”: "
        "compare it with the page.",
    ),
)

_WHYS: Phrases = (
    ("siffrorna står inte i grupper om tre", "its digits are not in groups of three"),
    ("bokstäver står bland siffrorna", "letters stand among its digits"),
    ("det har fler decimaler än ören", "it has more decimals than an öre"),
    (
        "punkten kan skilja tusental eller decimaler",
        "the dot may part thousands or decimals",
    ),
    (
        "dess tecken skiljer inte grupper om tre siffror",
        "its signs do not part groups of three digits",
    ),
    ("{raw} kan inte följa decimaltecknet", "{raw} cannot follow the decimal sign"),
    ("det rymmer annat än siffror", "it holds more than digits"),
    ("dess grupper har inte tre siffror", "its groups are not of three digits"),
    ("{raw} är inget räkneord", "{raw} is no number word"),
    ("det framgår inte vilket år", "nothing tells its year"),
    ("det framgår inte vilket år den följer på", "nothing tells which year it follows"),
    ("det framgår inte när", "nothing fixes its date"),
    ("inget år är angivet", "it names no year"),
    (
        "månad {month} har bara {n} dagar ({year})",
        "month {month} of {year} has {n} days",
    ),
)

PHRASES: Phrases = (*_FINDINGS, *_DIAGNOSES, *_REASONS, *_LABELS)
"""Whole sentences and labels."""

FIELDS: Mapping[str, Phrases] = {
    "amount": _AMOUNTS,
    "check": _LABELS,
    "effect": _EFFECTS,
    "figure": FIGURES,
    "one": _DIAGNOSES,
    "two": _DIAGNOSES,
    "three": _DIAGNOSES,
    "four": _DIAGNOSES,
    "reason": _REASONS,
    "slip": _SLIPS,
    "table": _TABLES,
    "why": _WHYS,
}
"""The phrases that may stand in a field."""
