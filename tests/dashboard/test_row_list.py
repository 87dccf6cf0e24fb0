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
        "**青禾镇**  \n:gray[受理]\xa0**1,200\xa0件**　:gray[答复率]\xa0**95.5%**　"
        ":gray[正文原句]\xa0受理&#91;1200&#93;件",
        "**&#42;甲&#42;镇**  \n:gray[受理]\xa0**缺项**　:gray[答复率]\xa0**—**",
    ]


def test_a_reason_of_every_figure_is_said_once() -> None:
    columns = (text("township", "乡镇"), *(Column(name, name, mark="mark") for name in "abc"))
    frame = pd.DataFrame({"township": ["丙乡"], "mark": ["absent"], **dict.fromkeys("abc")})
    assert lines(frame, Table("件数", columns)) == ["**丙乡**  \n:gray[各项数字]\xa0**缺项**"]


def test_a_table_of_one_column_is_its_values() -> None:
    assert lines(pd.DataFrame({"year": [2024, 2025]}), Table("年", (year(),))) == [
        "**年度 2024**", "**年度 2025**",
    ]  # fmt: skip
