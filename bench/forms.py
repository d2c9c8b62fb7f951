"""Forms filled: 2,000 people on 30 columns, from the register to the workbook in its own layout."""

import io
from collections.abc import Iterator

from openpyxl import Workbook

from bench.rows import Row, measure
from bench.timing import clock
from bench.world import World
from shequyun.base.scope import entered
from shequyun.engines.ledgers.actions import enter_form, fill_form
from shequyun.engines.ledgers.actions.running import fill_in
from shequyun.engines.ledgers.queries import filling_of
from shequyun.kernel.residents.queries import residents

TITLES = [
    "序号",
    "姓名",
    "性别",
    "证件号码",
    "出生日期",
    "年龄",
    "年龄段",
    "联系电话",
    "紧急联系人",
    "紧急联系电话",
    "居住地址",
    "户籍地址",
    "居委会",
    "街道",
    "楼栋地址",
    "室",
    "楼层",
    "有无电梯",
    "与户主关系",
    "户主姓名",
    "户号",
    "家庭人数",
    "居住类型",
    "入住日期",
    "是否独居",
    "是否高龄",
    "户籍人口",
    "人户状态",
    "文化程度",
    "婚姻状况",
]
PEOPLE = 2_000


@measure("forms")
def forms(world: World) -> Iterator[Row]:
    """As the worker does it in the background: people read, cells masked and written, the file sealed and kept."""
    chen = world.actors["chen"]
    with entered(chen.scope):
        found = residents(chen).filter(living_here=True, death_date=None).order_by("community", "pk")
        people = list(found.values_list("pk", flat=True)[:PEOPLE])
    form = enter_form(chen, file_name="花名册.xlsx", content=_blank())
    with clock() as taken:
        key = fill_form(chen, form, condition={"all": []}, chosen=people)
        fill_in(chen, key)
    with entered(chen.scope):
        count = filling_of(chen, key).count
    yield Row(
        f"form filled, {count:,} rows × {len(TITLES)} columns", taken.seconds, "s", 20 if count == PEOPLE else None
    )


def _blank() -> bytes:
    book, out = Workbook(), io.BytesIO()
    book.active.append(TITLES)
    book.save(out)
    return out.getvalue()
