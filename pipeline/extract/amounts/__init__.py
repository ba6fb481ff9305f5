"""Sums of money in prose and tables, with role, year, whole, purpose and recipient."""

from pipeline.extract.amounts.finding import doubtful_amounts, find_amounts

__all__ = ["doubtful_amounts", "find_amounts"]
