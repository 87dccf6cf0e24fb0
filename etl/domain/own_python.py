"""How programs of ours start one another."""

from __future__ import annotations

import sys

PYTHON = (sys.executable, "-X", "utf8")
"""The Python that runs us, in UTF-8 also on Windows: a portable one heeds no environment."""
