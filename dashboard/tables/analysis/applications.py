"""What the tables of the applications page are made of."""

from __future__ import annotations

from dashboard.charts import looks
from dashboard.tables.schema import Column, Drawing, Kind, Table, text, year

COVERED = (
    Column("units", "填数字的单位", unit="个"),
    Column("units_expected", "应报", unit="个"),
)
INDICATORS = {
    "received_new": "applications_received_new",
    "handled_total": "applications_handled",
    "carried_out": "applications_carried_out",
}
BALANCE = "差额按每份报告计算：分项之和少于总计的部分；多于总计的列为“超出”，不作负数抵减。"
SLASHES = "斜杠与数字并列时按 0 计；全是斜杠的报告不计入，另列个数。"

RECEIVED = Table(
    "依申请公开_新收申请",
    (
        year(),
        Column("part", "新收申请", unit="件", indicator="applications_received_new"),
        *COVERED,
        Column("nil_units", "填斜杠", unit="个"),
        Column("units_filed", "已报", unit="个"),
    ),
    ("applications_received_new",),
    (SLASHES,),
    ("part",),
)
OUTCOMES = Table(
    "依申请公开_办理结果",
    (
        year(),
        *(Column(part, look.label, unit="件") for part, look in looks.OUTCOMES.items()),
        Column("handled_total", "办理总计", unit="件", indicator="applications_handled"),
        Column("excess", "分项超出总计", unit="件"),
        *COVERED,
        Column("nil_units", "填斜杠", unit="个"),
        Column("complete_total", "分项完整的报告办理", unit="件"),
        Column("complete_units", "分项完整的单位", unit="个"),
        Column("disclosed_rate", "予以公开率", Kind.RATE),
        Column("disclosed_or_partly_rate", "公开率（含部分公开）", Kind.RATE),
        Column("refused_rate", "不予公开率", Kind.RATE),
        Column("unavailable_rate", "无法提供率", Kind.RATE),
    ),
    ("applications_handled", "disclosed_rate", "disclosed_or_partly_rate"),
    (BALANCE, SLASHES, "各率只用各项结果都填数字或斜杠的报告，件数汇总后相除。"),
    tuple(looks.OUTCOMES),
    is_stacked=True,
    drawn=(Drawing(("disclosed_or_partly_rate", "refused_rate", "unavailable_rate")),),
)
APPLICANTS = Table(
    "依申请公开_申请人",
    (
        year(),
        *(Column(part, look.label, unit="件") for part, look in looks.APPLICANTS.items()),
        Column("total", "总计", unit="件"),
        Column("excess", "分项超出总计", unit="件"),
        *COVERED,
    ),
    notes=(BALANCE, SLASHES),
    charted=tuple(looks.APPLICANTS),
    is_stacked=True,
)
FLOW = Table(
    "依申请公开_流向",
    (
        Column("carried_in", "上年结转", unit="件"),
        Column("received_new", "本年新收", unit="件"),
        Column("arrived", "本年应办", unit="件"),
        *(
            Column(part, look.label, unit="件")
            for part, look in looks.OUTCOMES.items()
            if part != "gap"
        ),
        Column("handled", "各项结果之和", unit="件"),
        Column("carried_out", "结转下年", unit="件"),
        *COVERED,
    ),
    notes=("只用新收、结转和各项结果都填了数字或斜杠的报告；斜杠与数字并列时按 0 计。",),
    drawn=(Drawing(
        ("carried_in", "received_new", *(part for part in looks.OUTCOMES if part != "gap"),
         "carried_out"),
        is_turned=True,
    ),),
)  # fmt: skip
CARRIED = Table(
    "依申请公开_结转衔接",
    (
        year(),
        Column("carried_out_before", "上年报告的结转下年", unit="件"),
        Column("carried_in", "本年报告的上年结转", unit="件"),
        Column("differing", "不一致的乡镇", unit="个"),
        Column("units", "两年都填数字的单位", unit="个"),
        Column("units_expected", "应报", unit="个"),
    ),
    notes=("只比较上年“结转下年度继续办理”和本年“上年结转”都填了数字的单位。",),
)
DIFFERENCES = Table(
    "依申请公开_结转不一致",
    (
        text("township", "乡镇（街道）"),
        year(),
        Column("carried_out_before", "上年结转下年", unit="件"),
        Column("carried_in", "本年上年结转", unit="件"),
        Column("difference", "差", unit="件"),
    ),
)
MARKS = Table(
    "依申请公开_填报情况",
    (
        year(),
        *(Column(part, look.label, unit="个") for part, look in looks.APPLICATION_CELLS.items()),
    ),
    notes=("指表三“本年新收政府信息公开申请数量”总计一格。",),
    charted=tuple(looks.APPLICATION_CELLS),
    is_stacked=True,
)
BY_TOWNSHIP = Table(
    "依申请公开_按乡镇",
    (
        text("township", "乡镇（街道）"),
        text("type", "类型"),
        year(),
        *(
            Column(name, label, unit="件", mark=f"{name}_mark", indicator=INDICATORS.get(name))
            for name, label in {
                "received_new": "本年新收",
                "carried_in": "上年结转",
                "disclosed": "予以公开",
                "partly_disclosed": "部分公开",
                "refused": "不予公开",
                "unavailable": "无法提供",
                "declined": "不予处理",
                "closed": "其他处理",
                "handled_total": "办理总计",
                "carried_out": "结转下年",
            }.items()
        ),
        Column("disclosed_or_partly_rate", "公开率（含部分公开）", Kind.RATE),
    ),
    ("disclosed_or_partly_rate",),
    ("一组结果的各行都是数字或斜杠时才合计；有空白的不合计。",),
    by_residents=(("received_new", "applications_per_head"),),
)
