from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from itertools import chain

from hypothesis import given
from hypothesis import strategies as st

from pipeline.reconcile.intervals import Figure, Interval, compare, total_interval
from pipeline.reconcile.judge import judge
from pipeline.reconcile.pinning import pin
from pipeline.reconcile.proposals import Proposal

RESOLUTIONS = st.sampled_from([Decimal(1), Decimal(1000), Decimal(100_000), Decimal(1_000_000)])
KRONOR = st.integers(min_value=1, max_value=10**10).map(Decimal)


def printed(truth: Decimal, resolution: Decimal) -> Figure:
    """A figure as it is printed with this resolution, half a unit rounded up."""
    units = (truth / resolution + Decimal("0.5")).to_integral_value("ROUND_FLOOR")
    return Figure("a", "", units * resolution, resolution, None, 1)


intervals = st.tuples(KRONOR, KRONOR).map(lambda ends: Interval(min(ends), max(ends)))


@given(intervals, intervals, intervals)
def test_adding_is_associative(one: Interval, two: Interval, three: Interval) -> None:
    assert (one + two) + three == one + (two + three)


@given(intervals, intervals)
def test_the_order_of_addends_does_not_matter(one: Interval, two: Interval) -> None:
    assert one + two == two + one


@given(KRONOR, RESOLUTIONS)
def test_a_figure_is_never_narrower_than_the_truth(truth: Decimal, resolution: Decimal) -> None:
    interval = printed(truth, resolution).interval
    assert interval.low <= truth <= interval.high


@given(st.lists(st.tuples(KRONOR, RESOLUTIONS), min_size=1, max_size=12))
def test_a_sum_is_never_narrower_than_the_truth(addends: list[tuple[Decimal, Decimal]]) -> None:
    interval = total_interval(printed(truth, resolution) for truth, resolution in addends)
    assert interval.low <= sum(truth for truth, _ in addends) <= interval.high


@given(st.lists(st.tuples(KRONOR, RESOLUTIONS), min_size=2, max_size=12), RESOLUTIONS)
def test_what_was_true_before_rounding_never_becomes_a_mismatch(
    addends: list[tuple[Decimal, Decimal]], resolution: Decimal
) -> None:
    stated = printed(sum((truth for truth, _ in addends), Decimal(0)), resolution)
    parts = tuple(printed(truth, each) for truth, each in addends)
    if all(part.value > 0 for part in parts):
        assert compare(stated, parts).status != "mismatch"


@given(st.lists(KRONOR, min_size=1, max_size=12), st.integers(min_value=-9, max_value=9))
def test_a_wrong_last_digit_of_exact_figures_is_a_mismatch(
    addends: list[Decimal], error: int
) -> None:
    parts = tuple(Figure("a", "", each, Decimal(1), None, 1) for each in addends)
    wrong = sum(addends, Decimal(0)) + error * (len(addends) + 1)
    outcome = compare(Figure("t", "", wrong, Decimal(1), None, 1), parts)
    assert outcome.status == ("mismatch" if error else "match")


@given(intervals, intervals, intervals)
def test_meeting_is_associative(one: Interval, two: Interval, three: Interval) -> None:
    assert one.meet(two).meet(three) == one.meet(two.meet(three))


@given(st.lists(st.tuples(KRONOR, RESOLUTIONS), min_size=1, max_size=12), RESOLUTIONS)
def test_what_parts_tell_of_their_sum_is_never_narrower_than_the_truth(
    addends: list[tuple[Decimal, Decimal]], resolution: Decimal
) -> None:
    truth = sum((each for each, _ in addends), Decimal(0))
    stated = printed(truth, resolution)
    told = stated.interval.meet(total_interval(printed(*each) for each in addends))
    assert told.low <= truth <= told.high
    assert told.high - told.low <= resolution


@given(
    st.lists(st.lists(KRONOR, min_size=1, max_size=4), min_size=1, max_size=5),
    RESOLUTIONS,
    st.lists(RESOLUTIONS, min_size=6, max_size=6),
)
def test_true_subtotals_never_make_a_mismatch_of_a_true_total(
    chapters: list[list[Decimal]], fine: Decimal, coarse: list[Decimal]
) -> None:
    *unit_of_subtotals, unit_of_total = coarse
    checks = []
    subtotals = []
    for number, (chapter, unit) in enumerate(zip(chapters, unit_of_subtotals, strict=False)):
        rows = tuple(named(printed(row, fine), f"{number}.{n}") for n, row in enumerate(chapter))
        subtotals.append(named(printed(sum(chapter, Decimal(0)), unit), f"{number}"))
        checks.append(Proposal("table_sum", "", subtotals[-1], (rows,)))
    total = named(printed(sum(chain(*chapters), Decimal(0)), unit_of_total), "total")
    checks.append(Proposal("table_sum", "", total, (tuple(subtotals),)))
    assert "mismatch" not in {each.status for each in pin(judge(checks))}


def named(figure: Figure, amount_id: str) -> Figure:
    return replace(figure, amount_id=amount_id)
