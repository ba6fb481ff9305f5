"""Drafts of blocks and tables to a document: cleaned, joined and placed."""
