"""Months full of personal data for tests of the public notice, and everything that can be read in what is posted."""

from __future__ import annotations

import html.parser
import random
import re
import unicodedata
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from cli_runs import book

import commatch
from commatch.reports.notice.api import Posted

NAMES = (
    "王桂兰", "李建国", "張偉", "欧阳晓梅", "陈静", "阿依古丽", "Emily Watson", "皇甫德柱", "令狐三一", "诸葛亮亮",
    "孙浩然", "周敏敏", "吴一凡", "郑小宇", "O'Brien", "冯文静", "Jiayi Xu", "韩雪", "曹操一", "魏如风",
)  # fmt: skip
ROADS = ("幸福里", "梧桐东路", "和平新村", "人民路")
BASE = ("换灯泡", "修水管", "陪聊天", "写春联", "看电影", "读书会", "理发", "清理楼道", "学手机", "包饺子")


def _wide(text: str) -> str:
    return "".join(chr(ord(char) + 0xFEE0) if "!" <= char <= "~" else char for char in text)


def _between(sign: str) -> Callable[[str], str]:
    return lambda text: sign.join(text)


FORMS: tuple[Callable[[str], str], ...] = (
    str,
    _wide,
    *map(_between, (" ", "\u3000", "·", "-", ".", "、", "，", "_", "/", "\u200b", "\n", "＊", "。", "~", "|", " . ")),
    lambda text: _between(" ")(_wide(text)),
    lambda text: _between("－")(_wide(text)),
    lambda text: text[:1] + "（" + text[1:] + "）",
    str.upper,
)
"""Ways to write the same: full-width, spaced, punctuated, with what can't be seen between."""


@dataclass
class Planted:
    """A month on disk, and what must not be in its notice."""

    files: tuple[Path, ...]
    names: set[str]
    numbers: set[str]
    addresses: set[str]
    ids: set[str]
    accounts: set[str]

    @property
    def bare(self) -> set[str]:
        return {bare(text) for text in (*self.names, *self.numbers, *self.addresses, *self.ids, *self.accounts)}


def bare(text: str) -> str:
    """Return a text's letters and digits, wide ones as narrow ones; by no code of the program's own."""
    return "".join(char for char in unicodedata.normalize("NFKC", text).casefold() if char.isalnum())


class _Drawn:
    """Who lives in a seeded month, and texts with what is theirs planted in them."""

    def __init__(self, seed: int) -> None:
        rng = self.rng = random.Random(seed)
        self.names = rng.sample(NAMES, 12)
        self.phones = [f"1{rng.choice('3578')}{rng.randrange(10**9):09}" for _ in range(12)]
        self.cards = [f"31010119{rng.randrange(4000, 9999)}1{rng.randrange(10000):04}X" for _ in range(3)]
        self.homes = [f"{rng.choice(ROADS)}{self._home()}" for _ in range(6)]
        self.accounts = [f"wangfang{rng.randrange(100, 999)}@qq.com", f"京A·D{rng.randrange(1000, 9999)}"]
        self.accounts.append(f"微信zhang_{rng.randrange(1000, 9999)}")
        self.need_ids = [f"XQ{rng.randrange(100, 999)}{letter}" for letter in "abcdef"]
        self.helper_ids = [f"NR{rng.randrange(100, 999)}{letter}" for letter in "abcd"]

    def _home(self) -> str:
        rng = self.rng
        building, unit, room = (
            rng.randrange(2, 29),
            rng.randrange(2, 7),
            rng.randrange(2, 19) * 100 + rng.randrange(1, 5),
        )
        start = f"{building}#{unit}-", f"{building}/{unit}/", f"{building}号", f"{building}-", ""
        short = [f"{text}{room}" for text in start]
        if rng.random() < 0.6:
            return rng.choice(short)
        return f"{rng.randrange(2, 90)}号{rng.randrange(2, 30)}栋{rng.randrange(2, 9)}单元{rng.randrange(101, 699)}室"

    def secret(self) -> str:
        pools: list[list[str]] = [self.names, self.phones, self.cards, self.homes, self.need_ids]
        (pool,) = self.rng.choices([*pools, self.accounts], weights=(50, 20, 8, 14, 8, 8))
        if pool is self.accounts:
            return self.rng.choice(pool)
        return self.rng.choice(FORMS)(self.rng.choice(pool))

    def text(self, base: str) -> str:
        """Return a text with one or two secrets in it."""
        pieces = [base, *(self.secret() for _ in range(self.rng.randrange(1, 3)))]
        self.rng.shuffle(pieces)
        return self.rng.choice(("", " ", "，", "：", "的")).join(pieces)

    def term(self, base: str) -> str:
        """Return a skill or a service with secrets in it, without what divides a list of them."""
        return re.sub(r"[^\w·]|[\dxX_]", "", self.text(base))


