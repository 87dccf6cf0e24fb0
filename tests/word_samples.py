"""Makes the Word files that tests read: printed forms with prose around them, and odd documents."""

from __future__ import annotations

import io
import random
import zipfile

from docx import Document

from tests import printing

TITLE = "清水坪乡2024年政府信息公开工作年度报告"
OPENING = (
    TITLE,
    "一、总体情况",
    "2024年，清水坪乡主动公开政府信息136条，其中政策文件28条、工作动态96条、财政预决算12条。"
    "全年受理12345热线工单47件，答复办理45件，答复率95.7%。全年没有收到政府信息公开申请。",
)
CLOSING = (
    "五、存在的主要问题及改进情况",
    "公开内容还不够细，下一步将加强培训。",
    "六、其他需要报告的事项",
    "无其他需要报告的事项。",
    "清水坪乡人民政府",
    "2025年1月13日",
)
PRINTED = ("0", "0", "0", "1", "12", "307", "3.5", "/", "—", "无", "", "")
NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)


def filled(edition: str, seed: int) -> dict[str, str]:
    """Return what stands in each cell of a form; nothing for the seed 0."""
    choose = random.Random(f"{edition} {seed}")  # noqa: S311
    addresses = printing.load().forms[edition].addresses()
    return {address: choose.choice(PRINTED) if seed else "" for address in addresses}


def report(edition: str, values: dict[str, str]) -> bytes:
    """Return a whole report as .docx."""
    document = Document(io.BytesIO(printing.as_docx(edition, values)))
    first = document.paragraphs[0]
    for text in OPENING:
        first.insert_paragraph_before(text)
    for text in CLOSING:
        document.add_paragraph(text)
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


def package(body: str, name: str = "word/document.xml") -> bytes:
    """Return a .docx with the given XML as its body."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr(name, f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>")
        made.writestr(
            "_rels/.rels",
            '<Relationships><Relationship Id="r1" Type="http://x/officeDocument" '
            f'Target="/{name}"/></Relationships>',
        )
    return content.getvalue()


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def cell(content: str, properties: str = "") -> str:
    inside = content if content.startswith("<") else paragraph(content)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inside}</w:tc>"


def table(*rows: tuple[str, ...]) -> str:
    lines = ("".join(made if made.startswith("<w:tc>") else cell(made) for made in r) for r in rows)
    return f"<w:tbl><w:tblPr/>{''.join(f'<w:tr>{line}</w:tr>' for line in lines)}</w:tbl>"
