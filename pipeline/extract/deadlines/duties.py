"""What a clause sets: each deliverable with who must, to whom, and how often."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import cast

from pipeline.extract.deadlines.kinds import (
    Deliverable,
    deliverables_in,
    is_plain,
    of_clause,
    says,
    sort_plain,
)
from pipeline.extract.deadlines.parties import (
    agent_of,
    first_verb_end,
    heading_subject,
    is_condition,
    receiver_of,
    subject_of,
)
from pipeline.extract.deadlines.sentences import Clause, MaskedSentence, steps
from pipeline.model import Recurrence
from pipeline.rulebook import Rulebook, RuleSet

_ACTIVITY = "activity"
_REPORTS = {"report", "financial_report", "final_report", "interim_report"}
_MANY = 3
_ENDS = "final.named"  # a report that comes but once, whatever comes again beside it


@dataclass(frozen=True, slots=True)
class Duty:
    """A deliverable of a clause, with its parties; `is_part` marks the report of a part."""

    due: Deliverable
    responsible: str | None
    counterparty: str | None
    recurrence: Recurrence | None
    is_part: bool


@dataclass(frozen=True)
class Surroundings:
    """A sentence with its deliverables, the one before it and, for a list item, the one that
    introduces the list."""

    sentence: MaskedSentence
    due: tuple[Deliverable, ...]
    before: MaskedSentence | None
    head: MaskedSentence | None


def duties_of(
    around: Surroundings, clause: Clause, last: Sequence[Duty], rules: Rulebook
) -> list[Duty]:
    """What a clause sets; `last` are the duties of the clause before it in the sentence."""
    sentence = around.sentence
    text = sentence.masked[clause.start : clause.end]
    recurrence = recurrence_of(sentence, rules)
    several = len(clause.points) >= _MANY  # no work ends so often
    interim = bool(recurrence) or several or says(text, rules["deadline_kinds"], "interim")
    duties = []
    for deliverable in _due_in(around, clause, last, rules):
        due = sort_plain(deliverable, interim=interim)
        lent = _lender(due, clause, last)
        duties.append(
            Duty(
                due,
                _responsible(around, clause, due, last, rules),
                _counterparty(around, clause, due, rules) or (lent.counterparty if lent else None),
                None if due.rule == _ENDS else recurrence,
                is_plain(deliverable) and says(text, rules["deadline_kinds"], "part"),
            )
        )
    return duties


def _due_in(
    around: Surroundings, clause: Clause, last: Sequence[Duty], rules: Rulebook
) -> tuple[Deliverable, ...]:
    """What a clause wants: its own deliverables, else those that it takes over from the
    sentence before (`Den ska lämnas`), the clause before or the head of its list."""
    sentence, kinds = around.sentence, rules["deadline_kinds"]
    own = of_clause(around.due, clause.start, clause.end, sentence.masked)
    own = tuple(d for d in own if not _is_paid_on(sentence, clause, d))
    if around.before is not None and all(is_plain(d) for d in own):
        points_back = says(sentence.masked, kinds, "pronoun")
        meant = _taken_over(around.before, clause, rules) if points_back else ()
        if own:  # `Rapporten` may be the final one, but is no plan
            meant = tuple(d for d in meant if d.kind in _REPORTS)
        own = meant or own
    if not own and around.head is not None:
        own = _taken_over(around.head, clause, rules)
    if not own and last and not _acts_itself(sentence, clause, rules):
        own = tuple(_moved(duty.due, clause) for duty in last)
    place = clause.points[0].start, clause.points[-1].end
    return own or (Deliverable(_ACTIVITY, *place, rule=_ACTIVITY),)


def _lender(due: Deliverable, clause: Clause, last: Sequence[Duty]) -> Duty | None:
    """The duty of the clause before that a deliverable was taken over from, if it was."""
    moved = due.start == due.end == clause.start
    return next((duty for duty in last if moved and duty.due.rule == due.rule), None)


def _taken_over(other: MaskedSentence, clause: Clause, rules: Rulebook) -> tuple[Deliverable, ...]:
    named = deliverables_in(other.masked, rules["deadline_kinds"])
    found = of_clause(named, 0, len(other.masked), other.masked)
    return tuple(_moved(deliverable, clause) for deliverable in found)


def _moved(due: Deliverable, clause: Clause) -> Deliverable:
    return replace(due, start=clause.start, end=clause.start)


def _acts_itself(sentence: MaskedSentence, clause: Clause, rules: Rulebook) -> bool:
    text = sentence.masked[clause.start : clause.end]
    own_action = says(text, rules["deadlines"], "own_action")
    return own_action or says(text, rules["deadline_parties"], "finite")


def _is_paid_on(sentence: MaskedSentence, clause: Clause, due: Deliverable) -> bool:
    """Whether the date is that of a payment (`betalas ut i maj efter rekvisition`), not of the
    requisition that comes before it."""
    return due.start > clause.points[-1].end and is_condition(sentence, due)


def _responsible(
    around: Surroundings, clause: Clause, due: Deliverable, last: Sequence[Duty], rules: Rulebook
) -> str | None:
    """The agent, else the subject: of the clause, of the list's head, of the clause before."""
    sentence, parties = around.sentence, rules["deadline_parties"]
    agent = agent_of(sentence, clause, due, parties)
    if agent is not None or is_condition(sentence, due):
        return agent
    until = max(clause.points[0].start, due.start)
    has_verb, party = subject_of(sentence, clause.start, until, parties)
    if not has_verb and due.rule == _ACTIVITY:
        until = first_verb_end(sentence.masked, clause.points[0].end, clause.end, parties)
        has_verb, party = subject_of(sentence, clause.start, until, parties)
    elif not has_verb:  # `31 maj: SKR redovisar …`: the verb is the deliverable's own word
        has_verb, party = subject_of(sentence, clause.start, due.end, parties)
    if around.head is not None and not (party or (has_verb and _has_subject(sentence, parties))):
        party = heading_subject(around.head, parties)
    elif not has_verb and last:
        party = last[0].responsible
    return party or agent_of(sentence, clause, due, parties, "owner")


