"""A relation that structure and wording propose, before anybody has looked at the values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from pipeline.model import CheckKind, UnreadSum
from pipeline.reconcile.intervals import Figure
from pipeline.reconcile.wording import short

_MANIFOLD = 3


@dataclass(frozen=True)
class Proposal:
    """`stated` ought to equal the sum of its parts.

    `readings` are the ways to read which figures the parts are, the likeliest first; where
    the structure leaves several open, one that holds is taken. A `firm` proposal that does
    not hold is an error; one that is not firm says only that the parts may make up the
    stated figure, and `doubt` says why they need not: it is then unverifiable. Proposals of
    one `family` vouch for one another: where nearly all of a family hold, the document
    states things that way throughout, and one that does not hold is an error after all.
    Without a `doubt` it is dropped where it does not hold: nothing says that it ought to.
    Parts that are `at_most` the stated figure may fall short of it but never exceed it: one
    such part that does not exceed it proves nothing. `alternatives` are figures that may be
    meant instead of the parts, where one of them is exactly the stated one. Of the proposals
    of one `choice` only some are meant: those that hold, else the first, which is likeliest.
    A figure that belongs to the relation and cannot be read (`unread`) leaves it open.
    """

    kind: CheckKind
    label: str
    stated: Figure
    readings: tuple[tuple[Figure, ...], ...]
    firm: bool = True
    doubt: str | None = None
    family: str | None = None
    at_most: bool = False
    alternatives: tuple[Figure, ...] = ()
    unread: UnreadSum | None = None
    choice: str | None = None

    @property
    def reason(self) -> str | None:
        """Why the relation need not hold, or cannot be checked."""
        if self.unread is None:
            return self.doubt
        row = f" ({short(self.unread.label)})" if self.unread.label else ""
        return f"figuren ”{self.unread.where.raw}”{row} går inte att läsa entydigt"


def exceeds_manifold(stated: Figure, parts: Sequence[Figure]) -> bool:
    """Whether parts that are only guessed come to many times the stated figure, so that they
    are no evidence to look at.

    No slip of one digit makes a guess come and go: it changes a sum twofold at most.
    """
    together = abs(sum((part.value for part in parts), Decimal(0)))
    return together > _MANIFOLD * abs(stated.value)


def is_of_its_order(stated: Figure, parts: Sequence[Figure]) -> bool:
    """Whether parts that are only guessed are neither a manifold of the stated figure nor a
    small fraction of it."""
    together = abs(sum((part.value for part in parts), Decimal(0)))
    return not exceeds_manifold(stated, parts) and abs(stated.value) <= _MANIFOLD * together


def missing(unread: UnreadSum) -> Figure:
    """What a check states where its own stated figure cannot be read: nothing yet."""
    label = short(unread.label or unread.where.raw)
    return Figure("", label, Decimal(0), Decimal(0), None, unread.where.page)


def restated(kind: CheckKind, label: str, stated: Figure, again: Figure) -> Proposal:
    """The same money stated in two places."""
    return Proposal(kind, label, stated, ((again,),))
