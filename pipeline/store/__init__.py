"""Arrow schemas and Parquet: the tables of the contract, written whole or not at all."""

from pipeline.store.folder import MANIFEST, TablesFolder, read_table
from pipeline.store.rows import quarantine_tables, tables_of
from pipeline.store.schemas import SCHEMAS

__all__ = ["MANIFEST", "SCHEMAS", "TablesFolder", "quarantine_tables", "read_table", "tables_of"]
