"""Överens: agreements of the Swedish state as tables that can be trusted."""

__version__ = "0.1.0"
