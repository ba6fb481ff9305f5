"""Every sentence that reconciliation can write has its phrase in English."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import pytest

import pipeline.reconcile
from pipeline.report.phrases import FIELDS, PHRASES

STAGES = sorted(Path(pipeline.reconcile.__file__).parent.glob("*.py"))
# `wording` takes the documents' words apart, `comparison` is told by a report of its own.
SILENT = {"wording.py", "comparison.py"}
SWEDISH = [swedish for swedish, _ in (*PHRASES, *chain(*FIELDS.values()))]


def _literals(tree: ast.AST) -> Iterator[str]:
    """The stretches of text between the fields of each string, but for those that only name
    or match something."""
    match tree:
        case ast.Expr(value=ast.Constant()):  # a docstring
            return
        case ast.keyword(arg="family"):
            return
        case ast.Call(func=ast.Attribute(value=ast.Name(id="re"))):
            return
        case ast.Assign(value=ast.Tuple() | ast.Set()) | ast.AnnAssign(value=ast.Tuple()):
            return
        case ast.Compare():
            return
        case ast.Call(func=ast.Attribute(attr="startswith" | "endswith" | "removeprefix")):
            return
        case ast.Constant(value=str(text)):
            yield text
    for child in ast.iter_child_nodes(tree):
        yield from _literals(child)


def _told(path: Path) -> list[str]:
    texts = _literals(ast.parse(path.read_text(encoding="utf-8")))
    return [text for text in texts if re.search(r"[a-zåäö,:.] [a-zåäö]", text)]


@pytest.mark.parametrize("path", [p for p in STAGES if p.name not in SILENT], ids=lambda p: p.name)
def test_every_sentence_has_its_phrase(path: Path) -> None:
    lacking = [text for text in _told(path) if not any(text in phrase for phrase in SWEDISH)]
    assert lacking == []


def test_the_sentences_are_found() -> None:
    told = [text for path in STAGES if path.name not in SILENT for text in _told(path)]
    assert len(told) > 60
    assert "raderna anger inte vilken part de gäller" in told
