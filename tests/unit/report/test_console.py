from __future__ import annotations

import io
import sys

import pytest
from rich.console import Console
from rich.table import Table

from pipeline.report.console import Line, open_console


def _printed(line: Line, width: int) -> list[str]:
    console = Console(file=io.StringIO(), width=width)
    with console.capture() as capture:
        console.print(line)
    return capture.get().splitlines()


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("kort", ["kort"]),
        ("stöd till 14 000 000 kr", ["stöd till", "  14 000 000", "  kr"]),
        ("för 2021 5 000 kr i stöd", ["för 2021 5 000", "  kr i stöd"]),
        ("kr 14\u00a0000\u00a0000 12 kr", ["kr 14\u00a0000\u00a0000", "  12 kr"]),
        ("i mappen/under/mappen.pdf", ["i", "  mappen/under", "  /mappen.pdf"]),
        ("  indraget först", ["  indraget", "  först"]),
        ("jämnt fjorton ut", ["jämnt fjorton", "  ut"]),
    ],
)
def test_lines_break_between_words_and_never_in_a_figure(text: str, lines: list[str]) -> None:
    assert _printed(Line(text, hang=2), 14) == lines


def test_a_style_goes_on_over_a_break() -> None:
    console = Console(file=io.StringIO(), width=10, force_terminal=True, color_system="standard")
    with console.capture() as capture:
        console.print(Line("ett ", hang=2).append("två tre fyra", "red"))
    assert capture.get() == "ett \x1b[31mtvå\x1b[0m\n  \x1b[31mtre fyra\x1b[0m\n"


def _standard_output(monkeypatch: pytest.MonkeyPatch, encoding: str) -> io.BytesIO:
    written = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(written, encoding=encoding))
    monkeypatch.delenv("COLUMNS", raising=False)
    return written


def test_a_pipe_gets_whole_lines_without_trailing_blanks(monkeypatch: pytest.MonkeyPatch) -> None:
    written = _standard_output(monkeypatch, "utf-8")
    table = Table("Vad", "Kronor", box=None)
    table.add_row("ord " * 100, "")
    open_console().print(table)
    sys.stdout.flush()
    lines = written.getvalue().decode().splitlines()
    assert len(lines) == 2
    assert not [line for line in lines if line != line.rstrip()]


def test_columns_bound_a_pipe_where_somebody_set_them(monkeypatch: pytest.MonkeyPatch) -> None:
    _standard_output(monkeypatch, "utf-8")
    monkeypatch.setenv("COLUMNS", "60")
    assert open_console().width == 60


@pytest.mark.parametrize(
    ("encoding", "told"),
    [("utf-8", "✗ 5 ≠ −6 för”"), ("latin-1", 'x 5 != -6 för"'), ("ascii", 'x 5 != -6 for"')],
)
def test_signs_that_the_encoding_lacks_are_replaced(
    monkeypatch: pytest.MonkeyPatch, encoding: str, told: str
) -> None:
    written = _standard_output(monkeypatch, encoding)
    open_console().print(Line("✗ 5 ≠ −6 för”"))
    sys.stdout.flush()
    assert written.getvalue().decode(encoding) == f"{told}\n"


def test_words_of_documents_are_no_markup(monkeypatch: pytest.MonkeyPatch) -> None:
    written = _standard_output(monkeypatch, "utf-8")
    table = Table(box=None, show_header=False, pad_edge=False)
    table.add_row("[utkast] [/b] :smile:")
    open_console().print(table)
    sys.stdout.flush()
    assert written.getvalue().decode() == "[utkast] [/b] :smile:\n"
