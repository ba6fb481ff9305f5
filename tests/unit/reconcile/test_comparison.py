from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from pipeline.model import Appropriation, Facts, Header, LineItem, Provenance, Span
from pipeline.reconcile.comparison import Change, compare

WHERE = Provenance("d", 1, Span(0, 1), None, "")
Row = tuple[str, int]


def _facts(
    rows: list[Row],
    year: int = 2020,
    total: int | None = None,
    recipients: dict[int, str] | None = None,
) -> Facts:
    """Rows of one table: `- ` begins a part of the row above it, `= ` a total."""
    items: list[LineItem] = []
    parent = None
    for number, (text, value) in enumerate(rows):
        mark, label = (text[0], text[2:]) if text[:2] in ("- ", "= ") else ("", text)
        item_id = f"l{number}"
        items.append(
            LineItem(
                item_id, "t1", 1, number, label, Decimal(value), Decimal(1),
                "total" if mark == "=" else "item",
                2 if mark == "-" else 1,
                parent if mark == "-" else None,
                (recipients or {}).get(number), None, f"a{number}", WHERE,
            )
        )  # fmt: skip
        if mark != "-":
            parent = item_id
    stated = None if total is None else Decimal(total)
    header = Header("överenskommelse", None, year, (), stated, None)
    return Facts("d", header, line_items=tuple(items))


def _told(changes: tuple[Change, ...]) -> list[tuple[str, str | None, str | None]]:
    return [
        (c.kind, c.before.label if c.before else None, c.after.label if c.after else None)
        for c in changes
    ]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("2. Simhallar", "3 Simhallar"),
        ("Medel till landstingen", "Medel till regionerna"),
        ("Medel till SKL", "Medel till SKR"),
        ("Stöd 2019 till bibliotek", "Stöd 2020 till bibliotek"),
        ("Läxhjälp", "LÄXHJÄLP:"),
        ("Kompetens i förskolan", "Kompetensförsörjning i förskolan"),
        ("Lekplatser i städerna", "Insatser för lekplatser i städerna och på landet"),
        ("= Summa", "= Totalt"),
        ("= Totalt – Statens andel", "= Totalt – statens del"),
    ],
)
def test_drifting_names_are_one_line(before: str, after: str) -> None:
    changes = compare(_facts([(before, 5)]), _facts([(after, 6)])).line_items
    assert [c.kind for c in changes] == ["changed"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("2. Simhallar", "2. Bibliotek"),
        ("Medel till kommunerna", "Medel till regionerna"),
        ("= Totalt – Statens andel", "= Totalt – Regionernas andel"),
        ("= Simhallar", "Simhallar"),
    ],
)
def test_other_lines_are_told_apart(before: str, after: str) -> None:
    changes = compare(_facts([(before, 5)]), _facts([(after, 5)])).line_items
    assert sorted(c.kind for c in changes) == ["added", "dropped"]


def test_parts_of_one_name_follow_their_chapters() -> None:
    before = [("Simhallar", 9), ("- Medel till SKR", 1), ("Läxhjälp", 8), ("- Medel till SKR", 2)]
    after = [("Läxhjälp", 8), ("- Medel till SKR", 3), ("Simhallar", 9), ("- Medel till SKR", 1)]
    changes = compare(_facts(before), _facts(after)).line_items
    assert [(c.kind, c.difference_sek) for c in changes] == [
        ("same", 0), ("changed", 1), ("same", 0), ("same", 0),
    ]  # fmt: skip


def test_rows_of_one_label_are_told_apart_by_their_recipients() -> None:
    rows = [("Samordning", 3), ("Samordning", 1)]
    before = _facts(rows, recipients={0: "Regionerna", 1: "SKR"})
    after = _facts(rows[::-1], recipients={0: "SKR", 1: "Regionerna"})
    assert [c.kind for c in compare(before, after).line_items] == ["same", "same"]


def test_what_was_dropped_stands_where_it_stood() -> None:
    before = [("Simhallar", 1), ("Läxhjälp", 2), ("Bibliotek", 3)]
    after = [("Simhallar", 1), ("Bibliotek", 3), ("Lekplatser", 4)]
    assert _told(compare(_facts(before), _facts(after)).line_items) == [
        ("same", "Simhallar", "Simhallar"),
        ("dropped", "Läxhjälp", None),
        ("same", "Bibliotek", "Bibliotek"),
        ("added", None, "Lekplatser"),
    ]


@pytest.mark.parametrize(
    ("before", "after", "difference", "percent"),
    [(200, 250, 50, 25), (200, 150, -50, -25), (0, 150, 150, None), (200, 200, 0, 0)],
)
def test_money_and_percent(before: int, after: int, difference: int, percent: int | None) -> None:
    (change,) = compare(_facts([("Läxhjälp", before)]), _facts([("Läxhjälp", after)])).line_items
    assert (change.difference_sek, change.percent) == (difference, percent)


def test_a_total_that_only_one_side_states_has_no_difference() -> None:
    (total,) = compare(_facts([]), _facts([], total=7)).totals
    assert (total.kind, total.difference_sek, total.percent) == ("changed", None, None)


def _charge(
    number: int, post: int, value: int | None, section: str, year: int = 2020
) -> Appropriation:
    amount_id = None if value is None else f"a{number}"
    amount = None if value is None else Decimal(value)
    return Appropriation(
        f"p{number}", section, 9, "Hälsovård", "1:6", "Bidrag", post, "Läxhjälp", year,
        amount_id, amount, WHERE,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("charges", "value"),
    [
        ([_charge(1, 7, 4, "s1")], 4),
        ([_charge(1, 7, 4, "s1"), _charge(2, 7, 5, "s2")], 9),
        ([_charge(1, 7, 4, "s1"), _charge(2, 7, 5, "s2"), _charge(3, 7, 9, "s3")], 9),
        ([_charge(1, 7, 4, "s1"), _charge(1, 7, 4, "s1")], 4),
        ([_charge(1, 7, 4, "s1"), _charge(2, 7, 6, "s1", year=2021)], 4),
        ([_charge(1, 7, None, "s1")], None),
    ],
)
def test_what_is_charged_to_a_post(charges: list[Appropriation], value: int | None) -> None:
    header = Header("överenskommelse", None, 2020, (), None, None)
    facts = Facts("d", header, appropriations=tuple(charges))
    (change,) = compare(facts, facts).appropriations
    assert change.after is not None
    assert change.after.value_sek == value


@pytest.mark.parametrize(
    ("posts", "told"),
    [
        ((7, "Läxhjälp", 7, "Stöd i skolan"), ["same"]),
        ((7, "Läxhjälp", 8, "Läxhjälp"), ["same"]),
        ((7, "Läxhjälp", 8, "Simhallar"), ["dropped", "added"]),
        ((7, "", 8, ""), ["dropped", "added"]),
    ],
)
def test_posts_are_known_by_their_numbers_then_by_their_names(
    posts: tuple[int, str, int, str], told: list[str]
) -> None:
    facts = [
        Facts(
            "d",
            _facts([]).header,
            appropriations=(
                replace(_charge(1, number, 4, "s1"), anslagspost_name=name, anslag_name=None),
            ),
        )
        for number, name in (posts[:2], posts[2:])
    ]
    assert [c.kind for c in compare(*facts).appropriations] == told
