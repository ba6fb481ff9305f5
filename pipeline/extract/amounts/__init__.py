"""Sums of money in prose and tables, with role, year, whole, purpose and recipient."""

from pipeline.extract.amounts.finding import find_amounts
from pipeline.extract.amounts.unread import unread_amounts, unread_findings

__all__ = ["find_amounts", "unread_amounts", "unread_findings"]
