"""What the document is: type, title, year, reference numbers and stated totals."""

from pipeline.extract.header.description import describe, with_totals

__all__ = ["describe", "with_totals"]
