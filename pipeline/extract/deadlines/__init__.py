"""Points in time by which somebody must have done something, with kind and parties."""

from pipeline.extract.deadlines.finding import find_deadlines

__all__ = ["find_deadlines"]
