"""The filters come from the URL, survive nonsense, and narrow what every page shows."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Button

from etl.domain.place import Submission
from etl.warehouse.loading.reference_rows import Holdings
from tests.dashboard.conftest import Open
from tests.warehouses import PINE, pine_report, published, stored


def test_an_address_opens_with_its_filters(full_data: Path, opened: Open) -> None:
    query = {"type": ["镇"], "from": "2020", "to": "2023"}
    app = opened(full_data, "zero_applications", **query)
    assert app.caption[0].value.endswith("全部镇 · 2020–2023 年")
    assert app.multiselect(key="type").value == ["镇"]
    assert app.selectbox(key="to").value == 2023


def test_nonsense_in_the_address_is_ignored(full_data: Path, opened: Open) -> None:
    query = {"county": "不存在县", "township": ["'; drop table reports"], "from": "1066"}
    app = opened(full_data, **query)
    assert not app.exception
    assert app.caption[0].value == "云溪县 · 全部乡镇（街道） · 2018–2025 年"


def test_years_in_the_wrong_order_are_turned_round(full_data: Path, opened: Open) -> None:
    query = {"from": "2024", "to": "2021"}
    app = opened(full_data, **query)
    assert app.caption[0].value.endswith("2021–2024 年")


def test_a_chosen_type_narrows_the_townships(full_data: Path, opened: Open) -> None:
    app = opened(full_data)
    app.multiselect(key="type").select("街道").run()
    offered = app.multiselect(key="township").options
    assert offered
    assert all(name.endswith("街道") for name in offered)


def test_a_chosen_township_is_named_and_counted_alone(full_data: Path, opened: Open) -> None:
    app = opened(full_data)
    choice = app.multiselect(key="township")
    choice.select(choice.options.index("荷风镇") and "990101102").run()
    assert not app.exception
    assert "荷风镇" in app.caption[0].value
    assert "应报 1 个" in app.header[0].value


def test_one_button_takes_every_choice_back(full_data: Path, opened: Open) -> None:
    app = opened(full_data, type=["镇"], township=["荷风镇"], from_="2020", to="2023")
    assert app.caption[0].value == "云溪县 · 荷风镇 · 2020–2023 年"
    assert not app.sidebar.selectbox
    clear = next(button for button in app.button if button.label == "清除")
    clear.click().run()
    assert app.caption[0].value == "云溪县 · 全部乡镇（街道） · 2018–2025 年"
    assert "清除" not in {button.label for button in app.button}


def clear_of(app: AppTest) -> list[Button]:
    return [button for button in app.button if button.label == "清除"]


def test_the_button_takes_back_what_the_page_has_chosen_with_the_filters_and_the_address(
    full_data: Path, opened: Open
) -> None:
    app = opened(
        full_data, "compare", type=["镇"], compare="几个年度", table_turned="true",
        table_years=["2024 年"], table_indicators=["12345 热线受理量"],
        years=["2022 年", "2020 年"],
    )  # fmt: skip
    assert app.toggle(key="table_turned").value
    clear_of(app)[0].click().run()
    assert not app.exception
    assert app.caption[0].value == "云溪县 · 全部乡镇（街道） · 2018–2025 年"
    assert app.segmented_control(key="compare").value == "几个乡镇"
    assert not app.toggle(key="table_turned").value
    assert app.multiselect(key="table_years").value == []
    assert app.multiselect(key="table_indicators").value == []
    assert len(app.multiselect(key="townships").value) == 2
    assert not clear_of(app)
    chosen = {"type", "compare", "table_turned", "table_years", "table_indicators"}
    assert not chosen & set(app.query_params)
    app.segmented_control(key="compare").set_value("几个年度").run()
    assert app.multiselect(key="years").value == [2025, 2024]


def test_the_button_is_there_for_what_the_page_alone_has_chosen(
    full_data: Path, opened: Open
) -> None:
    app = opened(full_data, "definitions")
    assert not clear_of(app)
    app.text_input(key="q").set_value("结转").run()
    clear_of(app)[0].click().run()
    assert app.text_input(key="q").value == ""
    assert not clear_of(app)


def test_the_button_takes_back_one_of_several_values(full_data: Path, opened: Open) -> None:
    app = opened(full_data, "zero_applications", zero_years="3 年以上")
    assert len(clear_of(app)) == 1
    clear_of(app)[0].click().run()
    assert not any("已连续 3 年以上" in text.value for text in app.markdown)
    assert not clear_of(app)


def test_the_length_of_a_run_is_kept_in_the_address(full_data: Path, opened: Open) -> None:
    app = opened(full_data, "zero_applications", zero_years="3 年以上")
    assert not app.exception
    assert any("已连续 3 年以上零申请" in text.value for text in app.markdown)


def test_a_county_that_came_with_the_program_owes_nothing_and_one_with_reports_opens(
    tmp_path: Path, opened: Open
) -> None:
    shipped = replace(PINE, place_id="990100200", county="柏江县", township="柏树乡")
    set_up = replace(PINE, place_id="990101200", county="桐江县", township="桐树乡")
    report = Submission(PINE, 2024, pine_report(), "松.txt", "txt", "ab", datetime(2025, 2, 1))
    places, registered = (shipped, set_up, PINE), frozenset({"990101"})
    published(tmp_path, Holdings(is_sample=False, places=places, registered=registered), [report])
    owing = stored(tmp_path, "select distinct county_id from submissions order by all")
    assert owing == [("990101",), ("990102",)]
    app = opened(tmp_path)
    assert app.caption[0].value.startswith("松江县")
    assert app.selectbox(key="county").options == ["松江县", "桐江县"]


def test_a_choice_stays_when_its_words_change_and_two_of_one_name_are_told_apart() -> None:
    def page() -> None:
        import streamlit as st

        from dashboard.navigation.choices import choose_linked

        times = st.session_state.setdefault("times", 0)
        labels = {"a": "青禾镇", "b": f"松岭乡（{times}）", "c": "青禾镇"}
        st.text(choose_linked("哪个单位", labels, key="unit") or "无")
        st.session_state["times"] += 1

    screen = AppTest.from_function(page).run()
    assert screen.selectbox[0].options == ["青禾镇（a）", "松岭乡（0）", "青禾镇（c）"]
    screen.selectbox[0].select_index(1).run()
    assert [screen.text[0].value, screen.run().text[0].value] == ["b", "b"]
    screen.selectbox[0].select_index(2).run()
    assert screen.text[0].value == "c"
    screen.selectbox[0].set_value(None).run()
    assert screen.text[0].value == "无"
