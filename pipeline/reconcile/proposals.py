"""A relation that structure and wording propose, before anybody has looked at the values."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.model import CheckKind
from pipeline.reconcile.intervals import Figure


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
    Parts that are `at_most` the stated figure may fall short of it but never exceed it.
    """

    kind: CheckKind
    label: str
    stated: Figure
    readings: tuple[tuple[Figure, ...], ...]
    firm: bool = True
    doubt: str | None = None
    family: str | None = None
    at_most: bool = False


def restated(kind: CheckKind, label: str, stated: Figure, again: Figure) -> Proposal:
    """The same money stated in two places."""
    return Proposal(kind, label, stated, ((again,),))
