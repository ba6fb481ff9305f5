"""The formulas of a working paper: what an auditor would write into the cells by hand.

Rows and columns count from 0, as XlsxWriter does.
"""

from __future__ import annotations

from collections.abc import Sequence

from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell

HOLDS, ROUNDED, FAILS, UNTESTED, MIXED = "✓", "≈", "✗", "?", "!"
_MOST_ARGUMENTS = 250  # Excel takes 255 arguments to a function


def cell(row: int, column: int) -> str:
    """The address of a cell, as in `F12`."""
    return str(xl_rowcol_to_cell(row, column))


def sum_of(rows: Sequence[int], column: int) -> str:
    """The sum of a column's cells; a row named twice is added twice.

    `=SUM(F5:F8,F11)`: neighbours become a range, as one would mark them with the mouse.
    """
    name = xl_col_to_name(column)
    terms = [
        f"{name}{first + 1}:{name}{last + 1}" if last > first else f"{name}{first + 1}"
        for first, last in _runs(rows)
    ]
    groups = [terms[at : at + _MOST_ARGUMENTS] for at in range(0, len(terms), _MOST_ARGUMENTS)]
    return "=" + "+".join(f"SUM({','.join(group)})" for group in groups)


def _runs(rows: Sequence[int]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    for row in sorted(rows):
        if runs and row == runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], row)
        else:
            runs.append((row, row))
    return runs


def difference(row: int, computed: int, stated: int) -> str:
    """Computed minus stated."""
    return f"={cell(row, computed)}-{cell(row, stated)}"


def status(row: int, difference: int, tolerance: int, *, end_included: bool) -> str:
    """✓ where there is no difference, ≈ where it lies within the tolerance, else ✗.

    Printed figures that lie a whole tolerance apart are no roundings of one another, so its
    end does not belong to it, unless a bound (högst, minst) has stretched it that far.
    Differences are taken to the öre, since spreadsheets reckon in binary fractions.
    """
    away = f"ROUND({cell(row, difference)},2)"
    within = "<=" if end_included else "<"
    limit = cell(row, tolerance)
    return f'=IF({away}=0,"{HOLDS}",IF(ABS({away}){within}{limit},"{ROUNDED}","{FAILS}"))'


def tick(rows: Sequence[int], status: int) -> str:
    """✓ where all checks that a figure takes part in hold, ✗ where none does, else !."""
    runs = _runs(sorted(set(rows)))
    failed = "+".join(count_of(FAILS, first, last, status) for first, last in runs)
    return f'=IF({failed}=0,"{HOLDS}",IF({failed}={len(set(rows))},"{FAILS}","{MIXED}"))'


def count_of(mark: str, first_row: int, last_row: int, column: int) -> str:
    """How often a mark stands in a column, without its sign of equality."""
    name = xl_col_to_name(column)
    return f'COUNTIF({name}{first_row + 1}:{name}{last_row + 1},"{mark}")'


def verdict(failed: str, held: str, names: tuple[str, str, str]) -> str:
    """The words for: something fails, all that was tested holds, nothing was tested."""
    fails, holds, untested = names
    return f'=IF({failed}>0,"{fails}",IF({held}>0,"{holds}","{untested}"))'


def on_sheet(sheet: str, row: int, column: int) -> str:
    """A cell of another sheet, as in `='2024 God vård'!J1`."""
    return f"={_sheet(sheet)}!{cell(row, column)}"


def link_to(sheet: str) -> str:
    """The target of a link to a sheet's first cell."""
    return f"internal:{_sheet(sheet)}!A1"


def _sheet(name: str) -> str:
    quoted = name.replace("'", "''")
    return f"'{quoted}'"
