"""Links from the paper's page references into the web report."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from pipeline.report.web.marks import key_of


@dataclass(frozen=True, slots=True)
class ReportLinks:
    """Where the web report lies, seen from the workbook; None where there is none.

    Links are relative, so that workbook and report can be archived or sent together.
    """

    folder: str | None

    def to(self, doc_id: str, row_id: str | None = None) -> str | None:
        """The target of a link to an agreement's page, at one of its amounts or checks."""
        if self.folder is None:
            return None
        anchor = f"#{key_of(row_id)}" if row_id else ""
        return f"external:{self.folder}/agreements/{doc_id}.html{anchor}"


def report_links(report: Path | None, workbook: Path) -> ReportLinks:
    """Links to a report that has been written; none where it has not."""
    if report is None or not report.is_dir():
        return ReportLinks(None)
    relative = os.path.relpath(report.resolve(), workbook.resolve().parent)
    return ReportLinks(Path(relative).as_posix())
