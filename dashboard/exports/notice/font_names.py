"""By which other names word processors know the Chinese fonts of official papers."""

from __future__ import annotations

from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE

FALLBACKS = {
    "方正小标宋简体": "FZXiaoBiaoSong-B05S,方正小标宋_GBK,小标宋体,华文中宋,STZhongsong,SimSun",
    "黑体": "SimHei,STHeiti",
    "楷体_GB2312": "KaiTi_GB2312,楷体,KaiTi,STKaiti",
    "仿宋_GB2312": "FangSong_GB2312,仿宋,FangSong,STFangsong",
    "仿宋": "FangSong,仿宋_GB2312,STFangsong",
    "宋体": "SimSun,NSimSun,STSong",
}


def name_fallbacks(paper: Any) -> None:
    """Tell the word processor by which other names it may know the Chinese fonts."""
    fonts = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{others}"/><w:charset w:val="86"/></w:font>'
        for name, others in FALLBACKS.items()
    )
    for relation in paper.part.rels.values():
        if relation.reltype == RELATIONSHIP_TYPE.FONT_TABLE:
            table = relation.target_part
            table._blob = table.blob.replace(b"</w:fonts>", f"{fonts}</w:fonts>".encode())
