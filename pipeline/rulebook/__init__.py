r"""The rules of the domain: loaded from `rules/*.toml`, compiled, and refused when wrong.

A rule file names its kind, may define named fragments, and lists its rules:

    kind = "money"

    [fragments]
    number = '\d{1,3}(?: \d{3})+|\d+(?:,\d+)?'

    [[rule]]
    id = "money.million"
    pattern = '(?P<number>{number}) miljoner kronor'
    note = "Why the rule is as it is, and where the form was seen."
    examples = ["2,385 miljoner kronor"]
    counter_examples = ["2 385 miljoner invånare"]
    unit = "mnkr"

`{name}` in a pattern stands for that fragment, and `{@register}` for the alternatives of a
phrase list of the same kind (`[phrases]`, name = list of strings, longest first). Several
files may hold rules of one kind, in the order of their names; they share fragments and phrases.
Any further string, number or list on a rule is kept in `Rule.values`. Every pattern must match
each of its examples somewhere and none of its counter-examples.

A rule that is tried on every sentence may say what it needs: `needs = ["miljon", "@units"]`, pieces
of text in lower case (or the phrases of a list) without one of which it cannot match. To look
for them is many times as fast as to try the pattern.

Patterns are compiled when they are first used: a document needs a part of them only, and to
compile all takes longer than to read it. A folder of rules that a user names is compiled and
proved at once, so that a bad rule is refused before any work; our own are proved by the tests.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

from pipeline.model import UsageError
from pipeline.rulebook.completeness import require_complete
from pipeline.rulebook.files import read_rule_sets
from pipeline.rulebook.rules import Rule, Rulebook, RuleSet

__all__ = ["Rule", "RuleSet", "Rulebook", "load_rulebook", "prove", "read_rules", "rules_folder"]


def rules_folder() -> Path:
    """Where the rules lie: inside the installed package, or beside it in a checkout."""
    package = Path(__file__).resolve().parents[1]
    installed = package / "_rules"
    return installed if installed.is_dir() else package.parent / "rules"


def load_rulebook(folder: Path | None = None) -> Rulebook:
    """Load every rule file of a folder (the project's own by default).

    What was loaded before is given again until a byte of the folder's rules changes. Raises
    UsageError for a folder that is missing or empty or lacks what the pipeline asks for, and
    RuleError, which names the file and line, for a rule that is incomplete, does not compile,
    or contradicts its own examples.
    """
    if folder is None:
        return read_rules(rules_folder())
    return _proved(folder, read_rules(folder).version)


def read_rules(folder: Path) -> Rulebook:
    """The rules of a folder as they stand in its files, neither compiled nor proved."""
    if not folder.is_dir():
        raise UsageError(f"{folder} is no folder. Name one that holds rule files (*.toml).")
    return _read(folder, _version(folder))


@lru_cache(maxsize=4)
def _read(folder: Path, version: str) -> Rulebook:
    paths = sorted(folder.glob("*.toml"))
    if not paths:
        raise UsageError(f"{folder} holds no rule files. Name a folder with rules (*.toml).")
    return Rulebook(folder, version, read_rule_sets(paths))


@lru_cache(maxsize=4)
def _proved(folder: Path, version: str) -> Rulebook:
    book = _read(folder, version)
    prove(book)
    require_complete(book, read_rules(rules_folder()))
    return book


def prove(book: Rulebook) -> None:
    """Compile every rule and hold it against its examples. Raises RuleError."""
    for rule_set in book:
        for rule in rule_set:
            rule.prove()


def _version(folder: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(p for p in folder.rglob("*") if p.suffix in {".toml", ".csv"}):
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:12]
