"""Pages per second and peak memory of our reading beside the tools people use, in one run.

    python benchmarks/reading.py [FOLDER]      (default: ../shared/corpus/pdf, else data/raw)

Each contestant reads every text-layer PDF below the folder in a process of its own, the
contestants in turn, several rounds; the medians count. Ours is the whole of reading: text,
boxes, fonts, paragraphs and tables.
"""

from __future__ import annotations

import multiprocessing
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ROUNDS = 3

Reader = Callable[[Path], object]


def ours(path: Path) -> object:
    from pipeline.read import read_document

    return read_document(path)


def pdfplumber_text_and_tables(path: Path) -> object:
    import pdfplumber

    with pdfplumber.open(path) as pdf:
        return [(page.extract_text(), page.extract_tables()) for page in pdf.pages]


def pdftotext_layout(path: Path) -> object:
    command = ["pdftotext", "-layout", str(path), "-"]
    return subprocess.run(command, check=True, capture_output=True).stdout


def bare_pdfium_text(path: Path) -> object:
    import pypdfium2 as pdfium

    with pdfium.PdfDocument(path) as pdf:
        return [page.get_textpage().get_text_bounded() for page in pdf]


CONTESTANTS: dict[str, Reader] = {
    "ours: text, boxes, fonts, tables": ours,
    "pdfplumber text + tables": pdfplumber_text_and_tables,
    "pdftotext -layout": pdftotext_layout,
    "bare pypdfium2 text": bare_pdfium_text,
}


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else _default_folder()
    paths = [path for path in sorted(folder.rglob("*.pdf")) if _has_text(path)]
    pages = sum(_pages(path) for path in paths)
    results: dict[str, list[tuple[float, int]]] = {name: [] for name in CONTESTANTS}
    for _ in range(ROUNDS):
        for name in CONTESTANTS:
            results[name].append(_measure(name, paths))
    print(f"{len(paths)} files, {pages} pages, median of {ROUNDS} rounds\n")
    print(f"{'':34}{'pages/s':>9}{'seconds':>9}{'peak MiB':>10}{'ours is':>12}")
    own = statistics.median(seconds for seconds, _ in results[next(iter(CONTESTANTS))])
    for name, rounds in results.items():
        seconds = statistics.median(seconds for seconds, _ in rounds)
        peak = statistics.median(peak for _, peak in rounds) / 1024
        figures = f"{pages / seconds:9.1f}{seconds:9.2f}{peak:10.0f}{seconds / own:8.2f}"
        print(f"{name:34}{figures} × as fast")


def _default_folder() -> Path:
    shared = ROOT.parent / "shared" / "corpus" / "pdf"
    return shared if shared.is_dir() else ROOT / "data" / "raw"


def _pages(path: Path) -> int:
    import pypdfium2 as pdfium

    with pdfium.PdfDocument(path) as pdf:
        return len(pdf)


def _has_text(path: Path) -> bool:
    import pypdfium2 as pdfium

    with pdfium.PdfDocument(path) as pdf:
        return all(page.get_textpage().count_chars() for page in pdf)


def _measure(name: str, paths: list[Path]) -> tuple[float, int]:
    """Seconds of reading (imports and a warm-up file apart) and peak KiB of the process."""
    context = multiprocessing.get_context("spawn")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_read_all, args=(name, paths, sender))
    process.start()
    result: tuple[float, int] = receiver.recv()
    process.join()
    return result


def _read_all(name: str, paths: list[Path], sender) -> None:  # type: ignore[no-untyped-def]
    read = CONTESTANTS[name]
    read(paths[0])
    started = time.perf_counter()
    for path in paths:
        read(path)
    seconds = time.perf_counter() - started
    who = resource.RUSAGE_CHILDREN if read is pdftotext_layout else resource.RUSAGE_SELF
    sender.send((seconds, resource.getrusage(who).ru_maxrss))


if __name__ == "__main__":
    main()
