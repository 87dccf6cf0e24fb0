"""Files, folders and archives are given as sources, each under the name that a person knows."""

from __future__ import annotations

import io
import zipfile
from email.message import EmailMessage
from pathlib import Path

import pytest
from py7zr import SevenZipFile

from etl.domain.errors import UnreadableFile
from etl.pipeline.reading.sources import Source, sources_in

TEXT = "清水镇2023年政府信息公开工作年度报告".encode()


def zipped(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def named_in_gbk(path: Path, name: str, content: bytes) -> Path:
    """Write an archive the way Windows tools do: the name in GBK, without the mark of UTF-8."""
    raw = name.encode("gb18030")
    stand_in = "x" * len(raw)
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr(stand_in, content)
    path.write_bytes(data.getvalue().replace(stand_in.encode(), raw))
    return path


def sources(*paths: Path) -> dict[str, Source]:
    return {source.name: source for source in sources_in(paths)}


def test_a_folder_gives_its_files_but_no_hidden_ones(tmp_path: Path) -> None:
    for name in ("甲.txt", "~$甲.docx", ".DS_Store"):
        (tmp_path / name).write_bytes(TEXT)
    assert list(sources(tmp_path)) == ["甲.txt"]


def test_the_members_of_an_archive_are_files_of_their_own(tmp_path: Path) -> None:
    members = {"报告/甲.txt": TEXT, "__MACOSX/._甲.txt": b"x", "报告/": b"", "乙.txt": TEXT}
    found = sources(zipped(tmp_path / "全县.zip", members))
    assert list(found) == ["全县.zip/报告/甲.txt", "全县.zip/乙.txt"]
    assert found["全县.zip/乙.txt"].content() == TEXT


def test_a_name_in_gbk_is_read_as_it_was_written(tmp_path: Path) -> None:
    found = sources(named_in_gbk(tmp_path / "老.zip", "望云镇2023年年报.txt", TEXT))
    assert list(found) == ["老.zip/望云镇2023年年报.txt"]
    assert next(iter(found.values())).content() == TEXT


def test_an_archive_in_a_folder_is_opened(tmp_path: Path) -> None:
    zipped(tmp_path / "全县.zip", {"甲.txt": TEXT})
    assert list(sources(tmp_path)) == ["全县.zip/甲.txt"]


def test_a_name_that_climbs_out_of_the_archive_is_only_a_name(tmp_path: Path) -> None:
    found = sources(zipped(tmp_path / "恶.zip", {"../../甲.txt": TEXT}))
    assert [source.content() for source in found.values()] == [TEXT]
    assert [p.name for p in tmp_path.rglob("*")] == ["恶.zip"]


@pytest.mark.parametrize(
    ("members", "said"),
    [
        ({"内.zip": b"PK\x05\x06" + bytes(18)}, "压缩包里还有压缩包"),
        ({"空.txt": b" \n"}, "文件是空的"),
        ({"大.txt": bytes(60 * 1024 * 1024)}, "文件过大"),
        ({}, "压缩包里没有文件"),
    ],
)
def test_what_cannot_be_taken_says_why(
    tmp_path: Path, members: dict[str, bytes], said: str
) -> None:
    (source,) = sources(zipped(tmp_path / "包.zip", members)).values()
    with pytest.raises(UnreadableFile, match=said):
        source.content()


def test_an_archive_that_is_none_is_one_source_that_says_so(tmp_path: Path) -> None:
    path = tmp_path / "坏.zip"
    path.write_bytes(b"PK not an archive")
    (source,) = sources(path).values()
    assert source.name == "坏.zip"
    with pytest.raises(UnreadableFile, match="已损坏"):
        source.content()


def test_a_damaged_member_is_named_and_its_neighbor_is_given(tmp_path: Path) -> None:
    path = zipped(tmp_path / "包.zip", {"甲.txt": TEXT * 50, "乙.txt": TEXT})
    content = bytearray(path.read_bytes())
    content[60:64] = b"\xff\xff\xff\xff"
    path.write_bytes(content)
    found = sources(path)
    with pytest.raises(UnreadableFile, match="已损坏"):
        found["包.zip/甲.txt"].content()
    assert found["包.zip/乙.txt"].content() == TEXT


def test_what_is_attached_to_a_mail_is_read_and_its_own_pictures_are_not(tmp_path: Path) -> None:
    mail = EmailMessage()
    mail.set_content("请见附件。")
    mail.add_attachment(TEXT, maintype="text", subtype="plain", filename="清水镇.txt")
    mail.add_attachment(b"x", maintype="image", subtype="png", filename="logo.png", cid="<a>")
    path = tmp_path / "报送.eml"
    path.write_bytes(mail.as_bytes())
    found = sources(path)
    assert {name: source.content() for name, source in found.items()} == {
        "报送.eml/清水镇.txt": TEXT
    }


def test_a_7z_archive_gives_its_members_whatever_its_name(tmp_path: Path) -> None:
    path = tmp_path / "全县.zip"
    with SevenZipFile(path, "w") as archive:
        archive.writestr(TEXT, "乡镇/清水镇.txt")
        archive.writestr(b"x", "乡镇/Thumbs.db")
    (found,) = sources_in([path])
    assert (found.name, found.content()) == ("全县.zip/乡镇/清水镇.txt", TEXT)


def test_a_damaged_archive_of_any_kind_is_a_source_that_says_so(tmp_path: Path) -> None:
    for name, content in (("a.7z", b"7z\xbc\xaf\x27\x1c" + b"x" * 60), ("b.rar", b"Rar!\x1a\x07x")):
        path = tmp_path / name
        path.write_bytes(content)
        (found,) = sources_in([path])
        with pytest.raises(UnreadableFile, match="压缩包"):
            found.content()


def test_what_systems_leave_in_folders_is_no_file(tmp_path: Path) -> None:
    members = dict.fromkeys(("Thumbs.db", "乡镇/desktop.ini", "__MACOSX/._a.txt", "~$a.docx"), b"x")
    (found,) = sources_in([zipped(tmp_path / "全县.zip", {**members, "a.txt": TEXT})])
    assert found.name == "全县.zip/a.txt"
