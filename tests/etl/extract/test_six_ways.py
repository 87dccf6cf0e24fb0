"""One report in every format that offices send it in gives the same cells and the same figures."""

from __future__ import annotations

import io
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from random import Random

import pypdfium2
import pytest

from etl import extract
from etl.domain.report import Mark, Report
from etl.transform import parse
from tests import printing
from tests.documents import converted
from tests.forms import filled_form

VALUES = {k: v.strip("/") or "0" for k, v in filled_form("2021", Random(5)).items()}  # noqa: S311
OF_OFFICE = (".doc", ".rtf", ".pdf", ".html", ".odt")
FORMATS = (*OF_OFFICE, ".docx", ".wps", ".xlsx", ".txt", ".mht")
FIGURES = {
    "proactive_total": "136", "applications_received": "0", "hotline_received": "47",
    "hotline_answered": "45", "hotline_rate_stated": "95.7", "hotline_answer_rate": "95.7",
}  # fmt: skip
DOTS_AN_INCH = 200

pytestmark = pytest.mark.office


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Return the report in each format by its suffix."""
    folder = tmp_path_factory.mktemp("ways")
    word = printing.written(folder, "报告.docx", printing.as_docx("2021", VALUES, prose=True))
    made = {s: converted(folder, [word], s)[0].read_bytes() for s in OF_OFFICE}
    mail = MIMEMultipart("related")
    mail.attach(MIMEText(made[".html"].decode("utf-8"), "html", "utf-8"))
    tables = printing.as_text("2021", VALUES, "tabs").decode()
    text = "\n".join((printing.TITLE, *printing.PROSE, tables, *printing.CLOSING))
    return made | {
        ".docx": word.read_bytes(),
        ".wps": made[".doc"],
        ".xlsx": printing.as_xlsx("2021", VALUES, prose=True),
        ".txt": text.encode(),
        ".mht": mail.as_bytes(),
    }


def numbers(report: Report) -> dict[str, str]:
    return {c.address: str(c.value) for c in report.cells if c.mark is Mark.NUMBER}


def figures(report: Report) -> dict[str, str]:
    return {f.figure: str(f.value) for f in report.figures}


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_report_is_the_same_in_every_format(files: dict[str, bytes], suffix: str) -> None:
    report = parse(extract.read_content(f"报告{suffix}", files[suffix]))
    assert numbers(report) == VALUES
    assert figures(report) == FIGURES
    assert [item.count for item in report.items] == [28, 96, 12]
    assert [s.ordinal for s in report.sections if s.ordinal] == list(range(1, 7))
    assert (report.identity.township, report.identity.year) == ("清水坪乡", 2024)
    assert report.issues == ()


def test_a_report_is_the_same_on_paper(files: dict[str, bytes]) -> None:
    scale = DOTS_AN_INCH / 72
    # pypdfium2 names no types, and the default of the scale is a whole number.
    pages = [
        page.render(scale=scale).to_pil().convert("RGB")  # pyright: ignore[reportArgumentType]
        for page in pypdfium2.PdfDocument(files[".pdf"])
    ]
    scan = io.BytesIO()
    pages[0].save(scan, "PDF", save_all=True, append_images=pages[1:], resolution=DOTS_AN_INCH)
    report = parse(extract.read_content("扫描件.pdf", scan.getvalue()))
    read = numbers(report)
    assert read.items() <= VALUES.items()
    assert len(read) > 0.95 * len(VALUES)
    assert figures(report) == FIGURES
    assert (report.identity.township, report.identity.year) == ("清水坪乡", 2024)
