"""How the cells of a working paper look."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format

_INK, _FAINT, _RULE = "#1B2A38", "#3F4D59", "#C9D3DB"
_GREEN, _RED, _AMBER = "#0B6B3A", "#B3261E", "#7A5200"

# Grouped and with the decimal sign as the reader's Excel is set to; 41D is Swedish, which
# LibreOffice goes by wherever it runs.
_KRONOR = "#,##0"
_ORE = "#,##0.00"
_SWEDISH = "[$-41D]"

_PROPERTIES: Mapping[str, Mapping[str, Any]] = {
    "base": {"font_name": "Calibri", "font_size": 10, "font_color": _INK, "valign": "top"},
    "ruled": {"bottom": 1, "bottom_color": _RULE},
    "wrapped": {"text_wrap": True},
    "title": {"font_size": 13, "bold": True},
    "faint": {"font_color": _FAINT},
    "head": {
        "bold": True, "font_color": "#FFFFFF", "bg_color": "#1F4257", "text_wrap": True,
        "valign": "vcenter",
    },
    "band": {"bold": True, "bg_color": "#E3EBF0", "top": 1, "top_color": "#8FA3B1"},
    "total": {"bold": True, "top": 1, "top_color": _INK},
    "subtotal": {"bold": True},
    "money": {"num_format": f"{_SWEDISH}{_KRONOR};{_SWEDISH}\\−{_KRONOR}", "align": "right"},
    "ore": {"num_format": f"{_SWEDISH}{_ORE};{_SWEDISH}\\−{_ORE}", "align": "right"},
    "right": {"align": "right"},
    "inset": {"align": "left", "indent": 1},
    "left": {"align": "left"},
    "centred": {"align": "center"},
    "mark": {"align": "center", "bold": True},
    "link": {"font_color": "#0B57A4", "underline": 1},
    "input": {"bg_color": "#FFFBE8", "border": 1, "border_color": _RULE, "text_wrap": True},
    "date": {"num_format": "yyyy\\-mm\\-dd", "align": "left"},
    "small": {"font_size": 9, "font_color": _FAINT},
    "explanation": {"font_size": 9, "italic": True, "font_color": _RED},
    "doubt": {"font_size": 9, "italic": True, "font_color": _AMBER},
    "good": {"font_color": _GREEN},
    "bad": {"font_color": _RED, "bg_color": "#FBE4E2", "bold": True},
    "open": {"font_color": _AMBER},
}  # fmt: skip


class Styles:
    """The formats of one workbook, put together from named traits; each is made once."""

    def __init__(self, workbook: Workbook) -> None:
        self._workbook = workbook
        self._made: dict[tuple[tuple[str, ...], int], Format] = {}

    def __call__(self, *traits: str, indent: int = 0) -> Format:
        """A cell with the given traits; later ones win."""
        key = (traits, indent)
        if key not in self._made:
            properties: dict[str, Any] = dict(_PROPERTIES["base"])
            for trait in traits:
                properties |= _PROPERTIES[trait]
            if indent:
                properties |= {"indent": indent, "align": "left"}
            self._made[key] = self._workbook.add_format(properties)
        return self._made[key]

    def condition(self, trait: str) -> Format:
        """One trait alone, for what a condition lays over a cell."""
        return self._workbook.add_format(dict(_PROPERTIES[trait]))
