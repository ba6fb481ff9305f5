from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from pipeline.model import RuleError, UsageError
from pipeline.rulebook import load_rulebook, prove, read_rules, rules_folder

GOOD = """\
kind = "sums"

[fragments]
number = '\\d+'

[phrases]
unit = ["kronor", "kr"]

[[rule]]
id = "sums.plain"
pattern = '(?P<number>{number}) {@unit}'
note = "a number and its unit"
examples = ["5 kr", "7 kronor"]
counter_examples = ["5 kilo"]
unit = "kr"
"""


def _load(folder: Path, text: str):
    (folder / "sums.toml").write_text(text, encoding="utf-8")
    book = read_rules(folder)
    prove(book)
    return book


def test_a_rule_is_built_from_fragments_and_phrases(tmp_path: Path) -> None:
    rule = _load(tmp_path, GOOD)["sums"]["sums.plain"]
    assert rule.pattern.search("betalar 12 kronor")["number"] == "12"
    assert rule.value("unit") == "kr"
    assert rule.value("bound") is None


@pytest.mark.parametrize(
    ("change", "line", "reason"),
    [
        (("pattern = '(?P<number>{number}) {@unit}'", "pattern = '('"), 9, "does not compile"),
        (("{number}) {@unit}", "{figure}) {@unit}"), 9, "unknown fragment {figure}"),
        (('note = "a number and its unit"\n', ""), 9, "lacks note"),
        (('examples = ["5 kr", ', 'examples = ["kr", '), 9, "does not match its example 'kr'"),
        (('["5 kilo"]', '["5 kr"]'), 9, "matches its counter-example '5 kr'"),
        (('unit = "kr"', 'needs = ["kronor"]'), 9, "needs what its example '5 kr' does not hold"),
        (('unit = "kr"', 'needs = ["@units"]'), 9, "unknown phrase list @units"),
        (('kind = "sums"', ""), 1, "has no `kind`"),
        (("[phrases]", "[phrases"), 6, "not valid TOML"),
        (("[[rule]]", "[[rules]]"), 1, "unknown part 'rules'"),
        (("number = '\\d+'", "number = '{number}'"), 9, "a fragment names itself"),
        (('["5 kr", "7 kronor"]', '"5 kr"'), 9, "examples is no list of strings"),
        (('["5 kr", "7 kronor"]', '["5 kr"]'), 9, "examples holds 1 of at least 2"),
        (('["5 kilo"]', "[]"), 9, "counter_examples holds 0 of at least 1"),
        (('note = "a number and its unit"', "note = 5"), 9, "note is no string"),
    ],
)
def test_a_bad_rule_is_refused_by_file_and_line(
    tmp_path: Path, change: tuple[str, str], line: int, reason: str
) -> None:
    assert change[0] in GOOD
    with pytest.raises(RuleError, match=r"sums\.toml") as caught:
        _load(tmp_path, GOOD.replace(*change))
    assert caught.value.line == line
    assert reason in str(caught.value)


def test_a_comment_behind_a_rules_head_is_no_matter(tmp_path: Path) -> None:
    book = _load(tmp_path, GOOD.replace("[[rule]]", "[[rule]]  # of kronor"))
    assert [rule.line for rule in book["sums"]] == [9]


def test_an_id_stands_once(tmp_path: Path) -> None:
    twice = GOOD + GOOD[GOOD.index("[[rule]]") :]
    with pytest.raises(RuleError, match=r"sums\.plain stands in sums\.toml:9 too"):
        _load(tmp_path, twice)


def test_a_file_that_is_not_utf_8_is_refused(tmp_path: Path) -> None:
    (tmp_path / "sums.toml").write_bytes(GOOD.replace("number and", "å").encode("latin-1"))
    with pytest.raises(RuleError, match="not UTF-8"):
        read_rules(tmp_path)


@pytest.mark.parametrize(
    ("file", "change", "reason"),
    [
        ("money.toml", None, "lacks rules of the kind money"),
        ("reference/organisations.csv", None, "lacks the register reference/organisations.csv"),
        ("appropriations.toml", ('use = "next"', 'use = "joined"'), "with use = 'next'"),
        ("sections.toml", ('id = "number"', 'id = "numeral"'), "the rule number of the kind sec"),
        ("money.toml", ('unit = "mnkr"', 'unit = "miljoner"'), "unit = 'miljoner', which means"),
    ],
)
def test_a_folder_of_rules_has_all_that_the_pipeline_asks_for(
    tmp_path: Path, file: str, change: tuple[str, str] | None, reason: str
) -> None:
    folder = tmp_path / "rules"
    shutil.copytree(rules_folder(), folder)
    if change is None:
        (folder / file).unlink()
    else:
        text = (folder / file).read_text(encoding="utf-8")
        assert change[0] in text
        (folder / file).write_text(text.replace(*change), encoding="utf-8")
    with pytest.raises((UsageError, RuleError), match=reason):
        load_rulebook(folder)


def test_a_rule_is_worth_trying_where_a_text_holds_a_piece_that_it_needs(tmp_path: Path) -> None:
    sums = _load(tmp_path, GOOD.replace('unit = "kr"', 'needs = ["@unit", "SEK"]'))["sums"]
    rule = sums["sums.plain"]
    assert [rule.may_match(text) for text in ("5 kr", "5 kronor", "5 sek", "5 kilo")] == [
        True,
        True,
        True,
        False,
    ]
    assert sums.having("unit", "kr") == ()


def test_rules_are_found_by_their_values(tmp_path: Path) -> None:
    sums = _load(tmp_path, GOOD)["sums"]
    assert [rule.id for rule in sums.having("unit", "kr")] == ["sums.plain"]
    assert sums.having("unit", "tkr") == sums.having("use", "kr") == ()


def test_no_rule_matches_where_what_it_needs_is_missing() -> None:
    """Over the examples of all rules, which between them hold most of what is written."""
    rules = [rule for rule_set in load_rulebook() for rule in rule_set]
    texts = {text for rule in rules for text in (*rule.examples, *rule.counter_examples)}
    missed = [
        (rule.id, text)
        for rule in rules
        for text in texts
        if not rule.may_match(text.lower()) and rule.pattern.search(text)
    ]
    assert missed == []


def test_the_version_follows_every_byte_of_the_rules(tmp_path: Path) -> None:
    first = _load(tmp_path, GOOD).version
    assert _load(tmp_path, GOOD + "\n").version != first


def test_a_folder_without_rules_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no rule files"):
        load_rulebook(tmp_path)


@pytest.mark.parametrize("rule_set", list(load_rulebook()), ids=lambda s: s.kind)
def test_every_rule_is_proved_by_examples_both_ways(rule_set) -> None:
    for rule in rule_set:
        rule.prove()
    bare = [r.id for r in rule_set if len(r.examples) < 2 or not r.counter_examples]
    assert bare == [], "each rule needs two examples and a counter-example"
    assert len({rule.id for rule in rule_set}) == len(rule_set.rules)
