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

from pipeline.extract.deadlines.acceptance import accepted_points, still_due
from pipeline.extract.deadlines.context import (
    infer_responsible,
    lend_receivers,
    part_before_final,
    share_receiver,
)
from pipeline.extract.deadlines.duties import Duty, Surroundings, duties_of
from pipeline.extract.deadlines.kinds import deliverables_in, kind_of
from pipeline.extract.deadlines.sentences import (
    Clause,
    MaskedSentence,
    Point,
    clauses,
    mask,
    without,
)
from pipeline.extract.deadlines.times import Resolved, Setting, first_year_of, leading_kind, resolve
from pipeline.model import (
    Deadline,
    DeadlineKind,
    Document,
    Finding,
    Header,
    Mention,
    Passage,
    Span,
)
from pipeline.rulebook import Rulebook
from pipeline.values.dates import DateError

_NEIGHBOURS = 6  # deadlines back that one sentence may have set


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
    found = part_before_final(reader.found, reader.parts, rules)
    found = infer_responsible(found, reader.sentences, rules["deadline_parties"])
    found.sort(key=lambda d: d.where.span.start)
    numbered = (
        replace(deadline, deadline_id=f"{document.doc_id}-d{number:04d}")
        for number, deadline in enumerate(found, 1)
    )
    return tuple(numbered), tuple(reader.findings)


@dataclass
class _Reader:
    """Reads the passages in order and keeps what later ones may lean on.

    `parts` are the places of reports on a part of an assignment, which a final report may
    still turn into interim ones.
    """

    document: Document
    mentions: Sequence[Mention]
    header: Header
    rules: Rulebook
    found: list[Deadline] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    parts: set[Span] = field(default_factory=set)
    sentences: list[MaskedSentence] = field(default_factory=list)
    _pending: list[tuple[MaskedSentence, Point, Duty, str]] = field(default_factory=list)

    def read(self, passage: Passage) -> None:
        sentence = mask(passage, self.mentions, self.rules)
        lend_receivers(self.found, sentence, self.rules["deadline_parties"])
        if sentence.points:
            self._read_dated(sentence, self._head(passage))
        self.sentences.append(sentence)

    def _head(self, passage: Passage) -> MaskedSentence | None:
        """The sentence that introduces the list which a passage is an item of."""
        if passage.head is None:
            return None
        text = self.document.text[passage.head.start : passage.head.end]
        head = replace(passage, span=passage.head, text=text, head=None)
        return mask(head, self.mentions, self.rules)

    def _read_dated(self, sentence: MaskedSentence, head: MaskedSentence | None) -> None:
        named = deliverables_in(sentence.masked, self.rules["deadline_kinds"])
        due = still_due(sentence, named, self.rules["deadlines"])
        accepted = accepted_points(sentence, head, due, self.rules)
        refused = [point for point in sentence.points if point not in accepted]
        before = self.sentences[-1] if self.sentences else None
        around = Surroundings(without(sentence, refused), due, before, head)
        first = len(self.found)
        last: list[Duty] = []
        starts = [deliverable.start for deliverable in due]
        for clause in clauses(around.sentence, starts, self.rules["deadlines"]):
            last = duties_of(around, clause, last, self.rules)
            self._record(around.sentence, clause, last, accepted)
        share_receiver(self.found, first)

    def _record(
        self,
        sentence: MaskedSentence,
        clause: Clause,
        duties: Sequence[Duty],
        accepted: dict[Point, str],
    ) -> None:
        for index, point in enumerate(clause.points):
            shared = _duties_at(duties, clause, index, sentence)
            lead = leading_kind([kind_of(duty.due) for duty in shared])
            for duty in shared:
                try:
                    self._add(sentence, point, duty, accepted[point], lead)
                except DateError as error:
                    self._postpone(sentence, point, duty, accepted[point], error)

    def _add(
        self,
        sentence: MaskedSentence,
        point: Point,
        duty: Duty,
        rule: str,
        lead: DeadlineKind | None = None,
    ) -> None:
        """Record a duty; `lead` is the kind that tells the year where several share the day."""
        setting, kind = self._setting(sentence, duty), lead or kind_of(duty.due)
        for resolved in resolve(sentence, point, kind, setting, self.rules):
            deadline = self._deadline(sentence, point, duty, resolved, rule)
            if not self._is_repeated(deadline):
                self.found.append(deadline)
                if duty.is_part:
                    self.parts.add(deadline.where.span)

    def _setting(self, sentence: MaskedSentence, duty: Duty) -> Setting:
        """What a date may take its year from. A duty that comes again begins in the year that
        its sentence or the title names; any other year would be a guess."""
        year = self.header.year
        if duty.recurrence is None:
            return Setting(year, tuple(self.found))
        titled = year is not None and str(year) in (self.header.title or "")
        first = first_year_of(sentence, self.rules["deadlines"])
        return Setting(year if titled else None, (), first, comes_again=True)

    def _deadline(
        self, sentence: MaskedSentence, point: Point, duty: Duty, resolved: Resolved, rule: str
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
            rule=rule if resolved.how is None else f"{rule}+{resolved.how}",
            recurrence=duty.recurrence,
        )

    def _is_repeated(self, deadline: Deadline) -> bool:
        """Whether the same sentence has already set this date for this kind and party."""
        start = deadline.where.span.start
        return any(
            (d.date, d.kind, d.responsible, d.sentence)
            == (deadline.date, deadline.kind, deadline.responsible, deadline.sentence)
            and abs(d.where.span.start - start) < len(deadline.sentence)
            for d in self.found[-_NEIGHBOURS:]
        )

    def _postpone(
        self, sentence: MaskedSentence, point: Point, duty: Duty, rule: str, error: DateError
    ) -> None:
        """Keep a relative time for the end, when all deadlines are known; report the others."""
        if point.relative is not None:
            self._pending.append((sentence, point, duty, rule))
            return
        impossible = any(date.year is not None for date in point.dates)
        self._report(
            sentence, point, "impossible_date" if impossible else "deadline_unresolved", error
        )

    def read_pending(self) -> None:
        """Resolve the relative times whose deadline came after them."""
        for sentence, point, duty, rule in self._pending:
            try:
                self._add(sentence, point, duty, rule)
            except DateError as error:
                self._report(sentence, point, "deadline_unresolved", error)

    def _report(self, sentence: MaskedSentence, point: Point, code: str, error: DateError) -> None:
        start = sentence.passage.span.start
        span = Span(start + point.start, start + point.end)
        message = f"The deadline {error.text!r} has no date: {error.reason}."
        page = self.document.page_at(span.start)
        self.findings.append(Finding("extract", code, message, page, span))


def _duties_at(
    duties: Sequence[Duty], clause: Clause, index: int, sentence: MaskedSentence
) -> Sequence[Duty]:
    """The duties that one of several coordinated dates sets: with `respektive`, as many
    deliverables as dates are shared out in order."""
    between = sentence.masked[clause.points[0].end : clause.points[-1].start]
    shared = len(clause.points) > 1 and len(duties) == len(clause.points)
    return duties[index : index + 1] if shared and "resp" in between else duties
