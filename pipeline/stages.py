"""One document, from bytes to verdict: the stages in their order.

This is the contents page of the pipeline. Each stage takes what the earlier ones found and
returns facts (and findings: what it thought odd); none prints, and none changes what another
has found.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from pipeline.collector import collector_paused
from pipeline.extract.amounts import find_amounts, unread_amounts, unread_findings
from pipeline.extract.appropriations import find_appropriations
from pipeline.extract.deadlines import find_deadlines
from pipeline.extract.figures import find_figures
from pipeline.extract.header import describe, with_totals
from pipeline.extract.parties import (
    find_mentions,
    find_parties,
    find_responsibilities,
    find_signatures,
)
from pipeline.extract.passages import find_passages
from pipeline.extract.sections import find_sections
from pipeline.extract.tables import find_money_tables, to_line_items, unread_cells
from pipeline.model import Agreement, Document, Facts, Finding
from pipeline.read import read_document
from pipeline.reconcile import reconcile
from pipeline.rulebook import Rulebook, load_rulebook


def extract(path: Path | str, root: Path | None = None, rules: Rulebook | None = None) -> Agreement:
    """Read one agreement, extract its facts and reconcile its sums.

    `root` is the folder that `source_path` is told relative to (the file's own by default).
    Raises UnreadableError where the file cannot be read as a document, with a sentence that
    says what to do, and RuleError where a rule file is wrong.
    """
    rules = rules or load_rulebook()
    with collector_paused():
        document = read_document(Path(path), root)
        facts = extract_facts(document, rules)
        checks, doubts = reconcile(facts)
    return Agreement(document, facts, checks, (*document.findings, *facts.findings, *doubts))


def extract_facts(document: Document, rules: Rulebook) -> Facts:
    """Everything that the document says, before any sum is checked."""
    findings: list[Finding] = []

    sections, odd = find_sections(document, rules)
    findings += odd
    passages = find_passages(document, sections)
    mentions = find_mentions(document, rules)
    tables = find_money_tables(document, sections, rules)

    header = describe(document, sections, rules)
    amounts = find_amounts(document, sections, passages, tables, header, mentions, rules)
    unread = (
        *unread_cells(document, sections, tables),
        *unread_amounts(document, sections, passages, rules),
    )
    findings += unread_findings(unread)
    line_items = to_line_items(document, tables, amounts)
    header = with_totals(header, amounts, line_items, rules)

    appropriations, odd = find_appropriations(document, passages, amounts, rules)
    findings += odd
    deadlines, odd = find_deadlines(document, passages, mentions, header, rules)
    findings += odd
    responsibilities = find_responsibilities(document, passages, mentions, rules)
    signatures = find_signatures(document, sections, mentions, rules)
    parties = find_parties(
        document, mentions, amounts, deadlines, responsibilities, signatures, rules
    )
    facts = Facts(
        document.doc_id,
        header,
        sections,
        amounts,
        appropriations,
        deadlines,
        responsibilities,
        parties,
        signatures,
        line_items,
        tuple(findings),
        unread=unread,
    )
    return replace(facts, figures=find_figures(document, facts, rules))
