"""Bytes to documents: PDF, plain text, markdown; the only importers of PDF libraries."""

from pipeline.read.dispatch import read_document

__all__ = ["read_document"]