def _has_subject(sentence: MaskedSentence, rules: RuleSet) -> bool:
    """Whether a list item has a subject of its own, rather than to go on where its head left
    off: `utser senast …`, `lämna en plan som ska beslutas senast …`."""
    return not any(rule.pattern.match(sentence.masked) for rule in steps(rules, "goes_on"))


def _counterparty(
    around: Surroundings, clause: Clause, due: Deliverable, rules: Rulebook
) -> str | None:
    """The receiver that the clause names, else, for a requisition and for what is *also* to be
    handed in, the one of the sentence before in the same paragraph."""
    sentence, before, parties = around.sentence, around.before, rules["deadline_parties"]
    own = receiver_of(sentence, clause, due, parties)
    if own is not None or before is None:
        return own
    if before.passage.statement != sentence.passage.statement:
        return None
    if not (_of_same_money(due, before, rules) or says(sentence.masked, parties, "also")):
        return None
    whole = Clause(0, len(before.masked), ())
    return receiver_of(before, whole, replace(due, start=0, end=0), parties)


def _of_same_money(due: Deliverable, before: MaskedSentence, rules: Rulebook) -> bool:
    """Whether a requisition follows on a sentence about the money, not one about a report."""
    named = {d.kind for d in deliverables_in(before.masked, rules["deadline_kinds"])}
    return due.kind == "requisition" and (not named or "requisition" in named)


def recurrence_of(sentence: MaskedSentence, rules: Rulebook) -> Recurrence | None:
    """How often what the sentence sets comes again."""
    for rule in steps(rules["deadlines"], "recurrence"):
        if rule.pattern.search(sentence.passage.text):
            return cast(Recurrence, rule.value("every"))
    return None
