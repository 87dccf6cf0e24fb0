"""The statements of the warehouse, by what they are.

schema: the tables that are loaded; staging: which reports count and what they print; similarity:
texts compared; facts: numbers that rules read; checks: questions of the rules; marts: what is
published for questions; repository: questions of the import and the command line.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

HERE = files(__name__)


@cache
def statement(name: str) -> str:
    """Return the text of a statement by its folder and name, `marts/series`."""
    return HERE.joinpath(f"{name}.sql").read_text("utf-8")
