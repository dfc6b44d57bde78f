"""Texts for the public: what is masked in them, in whatever way it is written, and what is left."""

from __future__ import annotations

import time

import pytest

from commatch.reports.notice.screening import Screen, Secret, is_topic

SECRETS = (
    Secret("王桂兰", "name", "需求清单·提出人", resident=True),
    Secret("张三", "name", "能人·姓名"),
    Secret("Jiayi Xu", "name", resident=True),
    Secret("Grace", "name", resident=True),
    Secret("幸福里小院东头", "address"),
    Secret("N012", "id"),
    Secret("64321", "number"),
)


def shown(text: str, *kept: str, **how: bool) -> str:
    return Screen(SECRETS, kept).hide(text, **how)[0]


@pytest.mark.parametrize(
    ("text", "posted"),
    [
        ("王桂兰家换灯泡", "**家换灯泡"),
        ("王　桂·兰家", "**家"),
        ("王、桂、兰家", "**家"),
        ("王\u200b桂\n兰家", "**家"),
        ("王桂蘭家", "**家"),
        ("张三13912345678", "**"),
        ("jIAYI xu的灯", "jIAYI xu的灯"),
        ("JIAYI XU的灯", "**的灯"),
        ("Jiayi-Xu的灯", "**的灯"),
        ("XJiayi Xu的灯", "X**的灯"),
        ("amazing grace", "amazing grace"),
        ("for Grace", "for **"),
        ("Graceful", "Graceful"),
        ("王奶奶和桂兰阿姨", "**和**"),
        ("Mrs Weng's lamp", "** lamp"),
        ("１３９ １２３４－５６７８", "**"),
        ("一三九一二三四五六七八", "**"),
        ("1.3.9.1.2.3.4.5.6.7.8", "**"),
        ("(021) 6543-2100", "(**"),
        ("310101 19500101 123Ｘ号", "**号"),
        ("转64321", "转**"),
        ("22栋2单元502室漏水", "**漏水"),
        ("三号楼二单元五〇二室", "**"),
        ("3-2-502漏水", "**漏水"),
        ("Building 22, Unit 2, Room 502", "**"),
        ("幸福里 小院东头", "**"),
        ("同N012一起", "同**一起"),
        ("患糖尿病在家", "患**在家"),
        ("a bedridden man", "a ** man"),
        ("王13912345678桂兰", "**"),
    ],
)
def test_what_is_personal_is_masked(text: str, posted: str) -> None:
    assert shown(text) == posted


@pytest.mark.parametrize(
    "text",
    [
        "建国70周年", "国庆节联欢", "2026-12-05 9:00-11:30", "2026.12.1-2026.12.31 18:00",
        "周二、周四下午2点到4点", "3号楼电梯维修", "12月13号2楼会议室", "语文老师", "中心庭院101广场", "N0123",
        "轮椅通道", "A4纸", "1000元、40人", "老人和孩子", "", "**", "blindly",
    ],
)  # fmt: skip
def test_what_is_nobodys_is_left(text: str) -> None:
    assert shown(text) == text


def test_a_screened_text_holds_nothing_more_to_mask() -> None:
    for text in ("王*桂*兰", "王N012桂64321兰", "张王桂兰三", "13王桂兰912345678"):
        once = shown(text)
        assert shown(once) == once
        assert not set("王桂兰张三") & set(once)
        assert sum(char.isdigit() for char in once) < 4


def test_words_that_are_kept_stay_but_numbers_do_not() -> None:
    assert shown("王桂兰剪刀店") == "**剪刀店"
    assert shown("王桂兰剪刀店", "王桂兰剪刀店") == "王桂兰剪刀店"
    assert shown("王桂兰剪刀店的王桂兰", "王桂兰剪刀店") == "王桂兰剪刀店的**"
    assert shown("13912345678", "13912345678") == "**"


def test_health_and_homes_can_be_left_in_names_of_units_and_venues() -> None:
    assert shown("肿瘤医院", health=False) == "肿瘤医院"
    assert shown("2号楼3层201室", homes=False) == "2号楼3层201室"
    assert is_topic("糖尿病健康讲座")
    assert not is_topic("糖尿病人要送药")


def test_a_residents_surname_is_shown_where_that_is_set_and_a_helpers_never() -> None:
    screen = Screen(SECRETS, surnames=True)
    assert screen.hide("王桂兰家请张三")[0] == "王**家请**"
    assert screen.hide("王　桂兰奶奶家")[0].startswith("王**")


def test_what_was_found_is_told_with_its_source() -> None:
    (found,) = Screen(SECRETS).hide("王 桂兰")[1]
    assert (found.text, found.sort, found.source) == ("王 桂兰", "name", "需求清单·提出人")


def test_long_and_hostile_texts_take_no_long_time() -> None:
    began = time.perf_counter()
    for text in (
        "王" * 40_000,
        "13" * 20_000,
        "22栋" * 10_000,
        "\u200b" * 40_000,
        "1-" * 20_000,
        "王*" * 4_000 + "桂兰",
    ):
        Screen(SECRETS).hide(text[:4000])
    assert time.perf_counter() - began < 5
