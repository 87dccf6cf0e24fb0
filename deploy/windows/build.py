"""Makes one folder that runs on Windows without Python, a network or an administrator.

    python deploy/windows/build.py [--out FOLDER] [--python ZIP] [--wheels FOLDER]

Runs on any system with Python and pip. `--python` is Windows' embeddable package where it was
fetched by hand, `--wheels` a folder of wheels where there is no network; both are checked by their
hashes.
"""

from __future__ import annotations

import argparse
import hashlib
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
import urllib.request
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from pip._vendor.packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[2]
LOCK = ROOT / "requirements-extras.lock"
# The newest version that what reads scans takes, and the last of it that is built for Windows.
VERSION = "3.12.10"
ADDRESS = f"https://www.python.org/ftp/python/{VERSION}/python-{VERSION}-embed-amd64.zip"
DIGEST = "4acbed6dd1c744b0376e3b1cf57ce906f9dc9e95e68824584c8099a63025a3c3"
SHORT = VERSION.rpartition(".")[0]
WINDOWS = {
    "implementation_name": "cpython",
    "os_name": "nt",
    "platform_machine": "AMD64",
    "platform_python_implementation": "CPython",
    "platform_system": "Windows",
    "python_full_version": VERSION,
    "python_version": SHORT,
    "sys_platform": "win32",
}
# Python looks for modules there and nowhere else, from wherever it is started.
SEARCHED = (f"python{SHORT.replace('.', '')}.zip", ".", r"Lib\site-packages", r"..\program")
PROGRAM = ("etl", "dashboard", "docs", "deploy", "LICENSE", "README.md")
START, COMMAND = "启动公开.bat", "gongkai.bat"
PYTHON = r'"%~dp0python\python.exe" -X utf8'
# Batch files are read in the code page of the machine, so that they hold nothing but ASCII.
BATCHES = {
    START: rf'@start "Gongkai" /D "%~dp0." {PYTHON} "%~dp0program\deploy\windows\start.py"',
    COMMAND: "\n".join((
        "@setlocal",
        '@set "GONGKAI_DATA=%~dp0data"',
        f"@{PYTHON} -m etl.cli %*",
    )),
}  # fmt: skip


def main(arguments: Sequence[str] | None = None) -> None:
    """Make the folder anew; its data folder, where there is one, stays as it is."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--out", type=Path, default=ROOT / "build" / "公开")
    options.add_argument("--python", type=Path, help="embeddable package of Windows' Python")
    options.add_argument("--wheels", type=Path, help="folder of wheels, instead of a network")
    chosen = options.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        package = checked(chosen.python or fetched(Path(folder)), DIGEST)
        build(chosen.out, package, LOCK, chosen.wheels)
    print(f"{chosen.out}: {size_of(chosen.out) / 2**20:.0f} MB")


def build(out: Path, package: Path, lock: Path, wheels: Path | None) -> None:
    """Make the folder of an embeddable package and the wheels that a lock names."""
    parts = [out / "python", out / "program"]
    if any(part.exists() for part in parts) and not (out / START).exists():
        sys.exit(f"{out}: holds a folder python or program that is not ours, choose another")
    for part in parts:
        shutil.rmtree(part, ignore_errors=True)
    with zipfile.ZipFile(package) as archive:
        archive.extractall(out / "python")
    (pth,) = (out / "python").glob("python*._pth")
    pth.write_bytes("".join(f"{line}\r\n" for line in (*SEARCHED, "import site")).encode())
    install(out / "python" / "Lib" / "site-packages", lock, wheels)
    name_ourselves(out / "python" / "Lib" / "site-packages")
    put_beside(out / "python")
    for name in PROGRAM:
        copy(ROOT / name, out / "program" / name)
    for name, text in BATCHES.items():
        (out / name).write_bytes(text.replace("\n", "\r\n").encode("ascii") + b"\r\n")
    (out / "data").mkdir(exist_ok=True)
    shutil.copy(ROOT / "docs" / "快速指南.md", out)


def fetched(folder: Path) -> Path:
    """Return the embeddable package, fetched from those who make it."""
    target = folder / "python.zip"
    with urllib.request.urlopen(ADDRESS, timeout=120) as answer:
        target.write_bytes(answer.read())
    return target


def checked(file: Path, digest: str) -> Path:
    """Return a file whose SHA-256 is the one that is expected; end where it is another."""
    found = hashlib.sha256(file.read_bytes()).hexdigest()
    if found != digest:
        sys.exit(f"{file}: SHA-256 {found}, expected {digest}")
    return file


def install(target: Path, lock: Path, wheels: Path | None) -> None:
    """Unpack the wheels of a lock for Windows, each checked by its hash.

    pip judges markers by the system and the Python it runs on, so that it is given what Windows
    needs, and not asked whether its own Python would do.
    """
    wanted = "\n".join(for_windows(lock.read_text("utf-8")))
    where = ["--no-index", "--find-links", str(wheels)] if wheels else []
    with tempfile.TemporaryDirectory() as folder:
        listed = Path(folder, "windows.lock")
        listed.write_text(wanted, "utf-8")
        command = [
            sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check",
            "--target", str(target), "--platform", "win_amd64", "--implementation", "cp",
            "--python-version", SHORT, "--only-binary", ":all:", "--no-deps", "--no-compile",
            "--ignore-requires-python", "--require-hashes", "-r", str(listed), *where,
        ]  # fmt: skip
        if subprocess.run(command).returncode:
            sys.exit("could not get the wheels, see the lines above")


def name_ourselves(target: Path) -> None:
    """Say in the way of installed packages which version of ours runs there."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    named = f"Name: {project['name']}\nVersion: {project['version']}\n"
    folder = target / f"{project['name']}-{project['version']}.dist-info"
    folder.mkdir(parents=True)
    (folder / "METADATA").write_text(f"Metadata-Version: 2.1\n{named}", "utf-8")


def put_beside(python: Path) -> None:
    """Lay the runtime of Visual C++ where Windows looks for it: beside the program that runs.

    Windows itself has none, and what Python brings is a part of it.
    """
    packages = python / "Lib" / "site-packages"
    for folder in (packages, packages / "Scripts"):
        for library in folder.glob("*140*.dll"):
            library.replace(python / library.name)


def for_windows(lock: str) -> Iterator[str]:
    """Yield the pinned packages of a lock that Windows needs, with hashes, without markers."""
    for block in re.split(r"\n(?=\S)", lock.strip()):
        pinned, *hashes = block.replace("\\\n", " ").split(" --hash=")
        needed = Requirement(pinned.strip())
        if needed.marker is None or needed.marker.evaluate(WINDOWS):
            needed.marker = None
            yield " ".join((str(needed), *(f"--hash={one.strip()}" for one in hashes)))


def copy(source: Path, target: Path) -> None:
    """Copy a file, or a folder without what Python and editors leave in it."""
    if source.is_dir():
        ignored = shutil.ignore_patterns("__pycache__", "*.pyc", ".*_cache", ".DS_Store")
        shutil.copytree(source, target, ignore=ignored)
    else:
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(source, target)


def size_of(folder: Path) -> int:
    """Return how many bytes the files of a folder hold."""
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())


if __name__ == "__main__":
    main()
