"""A report full of slashes: what is wrong with it is said once each, and nothing else is."""

from __future__ import annotations

from pathlib import Path

from etl.pipeline.filing import import_reports
from etl.pipeline.identity.resolve_identity import Expected
from etl.pipeline.reading.sources import sources_in
from tests.warehouses import stored

COLUMNS = "place_id,province,prefecture,county,township,type,aliases,valid_from,valid_to,successor"
TOWNSHIP = "990102200,示范省,样例市,清水县,清水坪乡,乡,,,,"
SCANNED = Path(__file__).parents[2] / "reports" / "2024_scanned_tabs.txt"
CHANGES = {
    "本报告依照政府信息公开条例": "本报告依照《中华人民共和国信息公开条例》",
    "2024年度发出收费通知0件,收取信息处理费0元。": "本年度没有其他需要报告的事项。",
}


def test_what_is_wrong_with_a_report_of_slashes_is_said_once_each(tmp_path: Path) -> None:
    (tmp_path / "places.csv").write_text(f"{COLUMNS}\n{TOWNSHIP}\n", "utf-8")
    text = SCANNED.read_text("utf-8")
    for printed, changed in CHANGES.items():
        assert printed in text
        text = text.replace(printed, changed)
    report = tmp_path / "清水坪乡2024.txt"
    report.write_text(text, "utf-8")
    import_reports.import_files(list(sources_in([report])), tmp_path, Expected(None, None))
    found = stored(tmp_path, "select severity, rule_id from findings")
    assert not [rule for severity, rule in found if severity == "error"]
    assert sorted(rule for _, rule in found if rule != "assessment_told") == [
        "fees_reported",
        "regulation_named_rightly",
        "tables_slashed",
        "title_names_year",
    ]
