"""Where something stands in a text without pages: its section, for all of it is on page 1."""

from __future__ import annotations

_PDF = "application/pdf"


def is_unpaged(media_type: str, n_pages: int) -> bool:
    """Whether a page number tells nothing: a text or markdown file that is one page."""
    return media_type != _PDF and n_pages == 1


def section_name(number: str | None, title: str) -> str:
    """A section by its number and title: `3.1 Medel`."""
    return f"{number or ''} {title}".strip()
