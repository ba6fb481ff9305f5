"""The versions of what a result depends on beside the rules."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Mapping
from importlib import metadata

_LIBRARIES = ("pypdfium2", "pyarrow", "regex", "spacy")
_TESSERACT = "tesseract"
_SECONDS = 10


def library_versions() -> Mapping[str, str]:
    """Versions by name; Tesseract, which reads scans, is named where it is installed."""
    found = {name: metadata.version(name) for name in _LIBRARIES}
    tesseract = _tesseract_version()
    return found | ({_TESSERACT: tesseract} if tesseract else {})


def _tesseract_version() -> str | None:
    """The number from the first line of `tesseract --version`; None where there is none."""
    program = shutil.which(_TESSERACT)
    if program is None:
        return None
    try:
        answer = subprocess.run(
            [program, "--version"], capture_output=True, timeout=_SECONDS, check=True
        )
    except (OSError, subprocess.SubprocessError):
        return None
    name, _, version = (answer.stdout or answer.stderr).partition(b"\n")[0].partition(b" ")
    return version.decode(errors="replace").strip() if name.decode() == _TESSERACT else None
