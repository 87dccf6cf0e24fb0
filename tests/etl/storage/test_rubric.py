"""An office's own rubric: what it says, and each fault by its line."""

from __future__ import annotations

import json
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import text

from etl.domain.errors import BrokenSheet
from etl.storage.own_files.kept import (
    RUBRIC,
    Which,
    has_own_file,
    in_force,
    own_file,
    set_own_file,
)
from etl.storage.own_files.rubric import BrokenRubric, Rubric, read_rubric, sample
from etl.storage.records import store
from etl.storage.records.change_log import Act, ChangedMeanwhile, undo
from etl.storage.records.store import writing

HEAD = "考核项目,分值,扣分情形,规则编号,每次扣分,最多扣分"


def read(*lines: str) -> Rubric:
    return read_rubric((f"第{n}行", line.split(",")) for n, line in enumerate(lines, 1))


def test_the_example_is_a_rubric_and_says_that_it_is_one() -> None:
    rubric = read_rubric((f"第{n}行", row) for n, row in enumerate(sample(), 1))
    assert sum(rubric.points.values()) == 100
    assert all("示例" in line.note for line in rubric.lines)
    assert rubric.is_by_hand("日常工作")


def test_an_item_goes_on_below_and_points_are_read_as_offices_write_them() -> None:
    rubric = read(
        "某县考核表", HEAD, "报送,20分,逾期,,−5,", ",,未报送,,20,", "数据,3.5,错误,,0.5,1"
    )
    assert rubric.points == {"报送": Decimal(20), "数据": Decimal("3.5")}
    assert [(x.item, x.matter.id, x.deduct, x.most) for x in rubric.lines] == [
        ("报送", "late", Decimal(5), None),
        ("报送", "missing", Decimal(20), None),
        ("数据", "errors", Decimal("0.5"), Decimal(1)),
    ]


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ([], "找不到"),
        ([HEAD], "没有内容"),
        (["考核项目,扣分情形,每次扣分"], "第1行：缺“分值”列"),
        ([HEAD + ",分值"], "第1行：“分值”列重复"),
        ([HEAD, "报送,20,心情不好,,5,"], "第2行：扣分情形“心情不好”不认识"),
        ([HEAD, "报送,,逾期报送,,5,"], "第2行：“报送”没有分值"),
        ([HEAD, ",20,逾期报送,,5,"], "第2行：没有写考核项目"),
        ([HEAD, "报送,二十,逾期报送,,5,"], "分值“二十”不是大于 0 的数"),
        ([HEAD, "报送,20,逾期报送,,,"], "第2行：每次扣分“”不是大于 0 的数"),
        ([HEAD, "报送,20,逾期报送,,0,"], "每次扣分“0”不是大于 0 的数"),
        ([HEAD, "报送,20,逾期报送,,25,"], "每次扣分大于分值"),
        ([HEAD, "报送,20,错误,,5,3"], "最多扣分“3”不是数，或小于每次扣分"),
        ([HEAD, "报送,20,逾期报送,,5,", "报送,30,未报送,,5,"], "第3行：“报送”的分值前后不一"),
        ([HEAD, "数据,20,违反规则,,5,"], "没有写规则编号"),
        ([HEAD, "数据,20,违反规则,Q-99,5,"], "没有编号为 Q-99 的规则"),
        ([HEAD, "数据,20,错误,Y-01,5,"], "“错误”不写规则编号"),
        ([HEAD, "数据,20,错误,,5,", ",,错误,,3,"], "第3行：与上面的一行重复"),
        ([HEAD, "日常,10,人工评定,,5,"], "人工评定的不写扣分"),
        ([HEAD, "日常,10,人工评定,,,", ",,错误,,3,"], "既由人评定又由程序扣分"),
        ([HEAD, "日常,10,错误,,3,,", "日" * 101 + ",10,错误,,3,"], "第3行：有一格超过 100 个字"),
        ([HEAD, *(f"项目{n},10,错误,,3," for n in range(201))], "超过 200 行"),
    ],
)  # fmt: skip
def test_a_rubric_with_a_fault_is_refused_with_line_and_reason(
    lines: Sequence[str], told: str
) -> None:
    with pytest.raises(BrokenRubric) as refused:
        read(*lines)
    assert told in str(refused.value)


def test_all_faults_are_told_at_once() -> None:
    with pytest.raises(BrokenRubric) as refused:
        read(HEAD, "报送,20,逾期报送,,,", "数据,x,错误,,5,")
    assert "第2行" in str(refused.value)
    assert "第3行" in str(refused.value)


