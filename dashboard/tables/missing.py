"""What stands in place of a value that is missing, the same on screen and in every file."""

from __future__ import annotations

import pandas as pd

from dashboard.labels import wording
from dashboard.tables.schema import Column, Kind


def missing_words(frame: pd.DataFrame, column: Column, absent: pd.Series) -> list[str]:
    """Return the word for each row that is `absent` from a column, a boolean of every row.

    It is the text of the column named by `instead`, nothing where another column explains it, and
    otherwise the label of its mark.
    """
    if column.instead:
        return frame.loc[absent, column.instead].fillna("").astype(str).tolist()
    if column.kind is Kind.TEXT or column.is_explained_elsewhere:
        return [""] * int(absent.sum())
    if column.mark is None:
        return [wording.NOTHING] * int(absent.sum())
    marks = frame.loc[absent, column.mark]
    said = {mark: wording.missing(mark) for mark in marks.dropna().unique()}
    return marks.map(said).fillna(wording.NOTHING).tolist()
