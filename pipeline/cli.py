"""The command `overens`: arguments, messages, exit codes; nothing else."""

from __future__ import annotations

import argparse
import signal
import sys
import traceback
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.model.errors import ExitCode, OverensError, UsageError
from pipeline.version import __version__

if TYPE_CHECKING:
    from rich.console import Console

    from pipeline.batch import RunOptions
    from pipeline.model import Agreement, Progress
    from pipeline.report.wording import Wording

_EXIT_CODES = """\
exit codes:
    0  all documents are reconciled or have nothing to check
    1  a discrepancy was found
    2  the command was called wrongly or cannot write there, or a rule file is wrong
    3  a file or folder could not be read, whether or not there was a discrepancy
   70  a fault of overens itself
  130  stopped by Ctrl-C
  143  stopped by SIGTERM
After 2 and all above 3, nothing was written.
"""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command and return its exit code (see `ExitCode`)."""
    try:
        with _terminable():
            arguments = _parser().parse_args(argv)
            return int(arguments.carry_out(arguments))
    except OverensError as error:
        return _ended(str(error), ExitCode.USAGE)
    except KeyboardInterrupt:
        return _ended("stopped; nothing was written", ExitCode.INTERRUPTED)
    except _Terminated:
        return _ended("terminated; nothing was written", ExitCode.TERMINATED)
    except Exception as error:  # a fault of ours, told in one line all the same
        return _ended(_as_report(error), ExitCode.INTERNAL)


def _ended(message: str, code: ExitCode) -> int:
    print(f"overens: {message}", file=sys.stderr)  # noqa: T201
    return int(code)


def _as_report(error: Exception) -> str:
    place = traceback.extract_tb(error.__traceback__)[-1]
    told = " ".join(f"{type(error).__name__}: {error}".split())
    return (
        f"internal error ({told}, {place.filename}:{place.lineno}). "
        "Please report it with the command and the input."
    )


class _Terminated(BaseException):
    """SIGTERM came."""


@contextmanager
def _terminable() -> Iterator[None]:
    """SIGTERM ends the command as Ctrl-C does, so that it leaves nothing half done behind."""

    def stop(number: int, frame: object) -> None:
        raise _Terminated

    former = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, former)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="overens",
        description="Turns agreements of the Swedish state into tables and checks their sums.",
        epilog=_EXIT_CODES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"overens {__version__}")
    _add_language(parser, default="sv")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    _add_run(commands)
    _add_show(commands)
    _add_check(commands)
    _add_explain(commands)
    _add_report(commands)
    _add_workbook(commands)
    _add_compare(commands)
    return parser


def _add_run(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    run = commands.add_parser(
        "run",
        help="read files and folders, write the tables",
        description="Reads agreements (.pdf, .txt, .md; folders are searched) and writes one\n"
        "Parquet file per table and a manifest.json to a folder that appears whole or not\n"
        "at all. The output of a former run in that folder is replaced; a folder that holds\n"
        "anything else is refused.",
        epilog=_EXIT_CODES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    run.add_argument("inputs", nargs="+", type=Path, metavar="INPUT", help="file or folder")
    run.add_argument(
        "--out", required=True, type=Path, help="folder for the tables; a former run is replaced"
    )
    run.add_argument(
        "--workers",
        type=_positive,
        default=None,
        help="documents at a time (default: one for each processor)",
    )
    run.add_argument(
        "--timeout",
        type=_positive,
        default=60,
        help="seconds that a document may take (default 60), and 20 for each scanned page",
    )
    run.add_argument(
        "--memory",
        type=_positive,
        default=2048,
        help="MiB that a document may take (default 2048)",
    )
    run.add_argument(
        "--rules", type=Path, default=None, help="folder of rules (*.toml) to use instead"
    )
    _add_language(run)
    run.set_defaults(carry_out=_run)


def _add_show(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    show = commands.add_parser(
        "show",
        help="print what was found in one agreement",
        description="Reads one agreement and prints its header, its sections with their money,\n"
        "its deadlines and its checks with how they came out. Nothing is written.",
        epilog=_EXIT_CODES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    show.add_argument("file", type=Path, metavar="FILE", help="one .pdf, .txt or .md file")
    _add_language(show)
    show.set_defaults(carry_out=_show)


def _add_check(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    check = commands.add_parser(
        "check",
        help="list the failed and the doubtful checks of a run",
        description="Lists the checks of a run that do not hold, with both figures, their pages\n"
        "and what would explain the difference; those that cannot be carried out, with the\n"
        "reason; those that hold within rounding, with the difference; and how many\n"
        "documents were quarantined or have nothing to check.",
        epilog="Exits 1 if a check does not hold, else 0; 2 if the folder holds no finished run.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    check.add_argument("output", type=Path, metavar="OUT", help="the --out folder of a run")
    _add_language(check)
    check.set_defaults(carry_out=_check)


def _add_explain(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    explain = commands.add_parser(
        "explain",
        help="tell which rule made each row of a page, and which came close",
        epilog="exits 0; 3 if the file cannot be read",
    )
    explain.add_argument("file", type=Path, metavar="FILE")
    explain.add_argument(
        "--at",
        required=True,
        type=_place,
        metavar="PAGE[:TEXT]",
        help="a page, and words of the row or of its sentence: 3, or '3:14 000 000'",
    )
    _add_language(explain)
    explain.set_defaults(carry_out=_explain)


def _add_workbook(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    workbook = commands.add_parser(
        "workbook",
        help="write a run's figures and checks as a spreadsheet with live formulas",
        epilog="exits 0; 2 if the file cannot be written",
    )
    workbook.add_argument("output", type=Path, metavar="OUT", help="the --out folder of a run")
    workbook.add_argument("file", type=Path, metavar="FILE.xlsx")
    workbook.add_argument(
        "--report",
        type=Path,
        metavar="FOLDER",
        help="the report that pages link to (OUT/report, if there is one)",
    )
    workbook.add_argument("--replace", action="store_true", help="replace FILE if it exists")
    _add_language(workbook)
    workbook.set_defaults(carry_out=_workbook)


def _add_report(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    report = commands.add_parser(
        "report",
        help="write the report of a run for the browser",
        description="Writes a folder of pages that needs no server and no network: every "
        "agreement with its checks beside the pages that their figures stand on.",
    )
    report.add_argument("output", type=Path, metavar="OUT", help="the --out folder of a run")
    report.add_argument(
        "--to", type=Path, default=None, metavar="FOLDER", help="where (default OUT/report)"
    )
    report.add_argument(
        "--inputs",
        type=Path,
        default=None,
        metavar="FOLDER",
        help="where the original files are now, for the pictures of their pages",
    )
    _add_language(report)
    report.set_defaults(carry_out=_report)


def _add_compare(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    compare = commands.add_parser(
        "compare",
        help="hold two versions or years of an agreement side by side",
        epilog="exits 0; 3 if a file cannot be read",
    )
    compare.add_argument("before", type=Path, metavar="A", help="the earlier file")
    compare.add_argument("after", type=Path, metavar="B", help="the later file")
    compare.add_argument("--json", action="store_true", help="print JSON instead of tables")
    _add_language(compare)
    compare.set_defaults(carry_out=_compare)


def _add_language(parser: argparse.ArgumentParser, default: str = argparse.SUPPRESS) -> None:
    """`--lang` is taken before the command and after it."""
    parser.add_argument(
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


def _wording(arguments: argparse.Namespace) -> tuple[Wording, Console]:
    from pipeline.report.console import open_console
    from pipeline.report.wording import Wording

    return Wording(arguments.lang), open_console()


def _run(arguments: argparse.Namespace) -> ExitCode:
    from pipeline.batch import run_batch
    from pipeline.report.progress import progress_bar
    from pipeline.report.run_summary import print_outcome

    words, console = _wording(arguments)
    with progress_bar(words) as progress:
        options = _run_options(arguments, progress)
        outcome = run_batch(arguments.inputs, arguments.out, options)
    print_outcome(outcome, words, console)
    return outcome.exit_code


def _run_options(arguments: argparse.Namespace, progress: Progress) -> RunOptions:
    import os

    from pipeline.batch import MEBIBYTE, Limits, RunOptions

    workers = arguments.workers or os.cpu_count() or 1
    limits = Limits(arguments.timeout, arguments.memory * MEBIBYTE, workers)
    return RunOptions(limits, arguments.rules, progress)


def _show(arguments: argparse.Namespace) -> ExitCode:
    from pipeline.report.terminal import print_agreement

    words, console = _wording(arguments)
    agreement = _agreement(arguments.file, words)
    if agreement is None:
        return ExitCode.QUARANTINED
    print_agreement(agreement, words, console)
    return ExitCode.DISCREPANCY if agreement.n_mismatches else ExitCode.RECONCILED


def _explain(arguments: argparse.Namespace) -> ExitCode:
    from pipeline.report.explanation import explain, print_explanation
    from pipeline.rulebook import load_rulebook

    words, console = _wording(arguments)
    agreement = _agreement(arguments.file, words)
    if agreement is None:
        return ExitCode.QUARANTINED
    explanation = explain(agreement, load_rulebook(), *arguments.at)
    print_explanation(explanation, words, console)
    return ExitCode.RECONCILED


def _agreement(path: Path, words: Wording) -> Agreement | None:
    """One file's agreement; None, with the reason printed, where it cannot be read."""
    from pipeline.model import UnreadableError
    from pipeline.stages import extract

    try:
        return extract(path)
    except UnreadableError as error:
        if isinstance(error.__cause__, IsADirectoryError):
            told = f"{path} is a folder. Name one file, or read all with `overens run`."
            raise UsageError(told) from error
        if error.cause == "unopened":
            raise UsageError(f"{path}: {error}") from error
        reason = words.quarantine(error.cause, error.message)
        print(f"{path}: {reason}", file=sys.stderr)  # noqa: T201
        return None


