"""Charts of the bulletin's year as the pages show it: fields, channels, outcomes, ranked units."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from dashboard.charts import looks
from dashboard.exports.bulletin import sentences
from dashboard.exports.bulletin.figures import Bulletin
from dashboard.exports.bulletin.native_chart import NativeChart
from dashboard.exports.bulletin.yearly import LEAST_TO_DRAW
from dashboard.exports.notice.points import readable
from dashboard.labels import wording
from dashboard.queries.result import Row

LONGEST_NAME, MOST_CHANNELS = 24, 15
LEAST_RANKED, LEAST_TO_RANK = 10, 3
"""Items that a total needs to be ranked, and units that a ranking needs."""
NOT_SAID = ("unmapped", "unexplained")


@dataclass(frozen=True, slots=True)
class YearChart:
    """A chart of the year, its bars from the lowest up, with the sentences beside it."""

    title: str
    chart: NativeChart
    texts: tuple[str, ...]

    @property
    def alt(self) -> str:
        """Return in words what is drawn."""
        chart = self.chart
        write = wording.rate if chart.is_share else wording.number
        about = chart.approximate or (False,) * len(chart.values)
        told = "；".join(
            f"{name} {write(value, approximate=is_about)}"
            for name, value, is_about in zip(chart.categories, chart.values, about, strict=True)
        )
        return f"{chart.title}：{told}"


def bars(title: str, found: Sequence[Row], name: str, value: str) -> NativeChart:
    """Return lying bars, the highest above; `name` and `value` are columns of the rows.

    What is no field of work stands last, however much it is.
    """
    lowest_first = sorted(found, key=lambda row: (place_of(row), row[value]))
    return NativeChart(
        "bars",
        title,
        tuple(readable(str(row[name]), LONGEST_NAME) for row in lowest_first),
        tuple(row[value] for row in lowest_first),
        is_share=value == "rate",
        approximate=tuple(bool(row.get("approximate")) for row in lowest_first),
    )


def place_of(row: Row) -> int:
    """Return which of the groups from below a bar stands in."""
    part = row.get("part")
    return -NOT_SAID.index(part) if part in NOT_SAID else 1


def fields(bulletin: Bulletin) -> Iterator[YearChart]:
    """Yield on what was disclosed."""
    found = [row for row in bulletin.parts if not wording.is_missing(row["value"])]
    if len(found) >= LEAST_TO_DRAW:
        yield YearChart(
            "主动公开的领域",
            bars(f"{bulletin.year} 年主动公开各领域（条）", found, "label", "value"),
            (
                *sentences.told(bulletin, ["proactive_total"]),
                "领域按各报告所写的类别归入；“未归类”为认不出领域的类别，"
                "“未说明类别”为总数减各类别之和，按每份报告计算。",
            ),
        )


def channels(bulletin: Bulletin) -> Iterator[YearChart]:
    """Yield through which channels it was published, those with most pieces."""
    ordered = sorted(bulletin.channels, key=lambda row: -row["value"])
    found = [
        row | {"name": f"{row['label']} {row['units']}个单位"} for row in ordered[:MOST_CHANNELS]
    ]
    if len(found) < LEAST_TO_DRAW:
        return
    rest = len(ordered) - len(found)
    told = found[0]
    yield YearChart(
        "公开渠道",
        bars(f"{bulletin.year} 年各渠道发布（条）", found, "name", "value"),
        (
            f"{told['units_expected']} 个单位中 {told['told_units']} 个写明了渠道和条数。",
            "同一条信息可以在多个渠道发布，各渠道不能相加，也不应与总数相比。",
            *([f"只画条数最多的 {len(found)} 个渠道，另有 {rest} 个未画。"] if rest else []),
        ),
    )


def outcomes(bulletin: Bulletin) -> Iterator[YearChart]:
    """Yield how the applications were handled."""
    row = bulletin.outcomes
    if row is None or wording.is_missing(row["handled_total"]):
        return
    found = [
        {"label": part.label, "value": row[name]}
        for name, part in looks.OUTCOMES.items()
        if not wording.is_missing(row[name])
    ]
    if len(found) < LEAST_TO_DRAW:
        return
    texts = [
        f"办理总计 {wording.number(row['handled_total'], '件')}"
        f"（{wording.coverage(row['units'], row['units_expected'])}）。"
    ]
    if not wording.is_missing(row["disclosed_or_partly_rate"]):
        rate = wording.rate(row["disclosed_or_partly_rate"])
        texts.append(
            f"结果齐全的 {row['complete_units']} 个单位中，予以公开和部分公开共占 {rate}。"
        )
    if row["gap_reports"]:
        gap = wording.number(row["gap"], "件")
        texts.append(f"“差额”：{row['gap_reports']} 份报告的总计多于所列结果之和，共 {gap}。")
    if row["excess_reports"]:
        excess = wording.number(row["excess"], "件")
        texts.append(f"{row['excess_reports']} 份报告所列结果之和多于总计，共 {excess}。")
    title = f"{bulletin.year} 年申请办理结果（件）"
    yield YearChart("申请办理结果", bars(title, found, "label", "value"), tuple(texts))


def ranked_hotline(bulletin: Bulletin) -> Iterator[YearChart]:
    """Yield the answer rates of the units, without those over few cases."""
    found = [row for row in bulletin.hotline if row["rank_group"] == "ranked"]
    title = "热线答复率排序（受理 10 件以上的单位）"
    told = f"{len(found)} 个单位参加排序；受理不足 10 件、答复多于受理、数据不全的不排序。"
    yield from ranked("热线答复率排序", title, found, "rate", told)


def ranked_disclosed(bulletin: Bulletin) -> Iterator[YearChart]:
    """Yield how much each unit disclosed; one without a figure is not ranked."""
    stated = [row for row in bulletin.disclosed if not wording.is_missing(row["proactive_total"])]
    found = [row for row in stated if row["proactive_total"] >= LEAST_RANKED]
    few = len(stated) - len(found)
    of_which = f"，其中 {few} 个不足 {LEAST_RANKED} 条" if few else ""
    told = (
        f"{len(stated)} 个单位写明总数{of_which}；"
        f"不足 {LEAST_RANKED} 条、没有写明、没有报送的不排序。各渠道可能重复计算。"
    )
    yield from ranked("主动公开数量排序", "主动公开数量排序（条）", found, "proactive_total", told)


def ranked(
    title: str, of_chart: str, found: Sequence[Row], value: str, told: str
) -> Iterator[YearChart]:
    """Yield ranked bars where there are any to compare."""
    if len(found) >= LEAST_TO_RANK:
        yield YearChart(title, bars(of_chart, found, "township", value), (told,))


Maker = Callable[[Bulletin], Iterator[YearChart]]
YEAR_CHARTS: dict[str, tuple[str, Maker]] = {
    "year.fields": ("主动公开的领域（当年，按条数）", fields),
    "year.channels": ("公开渠道（当年，按条数）", channels),
    "year.outcomes": ("申请办理结果（当年）", outcomes),
}
"""What is chosen, what it is called in the choice, and what makes it."""
RANKED_CHARTS: dict[str, tuple[str, Maker]] = {
    "year.ranked_hotline": ("热线答复率排序（当年）", ranked_hotline),
    "year.ranked_disclosed": ("主动公开数量排序（当年）", ranked_disclosed),
}
"""Those that name units in an order, for offices that ask for it."""


def pages_of(chart: NativeChart, most: int) -> list[NativeChart]:
    """Return a chart of many bars as several of about as many each, the highest first."""
    number = len(chart.values)
    pages = -(-number // most)
    size = -(-number // pages)
    scale = 1.1 * float(max(value or 0 for value in chart.values))
    cuts = [(max(0, end - size), end) for end in range(number, 0, -size)]
    return [
        replace(
            chart, categories=chart.categories[first:end], values=chart.values[first:end],
            approximate=chart.approximate[first:end], most=scale if pages > 1 else None,
        )
        for first, end in cuts
    ]  # fmt: skip
