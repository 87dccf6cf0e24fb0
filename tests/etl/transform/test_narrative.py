"""Every word class and every reading of a figure is borne out by its own example."""

from __future__ import annotations

from collections import defaultdict

import pytest

from etl.definitions import load
from etl.definitions.prose_words import (
    FigureReading,
    figure_readings,
    pattern,
    placed_words,
    word_classes,
)
from etl.domain.report import Line
from etl.transform.document.sentences import prose_of, sentences
from etl.transform.narrative.read_narrative import Account, read_account
from etl.transform.narrative.wording.words import words_in

RATES = ("答复率", "办结率", "按时办结率", "响应率", "解决率", "满意率")


def account(text: str) -> Account:
    return read_account(sentences(prose_of([Line("第1行", text)])))


@pytest.mark.parametrize("kind", word_classes())
def test_a_word_of_each_class_stands_in_its_example(kind: str) -> None:
    example = word_classes()[kind].example.replace("12345", "□")
    assert kind in {word.kind for word in words_in(example)}


@pytest.mark.parametrize("name", placed_words())
def test_a_pattern_is_found_in_its_example(name: str) -> None:
    assert pattern(name).search(placed_words()[name].example)


def test_a_word_stands_in_one_class_only() -> None:
    classes = defaultdict(set)
    for kind, words in word_classes().items():
        for word in words.words:
            classes[word.partition("(?")[0]].add(kind)
    assert {word: kinds for word, kinds in classes.items() if len(kinds) > 1} == {}


@pytest.mark.parametrize("told", figure_readings(), ids=lambda told: told.example)
def test_an_example_tells_its_figure(told: FigureReading) -> None:
    assert told.figure in load().figures
    found = {f.figure: float(f.value or 0) for f in account(told.example).figures}
    assert found.get(told.figure) == told.value


def test_every_figure_of_the_text_is_told_by_some_statement() -> None:
    assert {told.figure for told in figure_readings()} == set(load().figures)


def test_no_two_rates_share_an_address() -> None:
    addresses = {}
    for rate in RATES:
        read = account(f"12345热线受理80件，{rate}97%。")
        found = {f.figure for f in read.figures if f.raw == "97%"} - {"hotline_rate_stated"}
        assert len(found) == 1, rate
        addresses[rate] = found.pop()
    assert len(set(addresses.values())) == len(RATES)


@pytest.mark.parametrize("rate", ["响应率", "解决率", "满意率"])
def test_only_an_answer_or_conclusion_rate_is_the_stated_rate(rate: str) -> None:
    assert "hotline_rate_stated" not in {
        f.figure for f in account(f"12345热线受理80件，{rate}97%。").figures
    }


@pytest.mark.parametrize(
    ("text", "figure", "reason", "values"),
    [
        ("主动公开政府信息20条。\n主动公开信息30条。", "proactive_total", "disagree", {20, 30}),
        ("历年累计公开信息820条。", "proactive_total", "ever", {820}),
        ("12345热线受理41件，办结率976%。", "hotline_rate_stated", "above_whole", {976}),
        ("12345热线受理41件，满意率1000%。", "hotline_satisfaction_stated", "above_whole",
         {1000}),
        (
            "12345热线办结率97%。\n12345热线办结率976%。", "hotline_rate_stated",
            "disagree", {97, 976},
        ),
        ("上半年公开信息82条。", "proactive_total", "part", {82}),
        ("主动公开财政预算信息12条。", "proactive_total", "kind", {12}),
        ("收到信息公开申请3件，没有结转。", "applications_carried_out", "direction", {0}),
        ("新收申请3件、结转1件。", "applications_carried_out", "direction", {1}),
        ("收到信息公开申请3件。\n全年收到信息公开申请5件。", "applications_received", "disagree",
         {3, 5}),
    ],
)  # fmt: skip
def test_what_is_not_sure_is_a_candidate_and_no_figure(
    text: str, figure: str, reason: str, values: set[int]
) -> None:
    lines = [Line(f"第{number}行", line) for number, line in enumerate(text.split("\n"), 1)]
    read = read_account(sentences(prose_of(lines)))
    assert figure not in {f.figure for f in read.figures}
    (found,) = [c for c in read.candidates if c.figure == figure]
    assert found.reason == reason
    assert {int(found.value), *map(int, found.others)} == values
    assert found.raw in found.evidence


def test_two_sentences_that_disagree_are_an_issue() -> None:
    lines = [Line("第1行", "主动公开政府信息20条。"), Line("第9行", "主动公开信息30条。")]
    read = read_account(sentences(prose_of(lines)))
    assert [issue.kind for issue in read.issues] == ["sentences_disagree"]


def test_another_year_than_the_report_s_is_a_candidate() -> None:
    prose = sentences(prose_of([Line("第1行", "2019年，我镇公开信息45条。")]))
    (found,) = read_account(prose, 2020).candidates
    assert (found.reason, int(found.value)) == ("other_year", 45)


@pytest.mark.parametrize(
    "piece", ["1条", "公告1条、", "(1条", "“", "通过网站", "《》、", "未收到申请"]
)
def test_a_sentence_of_one_piece_repeated_is_read_to_its_end(piece: str) -> None:
    text = (piece * 4000)[:3990] + "公开1条"
    assert account(text).issues == ()
