"""Deadlines: every point in time by which, or at which, somebody must have done something.

A sentence is masked (dates and parties become signs), its dates are accepted or refused by
rule, and it is cut into clauses that each set one time. A clause's deliverables give the
kinds, its subject or agent the one obliged, its `till …` the receiver. Sentences are read in
order, for a later one may lean on an earlier: `Vid samma tidpunkt`, `Rapporterna ska lämnas
till …`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import cast

from pipeline.extract.deadline_acceptance import accepted_points
from pipeline.extract.deadline_context import infer_responsible, lend_receivers, part_before_final
from pipeline.extract.deadline_kinds import (
    Deliverable,
    deliverables_in,
    is_plain,
    kind_of,
    of_clause,
    says,
    sort_plain,
)
from pipeline.extract.deadline_parties import agent_of, is_condition, receiver_of, subject_of
from pipeline.extract.deadline_sentences import (
    Clause,
    MaskedSentence,
    Point,
    clauses,
    mask,
    steps,
    without,
)
from pipeline.extract.deadline_times import Resolved, Setting, first_year_of, resolve
from pipeline.model import (
    Deadline,
    Document,
    Finding,
    Header,
    Mention,
    Passage,
    Recurrence,
    Span,
)
from pipeline.rulebook import Rulebook
from pipeline.values.dates import DateError

_ACTIVITY = "activity"


def find_deadlines(
    document: Document,
    passages: Sequence[Passage],
    mentions: Sequence[Mention],
    header: Header,
    rules: Rulebook,
) -> tuple[tuple[Deadline, ...], tuple[Finding, ...]]:
    """The deadlines of a document in reading order, and the dates that could not be fixed.

    A date without a year takes it from its context (`header.year`, the agreement's budget
    year, last of all); one that nothing fixes becomes a finding `deadline_unresolved`, one
    that no calendar has `impossible_date`.
    """
    reader = _Reader(document, mentions, header, rules)
    for passage in passages:
        reader.read(passage)
    reader.read_pending()
    found = part_before_final(reader.found, rules)
    found = infer_responsible(found, passages, mentions, rules)
    found.sort(key=lambda d: d.where.span.start)
    return (
        tuple(replace(d, deadline_id=f"{document.doc_id}-d{n:04d}") for n, d in enumerate(found, 1)),
        tuple(reader.findings),
    )


@dataclass(frozen=True, slots=True)
class _Duty:
    """A deliverable of a clause, with who must, to whom, and how often."""

    due: Deliverable
    responsible: str | None
    counterparty: str | None
    recurrence: Recurrence | None
    rule: str


@dataclass
class _Reader:
    """Reads the passages in order and keeps what later ones may lean on."""

    document: Document
    mentions: Sequence[Mention]
    header: Header
    rules: Rulebook
    found: list[Deadline] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    _pending: list[tuple[MaskedSentence, Point, _Duty]] = field(default_factory=list)
    _before: MaskedSentence | None = None

    def read(self, passage: Passage) -> None:
        sentence = mask(passage, self.mentions, self.rules)
        head = self._head(passage)
        lend_receivers(self.found, sentence, self.rules["deadline_parties"])
        if sentence.points:
            due = deliverables_in(sentence.masked, self.rules["deadline_kinds"])
            accepted = accepted_points(sentence, head, due, self.rules["deadlines"])
            refused = [point for point in sentence.points if point not in accepted]
            self._read_clauses(without(sentence, refused), head, due, accepted)
        self._before = sentence

    def _head(self, passage: Passage) -> MaskedSentence | None:
        """The sentence that introduces the list which a passage is an item of."""
        if passage.head is None:
            return None
        text = self.document.text[passage.head.start : passage.head.end]
        return mask(
            replace(passage, span=passage.head, text=text, head=None), self.mentions, self.rules
        )

    def _read_clauses(
        self,
        sentence: MaskedSentence,
        head: MaskedSentence | None,
        due: Sequence[Deliverable],
        accepted: dict[Point, str],
    ) -> None:
        inherited: str | None = None
        first = len(self.found)
        starts = [d.start for d in due]
        for clause in clauses(sentence, starts, self.rules["deadlines"]):
            duties = self._duties(sentence, clause, head, due, inherited, accepted)
            inherited = duties[0].responsible if duties else inherited
            self._record(sentence, clause, duties)
        self._share_receiver(first)

    def _duties(
        self,
        sentence: MaskedSentence,
        clause: Clause,
        head: MaskedSentence | None,
        due: Sequence[Deliverable],
        inherited: str | None,
        accepted: dict[Point, str],
    ) -> list[_Duty]:
        recurrence = self._recurrence(sentence)
        interim = bool(recurrence) or says(
            sentence.masked[clause.start : clause.end], self.rules["deadline_kinds"], "interim"
        )
        duties = []
        for deliverable in self._due_in(sentence, clause, head, due):
            sorted_due = sort_plain(deliverable, interim=interim)
            rule = accepted[clause.points[0]]
            if is_plain(deliverable) and self._is_part(sentence, clause):
                rule += "+part"
            duties.append(
                _Duty(
                    sorted_due,
                    self._responsible(sentence, clause, head, sorted_due, inherited),
                    self._counterparty(sentence, clause, sorted_due),
                    recurrence,
                    rule,
                )
            )
        return duties

    def _is_part(self, sentence: MaskedSentence, clause: Clause) -> bool:
        text = sentence.masked[clause.start : clause.end]
        return says(text, self.rules["deadline_kinds"], "part")

    def _due_in(
        self,
        sentence: MaskedSentence,
        clause: Clause,
        head: MaskedSentence | None,
        due: Sequence[Deliverable],
    ) -> tuple[Deliverable, ...]:
        """What a clause wants: its own deliverables, else those that it takes over from the
        sentence before (`Den ska lämnas`) or from the head of its list."""
        kinds = self.rules["deadline_kinds"]
        own = of_clause(due, clause.start, clause.end, sentence.masked)
        plain = all(is_plain(d) for d in own)
        if plain and self._before is not None and says(sentence.masked, kinds, "pronoun"):
            own = self._taken_over(self._before, clause) or own
        if not own and head is not None:
            own = self._taken_over(head, clause)
        anything = Deliverable(_ACTIVITY, clause.points[0].start, clause.points[-1].end, "activity")
        return own or (anything,)

    def _taken_over(self, other: MaskedSentence, clause: Clause) -> tuple[Deliverable, ...]:
        named = deliverables_in(other.masked, self.rules["deadline_kinds"])
        found = of_clause(named, 0, len(other.masked), other.masked)
        return tuple(replace(d, start=clause.start, end=clause.start) for d in found)

    def _responsible(
        self,
        sentence: MaskedSentence,
        clause: Clause,
        head: MaskedSentence | None,
        due: Deliverable,
        inherited: str | None,
    ) -> str | None:
        parties = self.rules["deadline_parties"]
        agent = agent_of(sentence, clause, due, parties)
        if agent is not None or is_condition(sentence, due):
            return agent
        has_verb, party = subject_of(sentence, clause.start, _subject_limit(clause, due), parties)
        if not has_verb and due.rule == "activity":
            has_verb, party = subject_of(sentence, clause.points[0].end, clause.end, parties)
        if has_verb:
            return party
        if head is not None:
            return subject_of(head, 0, len(head.masked), parties)[1]
        return inherited

    def _counterparty(
        self, sentence: MaskedSentence, clause: Clause, due: Deliverable
    ) -> str | None:
        parties = self.rules["deadline_parties"]
        own = receiver_of(sentence, clause, due, parties)
        if own is not None or due.kind != "requisition" or self._before is None:
            return own
        if self._before.passage.statement != sentence.passage.statement:
            return None
        whole = Clause(0, len(self._before.masked), ())
        return receiver_of(self._before, whole, replace(due, start=0, end=0), parties)

    def _recurrence(self, sentence: MaskedSentence) -> Recurrence | None:
        for rule in steps(self.rules["deadlines"], "recurrence"):
            if rule.pattern.search(sentence.passage.text):
                return cast(Recurrence, rule.value("every"))
        return None

    def _record(self, sentence: MaskedSentence, clause: Clause, duties: Sequence[_Duty]) -> None:
        for index, point in enumerate(clause.points):
            for duty in _duties_at(duties, clause, index, sentence):
                try:
                    self._add(sentence, point, duty)
                except DateError as error:
                    self._postpone(sentence, point, duty, error)

    def _add(self, sentence: MaskedSentence, point: Point, duty: _Duty) -> None:
        setting = self._setting(sentence, duty)
        kind = kind_of(duty.due)
        for resolved in resolve(sentence, point, kind, setting, self.rules):
            deadline = self._deadline(sentence, point, duty, resolved)
            if not self._is_repeated(deadline):
                self.found.append(deadline)

    def _setting(self, sentence: MaskedSentence, duty: _Duty) -> Setting:
        """What a date may take its year from. A duty that comes again begins in the year that
        its sentence or the title names; any other year would be a guess."""
        year = self.header.year
        if duty.recurrence is None:
            return Setting(year, tuple(self.found))
        titled = year is not None and str(year) in (self.header.title or "")
        first = first_year_of(sentence, self.rules["deadlines"])
        return Setting(year if titled else None, (), first)

    def _is_repeated(self, deadline: Deadline) -> bool:
        """Whether the same sentence has already set this date for this kind."""
        return any(
            (d.date, d.kind, d.responsible) == (deadline.date, deadline.kind, deadline.responsible)
            and d.sentence == deadline.sentence
            and abs(d.where.span.start - deadline.where.span.start) < len(deadline.sentence)
            for d in self.found[-6:]
        )

    def _deadline(
        self, sentence: MaskedSentence, point: Point, duty: _Duty, resolved: Resolved
    ) -> Deadline:
        start = sentence.passage.span.start
        return Deadline(
            deadline_id="",
            section_id=sentence.passage.section_id,
            date=resolved.date,
            precision=resolved.precision,
            kind=kind_of(duty.due),
            responsible=duty.responsible,
            counterparty=duty.counterparty,
            sentence=sentence.passage.text,
            where=self.document.locate(start + point.start, start + point.end),
            rule=duty.rule if resolved.how is None else f"{duty.rule}+{resolved.how}",
            recurrence=duty.recurrence,
        )

    def _postpone(
        self, sentence: MaskedSentence, point: Point, duty: _Duty, error: DateError
    ) -> None:
        """Keep a relative time for the end, when all deadlines are known; report the others."""
        if point.relative is not None:
            self._pending.append((sentence, point, duty))
            return
        impossible = any(date.year is not None for date in point.dates)
        self._report(sentence, point, "impossible_date" if impossible else "", error)

    def read_pending(self) -> None:
        """Resolve the relative times whose deadline came after them."""
        for sentence, point, duty in self._pending:
            try:
                self._add(sentence, point, duty)
            except DateError as error:
                self._report(sentence, point, "", error)

    def _report(self, sentence: MaskedSentence, point: Point, code: str, error: DateError) -> None:
        start = sentence.passage.span.start
        span = Span(start + point.start, start + point.end)
        self.findings.append(
            Finding(
                "extract",
                code or "deadline_unresolved",
                f"The deadline {error.text!r} has no date: {error.reason}.",
                self.document.page_at(span.start),
                span,
            )
        )

    def _share_receiver(self, first: int) -> None:
        """Within a sentence, a clause without a receiver takes that of its like."""
        mine = self.found[first:]
        for index, deadline in enumerate(mine, first):
            if deadline.counterparty is None:
                near = [d for d in mine if d.counterparty and _alike(d, deadline)]
                if near:
                    self.found[index] = replace(deadline, counterparty=near[0].counterparty)


def _alike(one: Deadline, other: Deadline) -> bool:
    money = ("requisition", "repayment")
    unlike = ("activity", "checkpoint")
    if one.kind in unlike or other.kind in unlike:
        return False
    return (one.kind in money) == (other.kind in money)


def _subject_limit(clause: Clause, due: Deliverable) -> int:
    """Where the governing verb must have come: before the date or the deliverable, whichever
    is later (`Senast den 1 maj ska SKR lämna en rapport`)."""
    return max(clause.points[0].start, due.start)


def _duties_at(
    duties: Sequence[_Duty], clause: Clause, index: int, sentence: MaskedSentence
) -> Sequence[_Duty]:
    """The duties that one of several coordinated dates sets: with `respektive`, as many
    deliverables as dates are shared out in order."""
    between = sentence.masked[clause.points[0].end : clause.points[-1].start]
    shared = len(clause.points) > 1 and len(duties) == len(clause.points)
    return duties[index : index + 1] if shared and "resp" in between else duties
