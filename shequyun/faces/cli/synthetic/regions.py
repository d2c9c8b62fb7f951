"""Where people come from or went to: prefectures with their weights, and addresses of elsewhere that name no door."""

_SOURCES = (
    "3415安徽省六安市10 3411安徽省滁州市7 3412安徽省阜阳市8 3408安徽省安庆市7 3401安徽省合肥市4 3402安徽省芜湖市3 3206江苏省南通市9 "
    "3209江苏省盐城市9 3210江苏省扬州市5 3212江苏省泰州市6 3208江苏省淮安市4 3301浙江省杭州市3 3302浙江省宁波市3 3310浙江省台州市3 "
    "4115河南省信阳市6 4116河南省周口市5 4117河南省驻马店市4 4101河南省郑州市2 3611江西省上饶市4 3601江西省南昌市2 4211湖北省黄冈市3 "
    "4201湖北省武汉市2 3509福建省宁德市2 3501福建省福州市2 5101四川省成都市2 5115四川省宜宾市2 3701山东省济南市2 3713山东省临沂市3 "
    "6101陕西省西安市1 4301湖南省长沙市2 2301黑龙江省哈尔滨市1 2102辽宁省大连市1 6205甘肃省天水市1 5201贵州省贵阳市1 6531新疆喀什地区1"
)
PREFECTURES: dict[str, str] = {}
PREFECTURE_DRAW: list[str] = []
for _source in _SOURCES.split():
    PREFECTURES[_source[:4]] = _source[4:].rstrip("0123456789")
    PREFECTURE_DRAW += [_source[:4]] * int(_source[len(_source.rstrip("0123456789")) :])

NATIONS = {
    "HKG": "中国香港", "MAC": "中国澳门", "TWN": "中国台湾", "USA": "美国", "JPN": "日本", "KOR": "韩国", "DEU": "德国",
    "FRA": "法国", "GBR": "英国", "ITA": "意大利", "CAN": "加拿大", "AUS": "澳大利亚", "SGP": "新加坡",
}  # fmt: skip
_ROADS = {
    "浦东新区": "上南路 浦三路 博山路 成山路 德州路", "闵行区": "七莘路 莘松路 古美路 都市路", "宝山区": "共康路 水产路 蕰川路 大华一路",
    "普陀区": "真光路 曹杨路 祁连山路 枣阳路", "徐汇区": "田林路 龙华路 梅陇路 老沪闵路", "杨浦区": "控江路 国权路 松花江路 延吉中路",
    "虹口区": "曲阳路 广中路 凉城路 四平路", "长宁区": "仙霞路 天山路 水城路 剑河路", "松江区": "九亭大街 涞坊路 文诚路",
    "嘉定区": "丰庄路 曹安公路 塔城路", "静安区": "彭浦路 临汾路 阳曲路 平型关路", "青浦区": "公园路 华徐公路",
}  # fmt: skip
ELSEWHERE_IN_SHANGHAI = tuple(
    f"上海市{district}{road}{number}弄{door}号"
    for district, roads in _ROADS.items()
    for road in roads.split()
    for number, door in ((118, 7), (333, 21), (505, 4), (860, 36))
)
