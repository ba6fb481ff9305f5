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
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, NoReturn

import regex

from pipeline.model import RuleError, UsageError

_REQUIRED = {"id", "pattern", "note", "examples", "counter_examples"}
_OWN = _REQUIRED | {"needs"}
_FRAGMENT = re.compile(r"\{(@?[a-zåäö_]+)\}")


@dataclass(frozen=True)
class Rule:
    """One pattern with its proof; `values` holds what the rule file says beyond them."""

    id: str
    expression: str
    note: str
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...]
    path: Path
    line: int
    values: Mapping[str, Any] = field(default_factory=dict)
    needs: tuple[str, ...] = ()

    def may_match(self, lowered: str) -> bool:
        """Whether a text, given in lower case, holds one of the pieces that the rule needs."""
        for piece in self.needs:  # a loop, for any() takes longer than the few looks it saves
            if piece in lowered:
                return True
        return not self.needs

    @cached_property
    def pattern(self) -> regex.Pattern[str]:
        """The compiled expression. Raises RuleError where it does not compile."""
        try:
            return regex.compile(
                self.expression, regex.VERBOSE if self.values.get("verbose") else 0
            )
        except regex.error as error:
            reason = f"rule {self.id} does not compile: {error}"
            raise RuleError(self.path, self.line, reason, "Mend the pattern") from error

    def prove(self) -> None:
        """Raises RuleError unless the pattern keeps what its examples promise."""
        for example in self.examples:
            if not self.pattern.search(example):
                self._refuse(f"does not match its example {example!r}")
            if not self.may_match(example.lower()):
                self._refuse(f"needs what its example {example!r} does not hold")
        for example in self.counter_examples:
            if self.pattern.search(example):
                self._refuse(f"matches its counter-example {example!r}")

    def _refuse(self, reason: str) -> NoReturn:
        raise RuleError(self.path, self.line, f"rule {self.id} {reason}", "Mend either")

    def value(self, name: str) -> str | None:
        found = self.values.get(name)
        return None if found is None else str(found)


@dataclass(frozen=True)
class RuleSet:
    """The rules of one kind, in the order of their files, with their phrase lists."""

    kind: str
    path: Path
    rules: tuple[Rule, ...]
    phrases: Mapping[str, tuple[str, ...]]

    def __iter__(self) -> Iterator[Rule]:
        return iter(self.rules)

    @cached_property
    def _by_id(self) -> dict[str, Rule]:
        return {rule.id: rule for rule in self.rules}

    def __getitem__(self, rule_id: str) -> Rule:
        return self._by_id[rule_id]

    @cached_property
    def _by_value(self) -> dict[tuple[str, str], tuple[Rule, ...]]:
        found: dict[tuple[str, str], tuple[Rule, ...]] = {}
        for rule in self.rules:
            for pair in rule.values.items():
                if isinstance(pair[1], str):
                    found[pair] = (*found.get(pair, ()), rule)
        return found

    def having(self, name: str, value: str) -> tuple[Rule, ...]:
        """The rules whose value of that name is `value`, in order (`having("step", "kind")`)."""
        return self._by_value.get((name, value), ())


@dataclass(frozen=True)
class Rulebook:
    """All rule sets by kind; `version` changes with any byte of any rule file."""

    folder: Path
    version: str
    sets: Mapping[str, RuleSet]

    def __getitem__(self, kind: str) -> RuleSet:
        return self.sets[kind]

    def __iter__(self) -> Iterator[RuleSet]:
        return iter(self.sets.values())


def rules_folder() -> Path:
    """Where the rules lie: inside the installed package, or beside it in a checkout."""
    package = Path(__file__).resolve().parent
    installed = package / "_rules"
    return installed if installed.is_dir() else package.parent / "rules"


def load_rulebook(folder: Path | None = None) -> Rulebook:
    """Load every rule file of a folder (the project's own by default).

    What was loaded before is given again until a byte of the folder's rules changes. Raises
    UsageError for a folder that is missing or empty, and RuleError, which names the file and
    line, for a rule that is incomplete, does not compile, or contradicts its own examples.
    """
    place = folder or rules_folder()
    if not place.is_dir():
        raise UsageError(f"{place} is no folder. Name one that holds rule files (*.toml).")
    return _loaded(place, _version(place), proved=folder is not None)


