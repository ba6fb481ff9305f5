"""A random sample of the figure ledger for a reader to judge, and what is left unexplained.

    python benchmarks/figures_sample.py [FOLDER] [--size 200] [--seed 2026]

Without a folder: the five agreements of ../shared/corpus/agreements. Each line gives the
document, the page, the figure in its context and what it was taken for. The reading of the
sample is kept in docs/quality.md.
"""

from __future__ import annotations

import argparse
import random
import sys
from pathlib import Path

from pipeline.model import Document, Figure
from pipeline.rulebook import load_rulebook
from pipeline.stages import extract

ROOT = Path(__file__).resolve().parent.parent
DEFAULT = ROOT.parent / "shared" / "corpus" / "agreements"
_REACH = 48


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=DEFAULT)
    parser.add_argument("--size", type=int, default=200)
    parser.add_argument("--seed", type=int, default=2026)
    arguments = parser.parse_args()
    if not arguments.folder.exists():
        sys.exit(f"{arguments.folder} is not on this machine. Name a folder of agreements.")
    figures = _figures(arguments.folder)
    left = [f for _, f in figures if f.taken_for == "unexplained"]
    drawn = random.Random(arguments.seed).sample(
        range(len(figures)), min(arguments.size, len(figures))
    )
    for number in sorted(drawn):
        print(_line(*figures[number]))
    share = len(left) / max(len(figures), 1)
    print(f"\n{len(figures)} figures, {len(left)} unexplained ({share:.2%})")


def _figures(folder: Path) -> list[tuple[Document, Figure]]:
    rules = load_rulebook()
    found: list[tuple[Document, Figure]] = []
    for path in sorted(p for p in folder.rglob("*") if p.suffix in {".pdf", ".txt", ".md"}):
        agreement = extract(path, folder, rules)
        found += ((agreement.document, figure) for figure in agreement.facts.figures)
    return found


def _line(document: Document, figure: Figure) -> str:
    span, text = figure.where.span, document.text
    before = text[max(0, span.start - _REACH) : span.start]
    after = text[span.end : span.end + _REACH // 2]
    context = f"{before}[{figure.where.raw}]{after}".replace("\n", " / ").replace("\t", " | ")
    row = (figure.row_id or "").rpartition("-")[2]
    place = f"{document.source.file_name} {figure.where.page:>3}"
    return f"{place} {figure.taken_for:<16}{row:<6}{context}"


if __name__ == "__main__":
    main()
