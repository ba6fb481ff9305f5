"""Rows of the summary tables that come out exactly right, ours beside pdfplumber's default.

    python benchmarks/tables.py [FOLDER]      (default: ../shared)

A row is right if one row of one table has its label, its value and its recipient, and nothing
else. A table is false if it holds no such row and is not the appendix with the form for
requisitions, the only other table in these documents.
"""

from __future__ import annotations

import json
import re
import sys
import unicodedata
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path

from pipeline.values.numbers import AmbiguousNumberError, read_number

ROOT = Path(__file__).resolve().parent.parent
SCALES = (Decimal(1), Decimal(1_000), Decimal(1_000_000))
FORM = "rekvisition"

Row = list[str]
Reader = Callable[[Path], list[list[Row]]]


def ours(path: Path) -> list[list[Row]]:
    from pipeline.read import read_document

    return [
        [[cell.text for cell in row] for row in table.rows] for table in read_document(path).tables
    ]


def pdfplumber_default(path: Path) -> list[list[Row]]:
    import pdfplumber

    with pdfplumber.open(path) as pdf:
        tables = [table for page in pdf.pages for table in page.extract_tables()]
    return [[[cell or "" for cell in row] for row in table] for table in tables]


CONTESTANTS: dict[str, Reader] = {"ours": ours, "pdfplumber": pdfplumber_default}


def folded(text: str) -> str:
    """Letters and digits alone: readers differ in spaces, hyphens and footnote marks."""
    text = unicodedata.normalize("NFKC", text).casefold()
    return re.sub(r"[^\w]|_", "", text)


def is_row(row: Row, item: dict[str, object]) -> bool:
    """Whether a row says what an item of the annotation says, and nothing else."""
    wanted = folded(f"{item['label']}{item['recipient'] or ''}")
    for place, cell in enumerate(row):
        others = folded("".join(row[:place] + row[place + 1 :]))
        if others == wanted and is_value(cell, Decimal(str(item["value_sek"]))):
            return True
    return False


def is_value(cell: str, value: Decimal) -> bool:
    try:
        number = read_number(cell, counts_whole=True).value
    except AmbiguousNumberError:
        return False
    return any(number * scale == value for scale in SCALES)


def score(tables: list[list[Row]], items: list[dict[str, object]]) -> tuple[int, int]:
    """Items found, and false tables."""
    left = list(items)
    false = 0
    for table in tables:
        found = 0
        for row in table:
            item = next((item for item in left if is_row(row, item)), None)
            if item is not None:
                left.remove(item)
                found += 1
        is_form = bool(table) and folded(table[0][0]).startswith(FORM)
        false += not found and not is_form
    return len(items) - len(left), false


def documents(shared: Path) -> Iterator[tuple[Path, list[dict[str, object]]]]:
    for path in sorted((shared / "corpus" / "pdf").glob("*/*.pdf")):
        annotation = shared / "gold" / "agreements" / f"{path.stem}.json"
        items = (
            json.loads(annotation.read_text("utf-8"))["line_items"] if annotation.exists() else []
        )
        yield path, items


def main() -> None:
    shared = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT.parent / "shared"
    if not (shared / "corpus" / "pdf").is_dir():
        sys.exit(f"There are no annotated documents below {shared}: name their folder.")
    heads = "".join(f"{name:>14} false" for name in CONTESTANTS)
    print(f"{'document':<22}{'rows':>6}{heads}")
    totals = {name: [0, 0] for name in CONTESTANTS}
    n_items = 0
    for path, items in documents(shared):
        line = f"{path.parent.name}/{path.name:<12}".ljust(22) + f"{len(items):>6}"
        n_items += len(items)
        for name, reader in CONTESTANTS.items():
            right, false = score(reader(path), items)
            totals[name][0] += right
            totals[name][1] += false
            line += f"{right:>14}{false:>6}"
        print(line)
    sums = "".join(f"{right:>14}{false:>6}" for right, false in totals.values())
    print(f"{'all':<22}{n_items:>6}{sums}")


if __name__ == "__main__":
    main()
