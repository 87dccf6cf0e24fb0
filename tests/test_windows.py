"""The folder for Windows: the wheels that Windows needs, modules found there alone, batch files."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
import zipfile
from importlib.metadata import distributions, version
from pathlib import Path

import pytest

from deploy.windows import build, start
from etl.domain.own_python import PYTHON

RUNTIME = ("msvcp140.dll", "Scripts/msvcp140.dll", "Scripts/vcruntime140.dll")
PTH = "python312.zip\r\n.\r\nLib\\site-packages\r\n..\\program\r\nimport site\r\n"
LOCK = """\
needed==1.0 \\
    --hash=sha256:{needed}
only-there==1.0 ; sys_platform == 'win32' \\
    --hash=sha256:{there}
not-there==1.0 ; sys_platform != 'win32' \\
    --hash=sha256:{needed}
older==1.0 ; python_full_version < '3.12' \\
    --hash=sha256:{needed}
"""


def wheel(folder: Path, name: str, tag: str, *others: str) -> str:
    """Write a wheel of one module and other files, and return its SHA-256."""
    info = f"{name}-1.0.dist-info"
    file = folder / f"{name}-1.0-{tag}.whl"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(f"{name}.py", "")
        for other in others:
            archive.writestr(f"{name}-1.0.data/data/{other}", "theirs")
        archive.writestr(f"{info}/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
        archive.writestr(f"{info}/WHEEL", f"Wheel-Version: 1.0\nTag: {tag}\n")
        archive.writestr(f"{info}/RECORD", f"{name}.py,,\n{info}/METADATA,,\n{info}/WHEEL,,\n")
    return hashlib.sha256(file.read_bytes()).hexdigest()


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder made of two wheels, without a network, over one that was used before."""
    folder = tmp_path_factory.mktemp("windows")
    package, lock, out = folder / "python.zip", folder / "lock", folder / "公开"
    with zipfile.ZipFile(package, "w") as archive:
        archive.writestr("python312._pth", "python312.zip\r\n.\r\n#import site\r\n")
        archive.writestr("python.exe", "")
        archive.writestr("vcruntime140.dll", "Python's")
    digests = {
        "needed": wheel(folder, "needed", "py3-none-any"),
        "there": wheel(folder, "only_there", "cp312-cp312-win_amd64", *RUNTIME),
    }
    lock.write_text(LOCK.format(**digests), "utf-8")
    (out / "data").mkdir(parents=True)
    (out / "data" / "records.db").write_bytes(b"kept")
    (out / "program").mkdir()
    (out / "program" / "old.py").touch()
    (out / build.START).touch()
    build.build(out, package, lock, folder)
    return out


def test_a_folder_that_is_not_ours_is_left_alone(tmp_path: Path) -> None:
    theirs = tmp_path / "program" / "thesis.txt"
    theirs.parent.mkdir()
    theirs.write_bytes(b"theirs")
    with pytest.raises(SystemExit, match="not ours"):
        build.build(tmp_path, tmp_path / "python.zip", tmp_path / "lock", None)
    assert theirs.read_bytes() == b"theirs"


def test_what_windows_needs_is_there_and_nothing_else(made: Path) -> None:
    site = made / "python" / "Lib" / "site-packages"
    assert {file.stem for file in site.glob("*.py")} == {"needed", "only_there"}


def test_modules_are_found_in_the_folder_alone(made: Path) -> None:
    assert (made / "python" / "python312._pth").read_bytes().decode("ascii") == PTH


def test_the_program_is_whole_and_the_data_stay(made: Path) -> None:
    program = made / "program"
    for name in ("etl/cli/__main__.py", "dashboard/server/static/page.css", "docs/快速指南.md",
                 "dashboard/server/.streamlit/config.toml", "deploy/windows/start.py"):  # fmt: skip
        assert (program / name).is_file(), name
    assert not (program / "old.py").exists()
    assert not list(program.rglob("__pycache__"))
    assert (made / "data" / "records.db").read_bytes() == b"kept"
    assert build.ROOT.parent / "data" == start.DATA


def test_what_wheels_are_built_against_lies_beside_the_program(made: Path) -> None:
    for name in ("msvcp140.dll", "vcruntime140.dll"):
        assert (made / "python" / name).read_text("ascii") == "theirs"
    assert not list((made / "python" / "Lib").rglob("*.dll"))


def test_the_version_that_is_frozen_with_a_year_is_known_there(made: Path) -> None:
    found = distributions(path=[str(made / "python" / "Lib" / "site-packages")])
    (ours,) = (one for one in found if one.name == "gongkai")
    assert ours.version == version("gongkai")


def test_programs_of_ours_are_started_in_utf_8_where_no_environment_is_heeded() -> None:
    asked = "import sys; print(sys.flags.utf8_mode)"
    told = subprocess.run([*PYTHON, "-I", "-c", asked], capture_output=True, check=True, text=True)
    assert told.stdout.strip() == "1"
    starting = (
        "etl/cli/commands.py",
        "etl/cli/first_start.py",
        "dashboard/data/files/import_job.py",
    )
    for name in starting:
        assert "[sys.executable" not in (build.ROOT / name).read_text("utf-8"), name


def test_no_function_of_arrow_is_asked_that_needs_the_time_zones_of_newer_windows() -> None:
    asking = re.compile(r"\bpc\.(strftime|strptime|assume_timezone|local_timestamp)\b")
    for file in (*build.ROOT.glob("etl/**/*.py"), *build.ROOT.glob("dashboard/**/*.py")):
        assert not asking.search(file.read_text("utf-8")), file


@pytest.mark.parametrize("name", [build.START, build.COMMAND])
def test_batch_files_are_read_right_in_every_code_page(made: Path, name: str) -> None:
    text = (made / name).read_bytes()
    assert text.isascii()
    assert text.endswith(b"\r\n")
    assert b"\n" not in text.replace(b"\r\n", b"")
    assert rb'"%~dp0python\python.exe" -X utf8' in text


def test_a_package_that_is_another_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "python.zip"
    file.write_bytes(b"another")
    with pytest.raises(SystemExit, match="SHA-256"):
        build.checked(file, build.DIGEST)


def test_the_whole_lock_is_pinned_by_hashes_for_windows() -> None:
    listed = list(build.for_windows(build.LOCK.read_text("utf-8")))
    names = {line.partition("==")[0] for line in listed}
    assert {"streamlit", "duckdb", "rapidocr-onnxruntime", "msvc-runtime", "colorama"} <= names
    assert "uvloop" not in names
    assert all("--hash=sha256:" in line and ";" not in line for line in listed)


def test_the_browser_is_opened_where_that_is_asked(tmp_path: Path) -> None:
    noted = tmp_path / "asked"
    browser = tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\necho "$1" > {noted}\n', "utf-8")
    browser.chmod(0o755)
    asked = (
        "from dashboard.server.listening import announce, reach;"
        "announce(reach('127.0.0.1', (), is_open=False), 8511, in_browser=True)"
    )
    subprocess.run(
        [sys.executable, "-c", asked], check=True, capture_output=True,
        env=os.environ | {"BROWSER": f"{browser} %s", "PYTHONPATH": str(build.ROOT)},
    )  # fmt: skip
    assert noted.read_text("utf-8").strip() == "http://localhost:8511"


def test_only_a_dashboard_of_ours_counts_as_running() -> None:
    assert not start.is_served("http://127.0.0.1:9")
