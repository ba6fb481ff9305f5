"""Appropriations of the state budget: utgiftsområde, anslag, anslagspost, and the charge."""

from pipeline.extract.appropriations.finding import find_appropriations

__all__ = ["find_appropriations"]
