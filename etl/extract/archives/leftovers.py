"""Knows the files that systems and programs leave where people keep theirs."""

from __future__ import annotations

HIDDEN = (".", "~", "__macosx", "$recycle.bin")
# What systems and programs leave in folders beside the files that a person put there.
LEFT_BY_SYSTEMS = ("thumbs.db", "ehthumbs.db", "desktop.ini", "icon\r")
LEFT_SUFFIXES = (".lnk", ".tmp", ".url", ".asd", ".wbk")


def is_left(name: str) -> bool:
    """Return whether a file is one that no person put where it lies."""
    parts = [part for part in name.lower().split("/") if part not in (".", "..")]
    last = parts[-1] if parts else ""
    is_hidden = any(part.startswith(HIDDEN) for part in parts)
    return is_hidden or last in LEFT_BY_SYSTEMS or last.endswith(LEFT_SUFFIXES)
