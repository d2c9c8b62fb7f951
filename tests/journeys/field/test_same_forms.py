"""The phone works out collection forms by the rules of the office: the same table of cases, the same answers."""

from typing import Any

import pytest

from shequyun.engines.surveys.tests.cases import TABLE, expressions, forms
from tests.live import Live

pytestmark = pytest.mark.journey
_WORTH = """async ([trees, answers, today]) => {
  const { worth } = await import('/static/field/form_xpath.js');
  return trees.map((tree) => worth(tree, { find: (path) => answers[path] || '', today }));
}"""
_FILLED = """async ([questions, fillings, today]) => {
  const { Filled } = await import('/static/field/form_state.js');
  return fillings.map((said) => {
    const filled = new Filled(questions, said, { today });
    return { answers: filled.answers(), hidden: Object.keys(filled.shown).filter((path) => !filled.shown[path]),
      problems: filled.problems().map((one) => [one.question.path, one.why, one.number]) };
  });
}"""


def test_expressions_come_to_the_same(live: Live, page: Any) -> None:
    page.goto(f"{live.url}/field/")
    cases = list(expressions())
    found = page.evaluate(_WORTH, [[tree for _said, tree, _value in cases], TABLE["answers"], TABLE["today"]])
    assert [(said, value) for (said, _tree, _value), value in zip(cases, found, strict=True)] == [
        (said, value) for said, _tree, value in cases
    ]


def test_forms_ask_the_same(live: Live, page: Any) -> None:
    page.goto(f"{live.url}/field/")
    for _what, questions, fillings in forms():
        found = page.evaluate(_FILLED, [questions, [one["said"] for one in fillings], TABLE["today"]])
        assert found == [{name: one[name] for name in ("answers", "hidden", "problems")} for one in fillings]
