"""What the page of one agreement shows, ready for its template."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from typing import TypeVar

from pipeline.model import Amount, Check, Deadline, LineItem, Responsibility, Section
from pipeline.report.recorded import RecordedAgreement, RecordedPage
from pipeline.report.repeated import Pair, pairs_in, repeated
from pipeline.report.web.cuttings import Cutting, cuttings_of
from pipeline.report.web.excerpts import Excerpt
from pipeline.report.web.marks import Mark, key_of, marks_of
from pipeline.report.web.pictures import Sizes
from pipeline.report.web.text_pages import TextBlock, text_blocks
from pipeline.report.web.words import SiteWording

K = TypeVar("K")
V = TypeVar("V")

_WORST_FIRST = ("mismatch", "unverifiable", "rounding", "match")
_SIGNS = {"match": "✓", "rounding": "≈", "mismatch": "✗", "unverifiable": "?"}
_RELATIONS = {"match": "=", "rounding": "≈", "mismatch": "≠", "unverifiable": "?"}


@dataclass(frozen=True, slots=True)
class PageView:
    """A page: as a picture with the marks on it, or set as text in blocks."""

    page: RecordedPage
    picture: bool
    marks: tuple[Mark, ...]
    blocks: tuple[TextBlock, ...]

    @property
    def shown(self) -> tuple[Mark, ...]:
        """The marks that can be seen and led to."""
        if self.picture:
            return self.marks
        return tuple(mark for block in self.blocks for mark in block.begins)


@dataclass(frozen=True, slots=True)
class Term:
    """A figure of an equation, and how it is printed. `key` leads to its place, None where it
    has none; `section` names it where the page does not tell it."""

    label: str
    value_sek: Decimal
    key: str | None
    page: int | None
    raw: str | None = None
    section: str = ""


@dataclass(frozen=True, slots=True)
class CheckView:
    """A check as an equation, and for a mismatch the cut-outs of both its sides, or the one
    excerpt that holds them all. `repeated` are the figures that say the same as the suspect."""

    check: Check
    key: str
    number: int
    sign: str
    relation: str
    terms: tuple[Term, ...]
    stated: Term
    suspect: Term | None
    repeated: tuple[Term, ...]
    stated_cuttings: tuple[Cutting | Excerpt, ...]
    terms_cuttings: tuple[Cutting | Excerpt, ...]
    together: Excerpt | None


@dataclass(frozen=True, slots=True)
class AmountView:
    """An amount with the checks that it takes part in and the row of a table that it fills."""

    amount: Amount
    key: str
    checks: tuple[CheckView, ...]
    item: LineItem | None


@dataclass(frozen=True, slots=True)
class AgreementView:
    """Everything on the page of one agreement."""

    recorded: RecordedAgreement
    pages: tuple[PageView, ...]
    checks: tuple[CheckView, ...]
    amounts: Mapping[Section | None, tuple[AmountView, ...]]
    tables: Mapping[int, tuple[LineItem, ...]]
    deadlines: Mapping[int, tuple[Deadline, ...]]
    responsibilities: Mapping[str, tuple[Responsibility, ...]]
    names: Mapping[str, str]
    places: Mapping[str, str]


def fitting(pages: Sequence[RecordedPage], sizes: Sizes) -> frozenset[int]:
    """The numbers of the pages whose pictures show the page as it was read.

    Where picture and page are not of one size, the places found on the page would not fit:
    such a page is set as text.
    """
    return frozenset(
        page.page for page, size in zip(pages, sizes, strict=False) if _fits(page, size)
    )


def _fits(page: RecordedPage, size: tuple[float, float]) -> bool:
    if page.width is None or page.height is None:
        return False
    return abs(page.width - size[0]) < 1 and abs(page.height - size[1]) < 1


def agreement_view(
    recorded: RecordedAgreement, pictured: frozenset[int], words: SiteWording
) -> AgreementView:
    """`pictured` numbers the pages that there are pictures of."""
    marks = marks_of(recorded, words)
    pages = tuple(_page(page, recorded, marks, pictured) for page in recorded.pages)
    checks = _checks(recorded, pictured)
    names = {party.party_id: party.name for party in recorded.parties}
    return AgreementView(
        recorded=recorded,
        pages=pages,
        checks=checks,
        amounts=_amounts(recorded, checks),
        tables=_grouped((item.table, item) for item in recorded.line_items),
        deadlines=_grouped(
            (deadline.date.year, deadline)
            for deadline in sorted(recorded.deadlines, key=lambda deadline: deadline.date)
        ),
        responsibilities=_grouped(
            (names.get(row.party_id, row.party_id), row) for row in recorded.responsibilities
        ),
        names=names,
        places=_places(recorded, pages),
    )


def _page(
    page: RecordedPage,
    recorded: RecordedAgreement,
    marks: tuple[Mark, ...],
    pictured: frozenset[int],
) -> PageView:
    picture = page.page in pictured
    here = tuple(mark for mark in marks if mark.page == page.page and mark.boxes)
    headings = {section.where.span.start for section in recorded.sections}
    blocks = () if picture else text_blocks(page, marks, headings)
    return PageView(page, picture, here, blocks)


def _checks(recorded: RecordedAgreement, pictured: frozenset[int]) -> tuple[CheckView, ...]:
    amounts = {amount.amount_id: amount for amount in recorded.amounts}
    pairs = pairs_in(recorded.checks)
    ordered = sorted(recorded.checks, key=lambda check: _WORST_FIRST.index(check.status))
    return tuple(
        _check(check, number, amounts, pairs, recorded, pictured)
        for number, check in enumerate(ordered, 1)
    )


def _check(
    check: Check,
    number: int,
    amounts: Mapping[str, Amount],
    pairs: Sequence[Pair],
    recorded: RecordedAgreement,
    pictured: frozenset[int],
) -> CheckView:
    stated = amounts.get(check.stated_amount_id or "")
    parts = [amounts[part.amount_id] for part in check.parts if part.amount_id in amounts]
    failed = check.status == "mismatch"
    together = _together([stated, *parts], recorded, pictured) if failed and stated else None
    apart = failed and together is None
    suspect = amounts.get(check.suspect_amount_id or "")
    term = partial(_term, recorded=recorded)
    return CheckView(
        check=check,
        key=key_of(check.check_id),
        number=number,
        sign=_SIGNS[check.status],
        relation=_RELATIONS[check.status],
        terms=tuple(
            term(part.label, part.value_sek, amounts.get(part.amount_id)) for part in check.parts
        ),
        stated=term(check.label, check.stated_sek, stated),
        suspect=term(suspect.where.raw, suspect.value_sek, suspect) if suspect else None,
        repeated=tuple(
            term(amounts[amount].where.raw, amounts[amount].value_sek, amounts[amount])
            for amount in repeated(check.suspect_amount_id, pairs)
            if amount in amounts
        ),
        stated_cuttings=cuttings_of([stated], recorded, pictured) if apart and stated else (),
        terms_cuttings=cuttings_of(parts, recorded, pictured) if apart else (),
        together=together,
    )


def _together(
    amounts: Sequence[Amount], recorded: RecordedAgreement, pictured: frozenset[int]
) -> Excerpt | None:
    """The excerpt that holds all figures of a check, where one does."""
    shown = cuttings_of(amounts, recorded, pictured)
    return shown[0] if len(shown) == 1 and isinstance(shown[0], Excerpt) else None


def _term(
    label: str, value: Decimal, amount: Amount | None, *, recorded: RecordedAgreement
) -> Term:
    if amount is None:
        return Term(label, value, None, None)
    where = amount.where
    section = recorded.sections_for_pages.get(amount.section_id or "", "")
    return Term(label, value, key_of(amount.amount_id), where.page, where.raw, section)


def _amounts(
    recorded: RecordedAgreement, checks: tuple[CheckView, ...]
) -> Mapping[Section | None, tuple[AmountView, ...]]:
    sections = {section.section_id: section for section in recorded.sections}
    items = {item.amount_id: item for item in recorded.line_items}
    uses: dict[str | None, list[CheckView]] = defaultdict(list)
    for view in checks:
        uses[view.stated.key].append(view)
        for term in view.terms:
            uses[term.key].append(view)
    return _grouped(
        (
            sections.get(amount.section_id or ""),
            AmountView(
                amount,
                key_of(amount.amount_id),
                tuple(uses[key_of(amount.amount_id)]),
                items.get(amount.amount_id),
            ),
        )
        for amount in recorded.amounts
    )


def _places(recorded: RecordedAgreement, pages: Iterable[PageView]) -> Mapping[str, str]:
    """Which mark shows each row; clauses of several parties share one, and a row without a
    box on a drawn page has none."""
    shown = [mark for page in pages for mark in page.shown]
    places = {mark.key: mark.key for mark in shown}
    by_span = {mark.span: mark.key for mark in shown if mark.kind == "responsibility"}
    for row in recorded.responsibilities:
        if row.where.span in by_span:
            places[key_of(row.responsibility_id)] = by_span[row.where.span]
    return places


def _grouped(pairs: Iterable[tuple[K, V]]) -> Mapping[K, tuple[V, ...]]:
    groups: dict[K, list[V]] = defaultdict(list)
    for key, value in pairs:
        groups[key].append(value)
    return {key: tuple(values) for key, values in groups.items()}
