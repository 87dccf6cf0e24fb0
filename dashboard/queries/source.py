"""Where the figures on screen come from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from dashboard.queries import Parameters, Version, answer, version
from dashboard.queries.caching import cached
from dashboard.queries.result import rows

SAMPLE_MARK = "示例数据"


@dataclass(frozen=True, slots=True)
class Source:
    """The warehouse version that answers, and whether its reports are only samples."""

    is_sample: bool
    built_at: datetime
    version: str


def source() -> Source:
    """Return the source of the figures that are shown now."""
    return source_of(version())


@cached
def source_of(path: Version) -> Source:
    """Return what a version says of itself; it never changes."""
    row = rows(answer(path, "warehouse_info", Parameters()))[0]
    return Source(bool(row["is_sample"]), row["built_at"].to_pydatetime(), str(row["version"]))
