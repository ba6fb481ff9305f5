"""Where a table that no frame surrounds begins and ends: its heading, the first lines of a
first label and the last lines of a last one."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from pipeline.read.layout import Word
from pipeline.read.tables.columns import Columns, find_columns
from pipeline.read.tables.figure_columns import cell_runs
from pipeline.read.tables.heading import Spans
from pipeline.read.tables.lines import Line, spans_of, table_lines
from pipeline.read.tables.row_seams import begins_item
from pipeline.read.tables.rows import group_lines
from pipeline.read.tables.seeds import Seed, stands_over
from pipeline.read.tables.text_rows import TextRow

_HEADING_LINES = 8
_LINE = 1.45  # ems from line to line in running text, at most
_HALF_LINE = 0.85  # ems: closer levels are not two lines of one column


def first_row(seed: Seed, rows: Sequence[TextRow], floor: int, size: float) -> int:
    """The first row of the seed's table: its heading stands over a column of figures, and a
    first label that is broken may begin above its figure. `floor` is the first row that is
    free."""
    gap = max(2.6 * size, 1.8 * _row_gap(rows[seed.first : seed.last + 1], size))
    labels_right = _labels_right(seed, rows, size)
    left = min(row.x0 for row in rows[seed.first : seed.last + 1])
    label_half = left + 0.35 * (seed.figures_left - left)
    first = top = seed.first
    while top > floor and seed.first - top < _HEADING_LINES:
        parts = cell_runs(rows[top - 1], size)
        across = any(run.x0 < label_half and run.x1 > seed.figures_left for run in parts)
        if rows[top].y - rows[top - 1].y > gap or across:
            break
        top -= 1
        if is_heading(rows[top], seed, labels_right, size):
            first = top
    if first < seed.first:
        widest = 0.5 * (max(row.x1 for row in rows[seed.first : seed.last + 1]) - left)
        return _with_broken_heading(first, rows, floor, widest, size)
    return _with_first_label(seed, rows, floor, size) if first == seed.body else first


def is_heading(row: TextRow, seed: Seed, labels_right: float, size: float) -> bool:
    """Whether words of a row stand over figures, or beside the labels."""
    parts = cell_runs(row, size)
    beside = len(parts) > 1 and parts[-1].x0 >= labels_right
    return beside or any(stands_over(run.x0, run.x1, c) for run in parts for c in seed.figures)


def n_heading_rows(seed: Seed, rows: Sequence[TextRow], first: int, size: float) -> int:
    """How many rows from `first` on head the figures."""
    labels_right = _labels_right(seed, rows, size)
    heading = [i for i in range(first, seed.body) if is_heading(rows[i], seed, labels_right, size)]
    return max(heading) + 1 - first if heading else 0


def _labels_right(seed: Seed, rows: Sequence[TextRow], size: float) -> float:
    """How far the labels reach to the right."""
    runs = [run for row in rows[seed.body : seed.last + 1] for run in cell_runs(row, size)]
    within = [run.x1 for run in runs if run.x1 <= seed.figures_left]
    return max(within, default=seed.figures_left)


def _row_gap(rows: Sequence[TextRow], size: float) -> float:
    gaps = [below.y - above.y for above, below in pairwise(rows)]
    return median(gaps) if gaps else _LINE * size


def _with_broken_heading(
    first: int, rows: Sequence[TextRow], floor: int, widest: float, size: float
) -> int:
    """The first lines of a heading that is broken: half a line above the others, or gone on
    below in lower case and the same weight. Running text above it would be wider."""
    while first > floor:
        above, below = rows[first - 1], rows[first]
        word = below.words[0]
        broken = word.text[:1].islower() and above.words[-1].bold == word.bold
        distance = below.y - above.y
        single = len(cell_runs(above, size)) == 1 and above.x1 - above.x0 < widest
        if not single or distance > _LINE * size:
            break
        if distance >= _HALF_LINE * size and not broken:
            break
        first -= 1
    return first


def _with_first_label(seed: Seed, rows: Sequence[TextRow], floor: int, size: float) -> int:
    """Lines above the first figure that its label begins on, where figures stand level with
    the middle or the end of their label."""
    first = seed.first
    core = rows[seed.first : seed.last + 1]
    alone = len(cell_runs(core[0], size)) == 1
    columns = find_columns(core, size, seed.borders(size))
    _, alignment = group_lines(table_lines(core, columns, size), size)
    while first > floor and (alone or alignment != "top"):
        above, below = rows[first - 1], rows[first]
        broken = below.words[0].text[:1].islower() or (alone and first == seed.first)
        near = below.y - above.y <= _LINE * size
        if not (near and broken and above.x1 <= seed.figures_left):
            break
        first -= 1
    return first


def last_row(body: range, rows: Sequence[TextRow], columns: Columns, size: float) -> int:
    """The last row of a table whose figures stand in the rows of `body`: the words of its last
    row may go on below its figure, and a row may have words in place of its figure."""
    lines = table_lines([rows[i] for i in body], columns, size)
    held = {column for line in lines for column in line.cells}
    spans = {column: span for column, span in spans_of(lines, columns).items() if column in held}
    row_gap = _row_gap([line.row for line in lines], size)
    latest = _last_texts(lines, size)
    alone = not lines[-1].labels
    last = body[-1]
    while last + 1 < len(rows):
        (line,) = table_lines(rows[last + 1 : last + 2], columns, size)
        distance = line.row.y - rows[last].y
        on = alone or any(_goes_on(latest, c, line.cells[c], spans, size) for c in line.cells)
        if distance <= _LINE * size and on and _is_text(line, columns, spans, size):
            latest.update(line.cells)
        elif distance <= 1.3 * row_gap and _is_row(line, columns, spans, size):
            latest = dict(line.cells)
        else:
            break
        alone = False
        last += 1
    return last


def _last_texts(lines: Sequence[Line], size: float) -> dict[int, Sequence[Word]]:
    """The last words of each column of text in the lines around the last figure."""
    near = [line for line in lines if lines[-1].row.y - line.row.y <= _LINE * size]
    return {column: line.cells[column] for line in near for column in line.labels}


def _is_text(line: Line, columns: Columns, spans: Spans, size: float) -> bool:
    """Whether a line holds text alone, and each of it keeps clear of the next column."""
    for column, words in line.cells.items():
        next_left = min((span[0] for c, span in spans.items() if c > column), default=None)
        limit = spans[column][1] + 2 * size if column in spans else 0.0
        if column in columns.figures or words[-1].box.x1 > limit:
            return False
        if next_left is not None and words[-1].box.x1 > next_left - size / 2:
            return False
    return True


def _is_row(line: Line, columns: Columns, spans: Spans, size: float) -> bool:
    """Whether a line has a label, and words flush with the figures of a column."""
    if 0 not in line.cells or 0 not in spans or abs(line.row.x0 - spans[0][0]) > 2 * size:
        return False
    others = [column for column in line.cells if column > 0]
    if not columns.figures & set(others) or not spans.keys() >= line.cells.keys():
        return False
    return all(
        abs(line.cells[column][0].box.x0 - spans[column][0]) <= size / 2
        or abs(line.cells[column][-1].box.x1 - spans[column][1]) <= size / 2
        for column in others
    )


def _goes_on(
    latest: dict[int, Sequence[Word]],
    column: int,
    below: Sequence[Word],
    spans: Spans,
    size: float,
) -> bool:
    """Whether the text of a column is continued: in the same type, not further left, and
    because its next word did not fit or begins in lower case."""
    if column not in latest:
        return False
    above, word = latest[column], below[0]
    width = word.box.x1 - word.box.x0
    fitted = above[-1].box.x1 + width + 0.3 * size <= spans[column][1]
    same_type = abs(word.size - above[0].size) <= 0.1 * size
    low = word.text.lstrip("(")[:1].islower()
    on_edge = word.box.x0 >= above[0].box.x0 - 0.3 * size
    return same_type and on_edge and (low or not fitted) and not begins_item(word.text)