def test_a_file_of_its_own_is_an_act_with_a_way_back(tmp_path: Path) -> None:
    which = Which(RUBRIC, "990301", 2023)
    assert not has_own_file(tmp_path, RUBRIC)
    number = set_own_file(tmp_path, which, ("甲.xlsx", "[]"), Act("王晓", "办法"), 0)
    with pytest.raises(ChangedMeanwhile):
        set_own_file(tmp_path, which, ("乙.xlsx", "[]"), Act("李四", "办法"), 0)
    with pytest.raises(BrokenSheet):
        set_own_file(tmp_path, which, None, Act("李四"), 1)
    file, version = own_file(tmp_path, which)
    assert file
    assert (file.name, file.who, version) == ("甲.xlsx", "王晓", 1)
    assert has_own_file(tmp_path, RUBRIC)
    with writing(tmp_path) as connection:
        undo(connection, number, Act("王晓", "错了"))
    assert own_file(tmp_path, which) == (None, 2)
    assert not has_own_file(tmp_path, RUBRIC)


def put(data: Path, year: int | None, name: str | None, county_id: str = "990301") -> int:
    which = Which(RUBRIC, county_id, year)
    said = None if name is None else (name, "[]")
    return set_own_file(data, which, said, Act("王晓", "办法"), own_file(data, which)[1])


def counting(data: Path, *years: int) -> list[tuple[str, int | None]]:
    """Return the name of the rubric that counts for each year, and the year it was brought for."""
    found = [in_force(data, Which(RUBRIC, "990301", year)) for year in years]
    return [(file.name if file else "", since) for file, since in found]


def test_a_year_has_its_own_rubric_or_that_of_the_newest_year_before(tmp_path: Path) -> None:
    put(tmp_path, 2022, "甲")
    put(tmp_path, 2024, "乙", county_id="990302")
    assert counting(tmp_path, 2021, 2022, 2024) == [("", None), ("甲", 2022), ("甲", 2022)]
    number = put(tmp_path, 2024, "乙")
    assert counting(tmp_path, 2023, 2024, 2025) == [("甲", 2022), ("乙", 2024), ("乙", 2024)]
    with writing(tmp_path) as connection:
        undo(connection, number, Act("王晓", "错了"))
    assert counting(tmp_path, 2024) == [("甲", 2022)]


def test_a_year_that_stops_assessing_takes_no_rubric_of_the_years_before(tmp_path: Path) -> None:
    put(tmp_path, 2022, "甲")
    number = put(tmp_path, 2024, None)
    assert counting(tmp_path, 2023, 2024, 2025) == [("甲", 2022), ("", 2024), ("", 2024)]
    assert has_own_file(tmp_path, RUBRIC)
    put(tmp_path, 2025, "乙")
    assert counting(tmp_path, 2024, 2025) == [("", 2024), ("乙", 2025)]
    with writing(tmp_path) as connection:
        undo(connection, number, Act("王晓", "错了"))
    assert counting(tmp_path, 2024, 2025) == [("甲", 2022), ("乙", 2025)]


def test_a_rubric_of_before_there_were_years_goes_on_and_can_be_taken_back(tmp_path: Path) -> None:
    with store.engine_of(store.url_of(tmp_path)).begin() as connection:
        config = Config(attributes={"connection": connection})
        config.set_main_option("script_location", "etl.storage.records:migrations")
        command.upgrade(config, "10")
        values = {"kind": RUBRIC, "county_id": "990301", "name": "旧.xlsx", "content": "[]"}
        connection.execute(
            text("insert into own_files values (:key, 1, :kind, :county_id, :name, :content)"),
            values | {"key": f"{RUBRIC}/990301"},
        )
        act = {"at": "2026-01-05T09:00:00+08:00", "who": "王晓", "why": "办法"}
        connection.execute(text("insert into acts (at, who, why) values (:at, :who, :why)"), act)
        connection.execute(
            text(
                "insert into changes (act, kind, key, version, place_id, after) values"
                " (1, 'own_files', 'rubric/990301', 1, '990301', :after)"
            ),
            {"after": json.dumps(values)},
        )
    assert counting(tmp_path, 2019, 2025) == [("旧.xlsx", None), ("旧.xlsx", None)]
    put(tmp_path, 2025, "新")
    assert counting(tmp_path, 2024, 2025) == [("旧.xlsx", None), ("新", 2025)]
    with writing(tmp_path) as connection:
        number = undo(connection, 1, Act("王晓", "错了"))
        assert counting(tmp_path, 2025) == [("新", 2025)]
        assert undo(connection, number, Act("王晓", "又要"))
    assert counting(tmp_path, 2024) == [("旧.xlsx", None)]
