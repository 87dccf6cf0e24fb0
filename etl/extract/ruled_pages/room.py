"""Where PDFium writes what it is asked for."""

from __future__ import annotations

import ctypes

import pypdfium2.raw as pdfium

Box = tuple[float, float, float, float]


class Room:
    """Where PDFium writes what it is asked for; made once, as that takes most of the time."""

    __slots__ = ("box", "color", "edges", "matrix", "mode", "point", "to_matrix", "tone")

    def __init__(self) -> None:
        """Make room for one color, box, point, drawing mode and matrix, each with its places."""
        self.tone = [ctypes.c_uint() for _ in range(4)]
        self.color = tuple(map(ctypes.byref, self.tone))
        self.edges = [ctypes.c_float() for _ in range(4)]
        self.box = tuple(map(ctypes.byref, self.edges))
        self.point = self.box[:2]
        self.mode = [ctypes.c_int() for _ in range(2)]
        self.matrix = pdfium.FS_MATRIX()
        self.to_matrix = ctypes.byref(self.matrix)
