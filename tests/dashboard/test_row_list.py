"""On a phone a table is a list: each row under its first value, nothing dropped, nothing run."""

from __future__ import annotations

import pandas as pd

from dashboard.components.display.row_list import lines
from dashboard.tables.schema import Column, Kind, Table, text, year

HOTLINE = (
    text("township", "乡镇"),
    Column("received", "受理", unit="件", mark="received_mark"),
    Column("rate", "答复率", Kind.RATE),
    text("evidence", "正文原句"),
)


def test_a_row_is_its_first_value_and_all_others_under_their_names() -> None:
    frame = pd.DataFrame({
        "township": ["青禾镇", "*甲*镇"], "received": [1200, None],
        "received_mark": ["number", "absent"], "rate": [0.955, None],
        "evidence": ["受理[1200]件", None],
    })  # fmt: skip
    assert lines(frame, Table("热线", HOTLINE)) == [
        "**青禾镇**  \n:gray[受理（件）] **1,200**　:gray[答复率] **95.5%**　"
        ":gray[正文原句] 受理&#91;1200&#93;件",
        "**&#42;甲&#42;镇**  \n:gray[受理（件）] **缺项**　:gray[答复率] **—**",
    ]


def test_a_table_of_one_column_is_its_values() -> None:
    assert lines(pd.DataFrame({"year": [2024, 2025]}), Table("年", (year(),))) == [
        "**年度 2024**", "**年度 2025**",
    ]  # fmt: skip
