"""Code tables of buildings and homes."""

from django.utils.translation import gettext_lazy as _

from shequyun.base.codes import CodeTable

BUILDING_KINDS = CodeTable(
    {
        "lane": _("Lane house"),
        "walkup": _("Walk-up"),
        "tower": _("Tower"),
        "villa": _("Villa"),
        "office": _("Office building"),
        "shop": _("Shops"),
        "public": _("Public building"),
    },
    {
        "里弄": "lane", "石库门": "lane", "旧里": "lane", "多层": "walkup", "工房": "walkup", "公寓": "walkup", "高层": "tower",
        "小高层": "tower", "别墅": "villa", "洋房": "villa", "商务楼": "office", "办公楼": "office", "写字楼": "office",
        "商铺": "shop", "店铺": "shop", "公共": "public", "公建": "public",
    },
)  # fmt: skip
DWELLING_USES = CodeTable(
    {
        "home": _("Lived in"),
        "empty": _("Empty"),
        "business": _("Business"),
        "storage": _("Storage"),
        "group": _("Group rental"),
    },
    {
        "住宅": "home", "居住": "home", "自住": "home", "空置": "empty", "空关": "empty", "空房": "empty", "商用": "business",
        "办公": "business", "经营": "business", "仓库": "storage", "群租": "group",
    },
)  # fmt: skip
DWELLING_TENURES = CodeTable(
    {"own": _("Owner-occupied"), "rented": _("Rented out"), "public": _("Public housing"), "other": _("Other tenure")},
    {
        "自有": "own", "产权": "own", "自住": "own", "否": "own", "出租": "rented", "租赁": "rented", "是": "rented",
        "公房": "public", "使用权": "public", "其他": "other",
    },
)  # fmt: skip
