"""The same report gives the same cells whichever office format it comes in."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from etl import extract
from etl.definitions import load
from etl.domain.report import Mark, Report
from etl.transform import parse
from tests import printing
from tests.documents import converted

PRINTED = ("0", "0", "0", "1", "12", "307", "/", "")
FORMS = [(edition, number) for edition in ("2019", "2021") for number in range(3)]
SUFFIXES = (".doc", ".rtf", ".pdf")

pytestmark = pytest.mark.office


def filled(edition: str, number: int) -> dict[str, str]:
    """Return a printed form; the last of each edition is blank."""
    choose = random.Random(f"{edition} {number}")  # noqa: S311
    addresses = load().forms[edition].addresses()
    return {a: choose.choice(PRINTED) if number < 2 else "" for a in addresses}


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str, int], Path]:
    """Return the file of each (suffix, edition, number)."""
    folder = tmp_path_factory.mktemp("documents")
    words = []
    for edition, number in FORMS:
        path = folder / f"{edition}-{number}.docx"
        path.write_bytes(printing.as_docx(edition, filled(edition, number), prose=True))
        words.append(path)
    found = {(".docx", *form): path for form, path in zip(FORMS, words, strict=True)}
    for suffix in SUFFIXES:
        made = converted(folder, words, suffix)
        found |= {(suffix, *form): path for form, path in zip(FORMS, made, strict=True)}
    return found


def cells(report: Report) -> dict[str, tuple[str, Mark]]:
    return {cell.address: (cell.raw, cell.mark) for cell in report.cells}


@pytest.mark.parametrize("suffix", [".docx", *SUFFIXES])
@pytest.mark.parametrize(("edition", "number"), FORMS)
def test_every_cell_comes_back(
    documents: dict[tuple[str, str, int], Path], suffix: str, edition: str, number: int
) -> None:
    report = parse(extract.read(documents[suffix, edition, number]))
    assert report.edition == edition
    printed = filled(edition, number)
    assert {address: raw for address, (raw, _) in cells(report).items()} == printed


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize(("edition", "number"), FORMS)
def test_everything_else_is_as_in_the_word_file(
    documents: dict[tuple[str, str, int], Path], suffix: str, edition: str, number: int
) -> None:
    word = parse(extract.read(documents[".docx", edition, number]))
    other = parse(extract.read(documents[suffix, edition, number]))
    assert other.identity == word.identity
    assert cells(other) == cells(word)
    assert [(f.figure, f.value) for f in other.figures] == [
        (f.figure, f.value) for f in word.figures
    ]
    assert [(i.label, i.count) for i in other.items] == [(i.label, i.count) for i in word.items]
    assert [s.ordinal for s in other.sections] == [s.ordinal for s in word.sections]
