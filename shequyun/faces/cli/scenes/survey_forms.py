"""Collection forms as departments write them in XLSForm, and what people answer to them; all invented."""

import io
from collections.abc import Sequence
from random import Random
from typing import Any

from openpyxl import Workbook

Rows = Sequence[Sequence[Any]]
_HEADS = (
    "type", "name", "label", "hint", "required", "relevant", "constraint", "constraint_message", "calculation",
    "choice_filter", "appearance",
)  # fmt: skip
CARE: Rows = [
    ("note", "hello", "${name} 您好，街道想了解您居家生活中需要哪些帮助，约 3 分钟。"),
    ("text", "name", "姓名", "", "yes"),
    ("date", "birth_date", "出生日期", "", "", "", ". <= today()", "出生日期不能晚于今天"),
    ("text", "phone", "联系电话"),
    ("calculate", "age", "年龄", "", "", "", "", "", "int((today() - ${birth_date}) div 365.25)"),
    ("select_one living", "living", "居住情况", "", "yes"),
    ("select_one ability", "ability", "生活自理能力", "指穿衣、进食、洗澡、如厕、上下床、室内走动", "yes"),
    ("begin_group", "care", "照护情况", "", "", "${ability} = 'part' or ${ability} = 'none'"),
    ("select_one carer", "carer", "主要由谁照护", "", "yes"),
    ("integer", "visits", "子女每周上门几次", "", "", "", ". >= 0 and . <= 21", "请填 0 到 21 之间的次数"),
    ("end_group",),
    (
        "select_multiple service",
        "needs",
        "最需要的服务",
        "最多选 3 项；都不需要可不选",
        "",
        "",
        "count-selected(.) <= 3",
        "最多选 3 项",
    ),
    ("begin_group", "meals", "助餐", "", "", "selected(${needs}, 'meals')"),
    ("select_one meal_way", "way", "助餐方式", "", "yes"),
    ("integer", "per_day", "每天几餐", "", "yes", "", ". >= 1 and . <= 3", "每天 1 到 3 餐"),
    ("end_group",),
    ("select_one yes_no", "button", "家中是否装有一键呼叫器", "", "${age} >= 80"),
    ("text", "contact_name", "紧急联系人"),
    ("text", "contact_phone", "紧急联系人电话"),
    ("text", "words", "还有什么要反映", "", "", "", "", "", "", "", "multiline"),
]
BIKES: Rows = [
    ("select_one yes_no", "has", "家中是否有电动自行车", "", "yes"),
    ("begin_repeat", "bikes", "车辆", "", "", "${has} = 'yes'"),
    ("text", "plate", "号牌", "如 上海A12345；未上牌填“无”", "yes"),
    ("select_one parked", "parked", "通常停放在哪里", "", "yes"),
    ("select_one battery", "battery", "电池在哪里充电", "", "yes"),
    ("end_repeat",),
    ("select_one yes_no", "warned", "是否已告知不得将电池带入楼道、室内充电", "", "${has} = 'yes'"),
    ("image", "pic", "停放处照片", "只拍车辆和环境，不拍人", "", "${has} = 'yes'"),
    ("text", "words", "备注", "", "", "", "", "", "", "", "multiline"),
]
FITNESS: Rows = [
    ("text", "what", "设施名称", "", "yes"),
    ("geopoint", "place", "所在位置"),
    ("select_one state", "state", "完好情况", "", "yes"),
]
CHOICES: Rows = [
    ("living", "alone", "独居"), ("living", "couple", "与配偶同住"), ("living", "family", "与子女同住"), ("living", "carer", "与保姆同住"),
    ("ability", "full", "完全自理"), ("ability", "part", "部分需要帮助"), ("ability", "none", "全部需要帮助"),
    ("carer", "spouse", "配偶"), ("carer", "child", "子女"), ("carer", "nurse", "保姆或护工"), ("carer", "nobody", "无人照护"),
    ("service", "meals", "助餐"), ("service", "bath", "助浴"), ("service", "clean", "家政保洁"), ("service", "doctor", "陪同就医"),
    ("service", "chat", "聊天陪伴"), ("service", "repair", "水电维修"),
    ("meal_way", "canteen", "到社区食堂"), ("meal_way", "home", "送餐上门"), ("yes_no", "yes", "是"), ("yes_no", "no", "否"),
    ("parked", "shed", "非机动车库"), ("parked", "yard", "小区空地"), ("parked", "hall", "楼道门厅"), ("parked", "room", "家中"),
    ("battery", "pile", "公共充电桩"), ("battery", "shed", "车库集中充电"), ("battery", "home", "家中"),
    ("state", "good", "完好"), ("state", "broken", "损坏待修"),
]  # fmt: skip


def made(title: str, form_id: str, rows: Rows) -> bytes:
    """An .xlsx of the three sheets."""
    book = Workbook()
    used = {str(row[0]).partition(" ")[2] for row in rows}
    for name, lines in (
        ("survey", [_HEADS, *rows]),
        ("choices", [("list_name", "name", "label"), *(row for row in CHOICES if row[0] in used)]),
        ("settings", [("form_title", "form_id"), (title, form_id)]),
    ):
        sheet: Any = book.create_sheet(name)
        for line in lines:
            sheet.append(list(line))
    del book["Sheet"]
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def care_answers(random: Random, person: Any) -> dict[str, Any]:
    """What an old person answers; now and then a contact that the register does not know."""
    needs = random.sample(["meals", "bath", "clean", "doctor", "chat", "repair"], random.choice((0, 1, 1, 2, 3)))
    said = {
        "name": person.name, "birth_date": person.birth_date.isoformat(),
        "living": random.choices(["alone", "couple", "family", "carer"], [3, 4, 3, 1])[0],
        "ability": random.choices(["full", "part", "none"], [6, 3, 1])[0], "needs": " ".join(needs),
        "button": random.choice(["yes", "no"]),
    }  # fmt: skip
    if said["ability"] != "full":
        said |= {"care/carer": random.choice(["spouse", "child", "nurse"]), "care/visits": str(random.randint(0, 7))}
    if "meals" in needs:
        said |= {"meals/way": random.choice(["canteen", "home"]), "meals/per_day": str(random.choice((1, 1, 2)))}
    if random.random() < 0.4:
        said |= {
            "contact_name": random.choice(["女儿", "儿子", "侄女"]),
            "contact_phone": f"163{random.randint(10**7, 10**8 - 1)}",
        }
    if random.random() < 0.2:
        said["words"] = random.choice(["希望食堂送餐时间早一点。", "楼道灯坏了。", "上下楼不便，盼加装电梯。"])
    return said


def bike_answers(random: Random, _person: Any) -> dict[str, Any]:
    """What a household answers about what it rides."""
    if random.random() < 0.55:
        return {"has": "no"}
    bikes = [
        {"bikes/plate": f"上海{random.choice('ABCD')}{random.randint(10000, 99999)}",
         "bikes/parked": random.choices(["shed", "yard", "hall", "room"], [5, 3, 1, 1])[0],
         "bikes/battery": random.choices(["pile", "shed", "home"], [4, 4, 1])[0]}
        for _one in range(random.choice((1, 1, 2)))
    ]  # fmt: skip
    return {"has": "yes", "bikes": bikes, "warned": "yes"}