def planted(folder: Path, seed: int) -> Planted:
    """Write a month in which names, numbers, homes and ids stand in every column of text, in some form."""
    drawn = _Drawn(seed)
    rng, names, phones, text = drawn.rng, drawn.names, drawn.phones, drawn.text
    skills = [drawn.term(base) + letter for base, letter in (("木活", "甲"), ("水电活", "乙"), ("照相", "丙"))]
    service = drawn.term("义诊") + "丁"
    header = (
        "编号 需求 说明 类别 来源 提出人 电话 住址 人群 网格 受益人数 技能 服务 容纳人数 可行时段 状态 家属电话 备注"
    )
    needs: list[list[object]] = [list(header.split())]
    for number, need_id in enumerate(drawn.need_ids):
        status = rng.choice(("", "", "", "已确认", "转办", "暂缓", "不受理", "已完成")) if number > 1 else ""
        asked = [
            rng.choice((*skills, skills[0] + "戊", "")),
            rng.choice(("", "", service)),
            rng.choice((None, 10)),
            rng.choice(("", "周六上午", "12月5日上午")),
        ]
        needs.append(
            [
                need_id,
                *map(text, (rng.choice(BASE), "情况", "便民", "走访")),
                *(names[number], phones[number], drawn.homes[number]),
                *map(rng.choice, (("老年人", "残障人士", "骑手", ""), ("一网格", "二网格"), (1, 1, 15))),
                *([skills[0], "", None, ""] if status == "已确认" else asked),  # what must be served can be
                *(status, phones[11], text("附注")),
            ]
        )
    helpers = [["编号", "姓名", "电话", "技能", "每月工时", "备注"]]
    for number, helper_id in enumerate(drawn.helper_ids, 6):
        skill = rng.choice(skills[:2]) if number > 6 else skills[0]
        helpers.append([helper_id, names[number], phones[number], skill, "12", text("备注")])
    units = [
        ["编号", "单位", "类型", "联系人", "电话", "服务", "每月场次"],
        ["DW1", text("社区医院"), text("医院"), names[10], phones[10], service, "4"],
    ]
    venues = [["编号", "场地", "管理单位", "容纳人数"]]
    venues += [
        [f"CD{seats}", text(name), text("居委会"), seats] for name, seats in (("多功能厅", "40"), ("阅读角", "20"))
    ]
    settings = [["项", "值"], ["月份", "2026-12"], ["社区名称", text("梧桐里社区")], ["责任社工", names[11]]]
    files = (
        book(folder / "需求.xlsx", 需求清单=needs, 设置=settings),
        book(folder / "资源.xlsx", 能人=helpers, 共建单位=units, 场地=venues),
    )
    numbers = {*phones, *drawn.cards}
    accounts = {text.removeprefix("微信").split("@")[0] for text in drawn.accounts}
    ids = {*drawn.need_ids, *drawn.helper_ids}
    return Planted(files, set(names), numbers, set(drawn.homes), ids, accounts)


def posted(month: Planted, lang: str = "zh", **settings: object) -> Posted:
    """Match a month and post its notice."""
    community = commatch.read(list(month.files))
    result = commatch.match(community)
    folder = month.files[0].parent
    path = commatch.write_projects(result, folder / "清单.xlsx", lang=lang, force=True)  # type: ignore[arg-type]
    return commatch.notice(path, list(month.files), lang=lang, force=True, **settings)  # type: ignore[arg-type]


def readable(path: Path) -> Iterator[str]:
    """Yield every text that stands anywhere in a file: of its parts, its properties, its attributes."""
    if path.suffix == ".html":
        yield from _of_page(path.read_text("utf-8"))
        return
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            yield name
            root = ElementTree.fromstring(archive.read(name))
            for paragraph in root.iter():
                yield from filter(None, (paragraph.text, paragraph.tail))
                yield from (value for key, value in paragraph.attrib.items() if key not in ("r", "ref", "sqref"))
                yield "".join(paragraph.itertext()) if paragraph.tag.endswith(("}p", "}si", "}is")) else ""


class _Texts(html.parser.HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.tags: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.found += [value for _, value in attrs if value]

    def handle_data(self, data: str) -> None:
        self.found.append(data)


def _of_page(page: str) -> list[str]:
    parser = _Texts()
    parser.feed(page)
    return parser.found


def tags(page: str) -> list[str]:
    """Return the elements of a page."""
    parser = _Texts()
    parser.feed(page)
    return parser.tags
