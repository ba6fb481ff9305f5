"""The ledger: every number of a document and what it was taken for."""

from pipeline.extract.figures.ledger import find_figures

__all__ = ["find_figures"]
