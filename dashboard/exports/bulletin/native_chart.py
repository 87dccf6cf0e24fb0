"""Charts of the office program itself in a Word document: their figures can be edited there."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any, TypeAlias

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.shared import Mm, Pt
from lxml import etree
from pptx.chart.data import CategoryChartData
from pptx.chart.xlsx import CategoryWorkbookWriter
from pptx.enum.chart import XL_CHART_TYPE

from dashboard.charts.style.colors import colors_of
from dashboard.exports.notice.paper import room

CHART = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
C = f"{{{DRAWING}/chart}}"
KINDS = {
    ("columns", False): XL_CHART_TYPE.COLUMN_CLUSTERED,
    ("columns", True): XL_CHART_TYPE.COLUMN_STACKED,
    ("bars", False): XL_CHART_TYPE.BAR_CLUSTERED,
    ("bars", True): XL_CHART_TYPE.BAR_STACKED,
}
LETTERS = "900"
LABELS = "".join(
    f'<c:{name} val="{value}"/>'
    for name, value in (
        ("showLegendKey", 0), ("showVal", 1), ("showCatName", 0), ("showSerName", 0),
        ("showPercent", 0), ("showBubbleSize", 0),
    )
)  # fmt: skip


Values: TypeAlias = tuple[Decimal | float | int | None, ...]

TITLE = (
    f'<c:title xmlns:c="{DRAWING}/chart" xmlns:a="{DRAWING}/main"><c:tx><c:rich><a:bodyPr/>'
    f'<a:p><a:pPr><a:defRPr sz="{LETTERS}"/></a:pPr><a:r><a:rPr sz="{LETTERS}"/><a:t/></a:r>'
    '</a:p></c:rich></c:tx><c:overlay val="0"/></c:title>'
)
UPRIGHT = (
    f'<c:txPr xmlns:c="{DRAWING}/chart" xmlns:a="{DRAWING}/main"><a:bodyPr rot="0" vert="horz"/>'
    f'<a:p><a:pPr><a:defRPr sz="{LETTERS}"/></a:pPr><a:endParaRPr lang="zh-CN"/></a:p></c:txPr>'
)
LEGEND = (
    f'<c:legend xmlns:c="{DRAWING}/chart"><c:legendPos val="b"/><c:overlay val="0"/></c:legend>'
)


@dataclass(frozen=True, slots=True)
class NativeChart:
    """Values by category under a title, as columns or bars; shares of 1 are written as percent.

    A value that is missing has no column and no label; the label of one that is `approximate`
    begins with ≈. Where there are several `series`, each with its name, they stand instead of the
    values, on top of each other where they are stacked.
    """

    kind: str
    title: str
    categories: tuple[str, ...]
    values: Values
    is_share: bool = False
    series: tuple[tuple[str, Values], ...] = ()
    is_stacked: bool = False
    approximate: tuple[bool, ...] = ()
    most: float | None = None
    """Where its axis ends, for one of several charts of one scale."""

    @property
    def form(self) -> str:
        """Return how office programs write a value of the chart."""
        return "0.0%" if self.is_share else "#,##0.##"

    @property
    def colors(self) -> list[str]:
        """Return the color of each series, the same as on the pages."""
        return colors_of([name for name, _ in self.series] or [self.title])

    @property
    def drawn(self) -> tuple[tuple[str, Values], ...]:
        """Return each series with its name; the only one goes by the title."""
        return self.series if len(self.series) > 1 else ((self.title, self.values),)


def add_chart(paper: Any, chart: NativeChart, alt: str, height: int = 70) -> None:
    """Add a chart with its workbook as a paragraph; `alt` says in words what it shows."""
    data = chart_data(chart)
    package = paper.part.package
    number = 1 + sum("/charts/" in part.partname for part in package.iter_parts())
    inner = Part(
        PackURI(f"/word/embeddings/chart{number}.xlsx"),
        WORKBOOK,
        CategoryWorkbookWriter(data).xlsx_blob,
        package,
    )
    outer = Part(PackURI(f"/word/charts/chart{number}.xml"), CHART, b"", package)
    named = outer.relate_to(inner, RELATIONSHIP_TYPE.PACKAGE)
    outer._blob = finished(data.xml_bytes(KINDS[chart.kind, chart.is_stacked]), named, chart)
    relation = paper.part.relate_to(outer, RELATIONSHIP_TYPE.CHART)
    paragraph = paper.add_paragraph()
    paragraph.paragraph_format.line_spacing = 1.0
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(6)
    size = room(paper), Mm(height)
    paragraph.add_run()._r.append(framed(relation, number, alt, size))


FILL = (
    f'<c:spPr xmlns:c="{DRAWING}/chart" xmlns:a="{DRAWING}/main"><a:solidFill>'
    '<a:srgbClr val="{}"/></a:solidFill></c:spPr>'
)
UNPRINTABLE = dict.fromkeys(range(32), " ")


def chart_data(chart: NativeChart) -> CategoryChartData:
    """Return the figures of a chart as the workbook inside it holds them."""
    data = CategoryChartData(number_format=chart.form)
    data.categories = [label.translate(UNPRINTABLE) for label in chart.categories]
    for name, values in chart.drawn:
        numbers = [None if value is None else float(value) for value in values]
        data.add_series(name.translate(UNPRINTABLE), numbers)
    return data


def finished(xml: bytes, workbook: str, drawn: NativeChart) -> bytes:
    """Return a chart with values written at its columns, an axis from 0, and its workbook."""
    root: Any = etree.fromstring(xml)
    plot = next(root.iter(f"{C}barChart"))
    last = plot.findall(f"{C}ser")[-1]
    last.addnext(etree.fromstring(f'<c:dLbls xmlns:c="{DRAWING}/chart">{LABELS}</c:dLbls>'))
    fill(plot, drawn.colors)
    mark_approximate(last, drawn)
    for size in root.iter(f"{{{DRAWING}/main}}defRPr"):
        size.set("sz", LETTERS)
    scaling = next(root.iter(f"{C}valAx")).find(f"{C}scaling")
    for name in ("max", "min"):
        for old in scaling.findall(f"{C}{name}"):
            scaling.remove(old)
    # The order is the schema's: orientation, max, min.
    # The label of a column of 100 % stands above it, below the title.
    bounds = {"max": "1.1"} if drawn.is_share else {}
    for name, value in (bounds | {"min": "0"}).items():
        etree.SubElement(scaling, f"{C}{name}", {"val": value})
    if drawn.kind == "columns":
        # Names of columns in lines, not aslant, which takes half of the height.
        next(root.iter(f"{C}catAx")).find(f"{C}crossAx").addprevious(etree.fromstring(UPRIGHT))
    if len(drawn.drawn) > 1:
        told_apart(root, drawn.title.translate(UNPRINTABLE))
    if drawn.is_share:
        in_percent(next(root.iter(f"{C}valAx")))
    data = etree.SubElement(root, f"{C}externalData", {f"{{{RELATIONS}}}id": workbook})
    etree.SubElement(data, f"{C}autoUpdate", {"val": "0"})
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def fill(plot: Any, colors: list[str]) -> None:
    """Draw the bars of each series in its color."""
    for series, color in zip(plot.findall(f"{C}ser"), colors, strict=True):
        filled = etree.fromstring(FILL.format(color.removeprefix("#")))
        series.find(f"{C}tx").addnext(filled)


def mark_approximate(series: Any, drawn: NativeChart, letters: str = LETTERS) -> None:
    """Have the labels of approximate values say so; the values stay numbers that can be edited."""
    about = [place for place, is_about in enumerate(drawn.approximate) if is_about]
    if not about or len(drawn.drawn) > 1:
        return
    said = (
        f'<c:txPr><a:bodyPr/><a:p><a:pPr><a:defRPr sz="{letters}"/></a:pPr>'
        f'<a:endParaRPr lang="zh-CN"/></a:p></c:txPr>'
    )
    form = f'<c:numFmt formatCode="&quot;≈&quot;{drawn.form}" sourceLinked="0"/>'
    points = "".join(
        f'<c:dLbl><c:idx val="{place}"/>{form}<c:spPr/>{said}{LABELS}</c:dLbl>' for place in about
    )
    labels = etree.fromstring(
        f'<c:dLbls xmlns:c="{DRAWING}/chart" xmlns:a="{DRAWING}/main">{points}{said}{LABELS}'
        "</c:dLbls>"
    )
    for old in series.findall(f"{C}dLbls"):
        series.remove(old)
    series.find(f"{C}cat").addprevious(labels)


def told_apart(root: Any, title: str) -> None:
    """Write the title of a chart of several series, and which of them is which."""
    plot = next(root.iter(f"{C}plotArea"))
    for old in (*root.iter(f"{C}title"), *root.iter(f"{C}legend")):
        old.getparent().remove(old)
    above: Any = etree.fromstring(TITLE)
    next(above.iter(f"{{{DRAWING}/main}}t")).text = title
    plot.getparent().insert(0, above)
    plot.addnext(etree.fromstring(LEGEND))


def in_percent(axis: Any) -> None:
    """Have an axis written in percent, a line at every fifth of the whole."""
    for old in axis.findall(f"{C}numFmt"):
        axis.remove(old)
    # The order is the schema's: the form of numbers before the ticks, the step behind the crossing.
    written = etree.Element(f"{C}numFmt", {"formatCode": "0%", "sourceLinked": "0"})
    next(axis.iterfind(f"{C}majorTickMark")).addprevious(written)
    crossing = [*axis.iterfind(f"{C}crosses"), *axis.iterfind(f"{C}crossBetween")]
    crossing[-1].addnext(etree.Element(f"{C}majorUnit", {"val": "0.2"}))


def framed(relation: str, number: int, alt: str, size: tuple[int, int]) -> Any:
    """Return the frame of a chart in the line of text."""
    drawing = parse_xml(
        '<w:drawing xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
        f' xmlns:wp="{DRAWING}/wordprocessingDrawing" xmlns:a="{DRAWING}/main"'
        f' xmlns:c="{DRAWING}/chart" xmlns:r="{RELATIONS}">'
        f'<wp:inline><wp:extent cx="{size[0]}" cy="{size[1]}"/>'
        f'<wp:docPr id="{1000 + number}" name="图 {number}"/><wp:cNvGraphicFramePr/>'
        f'<a:graphic><a:graphicData uri="{DRAWING}/chart"><c:chart r:id="{relation}"/>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing>"
    )
    described: Any = drawing.find(f".//{{{DRAWING}/wordprocessingDrawing}}docPr")
    described.set("descr", alt)
    return drawing