def _check(arguments: argparse.Namespace) -> ExitCode:
    from pipeline.report.run_checks import print_checks, run_checks

    words, console = _wording(arguments)
    run = run_checks(arguments.output)
    print_checks(run, words, console)
    return ExitCode.DISCREPANCY if run.having("mismatch") else ExitCode.RECONCILED


def _workbook(arguments: argparse.Namespace) -> ExitCode:
    from pipeline.report.workbook import write_workbook

    words, console = _wording(arguments)
    report = arguments.report or arguments.output / "report"
    write_workbook(arguments.output, arguments.file, words, report, replace=arguments.replace)
    console.print(str(arguments.file), soft_wrap=True)
    return ExitCode.RECONCILED


def _report(arguments: argparse.Namespace) -> ExitCode:
    from pipeline.report.web import print_site, write_site

    words, console = _wording(arguments)
    site = write_site(arguments.output, arguments.to, arguments.inputs, arguments.lang)
    print_site(site, words, console)
    return ExitCode.RECONCILED


def _compare(arguments: argparse.Namespace) -> ExitCode:
    from pipeline.reconcile.comparison import compare
    from pipeline.report.comparison import comparison_json, print_comparison

    words, console = _wording(arguments)
    before = _agreement(arguments.before, words)
    after = _agreement(arguments.after, words)
    if before is None or after is None:
        return ExitCode.QUARANTINED
    comparison = compare(before.facts, after.facts)
    if arguments.json:
        console.print(comparison_json(before, after, comparison), markup=False, soft_wrap=True)
    else:
        print_comparison(before, after, comparison, words, console)
    return ExitCode.RECONCILED
