"""What people write for a product."""

import pytest

from shequyun.programmes.vaccination.rules.reading import product_said


@pytest.mark.parametrize(
    ("name", "maker", "code"),
    [
        ("新冠灭活疫苗（武汉生物）", "", "covid_wuhan"),
        ("新冠疫苗（Vero细胞）", "北京科兴中维生物技术有限公司", "covid_sinovac"),
        ("新型冠状病毒灭活疫苗（Vero细胞）", "国药集团中国生物北京生物制品研究所", "covid_beijing"),
        ("新型冠状病毒灭活疫苗（Vero细胞）", "", "covid_vero"),
        ("重组新型冠状病毒疫苗（5型腺病毒载体）", "康希诺", "covid_ad5"),
        ("重组新型冠状病毒疫苗（CHO细胞）", "", "covid_cho"),
        ("新冠疫苗", "", "covid_other"),
        ("四价流感病毒裂解疫苗", "华兰生物", "flu_split"),
        ("麻腮风", "", "mmr"),
        ("板蓝根", "", None),
    ],
)
def test_what_people_write_for_a_product(name: str, maker: str, code: str | None) -> None:
    found = product_said(name, maker)
    assert (found.code if found else None) == code
