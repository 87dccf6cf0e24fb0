"""Reads pages that are pictures, offline, with a recognizer whose model is installed with it.

The recognizer is an optional extra; without it a picture is rejected with the way to get it.
"""

from __future__ import annotations

import os
import sys
from collections import deque
from collections.abc import Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from importlib.util import find_spec

from PIL import Image

from etl.domain.errors import NotNow, UnreadableFile
from etl.domain.report import Line

MOST_PAGES = 30
# Pages that are read at a time; each takes a core and some hundred megabytes.
READERS = min(2, os.cpu_count() or 1)
NEEDED = ("rapidocr_onnxruntime", "cv2")


def lines_of(images: Iterable[tuple[int, Image.Image]]) -> tuple[Line, ...]:
    """Return what (page number, picture) pairs print, each line with its confidence from 0 to 1.

    Raises UnreadableFile without the extra, and for more pages than a report has.
    """
    if any(find_spec(module) is None for module in NEEDED):
        raise NotNow(
            "这是扫描件或图片，没有可复制的文字。",
            "请报送单位发送 Word 或可复制文字的 PDF；也可请技术人员装上图片识别，再导入一次。",
        )
    if sys.platform == "win32":
        # What the recognizer is built against lies where Windows does not look for it.
        os.add_dll_directory(sys.prefix)
    from etl.extract.ocr.pages import page_lines  # noqa: PLC0415

    found: list[Line] = []
    begun: deque[Future[tuple[Line, ...]]] = deque()
    with ThreadPoolExecutor(READERS) as readers:
        for count, (number, image) in enumerate(images, 1):
            if count > MOST_PAGES:
                raise UnreadableFile(
                    f"扫描件超过 {MOST_PAGES} 页，不像年度报告。", "请只保留年度报告的页后重试。"
                )
            begun.append(readers.submit(page_lines, image, number))
            if len(begun) > READERS:
                found += begun.popleft().result()
        found += (line for page in begun for line in page.result())
    return tuple(found)
