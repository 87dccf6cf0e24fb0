"""The whole story, top to bottom: files to reports, reports to places, places to a new warehouse.

The only place where a file's errors are caught: a bad file becomes a rejection, the rest go on.
"""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from filelock import FileLock

from etl import originals, readers, structured, warehouse
from etl.errors import ReportError, UnknownForm, WrongYear
from etl.holdings import Holdings
from etl.model import ImportEntry, Report, Submission
from etl.originals import Original
from etl.parsing import parse
from etl.places import Register, load_register

FIRST_YEAR = 2008
Progress = Callable[[ImportEntry], None]


@dataclass(frozen=True, slots=True)
class Expected:
    """What the importing office knows beside the text: the county, the report year."""

    county: str | None = None
    year: int | None = None


def read_file(path: Path) -> tuple[Report, ...]:
    """Return the reports in a file: one of a written report, many of a structured one."""
    if path.is_file() and structured.is_structured(path):
        return structured.read(path)
    return (parse(readers.read(path)),)


def settled(
    report: Report, register: Register, expected: Expected, path: Path, when: datetime
) -> Submission:
    """Return the report settled on one place and year, or raise why it cannot be."""
    is_coded = report.identity.place_id is not None
    if not (is_coded or report.cells or report.figures or report.items or report.sections):
        raise UnknownForm(
            "看不出这是政府信息公开年度报告：既没有六个部分的标题，也没有官方表格和可识别的数字。",
            "请确认是否选错文件。",
        )
    place_year = year_of(report, expected)
    identity = replace(report.identity, year=place_year)
    place = register.settle(identity, expected.county)
    content = path.read_bytes()
    return Submission(
        place=place,
        year=place_year,
        report=replace(report, identity=identity),
        file_name=path.name,
        format=path.suffix.lower().lstrip("."),
        sha256=hashlib.sha256(content).hexdigest(),
        imported_at=when,
    )


def year_of(report: Report, expected: Expected) -> int:
    """Return the report year, or raise WrongYear when it is missing, impossible or in conflict."""
    year, signed = report.identity.year, report.identity.report_date
    conflict = next((i for i in report.issues if i.kind == "year_conflict"), None)
    if conflict is not None and expected.year is None:
        raise WrongYear(f"{conflict.message}。", "请核对原文后，用 --year 指定报告年度重新导入。")
    if year is None and expected.year is None:
        raise WrongYear("报告中找不到年度。", "请在标题中写明年度，或用 --year 指定后重新导入。")
    if conflict is None and year and expected.year and year != expected.year:
        raise WrongYear(
            f"报告写的是{year}年度，而要导入的是{expected.year}年度。", "请核对是否收错了文件。"
        )
    settled_year = expected.year or year or 0
    if not FIRST_YEAR <= settled_year <= date.today().year:
        raise WrongYear(
            f"报告年度{settled_year}年不合理。",
            f"应在{FIRST_YEAR}年至{date.today().year}年之间，请核对。",
        )
    if signed and signed.year < settled_year:
        raise WrongYear(
            f"落款日期{signed:%Y年%m月%d日}早于报告年度{settled_year}年。", "请核对年度或落款日期。"
        )
    return settled_year


def import_files(
    paths: Sequence[Path], data: Path, expected: Expected, progress: Progress
) -> tuple[ImportEntry, ...]:
    """Read files into the originals, publish a new warehouse, and return what became of each."""
    data.mkdir(parents=True, exist_ok=True)
    with FileLock(data / ".import.lock"):
        register = load_register(data / "places.csv")
        known = {entry.sha256 for entry in originals.journal(data) if entry.outcome == "imported"}
        entries = []
        for path in files_in(paths):
            entry = import_file(path, data, register, expected, known)
            originals.record(data, entry)
            known |= {entry.sha256} if entry.outcome == "imported" else set()
            entries.append(entry)
            progress(entry)
        rebuild(data)
    return tuple(entries)


