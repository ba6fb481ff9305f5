"""Sections from numbers, style, contents and neighbours."""

from pipeline.extract.sections.finding import find_sections

__all__ = ["find_sections"]
