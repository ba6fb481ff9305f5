"""Lines of plain text that can be rows of a table: a label, and a figure parted from it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from pipeline.read.sentence_ends import ends_open
from pipeline.read.text.list_markers import bullet_of

_NUMBER = r"[-−–]?\d{1,3}(?:[ \u00a0\u202f\u2009.]\d{3})+(?:,\d+)?|[-−–]?\d+(?:[.,]\s?\d+)?"
_UNIT = (
    r"(?:kr|kronor|sek|tkr|mnkr|mkr|mdkr|msek|tsek|mdr|%|procent"
    r"|(?:tusen|miljon(?:er)?|miljarder?)(?: kr(?:onor)?)?)\.?"
)
_FIGURE = re.compile(rf"(?:{_NUMBER})(?:\s?{_UNIT})?\*?", re.IGNORECASE)
_TRAILING = re.compile(
    rf"(?P<label>.*?\S)\s+(?P<figure>(?:{_NUMBER})(?:\s{_UNIT})?)", re.IGNORECASE
)
# Letters that scanning or typing has left where a sum's digits ought to stand: `326 OOO 000`.
_GARBLED = (
    r"(?-i:(?=[OoIl|]{0,2},?\d)(?=[^OoIl|]*[OoIl|])[\dOoIl|]{1,3}(?:[ \u00a0.]?[\dOoIl|]{3})*"
    r"(?:,[\dOoIl|]{1,3})?)"
)
_GARBLED_TOTAL = re.compile(
    rf"(?P<label>.*?\S)\s+(?P<figure>(?:{_GARBLED})(?:\s{_UNIT})?)", re.IGNORECASE
)
# A sum of thousands inside a row, with its recipient behind it.
_INNER = re.compile(
    r"(?P<label>.*?[^\W\d].*?)\s+(?P<figure>\d{1,3}(?:[ \u00a0\u202f\u2009]\d{3})+)\s+"
    r"(?P<rest>[A-ZÅÄÖ][^.:;]*)"
)
_LONE = re.compile(
    rf"\s*(?P<figure>(?:{_NUMBER})(?:\s?{_UNIT})?)(?:\s+(?P<rest>[A-ZÅÄÖ][^.:;\d]*?))?\s*",
    re.IGNORECASE,
)
# Words before a number that make it anything but a sum.
_NO_SUM = re.compile(
    r"(?:(?<!\w)(?:kl\.?|kap(?:itel|\.)?|punkt(?:en)?|avsnitt|nr|nummer|sid(?:a|an)?|artikel|"
    r"anslag(?:et|sposten|spost)?|(?:del)?post(?:en)?|ap\.?|utgiftsområde|bilaga|steg|block|nivå|fas|år|åren|varav|jan\w*|feb\w*|mars|april|maj|juni|juli|aug\w*|"
    r"sep\w*|okt\w*|nov\w*|dec\w*|§+|figur|tabell|tel\w*|dnr)|[:/–(-])\s*$",
    re.IGNORECASE,
)
_TOTAL = re.compile(
    r"(?<!\w)(?:(?:del|slut|total|års)?summa|summa ?totalt?|totalt?|sammanlagt)(?!\w)",
    re.IGNORECASE,
)
_HEADING_UNIT = re.compile(
    r"(?<!\w)(?:kr|kronor|sek|tkr|mnkr|mkr|mdkr|msek|tsek|miljoner|tusental|belopp|summa|kostnad"
    r"|budget|medel|bidrag|ersättning)(?!\w)",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_MONEYLIKE = re.compile(
    r"\d[ \u00a0\u202f\u2009.]\d{3}|\d,\d|\d\s?(?:kr|mkr|tkr|mn)", re.IGNORECASE
)
_PARTING = re.compile(r"\s*(?:\.{4,}|…{2,}|(?: \.){4,}|_{4,})\s*|\s{2,}|\t")
# No line that is set to both margins has gaps this wide before a sum.
_CERTAIN_PARTING = re.compile(r"\t|\S {4,}\d{1,3}(?:[ \u00a0\u202f\u2009.]\d{3})+(?: {2,}|\s*$)")
_DIGIT = re.compile(r"\d")
_LEADERS = re.compile(r"\.{4,}|…{2,}|(?: \.){4,}|_{4,}")
_SENTENCE_END = re.compile(r"[^\W\d_][^\W\d_][.!?] [A-ZÅÄÖ]")
# `… avsätts 125 miljoner kronor.` closes a sentence; `kr.` and `milj.` are but abbreviated.
_CLOSING_SENTENCE = re.compile(r"(?:kronor|miljon(?:er)?|miljarder?|procent|%)\.$", re.IGNORECASE)
# A dash before a row that is part of the row above: `- varav register      12 000`.
_DASH = re.compile(r"[-–•]\s+(?=[^\W\d])")
_WIDE_FIGURE = re.compile(rf"\S(?: {{3,}}|\t)\s*(?:{_NUMBER})(?:\s?{_UNIT})?\s*$", re.IGNORECASE)
_LONGEST, _LONGEST_PARTED, _LONGEST_PHRASE = 160, 600, 50


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A line as cells: (start, end) in its raw text. `figures` are the indices of those that
    hold figures; `spaced` tells that more than a single space parts the cells."""

    raw: str
    cells: tuple[tuple[int, int], ...]
    figures: tuple[int, ...]
    spaced: bool

    @property
    def texts(self) -> list[str]:
        return [self.raw[start:end] for start, end in self.cells]

    @property
    def label(self) -> str:
        return self.texts[0]

    @property
    def all_years(self) -> bool:
        """Whether the figures are years, as in a table's head."""
        return all(_YEAR.fullmatch(self.texts[index]) for index in self.figures)

    @property
    def is_moneylike(self) -> bool:
        return any(is_moneylike(self.texts[index]) for index in self.figures)


