"""An appropriation written in any supported form and order reads back as itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.extract.appropriations.parts import named_appropriations
from pipeline.extract.appropriations.register import budget_register
from pipeline.rulebook import load_rulebook

RULES = load_rulebook()
REGISTER = budget_register(RULES)


@dataclass(frozen=True)
class Written:
    """What a text says: the numbers, and the names behind them."""

    area: int
    anslag: str
    post: int
    area_name: str
    anslag_name: str
    post_name: str


# No name that the register knows, and none that ends in a word which closes names.
NAMES = st.sampled_from(
    [
        "Stöd till glesbygdens bibliotek",
        "Bidrag till ljusa stigar m.m.",
        "Åtgärder mot buller, damm och drag",
        "Forskning",
        "Insatser för rena sjöar",
    ]
)
APPROPRIATIONS = st.builds(
    Written,
    st.integers(1, 27),
    st.builds("{}:{}".format, st.integers(1, 29), st.integers(1, 29)),
    st.integers(1, 60),
    NAMES,
    NAMES,
    NAMES,
)

Write = Callable[[Written], str]
AREA: list[Write] = [
    lambda w: f"utgiftsområde {w.area} {w.area_name}",
    lambda w: f"utgiftsområdet nr {w.area} {w.area_name}",
    lambda w: f"UO {w.area} {w.area_name}",
]
ANSLAG: list[Write] = [
    lambda w: f"anslaget {w.anslag} {w.anslag_name}",
    lambda w: f"anslag {w.anslag.replace(':', ' :')} {w.anslag_name}",
    lambda w: f"ramanslaget {w.anslag} ”{w.anslag_name}”",
]
POST: list[Write] = [
    lambda w: f"anslagspost {w.post} {w.post_name}",
    lambda w: f"anslagsposten {w.post} {w.post_name}",
    lambda w: f"ap.{w.post} {w.post_name}",
    lambda w: f"ap. {w.post} {w.post_name}",
]
ORDERS: list[Callable[[str, str, str], str]] = [
    lambda area, anslag, post: f"{area}, {anslag}, {post}.",
    lambda area, anslag, post: f"det under {area} för budgetåret 2023 uppförda {anslag}, {post}.",
    lambda area, anslag, post: f"{anslag}, {post}, inom {area}, får användas.",
    lambda area, anslag, post: f"{post} under {anslag}, {area}.",
]


@settings(max_examples=300, deadline=None)
@given(
    APPROPRIATIONS,
    st.sampled_from(AREA),
    st.sampled_from(ANSLAG),
    st.sampled_from(POST),
    st.sampled_from(ORDERS),
)
def test_an_appropriation_in_any_form_and_order(
    written: Written,
    area: Write,
    anslag: Write,
    post: Write,
    order: Callable[[str, str, str], str],
) -> None:
    text = "Medlen ska belasta " + order(area(written), anslag(written), post(written))
    (found,) = named_appropriations(text, RULES["appropriations"], REGISTER)
    assert (found.utgiftsomrade, found.anslag, found.anslagspost) == (
        written.area,
        written.anslag,
        written.post,
    )
    assert (found.utgiftsomrade_name, found.anslag_name, found.anslagspost_name) == (
        written.area_name,
        written.anslag_name,
        written.post_name,
    )


@settings(max_examples=100, deadline=None)
@given(APPROPRIATIONS, st.lists(st.integers(1, 60), min_size=2, max_size=4, unique=True))
def test_several_anslagsposter_of_one_anslag(written: Written, posts: list[int]) -> None:
    listed = ", ".join(map(str, posts[:-1])) + f" och {posts[-1]}"
    text = f"Medlen belastar {AREA[0](written)}, anslag {written.anslag}, anslagsposterna {listed}."
    found = named_appropriations(text, RULES["appropriations"], REGISTER)
    assert [one.anslagspost for one in found] == posts
    assert {(one.utgiftsomrade, one.anslag) for one in found} == {(written.area, written.anslag)}
