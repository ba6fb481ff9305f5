"""What changed from one agreement to another, on the terminal or as JSON."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from rich.console import Console
from rich.table import Table
from rich.text import Text

from pipeline.model import Agreement
from pipeline.reconcile.comparison import Change, ChangeKind, Comparison, Entry
from pipeline.report.wording import Language, Wording, kronor

_LABELS: Mapping[str, tuple[str, str]] = {
    "total": ("Angiven summa", "Stated total"),
    "state_total": ("varav staten", "of which the state"),
    "line_items": ("Poster", "Line items"),
    "appropriations": ("Anslagsposter", "Appropriations"),
    "before": ("Före, kr", "Before, SEK"),
    "after": ("Efter, kr", "After, SEK"),
    "difference": ("Skillnad, kr", "Difference, SEK"),
    "percent": ("%", "%"),
    "earlier": ("tidigare", "earlier"),
    "added": ("tillkom", "added"),
    "dropped": ("utgick", "dropped"),
    "changed": ("ändrades", "changed"),
    "same": ("oförändrade", "unchanged"),
    "none": ("inga", "none"),
}
_MARKS: Mapping[ChangeKind, tuple[str, str]] = {
    "added": ("+", "green"),
    "dropped": ("−", "red"),
    "changed": ("≠", "bold"),
    "same": ("=", "dim"),
}
_TENTH = Decimal("0.1")


def print_comparison(
    before: Agreement, after: Agreement, comparison: Comparison, words: Wording, console: Console
) -> None:
    """Both titles, the totals, then line items and appropriations side by side."""
    console.print(Text("A  ", style="dim").append(_name(before, words), style="bold not dim"))
    console.print(Text("B  ", style="dim").append(_name(after, words), style="bold not dim"))
    totals = [_with_label(change, words.language) for change in comparison.totals]
    console.print(_table(totals, words.language))
    for key in ("line_items", "appropriations"):
        changes: Sequence[Change] = getattr(comparison, key)
        title = Text(f"\n{_label(key, words.language)}: ", style="bold")
        console.print(title.append(_counts(changes, words.language), style="not bold"))
        if changes:
            console.print(_table(changes, words.language))


def comparison_json(before: Agreement, after: Agreement, comparison: Comparison) -> str:
    """The same as JSON, amounts as text in SEK."""
    told = {
        "before": before.document.source.file_name,
        "after": after.document.source.file_name,
        **{
            key: [_as_json(change) for change in getattr(comparison, key)]
            for key in ("totals", "line_items", "appropriations")
        },
    }
    return json.dumps(told, ensure_ascii=False, indent=2)


def _label(key: str, language: Language) -> str:
    swedish, english = _LABELS[key]
    return swedish if language == "sv" else english


def _name(agreement: Agreement, words: Wording) -> str:
    title = agreement.facts.header.title or words["no_title"]
    return f"{title} ({agreement.document.source.file_name})"


def _with_label(change: Change, language: Language) -> Change:
    """A total, called what the reader calls it."""
    return Change(*(_named(entry, language) for entry in (change.before, change.after)))


def _named(entry: Entry | None, language: Language) -> Entry | None:
    if entry is None:
        return None
    return Entry(_label(entry.label, language), "", entry.value_sek, 0, is_total=True)


def _counts(changes: Iterable[Change], language: Language) -> str:
    counts = Counter(change.kind for change in changes)
    told = [f"{counts[kind]} {_label(kind, language)}" for kind in _MARKS if counts[kind]]
    return ", ".join(told) or _label("none", language)


def _table(changes: Sequence[Change], language: Language) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
    table.add_column("")
    table.add_column("", ratio=1)
    for key in ("before", "after", "difference", "percent"):
        table.add_column(_label(key, language), justify="right", no_wrap=True)
    for change in changes:
        table.add_row(*_cells(change, language), style=_MARKS[change.kind][1])
    return table


def _cells(change: Change, language: Language) -> tuple[Text, ...]:
    mark, _ = _MARKS[change.kind]
    before = change.before.value_sek if change.before else None
    after = change.after.value_sek if change.after else None
    difference = "" if change.kind == "same" else signed(change.difference_sek)
    figures = (kronor(before), kronor(after), difference, _percent(change))
    return (Text(mark), Text(_what(change, language)), *map(Text, figures))


def _what(change: Change, language: Language) -> str:
    """The label as it is now, indented below its chapter, and what it was called before."""
    now = change.after or change.before
    assert now is not None
    text = "  " * (now.level - 1) + now.title
    old = change.before
    if old is not None and change.after is not None and old.title != now.title:
        text += f" ({_label('earlier', language)}: {old.title})"
    return text


def signed(value: Decimal | None) -> str:
    """An amount with its sign, as in `+5 000` or `−90 000`."""
    if value is None:
        return ""
    return f"+{kronor(value)}" if value > 0 else kronor(value)


def _percent(change: Change) -> str:
    if change.percent is None or change.kind == "same":
        return ""
    rounded = change.percent.quantize(_TENTH)
    text = f"{rounded:+.1f}" if abs(rounded) < 1000 else f"{rounded:+.0f}"
    return text.replace(".", ",").replace("-", "−")


def _as_json(change: Change) -> dict[str, object]:
    percent = None if change.percent is None else f"{change.percent:.2f}"
    difference = None if change.difference_sek is None else f"{change.difference_sek:.2f}"
    return {
        "change": change.kind,
        "before": _entry_json(change.before),
        "after": _entry_json(change.after),
        "difference_sek": difference,
        "percent": percent,
    }


def _entry_json(entry: Entry | None) -> dict[str, object] | None:
    if entry is None:
        return None
    value = None if entry.value_sek is None else f"{entry.value_sek:.2f}"
    return {
        "label": entry.label,
        "code": entry.code,
        "section_number": entry.section_number,
        "recipient": entry.recipient,
        "value_sek": value,
    }
