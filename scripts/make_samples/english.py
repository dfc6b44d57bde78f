"""The English form: every header, term, title and sentence by dictionary, one to one."""

import re
from functools import cache
from pathlib import Path

from make_samples.books import Cell, Sheet
from make_samples.content import NAMES
from make_samples.times import in_english

HERE = Path(__file__).resolve().parent

SHEET_NAMES = {
    "需求清单": "needs",
    "需求拆解": "requirements",
    "服务模板": "templates",
    "行动步骤": "steps",
    "能人": "helpers",
    "共建单位": "units",
    "场地": "venues",
    "资金": "funds",
    "物资": "goods",
    "网格距离": "distances",
    "匹配意见": "opinions",
    "历史": "history",
    "设置": "settings",
}
# Headers in the order of the tables' columns.
HEADERS = {
    "需求清单": "need_id title description category source requester phone address groups grid urgency "
    "beneficiaries raised_on due_on times template skills hours services seats facilities checks budget "
    "goods sessions bundle status",
    "需求拆解": "need_id kind what quantity hours level checks",
    "服务模板": "template kind what quantity hours level checks",
    "行动步骤": "template order step days_before who",
    "能人": "helper_id name phone headcount skills grid max_walk hours times groups checks status shared notes",
    "共建单位": "unit_id name type contact phone services grid sessions times groups agreed_from "
    "agreed_until shared status",
    "场地": "venue_id name owner grid seats facilities times shared status",
    "资金": "fund_id name amount cap categories status",
    "物资": "goods_id name quantity reusable status",
    "网格距离": "from to minutes",
    "匹配意见": "need_id resource_id opinion score hours reason",
    "历史": "month need_id resource_id hours rating date",
    "设置": "key value note",
}
VERBATIM = {"编号", "需求编号", "资源编号", "电话", "月份", "项"}
TIMES = {"可行时段", "可用时段", "开放时段"}
LISTS = {"人群", "服务人群", "技能", "服务", "场地设施", "设施", "物资", "资质", "适用类别", "要求"}
GRIDS = {"网格", "起点", "终点"}
GRID_NUMBERS = {"一": 1, "二": 2, "三": 3, "四": 4}
URGENCIES = {"低": 1, "中": 2, "高": 3, "紧急": 4, "兜底": 5}
ITEM = re.compile(r"(?P<term>[^≥×:]+)(?P<figures>[≥×:\d]*)")
MONTH = re.compile(r"\d{4}-\d{2}")
ADDRESS = re.compile(r"梧桐里(\d+)栋(\d+)单元(\d+)室")


def translate(sheet: Sheet) -> Sheet:
    """Return the English twin of a clean sheet; raise KeyError for anything without a translation."""
    headers = HEADERS[sheet.name].split()
    if len(headers) != len(sheet.headers):
        raise ValueError(f"{sheet.name}: {len(headers)} English headers for {len(sheet.headers)} columns")
    rows = [[_cell(header, value) for header, value in zip(sheet.headers, row, strict=True)] for row in sheet.rows]
    return Sheet(SHEET_NAMES[sheet.name], headers, rows)


def _cell(header: str, value: Cell) -> Cell:
    if not isinstance(value, str) or header in VERBATIM or MONTH.fullmatch(value):
        return value
    if header in TIMES:
        return in_english(value)
    if header == "紧急程度":
        return URGENCIES[value]
    if header in GRIDS:
        return f"Grid {GRID_NUMBERS[value[0]]}-{value.removeprefix(value[0] + '网格-')}"
    if header == "住址":
        return ADDRESS.sub(r"Building \1, Unit \2, Room \3, Wutongli", value)
    if header in LISTS:
        return "".join(_item(piece) for piece in re.split("([、；])", value))
    return dictionary()[value]


def _item(piece: str) -> str:
    if piece in "、；":
        return {"、": ", ", "；": "; "}[piece]
    match = ITEM.fullmatch(piece)
    if not match:
        raise KeyError(piece)
    return dictionary()[match["term"]] + match["figures"]


@cache
def dictionary() -> dict[str, str]:
    """Read terms.txt and sentences.txt, with the invented names; no two may share a translation."""
    pairs = dict(NAMES)
    for file in ("terms.txt", "sentences.txt"):
        for line in (HERE / file).read_text(encoding="utf-8").splitlines():
            if line and not line.startswith("#"):
                chinese, _, english = line.partition(" = ")
                if not english or chinese in pairs:
                    raise ValueError(f"{file}: {line}")
                pairs[chinese] = english
    if len(set(pairs.values())) != len(pairs):
        raise ValueError("two Chinese terms have the same translation")
    return pairs
