"""A rule, the rules of one kind, and all of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, NoReturn

import regex

from pipeline.model import RuleError


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

    def matches(self, text: str, lowered: str, *, overlapped: bool = False) -> Iterator[Any]:
        """The matches in a text, which is looked through only where it may hold any."""
        if not self.may_match(lowered):
            return iter(())
        found: Iterator[Any] = self.pattern.finditer(text, overlapped=overlapped)
        return found

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

    def compile(self) -> None:
        """Compile every pattern now. Raises RuleError for one that does not compile."""
        for rule_set in self:
            for rule in rule_set:
                _ = rule.pattern
