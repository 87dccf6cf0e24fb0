"""Lets LibreOffice, where this computer has it, turn a file into one that we can read."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from etl.domain.errors import NotNow

COMMANDS = ("soffice", "libreoffice")
FILES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "C:/Program Files/LibreOffice/program/soffice.exe",
    "C:/Program Files (x86)/LibreOffice/program/soffice.exe",
)
SECONDS = 90
RESAVE = "请用 Word 或 WPS 打开原件，另存为 .docx 后重试"


def office() -> str | None:
    """Return the path of LibreOffice, None where this computer has none."""
    usual = [path for path in FILES if Path(path).is_file()]
    return next(filter(None, [*map(shutil.which, COMMANDS), *usual]), None)


def as_docx(content: bytes, problem: str) -> bytes:
    """Return a file as a Word package; `problem` says why it cannot be read without LibreOffice.

    Raises UnreadableFile when there is no LibreOffice, or when it cannot open the file either.
    """
    program = office()
    if program is None:
        raise NotNow(
            f"{problem}，需要 LibreOffice 才能打开。",
            f"{RESAVE}；或安装 LibreOffice 后重新导入。",
        )
    with tempfile.TemporaryDirectory(prefix="gongkai-") as name:
        folder = Path(name)
        source = folder / "report.doc"
        source.write_bytes(content)
        run(program, folder, source)
        made = folder / "made" / "report.docx"
        if not made.exists():
            raise NotNow(f"{problem}，LibreOffice 也打不开。", f"{RESAVE}。")
        return made.read_bytes()


def run(program: str, folder: Path, source: Path) -> None:
    """Convert a file with a profile of its own, and give up when it takes too long."""
    profile = (folder / "profile").as_uri()
    command = [program, "--headless", f"-env:UserInstallation={profile}", "--convert-to", "docx"]
    command += ["--outdir", str(folder / "made"), str(source)]
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, stdout=quiet, stderr=quiet, start_new_session=True) as started:
        try:
            started.wait(SECONDS)
        except subprocess.TimeoutExpired as error:
            end(started)
            raise NotNow("LibreOffice 打开这个文件超时。", f"{RESAVE}。") from error


def end(started: subprocess.Popen[bytes]) -> None:
    """End LibreOffice with all that it has started itself."""
    if os.name == "nt":
        killer = shutil.which("taskkill") or "taskkill"
        subprocess.run([killer, "/T", "/F", "/PID", str(started.pid)], check=False)
    else:
        os.killpg(started.pid, signal.SIGKILL)
