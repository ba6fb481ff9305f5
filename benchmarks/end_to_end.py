"""The whole pipeline beside pdfplumber's extraction alone, and the command's cold start.

    python benchmarks/end_to_end.py [FOLDER]    (default: ../shared/corpus/pdf, else data/raw)

Ours reads, extracts, reconciles and writes the tables; pdfplumber extracts text and tables
and does nothing with them. Each takes every text-layer PDF below the folder in one process
of its own, in turn, several rounds; the medians count. Imports, a first file and the compiling
of our rules come before, as they do in a run. Seconds of the processor stand beside
seconds of the clock, for a busy machine stretches the latter; the bars are held by the clock.
"""

from __future__ import annotations

import multiprocessing
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parent.parent
ROUNDS, STARTS = 3, 5
LEAST_TIMES, LONGEST_HELP, LONGEST_RUN = 3.0, 0.3, 3.0

SHORT_TEXT = """\
Stöd till läxhjälp 2018

Överenskommelse mellan staten och Sveriges Kommuner och Landsting

1 Medel

Överenskommelsen omfattar totalt 7 000 000 kronor för 2018. Av dessa går 3 000 000 kronor till
bibliotek och 4 000 000 kronor till skolor. SKL ska lämna en slutrapport till
Regeringskansliet senast den 31 mars 2019.
"""

Work = Callable[[list[Path]], object]


def whole_pipeline(paths: list[Path]) -> object:
    from pipeline.collector import collector_paused
    from pipeline.rulebook import load_rulebook
    from pipeline.stages import extract
    from pipeline.store import TablesFolder, tables_of

    rules = load_rulebook()
    with (
        collector_paused(),  # as in a worker, which ends with its document
        TemporaryDirectory() as scratch,
        TablesFolder(Path(scratch) / "out") as folder,
    ):
        for path in paths:
            folder.append(tables_of(extract(path, rules=rules), rules.version))
        folder.publish({})
    return None


def pdfplumber_alone(paths: list[Path]) -> object:
    import pdfplumber

    pages = 0
    for path in paths:
        with pdfplumber.open(path) as pdf:
            pages += len([(page.extract_text(), page.extract_tables()) for page in pdf.pages])
    return pages


CONTESTANTS: dict[str, Work] = {
    "ours: read, extract, reconcile, write": whole_pipeline,
    "pdfplumber text + tables alone": pdfplumber_alone,
}


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else _default_folder()
    paths = [path for path in sorted(folder.rglob("*.pdf")) if _has_text(path)]
    if not paths:
        sys.exit(f"There is no PDF with a text layer below {folder}.")
    _print_speed(paths)
    _print_cold_start()


def _default_folder() -> Path:
    shared = ROOT.parent / "shared" / "corpus" / "pdf"
    return shared if shared.is_dir() else ROOT / "data" / "raw"


def _has_text(path: Path) -> bool:
    import pypdfium2 as pdfium

    with pdfium.PdfDocument(path) as pdf:
        return all(page.get_textpage().count_chars() for page in pdf)


def _print_speed(paths: list[Path]) -> None:
    rounds: dict[str, list[tuple[float, float]]] = {name: [] for name in CONTESTANTS}
    for _ in range(ROUNDS):
        for name in CONTESTANTS:
            rounds[name].append(_measure(name, paths))
    print(f"{len(paths)} files, median of {ROUNDS} rounds, imports and rules apart\n")
    print(f"{'':40}{'clock s':>9}{'CPU s':>9}")
    medians = {
        name: tuple(statistics.median(side) for side in zip(*times, strict=True))
        for name, times in rounds.items()
    }
    for name, (clock, processor) in medians.items():
        print(f"{name:40}{clock:9.2f}{processor:9.2f}")
    ours, theirs = medians.values()
    ratios = [their / our for our, their in zip(ours, theirs, strict=True)]
    verdict = "holds" if ratios[0] >= LEAST_TIMES else "FAILS"
    print(f"{'ours is … times as fast':40}{ratios[0]:9.1f}{ratios[1]:9.1f}", end="")
    print(f"   at least {LEAST_TIMES:.0f}: {verdict}\n")


def _measure(name: str, paths: list[Path]) -> tuple[float, float]:
    """Seconds of the clock and of the processor, in a process of its own, after a warm-up."""
    context = multiprocessing.get_context("spawn")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_work, args=(name, paths, sender))
    process.start()
    sender.close()  # so that the end of the process ends the waiting too
    try:
        result: tuple[float, float] = receiver.recv()
    except EOFError:
        sys.exit(f"{name} failed; what it said stands above.")
    process.join()
    return result


def _work(name: str, paths: list[Path], sender: Connection) -> None:
    if CONTESTANTS[name] is whole_pipeline:
        from pipeline.rulebook import load_rulebook

        load_rulebook().compile()  # as the fork server of a run has done before any document
    CONTESTANTS[name](paths[:1])
    clock, processor = time.perf_counter(), time.process_time()
    CONTESTANTS[name](paths)
    sender.send((time.perf_counter() - clock, time.process_time() - processor))


def _print_cold_start() -> None:
    with TemporaryDirectory() as scratch:
        text = Path(scratch) / "short.txt"
        text.write_text(SHORT_TEXT, encoding="utf-8")
        run = ["run", str(text), "--out", str(Path(scratch) / "out"), "--workers", "1"]
        for arguments, longest in ((["--help"], LONGEST_HELP), (run, LONGEST_RUN)):
            seconds = _start(arguments)
            verdict = "holds" if seconds < longest else "FAILS"
            name = f"cold start of overens {arguments[0]}"
            print(f"{name:40}{seconds:9.2f}{'':9}   below {longest} s: {verdict}")


def _start(arguments: list[str]) -> float:
    """The median seconds of a fresh process by the clock, its workers included."""
    script = Path(sys.executable).with_name("overens")
    command = [str(script)] if script.is_file() else [sys.executable, "-m", "pipeline"]
    times: list[float] = []
    for _ in range(STARTS):
        clock = time.perf_counter()
        finished = subprocess.run(
            [*command, *arguments], check=False, capture_output=True, cwd=ROOT
        )
        if finished.returncode != 0:
            sys.exit(f"{' '.join(command)} failed: {finished.stderr.decode()}")
        times.append(time.perf_counter() - clock)
    return statistics.median(times)


if __name__ == "__main__":
    main()
