"""Sums in running text and tables: value, role, year, whole, purpose and recipient."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from pipeline.extract.amounts import find_amounts, unread_amounts, unread_findings
from pipeline.extract.amounts.mentions import money_grammar
from pipeline.extract.parties.mentions import find_mentions
from pipeline.extract.passages import find_passages
from pipeline.model import (
    Amount,
    Block,
    Document,
    Header,
    Page,
    Source,
    Span,
)
from pipeline.rulebook import load_rulebook

RULES = load_rulebook()
GRAMMAR = money_grammar(RULES["money"])
HEADER = Header("överenskommelse", "Överenskommelse om ett område", 2012, (), None, None)


def document(text: str) -> Document:
    """A document with a block a line; a line that begins with a dash is a list item."""
    blocks, lines, start = [], [], 0
    for raw in text.strip().split("\n"):
        item = raw.startswith("- ")
        line = raw.removeprefix("- ")
        kind = "table" if "\t" in line else "list_item" if item else "paragraph"
        blocks.append(Block(kind, Span(start, start + len(line)), 1))
        lines.append(line + "\n")
        start += len(line) + 1
    page = Page(1, "".join(lines), 0, "plain")
    source = Source("0" * 16, "a.txt", "a.txt", "0" * 64, "text/plain")
    return Document(source, (page,), tuple(blocks))


def amounts_of(text: str, header: Header = HEADER) -> tuple[Amount, ...]:
    """The amounts of a text below a title that holds no money."""
    read = document("En rubrik\n" + text)
    passages = find_passages(read, ())
    mentions = find_mentions(read, RULES)
    return find_amounts(read, (), passages, (), header, mentions, RULES)


def values(text: str) -> list[str]:
    return [str(amount.value_sek.quantize(Decimal(1))) for amount in amounts_of(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Staten avsätter 14 000 000 kronor.", ["14000000"]),
        ("Staten avsätter 14.000.000 kr.", ["14000000"]),
        ("Staten avsätter 2,385 miljoner kronor.", ["2385000"]),
        ("Staten avsätter 0,5 miljoner kronor.", ["500000"]),
        ("Staten avsätter 1,5 mdkr.", ["1500000000"]),
        ("Staten avsätter 750 tkr och 3 Mkr.", ["750000", "3000000"]),
        ("Staten avsätter 12 milj. kr till SKL.", ["12000000"]),
        (
            "Staten avsätter tre miljoner kronor och en halv miljard kronor.",
            ["3000000", "500000000"],
        ),
        ("Insatsen kostar mellan 3 och 5 miljoner kronor.", ["3000000", "5000000"]),
        ("Insatsen kostar 2–4 mnkr.", ["2000000", "4000000"]),
        ("Bidraget är 10–15 000 kronor.", ["10000", "15000"]),
        ("A och B får 100 respektive 68 miljoner kronor.", ["100000000", "68000000"]),
        ("A, B och C får 5, 10 och 15 miljoner kronor.", ["5000000", "10000000", "15000000"]),
        ("Medlen är 500 000 000 per år.", ["500000000"]),
        ("För stödet fördelas 500 000 000 per år.", ["500000000"]),
        ("Sammanlagt 44 7 500 000 kronor avsätts.", ["447500000"]),
        ("För insats 5 250 000 kronor.", ["250000"]),
        ("Under 2018 500 000 kronor.", ["500000"]),
        ("Stödet (7 miljoner/år) består.", ["7000000"]),
        ("Regionerna får 3,2 miljarder till vården.", ["3200000000"]),
        ("Staten ger 10 miljoner kronor, varav 3 till SKL.", ["10000000", "3000000"]),
        (
            "Staten avsätter 7 000 000 kronor, varav 2 000 000 ska gå till A och 3 000 000 till B.",
            ["7000000", "2000000", "3000000"],
        ),
        ("Till regionerna avsätts 1 357 000 000 efter befolkning.", ["1357000000"]),
        ("SEK 2 500 000 betalas ut.", ["2500000"]),
        ("Kostnaden är 1 500 kronor1 per plats.", ["1500"]),
    ],
)
def test_forms_of_money(text: str, expected: list[str]) -> None:
    assert values(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Systemet rymmer omkring 370 000 begrepp och 2,4 miljoner poster.",
        "Antalet besök ökade från 2 miljoner till 3 miljoner under 2011.",
        "Minst 65 procent av medlen går till registren.",
        "Medlen återbetalas på bankgiro 5052-5781 senast den 31 mars 2012.",
        "Beslutet har diarienummer S2011/5879/FS och prop. 2009/10:1.",
        "Enligt 4 § förordningen (2015:208) ska punkt 3.4.1 gälla.",
        "Telefon 08-452 70 00, fax 08-452 70 50.",
        "Kömiljarden och Professionsmiljarden har haft effekt.",
        "Belopp anges i tusen kronor, belopp i mnkr.",
        "Regeringen betalar 7 600 euro och 3 miljoner dollar i avgift.",
        "Bidraget lämnas till 5 000 platser, varav 2 500 ska finnas i glesbygd.",
        "Flera miljoner kronor och några hundra tusen kronor har använts.",
        "Priset är 1,5 kr/kWh.",
        "År 2014, 2015 och 2016 ska 21 regioner delta i 3 steg.",
    ],
)
def test_numbers_that_are_no_money(text: str) -> None:
    assert amounts_of(text) == ()


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        ("SKL får använda högst 5 mnkr.", ["max"]),
        ("Bidraget får inte överstiga 15 000 kronor.", ["max"]),
        ("Minst 5 mnkr avsätts.", ["min"]),
        ("Drygt 5 mnkr avsätts.", ["approx"]),
        ("Högst 2 mnkr under 2018 och 1 mnkr under 2019 får användas.", ["max", "max"]),
        ("Högst 2 mnkr får användas och för 2019 avsätts 1 mnkr.", ["max", None]),
        ("Kostnaden är 3–5 mnkr.", ["min", "max"]),
        ("Totalt 5 mnkr avsätts.", [None]),
    ],
)
def test_hedges(text: str, bounds: list[str | None]) -> None:
    assert [amount.bound for amount in amounts_of(text)] == bounds


TOTALS = [
    "Totalt uppgår överenskommelsen till 326 000 000 kronor.",
    "Överenskommelsen omfattar 944 000 000 kronor som betalas ut 2013.",
    "Medel inom ramen för överenskommelsen uppgår till sammanlagt 500 mnkr.",
    "Beslut om utbetalning av 39 430 000 kronor sker i regleringsbrevet.",
    "Statens bidrag till landstingen för läkemedelsförmånerna m.m. uppgår till 22 mdkr.",
    "Rehabiliteringsgarantin uppgår till 750 miljoner kronor.",
    "Den totala kostnaden för uppdraget beräknas till 1 500 000 kronor.",
    "Totalt: 154 100 000 kr",
    "Parterna är överens om att staten reserverar maximalt 250 miljoner kronor.",
]
ALLOCATIONS = [
    "Regeringen avsätter 3 000 000 kronor för insatsen.",
    "Parterna stödjer verksamheten med 2 miljoner kronor för 2012.",
    "SKL tilldelas 17 500 000 kronor.",
    "Boverket får under 2012 använda högst 400 000 kronor.",
    "Regeringen beviljar Region Gotland 1 650 000 kronor.",
    "Parterna är överens om att gemensamt avsätta 168 miljoner kronor.",
]
REFERENCES = [
    "I överenskommelsen för 2011 kom parterna överens om att ge 3 miljoner kronor.",
    "Regeringen avser att avsätta 10 000 000 kronor för samma ändamål 2013.",
    "För 2013 beräknas 2 miljoner kronor för uppdraget.",
    "Regeringen föreslår att 30 miljoner kronor tillförs.",
    "Medlen är 500 miljoner kronor per år mellan åren 2015 och 2018.",
    "Från och med 2010 avsätts 1 000 000 000 kronor årligen.",
    "Under 2011 avsattes 5 mnkr.",
    "Om kostnaderna överstiger 22 000 miljoner kronor delas de lika.",
]


@pytest.mark.parametrize(
    ("text", "role"),
    [(text, "total") for text in TOTALS]
    + [(text, "allocation") for text in ALLOCATIONS]
    + [(text, "reference") for text in REFERENCES],
)
def test_roles_of_a_lone_sum(text: str, role: str) -> None:
    assert [amount.role for amount in amounts_of(text)] == [role]


def tree(text: str) -> list[tuple[str, int | None, str | None]]:
    """Each amount as its role, the index of its whole and the relation."""
    found = amounts_of(text)
    index = {amount.amount_id: number for number, amount in enumerate(found)}
    return [
        (a.role, index.get(a.parent_amount_id) if a.parent_amount_id else None, a.relation)
        for a in found
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Staten avsätter 10 mnkr, varav 6 mnkr till A och 4 mnkr till B.",
            [
                ("allocation", None, None),
                ("component", 0, "varav"),
                ("component", 0, "varav"),
            ],
        ),
        (
            "Staten avsätter 10 mnkr. Av dessa ska 6 mnkr gå till A. Resterande 4 mnkr går till B.",
            [
                ("allocation", None, None),
                ("component", 0, "av dessa"),
                ("component", 0, "resterande"),
            ],
        ),
        (  # av dessa medel divides the part stated last, not the first sum
            "Staten avsätter 140 mnkr varav 122 mnkr till A. Av dessa medel ska 60 mnkr gå till "
            "B. Resterande 62 mnkr går till C. SKL tilldelas 18 mnkr.",
            [
                ("allocation", None, None),
                ("component", 0, "varav"),
                ("component", 1, "av dessa"),
                ("component", 1, "resterande"),
                ("allocation", None, None),
            ],
        ),
        (  # what a party puts up of the total is its whole share
            "Totalt uppgår överenskommelsen till 326 mnkr, varav regionerna står för 100 mnkr "
            "och staten för 226 mnkr.",
            [("total", None, None), ("total", 0, "varav"), ("total", 0, "varav")],
        ),
        (
            "Överenskommelsen omfattar 300 mnkr. Av dessa avsätts 200 mnkr till regionerna, varav "
            "30 mnkr för glesbygd, respektive 100 mnkr till kommunerna. Dessutom avsätts 5 mnkr.",
            [
                ("total", None, None),
                ("component", 0, "av dessa"),
                ("component", 1, "varav"),
                ("component", 0, "av dessa"),
                ("allocation", None, None),
            ],
        ),
        (
            "Av de 140 miljoner kronorna ska 60 miljoner gå till A och 80 miljoner till B.",
            [
                ("allocation", None, None),
                ("component", 0, "av dessa"),
                ("component", 0, "av dessa"),
            ],
        ),
        (
            "Staten avsätter 9 mnkr för området. Medlen fördelas enligt följande:\n"
            "- 5 mnkr till landstingen,\n- 4 mnkr till SKL.",
            [
                ("allocation", None, None),
                ("component", 0, "fördelas"),
                ("component", 0, "fördelas"),
            ],
        ),
        (
            "Satsningen är 500 mnkr och delas upp i två utbetalningar, varav 300 mnkr 2012 och "
            "200 mnkr 2013.",
            [
                ("allocation", None, None),
                ("component", 0, "varav"),
                ("component", 0, "varav"),
            ],
        ),
        (  # appropriations that share a cost stated before
            "Verket får använda högst 600 tkr. Kostnaden ska belasta anslag 7:1, anslagspost 18 "
            "med 400 tkr och anslagspost 2 med 200 tkr.",
            [
                ("allocation", None, None),
                ("component", 0, "fördelas"),
                ("component", 0, "fördelas"),
            ],
        ),
        (  # a part keeps its whole also where it is the greater one: checks tell that
            "Staten avsätter 7,5 mnkr, varav 9 mnkr till A. Medlen fördelas med 8 mnkr till B.",
            [("allocation", None, None), ("component", 0, "varav"), ("component", 0, "fördelas")],
        ),
        (
            "Staten avsätter 7 000 000 kronor, varav 20 000 000 ska gå till A.",
            [("allocation", None, None), ("component", 0, "varav")],
        ),
        (  # a list is introduced also by a sentence with a full stop
            "Staten avsätter 9 mnkr. Medlen fördelas enligt nedan.\n"
            "- 5 mnkr till landstingen\n- 6 mnkr till SKL",
            [
                ("allocation", None, None),
                ("component", 0, "fördelas"),
                ("component", 0, "fördelas"),
            ],
        ),
        (  # no item of a list is the whole of the next one
            "Medlen fördelas enligt följande:\n- 9 mnkr till landstingen\n- 6 mnkr till SKL",
            [("allocation", None, None), ("allocation", None, None)],
        ),
        (  # parts behind varav need not be all
            "Staten avsätter 9 mnkr till området, varav:\n- 5 mnkr till A\n- 2 mnkr till B",
            [("allocation", None, None), ("component", 0, "varav"), ("component", 0, "varav")],
        ),
        (  # a sum for each of many cannot be added up
            "Staten avsätter 5 mnkr. Bidraget är 10 000 kronor per plats.",
            [("allocation", None, None), ("component", None, None)],
        ),
    ],
)
def test_wholes_and_parts(text: str, expected: list[tuple[str, int | None, str | None]]) -> None:
    assert tree(text) == expected


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("För 2011 avsätts 3 mnkr.", [2011]),
        ("Regeringen avsätter 2013 totalt 3 mnkr.", [2013]),
        (
            "Verket får använda 2 mnkr under 2019, 1 mnkr under 2020 och 1 mnkr 2021.",
            [2019, 2020, 2021],
        ),
        ("För 2012 och 2013 avsätts 5 respektive 6 mnkr.", [2012, 2013]),
        ("För 2012 avsätts 5 mnkr, för 2013 6 mnkr och för 2014 7 mnkr.", [2012, 2013, 2014]),
        ("Under 2012 får SKL 5 mnkr och under 2013 högst 6 mnkr till stödet.", [2012, 2013]),
        ("Staten ger 5 mnkr (2012), 6 mnkr (2013) och 7 mnkr (för 2014).", [2012, 2013, 2014]),
        ("Staten ger 5 mnkr för 2012 och 6 mnkr för 2013.", [2012, 2013]),
        ("Medlen, 3 mnkr, rekvireras senast den 1 december 2013.", [2012]),
        ("Regeringen avsätter 3 mnkr enligt förordning 2015:208.", [2012]),
        ("Regeringen avser att avsätta 3 mnkr fram till och med 2014.", [None]),
    ],
)
def test_budget_year(text: str, years: list[int | None]) -> None:
    assert [amount.year for amount in amounts_of(text)] == years


@pytest.mark.parametrize(
    ("text", "recipient", "purpose"),
    [
        ("För arbetet med register avsätts 3 mnkr.", None, "För arbetet med register"),
        ("Staten ger 3 mnkr, varav 1 mnkr skall gå till arbetet med råd.", None, None),
        ("SKL tilldelas 3 mnkr för att samordna arbetet.", "skr", "för att samordna arbetet"),
        ("Staten avsätter 3 mnkr till landstingen.", "regionerna", None),
        ("Regeringen beviljar Socialstyrelsen 3 mnkr.", "socialstyrelsen", None),
        ("Till regionerna avsätts 3 mnkr.", "regionerna", None),
    ],
)
def test_recipient_and_purpose(text: str, recipient: str | None, purpose: str | None) -> None:
    amount = amounts_of(text)[0]
    assert (amount.recipient, amount.purpose) == (recipient, purpose)


def test_purpose_of_a_part() -> None:
    whole, part = amounts_of("Staten ger 3 mnkr, varav 1 mnkr skall gå till arbetet med råd.")
    assert (whole.purpose, part.purpose) == (None, "till arbetet med råd")


@pytest.mark.parametrize(
    "text",
    [
        "Medlen uppgår till 326 00000 kronor.",
        "Staten avsätter 140 0000 000 kronor till A.",
        "Satsningen omfattar 900 000 00 kr.",
    ],
)
def test_badly_grouped_digits_do_not_vanish(text: str) -> None:
    read = document(text)
    passages = find_passages(read, ())
    assert find_amounts(read, (), passages, (), HEADER, (), RULES) == ()
    assert len(unread_amounts(read, (), passages, RULES)) == 1


def test_what_reads_in_two_ways_gives_a_finding_and_no_amount() -> None:
    read = document("Bidraget är 2.385 miljoner kronor.")
    passages = find_passages(read, ())
    assert find_amounts(read, (), passages, (), HEADER, (), RULES) == ()
    (doubt,) = unread_findings(unread_amounts(read, (), passages, RULES))
    assert doubt.code == "amount_ambiguous"
    assert "2.385 miljoner kronor" in doubt.message


def test_a_sum_in_the_title_is_the_total_wherever_it_is_stated_again() -> None:
    read = document("Närmare 1,7 miljarder till vården\nRegeringen satsar 1,67 miljarder kronor.")
    found = find_amounts(read, (), find_passages(read, ()), (), HEADER, (), RULES)
    assert [(a.role, a.bound) for a in found] == [("total", "approx"), ("total", None)]


def test_the_largest_sum_is_the_total_where_nothing_is_called_so() -> None:
    text = "Inom ramen för överenskommelsen avsätts 9 mnkr.\nSKL får 2 mnkr."
    assert [a.role for a in amounts_of(text)] == ["total", "allocation"]
    other = replace(HEADER, doc_type="uppdrag")
    assert [a.role for a in amounts_of(text, other)] == ["allocation", "allocation"]
