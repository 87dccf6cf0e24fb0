"""The page on quality shows every finding of the warehouse, and keeps what is decided about it."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from etl.pipeline.filing import import_reports
from etl.storage.decisions.review_decisions import Verdict, history, newest, record
from tests.dashboard.conftest import Open
from tests.warehouses import stored

MARKUP = re.compile(r":orange-background|[*\\\[\]]")


@pytest.fixture
def own_data(full_data: Path, tmp_path: Path) -> Path:
    """Return a copy of the sample county in which a test may decide."""
    return Path(shutil.copytree(full_data, tmp_path / "data"))


def an_error(data: Path) -> str:
    return stored(data, "select min(finding_id) from findings where severity = 'error'")[0][0]


def decided(app: Any, label: str, *, who: str = "张三", reason: str = "") -> Any:
    app.text_input(key="who").set_value(who)
    next(i for i in app.text_input if i.label.startswith("理由")).set_value(reason)
    next(b for b in app.button if b.label == label).click()
    return app.run()


def test_the_numbers_are_those_of_the_warehouse(full_data: Path, opened: Open) -> None:
    app = opened(full_data, "quality")
    counted = dict(stored(full_data, "select severity, count(*) from findings group by severity"))
    shown = {metric.label: metric.value for metric in app.metric}
    for severity, label in (("error", "错误"), ("warning", "疑点"), ("notice", "提示")):
        assert shown[f"待处理的{label}"] == f"{counted.get(severity, 0)} 个"
    errors = stored(
        full_data,
        "select count(*), count(distinct series_id) from findings"
        " where severity = 'error' and year = 2025",
    )[0]
    assert f"{errors[1]} 个乡镇（街道）有 {errors[0]} 个错误待处理" in app.header[0].value


def test_a_linked_finding_shows_its_formula_and_its_sentence(full_data: Path, opened: Open) -> None:
    finding, formula, sentence = stored(
        full_data,
        "select finding_id, formula, evidence from findings"
        " join finding_subjects using (finding_id)"
        " where rule_id = 'told_no_applications' and evidence <> ''",
    )[0]
    app = opened(full_data, "quality", finding=finding)
    assert not app.exception
    assert formula in [code.value for code in app.code]
    shown = [MARKUP.sub("", markdown.value) for markdown in app.markdown]
    assert any(sentence.rstrip("。") in text for text in shown)


def test_a_dismissed_finding_is_no_longer_open_and_can_be_reopened(
    own_data: Path, opened: Open
) -> None:
    finding = an_error(own_data)
    app = decided(opened(own_data, "quality", finding=finding), "不采纳", reason="已核实")
    assert not app.exception
    root = own_data / "sample"
    assert {(d.verdict, d.who, d.reason) for d in newest(root).values()} == {
        (Verdict.DISMISSED, "张三", "已核实")
    }
    assert any("张三 不采纳：已核实" in text.value for text in app.text)
    next(b for b in app.button if b.label == "回到这个问题").click()
    app = decided(app.run(), "重新打开")
    assert newest(root)[finding].verdict is Verdict.REOPENED


def test_a_dismissal_without_a_reason_is_refused_in_words(own_data: Path, opened: Open) -> None:
    app = decided(opened(own_data, "quality", finding=an_error(own_data)), "不采纳")
    assert any("没有理由" in error.value for error in app.error)
    assert newest(own_data / "sample") == {}


def test_a_decision_survives_a_rebuild_with_the_same_figures(own_data: Path, opened: Open) -> None:
    finding = an_error(own_data)
    decided(opened(own_data, "quality", finding=finding), "确认是问题")
    import_reports.rebuild(own_data)
    app = opened(own_data, "quality", finding=finding)
    assert any("张三 确认是问题" in text.value for text in app.text)
    assert any("已确认" in markdown.value for markdown in app.markdown)


def test_a_decision_about_other_figures_leaves_the_finding_open(
    own_data: Path, opened: Open
) -> None:
    finding = an_error(own_data)
    decided(opened(own_data, "quality", finding=finding), "确认是问题")
    before = newest(own_data / "sample")[finding]
    record(own_data / "sample", replace(before, stands_on="other"))
    app = opened(own_data, "quality", finding=finding)
    assert any("数字已改变" in warning.value for warning in app.warning)


def test_who_decides_what_another_has_just_decided_is_told_so(own_data: Path, opened: Open) -> None:
    finding, root = an_error(own_data), own_data / "sample"
    app = opened(own_data, "quality", finding=finding)
    decided(opened(own_data, "quality", finding=finding), "确认是问题", who="<b>李四")
    app = decided(app, "确认是问题")
    assert not app.exception
    (info,) = [box.value for box in app.info if "没有重复保存" in box.value]
    assert "确认是问题" in info
    assert "李四" in info
    assert "<b>" not in info
    assert [made.who for made in history(root, finding)] == ["<b>李四"]
    assert not any("没有重复保存" in box.value for box in app.run().info)


def ticked(app: Any) -> list[int]:
    return list(app.session_state["table_findings"]["selection"]["rows"])


def test_after_a_decision_the_next_one_is_open_and_ticked(own_data: Path, opened: Open) -> None:
    app = opened(own_data, "quality", finding=an_error(own_data))
    at = ticked(app)
    assert len(at) == 1
    shown = app.code[0].value
    app = decided(app, "确认是问题")
    assert not app.exception
    assert app.code[0].value != shown
    assert [app.query_params["finding"]] == app.session_state["findings_chosen"]
    ((year, formula),) = stored(
        own_data,
        "select year, formula from findings where finding_id = $1",
        [app.query_params["finding"]],
    )
    assert formula == app.code[0].value
    assert app.dataframe[0].value.iloc[ticked(app)[0]]["year"] == year


def test_what_all_lines_are_alike_in_leaves_its_room_to_the_titles(
    full_data: Path, opened: Open
) -> None:
    app = opened(full_data, "quality")
    always = ["township", "year", "title"]
    assert list(app.dataframe[0].value.columns) == [*always, "severity"]
    app.button_group(key="state").set_value("all").run()
    assert list(app.dataframe[0].value.columns) == [*always, "severity", "state"]


def test_findings_of_one_cause_are_one_line_and_decided_at_once(
    own_data: Path, opened: Open
) -> None:
    ((finding, report, suggestion, many),) = stored(
        own_data,
        "select min(finding_id), report_id, suggestion, count(*) from findings"
        " where suggestion <> '' group by report_id, suggestion"
        " having count(*) > 1 order by report_id limit 1",
    )
    app = opened(own_data, "quality", finding=finding)
    assert many == 2
    assert any(f"用于所选的 {many} 处问题" in caption.value for caption in app.caption)
    decided(app, "不采纳", reason="来函说明")
    kept = set(newest(own_data / "sample"))
    same = "select finding_id from findings where report_id = $1 and suggestion = $2"
    assert kept == {one for (one,) in stored(own_data, same, [report, suggestion])}


def test_several_are_decided_at_once(own_data: Path, opened: Open) -> None:
    app = opened(own_data, "quality")
    key = "table_findings"
    app.session_state["findings_chosen"] = [
        finding for (finding,) in stored(
            own_data, "select finding_id from findings where rule_id = 'carried_in_follows'"
        )
    ]  # fmt: skip
    app.run()
    wanted = list(app.session_state["findings_chosen"])
    assert len(app.session_state[key]["selection"]["rows"]) > 1
    decided(app, "确认是问题")
    kept = set(newest(own_data / "sample"))
    assert kept >= set(wanted)


def test_a_year_is_no_amount(full_data: Path, opened: Open) -> None:
    app = opened(full_data, "quality", finding=an_error(full_data))
    for table in app.dataframe:
        assert "2,025" not in table.proto.arrow_data.styler.display_values.decode("latin-1")
