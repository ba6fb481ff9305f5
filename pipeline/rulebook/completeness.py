"""Whether a user's rules have all that the pipeline asks for, by the measure of our own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pipeline.model import RuleError, UsageError
from pipeline.rulebook.rules import Rule, Rulebook, RuleSet

_SORTS_RULES = ("use", "step", "stage")
"""What says in which place of the pipeline a rule is used."""

_NAMED_BY_ID = ("header", "sections", "tables")
"""The kinds whose rules the pipeline asks for one by one."""

_CLOSED = frozenset(
    "use step stage unit role relation look part side bound whole kind precision to where every "
    "taken_for within doc_type type modality".split()
)
"""The values for which only the words of our own rules mean something to the pipeline."""

_TOLD = 5  # of what is lacking, so that the sentence can be read


def require_complete(book: Rulebook, own: Rulebook) -> None:
    """Raises UsageError for a folder that lacks what the pipeline asks for, and RuleError for
    a rule with a value that means nothing to it."""
    lacking = [*_lacking_rules(book, own), *_lacking_registers(book.folder, own.folder)]
    if lacking:
        more = f"; and {len(lacking) - _TOLD} more" if len(lacking) > _TOLD else ""
        raise UsageError(
            f"{book.folder} lacks {'; '.join(lacking[:_TOLD])}{more}. Begin with a copy of "
            f"{own.folder}, and change that."
        )
    for rule_set in book:
        if rule_set.kind in own.sets:
            for rule in rule_set:
                _require_known_values(rule, own[rule_set.kind])


def _lacking_rules(book: Rulebook, own: Rulebook) -> Iterator[str]:
    for kind, rules in own.sets.items():
        if kind not in book.sets:
            yield f"rules of the kind {kind}"
            continue
        if kind in _NAMED_BY_ID:
            missing = sorted({rule.id for rule in rules} - {rule.id for rule in book[kind]})
            yield from (f"the rule {rule_id} of the kind {kind}" for rule_id in missing)
        for name in _SORTS_RULES:
            for use in sorted(_values(rules, name) - _values(book[kind], name)):
                yield f"a rule of the kind {kind} with {name} = {use!r}"
        missing = sorted(rules.phrases.keys() - book[kind].phrases.keys())
        yield from (f"the phrase list {name} of the kind {kind}" for name in missing)


def _values(rules: RuleSet, name: str) -> set[str]:
    return {value for rule in rules if (value := rule.value(name)) is not None}


def _lacking_registers(folder: Path, own: Path) -> Iterator[str]:
    for path in sorted(own.rglob("*.csv")):
        written = path.relative_to(own).as_posix()
        if not (folder / written).is_file():
            yield f"the register {written}"


def _require_known_values(rule: Rule, own: RuleSet) -> None:
    for name, value in rule.values.items():
        known = {str(other.values[name]) for other in own if name in other.values}
        if name in _CLOSED and known and str(value) not in known:
            reason = f"rule {rule.id} has {name} = {value!r}, which means nothing"
            raise RuleError(rule.path, rule.line, reason, f"Use one of {', '.join(sorted(known))}")
