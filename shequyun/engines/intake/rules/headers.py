"""The titles that people give to columns, by field and subject. Data of the trade; read beside the field dictionary.

The import understands these, and the page of a field shows them: they are said nowhere else.
"""

import re
from collections.abc import Mapping

from shequyun.base.widths import half_width


def _titles(said: dict[str, str]) -> dict[str, tuple[str, ...]]:
    """The table below with its titles apart: they are written with spaces between, because titles have none."""
    return {field: tuple(titles.split()) for field, titles in said.items()}


RESIDENT = _titles(
    {
        "name": (
            "姓名 名字 居民姓名 人员姓名 成员姓名 家庭成员 中文姓名 住户姓名 人员 本人姓名 "
            "居住人姓名 居住人 户内成员 常住人口姓名 租客姓名"
        ),
        "former_name": "曾用名 别名 原名",
        "sex": "性别 男女",
        "birth_date": "出生日期 出生年月 出生年月日 生日 出生时间 出生年月日期 出生 生日日期",
        "document_kind": "证件类型 证件种类 证照类型 证件类别 证件名称",
        "document_number": (
            "身份证 身份证号 身份证号码 证件号码 证件号 公民身份号码 公民身份证号码 "
            "身份证件号码 居民身份证号 公民身份号 身份号码 身份证件号 居民身份证 居民身份证号码 "
            "护照号 护照号码 通行证号 居住证号 台胞证号"
        ),
        "phone": (
            "电话 手机 手机号 手机号码 联系方式 联系电话 电话号码 本人电话 移动电话 联系手机 "
            "联系手机号 手机电话 电话手机 联系电话手机 联络电话 常用电话 本人手机 本人联系电话"
        ),
        "living_address": (
            "现住址 居住地址 现住地址 实际居住地 实际居住地址 住址 地址 家庭住址 现居住地 "
            "现居住地址 居住地 门牌号 现住地门楼详址 房屋地址 居住地详址 居住地详细地址 现居地 "
            "现居住地详细地址 实际居住 实际住址 详细地址 详细住址 常住地址 居住房屋地址 "
            "家庭地址 现住 现住所"
        ),
        "hukou_address": (
            "户籍地址 户口所在地 户籍地 户籍所在地 户口地址 户籍地门楼详址 户籍地详址 "
            "户籍地详细地址 户籍住址 户口地 户籍 身份证地址 户口簿地址 户籍所在地地址"
        ),
        "road": "路 路名 路街 道路 路名称 街路 路街巷 街路巷",
        "lane": "弄 弄号 巷弄 弄巷",
        "number": "号 楼号 门牌 号码门牌 楼栋号 栋号 幢号 楼栋 幢 栋",
        "room": "室 室号 房号 房间号 户室号 户室 房间",
        "household_no": "户号 户口编号 户籍号 家庭编号 户籍编号 户编号 家庭户号 户籍户号 家庭户编号",
        "head_name": "户主姓名 户主 户主名字 户主名",
        "relation": (
            "与户主关系 关系 与户主的关系 家庭关系 称谓 与本户关系 户主关系 与房主关系 同户主关系 家庭成员关系"
        ),
        "tenure": (
            "居住类型 住所类型 居住性质 房屋性质 是否租住 租住 租住情况 住房性质 住房类型 "
            "居住情况类型 自有租赁 房屋类别"
        ),
        "presence": (
            "人户状态 居住状态 人户情况 人户一致 人口类型 户口状态 人户分离 人户状况 居住状况 "
            "居住情况 在住情况 是否在住 是否居住"
        ),
        "nationality": "国籍 国籍地区 国别 国家地区 国籍或地区 国家",
        "education": "学历 文化程度 教育程度 最高学历 受教育程度",
        "marital": "婚姻状况 婚姻 婚姻状态 婚姻情况 婚否",
        "political": "政治面貌 政治身份 是否党员 党员",
        "employer": ("工作单位 服务处所 单位 单位名称 就业单位 工作单位名称 工作单位学校 单位学校 就读学校"),
        "occupation": "职业 职务 从事职业 工种",
        "hukou_kind": "户口性质 户籍性质 户口类型 户别 户籍类型 户籍类别 户口类别",
        "other_phone": "其他电话 第二电话 备用电话 固定电话 座机 家庭电话 宅电 固话",
        "contact_name": "紧急联系人 联系人 监护人 家属姓名 紧急联系人姓名 联系人姓名 监护人姓名 联络人",
        "contact_phone": (
            "紧急联系电话 联系人电话 监护人电话 家属电话 紧急联系人电话 紧急联系人手机 "
            "紧急联系方式 联系人手机 联系人联系方式 紧急联系人联系方式 联系人联系电话"
        ),
        "death_date": "死亡日期 死亡时间 去世日期 死亡年月",
        "from_date": (
            "入住日期 居住起始日期 来沪日期 登记日期 迁入日期 入住时间 起租日期 来沪时间 "
            "居住起始时间 居住开始日期 搬入日期 迁入时间"
        ),
        "remark": "备注 说明 备注说明 备注栏 其他说明 其他 特殊情况",
    }
)
DWELLING = _titles(
    {
        "address": ("地址 房屋地址 门牌地址 标准地址 住址 坐落 房屋坐落 室号地址 户室地址 详细地址 房屋坐落地址"),
        "use": "用途 房屋用途 使用情况 房屋使用情况 规划用途 用途类型 使用性质",
        "tenure": "房屋性质 产权性质 是否出租 产权 权属性质 房屋权属 住房性质 房屋类型",
        "area_m2": ("面积 建筑面积 房屋面积 面积平方米 建筑面积平方米 建筑面积m² 面积m2 使用面积 建筑面积m2 面积m²"),
        "remark": "备注 说明",
    }
)
BUILDING = _titles(
    {
        "address": "地址 楼栋地址 门牌地址 楼栋 门弄号 标准地址 楼幢地址 楼栋号 楼号 幢号 地址门牌",
        "estate": "小区 小区名称 所属小区 住宅小区",
        "kind": "楼栋类型 房屋类型 建筑类型 建筑类别 楼宇类型 类型 房屋类别",
        "floors": "层数 总层数 楼层数 楼层 地上层数 总楼层 楼层总数",
        "units": "每层户数 一梯几户 每层套数 单层户数 梯户",
        "has_lift": "电梯 有无电梯 是否有电梯 是否加装电梯 有电梯",
        "grid": "网格 所属网格 网格编号 网格号",
        "built_year": "建成年份 建造年份 建成年代 建造年代 竣工年份 建成年 建成时间 竣工时间",
    }
)
ORGANISATION = _titles(
    {
        "name": ("单位名称 实际名称 店招名称 名称 店名 企业名称 商户名称 机构名称 店铺名称 单位实际名称 公司名称 店招"),
        "registered_name": "登记名称 注册名称 营业执照名称 工商登记名称 营业执照名 执照名称",
        "credit_code": (
            "统一社会信用代码 信用代码 社会信用代码 营业执照号 社会统一信用代码 统一信用代码 "
            "统一社会信用代码证号 营业执照号码 营业执照注册号 组织机构代码"
        ),
        "address": ("地址 经营地址 实际地址 单位地址 经营场所 实际经营地址 单位详址 办公地址 所在地址 注册地址"),
        "room": "室 室号 房号 房间号 铺位号",
        "kind": "单位类型 类型 单位性质 企业类型 行业类型 机构类型 单位类别 行业",
        "state": "营业状态 状态 经营状态 经营情况 营业情况 运营状态",
        "legal_person": "法定代表人 法人 负责人 法人代表 法定代表人姓名 经营者 经营者姓名",
        "contact_name": "联系人 联系人姓名 联络人",
        "phone": ("联系电话 电话 联系方式 手机 联系手机 手机号码 手机号 联系人电话 联系人手机 单位电话 电话号码"),
        "head_count": "从业人数 员工人数 人数 职工人数 从业人员数 职工数 从业人员 员工数",
        "opened_on": "开业日期 成立日期 注册日期 开业时间 成立时间",
        "remark": "备注 说明",
    }
)
BY_SUBJECT = {"resident": RESIDENT, "dwelling": DWELLING, "building": BUILDING, "organisation": ORGANISATION}
# Fields of documents, stays and households, which lists of people carry: what a column with them is called above.
IN_LISTS_OF_PEOPLE = {
    ("document", "kind"): "document_kind",
    ("document", "number"): "document_number",
    ("household", "number"): "household_no",
    ("stay", "tenure"): "tenure",
    ("stay", "relation"): "relation",
    ("stay", "from_date"): "from_date",
}
# Titles about somebody else than the person of the row: 户主电话, 配偶身份证号. Nothing is guessed from their cells.
OTHERS = (
    "户主",
    "配偶",
    "父亲",
    "母亲",
    "父母",
    "子女",
    "监护人",
    "家属",
    "家长",
    "联系人",
    "联络人",
    "房东",
    "业主",
    "房主",
    "法人",
    "申请人",
    "经办人",
)
# Columns that are seen and not taken: no duty of the committee needs them (product rule; PIPL art. 6).
NOT_KEPT = frozenset({"民族", "民族成分", "族别", "宗教信仰", "宗教", "信仰", "信教情况", "是否信教"})
SERIAL = frozenset({"序号", "编号", "序", "no", "顺序号", "行号", "序列号"})


