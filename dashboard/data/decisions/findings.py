"""What was found in the chosen reports, each named by its fault."""

from __future__ import annotations

import pandas as pd

from dashboard.data.decisions import review_decisions
from dashboard.labels.faults import fault
from dashboard.queries import ask
from dashboard.queries.caching import cached
from dashboard.queries.result import Answer, rows
from dashboard.queries.selection import Selection


def findings_of(selection: Selection) -> pd.DataFrame:
    """Return the findings of a selection with what officials decided about them."""
    verdicts = review_decisions.verdicts()
    return with_faults(ask("findings_of_selection", verdicts=verdicts, **selection.parameters))


@cached
def with_faults(found: pd.DataFrame) -> pd.DataFrame:
    """Return findings whose title says what is wrong."""
    named = [fault(row["rule_id"], row["outcome"], row["title"]) for row in rows(found)]
    return Answer(found.assign(title=pd.Series(named, index=found.index, dtype="str")))
