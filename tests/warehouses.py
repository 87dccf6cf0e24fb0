"""Publishes warehouses: of given reports, the way the import does, and those that tests share."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from shutil import copytree
from typing import Any

from etl import sample
from etl.domain.import_entry import ImportEntry
from etl.domain.place import Place, Submission
from etl.domain.report import Axis, Cell, Figure, Identity, Item, Mark, Report
from etl.pipeline.filing import import_reports
from etl.pipeline.filing.reread import Origin, filings
from etl.pipeline.identity.resolve_identity import Expected, Settled, head_of
from etl.pipeline.reading.sources import sources_in
from etl.warehouse import publication
from etl.warehouse.loading.reference_rows import Holdings
from etl.warehouse.loading.report_rows import content_tables, packed
from etl.warehouse.staging_database import Draft
from tests.known import known

PINE = Place("990102200", "示范省", "样例市", "松江县", "松树乡", "乡")
SLASHED = ("received_new", "carried_in", "disclosed", "handled_total", "carried_out")


def pine_report() -> Report:
    """Return a report whose table has slashes and whose sentence says that no one applied."""
    return Report(
        Identity("松树乡", "松江县", 2024, date(2025, 1, 13)),
        "2021",
        cells=tuple(
            Cell("applications", row, "total", "/", None, Mark.NIL) for row in SLASHED
        ),
        figures=(
            Figure("proactive_total", "170", Decimal(170), evidence="主动公开信息170条"),
            Figure("hotline_received", "59", Decimal(59), evidence="受理59件"),
            Figure("hotline_answered", "59", Decimal(59), evidence="答复59件"),
            Figure("hotline_rate_stated", "100", Decimal(100), evidence="答复率100%"),
            Figure("applications_received", "0", Decimal(0), evidence="=未收到政府信息公开申请"),
        ),
        items=(
            Item("工作动态类", Decimal(80), "条", Axis.CATEGORY),
            Item("信息公开年度工作报告", Decimal(1), "条", Axis.CATEGORY),
        ),
    )  # fmt: skip


def published(data: Path, holdings: Holdings, submissions: Sequence[Submission] = ()) -> Path:
    """Publish these reports and nothing else."""
    with publication.draft(data, "made by a test", is_sample=holdings.is_sample) as draft:
        add(draft, submissions)
        return draft.publish(holdings)


def add(draft: Draft, submissions: Sequence[Submission]) -> None:
    """Take reports into a draft."""
    filed = [
        filing
        for number, s in enumerate(submissions)
        for filing in filings(
            number,
            [head_of(s.report)],
            [Settled(s.place, s.year)],
            Origin(s.file_name, s.sha256, s.imported_at, s.original),
        )
    ]
    numbered = [(number, 0, s.report) for number, s in enumerate(submissions)]
    draft.add([], filed, packed(content_tables(numbered)))


def database(data: Path) -> Path:
    """Return the published database of a data folder in which there is one."""
    return known(publication.current_path(data))


def stored(data: Path, sql: str, parameters: Any = None) -> list[Any]:
    """Return the rows that answer a question to the published warehouse of a data folder."""
    with publication.reading(database(data)) as connection:
        return connection.execute(sql, parameters).fetchall()


def sample_county(data: Path) -> Path:
    """Publish the whole sample county and return its data folder."""
    sample.generate(data)
    import_reports.rebuild(data)
    return data


def one_township(data: Path) -> Path:
    """Publish one real report of one year beside a file that was rejected."""
    at = datetime(2025, 2, 1, 9)
    submission = Submission(PINE, 2024, pine_report(), "松树乡2024.txt", "txt", "ab", at)
    rejected = ImportEntry(at, "坏文件.txt", "cd", "rejected", "文件为空。")
    published(data, Holdings(is_sample=False, places=(PINE,), imports=(rejected,)), [submission])
    return data


class Ready:
    """Gives copies of data folders into which files were imported, each set of them once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.made: dict[tuple[str, tuple[Path | tuple[str, str], ...]], Path] = {}

    def __call__(self, data: Path, register: str, *files: Path | tuple[str, str]) -> Path:
        """Have a data folder with this register hold these files, or texts of these names."""
        made = self.made.get((register, files))
        if made is None:
            made = self.folder / f"{len(self.made)}"
            given = made.with_suffix(".given")
            for folder in (made, given):
                folder.mkdir()
            (made / "places.csv").write_text(register, "utf-8")
            paths = [one if isinstance(one, Path) else written(given, *one) for one in files]
            with ThreadPoolExecutor(1) as reader:
                sources = list(sources_in(paths))
                import_reports.import_files(sources, made, Expected(), executor=reader)
            self.made[register, files] = made
        return copytree(made, data, dirs_exist_ok=True)


def written(folder: Path, name: str, text: str) -> Path:
    """Return a new file with this text."""
    path = folder / name
    path.write_text(text, "utf-8")
    return path
