"""A folder of tables that appears whole or not at all."""

from __future__ import annotations

import glob
import hashlib
import json
import os
import platform
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.model.errors import UsageError
from pipeline.store.schemas import SCHEMAS

MANIFEST = "manifest.json"
_ASIDE = "-old"


class TablesFolder:
    """Writes every table of a run beside its destination and swaps the whole in at the end.

    Use as a context manager: `append` the tables of one document after another, then
    `publish`. Leaving without `publish` removes what was written, and the folder that was
    there before stays as it is.
    """

    def __init__(self, destination: Path) -> None:
        with _told(destination):
            self.destination = destination.resolve()
            _refuse_foreign(self.destination)
            self.destination.parent.mkdir(parents=True, exist_ok=True)
            _clear_leftovers(self.destination)
            prefix = f"{_prefix(self.destination)}{os.getpid()}-"
            self._folder = Path(tempfile.mkdtemp(prefix=prefix, dir=self.destination.parent))
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
        with suppress(OSError):  # a full disk; what was written goes in any case
            self._close()
        shutil.rmtree(self._folder, ignore_errors=True)

    def append(self, tables: Mapping[str, pa.Table]) -> None:
        """Add one document's rows to every table."""
        with _told(self.destination):
            for name, table in tables.items():
                if table.num_rows:
                    self._writers[name].write_table(table)
                    self._rows[name] += table.num_rows

    def publish(self, manifest: Mapping[str, Any]) -> None:
        """Finish the tables, write the manifest last and put the folder in its place."""
        with _told(self.destination):
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
        aside = self._folder.with_name(self._folder.name + _ASIDE)
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


@contextmanager
def _told(destination: Path) -> Iterator[None]:
    """Turns what the system refuses into a sentence with the remedy."""
    try:
        yield
    except OSError as error:
        raise UsageError(
            f"{destination} cannot be written ({error.strerror or error}). Name a new folder for "
            "--out, inside one where you may write and where there is room."
        ) from error


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
    """One table of a run's output. Raises UsageError where the folder holds no run."""
    path = folder / f"{name}.parquet"
    try:
        if not (folder / MANIFEST).is_file() or not path.is_file():
            raise UsageError(f"{folder} holds no finished run. Name the --out folder of one.")
        return pq.read_table(path)
    except PermissionError as error:
        raise UsageError(
            f"{folder} may not be read. Ask its owner for the right to read it, or name another "
            "--out folder."
        ) from error
    except (OSError, pa.ArrowInvalid) as error:
        raise UsageError(f"{path} cannot be read ({error}). Run the pipeline again.") from error
