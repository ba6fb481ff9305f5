"""Who must, and to whom, in a clause of a masked sentence.

The one obliged is the subject of the clause's governing verb, or the agent named by a
preposition (`av SKR`, `en redovisning från SKR`); a clause without a verb of its own takes
over the subject of the one before, a list item that of the sentence that heads the list.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal

from pipeline.extract.deadlines.kinds import Deliverable
from pipeline.extract.deadlines.sentences import Clause, MaskedSentence, steps
from pipeline.rulebook import Rule, RuleSet

_STATE = {"staten", "regeringen", "socialdepartementet", "regeringskansliet"}
_CERTAIN = 2  # it is somebody else
_REACH = 90  # characters between a subject and its verb


def subject_of(
    sentence: MaskedSentence, start: int, until: int, rules: RuleSet
) -> tuple[bool, str | None]:
    """The subject of the last governing verb between two places of a sentence.

    Returns whether there is such a verb at all, and the party id of its subject.
    """
    verbs = list(_governing_verbs(sentence.masked, start, until, rules))
    for index in range(len(verbs) - 1, -1, -1):
        party = _subject(sentence, start, verbs[index], rules)
        if party is not None:
            return True, party
        if index == 0 and start and _is_left_out(sentence.masked[start : verbs[0][0]], rules):
            return False, None
        if not (index and _is_pronoun_subject(sentence.masked, verbs, index, rules)):
            return True, None
    return False, None


def heading_subject(head: MaskedSentence, rules: RuleSet) -> str | None:
    """The subject that a head lends to the items of its list; a head may be nothing else."""
    party = subject_of(head, 0, len(head.masked), rules)[1]
    for rule in steps(rules, "bare_head") if party is None else ():
        match = rule.pattern.search(head.masked)
        if match:
            return _joint_party(head, match, 0)
    return party


def first_verb_end(masked: str, start: int, until: int, rules: RuleSet) -> int:
    """Where the first verb behind a place ends that governs the clause, not a part of it that
    only describes (`start` if there is none)."""
    ends = [
        match.end()
        for rule in steps(rules, "finite")
        for match in rule.pattern.finditer(masked, start, until)
        if not _describes(masked[start : match.start()], rules)
    ]
    return min(ends, default=start)


def _governing_verbs(
    masked: str, start: int, until: int, rules: RuleSet
) -> Iterator[tuple[int, int]]:
    """The finite verbs that do not belong to a clause that only describes."""
    last = start
    for rule in steps(rules, "finite"):
        for match in rule.pattern.finditer(masked, start, until):
            between = masked[last : match.start()]
            aside = _is_fronted(between, rules) if last == start else _describes(between, rules)
            if not aside:
                yield match.span()
                last = match.end()


def _subject(
    sentence: MaskedSentence, start: int, verb: tuple[int, int], rules: RuleSet
) -> str | None:
    begin, end = verb
    before = sentence.masked[start:begin]  # whole, so that no match begins inside a name
    near = max(len(before) - _REACH, 0)
    for rule in steps(rules, "subject"):
        match = rule.pattern.search(before, 0 if rule.values.get("from_start") else near)
        if match:
            return _joint_party(sentence, match, start)
    for rule in steps(rules, "inverted"):
        match = rule.pattern.search(sentence.masked[end:])
        if match:
            return _joint_party(sentence, match, end)
    return None


def _joint_party(sentence: MaskedSentence, match: Any, offset: int) -> str:
    """The party of a subject; the state and SKR together are the parties of the agreement."""
    ids = [sentence.party_at(offset + start).party_id for start in match.starts("party")]
    return "parterna" if "skr" in ids and _STATE.intersection(ids) else ids[0]


def _is_pronoun_subject(
    masked: str, verbs: list[tuple[int, int]], index: int, rules: RuleSet
) -> bool:
    return _is_left_out(masked[verbs[index - 1][1] : verbs[index][0]], rules)


def _is_left_out(before: str, rules: RuleSet) -> bool:
    """Whether a verb takes over the subject of the one before it."""
    return any(rule.pattern.search(before) for rule in steps(rules, "pronoun_subject"))


def agent_of(
    sentence: MaskedSentence,
    clause: Clause,
    due: Deliverable,
    rules: RuleSet,
    step: Literal["agent", "owner"] = "agent",
) -> str | None:
    """The party that a preposition names as the one who must, or whose deliverable it is."""
    begin = due.start if is_condition(sentence, due) else clause.start
    verbs = [end for _, end in _governing_verbs(sentence.masked, begin, clause.end, rules)]
    for rule in _for_kind(rules, step, due):
        for match in rule.pattern.finditer(sentence.masked, begin, clause.end):
            if rule.values.get("of_deliverable"):
                fits = due.start <= match.end() and match.start() <= due.end
            else:
                last = max((end for end in verbs if end <= match.start()), default=begin)
                fits = not _describes(sentence.masked[last : match.start()], rules)
            place = clause.points[0].start if clause.points else 0
            if fits and not _is_apart(sentence.masked[match.end() : place], rules):
                return sentence.party_at(match.start("party")).party_id
    return None


def _describes(text: str, rules: RuleSet) -> bool:
    return any(rule.pattern.search(text) for rule in steps(rules, "subordinate"))


def _is_apart(text: str, rules: RuleSet) -> bool:
    return any(rule.pattern.search(text) for rule in steps(rules, "apart"))


def _is_fronted(text: str, rules: RuleSet) -> bool:
    return any(rule.pattern.search(text) for rule in steps(rules, "fronted"))


def is_condition(sentence: MaskedSentence, due: Deliverable) -> bool:
    """Whether money is paid `efter rekvisition`: the subject is then the payer, not the one
    that asks."""
    return sentence.masked[: due.start].rstrip().lower().endswith(("efter", "mot", "genom"))


def receiver_of(
    sentence: MaskedSentence, clause: Clause, due: Deliverable, rules: RuleSet
) -> str | None:
    """The party that the deliverable goes to: the first named behind it, else before it."""
    end = _end_of_duty(sentence, clause, due, rules)
    for rule in _for_kind(rules, "receiver", due):
        found = [
            (_doubt(sentence.masked[clause.start : match.start()], rule, rules), start)
            for match in rule.pattern.finditer(sentence.masked, clause.start, end)
            for start in match.starts("party")
        ]
        fitting = sorted(
            (start < due.start, doubt, start) for doubt, start in found if doubt < _CERTAIN
        )
        if fitting:
            return sentence.party_at(fitting[0][2]).party_id
    return None


def _end_of_duty(sentence: MaskedSentence, clause: Clause, due: Deliverable, rules: RuleSet) -> int:
    """Where a further duty begins behind the date, else the end of the clause."""
    behind = max([due.end, *(point.end for point in clause.points)])
    for rule in steps(rules, "next_duty"):
        match = rule.pattern.search(sentence.masked, behind, clause.end)
        if match:
            return int(match.start())
    return clause.end


def _doubt(before: str, rule: Rule, rules: RuleSet) -> int:
    """How much the words before `till X` speak against X receiving the deliverable."""
    if not rule.values.get("may_be_money"):
        return 0
    words = before.rstrip()
    if any(other.pattern.search(words) for other in steps(rules, "not_receiver")):
        return _CERTAIN
    return int(any(r.pattern.search(words) for r in steps(rules, "less_likely_receiver")))


def _for_kind(rules: RuleSet, step: str, due: Deliverable) -> Iterator[Rule]:
    return (rule for rule in steps(rules, step) if due.kind in rule.values["kinds"])
