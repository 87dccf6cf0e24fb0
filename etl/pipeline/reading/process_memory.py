"""How much memory this process has taken, may take, and the machine has, as the system says."""

from __future__ import annotations

import os
import sys
from pathlib import Path

# What a system of which we do not know it is taken to have.
USUAL = 6 * 1024**3


def memory_taken() -> int:
    """Return how many bytes this process has had at most, 0 where the system does not say."""
    if sys.platform != "linux":
        return 0
    import resource  # noqa: PLC0415

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def bound_memory(most: int) -> None:
    """Let this process have so many bytes, where the system can see to that."""
    if sys.platform == "linux":
        import resource  # noqa: PLC0415

        resource.setrlimit(resource.RLIMIT_DATA, (most, most))


def memory_of_machine() -> int:
    """Return how many bytes this machine, or the container that we run in, has."""
    if sys.platform != "linux":
        return USUAL
    found = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    try:
        text = Path("/sys/fs/cgroup/memory.max").read_text("ascii").strip()
    except OSError:
        return found
    return min(found, int(text)) if text.isdecimal() else found
