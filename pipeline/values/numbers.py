"""Numbers as public Swedish writes them: grouped digits, decimals and words.

`read_number` is the only place that turns digits or number words into a `Decimal`. It keeps
what one unit of the last printed digit is worth, and refuses what can be read in two ways.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

_SPACES = re.compile(r"[\s\u00a0\u2000-\u200b\u202f\u205f\u3000]+")
_MINUS = re.compile(r"^[-−–‒]\s*(?=\d)")
_IN_THREES = re.compile(r"\d{1,3}(?:[., ]\d{3})+")
_WORD_SPLIT = re.compile(r"[ -]+")


class AmbiguousNumberError(ValueError):
    """The text is no number, or it can be read as more than one."""

    def __init__(self, text: str, reason: str) -> None:
        super().__init__(f"{text!r} is not a clear number: {reason}")
        self.text, self.reason = text, reason


@dataclass(frozen=True, slots=True)
class Number:
    """A number and its printed precision: `2,385` has the value 2.385 and the step 0.001."""

    value: Decimal
    step: Decimal


def read_number(text: str, *, counts_whole: bool = False) -> Number:
    """Read digits (`14 000 000`, `14.000.000`, `2,385`) or words (`tre`, `en halv`).

    `counts_whole` says that the unit behind the number is hardly ever split (kronor, tkr):
    then a lone dot before three digits parts thousands, where it would otherwise be refused.
    Raises AmbiguousNumberError.
    """
    clean = _SPACES.sub(" ", text).strip()
    if not clean:
        raise AmbiguousNumberError(text, "it is empty")
    if any(character.isdigit() for character in clean):
        return _read_digits(text, clean, counts_whole)
    return _read_words(text, clean)


def _read_digits(text: str, clean: str, counts_whole: bool) -> Number:
    body = _MINUS.sub("", clean)
    whole, decimals = _split_decimals(text, body, counts_whole)
    digits = "".join(_regroup(text, whole))
    step = Decimal(1).scaleb(-len(decimals))
    value = Decimal(f"{digits}.{decimals}" if decimals else digits)
    return Number(-value if body != clean else value, step)


def _split_decimals(text: str, body: str, counts_whole: bool) -> tuple[str, str]:
    """The part before and the part after the decimal sign; thousands signs become spaces."""
    commas, dots = body.count(","), body.count(".")
    if commas > 1:  # 14,000,000 cannot be a decimal
        return _in_threes(text, body), ""
    if commas:
        whole, _, decimals = body.partition(",")
        return whole.replace(".", " "), _checked_decimals(text, decimals.strip())
    if not dots:
        return body, ""
    head, _, tail = body.rpartition(".")
    if dots > 1 or " " in body or (len(tail) == 3 and counts_whole):
        return _in_threes(text, body), ""
    if len(tail) == 3:
        raise AmbiguousNumberError(text, "the dot may part thousands or decimals")
    return head, _checked_decimals(text, tail)


def _in_threes(text: str, body: str) -> str:
    """The number with its thousands signs as spaces, if they part groups of three."""
    if not _IN_THREES.fullmatch(body):
        raise AmbiguousNumberError(text, "its signs do not part groups of three digits")
    return body.replace(".", " ").replace(",", " ")


def _checked_decimals(text: str, decimals: str) -> str:
    if not decimals.isdecimal():
        raise AmbiguousNumberError(text, f"{decimals!r} cannot follow the decimal sign")
    return decimals


def _regroup(text: str, whole: str) -> list[str]:
    """The digits in groups of three from the right; a stray space inside a group is healed.

    `44 7 500 000` is 447 500 000: groups are filled from the right, and what is left over
    must fit the first one. `12 34` is refused, because no group may end up short or long.
    """
    chunks = whole.split(" ")
    if not all(chunk.isdecimal() for chunk in chunks):
        raise AmbiguousNumberError(text, "it holds more than digits")
    if len(chunks) == 1:
        return chunks
    groups, current = [], ""
    for chunk in reversed(chunks):
        current = chunk + current
        if len(current) > 3:
            raise AmbiguousNumberError(text, "its groups are not of three digits")
        if len(current) == 3:
            groups.append(current)
            current = ""
    if not groups:
        raise AmbiguousNumberError(text, "its groups are not of three digits")
    return [*([current] if current else []), *reversed(groups)]


_ONES = {
    word: number
    for number, word in enumerate(
        "noll en två tre fyra fem sex sju åtta nio tio elva tolv tretton fjorton femton sexton "
        "sjutton arton nitton".split()
    )
} | {"ett": 1, "aderton": 18}
_TENS = {
    word: 10 * number
    for number, word in enumerate(
        "tjugo trettio fyrtio femtio sextio sjuttio åttio nittio".split(), start=2
    )
}
_MULTIPLES = {"hundra": 100, "tusen": 1000}
_VOCABULARY = sorted([*_ONES, *_TENS, *_MULTIPLES], key=len, reverse=True)
_HALF = "halv"


def _read_words(text: str, clean: str) -> Number:
    """`tre`, `tjugofem`, `ett hundra femtio`, `en halv`, `två och en halv`.

    What is spelled with a closing `tusen` is counted in thousands.
    """
    words = [word for word in _WORD_SPLIT.split(clean.lower()) if word]
    half = words[-1] in (_HALF, "halvt")
    if half:
        words = words[:-1]
        if words[-1:] in (["en"], ["ett"]) and words[-2:-1] in ([], ["och"]):
            words = words[:-2]
    total = sum(_spelled(text, [word for word in words if word != "och"]))
    if half:
        return Number(Decimal(total) + Decimal("0.5"), Decimal("0.1"))
    return Number(Decimal(total), Decimal(1000 if clean.lower().endswith("tusen") else 1))


def _spelled(text: str, words: list[str]) -> list[int]:
    """The addends that spelled-out words stand for: `tvåhundra tjugofem` is 200 and 25."""
    parts = [part for word in words for part in _parts(text, word)]
    addends = [0]
    for part in parts:
        if part in _MULTIPLES:
            addends = _multiplied(addends, _MULTIPLES[part])
        else:
            addends.append(_ONES[part] if part in _ONES else _TENS[part])
    return addends


def _multiplied(addends: list[int], factor: int) -> list[int]:
    if factor == 1000:
        return [max(sum(addends), 1) * 1000]
    return [*addends[:-1], max(addends[-1], 1) * factor]


def _parts(text: str, word: str) -> list[str]:
    """A compound numeral as its parts, longest first: `tjugofem` is tjugo and fem."""
    parts = []
    while word:
        part = next((known for known in _VOCABULARY if word.startswith(known)), None)
        if part is None:
            raise AmbiguousNumberError(text, f"{word!r} is no number word")
        parts.append(part)
        word = word[len(part) :]
    return parts
