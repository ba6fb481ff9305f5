"""The report as a folder: written beside its place and put there whole."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import Environment

from pipeline.report.outcomes import is_clear, n_by_status
from pipeline.report.recorded import RecordedAgreement, RecordedRun, recorded_run
from pipeline.report.web.agreement_view import AgreementView, agreement_view, fitting
from pipeline.report.web.areas import Areas
from pipeline.report.web.chart import money_chart
from pipeline.report.web.originals import find_original
from pipeline.report.web.pictures import Drawing, Sizes, draw_pages
from pipeline.report.web.templating import FOLDER, environment
from pipeline.report.web.words import SiteWording
from pipeline.report.wording import Language
from pipeline.rulebook import load_rulebook
from pipeline.store import (
    REPORT,
    REPORT_MARKER,
    UNFINISHED_REPORT,
    refuse_foreign_report,
    writing_to,
)
from pipeline.version import __version__

_PDF = "application/pdf"


@dataclass(frozen=True, slots=True)
class SiteOutcome:
    """A report that was written; `without_pictures` lists the PDFs that were not found."""

    folder: Path
    n_agreements: int
    without_pictures: tuple[str, ...]


def write_site(
    output: Path,
    destination: Path | None = None,
    inputs: Path | None = None,
    language: Language = "sv",
) -> SiteOutcome:
    """Write the report of a run's output, into `output/report` unless told otherwise.

    `inputs` is where the original files are if they have moved since. Raises UsageError where
    `output` holds no finished run, `destination` holds something else than a report or cannot
    be written.
    """
    run = recorded_run(output)
    folders = (inputs,) if inputs else run.input_root
    destination = destination or output / REPORT
    with writing_to(destination, "--to"):
        without = _put_in_place(run, destination.resolve(), folders, language)
    return SiteOutcome(destination, len(run.agreements), without)


def _put_in_place(
    run: RecordedRun, destination: Path, inputs: Sequence[Path], language: Language
) -> tuple[str, ...]:
    refuse_foreign_report(destination)
    destination.parent.mkdir(parents=True, exist_ok=True)
    building = Path(tempfile.mkdtemp(prefix=UNFINISHED_REPORT, dir=destination.parent))
    try:
        without = _write(run, building, inputs, language)
        building.chmod(0o755)
        if destination.exists():
            shutil.rmtree(destination)
        building.rename(destination)
    finally:
        shutil.rmtree(building, ignore_errors=True)
    return without


def _write(
    run: RecordedRun, folder: Path, inputs: Sequence[Path], language: Language
) -> tuple[str, ...]:
    words = SiteWording(language)
    templates = environment(words)
    templates.globals |= {"run": run, "versions": _versions(run)}
    shutil.copytree(FOLDER / "static", folder / "static")
    drawn = _draw(run, folder / "pages", inputs)
    without = tuple(
        agreement.document.source_path
        for agreement in run.agreements
        if agreement.document.media_type == _PDF and not drawn.get(agreement.document.doc_id)
    )
    (folder / "agreements").mkdir()
    for agreement in run.agreements:
        pictured = fitting(agreement.pages, drawn.get(agreement.document.doc_id, ()))
        page = _agreement_page(agreement, pictured, words, templates)
        path = folder / "agreements" / f"{agreement.document.doc_id}.html"
        path.write_text(page, encoding="utf-8")
    overview = _overview(run, len(without), words, templates)
    (folder / "index.html").write_text(overview, encoding="utf-8")
    marker = {"run_id": run.run_id, "pipeline_version": __version__}
    (folder / REPORT_MARKER).write_text(json.dumps(marker) + "\n", encoding="utf-8")
    return without


def _versions(run: RecordedRun) -> tuple[str, str]:
    """Those of the run, which a later report does not change."""
    documents = [*(agreement.document for agreement in run.agreements), *run.quarantined]
    first = documents[0] if documents else None
    return (first.pipeline_version, first.rules_version) if first else (__version__, "–")


def _draw(run: RecordedRun, folder: Path, inputs: Sequence[Path]) -> Mapping[str, Sizes]:
    """The sizes of the pages of each document that could be drawn."""
    drawings = []
    for agreement in run.agreements:
        document = agreement.document
        if document.media_type != _PDF:
            continue
        path = find_original(document, inputs)
        if path is not None:
            turned = tuple(page.turned for page in agreement.pages)
            drawings.append(Drawing(document.doc_id, path, folder / document.doc_id, turned))
    return dict(draw_pages(drawings))


def _agreement_page(
    agreement: RecordedAgreement,
    pictured: frozenset[int],
    words: SiteWording,
    templates: Environment,
) -> str:
    view = agreement_view(agreement, pictured, words)
    columns = {
        number: len({item.column for item in items}) > 1 for number, items in view.tables.items()
    }
    return templates.get_template("agreement.html.j2").render(
        root="../",
        view=view,
        counts=n_by_status(agreement.checks),
        pictured=pictured,
        contents=_contents(view, words),
        multi_column=columns,
    )


def _contents(view: AgreementView, words: SiteWording) -> list[tuple[str, str, int]]:
    recorded = view.recorded
    listed = [
        ("checks", len(view.checks)),
        ("line_items", len(recorded.line_items)),
        ("amounts", len(recorded.amounts)),
        ("appropriations", len(recorded.appropriations)),
        ("deadlines", len(recorded.deadlines)),
        ("responsibilities", len(recorded.responsibilities)),
        ("signatures", len(recorded.signatures)),
        ("findings", len(recorded.findings)),
    ]
    left_out_if_empty = {"line_items", "signatures"}
    return [
        (name.replace("_", "-"), words[name], number)
        for name, number in listed
        if number or name not in left_out_if_empty
    ]


def _overview(run: RecordedRun, n_without: int, words: SiteWording, templates: Environment) -> str:
    documents = [agreement.document for agreement in run.agreements]
    documents.sort(key=lambda document: (-(document.year or 0), document.title or ""))
    counts = {a.document.doc_id: n_by_status(a.checks) for a in run.agreements}
    reconciled = [d for d in documents if d.verdict == "reconciled"]
    context: dict[str, Any] = {
        "counts": counts,
        "n_open": sum(not is_clear(d.verdict, counts[d.doc_id]) for d in reconciled),
        "documents": documents,
        "quarantined": run.quarantined,
        "tally": _tally(run),
        "years": sorted({d.year for d in documents if d.year}, reverse=True),
        "some_without_year": any(d.year is None for d in documents),
        "without_pictures": n_without,
        "chart": money_chart(documents, Areas(load_rulebook(), words.language)),
    }
    return templates.get_template("overview.html.j2").render(root="", **context)


def _tally(run: RecordedRun) -> list[tuple[str, int]]:
    verdicts = Counter(agreement.document.verdict for agreement in run.agreements)
    verdicts["quarantined"] = len(run.quarantined)
    ordered = ("discrepancy", "unverifiable", "reconciled", "quarantined")
    return [(verdict, verdicts[verdict]) for verdict in ordered if verdicts[verdict]]
