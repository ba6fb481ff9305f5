"""The sections of a document: its headings, how they nest, and how far each reaches."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.extract.sections.contents import Contents, folded, read_contents
from pipeline.extract.sections.heading_lines import Line
from pipeline.extract.sections.headings import Evidence
from pipeline.extract.sections.levels import levels_of
from pipeline.model import Document, Finding, Section
from pipeline.rulebook import Rulebook, RuleSet


def find_sections(
    document: Document, rules: Rulebook
) -> tuple[tuple[Section, ...], tuple[Finding, ...]]:
    """All body and appendix headings with the text below them, in reading order.

    The findings say where the document's table of contents and its body disagree
    (`contents_disagree`); nothing is corrected by them.
    """
    contents = read_contents(document, rules["sections"])
    lines = Evidence(document, contents, rules["sections"]).headings()
    closing = rules["sections"]["closing"].pattern
    levels = levels_of(lines, [line for line in lines if closing.match(line.title)])
    sections = _build(document, lines, levels, rules["sections"])
    return sections, tuple(_disagreements(contents, sections))


def _build(
    document: Document, lines: Sequence[Line], levels: Sequence[int], rules: RuleSet
) -> tuple[Section, ...]:
    sections: list[Section] = []
    open_ids: list[tuple[int, str]] = []
    for order, (line, level) in enumerate(zip(lines, levels, strict=True), 1):
        section_id = f"{document.doc_id}-s{order:04d}"
        open_ids = [(lv, i) for lv, i in open_ids if lv < level]
        end = _end(document, lines, levels, order - 1)
        where = document.locate(line.block.span.start, end)
        sections.append(
            Section(
                section_id,
                open_ids[-1][1] if open_ids else None,
                order,
                None if line.appendix else line.printed,
                _title(line, rules),
                level,
                document.page_at(max(end - 1, line.block.span.start)),
                where,
            )
        )
        open_ids.append((level, section_id))
    return tuple(sections)


def _end(document: Document, lines: Sequence[Line], levels: Sequence[int], position: int) -> int:
    """Where a section ends: at the next heading of its rank or above, or with the text."""
    for later in range(position + 1, len(lines)):
        if levels[later] <= levels[position]:
            return lines[later].block.span.start
    return len(document.text)


def _title(line: Line, rules: RuleSet) -> str:
    """The heading on one line, without number; an appendix's first statement alone."""
    title = line.text if line.appendix else line.title
    statement = rules["first_statement"].pattern.match(title) if line.appendix else None
    title = statement[0] if statement else title
    return " ".join(title.split()).rstrip(" .:")


# The contents list against the body


def _disagreements(contents: Contents, sections: Sequence[Section]) -> list[Finding]:
    by_number = {s.number: s for s in sections if s.number}
    titles = {folded(s.title) for s in sections}
    findings: list[Finding] = []
    for entry in contents.listed:
        section = by_number.get(entry.number) if entry.number else None
        if section is not None and folded(section.title) != folded(entry.title):
            findings.append(
                _finding(
                    f"The contents list calls section {entry.number} “{entry.title}”, "
                    f"the body calls it “{section.title}”.",
                    section,
                )
            )
        elif section is None and not _has_title(folded(entry.title), titles):
            name = " ".join(part for part in (entry.number, entry.title) if part)
            findings.append(_finding(f"The contents list names “{name}”, the body does not."))
    findings.extend(_unlisted(contents, sections))
    return findings


def _has_title(key: str, titles: set[str]) -> bool:
    """Appendices are often listed without their title, or with more than it."""
    return any(title == key or title.startswith(key) or key.startswith(title) for title in titles)


def _unlisted(contents: Contents, sections: Sequence[Section]) -> list[Finding]:
    listed = {entry.number for entry in contents.listed if entry.number}
    if not listed:
        return []
    depth = max(number.count(".") for number in listed)
    return [
        _finding(f"Section {s.number} “{s.title}” is missing from the contents list.", s)
        for s in sections
        if s.number and s.number not in listed and s.number.count(".") <= depth
    ]


def _finding(message: str, section: Section | None = None) -> Finding:
    if section is None:
        return Finding("extract", "contents_disagree", message)
    where = section.where
    return Finding(
        "extract", "contents_disagree", message, where.page, where.span, section.section_id
    )
