"""Stays: registered or living, as what, and why they end."""

from django.utils.translation import gettext_lazy as _

from shequyun.base.codes import CodeTable

STAY_KINDS = CodeTable(
    {"hukou": _("Hukou"), "living": _("Living")}, {"户籍": "hukou", "户口": "hukou", "居住": "living", "实住": "living"}
)
TENURES = CodeTable(
    {
        "own": _("Own home"),
        "rented": _("Rented"),
        "public": _("Public housing"),
        "lodging": _("Staying with others"),
        "temporary": _("Temporary"),
    },
    {
        "自有": "own", "产权": "own", "自购": "own", "自住": "own", "租住": "rented", "租赁": "rented", "出租": "rented",
        "租": "rented", "是": "rented", "公房": "public", "公租": "public", "使用权": "public", "寄居": "lodging",
        "借住": "lodging", "投靠": "lodging", "临时": "temporary", "暂住": "temporary",
    },
)  # fmt: skip
END_REASONS = CodeTable(
    {
        "moved": _("Moved away"),
        "death": _("Died"),
        "abroad": _("Went abroad"),
        "demolished": _("Home demolished"),
        "mistaken": _("Recorded by mistake"),
        "merged": _("Record merged"),
    },
    {"迁出": "moved", "搬离": "moved", "死亡": "death", "出国": "abroad", "动迁": "demolished", "误报": "mistaken"},
)
