"""The titles of columns that departments ask for, beyond those that lists bring in. Data of the trade."""

from shequyun.engines.intake.rules.headers import KNOWN_TITLES, folded

# Written with spaces between, because titles have none. Titles of plain fields are known to the import already.
SAID = {
    "name": "兹证明 兹有居民 兹有 兹证明居民 被证明人 被证明人姓名 老人姓名 评估对象 评估对象姓名 被评估人 受访人 居民 对象姓名",
    "living_address": "居住在 现居住在 居住于 现居住于 家住 现家住",
    "age": "年龄 周岁 岁数 实足年龄 年龄岁 周岁年龄 现年龄",
    "age_band": "年龄段 年龄层 年龄组 年龄分段 年龄阶段",
    "birth_year": "出生年份 出生年",
    "birth_month": "出生月份 出生月 生日月份",
    "household_size": (
        "家庭人数 家庭人口 户内人数 同住人数 家庭人口数 居住人数 户人数 实住人数 家庭成员数 共同居住人数 常住人数"
    ),
    "lives_alone": "独居 是否独居 独居老人 是否独居老人 独居情况 是否单独居住",
    "aged60": "是否老年人 老年人 60岁以上 是否60岁以上 是否满60周岁",
    "aged80": "是否高龄 高龄老人 是否高龄老人 80岁以上 是否80岁以上 是否满80周岁",
    "minor": "是否未成年 是否未成年人 是否儿童",
    "hukou_here": "是否本居委户籍 是否户籍 户籍人口 是否户籍人口 户籍在本居委 是否本地户籍 是否户籍在册",
    "living_here": "是否实有人口 是否常住 是否实际居住 是否在住 是否常住人口",
    "rented": "是否租住 是否租客 是否租户 是否承租人 租赁户",
    "party_member": "是否党员 是否中共党员",
    "committee": (
        "居委会 居委 所属居委 所属居委会 居民区 所属居民区 村居 村居名称 社区 所属社区 居村委 居委名称 居委会名称 "
        "社区名称 所在居委 村居委"
    ),
    "subdistrict": "街道 街镇 所属街道 所属街镇 街道名称 街镇名称 街道镇 镇街",
    "district": "区 所属区 区县 行政区",
    "door": "楼栋地址 楼栋门牌 门弄牌 所在楼栋 楼栋名称 弄号 楼幢",
    "estate": "小区 小区名称 所属小区 居住小区",
    "floor": "楼层 所在楼层 层 居住楼层",
    "lift": "有无电梯 电梯 是否有电梯",
    "labels": "人员类别 人群类别 特殊人群 人员标签 标签 人员类型 对象类别 群体类别 特殊类别",
    "contact": "紧急联系人及电话 联系人及电话 家属及电话 紧急联系人及联系电话 联系人姓名及电话",
    "sex_age": "性别年龄",
    "observed_on": "核实日期 最近核实 核实时间 更新日期 最后核实日期",
    "filled_on": "填报日期 填表日期 登记日期时间 上报日期 统计日期",
    "filled_year": "填表年",
    "filled_month": "填表月",
    "filled_day": "填表日",
    "born_day": "出生几日",
    "filled_by": "填报人 填表人 登记人 经办人 采集人 报送人 受理人 社区受理人 走访人 核实人",
    "count": "人数 合计 总人数 总数 小计 总计 共计 人口数 常住人口数 人口总数",
    "count_men": "男 男性 男性人数 男人数",
    "count_women": "女 女性 女性人数 女人数",
    "count_homes": "户数 总户数 家庭户数 居住户数",
}
KEPT_BLANK = frozenset(
    map(
        folded,
        [
            "签名",
            "签字",
            "本人签名",
            "领取人签名",
            "领取签名",
            "领取人",
            "金额",
            "数量",
            "是否领取",
            "领取日期",
            "审核意见",
            "处理结果",
            "处理情况",
            "走访情况",
            "审批意见",
            "满意度",
            "需求",
            "诉求",
            "需求情况",
            "是否参加",
            "是否报名",
            "签收",
        ],
    )
)
TITLES = {folded(title): name for name, titles in SAID.items() for title in titles.split()}
HEADER_TITLES = KNOWN_TITLES | TITLES.keys() | KEPT_BLANK
