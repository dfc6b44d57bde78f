"""The community itself: tables/*.csv as typed sheets, with invented people put in by a seeded draw."""

import csv
import random
from dataclasses import dataclass
from datetime import date
from itertools import product
from pathlib import Path

from make_samples.books import Cell, Row, Sheet

HERE = Path(__file__).resolve().parent
SEED = 202612

# Sheets in the order of the workbook.
SHEETS = [
    "需求清单",
    "需求拆解",
    "服务模板",
    "行动步骤",
    "能人",
    "共建单位",
    "场地",
    "资金",
    "物资",
    "网格距离",
    "匹配意见",
    "历史",
    "设置",
]
DATES = {"提出日期", "期限", "协议开始", "协议截止", "日期"}
NUMBERS = {
    "受益人数",
    "工时",
    "容纳人数",
    "经费",
    "次数",
    "人数",
    "步行上限",
    "每月工时",
    "每月场次",
    "可用金额",
    "单项上限",
    "数量",
    "等级",
    "顺序",
    "提前天数",
    "步行分钟",
    "评分",
    "评价",
    "值",
}

SURNAMES = {
    "王": "Wang",
    "李": "Li",
    "张": "Zhang",
    "刘": "Liu",
    "陈": "Chen",
    "杨": "Yang",
    "赵": "Zhao",
    "黄": "Huang",
    "周": "Zhou",
    "吴": "Wu",
    "徐": "Xu",
    "孙": "Sun",
    "胡": "Hu",
    "朱": "Zhu",
    "高": "Gao",
    "林": "Lin",
}
GIVEN_NAMES = {
    "建国": "Jianguo",
    "秀英": "Xiuying",
    "桂兰": "Guilan",
    "志强": "Zhiqiang",
    "丽华": "Lihua",
    "春生": "Chunsheng",
    "晓梅": "Xiaomei",
    "文静": "Wenjing",
    "国庆": "Guoqing",
    "雨桐": "Yutong",
    "浩然": "Haoran",
    "美玲": "Meiling",
    "永福": "Yongfu",
    "佳怡": "Jiayi",
    "明远": "Mingyuan",
    "淑芬": "Shufen",
}
NAMES = {
    s + g: f"{pinyin_g} {pinyin_s}" for (s, pinyin_s), (g, pinyin_g) in product(SURNAMES.items(), GIVEN_NAMES.items())
}


@dataclass(frozen=True)
class Community:
    """Every sheet of the sample, in workbook order."""

    sheets: list[Sheet]

    def sheet(self, name: str) -> Sheet:
        """Return the sheet called ``name``."""
        return next(sheet for sheet in self.sheets if sheet.name == name)


class People:
    """Names no two people share, telephone numbers nobody has, and homes in no real street."""

    def __init__(self) -> None:
        """Shuffle the names once, with the seed of the sample."""
        self._random = random.Random(SEED)
        self._names = sorted(NAMES)
        self._random.shuffle(self._names)
        self._phones = 0

    def name(self) -> str:
        """Return a name not given before."""
        return self._names.pop()

    def phone(self) -> str:
        """Return the next number of a row that is plainly made up."""
        self._phones += 1
        return f"13900000{self._phones:03d}"

    def address(self) -> str:
        """Return a home in the invented estate."""
        draw = self._random.randint
        return f"梧桐里{draw(1, 30)}栋{draw(1, 3)}单元{draw(1, 6)}0{draw(1, 4)}室"


def load() -> Community:
    """Read the tables and add names, telephones and addresses where the contract has them."""
    people = People()
    return Community([_sheet(name, people) for name in SHEETS])


def _sheet(name: str, people: People) -> Sheet:
    with (HERE / "tables" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        records = list(csv.DictReader(file))
    headers = list(records[0])
    if name == "需求清单":
        headers[headers.index("来源") + 1 : headers.index("来源") + 1] = ["提出人", "电话", "住址"]
    elif name == "能人":
        headers.insert(headers.index("姓名") + 1, "电话")
    elif name == "共建单位":
        headers.insert(headers.index("联系人") + 1, "电话")
    rows: list[Row] = []
    for record in records:
        if name == "需求清单":
            record |= {"提出人": people.name(), "电话": people.phone(), "住址": people.address()}
        elif name == "能人":
            record |= {"姓名": record["姓名"] or people.name(), "电话": people.phone()}
        elif name == "共建单位":
            record |= {"联系人": people.name(), "电话": people.phone()}
        rows.append([_value(header, record[header]) for header in headers])
    return Sheet(name, headers, rows)


def _value(header: str, text: str) -> Cell:
    if not text:
        return None
    if header in DATES:
        return date.fromisoformat(text)
    if header in NUMBERS and text.isdigit():
        return int(text)
    return text
