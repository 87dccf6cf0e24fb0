"""The browser of this machine that can print pages of ours."""

from __future__ import annotations

import shutil
from functools import cache

NAMES = ("msedge", "chromium", "chromium-browser", "google-chrome", "chrome", "microsoft-edge")
INSTALLED = (
    "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
    "C:/Program Files/Microsoft/Edge/Application/msedge.exe",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
)


class NotPrinted(RuntimeError):
    """The browser printed nothing; the page can still be printed by hand."""


@cache
def browser() -> str | None:
    """Return the browser of this machine that can print, None where there is none."""
    found = (shutil.which(name) for name in (*NAMES, *INSTALLED))
    return next((path for path in found if path), None)
