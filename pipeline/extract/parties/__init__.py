"""Who takes part: mentions, parties, what they undertake, and who signs for them."""

from pipeline.extract.parties.finding import find_parties
from pipeline.extract.parties.mentions import find_mentions
from pipeline.extract.parties.responsibilities import find_responsibilities
from pipeline.extract.parties.signatures import find_signatures

__all__ = ["find_mentions", "find_parties", "find_responsibilities", "find_signatures"]
