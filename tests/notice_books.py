"""Months full of personal data for tests of the public notice, and everything that can be read in what is posted."""

from __future__ import annotations

import html.parser
import random
import re
import unicodedata
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree

from cli_runs import book

import commatch
from commatch.reports.notices import Posted

NAMES = (
    "王桂兰", "李建国", "張偉", "欧阳晓梅", "陈静", "阿依古丽", "Emily Watson", "赵德柱", "钱三一", "诸葛亮亮", "孙浩然", "周敏敏",
    "吴一凡", "郑小宇", "O'Brien", "冯文静", "Jiayi Xu", "韩雪", "曹操一", "魏如风",
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
    names: set[str] = field(default_factory=set)
    numbers: set[str] = field(default_factory=set)
    addresses: set[str] = field(default_factory=set)
    ids: set[str] = field(default_factory=set)

    @property
    def bare(self) -> set[str]:
        return {bare(text) for text in (*self.names, *self.numbers, *self.addresses, *self.ids)}


def bare(text: str) -> str:
    """Return a text's letters and digits, wide ones as narrow ones; by no code of the program's own."""
    return "".join(char for char in unicodedata.normalize("NFKC", text).casefold() if char.isalnum())


def planted(folder: Path, seed: int) -> Planted:
    """Write a month in which names, numbers, homes and ids stand in every column of text, in some form."""
    rng = random.Random(seed)
    names = rng.sample(NAMES, 12)
    found = Planted((folder / "需求.xlsx", folder / "资源.xlsx"), set(names))
    phones = [f"1{rng.choice('3578')}{rng.randrange(10**9):09}" for _ in range(12)]
    cards = [
        f"31010119{rng.randrange(40, 99)}0{rng.randrange(1, 9)}1{rng.randrange(10)}{rng.randrange(1000):03}X"
        for _ in range(3)
    ]
    homes = [
        f"{rng.choice(ROADS)}{rng.randrange(2, 90)}号{rng.randrange(2, 30)}栋{rng.randrange(2, 9)}单元{rng.randrange(101, 699)}室"
        for _ in range(6)
    ]
    need_ids = [f"XQ{rng.randrange(100, 999)}{letter}" for letter in "abcdef"]
    helper_ids = [f"NR{rng.randrange(100, 999)}{letter}" for letter in "abcd"]
    found.numbers |= {*phones, *cards}
    found.addresses |= set(homes)
    found.ids |= {*need_ids, *helper_ids}

    def secret() -> str:
        kind = rng.random()
        pool: Sequence[str] = (
            names
            if kind < 0.5
            else phones
            if kind < 0.7
            else cards
            if kind < 0.78
            else homes
            if kind < 0.92
            else need_ids
        )
        form = rng.choice(FORMS)
        text = rng.choice(pool)
        if text[0].isascii() and pool is names and form is not str.upper and rng.random() < 0.3:
            return text
        return form(text)

    def text(base: str) -> str:
        pieces = [base, *(secret() for _ in range(rng.randrange(1, 3)))]
        rng.shuffle(pieces)
        return rng.choice(("", " ", "，", "：", "的")).join(pieces)

    skills = [text(base) for base in ("木活", "水电活", "照相")]
    skills = [
        re.sub(r"[、，,；;：:/|×*x\n＊；\d\s]", "", skill) + letter
        for skill, letter in zip(skills, "甲乙丙", strict=True)
    ]
    services = [re.sub(r"[、，,；;：:/|×*x\n＊；\d\s]", "", text("义诊")) + "丁"]
    halls = [text(base) for base in ("多功能厅", "阅读角")]
    needs: list[list[object]] = [
        ["编号", "需求", "说明", "类别", "来源", "提出人", "电话", "住址", "人群", "网格", "受益人数", "技能", "服务", "容纳人数", "可行时段",
         "状态", "家属电话", "备注"],
    ]  # fmt: skip
    for number, need_id in enumerate(need_ids):
        skill = rng.choice((*skills, skills[0] + "戊", ""))
        event = rng.random() < 0.6
        needs.append(
            [
                need_id, text(rng.choice(BASE)), text("情况"), text("便民"), text("走访"), names[number], phones[number], homes[number],
                rng.choice(("老年人", "残障人士", "骑手", "")), rng.choice(("一网格", "二网格")), rng.choice((1, 1, 15)), skill,
                rng.choice(("", "", services[0])), 10 if event else None, rng.choice(("", "周六上午", "12月5日上午")),
                rng.choice(("", "", "", "已确认", "转办", "暂缓", "不受理", "已完成")) if number > 1 else "", phones[11], text("附注"),
            ]
        )  # fmt: skip
        if needs[-1][15] == "已确认":
            needs[-1][11:15] = [skills[0], "", None, ""]
    helpers = [["编号", "姓名", "电话", "技能", "每月工时", "备注"]]
    for number, helper_id in enumerate(helper_ids):
        helpers.append([helper_id, names[6 + number], phones[6 + number], rng.choice(skills[:2]), "12", text("备注")])
    helpers[1][3] = skills[0]
    units = [
        ["编号", "单位", "类型", "联系人", "电话", "服务", "每月场次"],
        ["DW1", text("社区医院"), text("医院"), names[10], phones[10], services[0], "4"],
    ]
    venues = [
        ["编号", "场地", "管理单位", "容纳人数"],
        ["CD1", halls[0], text("居委会"), 40],
        ["CD2", halls[1], text("居委会"), 20],
    ]
    settings = [["项", "值"], ["月份", "2026-12"], ["社区名称", text("梧桐里社区")], ["责任社工", names[11]]]
    book(found.files[0], 需求清单=needs, 设置=settings)
    book(found.files[1], 能人=helpers, 共建单位=units, 场地=venues)
    return found


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
