"""Opens pictures of reports, photographed or scanned, where the recognizer is installed."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator

from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

from etl.domain.errors import UnreadableFile
from etl.domain.report import Line
from etl.extract.ocr import lines_of

SUFFIXES = (".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp")
MOST_PIXELS = 60_000_000


def lines(content: bytes) -> tuple[Line, ...]:
    """Return the lines and table rows on the pages of a picture."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            picture = Image.open(io.BytesIO(content))
        refuse_huge(picture)
        return lines_of(pages(picture))
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, SyntaxError) as error:
        raise UnreadableFile("图片已损坏，无法打开。", "请报送单位重新扫描或拍照。") from error
    except Image.DecompressionBombWarning as error:
        raise too_large() from error


def pages(picture: Image.Image) -> Iterator[tuple[int, Image.Image]]:
    """Yield the pages of a picture, each the right way up."""
    for number, frame in enumerate(ImageSequence.Iterator(picture), 1):
        refuse_huge(frame)
        yield number, ImageOps.exif_transpose(frame)


def refuse_huge(picture: Image.Image) -> None:
    """Refuse a picture of more pixels than any page needs."""
    if picture.width * picture.height > MOST_PIXELS:
        raise too_large()


def too_large() -> UnreadableFile:
    """Return the rejection of a picture of too many pixels."""
    return UnreadableFile("图片的像素过多。", "请以每英寸 200 至 300 点重新扫描。")