def folded(title: str) -> str:
    """A title as it is compared: half-width, small letters, without spaces, marks and what stands in brackets."""
    half = re.sub(r"[(\[【][^)\]】]*[)\]】]", "", half_width(title))
    return re.sub(r"[\s*:、，,.。·\-_#'\"“”]", "", half).lower()


KNOWN_TITLES = (
    frozenset(folded(title) for fields in BY_SUBJECT.values() for titles in fields.values() for title in titles)
    | NOT_KEPT
    | SERIAL
)
_more: set[str] = set()  # folded titles of lists that apps above registered


def add_titles(kind: str, titles: Mapping[str, tuple[str, ...]], *, heads: bool = False) -> None:
    """The titles of a kind of list that an app above registers. `heads`: they make a header known for what it is."""
    BY_SUBJECT[kind] = dict(titles)
    if heads:
        _more.update(folded(title) for said in titles.values() for title in said)


def known_titles() -> frozenset[str]:
    """Every title that makes a header."""
    return KNOWN_TITLES | _more


def titles_of(subject: str, field: str) -> tuple[str, ...]:
    """The titles that the import understands for a field of the dictionary; none for what no list brings in."""
    if (subject, field) in IN_LISTS_OF_PEOPLE:
        return RESIDENT[IN_LISTS_OF_PEOPLE[subject, field]]
    return BY_SUBJECT.get(subject, {}).get(field, ())
