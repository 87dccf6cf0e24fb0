"""What the tables of the page on copied narratives are made of."""

from __future__ import annotations

from dashboard.tables.schema import Column, Kind, Table, text, year

RELATIONS = {"previous": "与本单位上年", "sibling": "与同年乡镇"}
NOTES = (
    "相似度：两份正文的五字串相同部分（Dice 系数：2×相同数÷两份五字串数之和）。",
    "比较前去掉数字、标点、本单位和本县名称，以及同县同年半数以上单位（至少 4 个）共有的文字。",
    "正文：第一、五、六部分；去掉后不足 80 个五字串的不比较。同年乡镇只列最相似的一个。",
)
PAIRS = Table(
    "雷同比对_相似报告",
    (
        text("township", "乡镇（街道）"),
        year(),
        text("relation", "比较对象", RELATIONS),
        text("other_township", "相似的报告"),
        Column("other_year", "对方年度", Kind.YEAR),
        Column("similarity", "相似度", Kind.RATE),
        Column("shared", "相同五字串", unit="个"),
        Column("shingles", "本报告五字串", unit="个"),
    ),
    notes=NOTES,
)
BY_YEAR = Table(
    "雷同比对_按年度",
    (
        year(),
        Column("units_expected", "已报", unit="份"),
        Column("units", "正文能比较", unit="份"),
        Column("compared_previous", "与上年比较", unit="份"),
        Column("previous", "与上年雷同", unit="份"),
        Column("compared_sibling", "与同年乡镇比较", unit="份"),
        Column("sibling", "与同年乡镇雷同", unit="份"),
    ),
    notes=NOTES,
    charted=("previous", "sibling"),
)