def names_total(text: str) -> bool:
    """Whether a text says that a sum of other rows stands here."""
    return bool(_TOTAL.search(text))


def names_unit(text: str) -> bool:
    """Whether a text is the heading of a column of sums."""
    return bool(_HEADING_UNIT.search(text))


def is_figure(text: str) -> bool:
    """Whether a text is a figure and nothing else."""
    return bool(_FIGURE.fullmatch(text))


def lone_figure(raw: str) -> tuple[tuple[int, int], ...] | None:
    """The cells of a line that holds a figure alone, or with its recipient behind it, and no
    label; None for any other."""
    match = None if _YEAR.fullmatch(raw.strip()) else _LONE.fullmatch(raw)
    if match is None:
        return None
    return tuple(match.span(name) for name in ("figure", "rest") if match[name])


def is_moneylike(text: str) -> bool:
    """Whether a figure is written as sums are: with thousands, decimals or a unit."""
    return bool(_MONEYLIKE.search(text))


@lru_cache(maxsize=1024)  # a line is asked about by itself, and for the lines beside it
def figure_row(raw: str) -> FigureRow | None:
    """The line as a row of a table, None where it cannot be one."""
    if not _DIGIT.search(raw) or len(" ".join(raw.split())) > _longest(raw):
        return None
    if _leads_to_page(raw) or (bullet_of(raw) and not _is_dashed_row(raw)):
        return None
    cells = _with_whole_label(raw, spaced_cells(raw))
    texts = [raw[start:end] for start, end in cells]
    figures = tuple(i for i, text in enumerate(texts) if i and _FIGURE.fullmatch(text))
    if figures and re.search(r"[^\W\d]", texts[0]) and not _is_prose(texts[0]):
        return FigureRow(raw, cells, figures, spaced=True)
    return _single_spaced(raw)


def _leads_to_page(raw: str) -> bool:
    """Whether dots lead from a title to what can be the number of a page, not to a sum."""
    dots = list(_LEADERS.finditer(raw))
    return bool(dots) and not is_moneylike(raw[dots[-1].end() :])


def _is_dashed_row(raw: str) -> bool:
    """Whether a line that begins as a list item does ends in a figure set far apart from it."""
    return bool(_DASH.match(raw) and _WIDE_FIGURE.search(raw))


def spaced_cells(raw: str) -> tuple[tuple[int, int], ...]:
    """The stretches of a line that runs of spaces or tabs part."""
    bounds: list[tuple[int, int]] = []
    start = 0
    for match in _PARTING.finditer(raw):
        bounds.append((start, match.start()))
        start = match.end()
    bounds.append((start, len(raw)))
    return tuple(bound for bound in bounds if raw[slice(*bound)].strip())


def _longest(raw: str) -> int:
    """A tab or a wide gap parts cells for certain, hence the row may be longer."""
    return _LONGEST_PARTED if _CERTAIN_PARTING.search(raw) else _LONGEST


def _with_whole_label(raw: str, cells: tuple[tuple[int, int], ...]) -> tuple[tuple[int, int], ...]:
    """The cells with a `delsumma` that stands in a column of its own put to the label."""
    if len(cells) > 2 and _TOTAL.fullmatch(raw[slice(*cells[1])]):
        return ((cells[0][0], cells[1][1]), *cells[2:])
    return cells


def _is_prose(label: str) -> bool:
    """A long label that holds the end of a sentence: justified type, and no table."""
    return len(label) > _LONGEST_PHRASE and bool(_SENTENCE_END.search(label))


def _single_spaced(raw: str) -> FigureRow | None:
    match = _garbled_total(raw) or _INNER.fullmatch(raw) or _TRAILING.fullmatch(raw)
    if match is None:
        return None
    label, figure = match["label"], match["figure"]
    if (
        not re.search(r"[^\W\d]", label)
        or _is_prose(label)
        or _NO_SUM.search(label)
        or (ends_open(label) and not _TOTAL.fullmatch(label))
    ):
        return None
    if _YEAR.fullmatch(figure) or _CLOSING_SENTENCE.search(figure):
        return None
    cells = [match.span(name) for name in match.re.groupindex]
    return FigureRow(raw, tuple(cells), (1,), spaced=False)


def _garbled_total(raw: str) -> re.Match[str] | None:
    """A line that says that a sum stands here, behind which one stands that cannot be read."""
    match = _GARBLED_TOTAL.fullmatch(raw)
    return match if match and names_total(match["label"]) else None
