"""Links from the paper's page references into the web report."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class ReportLinks:
    """Where the web report lies, seen from the workbook; None where there is none.

    Links are relative, so that workbook and report can be archived or sent together.
    """

    folder: str | None

    def to(self, doc_id: str, anchor: str | None = None) -> str | None:
        """The target of a link to an agreement's page, at one of its figures."""
        if self.folder is None:
            return None
        fragment = f"#{anchor}" if anchor else ""
        return f"external:{self.folder}/{doc_id}.html{fragment}"


def report_links(report: Path | None, workbook: Path) -> ReportLinks:
    """Links to a report that has been written; none where it has not."""
    if report is None or not report.is_dir():
        return ReportLinks(None)
    relative = os.path.relpath(report.resolve(), workbook.resolve().parent)
    return ReportLinks(Path(relative).as_posix())
