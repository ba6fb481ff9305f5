"""The auditor's working paper: a run as a workbook whose checks are live formulas."""

from pipeline.report.workbook.writing import write_workbook

__all__ = ["write_workbook"]
