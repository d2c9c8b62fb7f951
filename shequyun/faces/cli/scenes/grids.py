"""Grids of the committees, named, and the buildings in them: the codes that the invented buildings carry."""

from shequyun.base.actor import Actor
from shequyun.base.scope import entered
from shequyun.kernel.places.actions import open_grid
from shequyun.kernel.places.queries import areas_within, buildings_by_grid

NAMES = ("第一网格", "第二网格", "第三网格", "第四网格", "第五网格", "第六网格", "第七网格", "第八网格", "第九网格")


def play() -> None:
    """As many grids in each committee as its buildings name."""
    room = Actor(name="安装", role="set_up", area="310106011", rights=frozenset({"areas.change"}))
    with entered(room.scope):
        held = {area.code: buildings_by_grid(room, area.code) for area in areas_within(room, level="committee")}
    for committee, by_grid in held.items():
        for name in NAMES[: len([code for code in by_grid if code])]:
            open_grid(room, committee, name=name)
