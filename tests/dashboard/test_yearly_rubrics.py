"""Each year is assessed by its own rubric, or by that of a year before, and says so."""

from __future__ import annotations

from pathlib import Path

from streamlit.testing.v1 import AppTest

from tests.dashboard.conftest import Open
from tests.dashboard.test_assessment import uploaded
from tests.dashboard.test_returns import take_back, write
from tests.dashboard.test_submissions import press
from tests.dashboard.test_waiting import REGISTER, REPORT
from tests.warehouses import Ready


def said(app: AppTest) -> str:
    """Return the words of a page."""
    kinds = (app.caption, app.markdown, app.text, app.header)
    return "\n".join(str(block.value) for blocks in kinds for block in blocks)


def full_points(opened: Open, data: Path, year: str) -> tuple[AppTest, set[float]]:
    """Return the page of a year and the scores of the units that filed in time."""
    app = opened(data, "assessment", from_=year, to=year)
    app.default_timeout = 600
    assert not app.exception
    frames = [frame.value for frame in app.dataframe if "total" in frame.value]
    return app, {row for frame in frames for row in frame["total"] if row > 0}


def test_a_year_says_whose_rubric_it_takes_and_keeps_its_own(
    tmp_path: Path, ready: Ready, opened: Open
) -> None:
    files = [
        (f"东岭镇{year}.txt", REPORT.format(year) + f"东岭镇人民政府\n{year + 1}年1月9日\n")
        for year in (2023, 2024)
    ]
    data = ready(tmp_path / "data", REGISTER, *files)
    app, _ = full_points(opened, data, "2023")
    uploaded(app, "日常,20,逾期报送,,5,")
    app, points = full_points(opened, data, "2024")
    assert points == {20}
    assert "2024 年度没有自己的评分表，暂按 2023 年度的评分表评分" in said(app)
    write(app, 理由="沿用上年办法", 处理人="王晓")
    press(app, "沿用，作为 2024 年度自己的")
    assert not app.exception
    app, _ = full_points(opened, data, "2023")
    uploaded(app, "日常,30,逾期报送,,5,")
    app, points = full_points(opened, data, "2024")
    assert points == {20}
    assert "暂按" not in said(app)
    uploaded(app, "日常,50,逾期报送,,5,")
    assert [full_points(opened, data, year)[1] for year in ("2023", "2024")] == [{30}, {50}]
    take_back(opened, data, "own_files")
    assert full_points(opened, data, "2024")[1] == {20}
