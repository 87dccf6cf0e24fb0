"""A report without a date of its own is on time by the day on which a site published it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from etl.pipeline.filing import import_reports
from etl.pipeline.identity.resolve_identity import Expected
from etl.pipeline.reading.sources import sources_in
from tests.warehouses import stored

REGISTER = (
    "place_id,province,prefecture,county,township,type,aliases,valid_from,valid_to,successor\n"
    "990301001,甲省,乙市,青石县,东岭镇,镇,,,,\n"
)
TITLE = "东岭镇2023年政府信息公开工作年度报告"
BODY = ("一、总体情况", "全年主动公开政府信息12条。")
STAMP = "发布时间：2024-02-19 10:20 来源：东岭镇"
SIGNED = ("东岭镇人民政府", "2024年1月9日")


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        ((TITLE, STAMP, *BODY), (None, date(2024, 2, 19), "published", "late", 19)),
        (
            (TITLE, STAMP, *BODY, *SIGNED),
            (date(2024, 1, 9), date(2024, 1, 9), "signed", "on_time", None),
        ),
        ((TITLE, *BODY), (None, None, None, "undated", None)),
    ],
    ids=["published", "signed", "undated"],
)
def test_the_day_that_counts_is_the_offices_own_where_it_has_one(
    tmp_path: Path, texts: tuple[str, ...], expected: tuple[object, ...]
) -> None:
    data = tmp_path / "data"
    data.mkdir()
    (data / "places.csv").write_text(REGISTER, "utf-8")
    path = tmp_path / "东岭镇.txt"
    path.write_text("\n".join(texts), "utf-8")
    import_reports.import_files(list(sources_in([path])), data, Expected())
    sql = "select report_date, filed_on, dated_by, status, days_late from submissions"
    assert stored(data, sql) == [expected]
