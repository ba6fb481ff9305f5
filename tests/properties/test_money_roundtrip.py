"""Money written in every supported form is read back with the same value and resolution."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.extract.amounts.mentions import MoneyMention, find_money, money_grammar
from pipeline.model import Unit
from pipeline.rulebook import load_rulebook
from pipeline.values.money import FACTORS, read_money

GRAMMAR = money_grammar(load_rulebook()["money"])
SPACES = [" ", "\u00a0", "\u202f", "\u2009"]
WORDS: dict[Unit, list[str]] = {
    "kr": ["kronor", "kr", "SEK", "svenska kronor", "Kronor"],
    "tkr": ["tkr", "tusen kronor", "kkr", "Tkr"],
    "mnkr": ["miljoner kronor", "mnkr", "Mkr", "milj. kr", "MSEK", "miljoner SEK"],
    "mdkr": ["miljarder kronor", "mdkr", "mdr kronor", "miljarder SEK"],
}
ONES = "noll ett två tre fyra fem sex sju åtta nio tio elva tolv tretton fjorton femton sexton"
ONES += " sjutton arton nitton"
TENS = "tjugo trettio fyrtio femtio sextio sjuttio åttio nittio"
LEADS = ["Staten avsätter ", "Bidraget är högst ", "(", "Kostnaden är totalt ", "varav ", ""]
TAILS = [" för ändamålet.", ", varav hälften nu.", ")", ".", "", " under 2024 och 2025", "\n"]


def grouped(number: int, separator: str) -> str:
    return f"{number:,}".replace(",", separator)


def in_words(number: int) -> str:
    """Numbers below a thousand, as they are spelled in one word."""
    ones, tens = ONES.split(), TENS.split()
    if number >= 100:
        rest = in_words(number % 100) if number % 100 else ""
        return (ones[number // 100] if number >= 200 else "ett") + "hundra" + rest
    if number >= 20:
        return tens[number // 10 - 2] + (ones[number % 10] if number % 10 else "")
    return ones[number]


def only(text: str) -> MoneyMention:
    (mention,), refused = find_money(text, GRAMMAR)
    assert refused == ()
    return mention


units = st.sampled_from(list(WORDS))
leads, tails = st.sampled_from(LEADS), st.sampled_from(TAILS)


@settings(max_examples=150, deadline=None)
@given(st.integers(1, 10**9 - 1), units, st.sampled_from([" ", "."]), leads, tails, st.data())
def test_whole_numbers(
    number: int, unit: Unit, separator: str, lead: str, tail: str, data: st.DataObject
) -> None:
    if unit in ("mnkr", "mdkr"):
        number = number % 99_999 + 1
    ambiguous = separator == "." and unit in ("mnkr", "mdkr") and 1000 <= number < 10**6
    written = grouped(number, " " if ambiguous else separator)
    word = data.draw(st.sampled_from(WORDS[unit]))
    money = only(f"{lead}{written} {word}{tail}").money
    assert money.value_sek == number * FACTORS[unit]
    assert money.resolution_sek == FACTORS[unit]
    assert money.unit == unit


@settings(max_examples=150, deadline=None)
@given(
    st.integers(0, 99_999), st.integers(1, 4), st.sampled_from(["mnkr", "mdkr"]), leads, st.data()
)
def test_decimals_keep_their_resolution(
    whole: int, places: int, unit: Unit, lead: str, data: st.DataObject
) -> None:
    decimals = data.draw(st.integers(0, 10**places - 1))
    written = f"{grouped(whole, ' ')},{decimals:0{places}d}"
    word = data.draw(st.sampled_from(WORDS[unit]))
    money = only(f"{lead}{written} {word}.").money
    assert money.value_sek == (whole + Decimal(decimals).scaleb(-places)) * FACTORS[unit]
    assert money.resolution_sek == FACTORS[unit].scaleb(-places)


@settings(max_examples=100, deadline=None)
@given(st.integers(1, 999), st.sampled_from(["tkr", "mnkr", "mdkr"]), leads, tails)
def test_words(number: int, unit: Unit, lead: str, tail: str) -> None:
    money = only(f"{lead}{in_words(number)} {WORDS[unit][1 if unit == 'tkr' else 0]}{tail}").money
    assert money.value_sek == number * FACTORS[unit]
    assert money.resolution_sek == FACTORS[unit]


@settings(max_examples=100, deadline=None)
@given(st.integers(1, 10**12), st.sampled_from(SPACES))
def test_any_space_groups(number: int, space: str) -> None:
    money = read_money(grouped(number, space), "kr")
    assert (money.value_sek, money.resolution_sek) == (number, 1)


@settings(max_examples=100, deadline=None)
@given(st.integers(10**6, 10**9 - 1), st.integers(0, 10))
def test_a_stray_space_in_any_place_is_healed(number: int, at: int) -> None:
    written = grouped(number, " ")
    at = 1 + at % (len(written) - 1)
    if " " in written[at - 1 : at + 1]:
        return
    assert read_money(written[:at] + " " + written[at:], "kr").value_sek == number


@settings(max_examples=100, deadline=None)
@given(
    st.integers(1, 400),
    st.integers(1, 500),
    st.sampled_from([("mellan ", " och "), ("", "–"), ("från ", " till "), ("", "-")]),
    st.sampled_from(["mnkr", "mdkr"]),
)
def test_ranges_state_both_ends(low: int, more: int, form: tuple[str, str], unit: Unit) -> None:
    high = low + more
    text = f"Kostnaden är {form[0]}{low}{form[1]}{high} {WORDS[unit][0]}."
    mentions, _ = find_money(text, GRAMMAR)
    factor = FACTORS[unit]
    assert [(m.money.value_sek, m.bound) for m in mentions] == [
        (low * factor, "min"),
        (high * factor, "max"),
    ]


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.integers(1, 999), min_size=2, max_size=4), st.sampled_from(["och", "respektive"])
)
def test_sums_that_share_a_unit(numbers: list[int], link: str) -> None:
    if len(numbers) == 2:
        link = "respektive"
    text = f"De får {', '.join(map(str, numbers[:-1]))} {link} {numbers[-1]} miljoner kronor."
    mentions, _ = find_money(text, GRAMMAR)
    assert [m.money.value_sek for m in mentions] == [n * FACTORS["mnkr"] for n in numbers]


COUNTED = ["invånare", "begrepp", "besök", "procent", "euro", "dollar", "patienter", "platser"]
PHRASES = [
    "Det finns {} {}.",
    "Av dessa är {} {} nya.",
    "Antalet är {} {} enligt punkt 3.4.",
    "Drygt {} {} räknades den 1 mars 2012.",
]


@settings(max_examples=200, deadline=None)
@given(
    st.integers(1, 10**7),
    st.sampled_from(["", "miljoner "]),
    st.sampled_from(COUNTED),
    st.sampled_from(PHRASES),
)
def test_what_is_counted_is_no_money(number: int, unit: str, noun: str, phrase: str) -> None:
    assert find_money(phrase.format(grouped(number, " "), unit + noun), GRAMMAR) == ((), ())
