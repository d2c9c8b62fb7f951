"""Code tables: our own codes with labels, and what people write for them at the border."""

from collections.abc import Iterator, Mapping
from typing import Any

from shequyun.base.widths import half_width


class CodeTable(Mapping[str, Any]):
    """Code -> label, in the table's order. `said` maps other ways of writing (names, foreign codes) to codes."""

    def __init__(self, labels: Mapping[str, Any], said: Mapping[str, str]) -> None:
        self._labels = dict(labels)
        self._said = {_fold(text): code for text, code in said.items()}

    def __getitem__(self, code: str) -> Any:
        return self._labels[code]

    def __iter__(self) -> Iterator[str]:
        return iter(self._labels)

    def __len__(self) -> int:
        return len(self._labels)

    def read(self, text: str) -> str | None:
        """The code of what somebody wrote: the code itself, its name, or another known way. None if unknown."""
        text = text.strip()
        if text in self._labels:
            return text
        return self._said.get(text) or self._said.get(_fold(text))

    @property
    def names(self) -> list[str]:
        """One way of writing per code, for drop-downs in workbooks."""
        return list(self.written.values())

    @property
    def written(self) -> dict[str, str]:
        """Code -> how it is written in a department's workbook."""
        first: dict[str, str] = {}
        for text, code in self._said.items():
            first.setdefault(code, text)
        return first


def _fold(text: str) -> str:
    return "".join(half_width(text).split()).lower()
