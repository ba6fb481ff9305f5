"""Writes small tagged PDFs: each line of text a stretch of marked content, and the tree that
tells what element each stretch belongs to. Neither reportlab nor the standard library can.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True)
class Element:
    """Lines below one another, tagged as `type`: a structure type, or several from the
    outermost in (`L/LI/LBody`), `Artifact`, or nothing."""

    type: str
    lines: tuple[str, ...]
    bold: bool = False
    size: float = 11.0
    space: float = 0.0
    x: float = 70.0


def tagged(kind: str, *lines: str, **how: float) -> Element:
    return Element(kind, lines, **how)  # type: ignore[arg-type]


@dataclass
class _Writer:
    objects: list[bytes] = field(default_factory=list)

    def reserve(self) -> int:
        self.objects.append(b"")
        return len(self.objects)

    def add(self, body: str | bytes, number: int | None = None) -> int:
        number = number or self.reserve()
        self.objects[number - 1] = body.encode() if isinstance(body, str) else body
        return number

    def bytes(self, root: int) -> bytes:
        out, starts = b"%PDF-1.7\n", []
        for number, body in enumerate(self.objects, 1):
            starts.append(len(out))
            out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
        table = "".join(f"{start:010d} 00000 n \n" for start in starts)
        size = len(starts) + 1
        trailer = f"trailer\n<</Size {size}/Root {root} 0 R>>\nstartxref\n{len(out)}\n%%EOF\n"
        return out + f"xref\n0 {size}\n0000000000 65535 f \n{table}{trailer}".encode()


def write_tagged_pdf(
    path: Path, *pages: Sequence[Element], roles: Mapping[str, str] | None = None
) -> Path:
    """Write one page for each sequence of elements; `roles` maps types of one's own to
    standard ones."""
    pdf = _Writer()
    catalog, root, document, tree = (pdf.reserve() for _ in range(4))
    fonts = "".join(f"/F{i} {pdf.add(_font(name))} 0 R" for i, name in enumerate(_FONTS))
    kids, parents, sheets = [], [], []
    for index, elements in enumerate(pages):
        page = pdf.reserve()
        content, tags = _content(elements)
        stream = pdf.add(b"<</Length %d>>stream\n%s\nendstream" % (len(content), content))
        owners = []
        for kind, count in tags:
            top, owner = _element(
                pdf, kind, page, document, range(len(owners), len(owners) + count)
            )
            kids.append(f"{top} 0 R")
            owners.extend([f"{owner} 0 R"] * count)
        parents.append(f"{index} [{' '.join(owners)}]")
        pdf.add(
            f"<</Type/Page/Parent {tree} 0 R/MediaBox[0 0 595 842]/StructParents {index}"
            f"/Resources<</Font<<{fonts}>>>>/Contents {stream} 0 R>>",
            page,
        )
        sheets.append(f"{page} 0 R")
    pdf.add(f"<</Type/Pages/Kids[{' '.join(sheets)}]/Count {len(sheets)}>>", tree)
    pdf.add(
        f"<</Type/StructElem/S/Document/P {root} 0 R/K[{' '.join(kids)}]>>",
        document,
    )
    names = "".join(f"/{name}/{standard}" for name, standard in (roles or {}).items())
    pdf.add(
        f"<</Type/StructTreeRoot/K {document} 0 R/RoleMap<<{names}>>"
        f"/ParentTree<</Nums[{' '.join(parents)}]>>>>",
        root,
    )
    pdf.add(
        f"<</Type/Catalog/Pages {tree} 0 R/MarkInfo<</Marked true>>/StructTreeRoot {root} 0 R>>",
        catalog,
    )
    path.write_bytes(pdf.bytes(catalog))
    return path


_FONTS = ("Helvetica", "Helvetica-Bold")


def _font(name: str) -> str:
    return f"<</Type/Font/Subtype/Type1/BaseFont/{name}/Encoding/WinAnsiEncoding>>"


def _content(elements: Sequence[Element]) -> tuple[bytes, list[tuple[str, int]]]:
    """What is drawn, and for each element in the tree its types and how many stretches of
    content it has."""
    parts: list[bytes] = []
    tags: list[tuple[str, int]] = []
    y, content = 742.0, 0
    for element in elements:
        y -= element.space
        in_tree = element.type not in ("", "Artifact")
        for line in element.lines:
            text = line.encode("cp1252").replace(b"(", rb"\(").replace(b")", rb"\)")
            shown = b"BT /F%d %g Tf %g %g Td (%s) Tj ET" % (
                element.bold, element.size, element.x, y, text,
            )  # fmt: skip
            if in_tree:
                shown = b"/P <</MCID %d>> BDC %s EMC" % (content, shown)
                content += 1
            elif element.type:
                shown = b"/Artifact BMC %s EMC" % shown
            parts.append(shown)
            y -= 1.27 * element.size
        if in_tree:
            tags.append((element.type, len(element.lines)))
    return b"\n".join(parts), tags


def _element(
    pdf: _Writer, kind: str, page: int, document: int, contents: Sequence[int]
) -> tuple[int, int]:
    """The outermost and the innermost object of an element of the tree."""
    numbers = [pdf.reserve() for _ in kind.split("/")]
    around = [document, *numbers]
    for place, name in enumerate(kind.split("/")):
        last = place == len(numbers) - 1
        kids = " ".join(map(str, contents)) if last else f"{numbers[place + 1]} 0 R"
        pdf.add(
            f"<</Type/StructElem/S/{name}/P {around[place]} 0 R/Pg {page} 0 R/K[{kids}]>>",
            numbers[place],
        )
    return numbers[0], numbers[-1]
