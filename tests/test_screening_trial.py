"""Texts as people write them, and what is posted: of homes, forms of address, accounts, and ordinary sentences."""

from __future__ import annotations

from pathlib import Path

import pytest
from test_personal import screen

from commatch.reports.notice.screening import Screen, Secret, is_topic

SECRETS = (
    Secret("欧阳秀曦", "name", resident=True),
    Secret("张国庆", "name", resident=True),
    Secret("李芳", "name", resident=True),
    Secret("勇晨", "name", resident=True),
    Secret("钱勇晨", "name", resident=True),
)


def shown(text: str, **how: bool) -> str:
    return Screen(SECRETS).hide(text, **how)[0]


@pytest.mark.parametrize(
    "address",
    [
        "2#5-1602", "3/2/501", "5-301", "17-1705", "11#1101", "A1203", "A座1203", "南区12号", "幸福里5", "金桂苑1203",
        "绿地5-2-11", "东里12", "锦绣花园12幢", "北里3号楼", "5#楼602", "十二号楼三单元",
    ],
)  # fmt: skip
def test_an_address_of_the_lists_is_masked_however_short(address: str, tmp_path: Path) -> None:
    assert screen(tmp_path, address, "住址").hide(f"{address}漏水")[0] == "**漏水"


@pytest.mark.parametrize("building", ["3号楼", "十二栋", "A座", "8弄", "12幢"])
def test_a_building_alone_is_nobodys_home(building: str, tmp_path: Path) -> None:
    assert screen(tmp_path, building, "住址").hide(f"{building}电梯")[0] == f"{building}电梯"


@pytest.mark.parametrize(
    ("text", "posted"),
    [
        ("2#5-1602漏水", "**漏水"),
        ("3/2/501漏水", "**漏水"),
        ("11#楼1101漏水", "**漏水"),
        ("A座1203漏水", "**漏水"),
        ("金桂苑1203漏水", "**漏水"),
        ("3栋2单元老太", "**老太"),
        ("皇甫老师傅", "**"),
        ("上官先生找令狐大姐", "**找**"),
        ("王老师傅", "**"),
        ("找秀曦伯伯", "找**"),
        ("张姐和王嫂", "**和**"),
        ("国庆哥、勇晨嫂", "**、**"),
        ("请王工看看", "请**看看"),
        ("谢谢文阿姨", "谢谢**"),
        ("老王家、小张家", "**家、**家"),
        ("王某芳", "**"),
        ("王家奶奶", "**"),
        ("王氏奶奶", "**"),
        ("姓王的阿姨", "**"),
        ("给阿芳", "给**"),
        ("写到 zqh123@qq.com", "写到 **"),
        ("写到li.na8＠sina.cn吧", "写到**吧"),
        ("京A·D1234挡路", "**挡路"),
        ("粤BE1234", "**"),
        ("微信lily0819", "微信**"),
        ("微信号：zhang_1234", "微信号：**"),
        ("QQ 123456", "QQ **"),
        ("138x1234x5678", "**"),
        ("138 转 1234 转 5678", "**"),
        ("家里有人耳聋、拄拐", "家里有人**、**"),
        ("低保户，刚离婚", "**，刚**"),
    ],
)  # fmt: skip
def test_what_the_trial_found_is_masked(text: str, posted: str) -> None:
    assert shown(text) == posted


@pytest.mark.parametrize(
    "text",
    [
        "各位老师", "110、119、120宣传", "预算1000000元", "2025-2026学年", "出租车师傅歇脚点", "公交车师傅", "修车师傅",
        "一、二、三、四、五、六、七、八年级", "1、2、3、4、5、6、7号楼", "3栋2单元楼道灯更换", "8号楼一层大厅",
        "3楼2号会议室", "施工时间", "向工作人员反映", "小时工", "小马过河", "党总支书记", "花园里种花", "大家一起",
        "12月5日", "孩子和妈妈", "李子树", "A4纸100张", "社区公园2026年", "文艺活动", "开工典礼",
    ],
)  # fmt: skip
def test_ordinary_sentences_stay(text: str) -> None:
    assert shown(text) == text


@pytest.mark.parametrize("title", ["糖尿病友会", "失能照护培训", "聋哑人法律援助", "孕妇瑜伽"])
def test_a_gathering_on_health_is_nobodys(title: str) -> None:
    assert is_topic(title)


def test_ages_and_living_alone_are_masked_in_what_is_for_one() -> None:
    assert shown("陪伴86岁独居的老人", alone=True) == "陪伴**的老人"
    assert shown("独居老人聚餐") == "独居老人聚餐"


def test_compound_surnames_are_shown_whole() -> None:
    assert Screen(SECRETS, surnames=True).hide("欧阳秀曦家")[0] == "欧阳**家"


@pytest.mark.parametrize(
    ("cell", "column", "text", "posted"),
    [
        ("孙晓明的妈妈", "提出人", "孙晓明家", "**家"),
        ("冯巩儿子冯小刚", "提出人", "冯巩和冯小刚", "**和**"),
        ("钱三 电13566667777", "提出人", "钱三来过", "**来过"),
        ("微信lily08191", "电话", "加lily08191", "加**"),
        ("13566667777 钱三宝", "电话", "钱三宝来过", "**来过"),
    ],
)
def test_messy_personal_cells_are_understood(cell: str, column: str, text: str, posted: str, tmp_path: Path) -> None:
    assert screen(tmp_path, cell, column).hide(text)[0] == posted
