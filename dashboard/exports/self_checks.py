"""Packs the workbooks in which units fill in and check their own reports, one for each."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence

from dashboard.exports.notice.archive import safe, single, store
from dashboard.queries import data_folder
from dashboard.queries.result import Row
from etl.domain.place import Place
from etl.pipeline.self_check import self_check
from etl.templates import Entry
from etl.warehouse.report_repository import held


def self_checks(units: Sequence[Row], year: int, *, is_sample: bool) -> bytes:
    """Return a zip archive with the empty form of each unit for a report year.

    `units` have the columns of a `Place`. Each form knows the unit's own report of the year before.
    """
    places = {unit["place_id"]: Place(**unit) for unit in units}
    before = {
        one.place_id: Entry(places[one.place_id], one.year, one.report)
        for one in held(data_folder(), places, (year - 1,))
    }
    buffer = io.BytesIO()
    taken: set[str] = set()
    with zipfile.ZipFile(buffer, "w") as archive:
        for unit in units:
            name = single(f"自查填报表_{year}_{safe(unit['township'])}.xlsx", taken)
            place = places[unit["place_id"]]
            content = self_check(
                Entry(place, year), before.get(place.place_id), is_sample=is_sample
            )
            store(archive, name, content)
    return buffer.getvalue()
