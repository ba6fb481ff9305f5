"""The report for the browser: a folder of pages that needs no server and no network."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from pipeline.report.web.site import SiteOutcome, write_site
from pipeline.report.web.words import SiteWording
from pipeline.report.wording import Wording

__all__ = ["SiteOutcome", "print_site", "write_site"]


def print_site(site: SiteOutcome, words: Wording, console: Console) -> None:
    """Where the report is, and what it had to do without."""
    words = SiteWording(words.language)
    if site.without_pictures:
        count = words.count(len(site.without_pictures), "document")
        console.print(Text(words["no_pictures"].format(count=count)))
    place = f"{words['report_written']} {site.folder / 'index.html'}"
    console.print(place, soft_wrap=True, highlight=False, markup=False)
