"""The tables of a bulletin, row by row in words: filing, main figures, errors to mend."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from dashboard.exports.bulletin.figures import Bulletin
from dashboard.labels import wording
from dashboard.labels.faults import fault
from dashboard.queries.result import Row


@dataclass(frozen=True, slots=True)
class Listing:
    """A table under its title: headings, rows, and how wide each column is against the others.

    Where it `is_prose` all of it stands at the left, else all but the first column in the middle.
    """

    title: str
    headings: tuple[str, ...]
    rows: list[tuple[str, ...]]
    widths: tuple[int, ...]
    is_prose: bool = False


FILED = ("单位", "报送", "报告日期", "期限", "逾期天数")
UNITS = (
    "单位",
    "主动公开（条）",
    "热线受理（件）",
    "热线答复（件）",
    "新收申请（件）",
    "错误（处）",
)
LISTING_TITLES = {"filing": "各单位报送情况", "figures": "各单位主要数字", "errors": "须更正的错误"}
"""What each table is called, by the name under which it is chosen."""
TO_MEND = ("单位", "在哪里", "问题", "数字")


def filing_listing(bulletin: Bulletin) -> Listing:
    """Return who filed when."""
    found = [filed(unit) for unit in bulletin.units]
    return Listing(LISTING_TITLES["filing"], FILED, found, (4, 3, 3, 3, 2))


def figures_listing(bulletin: Bulletin) -> Listing:
    """Return the main figures of each unit."""
    return Listing(LISTING_TITLES["figures"], UNITS, main_figures(bulletin), (4, 3, 3, 3, 3, 2))


def errors_listing(bulletin: Bulletin) -> Listing:
    """Return every error that is to be mended, unit by unit."""
    return Listing(LISTING_TITLES["errors"], TO_MEND, errors(bulletin), (3, 5, 5, 8), is_prose=True)


LISTINGS = {
    "filing": filing_listing,
    "figures": figures_listing,
    "errors": errors_listing,
}
"""What makes each."""


def filed(unit: Row) -> tuple[str, ...]:
    """Return the row of a unit in the table of filing."""
    return (
        unit["township"],
        wording.STATUS_LABELS[unit["status"]],
        *(
            wording.NOTHING if wording.is_missing(unit[name]) else f"{unit[name]:%Y-%m-%d}"
            for name in ("report_date", "deadline")
        ),
        wording.number(unit["days_late"]) if unit["status"] == "late" else wording.NOTHING,
    )


def main_figures(bulletin: Bulletin) -> list[tuple[str, ...]]:
    """Return one row per unit with its figures, in the order of the register's names."""
    hotline = {row["township"]: row for row in bulletin.hotline}
    applied = {row["township"]: row for row in bulletin.applications}
    errors: Counter[str] = Counter()
    for row in bulletin.reports:
        errors[row["series_township"]] += row["errors"]
    found = []
    for row in sorted(bulletin.disclosed, key=lambda row: bulletin.townships[row["township"]]):
        name = row["township"]
        cases, applications = hotline.get(name, {}), applied.get(name, {})
        found.append((
            name,
            wording.number(row["proactive_total"], mark=row["proactive_total_mark"],
                           approximate=row["approximate"]),
            *(
                wording.number(cases.get(side), mark=cases.get(f"{side}_mark"),
                               approximate=cases.get(f"{side}_approximate"))
                for side in ("received", "answered")
            ),
            wording.number(applications.get("received_new"),
                           mark=applications.get("received_new_mark")),
            wording.number(errors.get(name)),
        ))  # fmt: skip
    return found


def errors(bulletin: Bulletin) -> list[tuple[str, ...]]:
    """Return where each error is, what is wrong, and the figures that say so."""
    return [
        (
            row["township"],
            f"{row['family_label']} {row['instance_label'] or ''}".strip(),
            fault(row["rule_id"], row["outcome"], row["title"]),
            "；".join(filter(None, (row["formula"], row["suggestion"]))) or wording.NOTHING,
        )
        for row in bulletin.findings
        if row["severity"] == "error"
    ]
