"""The colors of a workbook's charts, which the library that writes them leaves to the reader."""

from __future__ import annotations

import io
from collections.abc import Sequence
from zipfile import ZIP_DEFLATED, ZipFile

from dashboard.charts.style.colors import colors_of

CHART = "xl/charts/chart{}.xml"
NAME_ENDS = "</c:strRef></c:tx>"
"""Behind the name of a series, not behind a title."""
FILL = '<c:spPr><a:solidFill><a:srgbClr val="{}"/></a:solidFill></c:spPr>'


def colored(workbook: bytes, charts: Sequence[Sequence[str]]) -> bytes:
    """Return a workbook whose charts, of these series, have the colors that the pages have."""
    if not charts:
        return workbook
    series = {CHART.format(number): names for number, names in enumerate(charts, 1)}
    written = io.BytesIO()
    with ZipFile(io.BytesIO(workbook)) as before, ZipFile(written, "w", ZIP_DEFLATED) as after:
        for part in before.infolist():
            held = before.read(part)
            names = series.get(part.filename)
            after.writestr(part, filled(held.decode(), names) if names else held)
    return written.getvalue()


def filled(chart: str, names: Sequence[str]) -> str:
    """Return a chart in which each series has the color of its name."""
    head, *rest = chart.split(NAME_ENDS)
    fills = (FILL.format(color.removeprefix("#")) for color in colors_of(names))
    return head + "".join(NAME_ENDS + fill + end for fill, end in zip(fills, rest, strict=True))
