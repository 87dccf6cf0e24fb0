"""An answer row by row, as plain dictionaries."""

from __future__ import annotations

from typing import Any, cast

import pandas as pd

Row = dict[str, Any]


def rows(frame: pd.DataFrame) -> list[Row]:
    """Return the rows of an answer."""
    return cast(list[Row], frame.to_dict("records"))


def rows_by(frame: pd.DataFrame, column: str) -> dict[Any, Row]:
    """Return the rows of an answer by the column that tells them apart."""
    return {row[column]: row for row in rows(frame)}
