"""The titles that people give to columns, by field and subject. Data of the trade; read beside the field dictionary."""

import re

RESIDENT: dict[str, tuple[str, ...]] = {
    "name": ("姓名", "名字", "居民姓名", "人员姓名", "成员姓名", "家庭成员", "中文姓名", "住户姓名"),
    "former_name": ("曾用名", "别名"),
    "sex": ("性别",),
    "birth_date": ("出生日期", "出生年月", "出生年月日", "生日", "出生时间"),
    "document_kind": ("证件类型", "证件种类", "证照类型"),
    "document_number": ("身份证", "身份证号", "身份证号码", "证件号码", "证件号", "公民身份号码", "公民身份证号码", "身份证件号码", "居民身份证号"),
    "phone": ("电话", "手机", "手机号", "手机号码", "联系方式", "联系电话", "电话号码", "本人电话", "移动电话", "联系手机"),
    "living_address": ("现住址", "居住地址", "现住地址", "实际居住地", "实际居住地址", "住址", "地址", "家庭住址", "现居住地", "现居住地址", "居住地", "门牌号", "现住地门楼详址", "房屋地址"),
    "hukou_address": ("户籍地址", "户口所在地", "户籍地", "户籍所在地", "户口地址", "户籍地门楼详址"),
    "road": ("路", "路名", "路街", "道路"),
    "lane": ("弄", "弄号"),
    "number": ("号", "楼号", "门牌"),
    "room": ("室", "室号", "房号", "房间号", "户室号"),
    "household_no": ("户号", "户口编号", "户籍号", "家庭编号"),
    "head_name": ("户主姓名", "户主"),
    "relation": ("与户主关系", "关系", "与户主的关系", "家庭关系", "称谓"),
    "tenure": ("居住类型", "住所类型", "居住性质", "房屋性质", "是否租住", "租住"),
    "presence": ("人户状态", "居住状态", "人户情况", "人户一致", "人口类型", "户口状态"),
    "nationality": ("国籍", "国籍地区", "国别"),
    "education": ("学历", "文化程度", "教育程度"),
    "marital": ("婚姻状况", "婚姻", "婚姻状态"),
    "political": ("政治面貌",),
    "employer": ("工作单位", "服务处所", "单位"),
    "occupation": ("职业", "职务"),
    "hukou_kind": ("户口性质", "户籍性质", "户口类型", "户别"),
    "contact_name": ("紧急联系人", "联系人", "监护人", "家属姓名"),
    "contact_phone": ("紧急联系电话", "联系人电话", "监护人电话", "家属电话", "紧急联系人电话"),
    "from_date": ("入住日期", "居住起始日期", "来沪日期", "登记日期", "迁入日期"),
    "remark": ("备注", "说明", "备注说明"),
}
DWELLING: dict[str, tuple[str, ...]] = {
    "address": ("地址", "房屋地址", "门牌地址", "标准地址", "住址", "坐落"),
    "use": ("用途", "房屋用途", "使用情况"),
    "tenure": ("房屋性质", "产权性质", "是否出租", "产权"),
    "area_m2": ("面积", "建筑面积", "房屋面积", "面积平方米", "建筑面积平方米"),
    "remark": ("备注",),
}
BUILDING: dict[str, tuple[str, ...]] = {
    "address": ("地址", "楼栋地址", "门牌地址", "楼栋", "门弄号", "标准地址"),
    "estate": ("小区", "小区名称"),
    "kind": ("楼栋类型", "房屋类型", "建筑类型"),
    "floors": ("层数", "总层数", "楼层数", "楼层"),
    "units": ("每层户数",),
    "has_lift": ("电梯", "有无电梯", "是否有电梯"),
    "built_year": ("建成年份", "建造年份", "建成年代"),
}
ORGANISATION: dict[str, tuple[str, ...]] = {
    "name": ("单位名称", "实际名称", "店招名称", "名称", "店名"),
    "registered_name": ("登记名称", "注册名称", "营业执照名称"),
    "credit_code": ("统一社会信用代码", "信用代码", "社会信用代码", "营业执照号"),
    "address": ("地址", "经营地址", "实际地址", "单位地址"),
    "kind": ("单位类型", "类型", "单位性质"),
    "state": ("营业状态", "状态", "经营状态"),
    "legal_person": ("法定代表人", "法人", "负责人", "法人代表"),
    "contact_name": ("联系人",),
    "phone": ("联系电话", "电话", "联系方式", "手机"),
    "head_count": ("从业人数", "员工人数", "人数"),
    "opened_on": ("开业日期", "成立日期"),
    "remark": ("备注",),
}
BY_SUBJECT = {"resident": RESIDENT, "dwelling": DWELLING, "building": BUILDING, "organisation": ORGANISATION}
# Columns that are seen and not taken: no duty of the committee needs them (product rule; PIPL art. 6).
NOT_KEPT = frozenset({"民族", "宗教信仰", "宗教", "信仰"})
SERIAL = frozenset({"序号", "编号", "序", "no", "no."})


def folded(title: str) -> str:
    """A title as it is compared: half-width, without spaces, brackets and marks; the part behind "/" decides."""
    half = "".join(chr(ord(ch) - 0xFEE0) if "！" <= ch <= "～" else ch for ch in title)
    half = re.sub(r"[(（\[【][^)）\]】]*[)）\]】]", "", half)
    return re.sub(r"[\s*:：、，,.。·\-_]", "", half).lower()


KNOWN_TITLES = frozenset(folded(title) for table in BY_SUBJECT.values() for titles in table.values() for title in titles) | NOT_KEPT | SERIAL
