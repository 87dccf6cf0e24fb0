"""A year is frozen on a page; what changed since stands there figure by figure, with the act."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from shutil import copytree

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from dashboard import queries
from dashboard.data.safekeeping import frozen as data_of
from dashboard.data.safekeeping.frozen import SUM
from dashboard.data.safekeeping.revisions import (
    UPDATED,
    explained,
    revisions,
    why_sum,
    with_files,
)
from dashboard.queries.result import rows
from dashboard.queries.selection import Selection
from etl.definitions.published import published_groups
from etl.pipeline.safekeeping.freeze_year import freeze_year
from etl.storage.decisions.frozen_years import FrozenYear, frozen_years
from etl.storage.records.change_log import Act
from tests.dashboard.conftest import Open
from tests.dashboard.test_submissions import press
from tests.etl.pipeline.test_frozen_years import COUNTY, frozen

__all__ = ["frozen"]
Frozen = tuple[Path, FrozenYear]
OF_2023 = Selection(COUNTY, "青石县", (), (), (), 2023, 2023)


def open_page(data: Path, opened: Open, **query: str) -> AppTest:
    app = opened(data, "frozen", county="青石县", from_="2023", to="2023", **query)
    assert not app.exception
    return app


def table(app: AppTest, column: str) -> Sequence[Mapping[Hashable, str]]:
    (found,) = [t.value for t in app.dataframe if column in t.value]
    return found.to_dict("records")


def test_every_changed_figure_stands_with_what_it_was_and_which_act_changed_it(
    frozen: Frozen, opened: Open
) -> None:
    app = open_page(frozen[0], opened)
    assert app.header[0].value == (
        f"2023 年度定稿 1 次，最近一次 {COUNTY}-2023-1，此后有 3 个公布的数字变了"
    )
    told = table(app, "before")
    assert [(r["township"], r["before"], r["after"]) for r in told] == [
        ("东岭镇", "120", "126"),
        ("柳河街道", "78", "79"),
        ("合计", "198", "205"),
    ]
    new, mended, total = (r["why"] for r in told)
    assert new.startswith("导入“东岭镇改.txt”（")
    assert "王晓 更正：原文“77”，按“79”统计" in mended
    assert total == "随单位的数字变化：东岭镇、柳河街道"


def test_a_frozen_number_is_looked_up_and_the_package_taken_along(
    frozen: Frozen, opened: Open
) -> None:
    app = open_page(frozen[0], opened, frozen=f"{COUNTY}-2023-1")
    labels = [button.label for button in app.download_button]
    assert "下载数据包" in labels
    state = data_of.state_of(frozen[1])
    figures = data_of.listed(state.figures)
    told = figures[figures["township"] == "东岭镇"]
    printed = told[~data_of.among(told, published_groups())]
    assert set(printed["shown"]) == {"120", "30", "28"}
    shown = dict(zip(told["address"], told["shown"], strict=True))
    assert shown["filing.status"] == "按期"
    assert shown["zero_applications.kind"] == "未说明"
    assert shown["indicators.hotline_answer_rate"] == "93.33"
    assert dict(zip(told["address"], told["label"], strict=True))["filing.status"] == "报送情况"
    with zipfile.ZipFile(io.BytesIO(data_of.package_of(frozen[1]))) as packed:
        assert "datapackage.json" in packed.namelist()


def test_an_official_freezes_the_year_again(frozen: Frozen, opened: Open, tmp_path: Path) -> None:
    data = copytree(frozen[0], tmp_path / "data")
    # The clock says nothing about the order.
    early = freeze_year(data, COUNTY, 2023, "时钟不准", Act("王晓", "审定", datetime(2020, 1, 1)))
    assert frozen_years(data)[-1].id == early.id
    app = press(open_page(data, opened), "2023 年度定稿")
    press(app, "2023 年度定稿", "确认定稿")
    assert [error.value for error in app.error] == ["请填写名称、定稿人和理由。"]
    for label, said in (("名称", "第二次"), ("定稿人", "李四"), ("理由", "更正后")):
        next(box for box in app.text_input if box.label == label).set_value(said)
    app.default_timeout = 600
    press(app, "2023 年度定稿", "确认定稿")
    assert not app.error
    assert [one.name for one in frozen_years(data)] == ["报市定稿", "时钟不准", "第二次"]
    app = open_page(data, opened)
    assert app.header[0].value.endswith("公布的数字至今没有变化")
    assert [row["state"] for row in table(app, "sha256")] == ["3 处不同", "一致", "一致"]
    assert {row["step"] for row in table(app, "before")} == {f"{COUNTY}-2023-1 → {COUNTY}-2023-2"}


def test_a_package_that_was_changed_is_told(frozen: Frozen, opened: Open, tmp_path: Path) -> None:
    data = copytree(frozen[0], tmp_path / "data")
    path = frozen[1].path(data)
    path.write_bytes(path.read_bytes()[:-1])
    app = open_page(data, opened)
    assert [error.value for error in app.error if "数据包不见了或被改动" in error.value]


def test_a_sum_follows_its_units_and_not_the_report_that_adds_them_up() -> None:
    names = {("county", "a"): ["县本级"], ("department", "a"): ["财政局"]}
    row = {"kind": "", "address": "a"}
    assert why_sum(row, names, [], 2023) == "随单位的数字变化：财政局"
    assert why_sum(row, {("county", "a"): ["县本级"]}, [], 2023) == ""


def earlier(figures: pd.DataFrame) -> pd.DataFrame:
    """Return figures as a version kept them that published nothing but what reports print."""
    return figures[~data_of.among(figures, published_groups())]


def test_rates_filing_errors_and_zero_applications_are_kept_and_compared(
    frozen: Frozen, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GONGKAI_DATA", str(frozen[0]))
    state = data_of.state_of(frozen[1])
    assert state.not_kept == ()
    figures = state.figures
    shown = {
        row["address"]: row["shown"]
        for row in rows(data_of.listed(figures))
        if row["township"] == SUM and row["address"].startswith(("filing", "quality", "zero"))
    }
    assert shown == {
        "filing.expected": "2", "filing.filed": "2", "filing.on_time": "2", "filing.late": "0",
        "filing.undated": "0", "filing.missing": "0", "quality.errors": "4",
        "quality.reports_with_errors": "2", "zero_applications.units": "0",
    }  # fmt: skip
    late = figures.replace({"mark": {"on_time": "late"}})
    late.loc[(figures["address"] == "indicators.hotline_answer_rate"), "value"] = "90"
    changed = explained(data_of.differences(figures, late), [], 2023)
    told = {(r["township"], r["label"]): (r["before"], r["after"], r["why"]) for r in changed}
    assert told["东岭镇", "报送情况"] == ("按期", "逾期", UPDATED)
    assert told[SUM, "12345 热线答复率（%）"][:2] == ("93.33", "90")


def test_a_figure_that_a_later_file_lacks_is_told_by_that_file(
    frozen: Frozen, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GONGKAI_DATA", str(frozen[0]))
    before = data_of.state_of(frozen[1])
    own = before.figures["township"].eq("东岭镇") & before.figures["place_id"].ne("")
    figures = before.figures.copy()
    figures.loc[own, ["report_key", "file_name", "imported_at"]] = [
        "ffff", "补报.docx", "2026-01-02T03:04:05",
    ]  # fmt: skip
    is_gone = own & figures["address"].eq("narrative.hotline_received")
    after = replace(before, figures=figures[~is_gone])
    found = with_files(data_of.differences(before.figures, after.figures), before, after)
    (line,) = [row for row in explained(found, [], 2023) if row["township"] == "东岭镇"]
    assert line["after"] == "—"
    assert line["why"] == "导入“补报.docx”（2026-01-02 03:04）"


def test_a_figure_that_is_computed_follows_the_units_it_is_made_of() -> None:
    names = {("township", "filing.status"): ["东岭镇"],
             ("township", "narrative.hotline_answered"): ["柳河街道"]}  # fmt: skip
    late = {"kind": "township", "address": "filing.late"}
    rate = {"kind": "", "address": "indicators.hotline_answer_rate"}
    assert why_sum(late, names, [], 2023) == "随单位的数字变化：东岭镇"
    assert why_sum(rate, names, [], 2023) == "随单位的数字变化：柳河街道"
    zero = {"kind": "", "address": "zero_applications.units"}
    assert why_sum(zero, names, [], 2023) == ""


def test_what_an_earlier_version_did_not_keep_is_no_change(
    frozen: Frozen, opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = data_of.figures_of
    monkeypatch.setattr(data_of, "figures_of", lambda *of: earlier(kept(*of)))
    app = open_page(frozen[0], opened)
    assert app.header[0].value.endswith("此后有 3 个公布的数字变了")
    assert len(table(app, "before")) == 3
    assert [row["state"] for row in table(app, "sha256")] == [
        "3 处不同；报送、核对、零申请、指标和比率当时未存"
    ]
    assert any("当时未存，不作比较" in said.value for said in app.caption)
    with queries.one_version():
        states = [data_of.state_of(frozen[1]), data_of.state_now(OF_2023, 2023)]
        told = revisions(states, with_unkept=True)
    rest = told[told["before"] == "当时未存"]
    assert len(rest) > 9
    assert set(rest["township"]) == {SUM}
    assert "12345 热线答复率（%）" in set(rest["label"])
