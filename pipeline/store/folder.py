"""A folder of tables that appears whole or not at all."""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.model.errors import UsageError
from pipeline.store.schemas import SCHEMAS

MANIFEST = "manifest.json"


class TablesFolder:
    """Writes every table of a run beside its destination and swaps the whole in at the end.

    Use as a context manager: `append` the tables of one document after another, then
    `publish`. Leaving without `publish` removes what was written, and the folder that was
    there before stays as it is.
    """

    def __init__(self, destination: Path) -> None:
        _refuse_foreign(destination)
        self.destination = destination
        destination.parent.mkdir(parents=True, exist_ok=True)
        prefix = f".{destination.name}-"
        self._folder = Path(tempfile.mkdtemp(prefix=prefix, dir=destination.parent))
        self._writers = {
            name: pq.ParquetWriter(self._folder / f"{name}.parquet", schema, compression="zstd")
            for name, schema in SCHEMAS.items()
        }
        self._rows = dict.fromkeys(SCHEMAS, 0)

    def __enter__(self) -> TablesFolder:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._close()
        shutil.rmtree(self._folder, ignore_errors=True)

    def append(self, tables: Mapping[str, pa.Table]) -> None:
        """Add one document's rows to every table."""
        for name, table in tables.items():
            if table.num_rows:
                self._writers[name].write_table(table)
                self._rows[name] += table.num_rows

    def publish(self, manifest: Mapping[str, Any]) -> None:
        """Finish the tables, write the manifest last and put the folder in its place."""
        self._close()
        listed = dict(manifest) | {"tables": self._listing()}
        text = json.dumps(listed, ensure_ascii=False, indent=2) + "\n"
        (self._folder / MANIFEST).write_text(text, encoding="utf-8")
        self._folder.chmod(0o755)
        self._swap()

    def _close(self) -> None:
        for writer in self._writers.values():
            writer.close()

    def _listing(self) -> dict[str, dict[str, Any]]:
        listing = {}
        for name, rows in self._rows.items():
            path = self._folder / f"{name}.parquet"
            digest = hashlib.sha256(path.read_bytes()).hexdigest()
            listing[name] = {"file": path.name, "rows": rows, "sha256": digest}
        return listing

    def _swap(self) -> None:
        if not self.destination.exists():
            self._folder.rename(self.destination)
            return
        # A folder cannot be renamed over another one that holds files, so the old one steps
        # aside for the moment between two renames and comes back if the second fails.
        aside = self._folder.with_name(self._folder.name + "-old")
        self.destination.rename(aside)
        try:
            self._folder.rename(self.destination)
        except OSError:
            aside.rename(self.destination)
            raise
        shutil.rmtree(aside)


def _refuse_foreign(destination: Path) -> None:
    """An existing folder is replaced only when a run wrote it: nobody's files are lost."""
    if not destination.exists():
        return
    if not destination.is_dir():
        raise UsageError(f"{destination} is a file. Name a folder for --out.")
    if any(destination.iterdir()) and not (destination / MANIFEST).is_file():
        raise UsageError(
            f"{destination} holds files that are not a run's output. Name an empty or a new "
            "folder for --out."
        )


def read_table(folder: Path, name: str) -> pa.Table:
    """One table of a run's output. Raises UsageError where the folder holds no run."""
    path = folder / f"{name}.parquet"
    if not (folder / MANIFEST).is_file() or not path.is_file():
        raise UsageError(f"{folder} holds no finished run. Name the --out folder of one.")
    try:
        return pq.read_table(path)
    except (OSError, pa.ArrowInvalid) as error:
        raise UsageError(f"{path} cannot be read ({error}). Run the pipeline again.") from error
