"""Page pictures drawn in worker processes, a document at a time.

A file that makes the drawing hang or crash costs its pictures and nothing else.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from concurrent.futures import TimeoutError as DrawingTimeout
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from pebble import ProcessExpired, ProcessPool

from pipeline.model import UnreadableError
from pipeline.read.pdf.page_pictures import page_pictures

_SECONDS = 120


@dataclass(frozen=True, slots=True)
class Drawing:
    """A file whose pages are to be drawn into `folder`, as 1.jpg, 2.jpg, …

    `turned` is by how many degrees clockwise each page was turned to be read: its picture is
    to show it in the same way, or the places found on it would not fit.
    """

    doc_id: str
    path: Path
    folder: Path
    turned: tuple[int, ...]


Sizes = tuple[tuple[float, float], ...]


def draw_pages(drawings: Iterable[Drawing]) -> Iterator[tuple[str, Sizes]]:
    """Draw the pages of each file; yields its doc_id and the pages' sizes in points.

    No sizes are told of a file whose drawing failed or took too long.
    """
    drawings = list(drawings)
    if not drawings:
        return
    workers = min(os.cpu_count() or 1, len(drawings))
    with ProcessPool(max_workers=workers, context=get_context("spawn")) as pool:
        running = [(d, pool.schedule(_draw, args=[d], timeout=_SECONDS)) for d in drawings]
        for drawing, future in running:
            try:
                yield drawing.doc_id, future.result()
            except (UnreadableError, DrawingTimeout, ProcessExpired, MemoryError):
                yield drawing.doc_id, ()


def _draw(drawing: Drawing) -> Sizes:
    drawing.folder.mkdir(parents=True, exist_ok=True)
    sizes = []
    pictures = page_pictures(drawing.path, turned=drawing.turned)
    for number, picture in enumerate(pictures, 1):
        (drawing.folder / f"{number}.jpg").write_bytes(picture.jpeg)
        sizes.append((picture.width, picture.height))
    return tuple(sizes)
