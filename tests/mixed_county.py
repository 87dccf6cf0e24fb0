"""An invented county with units of every kind: townships, departments, and the county itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from random import Random

from etl.definitions import load
from etl.domain.place import Place, Submission
from etl.domain.report import Identity, Report, Section
from etl.warehouse.loading.reference_rows import Holdings
from tests.forms import cell, filled_form

COUNTY, CODE, YEAR = "青禾县", "990301", 2024
AT = datetime(2025, 2, 1, 9)
NAMES = "云溪石桥松岭白塔柳湾长河沙坪竹园上村下坝东塘西林南浦北原金谷银滩新桥古渡"


def place(number: int, name: str, unit_type: str, first: int | None = None) -> Place:
    code = f"{CODE}{number:03}"
    return Place(code, "示范省", "样例市", COUNTY, name, unit_type, valid_from=first)


DEPARTMENTS = (place(901, "财政局", "县直部门"), place(902, "教育局", "县直部门"))
ITSELF = place(0, COUNTY, "县本级")


def townships(number: int) -> tuple[Place, ...]:
    """Return so many townships; the first was merged from two of the year before."""
    names = (f"{NAMES[n % 36]}{NAMES[(n * 7 + 5 + n // 36) % 36]}" for n in range(number))
    units = [
        place(100 + n, f"{name}{'镇乡'[n % 2]}", "镇乡"[n % 2]) for n, name in enumerate(names)
    ]
    merged = place(100, units[0].township, "镇", YEAR)
    before = (
        Place(f"{CODE}50{n}", "示范省", "样例市", COUNTY, f"{side}云乡", "乡", valid_to=YEAR - 1,
              successor=merged.place_id)
        for n, side in enumerate("前后")
    )  # fmt: skip
    return (merged, *units[1:], *before)


def holdings(units: Iterable[Place]) -> Holdings:
    county = frozenset({CODE})
    return Holdings(is_sample=False, places=(*units, *DEPARTMENTS, ITSELF), registered=county)


def reports(units: Iterable[Place], missing: int) -> list[Submission]:
    """Return the reports of the year but for so many; the second is on the form of 2019."""
    expected = [unit for unit in (*units, *DEPARTMENTS) if unit.is_valid(YEAR)]
    filed = expected[: len(expected) - 2 - missing] + expected[-2:]
    return [
        report(unit, filled_form(edition, Random(unit.place_id)), edition)  # noqa: S311
        for unit, edition in zip(filed, ("2021", "2019", *["2021"] * len(filed)), strict=False)
    ]


def report(unit: Place, form: Mapping[str, str], edition: str = "2021") -> Submission:
    """Return a report that prints this form."""
    cells = tuple(cell(address, raw) for address, raw in form.items())
    text = f"{unit.township}的信息更新不够及时，将逐月核对。"
    sections = (Section(5, "五、存在的主要问题及改进情况", text, "第9行"),)
    identity = Identity(unit.township, COUNTY, YEAR, date(YEAR + 1, 1, 20))
    return Submission(
        unit, YEAR, Report(identity, edition, cells=cells, sections=sections),
        f"{unit.township}.docx", "docx", unit.place_id, AT, f"{unit.place_id}.docx",
    )  # fmt: skip


def with_text(filed: Submission, text: str) -> Submission:
    """Return a report that writes this in its section on problems."""
    (section,) = filed.report.sections
    told = replace(filed.report, sections=(replace(section, text=text),))
    return replace(filed, report=told)


def sums(filed: Iterable[Submission]) -> dict[str, Decimal]:
    """Return the sum of every cell that has a number, added up without a database."""
    found: dict[str, Decimal] = {}
    for one in filed:
        for printed in one.report.cells:
            if printed.value is not None:
                address = f"{printed.table}.{printed.row}.{printed.column}"
                found[address] = found.get(address, Decimal(0)) + printed.value
    return found


def own_report(filed: Iterable[Submission], **changed: int) -> Submission:
    """Return the county's published report: the sums of these, each changed by so much.

    A changed cell is named by its address with `__` for each dot.
    """
    found = sums(filed)
    form = {
        address: str(found.get(address, Decimal(0)) + changed.get(address.replace(".", "__"), 0))
        for address in load().forms["2021"].addresses()
    }
    return report(ITSELF, form)
