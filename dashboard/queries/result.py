"""An answer of the warehouse, and its rows as plain dictionaries."""

from __future__ import annotations

from functools import cached_property
from typing import Any, NoReturn, cast

import pandas as pd

from dashboard.queries.caching import cached

Row = dict[str, Any]


class Answer(pd.DataFrame):
    """What a question was answered; all who ask it share the answer, so that it never changes."""

    @property
    def _constructor(self) -> type[pd.DataFrame]:
        return pd.DataFrame

    def __setitem__(self, key: object, value: object) -> NoReturn:
        """Refuse the change, which other readers would see."""
        raise TypeError("an answer is shared: use assign(), which returns a frame of your own")

    @cached_property
    def listed(self) -> tuple[Row, ...]:
        """Return the rows, made once."""
        return tuple(records(self))


def rows(frame: pd.DataFrame) -> list[Row]:
    """Return the rows of an answer, or of a frame made of one."""
    return list(frame.listed) if isinstance(frame, Answer) else records(frame)


@cached
def of_year(answer: pd.DataFrame, year: int) -> pd.DataFrame:
    """Return what an answer says of one year."""
    return Answer(answer[answer["year"] == year])


def records(frame: pd.DataFrame) -> list[Row]:
    """Return the rows of a frame."""
    return cast(list[Row], frame.to_dict("records"))


def rows_by(frame: pd.DataFrame, column: str) -> dict[Any, Row]:
    """Return the rows of an answer by the column that tells them apart."""
    return {row[column]: row for row in rows(frame)}
