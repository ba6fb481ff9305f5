"""What a document is: its type, title, year, reference numbers and stated totals."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import cast

from pipeline.extract.header.totals import grand_total, state_share, stated_state_share
from pipeline.model import (
    Amount,
    Block,
    DocType,
    Document,
    Header,
    LineItem,
    Section,
)
from pipeline.rulebook import Rulebook, RuleSet

_OPENING = 3  # paragraphs of running text that may hold the operative sentence
_SENTENCES = 12  # paragraphs among which an agreement's full name may stand
_LONGEST_TITLE = 300
_PROSE = 60
_NAMED_BY_YEAR = ("överenskommelse", "tilläggsöverenskommelse", "regeringsbeslut")


def describe(document: Document, sections: Sequence[Section], rules: Rulebook) -> Header:
    """The header without the grand total, which `with_totals` adds once amounts are known.

    `state_total_sek` already holds the state's share where a sentence sets it apart from the
    other party's.
    """
    own = rules["header"]
    page = _title_page(document, sections, own)
    title = _title(document, page, own)
    doc_type = _doc_type(document, page, title, own)
    share = stated_state_share(document, own, rules["tables"])
    year = _year(document, sections, page, title, doc_type, own)
    return Header(doc_type, title, year, _references(document, page, own), None, share)


def with_totals(
    header: Header, amounts: Sequence[Amount], line_items: Sequence[LineItem], rules: Rulebook
) -> Header:
    """The header with the stated grand total, and the state's share of it if there is one."""
    total = grand_total(header.year, amounts, line_items, rules["header"])
    share = state_share(header.state_total_sek, total, line_items, rules["header"])
    return replace(header, total_sek=total, state_total_sek=share)


# The title page


def _title_page(
    document: Document, sections: Sequence[Section], rules: RuleSet
) -> tuple[Block, ...]:
    """The short blocks before the first section or, without sections, before the text."""
    end = sections[0].where.span.start if sections else len(document.text)
    page: list[Block] = []
    for block in document.blocks:
        if block.span.start >= end or block.kind in ("contents", "table"):
            break
        if not sections and _is_prose(document, block):
            break
        if block.kind == "paragraph" and not _is_prose(document, block):
            page.append(block)
    return tuple(page)


def _is_prose(document: Document, block: Block) -> bool:
    text = _text(document, block)
    return len(text) > _PROSE and text[-1] in ".!?:" and not block.markup_level


def _text(document: Document, block: Block) -> str:
    return document.text[block.span.start : block.span.end].strip()


def _title(document: Document, page: Sequence[Block], rules: RuleSet) -> str | None:
    """The most prominent line of the title page, else the name in a first sentence."""
    candidates = [b for b in page if _may_be_title(_text(document, b), rules)]
    if candidates:
        best = max(candidates, key=_prominence)  # the first of equals
        return _bare_title(_with_first_line(document, page, best), rules)
    for block in document.blocks[:_SENTENCES]:
        match = rules["title_sentence"].pattern.match(_text(document, block))
        if match:
            return str(match["title"])
    return None


def _with_first_line(document: Document, page: Sequence[Block], best: Block) -> str:
    """The title with the line that it goes on from: `ÖVERENSKOMMELSE`, `mellan staten och …`."""
    text, place = _text(document, best), page.index(best)
    begins = text[0].islower() and place > 0
    return f"{_text(document, page[place - 1])} {text}" if begins else text


def _may_be_title(text: str, rules: RuleSet) -> bool:
    return 3 < len(text) <= _LONGEST_TITLE and not rules["no_title"].pattern.match(text)


def _prominence(block: Block) -> tuple[float, float, bool]:
    depth = float(block.markup_level) if block.markup_level else 99.0
    return (block.style.size or 0.0, -depth, block.style.bold)


def _bare_title(text: str, rules: RuleSet) -> str | None:
    """The title without the subtitle or the reference number that the source glued to it."""
    label = rules["reference_label"].pattern.search(text)
    text = (text[: label.start()] if label else text).strip(" –-")
    both = rules["title_and_subtitle"].pattern.match(text)
    return (both["title"] if both else text) or None


# The type


def _doc_type(
    document: Document, page: Sequence[Block], title: str | None, rules: RuleSet
) -> DocType:
    texts = {
        "title": [*([title] if title else []), *(_text(document, block) for block in page)],
        "opening": list(_opening(document, page)),
        "body": [document.text],
    }
    for rule in rules:
        found = rule.value("doc_type")
        if found and any(rule.pattern.search(t) for t in texts[str(rule.value("where"))]):
            return cast(DocType, found)
    return "other"


def _opening(document: Document, page: Sequence[Block]) -> Iterator[str]:
    """The title page, and all blocks up to the first few paragraphs of running text."""
    yield from (_text(document, block) for block in page)
    prose = 0
    for block in document.blocks:
        if block.kind in ("contents", "table"):
            return
        prose += _is_prose(document, block)
        if prose > _OPENING:
            return
        yield _text(document, block)


# The year


def _year(
    document: Document,
    sections: Sequence[Section],
    page: Sequence[Block],
    title: str | None,
    doc_type: DocType,
    rules: RuleSet,
) -> int | None:
    """The year that the title of an agreement names, else the one most money is said to be for.

    Other documents name years of all kinds in their titles; there the money comes first.
    """
    in_title = _years_of_name(document, page, rules) or _years(title or "", rules, "year")
    named = next(iter(in_title)) if len(in_title) == 1 else None
    if doc_type in _NAMED_BY_YEAR and named is not None:
        return named
    votes: Counter[int] = Counter()
    for section in sections:
        for year in _years(section.title, rules, "year"):
            votes[year] += 3
    for name, weight in (("money_year", 3), ("period_year", 1)):
        for year, times in _years(document.text, rules, name).items():
            votes[year] += weight * times
    (best, most), (_, second) = [*votes.most_common(2), (0, 0), (0, 0)][:2]
    return best if most > max(second, 1) else named


def _years_of_name(document: Document, page: Sequence[Block], rules: RuleSet) -> Counter[int]:
    """The years on those lines of the title page that say that it is an agreement."""
    named = rules["type_agreement_title"].pattern
    lines = (_text(document, block) for block in page)
    return sum((_years(line, rules, "year") for line in lines if named.search(line)), Counter())


def _years(text: str, rules: RuleSet, rule: str) -> Counter[int]:
    return Counter(int(match["year"]) for match in rules[rule].pattern.finditer(text))


# Reference numbers


def _references(document: Document, page: Sequence[Block], rules: RuleSet) -> tuple[str, ...]:
    """The document's own numbers: on its title page, or on a line that begins with the label."""
    found: dict[str, None] = {}
    for block in page:
        for match in rules["reference"].pattern.finditer(_text(document, block)):
            found[match[0]] = None
    for block in document.blocks:
        text = _text(document, block)
        label = rules["reference_label"].pattern.match(text)
        if label and len(text) <= _LONGEST_TITLE:
            for match in rules["reference"].pattern.finditer(text, label.end()):
                found[match[0]] = None
    return tuple(found)