@lru_cache(maxsize=4)
def _loaded(folder: Path, version: str, *, proved: bool) -> Rulebook:
    paths = sorted(folder.glob("*.toml"))
    if not paths:
        raise UsageError(f"{folder} holds no rule files. Name a folder with rules (*.toml).")
    sets = _rule_sets([_parse(path) for path in paths])
    book = Rulebook(folder, version, {rule_set.kind: rule_set for rule_set in sets})
    if proved:
        prove(book)
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


@dataclass(frozen=True)
class _RuleFile:
    """A file as parsed, with the line of each of its rules."""

    path: Path
    kind: str
    data: Mapping[str, Any]
    lines: tuple[int, ...]


def _parse(path: Path) -> _RuleFile:
    text = path.read_text(encoding="utf-8")
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"line (\d+)", str(error))
        line = int(found[1]) if found else 1
        raise RuleError(path, line, f"not valid TOML: {error}", "Mend the file") from error
    if not isinstance(data.get("kind"), str):
        raise RuleError(path, 1, "the file has no `kind`", 'Add kind = "…" at the top')
    starts = (n for n, line in enumerate(text.splitlines(), 1) if line.strip() == "[[rule]]")
    return _RuleFile(path, data["kind"], data, tuple(starts))


def _rule_sets(files: Sequence[_RuleFile]) -> Iterator[RuleSet]:
    for kind in dict.fromkeys(file.kind for file in files):
        yield _rule_set([file for file in files if file.kind == kind])


def _rule_set(files: Sequence[_RuleFile]) -> RuleSet:
    """The rules of one kind: its files share their fragments and phrases."""
    phrases: dict[str, tuple[str, ...]] = {}
    fragments: dict[str, str] = {}
    for file in files:
        fragments |= file.data.get("fragments", {})
        for name, words in file.data.get("phrases", {}).items():
            phrases[name] = tuple(words)
            ordered = sorted(words, key=len, reverse=True)
            fragments["@" + name] = "(?:" + "|".join(map(regex.escape, ordered)) + ")"
    rules = tuple(
        _build_rule(file.path, line, entry, fragments, phrases)
        for file in files
        for line, entry in zip(file.lines, file.data.get("rule", []), strict=True)
    )
    return RuleSet(files[0].kind, files[0].path, rules, phrases)


def _build_rule(
    path: Path,
    line: int,
    entry: dict[str, Any],
    fragments: Mapping[str, str],
    phrases: Mapping[str, Sequence[str]],
) -> Rule:
    missing = sorted(_REQUIRED - entry.keys())
    if missing:
        raise RuleError(path, line, f"the rule lacks {', '.join(missing)}", "Add what is missing")
    return Rule(
        entry["id"],
        _expanded(path, line, entry["pattern"], fragments),
        entry["note"],
        tuple(entry["examples"]),
        tuple(entry["counter_examples"]),
        path,
        line,
        {key: value for key, value in entry.items() if key not in _OWN},
        tuple(_needed(path, line, entry.get("needs", ()), phrases)),
    )


def _needed(
    path: Path, line: int, needs: Iterable[str], phrases: Mapping[str, Sequence[str]]
) -> Iterator[str]:
    """The pieces of text that a rule needs, with its phrase lists put in."""
    for piece in needs:
        if not piece.startswith("@"):
            yield piece.lower()
        elif piece[1:] in phrases:
            yield from map(str.lower, phrases[piece[1:]])
        else:
            raise RuleError(path, line, f"unknown phrase list {piece}", "Define it under [phrases]")


def _expanded(path: Path, line: int, pattern: str, fragments: Mapping[str, str]) -> str:
    """The pattern with its fragments put in."""
    for _ in range(8):  # fragments may name fragments; eight deep is a loop
        names = set(_FRAGMENT.findall(pattern))
        unknown = sorted(names - fragments.keys())
        if unknown:
            raise RuleError(
                path, line, f"unknown fragment {{{unknown[0]}}}", "Define it under [fragments]"
            )
        if not names:
            break
        pattern = _FRAGMENT.sub(lambda m: f"(?:{fragments[m[1]]})", pattern)
    return pattern
