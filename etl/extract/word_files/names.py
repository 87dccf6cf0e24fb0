"""The names of Word's XML that several modules look for."""

from __future__ import annotations

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PARAGRAPH, TABLE, ROW, CELL, RUN = (f"{WORD}{name}" for name in ("p", "tbl", "tr", "tc", "r"))
TEXT, VALUE = f"{WORD}t", f"{WORD}val"
BOX = f"{WORD}txbxContent"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
NO = {"0", "false", "off", "none"}
