"""The columns in which the hotline wants its answers, and the words that it reads there. Data of the trade; pure."""

from collections.abc import Mapping, Sequence
from typing import Any

from shequyun.engines.intake.rules.headers import folded

COLUMNS = {
    "result": ("办理结果", "处理结果 办结情况 是否解决 解决情况 办理结论 办结类型 实际解决情况"),
    "done": ("办理情况", "处理情况 处置情况 办理过程 处理过程 办理经过 处置结果 办理说明 处理意见 办理内容"),
    "reply": ("答复内容", "回复内容 答复情况 回复口径 答复口径 回复情况 反馈内容 答复意见 回复市民内容"),
    "contacted": ("先行联系时间", "联系时间 首次联系时间 先行联系 联系市民时间"),
    "closed": ("办结时间", "办结日期 完成时间 反馈时间 回复时间 办理完成时间 答复时间 实际办结时间"),
    "satisfaction": ("满意度", "满意情况 是否满意 回访满意度 市民满意度 满意度评价 回访结果"),
}
RESULTS = {
    "solved": "已解决", "explained": "已解释说明", "partly": "部分解决，其余列入计划", "not_possible": "不能解决，已说明理由",
    "passed_on": "已转交责任单位", "withdrawn": "市民撤回",
}  # fmt: skip
CONTENT = {True: "满意", False: "不满意", None: "未评价"}
NUMBER_TITLE = "工单编号"
_BY_TITLE = {folded(title): name for name, (own, others) in COLUMNS.items() for title in (own, *others.split())}


def answer_columns(columns: Sequence[Mapping[str, Any]]) -> tuple[dict[str, int], list[tuple[str, int]]]:
    """(name -> index of the columns that the workbook has for answers, the columns to be added: name and index).

    `columns` are those of the list, with index and title. Two columns of one meaning: the first is filled.
    """
    known: dict[str, int] = {}
    for column in columns:
        name = _BY_TITLE.get(folded(str(column["title"]).rpartition("/")[2]))
        if name and name not in known:
            known[name] = column["index"]
    free = max((column["index"] for column in columns), default=-1) + 1
    missing = [name for name in COLUMNS if name not in known]
    return known, [(name, free + place) for place, name in enumerate(missing)]


def title_of(name: str) -> str:
    """The title of a column that is added."""
    return COLUMNS[name][0]
