"""An office's January in a real Chromium: from an empty folder to the next January.

A register, twelve files, what waits, what is amiss, what goes back and comes again. Every act is
done in the browser, with few clicks; records, originals and figures are compared at the end.
"""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from etl.storage.decisions.returns import load_returns
from etl.storage.files import import_journal, originals
from etl.storage.records.change_log import changes
from etl.storage.records.store import reading
from tests.browser import january
from tests.browser.chromium import PRETENDED, at_another_time, dashboard
from tests.browser.office import NAMES, REFILED, YEAR, Hand, given
from tests.warehouses import stored

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not PRETENDED, reason="no other clock is installed (Debian: faketime)"),
]
MOST_CLICKS = 60
COUNTING = """
    select p.township, r.file_name from reports r join places p using (place_id) where r.is_active
"""
FIGURE = """
    select distinct f.value from figures f
    join reports r using (report_id) join places p using (place_id)
    where r.is_active and p.township = $unit and f.figure_id = $figure
"""


def test_the_january_of_an_office_takes_few_clicks_and_every_act_is_in_the_log(
    chromium: Browser, tmp_path: Path
) -> None:
    data = tmp_path / "data"
    data.mkdir()
    page = chromium.new_page(viewport={"width": 1366, "height": 768}, locale="zh-CN")
    with dashboard(data) as address:
        hand = Hand(page, address)
        for step in (january.register, january.bring_in, january.confirm, january.place):
            step(hand)
        january.correct(hand, data)
        january.decide(hand, data)
        january.send_back(hand)
        told = january.take_log(hand, tmp_path)
    with dashboard(data, environment=at_another_time(date(YEAR + 2, 1, 5))) as address:
        hand.address = address
        january.next_january(hand)
    page.close()
    assert hand.clicks <= MOST_CLICKS, hand.clicks
    compare_records(data, told)
    compare_figures(data)


def compare_records(data: Path, told: list[dict[str, str]]) -> None:
    """Compare the log that was taken along with the records, the journal and the originals."""
    with reading(data) as connection:
        log = list(changes(connection))
    assert Counter(change.kind for change in log) == {
        "places": 12, "corrections": 7, "moved_reports": 1, "chosen_reports": 3,
        "decisions": 3, "returns": 2,
    }  # fmt: skip
    assert {change.who for change in log} == {"王晓", "李四"}
    assert all(change.why for change in log if change.kind != "decisions")
    entries = [*import_journal.entries(data)]
    settled = [entry for entry in entries if entry.decided_by]
    assert [(e.outcome, e.decided_by, e.why) for e in settled] == [
        ("imported", "王晓", "已电话核实")
    ] * 3
    shown = Counter((line["编号"], line["处理人"], line["理由"]) for line in told)
    acts = [(str(change.act), change.who, change.why) for change in log]
    of_files = [("", e.decided_by or e.brought_by, e.why) for e in entries]
    assert shown == Counter([*acts, *(one for one in of_files if one[1])])
    kept = {original.path.read_bytes() for original in originals.originals(data)}
    assert kept == {file["buffer"] for file in [*given(), REFILED] if file["buffer"]}
    ((_, sent),) = load_returns(data)[0].items()
    assert (sent.returned_by, sent.closed_by, sent.outcome) == ("王晓", "李四", "已按要求改正")
    meant = Counter((said.printed, said.meant) for said in january.repaired(data))
    assert meant[("99.6%", "93.3")] == meant[("63", "36")] == 1


def compare_figures(data: Path) -> None:
    """Compare what counts, and what the repaired and the better report say, with what was done."""
    assert dict(stored(data, COUNTING)) == {
        **{name: f"{name}.txt" for name in (*NAMES[1:5], NAMES[6])},
        NAMES[0]: REFILED["name"], NAMES[7]: f"{NAMES[7]}.html", NAMES[8]: "来件一.txt",
        NAMES[9]: "来件二.txt", NAMES[10]: "来件三.txt", NAMES[11]: f"{NAMES[5]}.txt",
    }  # fmt: skip
    said = {
        (unit, figure): [float(value) for (value,) in
                         stored(data, FIGURE, {"unit": unit, "figure": figure})]
        for unit, figure in (
            (NAMES[1], "hotline_rate_stated"), (NAMES[7], "proactive_total"),
            (NAMES[0], "hotline_rate_stated"), (NAMES[11], "proactive_total"),
        )
    }  # fmt: skip
    assert [*said.values()] == [[93.3], [36], [93.3], [61]]
    left = {rule for _, rule in january.found(data, NAMES[0])}
    assert not left & {"hotline_rate_recomputed", "sections_complete"}
