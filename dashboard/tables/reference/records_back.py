"""What the preview of records that are brought back is made of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from dashboard.labels import wording
from dashboard.labels.acts import told
from dashboard.queries.result import Row
from dashboard.tables.schema import Column, Table, text
from etl.pipeline.safekeeping.merge_records import Brought, Fate
from etl.pipeline.safekeeping.records_file import labels

LONGEST, SHORT = 200, 30
SHOWN = (Fate.NEW, Fate.CHANGED, Fate.CONFLICT, Fate.UNFIT, Fate.FOREIGN, Fate.SAME)
COUNTS = Table(
    "取回前检查",
    (
        text("kind", "内容", labels()),
        *(Column(fate, wording.BROUGHT_LABELS[fate], unit="条") for fate in SHOWN),
    ),
)
LISTED = Table(
    "取回的记录",
    (
        text("fate", "取回", wording.BROUGHT_LABELS),
        text("kind", "内容", labels()),
        text("unit", "单位"),
        text("year", "年度"),
        text("why", "说明"),
        text("before", "现在"),
        text("after", "文件中"),
    ),
)


def counts(counted: Mapping[tuple[str, Fate], int]) -> list[Row]:
    """Return how many records of each kind have each fate."""
    kinds = dict.fromkeys(kind for kind, _ in counted)
    return [
        {"kind": kind} | {str(fate): counted.get((kind, fate), 0) for fate in SHOWN}
        for kind in kinds
    ]


def listed(rows: Iterable[Brought], units: Mapping[str, str]) -> list[Row]:
    """Return the records that are not the same, those that need a look first."""
    order = (Fate.CONFLICT, Fate.UNFIT, *SHOWN)
    return [line(row, units) for row in sorted(rows, key=lambda row: order.index(row.fate))]


def line(row: Brought, units: Mapping[str, str]) -> Row:
    """Return one record in words; of one that cannot be brought back only its key."""
    edit = row.edit
    place_id = edit.place_id if edit else ""
    return {
        "fate": str(row.fate),
        "kind": row.kind,
        "unit": units.get(place_id, place_id) if edit else key_in_words(row.key, units),
        "year": str(edit.year) if edit and edit.year else "",
        "before": told(row.kind, dict(row.before) if row.before else None)[:LONGEST]
        if edit
        else "",
        "after": told(row.kind, dict(edit.values or {}))[:LONGEST] if edit else "",
        "why": reason(row),
    }


def in_words(row: Brought, units: Mapping[str, str]) -> str:
    """Return a record that is chosen among others: what it is, as it stands and in the file."""
    said = line(row, units)
    of = " ".join(filter(None, (labels()[row.kind], said["unit"], said["year"])))
    return f"{of}：{said['before'][:SHORT]} → {said['after'][:SHORT]}"


def key_in_words(key: str, units: Mapping[str, str]) -> str:
    """Return the key of a record, a unit by its name."""
    place_id, _, others = key.partition("/")
    return f"{units.get(place_id, place_id)} {others}"[:40].strip()


def reason(row: Brought) -> str:
    """Return why a record is not simply brought back."""
    if row.fate is Fate.FOREIGN:
        return "不属于您的账号所管的县。"
    if row.fate is not Fate.CONFLICT:
        return row.why
    last = row.last
    if last is None:
        return "这里的与文件取出时不同。"
    return f"{last.who}在 {last.at:%Y-%m-%d %H:%M} 改过这里的。"
