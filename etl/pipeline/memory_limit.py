"""How much memory a process that opens files of others may take."""

from __future__ import annotations

import sys


def limit_memory(most: int) -> None:
    """Bound this process to so many bytes, where the system can see to that."""
    if sys.platform == "linux":
        import resource  # noqa: PLC0415

        resource.setrlimit(resource.RLIMIT_DATA, (most, most))
