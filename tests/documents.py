"""Makes files in other formats with LibreOffice, many in one start."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

SECONDS = 180


def converted(folder: Path, sources: Sequence[Path], suffix: str) -> list[Path]:
    """Return the files that LibreOffice makes of others, in the same order."""
    office = shutil.which("soffice") or shutil.which("libreoffice")
    assert office is not None, "the tests marked `office` need LibreOffice"
    target = folder / suffix.lstrip(".")
    profile = (folder / "profile").absolute().as_uri()
    command = [office, "--headless", f"-env:UserInstallation={profile}", "--convert-to"]
    command += [suffix.lstrip("."), "--outdir", str(target), *map(str, sources)]
    subprocess.run(command, check=True, capture_output=True, timeout=SECONDS)
    return [target / f"{source.stem}{suffix}" for source in sources]
