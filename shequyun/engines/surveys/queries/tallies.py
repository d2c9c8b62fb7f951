"""What people answered, counted question by question. Of several answers about somebody the newest counts."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from shequyun.base.actor import Actor
from shequyun.engines.surveys.models import Publication
from shequyun.engines.surveys.queries.reading import content_of, counting
from shequyun.engines.surveys.rules.evaluating import number
from shequyun.engines.surveys.rules.questions import Question, flat

_COUNTED = ("select_one", "select_multiple")
_NUMBERS = ("integer", "decimal")


@dataclass(frozen=True)
class Bar:
    """A choice, and how many chose it; `share` is of those who answered the question, 0 to 1."""

    label: str
    count: int
    share: float


@dataclass(frozen=True)
class Tally:
    """A question: how many answered, and what. Of numbers the least, the mean and the most; of texts how many alone."""

    title: str
    above: str
    answered: int
    bars: list[Bar]
    numbers: tuple[str, str, str] | None = None


def tallies(actor: Actor, publication: Publication) -> list[Tally]:
    """Every question that people answer, in the order of the form; inside a repeat, over all of its entries."""
    found: dict[str, list[str]] = {}
    for one in counting(actor, publication.pk):
        for path, said in _leaves(content_of(one)["answers"]):
            found.setdefault(path, []).append(said)
    titles = {one["path"]: one["label"] for one in flat(publication.edition.questions)}
    return [
        _tally(one, titles.get(one["path"].rpartition("/")[0], ""), found.get(one["path"], []))
        for one in flat(publication.edition.questions)
        if one["type"] in (*_COUNTED, *_NUMBERS, "text", "date", "image")
    ]


def _leaves(answers: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for path, value in answers.items():
        if isinstance(value, list):
            for part in value:
                yield from _leaves(part)
        elif value:
            yield path, str(value)


def _tally(question: Question, above: str, said: list[str]) -> Tally:
    bars: list[Bar] = []
    if question["type"] in _COUNTED:
        several = question["type"] == "select_multiple"
        chosen = Counter(name for one in said for name in (one.split() if several else [one]))
        labels = {one["name"]: one["label"] for one in question["choices"]}
        bars = [
            Bar(labels.get(name, name), chosen[name], chosen[name] / len(said) if said else 0.0)
            for name in [*labels, *sorted(set(chosen) - set(labels))]
        ]
    values = [value for one in said if (value := number(one)) == value] if question["type"] in _NUMBERS else []
    numbers = (f"{min(values):g}", f"{sum(values) / len(values):.1f}", f"{max(values):g}") if values else None
    return Tally(question["label"], above, len(said), bars, numbers)
