"""Archive: which files came for a unit and year, which one counts, and how is that changed?"""

from __future__ import annotations

import streamlit as st

from dashboard.components import data_table, empty_state, headline
from dashboard.components.intake.version_card import version_card
from dashboard.data.files.archive import acts_on
from dashboard.labels import wording
from dashboard.labels.acts import KINDS
from dashboard.labels.markdown import literal
from dashboard.navigation.choices import choose_linked, link_to
from dashboard.navigation.registry import Page, open_page
from dashboard.queries import ask
from dashboard.queries.result import Row, rows, rows_by
from dashboard.queries.selection import Selection
from dashboard.tables.collection.archive import UNITS
from etl.domain.errors import ReportError

PAGE = Page(
    title="文件档案",
    question="一个单位一个年度报来过哪些文件，用的是哪一份，怎样换回、撤回或改归？",
    icon=":material/folder_copy:",
    section="收集",
    position=70,
)


def render(selection: Selection) -> None:
    """Draw the page."""
    found = ask("archive_units", **selection.parameters)
    units = rows_by(found, "id")
    if not units:
        empty_state("所选范围内没有报来的文件", "请在页面上方选择更多年度，或先导入报告。")
        return
    labels = {key: label(unit) for key, unit in units.items()}
    chosen = choose_linked("查看哪个单位哪个年度", labels, key="filed", placeholder="请选择")
    if chosen is not None:
        one_unit(units[chosen], selection)
        st.subheader("所选范围的全部文件", anchor=False)
    else:
        headline(answer(list(units.values())))
        st.text("选择单位和年度，查看每一份文件改了什么，换回、撤回或改归。")
    data_table(found, UNITS, selection)


def label(unit: Row) -> str:
    """Return how a unit's year stands in the choice."""
    several = f"（{unit['versions']} 份）" if unit["versions"] > 1 else ""
    state = f"，{wording.STATUS_LABELS['withdrawn']}" if unit["status"] == "withdrawn" else ""
    return f"{unit['township']} {unit['year']} 年度{several}{state}"


def answer(units: list[Row]) -> str:
    """Return how many files came, and for how many units more than one."""
    several = sum(unit["versions"] > 1 for unit in units)
    withdrawn = sum(unit["status"] == "withdrawn" for unit in units)
    parts = [f"报来 {sum(unit['versions'] for unit in units)} 份文件"]
    parts += [f"{several} 处不止一份"] if several else ["每个单位每个年度一份"]
    parts += [f"{wording.STATUS_LABELS['withdrawn']} {withdrawn} 处"] if withdrawn else []
    return "，".join(parts)


def one_unit(unit: Row, selection: Selection) -> None:
    """Draw the versions of one unit's year, and what was decided about them."""
    asked = {"place_id": unit["place_id"], "year": int(unit["year"])}
    versions = rows(ask("archive_versions", **asked))
    state = wording.STATUS_LABELS[unit["status"]]
    headline(f"{unit['township']} {unit['year']} 年度：{len(versions)} 份文件，{state}")
    for version in versions:
        version_card(version, versions)
    try:
        acts = acts_on(unit, selection)
    except ReportError as error:
        st.error(literal(error), icon=":material/error:")
        return
    for number in dict.fromkeys(act["act_id"] for act in acts):
        done(number, [act for act in acts if act["act_id"] == number])


def done(number: str, lines: list[Row]) -> None:
    """Draw one act, and the way to take it back."""
    first = lines[0]
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        said = "；".join(
            f"{KINDS[line['kind']]}：{line['before']} → {line['after']}" for line in lines
        )
        st.text(f"{first['at'][:16]} {first['who']}：{said}（{first['why']}）", width="stretch")
        if first["standing"]:
            st.caption(first["standing"])
        st.button(
            "撤销", key=f"undo_{number}", icon=":material/history:", type="tertiary",
            help="到“修改记录”撤销", on_click=open_log, args=(number,),
        )  # fmt: skip


def open_log(number: str) -> None:
    """Open the log at an act, where it is taken back."""
    link_to("act", number)
    open_page("change_log", act=number)
