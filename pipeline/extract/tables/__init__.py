"""Tables of money and lists that end in a total, and their rows as line items."""

from pipeline.extract.tables.finding import find_money_tables
from pipeline.extract.tables.line_items import to_line_items, unread_cells

__all__ = ["find_money_tables", "to_line_items", "unread_cells"]
