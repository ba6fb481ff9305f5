"""Accuracy on the annotated agreements: F1 by kind and by document, and what has changed.

    python benchmarks/accuracy.py [--sets text,latex] [--commit]

The sets are those of tests/corpus/floors.toml (which says where their documents and gold
lie) and the scans, which take minutes. The last figures committed are kept in
benchmarks/accuracy.json; `--commit` writes them anew for the sets that were run.
Roles are compared on the amounts that match, aligned in reading order.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path
from tempfile import TemporaryDirectory
from types import ModuleType
from typing import Any

import pipeline
from pipeline.batch import MEBIBYTE, Limits, RunOptions
from pipeline.store import read_table

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
SCORER = SHARED / "tools" / "score.py"
COMMITTED = Path(__file__).with_name("accuracy.json")
SCANS = {"scan": {"input": "corpus/scan", "gold": "gold/agreements"}}
ALL = "all documents"
_SECONDS, _MEMORY = 900, 3072 * MEBIBYTE  # a scan of thirty pages takes minutes

# Set, then document (or ALL), then kind: the F1, or None where nothing is annotated.
Figures = dict[str, dict[str, dict[str, float]]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sets", help="names with commas between; all of them by default")
    parser.add_argument("--commit", action="store_true", help="write accuracy.json anew")
    arguments = parser.parse_args()
    if not SCORER.is_file():
        sys.exit(f"The annotated agreements are not on this machine: {SHARED} is missing.")
    sets = _sets()
    chosen = arguments.sets.split(",") if arguments.sets else list(sets)
    if unknown := [name for name in chosen if name not in sets]:
        sys.exit(f"There is no set {unknown[0]!r}. The sets are {', '.join(sets)}.")
    before: Figures = json.loads(COMMITTED.read_text()) if COMMITTED.is_file() else {}
    now = {name: _measure(sets[name]["input"], sets[name]["gold"]) for name in chosen}
    for name in chosen:
        _print_set(name, now[name], before.get(name, {}))
    _print_changes(now, before)
    if arguments.commit:
        COMMITTED.write_text(json.dumps(before | now, ensure_ascii=False, indent=1) + "\n")


def _sets() -> dict[str, dict[str, Any]]:
    floors = tomllib.loads((ROOT / "tests/corpus/floors.toml").read_text(encoding="utf-8"))
    return floors | {name: floors.get(name, SCANS[name]) for name in SCANS}


def _measure(documents: str, gold: str) -> dict[str, dict[str, float]]:
    """F1 by document and kind, with the accuracy of roles as a kind of its own."""
    scorer = _load_scorer()
    annotated = scorer.load_gold(SHARED / gold)
    with TemporaryDirectory() as scratch:
        out = Path(scratch) / "out"
        pipeline.run([SHARED / documents], out, RunOptions(Limits(_SECONDS, _MEMORY, 2)))
        read = {row["file_name"]: row["doc_id"] for row in read_table(out, "documents").to_pylist()}
        names = {
            name: doc for name in annotated for file, doc in read.items() if file.startswith(name)
        }
        found = {
            name: _scores(scorer, out, {name: annotated[name]}, Path(scratch)) for name in names
        }
        every = {name: annotated[name] for name in names}
        found[ALL] = _scores(scorer, out, every, Path(scratch))
        roles = {name: _roles(out, names[name], annotated[name]) for name in names}
    for name, (right, matched) in (roles | {ALL: _sum(roles.values())}).items():
        if matched:
            found[name]["roles"] = round(right / matched, 4)
    return found


def _load_scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", SCORER)
    if spec is None or spec.loader is None:
        sys.exit(f"{SCORER} cannot be loaded.")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _scores(
    scorer: ModuleType, out: Path, annotated: dict[str, Any], scratch: Path
) -> dict[str, float]:
    gold = scratch / "gold"
    gold.mkdir(exist_ok=True)
    (gold / "gold.json").write_text(json.dumps(annotated), encoding="utf-8")
    totals, _ = scorer.score(out, gold)
    return {kind: _f1(count) for kind, count in totals.items() if sum(count.values())}


def _f1(count: Counter[str]) -> float:
    hits = 2 * count["hit"]
    return round(hits / (hits + count["miss"] + count["excess"]), 4) if hits else 0.0


def _roles(out: Path, doc_id: str, annotated: dict[str, Any]) -> tuple[int, int]:
    """How many of the amounts that match have the right role, and how many match."""
    gold = [row for row in annotated.get("amounts", []) if row.get("role")]
    rows = [row for row in read_table(out, "amounts").to_pylist() if row["doc_id"] == doc_id]
    keys = [[(float(r["value_sek"]), r["in_table"]) for r in side] for side in (gold, rows)]
    blocks = SequenceMatcher(None, *keys, autojunk=False).get_matching_blocks()
    pairs = [(gold[a + i], rows[b + i]) for a, b, length in blocks for i in range(length)]
    return sum(left["role"] == right["role"] for left, right in pairs), len(pairs)


def _sum(pairs: Any) -> tuple[int, int]:
    right, matched = zip(*pairs, strict=True)
    return sum(right), sum(matched)


def _print_set(
    name: str, found: dict[str, dict[str, float]], before: dict[str, dict[str, float]]
) -> None:
    kinds = list(found[ALL])
    print(f"\n{name:24}" + "".join(f"{kind[:11]:>12}" for kind in kinds))
    for document in (ALL, *(d for d in found if d != ALL)):
        cells = (_cell(found[document].get(k), before.get(document, {}).get(k)) for k in kinds)
        print(f"{document[:23]:24}" + "".join(cells))


def _cell(now: float | None, before: float | None) -> str:
    """A figure, marked where it rose or fell since the last commit."""
    if now is None:
        return f"{'–':>12}"
    mark = "" if before is None or now == before else "↑" if now > before else "↓"
    return f"{mark + format(now, '.3f'):>12}"


def _print_changes(now: Figures, before: Figures) -> None:
    changes = list(_changes(now, before))
    told = f"changed: {len(changes)}" if changes else "nothing has changed"
    print(f"\nSince the figures last committed: {told}")
    for change in changes:
        print(f"  {change}")


def _changes(now: Figures, before: Figures) -> Iterator[str]:
    for name, documents in now.items():
        if name not in before:
            yield f"{name}: no figures were committed"
        for document, kinds in documents.items():
            for kind, value in kinds.items():
                old = before.get(name, {}).get(document, {}).get(kind)
                if old is not None and old != value:
                    yield f"{name} {document} {kind}: {old:.4f} → {value:.4f}"


if __name__ == "__main__":
    main()