def files_in(paths: Iterable[Path]) -> Iterator[Path]:
    """Yield the files named, and those in the folders named, hidden ones left out."""
    for path in paths:
        if path.is_dir():
            inside = (p for p in sorted(path.rglob("*")) if p.is_file())
            yield from (p for p in inside if not p.name.startswith((".", "~")))
        else:
            yield path


def import_file(
    path: Path, data: Path, register: Register, expected: Expected, known: set[str]
) -> ImportEntry:
    """Keep one file among the originals if all its reports can be settled; else say why not."""
    when = datetime.now()
    sha256 = ""
    try:
        is_table = path.is_file() and structured.is_structured(path)
        largest = structured.LARGEST_FILE if is_table else readers.LARGEST_FILE
        sha256 = hashlib.sha256(readers.content_of(path, largest)).hexdigest()
        if sha256 in known:
            return ImportEntry(when, path.name, sha256, "unchanged", "与已导入的文件内容相同。")
        submissions = [
            settled(report, register, expected, path, when) for report in read_file(path)
        ]
    except ReportError as error:
        return ImportEntry(when, path.name, sha256, "rejected", str(error))
    alone = submissions[0] if len(submissions) == 1 else None
    originals.keep(
        data, path, sha256, alone.place if alone else None, alone.year if alone else None
    )
    return ImportEntry(
        when, path.name, sha256, "imported", "",
        alone.place.place_id if alone else None, alone.year if alone else None,
        len(submissions),
    )  # fmt: skip


def rebuild(data: Path) -> Path:
    """Build and publish the warehouse from the originals; from the sample where there are none."""
    return warehouse.publish(data, holdings(data))


def holdings(data: Path) -> Holdings:
    """Return all that the real originals hold, or the sample county's while there are none."""
    is_sample = not any(originals.originals(data)) and (data / "sample").is_dir()
    root = data / "sample" if is_sample else data
    register = load_register(root / "places.csv")
    entries = tuple(originals.journal(data))
    names = {entry.sha256: entry for entry in entries if entry.outcome == "imported"}
    submissions: list[Submission] = []
    failures: list[ImportEntry] = []
    for original in originals.originals(root):
        try:
            submissions += reread(original, root, register, names)
        except ReportError as error:
            when = datetime.fromtimestamp(original.path.stat().st_mtime)
            failures.append(ImportEntry(when, original.path.name, "", "rejected", str(error)))
    return Holdings(
        is_sample, register.places, tuple(submissions), (*entries, *failures), deadlines(root)
    )


def reread(
    original: Original, root: Path, register: Register, names: dict[str, ImportEntry]
) -> Iterator[Submission]:
    """Yield the submissions of a kept file; where it was filed decides over what it says."""
    path = original.path
    when = datetime.fromtimestamp(path.stat().st_mtime)
    for printed in read_file(path):
        report = filed_under(printed, original)
        expected = Expected(original.county_id, original.year)
        submission = settled(report, register, expected, path, when)
        entry = names.get(submission.sha256)
        yield replace(
            submission,
            file_name=entry.file_name if entry else path.name,
            imported_at=entry.imported_at if entry else when,
            original=path.relative_to(root).as_posix(),
        )


def filed_under(report: Report, original: Original) -> Report:
    """Return the report with the place and year that it was filed under at its import."""
    if original.place_id is None:
        return report
    identity = replace(
        report.identity,
        place_id=original.place_id,
        township=None,
        county=None,
        year=original.year,
    )
    return replace(report, identity=identity)


def deadlines(root: Path) -> tuple[dict[str, object], ...]:
    """Return the deadlines that counties set themselves: county_id, year, deadline."""
    path = root / "deadlines.csv"
    if not path.exists():
        return ()
    with path.open(encoding="utf-8-sig", newline="") as file:
        return tuple(
            {
                "county_id": line["county_id"],
                "year": int(line["year"]),
                "deadline": date.fromisoformat(line["deadline"]),
            }
            for line in csv.DictReader(file)
        )
