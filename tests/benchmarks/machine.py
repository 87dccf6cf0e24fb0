"""Says on what a benchmark runs."""

from __future__ import annotations

import os
import platform


def machine() -> str:
    """Return what it runs on; a load near the number of cores leaves no room for two processes."""
    cores, load = os.cpu_count(), os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0
    python = platform.python_version()
    return f"{cores} cores, {platform.machine()}, Python {python}, load {load:.1f} before"
