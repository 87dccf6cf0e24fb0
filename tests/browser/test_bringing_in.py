"""Files brought in through a real browser are read, told of, and shown on the page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from filelock import FileLock
from playwright.sync_api import FilePayload, Page, expect

from etl.cli import main
from tests.browser.chromium import dashboard, settle
from tests.warehouses import stored

pytestmark = pytest.mark.browser
REPORTS = Path(__file__).parents[1] / "reports"
REGISTER = (
    "place_id,province,prefecture,county,township,type,aliases,valid_from,valid_to,successor\n"
    "990201001,示例省,示例市,南渡县,清水坪乡,乡,,,,\n"
    "990201002,示例省,示例市,南渡县,望云镇,镇,,,,\n"
)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the data folder of a real county with one report of 2023."""
    data = tmp_path_factory.mktemp("county")
    (data / "places.csv").write_text(REGISTER, "utf-8")
    report = str(REPORTS / "2023_pipe_rows.txt")
    assert CliRunner().invoke(main, ["import", report, "--data", str(data)]).exit_code == 0
    return data


@pytest.fixture(scope="module")
def address(data: Path) -> Iterator[str]:
    with dashboard(data) as served:
        yield served


@pytest.fixture
def submissions(page: Page) -> Page:
    page.goto("/submissions")
    settle(page)
    return page


def sent(name: str, content: bytes) -> FilePayload:
    return {"name": name, "mimeType": "text/plain", "buffer": content}


def test_three_files_are_brought_in_and_the_page_shows_them(submissions: Page, data: Path) -> None:
    page = submissions
    expect(page.get_by_role("heading", name="2023 年度应报 2 个，已报 1 个")).to_be_visible()
    page.get_by_role("button", name="导入报告").click()
    files = page.get_by_role("dialog").locator("input[type=file]")
    files.set_input_files(
        [{"name": "病毒.exe", "mimeType": "application/x-msdownload", "buffer": b"MZ"}]
    )
    expect(page.get_by_text("这种文件不能上传；可以上传的格式见上。")).to_be_visible()
    files.set_input_files(
        [
            sent("2024_scanned_tabs.txt", (REPORTS / "2024_scanned_tabs.txt").read_bytes()),
            sent("2023_pipe_rows.txt", (REPORTS / "2023_pipe_rows.txt").read_bytes()),
            sent("望云镇2024<img src=x>.txt", b" "),
        ]
    )
    expect(page.get_by_role("button", name="去掉 2024_scanned_tabs.txt")).to_be_visible()
    page.get_by_role("button", name="查看导入结果").click()
    expect(page.get_by_text("可以导入 1 / 3")).to_be_visible()
    page.get_by_role("button", name="确认导入 1 个文件").click()
    told = page.get_by_text("3 个文件：未能导入 1 个，已导入 1 个，未变化 1 个。")
    expect(told).to_be_visible()
    page.get_by_role("button", name="关闭").last.click()
    answer = page.get_by_role("heading", name="2024 年度应报 2 个，已报 1 个")
    expect(answer).to_be_visible()
    settle(page)
    assert page.get_by_text("还要催 1 个（其中 1 个的文件未能导入）").is_visible()
    assert page.locator("img[src='x']").count() == 0
    outcomes = stored(
        data,
        "select file_name, outcome from imports where sha256 <> '' or outcome = 'rejected'"
        " order by imported_at desc, file_name limit 3",
    )
    assert {outcome for _, outcome in outcomes} == {"imported", "unchanged", "rejected"}


def test_an_import_that_waits_is_cancelled_by_its_button(submissions: Page, data: Path) -> None:
    page = submissions
    before = (data / "imports.jsonl").read_bytes()
    page.get_by_role("button", name="导入报告").click()
    dialog = page.get_by_role("dialog")
    content = (REPORTS / "2023_pipe_rows.txt").read_bytes() + "\n更正。\n".encode()
    dialog.locator("input[type=file]").set_input_files([sent("更正.txt", content)])
    expect(page.get_by_role("button", name="去掉 更正.txt")).to_be_visible()
    page.get_by_role("button", name="查看导入结果").click()
    confirm = page.get_by_role("button", name="确认导入 1 个文件")
    expect(confirm).to_be_visible()
    with FileLock(data / ".import.lock"):
        confirm.click()
        expect(page.get_by_text("另一个导入正在进行")).to_be_visible()
        dialog.get_by_role("button", name="关闭").first.click()
        cancel = page.get_by_role("button", name="取消导入")
        cancel.click()
        expect(page.get_by_text("已取消，没有导入。")).to_be_visible()
        expect(cancel).to_be_hidden()
    while any((data / "uploads").iterdir()):
        page.wait_for_timeout(200)
    assert (data / "imports.jsonl").read_bytes() == before
