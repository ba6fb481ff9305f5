"""The parties of a document: who they are, by what name, and in which roles."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import cast, get_args

from pipeline.extract.parties.register import Register, load_register
from pipeline.model import (
    Amount,
    Deadline,
    Document,
    Mention,
    Party,
    PartyRole,
    PartyType,
    Responsibility,
    Signature,
)
from pipeline.rulebook import Rulebook, RuleSet

_TITLE_PAGE = 3000  # characters within which an agreement says whose it is
_BRACKET = re.compile(r"\s*\(.*")
_GENITIVE = re.compile(r"[:’']?s$")


def find_parties(
    document: Document,
    mentions: Sequence[Mention],
    amounts: Sequence[Amount],
    deadlines: Sequence[Deadline],
    responsibilities: Sequence[Responsibility],
    signatures: Sequence[Signature],
    rules: Rulebook,
) -> tuple[Party, ...]:
    """One row for each party that the document names, in the order of first mention."""
    register = load_register(rules)
    roles: dict[str, set[PartyRole]] = {}
    for party, role in (
        *_signatories(document, mentions, signatures, rules["parties"]),
        *_of_facts(amounts, deadlines),
        *_of_undertakings(responsibilities, rules["parties"]),
    ):
        roles.setdefault(party, set()).add(role)
    named: dict[str, list[str]] = {}
    for mention in mentions:
        named.setdefault(mention.party_id, []).append(_nominative(mention))
    counts = Counter(mention.party_id for mention in mentions)
    ids = dict.fromkeys([*named, *roles])
    return tuple(
        _party(party, named.get(party, []), counts[party], roles.get(party, set()), register, rules)
        for party in ids
    )


def _party(
    party: str,
    names: Sequence[str],
    n_mentions: int,
    roles: set[PartyRole],
    register: Register,
    rules: Rulebook,
) -> Party:
    name = _full_name(party, names, register)
    ordered = tuple(role for role in get_args(PartyRole) if role in roles)
    return Party(party, name, _type(party, name, register, rules["parties"]), ordered, n_mentions)


def _signatories(
    document: Document,
    mentions: Sequence[Mention],
    signatures: Sequence[Signature],
    rules: RuleSet,
) -> Iterator[tuple[str, PartyRole]]:
    """Those who signed; where no signature can be read, those whom the title names."""
    for signature in signatures:
        yield signature.party_id, "signatory"
    if signatures:
        return
    contract = rules.having("stage", "contract")[0]
    for first, second in pairwise(mentions):
        before = document.text[max(first.span.start - 60, 0) : first.span.start]
        between = document.text[first.span.end : second.span.start]
        if first.span.start > _TITLE_PAGE:
            return
        if contract.pattern.search(before) and between.strip() in ("och", "samt"):
            yield first.party_id, "signatory"
            yield second.party_id, "signatory"
            return


def _of_facts(
    amounts: Sequence[Amount], deadlines: Sequence[Deadline]
) -> Iterator[tuple[str, PartyRole]]:
    for amount in amounts:
        if amount.recipient:
            yield amount.recipient, "recipient"
    for deadline in deadlines:
        if deadline.responsible:
            yield deadline.responsible, "responsible"
        if deadline.counterparty:
            yield deadline.counterparty, "counterparty"


def _of_undertakings(
    responsibilities: Sequence[Responsibility], rules: RuleSet
) -> Iterator[tuple[str, PartyRole]]:
    paying = [rule.pattern for rule in rules.having("stage", "payer")]
    for responsibility in responsibilities:
        if responsibility.modality != "kan":
            yield responsibility.party_id, "responsible"
        clause = responsibility.where.raw[:200]
        if responsibility.modality == "presens" and any(one.search(clause) for one in paying):
            yield responsibility.party_id, "payer"


def _nominative(mention: Mention) -> str:
    bare = _BRACKET.sub("", mention.text)
    return _GENITIVE.sub("", bare) if mention.genitive else bare


def _full_name(party: str, names: Sequence[str], register: Register) -> str:
    """The name as first written in full; else as first written; else the register's."""
    known = register.by_id.get(party)
    names = [name for name in names if not _is_shouted(name)] or names
    if known is None:
        return names[0] if names else party
    proper = {name.casefold() for name in known.proper_names}
    full = {name.casefold() for name in known.names}
    for accepted in (proper, full):
        for name in names:
            if name.casefold() in accepted:
                return name
    return names[0] if names else known.name


def _is_shouted(name: str) -> bool:
    """REGERINGEN on a letterhead, where the text says Regeringen."""
    return name.isupper() and len(name) > 5


def _type(party: str, name: str, register: Register, rules: RuleSet) -> PartyType:
    """By the register, else by the pattern that the name follows."""
    known = register.by_id.get(party)
    if known is not None:
        return known.party_type
    for rule in rules.having("stage", "name"):
        if rule.pattern.search(name):
            return cast(PartyType, rule.value("type"))
    return "other"
