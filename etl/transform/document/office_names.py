"""Finds the names of townships and their counties in running text."""

from __future__ import annotations

import re
from collections.abc import Iterator

KIND = r"(?:民族乡|苏木|街道|街(?!道)|镇|乡)"
NAMED = re.compile(
    KIND + r"(?=人民政府|政府|办事处|党|20\d\d|\(|年|政务|信息公开|关于|工作|依法|机关|$)"
)
OFFICE = re.compile(KIND + r"(?=人民政府|办事处)")
RUN = re.compile(r"[\u4e00-\u9fff]{1,32}$")
LONGEST_NAME = 9
# Below a county (县) comes no other; the signs of the rest are common in names of townships too.
COUNTY = re.compile(
    r"^(?P<head>[\u4e00-\u9fff]{1,20}?县|[\u4e00-\u9fff]{1,20}(?:区|旗|市|州|盟))(?=[\u4e00-\u9fff])"
)
ABOVE_COUNTY = re.compile(
    r"^.*(?:省|自治区|自治州|州|盟|地区|市)(?=[\u4e00-\u9fff]{1,7}(?:县|区|旗|市)$)"
)
# Words that lead up to a name, wherever they end; and short ones, which may begin a name as well.
LEAD = re.compile(
    r"^.*(?:关于|报送|呈报|上报|印发|公布|发布|转发|编制|根据|按照|做好|现将|年度|政府|办公室)"
)
SHORT_LEAD = re.compile(r"^(?:[我该各在由对将把为及与]|以及)+")
NO_NAME = frozenset("我本该全各某和与及乡村城两")

Unit = tuple[str | None, str]


def unit_in(text: str) -> Unit | None:
    """Return (county, township) of the first township that a title or signature names."""
    return next(units(NAMED, text), None)


def office_in(text: str) -> Iterator[Unit]:
    """Yield (county, township) of every office that running text names in full."""
    return units(OFFICE, text)


def units(pattern: re.Pattern[str], text: str) -> Iterator[Unit]:
    """Yield (county, township) wherever a kind of township ends a name."""
    start = 0
    for match in pattern.finditer(text):
        run = RUN.search(text, start, match.start())
        start = match.end()
        unit = split(LEAD.sub("", run[0]), match[0], is_first=run.start() == 0) if run else None
        if unit is not None:
            yield unit


def split(name: str, kind: str, *, is_first: bool) -> Unit | None:
    """Return (county, township) of a name such as 甲省乙市丙县松树 and its kind 乡.

    At the start of a line nothing leads up to a name: 和平, 向阳 and 全福 are names.
    """
    name = name if is_first else SHORT_LEAD.sub("", name)
    found = COUNTY.match(name)
    county = None
    if found is not None:
        county = ABOVE_COUNTY.sub("", found["head"])
        name = name[found.end() :]
    if not name or name in NO_NAME:
        return None
    return county, name[-LONGEST_NAME:] + kind
