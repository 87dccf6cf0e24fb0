"""A table has the room that its columns need, and texts that begin alike are told apart."""

from __future__ import annotations

from importlib.resources import files

import pandas as pd
from streamlit.testing.v1 import AppTest

from dashboard.components.display.room import (
    REM,
    ROOMS,
    WHOLE_LINE,
    WIDEST,
    needed,
    wide,
    widened,
    widths,
)
from dashboard.tables.schema import Column, Table, text

TABLE = Table("甲", (text("label", "项目"), Column("value", "数", unit="件")))


def frame(*labels: str) -> pd.DataFrame:
    return pd.DataFrame({"label": labels, "value": range(len(labels))})


def test_a_column_is_as_wide_as_its_longest_text_or_its_heading() -> None:
    assert widths(frame("一" * 12, "二"), TABLE) == {"label": wide(12), "value": wide(4)}


def test_what_the_browser_does_not_look_at_is_made_wide_enough() -> None:
    rows = frame(*["一"] * 10, "本年新收申请数量 · 自然人")
    assert set(widened(rows, TABLE)) == {"label"}
    assert widened(rows[:10], TABLE) == {}


def test_what_the_browser_holds_for_an_exception_is_not_cut() -> None:
    rows = frame(*["按期"] * 5, "一个比其他长得多的项目", "按期")
    assert set(widened(rows, TABLE)) == {"label"}
    assert widened(frame(*["按期"] * 4, "一个比其他长得多的项目"), TABLE) == {}
    tenth = frame(*["按期"] * 9, "未注明日期", "按期")
    assert set(widened(tenth, TABLE)) == {"label"}


def test_a_long_sentence_asks_for_no_more_than_the_widest_column() -> None:
    assert widths(frame("一" * 400), TABLE)["label"] == 500


def test_a_table_stands_beside_something_as_long_as_it_has_room() -> None:
    assert needed(frame("青禾镇"), TABLE) == ROOMS[0]
    names = [f"n{n}" for n in range(12)]
    many = Table("乙", tuple(text(name, "四字列名") for name in names))
    assert needed(pd.DataFrame({name: ["一"] for name in names}), many) == WHOLE_LINE


def test_the_style_knows_every_room() -> None:
    style = files("dashboard.server").joinpath("static", "page.css").read_text("utf-8")
    assert all(f"--room: {rem}rem" in style for rem in (*ROOMS, WHOLE_LINE))


def test_tables_of_one_name_stand_on_one_page() -> None:
    def page() -> None:
        from dashboard.components.display.room import ROOMS, room

        for told in ("甲", "乙"):
            room(ROOMS[0], "同名").text(told)

    app = AppTest.from_function(page).run()
    assert not app.exception
    assert [text.value for text in app.text] == ["甲", "乙"]


def test_long_sentences_of_the_last_column_take_what_is_left_of_a_whole_line() -> None:
    table = Table("三列", (text("place", "位置"), text("label", "项目"), text("words", "原文")))
    rows = pd.DataFrame({"place": ["第一行"], "label": ["二" * 15], "words": ["一" * 60]})
    assert set(widened(rows, table)) == {"words"}
    whole = sum((widths(rows, table) | widened(rows, table)).values())
    assert widened(rows, table)["words"] > WIDEST and whole <= WHOLE_LINE * REM
    assert widened(rows.assign(label="二"), table) == {}, "beside something else"
    assert widened(rows.assign(label="二" * 40), table) == {}, "nothing is left"
