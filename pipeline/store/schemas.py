"""The columns of every table, as the contract fixes them (README, "The tables").

Column names, types and enumerations are stable: queries and notebooks build on them.
Columns may be added, none is renamed or dropped.
"""

from __future__ import annotations

import pyarrow as pa

MONEY = pa.decimal128(18, 2)
_TEXT, _INT, _COORDINATE = pa.string(), pa.int32(), pa.float32()

_BOX = [(name, _COORDINATE) for name in ("x0", "top", "x1", "bottom")]

# Where an extracted row stands: x0 to bottom enclose it, `boxes` has one box a line; offsets count
# characters of the document's text.
_PROVENANCE = [
    ("doc_id", _TEXT),
    ("page", _INT),
    ("char_start", _INT),
    ("char_end", _INT),
    ("x0", _COORDINATE),
    ("top", _COORDINATE),
    ("x1", _COORDINATE),
    ("bottom", _COORDINATE),
    ("raw", _TEXT),
    ("boxes", pa.list_(pa.struct(_BOX))),
]

_DOCUMENTS = [
    ("doc_id", _TEXT),
    ("file_name", _TEXT),
    ("source_path", _TEXT),
    ("sha256", _TEXT),
    ("media_type", _TEXT),
    ("n_pages", _INT),
    ("text_source", _TEXT),
    ("doc_type", _TEXT),
    ("title", _TEXT),
    ("year", _INT),
    ("diarienummer", pa.list_(_TEXT)),
    ("total_sek", MONEY),
    ("state_total_sek", MONEY),
    ("verdict", _TEXT),
    ("n_checks", _INT),
    ("n_mismatches", _INT),
    ("status", _TEXT),
    ("error", _TEXT),
    ("pipeline_version", _TEXT),
    ("rules_version", _TEXT),
    ("cause", _TEXT),
    ("n_figures", _INT),
    ("n_unexplained", _INT),
    ("n_rounding", _INT),
    ("n_unverifiable", _INT),
]
_PAGES = [
    ("doc_id", _TEXT),
    ("page", _INT),
    ("width", _COORDINATE),
    ("height", _COORDINATE),
    ("char_start", _INT),
    ("char_end", _INT),
    ("text", _TEXT),
    ("text_source", _TEXT),
    ("turned", _INT),
]
_SECTIONS = [
    ("section_id", _TEXT),
    ("parent_id", _TEXT),
    ("order", _INT),
    ("number", _TEXT),
    ("title", _TEXT),
    ("level", _INT),
    ("page_end", _INT),
    *_PROVENANCE,
]
_AMOUNTS = [
    ("amount_id", _TEXT),
    ("section_id", _TEXT),
    ("value_sek", MONEY),
    ("resolution_sek", MONEY),
    ("unit", _TEXT),
    ("bound", _TEXT),
    ("role", _TEXT),
    ("year", _INT),
    ("in_table", pa.bool_()),
    ("table_id", _TEXT),
    ("parent_amount_id", _TEXT),
    ("relation", _TEXT),
    ("recipient", _TEXT),
    ("purpose", _TEXT),
    ("rule", _TEXT),
    *_PROVENANCE,
]
_APPROPRIATIONS = [
    ("appropriation_id", _TEXT),
    ("section_id", _TEXT),
    ("utgiftsomrade", _INT),
    ("utgiftsomrade_name", _TEXT),
    ("anslag", _TEXT),
    ("anslag_name", _TEXT),
    ("anslagspost", _INT),
    ("anslagspost_name", _TEXT),
    ("budget_year", _INT),
    ("amount_id", _TEXT),
    ("amount_sek", MONEY),
    ("delpost", _INT),
    ("delpost_name", _TEXT),
    *_PROVENANCE,
]
_DEADLINES = [
    ("deadline_id", _TEXT),
    ("section_id", _TEXT),
    ("date", pa.date32()),
    ("precision", _TEXT),
    ("kind", _TEXT),
    ("responsible", _TEXT),
    ("counterparty", _TEXT),
    ("sentence", _TEXT),
    ("recurrence", _TEXT),
    ("responsible_inferred", _TEXT),
    ("inferred_reason", _TEXT),
    ("rule", _TEXT),
    *_PROVENANCE,
]
_RESPONSIBILITIES = [
    ("responsibility_id", _TEXT),
    ("section_id", _TEXT),
    ("party_id", _TEXT),
    ("modality", _TEXT),
    ("action", _TEXT),
    ("sentence", _TEXT),
    ("rule", _TEXT),
    *_PROVENANCE,
]
_PARTIES = [
    ("doc_id", _TEXT),
    ("party_id", _TEXT),
    ("name", _TEXT),
    ("party_type", _TEXT),
    ("roles", pa.list_(_TEXT)),
    ("n_mentions", _INT),
]
_SIGNATURES = [
    ("doc_id", _TEXT),
    ("party_id", _TEXT),
    ("name", _TEXT),
    ("title", _TEXT),
    ("place", _TEXT),
    ("date", pa.date32()),
    ("page", _INT),
]
_TABLE_CELLS = [
    ("doc_id", _TEXT),
    ("table_id", _TEXT),
    ("page", _INT),
    ("row", _INT),
    ("column", _INT),
    ("text", _TEXT),
    *_BOX,
    ("char_start", _INT),
    ("char_end", _INT),
]
_LINE_ITEMS = [
    ("line_item_id", _TEXT),
    ("table_id", _TEXT),
    ("table", _INT),
    ("row", _INT),
    ("label", _TEXT),
    ("value_sek", MONEY),
    ("resolution_sek", MONEY),
    ("kind", _TEXT),
    ("level", _INT),
    ("parent_id", _TEXT),
    ("recipient", _TEXT),
    ("section_number", _TEXT),
    ("amount_id", _TEXT),
    ("column", _TEXT),
    *_PROVENANCE,
]
_FIGURES = [
    ("figure_id", _TEXT),
    ("section_id", _TEXT),
    ("taken_for", _TEXT),
    ("row_id", _TEXT),
    ("rule", _TEXT),
    ("currency", _TEXT),
    ("value_currency", MONEY),
    *_PROVENANCE,
]
_PART = pa.struct([("amount_id", _TEXT), ("label", _TEXT), ("value_sek", MONEY), ("page", _INT)])
_CHECKS = [
    ("check_id", _TEXT),
    ("doc_id", _TEXT),
    ("kind", _TEXT),
    ("label", _TEXT),
    ("stated_sek", MONEY),
    ("computed_sek", MONEY),
    ("difference_sek", MONEY),
    ("tolerance_sek", MONEY),
    ("status", _TEXT),
    ("stated_amount_id", _TEXT),
    ("parts", pa.list_(_PART)),
    ("diagnosis", _TEXT),
    ("suspect_amount_id", _TEXT),
]
_FINDINGS = [
    ("finding_id", _TEXT),
    ("doc_id", _TEXT),
    ("stage", _TEXT),
    ("code", _TEXT),
    ("message", _TEXT),
    ("page", _INT),
    ("char_start", _INT),
    ("char_end", _INT),
    ("row_id", _TEXT),
]

SCHEMAS: dict[str, pa.Schema] = {
    "documents": pa.schema(_DOCUMENTS),
    "pages": pa.schema(_PAGES),
    "sections": pa.schema(_SECTIONS),
    "amounts": pa.schema(_AMOUNTS),
    "appropriations": pa.schema(_APPROPRIATIONS),
    "deadlines": pa.schema(_DEADLINES),
    "responsibilities": pa.schema(_RESPONSIBILITIES),
    "parties": pa.schema(_PARTIES),
    "signatures": pa.schema(_SIGNATURES),
    "table_cells": pa.schema(_TABLE_CELLS),
    "line_items": pa.schema(_LINE_ITEMS),
    "checks": pa.schema(_CHECKS),
    "findings": pa.schema(_FINDINGS),
    "figures": pa.schema(_FIGURES),
}
"""Every table that a run writes, in the order of the contract."""
