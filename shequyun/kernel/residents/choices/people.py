"""Sex GB/T 2261.1, marital status GB/T 2261.2, education GB/T 4658, political status GB/T 4762, hukou, nationality."""

from django.utils.translation import gettext_lazy as _

from shequyun.base.codes import CodeTable

# Codes 0 and 2 mean other things in systems that count 0 female 1 male; only 1, 2, 0, 9 of the standard are read.
SEXES = CodeTable(
    {"1": _("Male"), "2": _("Female"), "0": _("Unknown"), "9": _("Not stated")},
    {
        "男": "1", "男性": "1", "m": "1", "male": "1", "女": "2", "女性": "2", "f": "2", "female": "2",
        "未知": "0", "未说明": "9",
    },
)  # fmt: skip
MARITALS = CodeTable(
    {
        "10": _("Never married"),
        "20": _("Married"),
        "21": _("Married for the first time"),
        "22": _("Remarried"),
        "23": _("Remarried to the former spouse"),
        "30": _("Widowed"),
        "40": _("Divorced"),
        "90": _("Not stated"),
    },
    {
        "未婚": "10", "已婚": "20", "有配偶": "20", "初婚": "21", "再婚": "22", "复婚": "23", "丧偶": "30",
        "离婚": "40", "离异": "40", "未说明": "90", "60": "90",
    },
)  # fmt: skip
EDUCATIONS = CodeTable(
    {
        "10": _("Postgraduate"),
        "11": _("Doctorate"),
        "14": _("Master's degree"),
        "20": _("University"),
        "30": _("College"),
        "40": _("Secondary vocational"),
        "60": _("Senior high school"),
        "70": _("Junior high school"),
        "80": _("Primary school"),
        "90": _("Other education"),
    },
    {
        "研究生": "10", "研究生教育": "10", "博士": "11", "博士研究生": "11", "博士毕业": "11", "12": "11", "13": "11",
        "硕士": "14", "硕士研究生": "14", "15": "14", "16": "14", "17": "10", "18": "10", "19": "10",
        "大学": "20", "本科": "20", "大学本科": "20", "21": "20", "22": "20", "23": "20", "28": "20",
        "大专": "30", "专科": "30", "大学专科": "30", "31": "30", "32": "30", "33": "30",
        "中专": "40", "中等职业": "40", "职高": "40", "技校": "40", "41": "40", "42": "40", "43": "40", "44": "40",
        "45": "40", "46": "40", "47": "40", "48": "40", "49": "40",
        "高中": "60", "普通高中": "60", "61": "60", "62": "60", "63": "60",
        "初中": "70", "71": "70", "73": "70", "小学": "80", "81": "80", "83": "80",
        "其他": "90", "文盲": "90", "学龄前": "90",
    },
)  # fmt: skip
POLITICALS = CodeTable(
    {
        "01": _("CPC member"),
        "02": _("Probationary CPC member"),
        "03": _("Youth League member"),
        "04": _("Revolutionary Committee of the Kuomintang"),
        "05": _("China Democratic League"),
        "06": _("China National Democratic Construction Association"),
        "07": _("China Association for Promoting Democracy"),
        "08": _("Peasants' and Workers' Democratic Party"),
        "09": _("China Zhi Gong Party"),
        "10": _("Jiusan Society"),
        "11": _("Taiwan Democratic Self-Government League"),
        "12": _("Without party affiliation"),
        "13": _("General public"),
    },
    {
        "中共党员": "01", "党员": "01", "中共预备党员": "02", "预备党员": "02", "共青团员": "03", "团员": "03",
        "民革": "04", "民盟": "05", "民建": "06", "民进": "07", "农工": "08", "农工党": "08", "致公": "09",
        "致公党": "09", "九三": "10", "九三学社": "10", "台盟": "11", "无党派": "12", "无党派人士": "12",
        "群众": "13", "普通公民": "13",
    },
)  # fmt: skip
HUKOU_KINDS = CodeTable(
    {
        "0": _("No permanent hukou"),
        "1": _("Non-agricultural household"),
        "2": _("Agricultural household"),
        "3": _("Non-agricultural collective"),
        "4": _("Agricultural collective"),
        "8": _("Other hukou"),
    },
    {
        "未落常住户口": "0", "非农业家庭": "1", "非农": "1", "非农业": "1", "城镇": "1", "家庭户": "1", "农业家庭": "2",
        "农业": "2", "非农业集体": "3", "集体户": "3", "农业集体": "4", "其他": "8", "自理口粮": "8", "寄住": "8", "暂住": "8",
    },
)  # fmt: skip
NATIONALITIES = CodeTable(
    {
        "CHN": _("China"),
        "HKG": _("Hong Kong, China"),
        "MAC": _("Macao, China"),
        "TWN": _("Taiwan, China"),
        "USA": _("United States"),
        "JPN": _("Japan"),
        "KOR": _("Republic of Korea"),
        "DEU": _("Germany"),
        "FRA": _("France"),
        "GBR": _("United Kingdom"),
        "CAN": _("Canada"),
        "AUS": _("Australia"),
        "SGP": _("Singapore"),
        "MYS": _("Malaysia"),
        "IND": _("India"),
        "RUS": _("Russia"),
        "ITA": _("Italy"),
        "ESP": _("Spain"),
        "OTH": _("Other country"),
    },
    {
        "中国": "CHN", "中国大陆": "CHN", "156": "CHN", "中国香港": "HKG", "香港": "HKG", "中国澳门": "MAC", "澳门": "MAC",
        "中国台湾": "TWN", "台湾": "TWN", "美国": "USA", "日本": "JPN", "韩国": "KOR", "德国": "DEU", "法国": "FRA",
        "英国": "GBR", "加拿大": "CAN", "澳大利亚": "AUS", "新加坡": "SGP", "马来西亚": "MYS", "印度": "IND",
        "俄罗斯": "RUS", "意大利": "ITA", "西班牙": "ESP", "其他": "OTH",
    },
)  # fmt: skip
