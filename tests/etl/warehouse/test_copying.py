"""Copied narratives are found, and nothing is that the form, the county or chance makes alike."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

import duckdb
import pytest

from etl.definitions.rulebook import rulebook
from etl.domain.place import Place, Submission
from etl.domain.report import Cell, Identity, Mark, Report, Section
from etl.warehouse import similarity
from etl.warehouse.loading.reference_rows import Holdings
from etl.warehouse.publication import current_path
from tests.warehouses import published, stored

AT = datetime(2025, 2, 1, 9)
LETTERS = [chr(0x4E8C + 7 * number) for number in range(900)]
NAMES = tuple("青松翠竹红梅白兰丹枫银杏")
COUNTY = "松江县"


def unit(number: int) -> Place:
    code = f"9901022{number:02d}"
    return Place(code, "示范省", "样例市", COUNTY, f"{NAMES[number]}岭镇", "镇")


def prose(seed: str, sentences: int = 12) -> str:
    """Return sentences that no other seed has."""
    chance = Random(seed)  # noqa: S311
    return "".join("".join(chance.choices(LETTERS, k=25)) + "。" for _ in range(sentences))


def filed(
    number: int, year: int, body: str, problems: str = "", cells: dict[str, str] | None = None
) -> Submission:
    """Return a report of the unit with this number."""
    place = unit(number)
    told = [Section(1, "一、总体情况", body, "第1行")]
    if problems:
        told.append(Section(5, "五、存在的主要问题及改进情况", problems, "第9行"))
    report = Report(
        Identity(place.township, COUNTY, year),
        "2021",
        cells=tuple(cell(address, raw) for address, raw in (cells or {}).items()),
        sections=tuple(told),
    )
    return Submission(place, year, report, f"{number}-{year}.txt", "txt", f"{number}{year}", AT)


def cell(address: str, raw: str) -> Cell:
    row, column = address.split(".")
    if raw == "/":
        return Cell("applications", row, column, raw, None, Mark.NIL)
    return Cell("applications", row, column, raw, Decimal(raw), Mark.NUMBER)


def warehouse(data: Path, *submissions: Submission) -> duckdb.DuckDBPyConnection:
    places = tuple({s.place.place_id: s.place for s in submissions}.values())
    published(data, Holdings(is_sample=False, places=places), submissions)
    return duckdb.connect(str(current_path(data)))


def alike(connection: duckdb.DuckDBPyConnection, relation: str) -> dict[tuple[str, int], Any]:
    """Return (similarity, the other unit) by unit and year."""
    rows = connection.execute(
        """
        select p.township, r.year, s.similarity, q.township
        from similar_texts s
        join reports r using (report_id)
        join places p using (place_id)
        left join reports o on o.report_id = s.other_report_id
        left join places q on q.place_id = o.place_id
        where s.relation = $relation
        """,
        {"relation": relation},
    ).fetchall()
    return {
        (name[0], year): (similarity, other and other[0]) for name, year, similarity, other in rows
    }


def facts(connection: duckdb.DuckDBPyConnection, fact: str) -> dict[int, tuple[Any, str]]:
    """Return (value, evidence) by year."""
    rows = connection.execute(
        "select r.year, f.value, f.evidence from facts f join reports r using (report_id)"
        " where fact_id = $fact",
        {"fact": fact},
    ).fetchall()
    return {year: (value, evidence) for year, value, evidence in rows}


def test_text_of_last_year_with_new_figures_and_names_is_wholly_alike(tmp_path: Path) -> None:
    body = prose("own")
    before = f"松江县青岭镇2023年公开信息1,234条。{body}"
    now = f"青岭镇 2024 年公开信息８７条；\n{body}"
    connection = warehouse(tmp_path, filed(0, 2023, before), filed(0, 2024, now))
    assert alike(connection, "previous") == {("青", 2024): (1.0, "青")}
    assert facts(connection, "similarity_with_previous") == {2024: (100, "")}
    broken = connection.execute("select rule_id, formula from findings").fetchall()
    assert ("text_like_last_year", "100 > 50") in broken


def test_half_a_text_is_half_alike(tmp_path: Path) -> None:
    before = prose("kept") + prose("left out")
    now = prose("kept") + prose("new")
    connection = warehouse(tmp_path, filed(0, 2023, before), filed(0, 2024, now))
    assert alike(connection, "previous")["青", 2024][0] == pytest.approx(0.5, abs=0.02)


def test_most_similar_sibling_is_named_whatever_it_calls_itself(tmp_path: Path) -> None:
    body = prose("copied")
    others = [filed(n, 2024, prose(f"own {n}")) for n in range(2, 8)]
    connection = warehouse(
        tmp_path, filed(0, 2024, f"青岭镇人民政府{body}"), filed(1, 2024, f"松岭镇{body}"), *others
    )
    found = alike(connection, "sibling")
    assert found["青", 2024] == (1.0, "松")
    assert found["松", 2024] == (1.0, "青")
    assert found["翠", 2024] == (0.0, None)
    (evidence,) = connection.execute(
        "select evidence from facts join reports using (report_id)"
        " where fact_id = 'similarity_with_sibling' and place_id = $place",
        {"place": unit(0).place_id},
    ).fetchone() or ("",)
    assert evidence == "松岭镇"
    broken = "select count(*) from findings where rule_id = 'text_like_sibling'"
    assert connection.execute(broken).fetchall() == [(2,)]


def test_what_most_units_write_is_nobodys_copy(tmp_path: Path) -> None:
    template = prose("template of the county", 40)
    connection = warehouse(
        tmp_path, *(filed(n, 2024, template + prose(f"own {n}")) for n in range(6))
    )
    assert max(similarity for similarity, _ in alike(connection, "sibling").values()) < 0.05


def test_two_units_alone_can_copy_from_each_other(tmp_path: Path) -> None:
    connection = warehouse(
        tmp_path, filed(0, 2024, prose("copied")), filed(1, 2024, prose("copied"))
    )
    assert alike(connection, "sibling")["青", 2024] == (1.0, "松")


def test_short_texts_are_not_compared(tmp_path: Path) -> None:
    short = prose("short", 3)
    connection = warehouse(
        tmp_path, *(filed(n, year, short) for n in range(2) for year in (2023, 2024))
    )
    assert alike(connection, "previous") == alike(connection, "sibling") == {}
    outcomes = connection.execute(
        "select distinct outcome, reason from rule_outcomes"
        " where rule_id in ('text_like_last_year', 'text_like_sibling')"
    ).fetchall()
    assert outcomes == [("not_checkable", "not_stated")]


@pytest.mark.parametrize(
    ("now", "same"), [("一是人手少；二是更新慢。", 1), ("一是人手少，二是渠道少。", 0), ("", None)]
)
def test_problems_are_compared_word_for_word(now: str, same: int | None, tmp_path: Path) -> None:
    before = filed(0, 2023, "", "一是人手少，二是更新慢。")
    connection = warehouse(tmp_path, before, filed(0, 2024, "", now))
    found = facts(connection, "same_problems_as_previous")
    assert found == ({} if same is None else {2024: (same, "")})


VECTOR = {f"disclosed.{c}": "3" for c in ("natural_person", "business", "research")} | {
    "received_new.total": "9", "carried_in.total": "0", "carried_out.total": "1",
}  # fmt: skip


@pytest.mark.parametrize(
    ("changed", "same"),
    [({}, 5), ({"carried_in.total": "/"}, 5), ({"carried_out.total": "2"}, 0),
     ({"partly_disclosed.total": "1"}, 0)],
)  # fmt: skip
def test_cells_are_the_same_when_every_printed_number_is(
    changed: dict[str, str], same: int, tmp_path: Path
) -> None:
    before = filed(0, 2023, "", cells=VECTOR)
    connection = warehouse(tmp_path, before, filed(0, 2024, "", cells=VECTOR | changed))
    assert facts(connection, "same_cells_as_previous") == {2024: (same, "")}


def test_counties_are_compared_some_at_a_time() -> None:
    room = similarity.SECTIONS_AT_ONCE
    counties = [("a", room - 1), ("b", 1), ("c", 2 * room), ("d", 1)]
    assert list(similarity.portions(counties)) == [["a", "b"], ["c"], ["d"]]


def test_in_the_sample_only_the_seeded_report_is_copied(full_data: Path) -> None:
    found = stored(
        full_data,
        "select distinct township, year from findings join rules using (rule_id)"
        " where family = 'copying'",
    )
    assert found == [("银杏坪镇", 2025)]


def test_rules_on_copying_name_declared_facts() -> None:
    assert {"similarity_with_previous", "similarity_with_sibling"} <= set(rulebook().facts)
