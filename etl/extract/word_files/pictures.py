"""The pictures of a Word file: what they print cannot be read, and must not pass for blank."""

from __future__ import annotations

from lxml import etree

from etl.extract.word_files.names import RELATION, WORD

DRAWN = (f"{WORD}drawing", f"{WORD}pict", f"{WORD}object")
EXTENT = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}extent"
BLIP = "{http://schemas.openxmlformats.org/drawingml/2006/main}blip"
IMAGE = "{urn:schemas-microsoft-com:vml}imagedata"
EMBED = RELATION.replace("}id", "}embed")
CENTIMETER = 360_000
LARGE = (8 * CENTIMETER, 3 * CENTIMETER)  # as large as a table of figures


def holds_picture(element: etree._Element) -> bool:
    """Return whether something is drawn in an element that is no text."""
    return next(element.iter(*DRAWN), None) is not None


def is_large(paragraph: etree._Element) -> bool:
    """Return whether a paragraph shows a picture as large as a table of figures."""
    for drawing in paragraph.iter(f"{WORD}drawing"):
        extent = next(drawing.iter(EXTENT), None)
        if extent is not None and next(drawing.iter(BLIP), None) is not None:
            try:
                width, height = int(extent.get("cx", "0")), int(extent.get("cy", "0"))
            except ValueError:
                continue
            if width >= LARGE[0] and height >= LARGE[1]:
                return True
    return next(paragraph.iter(f"{WORD}object"), None) is not None


def embedded(body: etree._Element) -> list[str]:
    """Return the relations of the pictures that a text shows, in printed order."""
    found = [element.get(EMBED) or element.get(RELATION) for element in body.iter(BLIP, IMAGE)]
    return list(dict.fromkeys(name for name in found if name))
