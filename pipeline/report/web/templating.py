"""Jinja2 set up for the report: everything escaped, and the few ways to write a value."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from pipeline.report.outcomes import is_clear, reservations
from pipeline.report.sentences import language_of, language_of_name, named, said
from pipeline.report.web.chart import Bar
from pipeline.report.web.marks import key_of
from pipeline.report.web.words import SiteWording
from pipeline.report.wording import kronor

FOLDER = Path(__file__).parent

# Nothing but the report's own files: no inline script or style, no network, no frames, no
# forms sent. `'self'` also holds for pages opened from a disk (tried in Chromium and Firefox).
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "base-uri 'none'; form-action 'none'"
)

_SIGNS = {"reconciled": "✓", "discrepancy": "✗", "unverifiable": "?", "quarantined": "!"}


def environment(words: SiteWording) -> Environment:
    """The templates with their filters; an unknown name in one is an error."""
    templates = Environment(
        loader=FileSystemLoader(FOLDER / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    templates.filters |= {
        "kronor": kronor,
        "millions": millions,
        "key": key_of,
        "pt": _points,
        "sign": _SIGNS.__getitem__,
        "of_year": _of_year,
        "capital": _capital,
        "day": _day,
        "sentence": _sentence,
        "reservations": reservations,
        "said": lambda sentence: said(sentence, words),
        "named": lambda label: named(label, words),
        "speech_of_name": lambda label: language_of_name(label, words),
        "speech": lambda sentence: language_of(sentence, words),
    }
    templates.globals |= {"w": words, "policy": POLICY, "is_clear": is_clear}
    return templates


def millions(value: Decimal) -> str:
    """Millions of kronor, with one decimal below a hundred if there is one."""
    rounded = value.quantize(Decimal("0.1") if value < 100 else Decimal(1))
    return kronor(rounded).removesuffix("0") if rounded % 1 else kronor(rounded)


def _sentence(text: str) -> str:
    return text if text.endswith((".", "?", "!")) else f"{text}."


def _points(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _of_year(bars: Iterable[Bar], year: int) -> str:
    return next((millions(bar.millions) for bar in bars if bar.year == year), "–")


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]


def _day(date: dt.date, precision: str) -> str:
    """A date as precise as the document gave it."""
    if precision == "year":
        return str(date.year)
    return f"{date:%Y-%m}" if precision != "day" else date.isoformat()
