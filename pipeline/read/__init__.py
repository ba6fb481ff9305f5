"""Bytes to documents: PDF, plain text, markdown; the only importers of PDF libraries."""
