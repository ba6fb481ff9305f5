"""Scanned pages: from a picture to the same layout that a text layer gives."""
