"""Names and archives of people who mean harm: every source is bounded on its own."""

from __future__ import annotations

import io
import json
import os
import struct
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from click.testing import CliRunner

from etl.cli import main
from etl.domain.printable import has_half_signs, printable
from etl.extract.zip_archive import LARGEST_LIST, opened, size_of_list
from etl.pipeline.filing import import_reports
from etl.pipeline.identity.resolve_identity import Expected
from etl.pipeline.reading.sources import sources_in
from etl.storage.files import import_journal
from tests.etl.pipeline.test_pipeline import REGISTER, REPORTS

GOOD = (REPORTS / "2024_scanned_tabs.txt").read_bytes()
POSIX = pytest.mark.skipif(os.name == "nt", reason="names are bytes on POSIX systems only")


def archive(name: str = "a.txt", way: int = zipfile.ZIP_DEFLATED, extra: bytes = b"") -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", way) as made:
        member = zipfile.ZipInfo(name)
        member.extra = extra
        member.compress_type = way
        made.writestr(member, GOOD)
    return content.getvalue()


def marked_utf8(raw: bytes) -> bytes:
    """Return an archive whose member's name is marked as UTF-8 and is not."""
    content = bytearray(archive("é" * len(raw)))
    return bytes(content).replace("é".encode() * len(raw), (raw * 2)[: 2 * len(raw)])


DAMAGED = {
    "a name marked UTF-8 that is none": marked_utf8(b"\xb1\xa8\xff\xfe"),
    "an extra field cut short": archive(extra=struct.pack("<HH", 1, 8) + bytes(8)).replace(
        struct.pack("<HH", 1, 8), struct.pack("<HH", 1, 200)
    ),
    "a method that no one has": archive().replace(b"\x08\x00\x00\x00", b"\x63\x00\x00\x00"),
    "corrupt lzma": archive(way=zipfile.ZIP_LZMA).replace(b"\x5d\x00\x00", b"\xff\xff\xff"),
    "a list of no end": archive()[:-10] + struct.pack("<I", LARGEST_LIST * 2) + bytes(6),
    "nothing but an end": b"PK\x05\x06" + bytes(18),
}


def imported(tmp_path: Path, *names: str) -> dict[str, str]:
    data = tmp_path / "data"
    data.mkdir()
    (data / "places.csv").write_text(REGISTER, "utf-8")
    wanted = list(sources_in([tmp_path / name for name in names]))
    with ThreadPoolExecutor(1) as pool:
        entries = import_reports.import_files(wanted, data, Expected(), executor=pool)
    assert list(import_journal.entries(data)) == list(entries)
    return {entry.file_name: entry.outcome for entry in entries}


def test_a_damaged_archive_is_its_own_rejection(tmp_path: Path) -> None:
    for kind, content in DAMAGED.items():
        (tmp_path / f"{kind}.zip").write_bytes(content)
    (tmp_path / "好.txt").write_bytes(GOOD)
    found = imported(tmp_path, *(f"{kind}.zip" for kind in DAMAGED), "好.txt")
    assert found.pop("好.txt") == "imported"
    assert {name.partition(".zip")[0] for name in found} == set(DAMAGED)
    assert set(found.values()) == {"rejected"}


def test_the_list_of_an_archive_is_measured_before_it_is_read(tmp_path: Path) -> None:
    with opened(io.BytesIO(archive())) as small:
        assert small.namelist() == ["a.txt"]
    assert 0 < size_of_list(io.BytesIO(archive())) < 200
    assert size_of_list(io.BytesIO(b"no archive")) == 0
    locator = b"PK\x06\x06" + bytes(36) + struct.pack("<QQ", 10**12, 0)
    locator += b"PK\x06\x07" + struct.pack("<IQI", 0, 0, 1) + b"PK\x05\x06" + bytes(18)
    assert size_of_list(io.BytesIO(locator)) == 10**12
    with pytest.raises(zipfile.BadZipFile, match="a list of"):
        opened(io.BytesIO(locator))


@POSIX
def test_a_name_in_gbk_is_read_and_a_folder_of_another_name_is_none(tmp_path: Path) -> None:
    folder = tmp_path / "²"
    folder.mkdir()
    Path(os.fsdecode(os.fsencode(folder) + b"/" + "清水坪乡.txt".encode("gbk"))).write_bytes(GOOD)
    assert imported(tmp_path, "²") == {"清水坪乡.txt": "imported"}


@POSIX
def test_a_name_forges_no_line_and_moves_no_cursor(tmp_path: Path) -> None:
    signs = ("\x1b[2J", "\r", "\u0085", "\u2028", "\u202e", "\x9b31m", "\n")
    given = tmp_path / "given"
    given.mkdir()
    (given / f"坏{''.join(signs)}[已导入] 好.txt").write_bytes("各村：请上报。".encode())
    data = tmp_path / "data"
    data.mkdir()
    (data / "places.csv").write_text(REGISTER, "utf-8")
    place = ["--data", str(data)]
    for command in (
        ["import", str(given), *place],
        ["read", "--json", str(given)],
        ["status", *place],
    ):
        done = CliRunner().invoke(main, command)
        assert "坏" in done.output
        assert not [sign for sign in signs[:-1] if sign in done.output]
        assert not [line for line in done.output.split("\n") if line.startswith("[已导入]")]


def test_half_a_character_is_refused_in_words(tmp_path: Path) -> None:
    report = {"place_id": "990201001", "county": "南渡县", "township": "\ud800乡", "year": 2023}
    whole = {"format": "gongkai-report", "version": 1, "is_sample": False, "reports": [report]}
    (tmp_path / "半.json").write_text(json.dumps(whole), "utf-8")
    (tmp_path / "好.txt").write_bytes(GOOD)
    assert imported(tmp_path, "半.json", "好.txt") == {"半.json": "rejected", "好.txt": "imported"}


@pytest.mark.parametrize(
    ("text", "has"),
    [
        (r'"\ud800"', True), (r'"\udfff镇"', True), (r'"\ud83d\ude00"', False),
        (r'"\\ud800"', False), (r'"\\\ud800"', True), ('"镇"', False), (r'"\u9547"', False),
        (r'"\ude00\ud83d"', True),
    ],
)  # fmt: skip
def test_half_characters_are_told_from_pairs(text: str, has: bool) -> None:  # noqa: FBT001
    assert has_half_signs(text) is has
    assert has is any("\ud800" <= sign <= "\udfff" for sign in json.loads(text))


def test_what_is_printable_stays() -> None:
    assert printable("清水坪乡 2024年（修订）·年报.docx") == "清水坪乡 2024年（修订）·年报.docx"
