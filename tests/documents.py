"""Makes files in other formats with LibreOffice, many in one start."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

SECONDS = 600


def converted(folder: Path, sources: Sequence[Path], suffix: str) -> list[Path]:
    """Return the files that LibreOffice makes of others, in the same order."""
    target = folder / suffix.lstrip(".")
    convert(target, sources, suffix.lstrip("."))
    return [target / f"{source.stem}{suffix}" for source in sources]


def convert(target: Path, sources: Sequence[Path], wanted: str) -> None:
    """Have LibreOffice write files in another format, which it calls so, into a folder."""
    office = shutil.which("soffice") or shutil.which("libreoffice")
    assert office is not None, "the tests marked `office` need LibreOffice"
    settings = Path(profile().name).absolute().as_uri()
    command = [office, "--headless", f"-env:UserInstallation={settings}", "--convert-to", wanted]
    command += ["--outdir", str(target), *map(str, sources)]
    subprocess.run(command, check=True, capture_output=True, timeout=SECONDS)


@cache
def profile() -> TemporaryDirectory[str]:
    """Return the folder of settings, which a first start fills and the others find."""
    return TemporaryDirectory(prefix="office")
