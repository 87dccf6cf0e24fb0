"""Ways from a figure of the report to its sum: the cell of the table, and that of the workbook."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.run import Run
from xlsxwriter.utility import xl_rowcol_to_cell

from dashboard.exports.county_report.grid import layouts
from dashboard.exports.county_report.sentences import counted
from dashboard.exports.county_report.total import CountyTotal
from dashboard.exports.county_report.workbook import ABOVE, sheet_name

LONGEST = 250
"""Of what Word shows beside a pointer."""


@dataclass(frozen=True, slots=True)
class Goal:
    """A cell that figures lead to: its number and name, and what is told of it beside a pointer."""

    number: int
    told: str

    @property
    def name(self) -> str:
        """Return its name, short enough for Word."""
        return f"sum_{self.number}"


def goals(total: CountyTotal) -> dict[str, Goal]:
    """Return by its address each cell: how many units printed what, where they are added up."""
    places = {
        place.address: f"“{sheet_name(layout)}”{xl_rowcol_to_cell(place.row + ABOVE, place.column)}"
        for layout in layouts(total.form)
        for place in layout.places
        if place.address
    }
    return {
        address: Goal(number, f"{counted(total.cells[address])}；汇总工作簿{at}"[:LONGEST])
        for number, (address, at) in enumerate(places.items(), 1)
    }


def link(paragraph: Any, text: str, goal: Goal) -> Run:
    """Write text that leads to a place of the document, and says more beside a pointer."""
    outer: Any = OxmlElement("w:hyperlink")
    outer.set(qn("w:anchor"), goal.name)
    outer.set(qn("w:tooltip"), goal.told)
    inner: Any = OxmlElement("w:r")
    outer.append(inner)
    paragraph._p.append(outer)
    run = Run(inner, paragraph)
    run.text = text
    return run


def name_place(paragraph: Any, goal: Goal) -> None:
    """Give what stands in a paragraph a name that is led to."""
    first, last = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    for end in (first, last):
        end.set(qn("w:id"), str(goal.number))
    first.set(qn("w:name"), goal.name)
    paragraph._p.insert(1 if paragraph._p.pPr is not None else 0, first)
    paragraph._p.append(last)
