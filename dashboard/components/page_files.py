"""The buttons in the head of a page that take the whole page along."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from types import ModuleType

import streamlit as st
from streamlit import runtime

from dashboard.data.caveats import caveat_notes
from dashboard.exports import file_name
from dashboard.exports.page.document import page_document
from dashboard.exports.page.pieces import Kept, opened
from dashboard.exports.page.plain_pdf import plain_pdf
from dashboard.exports.page.web import web_page
from dashboard.exports.page.whole import WholePage
from dashboard.exports.printing import NotPrinted, browser, prepare, report_pdf
from dashboard.queries import later
from dashboard.queries.selection import Selection
from dashboard.queries.source import source

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
HELP = "把本页整页带走：文字、图、各标签下的表、所选范围、数据时间和口径说明"


def page_files(module: ModuleType, selection: Selection, kept: Sequence[Kept]) -> None:
    """Draw the buttons that make the page as it stands; each file is made when it is asked for."""
    at, own = source(), module.PAGE
    caveats = caveat_notes(selection)

    def made(write: Callable[[WholePage], bytes]) -> bytes:
        pieces = tuple(opened(kept))
        return write(WholePage(own.title, own.question, pieces, selection, at, caveats))

    named = partial(file_name, own.title, selection, at)
    if runtime.exists():
        prepare()
    st.download_button(
        "Word",
        later(partial(made, page_document)),
        named("docx"),
        WORD,
        key="page_word",
        on_click="ignore",
        type="tertiary",
        icon=":material/description:",
        help=HELP,
    )
    st.download_button(
        "PDF",
        later(partial(made, as_pdf)),
        named("pdf"),
        "application/pdf",
        key="page_pdf",
        on_click="ignore",
        type="tertiary",
        icon=":material/picture_as_pdf:",
        help=HELP if browser() else f"{HELP}；本机没有 Edge、Chrome 或 Chromium，图按表中数字另画",
    )


def as_pdf(page: WholePage) -> bytes:
    """Return a page as a browser of this machine prints it, or else set by ourselves."""
    try:
        return report_pdf(web_page(page))
    except NotPrinted:
        return plain_pdf(page)
