"""Code tables of organisations."""

from django.utils.translation import gettext_lazy as _

from shequyun.base.codes import CodeTable

ORGANISATION_KINDS = CodeTable(
    {
        "company": _("Company"),
        "sole": _("Individual business"),
        "institution": _("Public institution"),
        "government": _("Government body"),
        "social": _("Social organisation"),
        "property": _("Property management"),
        "other": _("Other organisation"),
    },
    {
        "企业": "company", "公司": "company", "有限公司": "company", "个体工商户": "sole", "个体户": "sole", "个体": "sole",
        "事业单位": "institution", "学校": "institution", "医院": "institution", "机关": "government", "社会组织": "social",
        "社会团体": "social", "物业": "property", "其他": "other",
    },
)  # fmt: skip
ORGANISATION_STATES = CodeTable(
    {"open": _("In business"), "closed": _("Closed down"), "paused": _("Suspended"), "banned": _("Banned")},
    {"开业": "open", "营业": "open", "在业": "open", "歇业": "closed", "注销": "closed", "停业": "paused", "取缔": "banned",
     "0": "open", "1": "closed", "2": "paused", "3": "banned"},
)  # fmt: skip
