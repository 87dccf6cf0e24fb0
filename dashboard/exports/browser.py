"""Pages of ours as a PDF or a picture, by a browser of this machine where there is one."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path
from threading import Lock

NAMES = ("msedge", "chromium", "chromium-browser", "google-chrome", "chrome", "microsoft-edge")
INSTALLED = (
    "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
    "C:/Program Files/Microsoft/Edge/Application/msedge.exe",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
)
OPTIONS = (
    "--headless", "--disable-gpu", "--no-first-run", "--disable-extensions",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--no-pdf-header-footer",
)  # fmt: skip
SECONDS = 60
WINDOW_EDGE = 200
"""In pixels: some browsers count a bar that is not there to the height of a window."""
ALONE = Lock()
"""A browser takes much memory: readers who ask at once are served one after another."""


class NotPrinted(RuntimeError):
    """The browser printed nothing; the page can still be printed by hand."""


@cache
def browser() -> str | None:
    """Return the browser of this machine that can print, None where there is none."""
    found = (shutil.which(name) for name in (*NAMES, *INSTALLED))
    return next((path for path in found if path), None)


def report_pdf(page: bytes) -> bytes:
    """Return a web page of ours as a browser prints it; raises NotPrinted as `taken` does."""
    return taken(page, "--print-to-pdf", "page.pdf")


def picture(page: bytes, width: int, height: int) -> bytes:
    """Return a web page of ours as a PNG of twice so many pixels; raises NotPrinted."""
    window = f"--window-size={width},{height + WINDOW_EDGE}"
    scaled = (window, "--force-device-scale-factor=2", "--hide-scrollbars")
    return taken(page, "--screenshot", "page.png", *scaled)


def taken(page: bytes, option: str, name: str, *more: str) -> bytes:
    """Return what a browser makes of a page by an option that names a file, whose ending counts.

    Raises NotPrinted where there is no browser, it does not do so within a minute, or others keep
    it busy for as long.
    """
    program = browser()
    if program is None:
        raise NotPrinted
    if not ALONE.acquire(timeout=SECONDS):
        raise NotPrinted
    try:
        return made_by(program, page, option, name, more)
    finally:
        ALONE.release()


def made_by(program: str, page: bytes, option: str, name: str, more: Sequence[str]) -> bytes:
    """Return what a browser makes of a page in a folder of its own; raises NotPrinted."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        source, target = Path(folder, "page.html"), Path(folder, name)
        source.write_bytes(page)
        # A browser that root starts knows no sandbox; the page holds no script but our own.
        is_root = hasattr(os, "geteuid") and os.geteuid() == 0
        command = [
            program, *OPTIONS, *(["--no-sandbox"] if is_root else []), *more,
            f"--user-data-dir={Path(folder, 'profile')}", f"{option}={target}", source.as_uri(),
        ]  # fmt: skip
        try:
            run(command)
            return target.read_bytes()
        except (OSError, subprocess.SubprocessError) as error:
            raise NotPrinted from error


def run(command: Sequence[str]) -> None:
    """Run a browser to its end; raise SubprocessError where it fails or takes too long.

    It hands its work to processes of its own, which end with it. Nothing it says is waited for.
    """
    process = subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        start_new_session=True,
    )  # fmt: skip
    try:
        code = process.wait(SECONDS)
    finally:
        end_all(process)
    if code:
        raise subprocess.CalledProcessError(code, command)


def end_all(process: subprocess.Popen[bytes]) -> None:
    """End a browser with all that it started."""
    if os.name == "nt":
        if process.poll() is None:
            subprocess.run(
                ["taskkill", "/T", "/F", "/PID", str(process.pid)],  # noqa: S607
                capture_output=True, check=False,
            )  # fmt: skip
    else:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    process.kill()
    process.wait()
