"""Lists of hotline orders, brought in by the intake like any file: read, columns guessed and remembered, previewed, committed."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shequyun.base.actor import Actor
from shequyun.base.masks import mask_name, mask_phone
from shequyun.engines.cases.queries import cases
from shequyun.engines.intake.fields import Apart, Target, register_apart
from shequyun.programmes.hotline.actions.judging import SHOWN, judge
from shequyun.programmes.hotline.actions.writing import write

_ORDER = _("Hotline order")
TARGETS = (
    Target("number", _("Order number"), _ORDER),
    Target("title", _("Title"), _ORDER),
    Target("words", _("What is brought"), _ORDER),
    Target("kind", _("Kind"), _ORDER),
    Target("matter", _("Hotline category"), _ORDER),
    Target("urgency", _("Urgency"), _ORDER),
    Target("caller", _("Who called"), _ORDER),
    Target("phone", _("Phone"), _ORDER, True, mask_phone),
    Target("confidential", _("To be kept confidential"), _ORDER),
    Target("address", _("Address"), _ORDER),
    Target("received", _("Dispatched"), _ORDER),
    Target("limit", _("Time limit of the order"), _ORDER),
    Target("state", _("State in the hotline's system"), _ORDER),
)
TITLES = {
    "number": "工单编号 工单号 工单号码 工单流水号 受理编号 受理单号 任务编号 任务号 案件编号 诉求编号 热线编号 热线工单号 工单ID 编号单号",
    "title": "工单标题 标题 诉求标题 事件标题 主题",
    "words": "诉求内容 诉求描述 工单内容 问题描述 反映内容 反映问题 来电内容 主要内容 受理内容 案件描述 事件描述 具体内容 诉求",
    "kind": "诉求类型 工单类型 诉求类别 诉求性质 工单性质 业务类型 来电类型 工单类别",
    "matter": "诉求分类 问题分类 问题类别 事项分类 一级分类 二级分类 三级分类 内容分类 案件类别 事项类别 诉求归口",
    "urgency": "紧急程度 紧急状态 缓急程度 是否紧急 紧急 优先级 加急",
    "caller": "诉求人 来电人 市民姓名 联系人 诉求人姓名 来电人姓名 反映人 投诉人 市民 诉求人员 联系人姓名",
    "phone": "联系电话 联系方式 来电号码 来电电话 电话 市民电话 诉求人电话 手机 手机号码 联系人电话 主叫号码",
    "confidential": "是否保密 保密 是否公开 信息保密 保密要求",
    "address": "地址 事发地址 诉求地址 发生地址 事发地 事件地址 问题地址 详细地址 诉求地点 事发地点 发生地点 案发地址",
    "received": "派单时间 派发时间 转派时间 交办时间 派单日期 下派时间 派遣时间 受理时间 来电时间 交办日期 工单派发时间",
    "limit": "办理时限 截止时间 办结时限 处置时限 要求办结时间 应办结时间 到期时间 截止日期 处理时限 限办时间 办理期限 应完成时间 时限",
    "state": "工单状态 办理状态 状态 当前状态 处理状态 督办情况 工单标识",
}
SENTENCES: Mapping[str, Any] = {
    "hotline.no_number": _(
        "The order has no number. Add it from the hotline's list; without it no answer can be handed in."
    ),
    "hotline.digits_lost": _(
        "Excel has shortened the number. Format the column as text, enter the full number and upload the list again."
    ),
    "hotline.no_words": _("The description of the matter is missing."),
    "hotline.received_later": _("The day of dispatch is in the future."),
    "hotline.limit_before": _("The time limit is before the dispatch, so it was left out."),
    "hotline.twice": _("The same order as in row %(row)s of this file."),
    "hotline.place_unknown": _("The register has no such house number; the text is kept as the place."),
    "hotline.place_ambiguous": _("Several committees have this house number; the text is kept as the place."),
    "hotline.namesake": _("Somebody of this name lives there but has another phone number, so nobody was linked."),
    "hotline.alike": _("An open case of the same matter, without a hotline number"),
    "hotline.again": _("The case is closed, and the hotline has sent the order again"),
}


def known(actor: Actor, keys: Sequence[UUID]) -> Mapping[UUID, Mapping[Any, str]]:
    """Cases beside what a line says. Those that the actor does not see are left out."""
    return {
        case.pk: {
            _("In their words"): f"{case.number} {case.words[:SHOWN]}",
            _("Place"): case.place,
            _("Who brought it"): mask_name(case.caller_name) if case.caller_name else "",
            _("Received"): f"{timezone.localtime(case.received_at):%Y-%m-%d}",
        }
        for case in cases(actor).filter(pk__in=keys)
    }


register_apart(
    Apart(
        kind="order",
        label=_("Hotline orders"),
        source="hotline",
        targets=TARGETS,
        titles={name: tuple(titles.split()) for name, titles in TITLES.items()},
        needed=(("number",), ("words", "title")),
        right="cases.register",
        takes=frozenset({"cases.register", "cases.call_back", "cases.read"}),
        judge=judge,
        write=write,
        known=known,
        sentences=SENTENCES,
        same=_("The same matter"),
        other=_("Another matter: enter as new"),
    )
)
