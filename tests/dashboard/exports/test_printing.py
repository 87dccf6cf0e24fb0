"""The browser that stands ready: what it prints, and what it outlives."""

from __future__ import annotations

import io
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import plotly.graph_objects as go
import psutil
import pypdfium2
import pytest
from pypdfium2.raw import FPDF_PAGEOBJ_IMAGE

from dashboard.exports.printing import NotPrinted, chart_pictures, prepare, report_pdf
from dashboard.exports.printing.press import press
from tests.known import known

pytestmark = pytest.mark.browser
PRINTS = """
import sys
from dashboard.exports.printing import report_pdf
from dashboard.exports.printing.press import press
assert report_pdf(b"<p>1</p>").startswith(b"%PDF")
print(press().folder.name, press().tab.running.subprocess.pid, flush=True)
sys.stdin.readline()
"""


def text_of(pdf: bytes) -> str:
    pages = pypdfium2.PdfDocument(io.BytesIO(pdf))
    return "".join(page.get_textpage().get_text_bounded() for page in pages)


def ended(pid: int) -> bool:
    for _ in range(200):
        if not psutil.pid_exists(pid) or psutil.Process(pid).status() == psutil.STATUS_ZOMBIE:
            return True
        time.sleep(0.05)
    return False


def browser_pid() -> int:
    return known(press().tab).running.subprocess.pid


def test_a_page_finds_nothing_of_the_one_before() -> None:
    hostile = "<script>document.title='run'</script><p onclick='1'>甲<img src=x onerror='a()'>"
    first = report_pdf(f"<style>p {{ color: red }}</style>{hostile}".encode())
    second = report_pdf("<title>乙</title><p>乙</p>".encode())
    assert text_of(first).strip() == "甲"
    assert text_of(second).strip() == "乙"
    assert chart_pictures(b"<p>no chart</p>") == []


def test_who_asks_at_once_is_served_one_after_another() -> None:
    with ThreadPoolExecutor(4) as pool:
        pages = (f"<p>第{n}页</p>".encode() for n in range(6))
        assert [text_of(pdf).strip() for pdf in pool.map(report_pdf, pages)] == [
            f"第{n}页" for n in range(6)
        ]


@pytest.mark.parametrize("whole", [True, False], ids=["the browser", "its page"])
def test_a_browser_that_dies_is_followed_by_another(*, whole: bool) -> None:
    report_pdf(b"<p>1</p>")
    dead = psutil.Process(browser_pid())
    below = dead.children(recursive=True)
    for one in [dead, *below]:
        with suppress(psutil.NoSuchProcess):
            if whole or "--type=renderer" in one.cmdline():
                one.kill()
    assert text_of(report_pdf("<p>乙</p>".encode())).strip() == "乙"
    assert browser_pid() != dead.pid
    assert ended(dead.pid)


def test_what_is_hatched_is_printed_as_lines() -> None:
    bars = go.Figure(
        go.Bar(x=["甲", "乙"], y=[3, 5], marker={"pattern": {"shape": "/", "fgcolor": "#0072b2"}}),
        {"width": 400, "height": 200},
    )
    page = f"<div class='chart'><script type='application/json'>{bars.to_json()}</script></div>"
    (sheet,) = pypdfium2.PdfDocument(io.BytesIO(report_pdf(page.encode())))
    assert list(sheet.get_objects(filter=[FPDF_PAGEOBJ_IMAGE])) == []
    dots = sheet.render(scale=2).to_pil().convert("RGB").getcolors(2**24) or ()
    assert sum(count for count, dot in dots if known(dot) == (0, 114, 178)) > 200


def test_it_stands_ready_before_anything_is_printed() -> None:
    press().submit(press().close()).result()
    prepare()
    press().submit(press().ready()).result()
    assert known(press().tab).is_gone is False


def test_what_cannot_be_shown_is_not_printed_and_the_next_is() -> None:
    with pytest.raises(NotPrinted):
        report_pdf(b"<div class='chart'><script type='application/json'>no figure</script></div>")
    assert report_pdf(b"<p>1</p>").startswith(b"%PDF")


@pytest.fixture
def printing() -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        [sys.executable, "-c", PRINTS], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    yield process
    process.kill()
    process.communicate()


@pytest.mark.parametrize("how", [signal.SIGKILL, None], ids=["killed", "at its end"])
def test_it_ends_with_the_program(
    printing: subprocess.Popen[str], how: signal.Signals | None
) -> None:
    folder, pid = known(printing.stdout).readline().split()
    assert psutil.pid_exists(int(pid))
    if how:
        printing.send_signal(how)
    else:
        printing.communicate("\n")
        assert not Path(folder).exists()
    assert ended(int(pid))
