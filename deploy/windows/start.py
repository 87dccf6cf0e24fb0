"""What a double click on the start file does: serve, open the browser, and say how it ends.

It is started by the Python beside it and runs in a window of its own. A second double click opens
the browser alone.
"""

from __future__ import annotations

import subprocess
import sys
import webbrowser
from http.client import HTTPException
from pathlib import Path
from urllib.request import ProxyHandler, build_opener

from dashboard.server.shell import TITLE

DATA = Path(__file__).resolve().parents[3] / "data"
PORT = 8501


def main() -> int:
    """Serve until the window is closed, and return how that ended."""
    address = f"http://localhost:{PORT}"
    if is_served(address):
        print("已经在运行，正在打开浏览器……")
        webbrowser.open(address)
        return 0
    print("正在启动，浏览器会自动打开；首次启动要建立数据库，请等一两分钟。")
    print("用完后关闭这个窗口，程序就停止；数据都已保存在 data 文件夹中。\n")
    DATA.mkdir(exist_ok=True)
    command = [sys.executable, "-X", "utf8", "-m", "etl.cli", "serve", "--browser"]
    try:
        code = subprocess.run([*command, "--port", str(PORT), "--data", str(DATA)]).returncode
    except KeyboardInterrupt:
        return 0
    if code:
        input("没有能够启动，原因见上面几行。按回车键关闭这个窗口……")
    return code


def is_served(address: str) -> bool:
    """Return whether a dashboard of ours answers there; no proxy is asked."""
    try:
        with build_opener(ProxyHandler({})).open(address, timeout=3) as answer:
            return TITLE in answer.read(20_000).decode("utf-8", "replace")
    except (OSError, HTTPException):
        return False


if __name__ == "__main__":
    sys.exit(main())
