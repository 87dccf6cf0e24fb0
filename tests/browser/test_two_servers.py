"""Two officials change the same thing at once in two browsers, at two servers on one PostgreSQL.

Each server has a data folder of its own; what people decide lies in the one store. They serve all
acts, each of which is about something else.
"""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from etl.pipeline.filing import import_reports
from etl.storage.records.change_log import Act, Change, changes
from etl.storage.records.store import engine_of, reading, url_of
from etl.storage.unit_register.deadlines import set_deadlines
from tests import postgres
from tests.browser.chromium import dashboard, settle, unfold
from tests.dashboard.test_returns import brought
from tests.dashboard.test_waiting import REGISTER
from tests.warehouses import stored

pytestmark = [pytest.mark.browser, pytest.mark.postgres]
UNIT = "990301001"
FIRST, SECOND = "王晓", "赵小六"
DAY = date(2024, 1, 20)
PATIENCE = 180
Screens = tuple[Page, Page]


@pytest.fixture(scope="module")
def data(postgres_server: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Return the data folder of one server; that of the other is its copy, the store is one."""
    data = tmp_path_factory.mktemp("servers") / "data"
    data.mkdir()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GONGKAI_RECORDS", postgres.empty_store(postgres_server))
        yield filled(data)
        engine_of(url_of(data)).dispose()


def filled(data: Path) -> Path:
    """Publish a report that contradicts itself."""
    (data / "places.csv").write_text(REGISTER, "utf-8")
    brought(data, "东岭镇2023.txt", "99.6%", 5)
    import_reports.rebuild(data)
    return data


@pytest.fixture(scope="module")
def screens(data: Path, chromium: Browser) -> Iterator[Screens]:
    """Yield a screen of each of two servers."""
    other = shutil.copytree(data, data.parent / "other")
    with ExitStack() as stack:
        addresses = [stack.enter_context(dashboard(folder)) for folder in (data, other)]
        assert len({*addresses}) == 2
        pages = [
            stack.enter_context(chromium.new_context(base_url=address)).new_page()
            for address in addresses
        ]
        yield pages[0], pages[1]


def log(data: Path) -> list[Change]:
    with reading(data) as connection:
        return list(changes(connection))


def fill(page: Page, **fields: str) -> None:
    for label, said in fields.items():
        page.get_by_label(label, exact=True).last.fill(said)


def note(page: Page, who: str) -> str:
    page.goto(f"/township?unit={UNIT}&show=报送")
    settle(page)
    page.get_by_role("tab", name="报送").click()
    settle(page)
    box = page.get_by_role("combobox", name="给哪个年度加备注")
    unfold(box).filter(has_text="2023").first.click()
    settle(page)
    fill(page, 备注=f"{who}的备注", 理由=f"{who}来函", 备注人=who)
    return "保存备注"


def finding(page: Page, who: str) -> str:
    page.goto(f"/quality?finding={FINDING[0]}")
    settle(page)
    fill(page, 处理人=who)
    page.get_by_label("理由（不采纳时必填）").fill(f"{who}来函")
    return "不采纳" if who == FIRST else "确认是问题"


def undoing(page: Page, who: str) -> str:
    page.goto(f"/change_log?act={DEADLINE[0]}")
    settle(page)
    fill(page, 处理人=who, 撤销理由=f"{who}来函")
    return "撤销"


FINDING: list[str] = []
DEADLINE: list[int] = []
ACTS: dict[str, Callable[[Page, str], str]] = {"note": note, "finding": finding, "undo": undoing}


BY_NIGHT = ("note", "undo")


@pytest.mark.parametrize(
    "name",
    [pytest.param(name, marks=[pytest.mark.nightly] * (name in BY_NIGHT)) for name in ACTS],
)
def test_of_two_at_two_servers_one_is_done_and_the_other_sees_what_was_done(
    name: str, data: Path, screens: Screens
) -> None:
    FINDING[:] = [f for (f,) in stored(data, "select finding_id from findings order by 1 limit 1")]
    if name == "undo":
        set_deadlines(data, UNIT[:6], {2023: DAY}, Act("总管", "通知"), {})
        DEADLINE[:] = [log(data)[-1].act]
    stood = len(log(data))
    people = dict(zip((FIRST, SECOND), screens, strict=True))
    buttons = {who: ACTS[name](page, who) for who, page in people.items()}
    for who, page in people.items():
        page.get_by_role("button", name=buttons[who], exact=True).last.click(no_wait_after=True)
    told = {who: page.get_by_text("理由：").last for who, page in people.items()}
    until = time.monotonic() + PATIENCE
    while not any(said.is_visible() for said in told.values()) and time.monotonic() < until:
        screens[0].wait_for_timeout(500)
    (done,) = log(data)[stood:]
    (second,) = {*people} - {done.who}
    assert done.why == f"{done.who}来函"
    assert f"理由：{done.who}来函" in told[second].inner_text()
    assert not told[done.who].is_visible()
