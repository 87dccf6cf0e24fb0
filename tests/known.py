"""Says of what may be none that here it is not."""

from __future__ import annotations

from typing import TypeVar

Value = TypeVar("Value")


def known(value: Value | None) -> Value:
    """Return a value that is there; a test in which it is none fails."""
    assert value is not None
    return value
