"""An official's hand in a browser, and the files of an office's January."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date

from playwright.sync_api import FilePayload, Locator, Page, expect

from tests.browser.chromium import LONG, come_to_rest, settle

YEAR = date.today().year - 1
NAMES = [f"{sign}禾镇" for sign in "青红蓝白黑紫金银铜木水火"]
UNITS = {name: f"9902010{number:02}" for number, name in enumerate(NAMES, 1)}
COPIED = "代码\t乡镇（街道）\t县\n" + "\n".join(
    f"{code}.0\t{name}\t南渡县" for name, code in UNITS.items()
)
PLAIN = """{unit}{year}年政府信息公开工作年度报告
一、总体情况
全年主动公开政府信息{n}条。受理12345热线30件，办结30件，办结率100%。
二、主动公开政府信息情况
三、收到和处理政府信息公开申请情况
全年收到政府信息公开申请5件，办结5件。
{unit}人民政府
{after}年1月9日
"""
CONTRADICTORY = PLAIN.replace("办结30件，办结率100%", "办结28件，办结率99.6%")
BETTER = CONTRADICTORY.replace("99.6%", "93.3%").replace(
    "{unit}人民政府",
    """四、政府信息公开行政复议、行政诉讼情况
没有行政复议和行政诉讼。
五、存在的主要问题及改进情况
信息更新不够及时，将定期检查。
六、其他需要报告的事项
没有其他需要报告的事项。
{unit}人民政府""",
)
UNSURE = """{unit}{year}年政府信息公开工作年度报告
一、总体情况
（一）全年主动公开政府信息12条。本年度共主动公开政府信息15条。
（二）12345热线受理工单47件，办结45件。截至目前，累计受理热线工单230件。
"""


def text(form: str, unit: str, n: int = 60) -> bytes:
    """Return a report of a unit as bytes."""
    return form.format(unit=unit, year=YEAR, after=YEAR + 1, n=n).encode()


def payload(name: str, content: bytes) -> FilePayload:
    """Return a file as a browser is given it."""
    return {"name": name, "mimeType": "text/plain", "buffer": content}


def given() -> list[FilePayload]:
    """Return twelve files: eight that are taken, three that wait, one that is none."""
    told = {
        f"{NAMES[0]}.txt": text(CONTRADICTORY, NAMES[0]),
        f"{NAMES[1]}.txt": text(CONTRADICTORY, NAMES[1]),
        **{f"{name}.txt": text(UNSURE, name) for name in NAMES[2:5]},
        f"{NAMES[5]}.txt": text(PLAIN, NAMES[5], 61),
        f"{NAMES[6]}.txt": text(PLAIN, NAMES[6], 62),
        f"{NAMES[7]}.html": b"<p>" + text(PLAIN, NAMES[7], 63).replace(b"\n", b"</p><p>") + b"</p>",
        "来件一.txt": text(PLAIN, "铜和镇", 64),
        "来件二.txt": text(PLAIN, "", 65).replace("人民政府".encode(), b""),
        "来件三.txt": text(PLAIN, NAMES[10], 66).replace(f"{YEAR}年政府".encode(), "政府".encode())
        .replace(f"{YEAR + 1}年1月9日".encode(), b""),
        "空文件.txt": b"",
    }  # fmt: skip
    return [payload(name, content) for name, content in told.items()]


REFILED = payload(f"{NAMES[0]}改.txt", text(BETTER, NAMES[0]))


class Hand:
    """An official's hand on the mouse, which counts; what is typed is no click."""

    def __init__(self, page: Page, address: str) -> None:
        self.page, self.address, self.clicks = page, address, 0

    def click(self, what: Locator) -> None:
        """Click on what can be clicked on."""
        expect(what).to_be_enabled()
        what.scroll_into_view_if_needed()
        come_to_rest(what)
        what.click()
        self.clicks += 1

    def button(self, name: str) -> None:
        """Click on a button by its name."""
        self.click(self.page.get_by_role("button", name=name, exact=True).last)

    def row(self, number: int) -> None:
        """Tick a row of the first table of the screen, known by its number from 0 on."""
        box = self.page.get_by_test_id("stDataFrame").first.bounding_box()
        assert box
        self.page.mouse.click(box["x"] + 15, box["y"] + 35 * (number + 1) + 17)
        self.clicks += 1
        settle(self.page)

    def go(self, page: str) -> None:
        """Open a page by one click's worth of its address."""
        self.page.goto(f"{self.address}/{page}")
        self.clicks += 1
        settle(self.page)

    def fill(self, **fields: str) -> None:
        """Type into fields by their labels."""
        for label, said in fields.items():
            self.page.get_by_label(label).last.fill(said)

    def choose(self, label: str, option: str) -> None:
        """Choose among the options of a box."""
        box = self.page.get_by_role("combobox", name=label, exact=True).last
        self.click(box)
        box.fill(option)
        self.click(self.page.get_by_role("option").filter(has_text=option).first)
        settle(self.page)

    def waits(self, done: Callable[[], bool]) -> None:
        """Wait until something is done, and the page is drawn anew."""
        until = time.monotonic() + LONG / 1000
        while not done():
            assert time.monotonic() < until
            self.page.wait_for_timeout(500)
        settle(self.page)

    def sees(self, said: str) -> None:
        """Wait until something is said on the screen."""
        expect(self.page.get_by_text(said).first).to_be_visible()
