"""Turning a page upright: from PDFium's coordinates to points from the top left corner."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.model import Box

EM_ABOVE = 0.8
"""The share of the type size that a word's box reaches above its baseline."""

EM_BELOW = 0.2
"""The share of the type size that a word's box reaches below its baseline."""


@dataclass(frozen=True, slots=True)
class Upright:
    """An affine map `x' = a*x + c*y + e`, `y' = b*x + d*y + f`, and the page it leads to."""

    a: float
    b: float
    c: float
    d: float
    e: float
    f: float
    width: float
    height: float

    def point(self, x: float, y: float) -> tuple[float, float]:
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def box(self, x0: float, y0: float, x1: float, y1: float) -> Box:
        ax, bx = self.a * x0 + self.c * y0 + self.e, self.a * x1 + self.c * y1 + self.e
        ay, by = self.b * x0 + self.d * y0 + self.f, self.b * x1 + self.d * y1 + self.f
        if ax > bx:
            ax, bx = bx, ax
        return Box(ax, ay, bx, by) if ay < by else Box(ax, by, bx, ay)

    def quarters_off(self, run: tuple[float, float]) -> int | None:
        """By how many clockwise quarter turns text running along `run` is off upright;
        None for text on a slant, such as a watermark."""
        dx = self.a * run[0] + self.c * run[1]
        dy = self.b * run[0] + self.d * run[1]
        if min(abs(dx), abs(dy)) > 0.1 * max(abs(dx), abs(dy)):
            return None
        if abs(dx) >= abs(dy):
            return 0 if dx >= 0 else 2
        return 1 if dy > 0 else 3

    def turned(self, quarters: int) -> Upright:
        """The same page turned clockwise by quarter turns."""
        upright = self
        for _ in range(quarters % 4):
            upright = upright._turned_once()
        return upright

    def quarters_to(self, other: Upright) -> int:
        """The clockwise quarter turns that lead from this page to another view of it."""
        return next(quarters for quarters in range(4) if self.turned(quarters) == other)

    def _turned_once(self) -> Upright:
        # The point (x, y) goes to (height - y, x).
        return Upright(
            a=-self.b,
            b=self.a,
            c=-self.d,
            d=self.c,
            e=self.height - self.f,
            f=self.e,
            width=self.height,
            height=self.width,
        )


def upright_page(box: tuple[float, float, float, float], rotation: int) -> Upright:
    """The map for a page whose visible `box` is (left, bottom, right, top) and which is to
    be shown turned clockwise by `rotation` degrees."""
    left, bottom, right, top = box
    plain = Upright(1, 0, 0, -1, -left, top, right - left, top - bottom)
    return plain.turned(rotation // 90)
