"""One entry of the catalogue of definitions."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that is defined: `says` is the definition itself; `grade` a rule's severity."""

    id: str
    title: str
    says: str
    group: str = ""
    code: str = ""
    grade: str = ""
    unit: str = ""
    why: str = ""
    example: str = ""
    ask: str = ""

    @property
    def searched(self) -> str:
        """Return all of its text as it is searched."""
        texts = (
            self.code, self.title, self.group, self.unit, self.says, self.why, self.example,
            self.ask, self.id,
        )  # fmt: skip
        return "\n".join(texts).casefold()


@dataclass(frozen=True, slots=True)
class PartKind:
    """A part of the catalogue and what makes its entries."""

    label: str
    made_by: Callable[[], Iterator[Entry]]
