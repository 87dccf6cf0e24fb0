"""Whether slides can be written on an office's own template."""

from __future__ import annotations

import base64
import io
from typing import Any

from pptx import Presentation
from pptx.exc import PythonPptxError
from pptx.util import Cm

from dashboard.data.office.templates import BadTemplate
from dashboard.exports.bulletin.deck import TITLE_HERE, new_deck
from dashboard.exports.bulletin.listings import Listing
from dashboard.exports.bulletin.slide_pieces import add_listing

NARROWEST, LOWEST = Cm(18), Cm(9)
"""Of what is free below a title, so that tables can be read."""
AGAIN = "请用 PowerPoint 或 WPS 打开后另存为 .pptx。"


def tried_slides(kept: str) -> str:
    """Return a template of slides as it is kept once a table was written on it.

    Raises BadTemplate where that cannot be, or where its own slides are more than a cover.
    """
    try:
        deck = new_deck("标题", content := base64.b64decode(kept))
        refuse_slides(content)
        add_listing(deck, "试写", Listing("表", ("单位", "报送"), [("甲", "乙")], (1, 1)))
        deck.saved()
    except (
        PythonPptxError,
        ValueError,
        KeyError,
        IndexError,
        AttributeError,
        TypeError,
    ) as error:
        raise BadTemplate("模板中没有带标题的版式，或版式有问题，写不上内容。", AGAIN) from error
    if deck.body.width < NARROWEST or deck.body.height < LOWEST:
        raise BadTemplate("模板的标题下面太小，放不下表格和图。", "请改小标题占的位置或加大页面。")
    return kept


def refuse_slides(content: bytes) -> None:
    """Refuse a template with slides of its own beside one cover that has a place for the title."""
    show: Any = Presentation(io.BytesIO(content))
    covers = list(show.slides)
    if len(covers) > 1:
        raise BadTemplate(
            f"模板中有 {len(covers)} 页幻灯片。", "请只留一页封面，或删去全部页面，版式会保留。"
        )
    if covers and not any(
        TITLE_HERE in shape.text_frame.text for shape in covers[0].shapes if shape.has_text_frame
    ):
        raise BadTemplate(
            "封面上没有写明标题放在哪里。", f"请在封面上写“{TITLE_HERE}”，或删去这一页。"
        )
