"""The twenty columns of a clean list, and the words for codes in its cells."""

from collections.abc import Iterator

from shequyun.faces.cli.synthetic.records import Community
from shequyun.faces.cli.synthetic.regions import NATIONS

COLUMNS = (
    "序号", "姓名", "性别", "出生日期", "证件类型", "证件号码", "联系电话", "现住址", "户籍地址", "与户主关系", "居住类型", "文化程度",
    "婚姻状况", "政治面貌", "工作单位", "职业", "户口性质", "紧急联系人", "紧急联系电话", "国籍",
)  # fmt: skip
RELATION_NAMES = {
    "02": "户主", "11": "夫", "12": "妻", "21": "独生子", "22": "长子", "23": "次子", "28": "女婿", "31": "独生女", "32": "长女",
    "33": "次女", "38": "儿媳", "41": "孙子", "42": "孙女", "43": "外孙子", "44": "外孙女", "73": "弟", "93": "侄子", "94": "侄女",
    "99": "非亲属",
}  # fmt: skip
_KINDS = {
    "mainland_id": "居民身份证", "hmt_residence": "港澳台居民居住证", "hong_kong_macao_permit": "港澳居民来往内地通行证",
    "taiwan_permit": "台湾居民来往大陆通行证", "passport": "护照",
}  # fmt: skip
_TENURES = {"own": "自有", "rented": "租住", "public": "公房"}
_SCHOOLING = {
    "11": "博士研究生", "14": "硕士研究生", "20": "大学本科", "30": "大学专科", "40": "中专", "60": "高中", "70": "初中", "80": "小学", "90": "其他",
}  # fmt: skip
_MARITAL = {"10": "未婚", "20": "已婚", "30": "丧偶", "40": "离婚"}
_POLITICAL = {
    "01": "中共党员", "03": "共青团员", "04": "民革", "05": "民盟", "06": "民建", "07": "民进", "08": "农工党", "09": "致公党",
    "10": "九三学社", "13": "群众",
}  # fmt: skip
_HUKOU = {"1": "非农业家庭", "2": "农业家庭"}


def listed(community: Community) -> Iterator[list[str]]:
    """The cells after the serial number for everybody who lives in the community, in the order of doors."""
    homes = {home.key: home.address_text for home in community.dwellings}
    residents = {one.key: one for one in community.residents}
    papers = {one.resident_key: one for one in reversed(community.documents)}
    registered = {
        stay.resident_key: homes[stay.dwelling_key]
        for stay in community.stays
        if stay.kind == "hukou" and stay.to_date is None
    }
    for stay in community.stays:
        if stay.kind != "living" or stay.to_date is not None:
            continue
        one, paper = residents[stay.resident_key], papers.get(stay.resident_key)
        yield [
            one.name, "男" if one.sex == "1" else "女", one.birth_date.isoformat(), _KINDS[paper.kind] if paper else "",
            paper.number if paper else "", one.phone, homes[stay.dwelling_key], registered.get(one.key, one.hukou_elsewhere),
            RELATION_NAMES[stay.relation], _TENURES.get(stay.tenure, ""), _SCHOOLING.get(one.education, ""), _MARITAL.get(one.marital, ""),
            _POLITICAL.get(one.political, ""), one.employer, one.occupation, _HUKOU.get(one.hukou_kind, ""), one.contact_name,
            one.contact_phone, NATIONS.get(one.nationality, "中国"),
        ]  # fmt: skip
