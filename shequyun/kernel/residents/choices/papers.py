"""Kinds of identity documents, and the GA/T 517 values that police systems use for them."""

from django.utils.translation import gettext_lazy as _

from shequyun.base.codes import CodeTable

DOCUMENT_KINDS = CodeTable(
    {
        "mainland_id": _("Resident identity card"),
        "mainland_id_15": _("Resident identity card (15 digits)"),
        "hmt_residence": _("Residence permit for Hong Kong, Macao and Taiwan residents"),
        "hong_kong_macao_permit": _("Mainland travel permit for Hong Kong and Macao residents"),
        "taiwan_permit": _("Mainland travel permit for Taiwan residents"),
        "passport": _("Passport"),
        "foreign_permanent": _("Foreigner's permanent residence card"),
        "birth_certificate": _("Birth certificate"),
        "other": _("Other document"),
    },
    {
        "居民身份证": "mainland_id",
        "身份证": "mainland_id",
        "二代身份证": "mainland_id",
        "户口簿": "mainland_id",
        "一代身份证": "mainland_id_15",
        "港澳台居民居住证": "hmt_residence",
        "台湾居民居住证": "hmt_residence",
        "港澳居民居住证": "hmt_residence",
        "港澳居民来往内地通行证": "hong_kong_macao_permit",
        "回乡证": "hong_kong_macao_permit",
        "港澳通行证": "hong_kong_macao_permit",
        "台湾居民来往大陆通行证": "taiwan_permit",
        "台胞证": "taiwan_permit",
        "护照": "passport",
        "外国护照": "passport",
        "外国人永久居留身份证": "foreign_permanent",
        "永久居留证": "foreign_permanent",
        "出生医学证明": "birth_certificate",
        "出生证": "birth_certificate",
        "其他": "other",
        "111": "mainland_id",
        "113": "mainland_id",
        "414": "passport",
        "511": "taiwan_permit",
        "516": "hong_kong_macao_permit",
        "990": "other",
    },
)
