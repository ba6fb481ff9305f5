"""What the sentences around a deadline add to it: receiver, part or whole, who must follow."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.extract.deadlines.kinds import deliverables_in
from pipeline.extract.deadlines.sentences import MaskedSentence, steps
from pipeline.model import Deadline, Span
from pipeline.rulebook import Rulebook, RuleSet

_REPORTS = {"final_report", "interim_report", "financial_report"}
_PAPERS = {"final_report", "interim_report", "plan"}
_MONEY = {"requisition", "repayment", "financial_report"}


def lend_receivers(found: list[Deadline], sentence: MaskedSentence, rules: RuleSet) -> None:
    """Let `Rapporterna ska lämnas till X` complete the reports of its section before it."""
    for rule in steps(rules, "follow_up"):
        match = rule.pattern.search(sentence.masked)
        if match is None:
            continue
        party = sentence.party_at(match.start("party")).party_id
        for index in range(len(found) - 1, max(len(found) - 5, -1), -1):
            deadline = found[index]
            same = deadline.section_id == sentence.passage.section_id
            if same and deadline.counterparty is None and deadline.kind in _REPORTS | {"plan"}:
                found[index] = replace(deadline, counterparty=party)


def share_receiver(found: list[Deadline], first: int) -> None:
    """Let the deadlines of one sentence, `found[first:]`, that name no receiver take that of
    their like: a report that of another report, what concerns money that of a requisition.

    Where one and the same party asks for the money and accounts for it (`SKR rekvirerar … och
    redovisar …`), each verb has its own receiver, or none.
    """
    mine = found[first:]
    for index, deadline in enumerate(mine, first):
        if deadline.counterparty is None:
            near = [d for d in mine if d.counterparty and _alike(d, deadline)]
            if near:
                found[index] = replace(deadline, counterparty=near[0].counterparty)


def _alike(one: Deadline, other: Deadline) -> bool:
    kinds = {one.kind, other.kind}
    acts_itself = one.responsible is not None and one.responsible == other.responsible
    if kinds == {"requisition", "financial_report"} and acts_itself:
        return False
    return any(kinds <= family for family in (_PAPERS, _MONEY))


def part_before_final(
    found: Sequence[Deadline], parts: Collection[Span], rules: Rulebook
) -> list[Deadline]:
    """Make the report of a part (those at `parts`) an interim one where a final one follows."""
    kinds = rules["deadline_kinds"]
    return [
        replace(deadline, kind="interim_report")
        if deadline.where.span in parts and _final_follows(deadline, found, kinds)
        else deadline
        for deadline in found
    ]


def _final_follows(part: Deadline, found: Sequence[Deadline], rules: RuleSet) -> bool:
    return any(
        other.date > part.date
        and other.kind == "final_report"
        and other.responsible in (part.responsible, None)
        and any(d.rule == "final.named" for d in deliverables_in(other.sentence, rules))
        for other in found
    )


@dataclass(frozen=True, slots=True)
class _Assignee:
    """A party that work or money is given to, where the text says so."""

    party_id: str
    section_id: str | None
    place: int
    duties: tuple[str, ...]
    reason: str


def infer_responsible(
    found: Sequence[Deadline], sentences: Sequence[MaskedSentence], rules: RuleSet
) -> list[Deadline]:
    """Add who must follow from the section where the sentence itself names nobody."""
    if all(deadline.responsible for deadline in found):
        return list(found)
    assignees = list(_assignees(sentences, rules))
    return [d if d.responsible else _inferred(d, assignees) for d in found]


def _assignees(sentences: Sequence[MaskedSentence], rules: RuleSet) -> Iterator[_Assignee]:
    for sentence in sentences:
        for rule in steps(rules, "assignee") if sentence.parties else ():
            for match in rule.pattern.finditer(sentence.masked):
                party = sentence.party_at(match.start("party"))
                yield _Assignee(
                    party.party_id,
                    sentence.passage.section_id,
                    party.span.start,
                    tuple(rule.values["duties"]),
                    str(rule.value("reason")),
                )


def _inferred(deadline: Deadline, assignees: Sequence[_Assignee]) -> Deadline:
    """The nearest assignee before the deadline: in its section, else one that the whole
    document gives the assignment to."""
    place = deadline.where.span.start
    fitting = [a for a in assignees if deadline.kind in a.duties and a.place < place]
    fitting = [a for a in fitting if a.party_id != deadline.counterparty]
    own = [a for a in fitting if a.section_id == deadline.section_id]
    for assignee in (*reversed(own), *(a for a in fitting if "assignment" in a.reason)):
        return replace(
            deadline, responsible_inferred=assignee.party_id, inferred_reason=assignee.reason
        )
    return deadline
