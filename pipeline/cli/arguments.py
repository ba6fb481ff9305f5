"""The arguments of every command, and the exit codes that its help tells of."""

from __future__ import annotations

import argparse
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.cli import commands as carry_out
from pipeline.model.errors import ExitCode
from pipeline.version import __version__

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]  # it has no public name

_ALWAYS = (ExitCode.INTERNAL, ExitCode.INTERRUPTED, ExitCode.TERMINATED)
_DONE = "it was carried out, however the checks came out"
_ENDINGS = {
    "run": tuple(ExitCode),
    "show": tuple(ExitCode),
    "check": (ExitCode.RECONCILED, ExitCode.DISCREPANCY, ExitCode.USAGE, *_ALWAYS),
    "explain": (ExitCode.USAGE, ExitCode.QUARANTINED, *_ALWAYS),
    "report": (ExitCode.USAGE, *_ALWAYS),
    "workbook": (ExitCode.USAGE, *_ALWAYS),
    "compare": (ExitCode.USAGE, ExitCode.QUARANTINED, *_ALWAYS),
}
"""How each command may end; those that do not list 0 end so without regard to any check."""
_OUT = "the --out folder of a run"


def parser() -> argparse.ArgumentParser:
    """The command line: one subcommand each, with its function as `carry_out`."""
    whole = argparse.ArgumentParser(
        prog="overens",
        description="Turns agreements of the Swedish state into tables and checks their sums.",
        epilog=_exit_codes(tuple(ExitCode)),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    whole.add_argument("--version", action="version", version=f"overens {__version__}")
    _add_language(whole, default="sv")
    commands = whole.add_subparsers(title="commands", required=True, metavar="COMMAND")
    _add_run(commands)
    _add_show(commands)
    _add_check(commands)
    _add_explain(commands)
    _add_report(commands)
    _add_workbook(commands)
    _add_compare(commands)
    return whole


def _exit_codes(codes: tuple[ExitCode, ...]) -> str:
    """The epilog on how a command ends; every sentence is the exit code's own."""
    told = {int(code): code.meaning for code in codes}
    lines = [
        textwrap.fill(meaning, 79, initial_indent=f"{code:5}  ", subsequent_indent=" " * 7)
        for code, meaning in sorted({0: _DONE, **told}.items())
    ]
    return "\n".join(["exit codes:", *lines, "After 2 and all above 3, nothing was written."])


def _add(commands: Commands, name: str, summary: str, description: str) -> argparse.ArgumentParser:
    command: argparse.ArgumentParser = commands.add_parser(
        name,
        help=summary,
        description=textwrap.fill(description, 79),
        epilog=_exit_codes(_ENDINGS[name]),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    _add_language(command)
    command.set_defaults(carry_out=getattr(carry_out, name))
    return command


def _add_run(commands: Commands) -> None:
    run = _add(
        commands,
        "run",
        "read files and folders, write the tables",
        "Reads agreements and writes one Parquet file per table and a manifest.json to a folder "
        "that appears whole or not at all. Folders are searched for .pdf, .txt and .md; a file "
        "that is named itself is read by its content, whatever it is called. The output of a "
        "former run in that folder is replaced, its report in OUT/report included; a folder that "
        "holds anything else is refused.",
    )
    run.add_argument("inputs", nargs="+", type=Path, metavar="INPUT", help="file or folder")
    run.add_argument(
        "--out", required=True, type=Path, help="folder for the tables; a former run is replaced"
    )
    run.add_argument(
        "--workers", type=_positive, help="documents at a time (default: one for each processor)"
    )
    run.add_argument(
        "--timeout",
        type=_positive,
        help="seconds that a document may take (default 60), and 20 for each scanned page",
    )
    run.add_argument("--memory", type=_positive, help="MiB that a document may take (default 2048)")
    _add_rules(run)


def _add_show(commands: Commands) -> None:
    show = _add(
        commands,
        "show",
        "print what was found in one agreement",
        "Reads one agreement and prints its header, its sections with their money, its deadlines "
        "and its checks with how they came out. Nothing is written.",
    )
    _add_file(show)
    _add_rules(show)


def _add_check(commands: Commands) -> None:
    check = _add(
        commands,
        "check",
        "list the failed and the doubtful checks of a run",
        "Lists the checks of a run that do not hold, with both figures, their pages and what "
        "would explain the difference; those that cannot be settled, with the reason; those that "
        "hold within rounding, with the difference; and how many documents were quarantined, "
        "have no checks or none that can be settled.",
    )
    check.add_argument("output", type=Path, metavar="OUT", help=_OUT)


def _add_explain(commands: Commands) -> None:
    explain = _add(
        commands,
        "explain",
        "tell which rule made each row of a page, and which came close",
        "Reads one agreement and prints the rows that were made of a page: the words that each "
        "stands on, the rule that made it with its note, and the rules that came close.",
    )
    _add_file(explain)
    explain.add_argument(
        "--at",
        required=True,
        type=_place,
        metavar="PAGE[:TEXT]",
        help="a page, and words of the row or of its sentence: 3, or '3:14 000 000'",
    )
    _add_rules(explain)


def _add_report(commands: Commands) -> None:
    report = _add(
        commands,
        "report",
        "write the report of a run for the browser",
        "Writes a folder of pages that needs no server and no network: every agreement with its "
        "checks beside the pages that their figures stand on. A former report there is replaced. "
        "The next run into OUT drops the report in it, which tells of the former tables.",
    )
    report.add_argument("output", type=Path, metavar="OUT", help=_OUT)
    report.add_argument("--to", type=Path, metavar="FOLDER", help="where (default OUT/report)")
    report.add_argument(
        "--inputs",
        type=Path,
        metavar="FOLDER",
        help="where the original files are now, for the pictures of their pages",
    )


def _add_workbook(commands: Commands) -> None:
    workbook = _add(
        commands,
        "workbook",
        "write a run's figures and checks as a spreadsheet with live formulas",
        "Writes the auditor's working paper: a sheet for each agreement with its figures, and its "
        "checks as formulas on them.",
    )
    workbook.add_argument("output", type=Path, metavar="OUT", help=_OUT)
    workbook.add_argument(
        "file", type=Path, metavar="FILE.xlsx", help="the spreadsheet to write, outside of OUT"
    )
    workbook.add_argument(
        "--report",
        type=Path,
        metavar="FOLDER",
        help="the report that pages link to (OUT/report, if there is one)",
    )
    workbook.add_argument("--replace", action="store_true", help="replace FILE if it exists")


def _add_compare(commands: Commands) -> None:
    compare = _add(
        commands,
        "compare",
        "hold two versions or years of an agreement side by side",
        "Reads two agreements and prints what was added, dropped and changed from A to B: totals, "
        "line items, appropriations.",
    )
    compare.add_argument("before", type=Path, metavar="A", help="the earlier file")
    compare.add_argument("after", type=Path, metavar="B", help="the later file")
    compare.add_argument("--json", action="store_true", help="print JSON instead of tables")
    _add_rules(compare)


def _add_file(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "file", type=Path, metavar="FILE", help="one agreement: PDF, plain text or markdown"
    )


def _add_rules(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--rules", type=Path, metavar="FOLDER", help="rules (*.toml) to use instead of our own"
    )


def _add_language(command: argparse.ArgumentParser, default: str = argparse.SUPPRESS) -> None:
    """`--lang` is taken before the command and after it."""
    command.add_argument(
        "--lang",
        choices=("sv", "en"),
        default=default,
        help="language of what is printed (default sv)",
    )


def _positive(text: str) -> int:
    number = int(text) if text.isdigit() else 0
    if number < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number above 0")
    return number


def _place(text: str) -> tuple[int, str | None]:
    page, colon, words = text.partition(":")
    if not page.strip().isdigit():
        raise argparse.ArgumentTypeError(f"{text!r} does not begin with the number of a page")
    return int(page), words.strip() if colon else None
