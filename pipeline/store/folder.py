"""A folder of tables that appears whole or not at all."""

from __future__ import annotations

import glob
import hashlib
import json
import os
import platform
import shutil
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.model.errors import UsageError
from pipeline.store.manifest import MANIFEST, read_manifest
from pipeline.store.replacing import refuse_foreign_run, writing_to
from pipeline.store.schemas import SCHEMAS

_ROW_GROUP = 4 << 20
"""Bytes of a table that wait in memory at most, before they are compressed and written."""

_ASIDE = "-old"
_OPTION = "--out"
_AGAIN = "Do the run again."


class TablesFolder:
    """Writes every table of a run beside its destination and swaps the whole in at the end.

    Use as a context manager: `append` the tables of one document after another, then
    `publish`. Leaving without `publish` removes what was written, and the folder that was
    there before stays as it is.
    """

    def __init__(self, destination: Path) -> None:
        with writing_to(destination, _OPTION):
            self.destination = destination.resolve()
            refuse_foreign_run(self.destination)
            self.destination.parent.mkdir(parents=True, exist_ok=True)
            _clear_leftovers(self.destination)
            prefix = f"{_prefix(self.destination)}{os.getpid()}-"
            self._folder = Path(tempfile.mkdtemp(prefix=prefix, dir=self.destination.parent))
            self._writers = {
                name: pq.ParquetWriter(self._folder / f"{name}.parquet", schema, compression="zstd")
                for name, schema in SCHEMAS.items()
            }
        self._rows = dict.fromkeys(SCHEMAS, 0)
        self._waiting: dict[str, list[pa.Table]] = {name: [] for name in SCHEMAS}

    def __enter__(self) -> TablesFolder:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with suppress(OSError):  # a full disk; what was written goes in any case
            self._close()
        shutil.rmtree(self._folder, ignore_errors=True)

    def append(self, tables: Mapping[str, pa.Table]) -> None:
        """Add one document's rows to every table."""
        with writing_to(self.destination, _OPTION):
            for name, table in tables.items():
                if table.num_rows:
                    self._waiting[name].append(table)
                    self._rows[name] += table.num_rows
                    if sum(waiting.nbytes for waiting in self._waiting[name]) > _ROW_GROUP:
                        self._write(name)

    def publish(self, manifest: Mapping[str, Any]) -> None:
        """Finish the tables, write the manifest last and put the folder in its place."""
        with writing_to(self.destination, _OPTION):
            for name in SCHEMAS:
                self._write(name)
            self._close()
            listed = dict(manifest) | {"tables": self._listing()}
            text = json.dumps(listed, ensure_ascii=False, indent=2) + "\n"
            (self._folder / MANIFEST).write_text(text, encoding="utf-8")
            self._folder.chmod(0o755)
            self._swap()

    def _write(self, name: str) -> None:
        """Write the rows that wait as one row group: small ones are slow to write and to read."""
        if self._waiting[name]:
            self._writers[name].write_table(pa.concat_tables(self._waiting[name]))
            self._waiting[name] = []

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
        # Somebody may have put a file there while the run went on.
        refuse_foreign_run(self.destination)
        # A folder cannot be renamed over another one that holds files, so the old one steps
        # aside for the moment between two renames and comes back if the second fails.
        aside = self._folder.with_name(self._folder.name + _ASIDE)
        self.destination.rename(aside)
        try:
            self._folder.rename(self.destination)
        except OSError:
            aside.rename(self.destination)
            raise
        shutil.rmtree(aside)


def _prefix(destination: Path) -> str:
    """How the names of unfinished folders of this machine begin; a process id follows."""
    return f".{destination.name}-{platform.node()}-"


def _clear_leftovers(destination: Path) -> None:
    """Remove what runs that were killed have left beside the destination.

    Where one was killed between the two renames of a swap, the former output is put back.
    """
    prefix = _prefix(destination)
    for folder in sorted(destination.parent.glob(f"{glob.escape(prefix)}*")):
        if _is_running(folder.name.removeprefix(prefix).partition("-")[0]):
            continue
        if folder.name.endswith(_ASIDE) and not destination.exists():
            folder.rename(destination)
        else:
            shutil.rmtree(folder, ignore_errors=True)


def _is_running(process_id: str) -> bool:
    if not process_id.isdecimal():
        return True  # not a name of ours: leave it alone
    try:
        os.kill(int(process_id), 0)
    except ProcessLookupError:
        return False
    except PermissionError:  # it runs under another user
        return True
    return True


def read_table(folder: Path, name: str) -> pa.Table:
    """One table of a run's output.

    Raises UsageError where the folder holds no finished run, and where the table is missing,
    damaged or of another version of the program.
    """
    read_manifest(folder)
    path = folder / f"{name}.parquet"
    try:
        table = pq.read_table(path)
    except FileNotFoundError as error:
        raise UsageError(f"{path} is missing from its run. {_AGAIN}") from error
    except (OSError, pa.ArrowInvalid) as error:
        raise UsageError(f"{path} cannot be read ({_in_a_line(error)}). {_AGAIN}") from error
    lacking = [column for column in SCHEMAS[name].names if column not in table.column_names]
    if lacking:
        told = f"{path} lacks the column {lacking[0]}: another version of overens wrote it"
        raise UsageError(f"{told}. {_AGAIN}")
    return table


def _in_a_line(error: Exception) -> str:
    return " ".join(str(error).split())
