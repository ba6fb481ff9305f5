"""What each command does with its arguments: it calls the pipeline and prints.

What is needed is imported where it is used, so that no command waits for what others need.
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.model.errors import ExitCode, UsageError

if TYPE_CHECKING:
    from rich.console import Console

    from pipeline.batch import RunOptions
    from pipeline.model import Agreement, Progress
    from pipeline.report.wording import Wording
    from pipeline.rulebook import Rulebook


def run(arguments: argparse.Namespace) -> ExitCode:
    """Read the inputs and write the tables."""
    from pipeline.batch import run_batch
    from pipeline.report.progress import progress_bar
    from pipeline.report.run_summary import print_outcome

    words, console = _wording(arguments)
    with progress_bar(words) as progress:
        options = _run_options(arguments, progress)
        outcome = run_batch(arguments.inputs, arguments.out, options)
    print_outcome(outcome, words, console)
    return outcome.exit_code


def show(arguments: argparse.Namespace) -> ExitCode:
    """Print one agreement."""
    from pipeline.report.terminal import print_agreement
    from pipeline.rulebook import load_rulebook

    words, console = _wording(arguments)
    agreement = _agreement(arguments.file, load_rulebook(arguments.rules), words)
    if agreement is None:
        return ExitCode.QUARANTINED
    print_agreement(agreement, words, console)
    return ExitCode.DISCREPANCY if agreement.n_mismatches else ExitCode.RECONCILED


def explain(arguments: argparse.Namespace) -> ExitCode:
    """Print what made the rows of a page."""
    from pipeline.report import explanation
    from pipeline.rulebook import load_rulebook

    words, console = _wording(arguments)
    rules = load_rulebook(arguments.rules)
    agreement = _agreement(arguments.file, rules, words)
    if agreement is None:
        return ExitCode.QUARANTINED
    explained = explanation.explain(agreement, rules, *arguments.at)
    explanation.print_explanation(explained, words, console)
    return ExitCode.RECONCILED


def check(arguments: argparse.Namespace) -> ExitCode:
    """List the checks of a run that fail or are in doubt."""
    from pipeline.report.run_checks import print_checks, run_checks

    words, console = _wording(arguments)
    run = run_checks(arguments.output)
    print_checks(run, words, console)
    return ExitCode.DISCREPANCY if run.having("mismatch") else ExitCode.RECONCILED


def workbook(arguments: argparse.Namespace) -> ExitCode:
    """Write the working paper."""
    from pipeline.report.workbook import write_workbook
    from pipeline.store import REPORT

    words, console = _wording(arguments)
    report = arguments.report or arguments.output / REPORT
    write_workbook(arguments.output, arguments.file, words, report, replace=arguments.replace)
    console.print(str(arguments.file), soft_wrap=True)
    return ExitCode.RECONCILED


def report(arguments: argparse.Namespace) -> ExitCode:
    """Write the report for the browser."""
    from pipeline.report.web import print_site, write_site

    words, console = _wording(arguments)
    site = write_site(arguments.output, arguments.to, arguments.inputs, arguments.lang)
    print_site(site, words, console)
    return ExitCode.RECONCILED


def compare(arguments: argparse.Namespace) -> ExitCode:
    """Print what differs between two agreements."""
    from pipeline.reconcile import comparison
    from pipeline.report.comparison import comparison_json, print_comparison
    from pipeline.rulebook import load_rulebook

    words, console = _wording(arguments)
    rules = load_rulebook(arguments.rules)
    before, after = (_agreement(path, rules, words) for path in (arguments.before, arguments.after))
    if before is None or after is None:
        return ExitCode.QUARANTINED
    changes = comparison.compare(before.facts, after.facts)
    if arguments.json:
        console.print(comparison_json(before, after, changes), markup=False, soft_wrap=True)
    else:
        print_comparison(before, after, changes, words, console)
    return ExitCode.RECONCILED


def _wording(arguments: argparse.Namespace) -> tuple[Wording, Console]:
    from pipeline.report.console import open_console
    from pipeline.report.wording import Wording

    return Wording(arguments.lang), open_console()


def _run_options(arguments: argparse.Namespace, progress: Progress) -> RunOptions:
    from pipeline.batch import MEBIBYTE, Limits, RunOptions

    memory = arguments.memory and arguments.memory * MEBIBYTE
    asked = {"timeout": arguments.timeout, "memory": memory, "workers": arguments.workers}
    limits = replace(Limits(), **{name: value for name, value in asked.items() if value})
    return RunOptions(limits, arguments.rules, progress)


def _agreement(path: Path, rules: Rulebook, words: Wording) -> Agreement | None:
    """One file's agreement; None, with the reason printed, where it cannot be read."""
    from pipeline.model import UnreadableError
    from pipeline.stages import extract

    try:
        return extract(path, rules=rules)
    except UnreadableError as error:
        if isinstance(error.__cause__, IsADirectoryError):
            told = f"{path} is a folder. Name one file, or read all with `overens run`."
            raise UsageError(told) from error
        if error.cause == "unopened":
            raise UsageError(f"{path}: {error}") from error
        reason = words.quarantine(error.cause, error.message)
        print(f"{path}: {reason}", file=sys.stderr)  # noqa: T201
        return None
