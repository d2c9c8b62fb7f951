"""The dictionary of organisations."""

from django.utils.translation import gettext_lazy as _

from shequyun.base.masks import mask_phone
from shequyun.kernel.facts.choices import FieldKind, Sensitivity
from shequyun.kernel.facts.fields import Field, Subject, register
from shequyun.kernel.organisations import choices

_UNITS = _("Actual units (one standard, three actuals)")


def _open(name: str, label: object, kind: FieldKind = FieldKind.TEXT, **more: object) -> Field:
    more.setdefault("sensitivity", Sensitivity.OPEN)
    return Field(name, label, kind, purpose=_UNITS, **more)  # type: ignore[arg-type]


ORGANISATION = register(
    Subject(
        kind="organisation",
        label=_("Organisation"),
        model="organisations.Organisation",
        order=30,
        fields=(
            _open("name", _("Name in use"), headers=("单位名称", "实际名称", "店招名称")),
            _open("registered_name", _("Registered name"), headers=("登记名称", "注册名称"), authority="market"),
            _open(
                "credit_code",
                _("Unified social credit code"),
                headers=("统一社会信用代码", "信用代码"),
                authority="market",
            ),
            _open("building_id", _("Building"), FieldKind.LINK, on_screen=False),
            _open("room", _("Room"), headers=("室", "室号")),
            _open("kind", _("Kind"), FieldKind.CODE, codes=choices.ORGANISATION_KINDS, headers=("单位类型", "类型")),
            _open(
                "state",
                _("State"),
                FieldKind.CODE,
                codes=choices.ORGANISATION_STATES,
                headers=("营业状态", "状态"),
                stale_after=180,
            ),
            _open(
                "legal_person",
                _("Legal representative"),
                headers=("法定代表人", "法人"),
                sensitivity=Sensitivity.PERSONAL,
            ),
            _open("contact_name", _("Contact"), headers=("联系人",), sensitivity=Sensitivity.PERSONAL, stale_after=365),
            _open(
                "phone",
                _("Phone"),
                FieldKind.SECRET,
                headers=("联系电话", "电话"),
                sensitivity=Sensitivity.PERSONAL,
                stale_after=365,
                mask=mask_phone,
            ),
            _open(
                "head_count",
                _("People working there"),
                FieldKind.NUMBER,
                headers=("从业人数", "员工人数"),
                stale_after=365,
            ),
            _open("opened_on", _("Opened on"), FieldKind.DATE, headers=("开业日期",)),
            _open("remark", _("Remark"), headers=("备注",)),
        ),
    )
)
