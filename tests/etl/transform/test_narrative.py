"""Every example sentence of the definitions is read as it says, and no counter-example is."""

from __future__ import annotations

from decimal import Decimal

import pytest

from etl.definitions import narrative
from etl.definitions.prose_schema import Example, ItemExample
from etl.transform.document.sentences import Sentence
from etl.transform.narrative.figures import read_figures
from etl.transform.narrative.itemized_list import read_items

EXAMPLES = [(p.figure, example) for p in narrative().figures for example in p.examples]
COUNTER_EXAMPLES = [(p.figure, text) for p in narrative().figures for text in p.counter_examples]


def figures(text: str) -> dict[str, tuple[Decimal | None, bool]]:
    found, _ = read_figures([Sentence(text, "第1行")])
    return {figure.figure: (figure.value, figure.approximate) for figure in found}


@pytest.mark.parametrize(("figure", "example"), EXAMPLES, ids=lambda v: getattr(v, "text", v))
def test_an_example_sentence_gives_its_figure(figure: str, example: Example) -> None:
    expected = (Decimal(str(example.value)), example.approximate)
    assert figures(example.text).get(figure) == expected


@pytest.mark.parametrize(("figure", "text"), COUNTER_EXAMPLES)
def test_a_counter_example_does_not_give_the_figure(figure: str, text: str) -> None:
    assert figure not in figures(text)


@pytest.mark.parametrize("example", narrative().items.examples, ids=lambda e: e.text)
def test_an_example_breakdown_gives_its_items(example: ItemExample) -> None:
    items = read_items([Sentence(example.text, "第1行")])
    found = [(i.label, float(i.count), i.unit, i.axis.value) for i in items]
    assert found == list(example.items)


def test_two_sentences_that_disagree_are_an_issue_and_the_first_is_kept() -> None:
    prose = [Sentence("主动公开政府信息20条。", "第1行"), Sentence("主动公开信息30条。", "第9行")]
    found, issues = read_figures(prose)
    assert [f.value for f in found] == [Decimal(20)]
    assert [issue.kind for issue in issues] == ["sentences_disagree"]
