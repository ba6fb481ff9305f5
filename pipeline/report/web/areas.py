"""Which area an agreement is about, by its title."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.report.wording import Language
from pipeline.rulebook import Rulebook


@dataclass(frozen=True, slots=True)
class Areas:
    """Names the areas of agreements in one language by `rules/areas.toml`."""

    rules: Rulebook
    language: Language

    def of(self, title: str | None) -> str | None:
        """The first area that the title speaks of; None if it speaks of none."""
        for rule in self.rules["areas"]:
            if title and rule.pattern.search(title):
                return str(rule.value("english" if self.language == "en" else "swedish"))
        return None
