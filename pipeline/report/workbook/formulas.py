"""The formulas of a working paper: what an auditor would write into the cells by hand.

Rows and columns count from 0, as XlsxWriter does.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell

HOLDS, ROUNDED, FAILS, UNTESTED, MIXED = "✓", "≈", "✗", "?", "!"
_MOST_ARGUMENTS = 250  # Excel takes 255 arguments to a function
_LONGEST = 8000  # Excel takes 8192 characters to a formula


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


def settled(row: int, difference: int) -> str:
    """? until the figures agree: a relation that need not hold does not fail."""
    return f'=IF(ROUND({cell(row, difference)},2)=0,"{HOLDS}","{UNTESTED}")'


def tick(rows: Sequence[int], status: int) -> str | None:
    """The worst of the checks that a figure takes part in: ✗ where it fails them all, ! where
    some fail, ? where one cannot be settled, ≈ where one holds by rounding, else ✓.

    None where that takes a longer formula than Excel reads.
    """
    runs = _runs(sorted(set(rows)))

    def count(mark: str) -> str:
        return "+".join(count_of(mark, first, last, status) for first, last in runs)

    formula = (
        f'=IF({count(FAILS)}>0,IF({count(HOLDS)}+{count(ROUNDED)}=0,"{FAILS}","{MIXED}"),'
        f'IF({count(UNTESTED)}>0,"{UNTESTED}",IF({count(ROUNDED)}>0,"{ROUNDED}","{HOLDS}")))'
    )
    return formula if len(formula) <= _LONGEST else None


def mark_of(marks: Collection[str]) -> str:
    """What `tick` comes to for the marks of a figure's checks."""
    if FAILS in marks:
        return MIXED if {HOLDS, ROUNDED} & set(marks) else FAILS
    return next((mark for mark in (UNTESTED, ROUNDED) if mark in marks), HOLDS)


def count_of(mark: str, first_row: int, last_row: int, column: int) -> str:
    """How often a mark stands in a column, without its sign of equality."""
    name = xl_col_to_name(column)
    # A question mark stands for any letter there, unless a tilde comes before it.
    wanted = f"~{mark}" if mark == UNTESTED else mark
    return f'COUNTIF({name}{first_row + 1}:{name}{last_row + 1},"{wanted}")'


def verdict(counts: Mapping[str, str], names: tuple[str, str, str], *, whole: bool) -> str:
    """The words for: something fails, all that was tested holds, nothing was tested; then
    how many checks hold by rounding or are open, as in `stämmer, 1 ≈, 2 ?`.

    `counts` are the cells that count each mark; ✓ counts all that hold. A document that is
    not `whole` lacks a sum that could not be read: what else holds says nothing of it as
    long as a check is open.
    """
    fails, holds, untested = names
    held = f"{counts[HOLDS]}>0" if whole else f"AND({counts[HOLDS]}>0,{counts[UNTESTED]}=0)"
    word = f'IF({counts[FAILS]}>0,"{fails}",IF({held},"{holds}","{untested}"))'
    reserved = (
        f'&IF({counts[mark]}>0,", "&{counts[mark]}&" {mark}","")' for mark in (ROUNDED, UNTESTED)
    )
    return f"={word}{''.join(reserved)}"


def on_sheet(sheet: str, row: int, column: int) -> str:
    """A cell of another sheet, as in `='2024 God vård'!J1`."""
    return f"={_sheet(sheet)}!{cell(row, column)}"


def link_to(sheet: str) -> str:
    """The target of a link to a sheet's first cell."""
    return f"internal:{_sheet(sheet)}!A1"


def _sheet(name: str) -> str:
    quoted = name.replace("'", "''")
    return f"'{quoted}'"
