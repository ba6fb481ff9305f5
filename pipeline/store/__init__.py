"""Arrow schemas and Parquet: the tables of the contract, written whole or not at all."""

from pipeline.store.folder import TablesFolder, read_table
from pipeline.store.manifest import MANIFEST, Manifest, read_manifest
from pipeline.store.replacing import (
    REPORT,
    REPORT_MARKER,
    UNFINISHED_REPORT,
    refuse_foreign_report,
    writing_to,
)
from pipeline.store.rows import quarantine_tables, tables_of
from pipeline.store.schemas import SCHEMAS

__all__ = [
    "MANIFEST",
    "REPORT",
    "REPORT_MARKER",
    "SCHEMAS",
    "UNFINISHED_REPORT",
    "Manifest",
    "TablesFolder",
    "quarantine_tables",
    "read_manifest",
    "read_table",
    "refuse_foreign_report",
    "tables_of",
    "writing_to",
]
