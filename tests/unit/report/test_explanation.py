"""`overens explain`: which rule made a row, which came close, what a number was taken for."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.cli import main
from pipeline.model import ExitCode, UsageError
from pipeline.report.explanation import Explained, explain
from pipeline.rulebook import load_rulebook
from pipeline.stages import extract

TEXT = """\
Stöd till läxhjälp 2018

Överenskommelse mellan staten och Sveriges Kommuner och Landsting

1 Medel

Regeringen avsätter 7 000 000 kronor för 2018, varav 2 000 000 kronor går till Skolverket.
Kostnaderna ska belasta utgiftsområde 16 Utbildning och universitetsforskning, anslaget 1:5
Utveckling av skolväsendet, anslagspost 3 Läxhjälp.

2 Redovisning

SKL ska lämna en slutrapport till Skolverket senast den 31 mars 2019. Stödet når 12 000 elever
enligt skollagen (2010:800). Projektet inleddes den 1 maj 2016.
"""


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("explained") / "stod.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def _rows(path: Path, text: str | None) -> list[Explained]:
    rules = load_rulebook()
    return list(explain(extract(path, rules=rules), rules, 1, text).rows)


def test_a_row_names_the_rules_that_made_it(path: Path) -> None:
    amounts = [row for row in _rows(path, "2 000 000") if row.kind == "amount"]
    made = {row.where.raw: [by.rule for by in row.made_by] for row in amounts}
    assert made["2 000 000 kronor"] == ["money.kronor", "role.component.of_which"]
    assert all(by.note for row in amounts for by in row.made_by if by.rule.startswith("money."))


def test_rules_that_came_close_stand_beside_the_one_that_won(path: Path) -> None:
    (deadline,) = [row for row in _rows(path, "slutrapport") if row.kind == "deadline"]
    assert [by.rule for by in deadline.made_by] == ["accept.latest", "date.day"]
    near = {near.rule for near in deadline.near}
    assert "accept.due_at" in near
    assert near.isdisjoint(by.rule for by in deadline.made_by)


def test_an_appropriation_lists_what_supports_it(path: Path) -> None:
    (row,) = [row for row in _rows(path, "anslagspost") if row.kind == "appropriation"]
    assert {near.rule for near in row.near} >= {
        "appropriation.utgiftsomrade",
        "appropriation.anslag",
        "appropriation.anslagspost",
    }


def test_a_number_without_a_row_says_what_it_was_taken_for(path: Path) -> None:
    figures = {row.where.raw: row for row in _rows(path, None) if row.kind == "figure"}
    assert [by.rule for by in figures["12 000"].made_by] == ["figure.count"]
    assert [by.rule for by in figures["2010:800"].made_by] == ["figure.code_of_statutes"]
    assert [by.rule for by in figures["1 maj 2016"].made_by] == ["date.day"]
    assert "31 mars 2019" not in figures  # its deadline tells of it


def test_text_narrows_the_rows_to_their_sentence(path: Path) -> None:
    rows = _rows(path, "SKOLLAGEN")
    assert {row.sentence for row in rows} == {
        "Stödet når 12 000 elever enligt skollagen (2010:800)."
    }


def test_a_page_that_is_not_there_is_refused(path: Path) -> None:
    rules = load_rulebook()
    with pytest.raises(UsageError, match="no page 4: the document has 1"):
        explain(extract(path, rules=rules), rules, 4)


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("sv", ["Belopp 2 000 000 kr, del av ett annat belopp 2018", "regel: money.kronor"]),
        ("en", ["Amount 2 000 000 kr, part of another sum 2018", "rule: money.kronor"]),
    ],
)
def test_the_command_explains_in_two_languages(
    path: Path, language: str, told: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["explain", str(path), "--at", "1:2 000 000", "--lang", language]
    assert main(arguments) == ExitCode.RECONCILED
    printed = " ".join(capsys.readouterr().out.replace("\u00a0", " ").split())
    for words in told:
        assert words in printed


def test_a_text_that_no_row_holds_is_wrong_usage(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["explain", str(path), "--at", "1:häst"]) == ExitCode.USAGE
    told = capsys.readouterr().err
    assert "No row on page 1 holds 'häst' (it has " in told
    assert "the page alone: --at 1." in told


def test_a_page_without_rows_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bare = tmp_path / "bare.txt"
    bare.write_text("Solen skiner.\n", encoding="utf-8")
    assert main(["explain", str(bare), "--at", "1"]) == ExitCode.RECONCILED
    assert "Inga rader på sidan 1." in capsys.readouterr().out


def test_a_heading_is_told_with_the_rules_that_speak_for_it_alone(path: Path) -> None:
    headings = [row for row in _rows(path, None) if row.kind == "section"]
    assert {near.rule for row in headings for near in row.near} == {"number"}


def test_a_place_that_names_no_page_is_wrong_usage() -> None:
    with pytest.raises(SystemExit) as caught:
        main(["explain", "x.pdf", "--at", "slutrapport"])
    assert caught.value.code == ExitCode.USAGE
