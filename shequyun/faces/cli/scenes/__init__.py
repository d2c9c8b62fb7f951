"""What has happened in the demo subdistrict lately: visits, cases, doses …, so that no page of the demo is empty.

A scene acts as the demo's accounts, through the actions that people use, on the invented people that are loaded. It is
played once, after people and accounts are there, and finds the same people every time.
"""

from collections.abc import Callable

from shequyun.faces.cli.scenes import cases, doses, forms, grids, hotline, labels, recall, sessions, surveys, worklist

# In every committee as soon as its people are there, several committees at once: what is long, and stays within one.
IN_EACH: list[Callable[[str], None]] = [labels.play, doses.play]
SCENES: list[Callable[[], None]] = [
    grids.play,
    forms.play,
    worklist.play,
    surveys.play,
    cases.play,
    recall.play,
    sessions.play,
    hotline.play,
]
