"""Files of office programs with parts that these programs did not write."""

from __future__ import annotations

import io
import zipfile


def with_part(whole: bytes, name: str, content: bytes) -> bytes:
    """Return a package with one more part."""
    buffer = io.BytesIO(whole)
    with zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr(name, content)
    return buffer.getvalue()
