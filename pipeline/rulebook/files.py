"""Rule files as written: parsed, put together by kind, and refused where they are malformed."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import regex

from pipeline.model import RuleError
from pipeline.rulebook.rules import Rule, RuleSet

_TOP = {"kind", "fragments", "phrases", "rule"}
_REQUIRED = {"id", "pattern", "note", "examples", "counter_examples"}
_OWN = _REQUIRED | {"needs"}
_LISTS = {"examples": 2, "counter_examples": 1, "needs": 0}
"""The lists of strings that a rule may have, and how many each holds at least."""

_DEEPEST = 8  # fragments may name fragments; this deep they go round in a circle
_FRAGMENT = re.compile(r"\{(@?[a-zåäö_]+)\}")
_RULE_BEGINS = re.compile(r"^\s*\[\[\s*rule\s*\]\]")


def read_rule_sets(paths: Iterable[Path]) -> dict[str, RuleSet]:
    """The rules of some files by kind. Raises RuleError, which names the file and the line."""
    return {rule_set.kind: rule_set for rule_set in _rule_sets([_parse(path) for path in paths])}


@dataclass(frozen=True)
class _RuleFile:
    """A file as parsed, with the line of each of its rules."""

    path: Path
    kind: str
    data: Mapping[str, Any]
    lines: tuple[int, ...]


def _parse(path: Path) -> _RuleFile:
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise RuleError(path, 1, "the file is not UTF-8", "Save it as UTF-8") from error
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"line (\d+)", str(error))
        line = int(found[1]) if found else 1
        raise RuleError(path, line, f"not valid TOML: {error}", "Mend the file") from error
    if not isinstance(data.get("kind"), str):
        raise RuleError(path, 1, "the file has no `kind`", 'Add kind = "…" at the top')
    for name in sorted(data.keys() - _TOP):
        allowed = ", ".join(sorted(_TOP))
        raise RuleError(path, 1, f"unknown part {name!r}", f"A file holds {allowed} only")
    starts = (n for n, line in enumerate(text.split("\n"), 1) if _RULE_BEGINS.match(line))
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
    _require_own_ids(rules)
    return RuleSet(files[0].kind, files[0].path, rules, phrases)


def _require_own_ids(rules: Sequence[Rule]) -> None:
    seen: dict[str, Rule] = {}
    for rule in rules:
        first = seen.setdefault(rule.id, rule)
        if first is not rule:
            reason = f"the id {rule.id} stands in {first.path.name}:{first.line} too"
            raise RuleError(rule.path, rule.line, reason, "Give one of them another")


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
    _require_types(path, line, entry)
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


def _require_types(path: Path, line: int, entry: Mapping[str, Any]) -> None:
    for name in ("id", "pattern", "note"):
        if not isinstance(entry[name], str):
            raise RuleError(path, line, f"{name} is no string", "Put it in quotes")
    for name, least in _LISTS.items():
        held = entry.get(name, [])
        if not isinstance(held, list) or not all(isinstance(one, str) for one in held):
            raise RuleError(path, line, f"{name} is no list of strings", 'Write ["…", "…"]')
        if len(held) < least:
            reason = f"{name} holds {len(held)} of at least {least}"
            raise RuleError(path, line, reason, "Add what is missing")


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
    for _ in range(_DEEPEST):
        names = set(_FRAGMENT.findall(pattern))
        unknown = sorted(names - fragments.keys())
        if unknown:
            raise RuleError(
                path, line, f"unknown fragment {{{unknown[0]}}}", "Define it under [fragments]"
            )
        if not names:
            return pattern
        pattern = _FRAGMENT.sub(lambda m: f"(?:{fragments[m[1]]})", pattern)
    raise RuleError(path, line, "a fragment names itself", "Mend it under [fragments]")
