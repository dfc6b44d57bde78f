"""Seeded workbooks as offices make them: headers of all kinds, stray rows, cells in every spelling, and wrong ones."""

from __future__ import annotations

import csv
import datetime as dt
import random
from pathlib import Path

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from commatch.groups import GROUP_NAMES
from commatch.workbook.schema import CHOICES, INPUT_SHEETS, Column, Sheet, Type

GRIDS = ("一网格", "二网格", "B1", "b1", "Ｂ１")
TEMPLATES = ("义诊", "手机课", "Repair", "ＲＥＰＡＩＲ")
SKILLS = ("水电工", "志愿者", "手机教学", "law", "心理 疏导")
PLAIN = (
    "修灯",
    " 教老人用手机 ",
    "ＡＢＣ",
    "=1+1",
    "+86",
    "合计人数统计",
    "备注：周三",
    "一\u200b二",
    "多行\n文字",
    "#N/A的事",
    "注",
    "(1) 一",
)
NUMBERS = ("无", 1, 2, 3.0, 2.5, "4", "５", " 6 ", "七", "1,200", 12)
WRONG_NUMBERS = ("好几个", -3, "2-3", True, dt.date(2026, 1, 1), dt.time(9, 30))
DATES = (
    dt.date(2026, 12, 3), dt.datetime(2026, 12, 4, 8, 15, 23), "2026/12/5", "12月6日", "2026年12月7日", 46000, 20261208,
    "12.9", "二〇二六年十二月十日", "2026-12-11 09:00",
)  # fmt: skip
WRONG_DATES = (11.3, "下周三", "2026-02-30", "看情况", 0.5, dt.time(8, 0))
TIMES = (
    "周二下午", "周二、周四上午", "工作日晚上", "随时", "每天", "周一至周五 9:00-11:30", "12月5日上午；12月8日",
    "除12月5日", "周末；除12月6日上午", dt.date(2026, 12, 9), "2026-12-03 至 2026-12-10", "每月第二个周六", "上旬",
    "周一三五晚上", "Tue, Thu afternoon", "节假日", "周六下午２点到4点；除12/5 9:00-11:00", "周末\n10:00以后",
    "Sat 2-4 pm",
)  # fmt: skip
WRONG_TIMES = ("看情况", 3.5, "有空再说，周二")
COUNTED = ("水电工×2", "水电工≥3×2；志愿者×3", "志愿者2人", "３名志愿者", "水电工", "law x2", "水电工*2,志愿者")
LEVELS = ("水电工:4、木工", "水电工（3级）", "志愿者", "law level 4; 水电工：２", "水电工、水电工:5")
LISTS = ("无", "桌椅、投影", "桌椅,投影；无障碍", "桌椅", "桌椅/投影", "ｗｉｆｉ\n桌椅", "儿童服务")
PHONES = ("无", "-", 13800138000.0, "13800138001", "138 0013 8002", "１３８００１３８００３", "021-50000000")
WRONG_PHONES = (1.1010519900101e17, "不清楚", True)
YES_NO = ("是", "√", "无", "Y", "×", 1, 0.0)
URGENCIES = (1, "2", "高", "紧急", "兜底", "must", "三", 4.0)
SETTINGS = (
    ("month", "2026年12月"), ("场地步行上限", "２０"), ("责任社工", " 王老师 "), ("结对类别", "结对;陪伴"),
    ("人群加权", "独居老人=0.4,骑手=0.1"), ("group-aliases", "老伯=老年人；租房的=租客"), ("weight_near", 12.0),
    ("起始日", "12月2日"), ("求解器", "CBC"), ("default sessions", 2.0), ("gap", "0.0001"), ("threads", "很多"),
    ("没有这一项", 3),
)  # fmt: skip
EXTRAS = ("楼长", "经办 人", "F", "回访(次)", "微信", "楼 栋 长")
EXTRA_VALUES = (
    "张三",
    12,
    3.25,
    dt.date(2026, 1, 5),
    dt.datetime(2026, 1, 5, 9, 30),
    dt.time(9, 30),
    True,
    "０１２",
    "=A1",
    0.1 + 0.2,
)


class Messy:
    """One community's files, by a seed."""

    def __init__(self, seed: int, *, wrong: bool = True) -> None:
        self.rng = random.Random(f"messy {seed}")
        self.wrong = wrong

    def write(self, folder: Path) -> list[Path]:
        """Write one to three files; the sheets stand in any of them."""
        rng = self.rng
        books = {f"{name}.xlsx": Workbook() for name in rng.sample(["甲", "乙", "需求登记", "b"], rng.randint(1, 3))}
        paths = []
        for book in books.values():
            book.remove(book.worksheets[0])
        for sheet in INPUT_SHEETS:
            must = sheet.key in ("needs", "helpers", "settings")
            for _ in range(rng.choice((1, 1, 2)) if must else rng.choice((0, 1, 1, 2))):
                book = books[rng.choice(sorted(books))]
                names = [
                    sheet.zh,
                    sheet.key,
                    *(name for name in sheet.aliases if "/" not in name),
                    f"{sheet.zh}2",
                    f"{sheet.zh}(新)",
                ]
                self.fill(book.create_sheet(rng.choice(names)), sheet)
        if rng.random() < 0.4:
            book = books[rng.choice(sorted(books))]
            for row in (["随便", "写写"], ["一", 2]):
                book.create_sheet(rng.choice(("统计", "说明", "项目清单"))).append(row)
        for name, book in books.items():
            if not book.worksheets:
                book.create_sheet("空")
            book.save(folder / name)
            paths.append(folder / name)
        if rng.random() < 0.3:
            paths.append(self.csv(folder))
        return paths

    def csv(self, folder: Path) -> Path:
        """Write a file of goods as text."""
        path = folder / "物资.csv"
        with path.open("w", encoding=self.rng.choice(("utf-8-sig", "gb18030")), newline="") as handle:
            out = csv.writer(handle)
            out.writerow(["物资名称", "库存数量", "是否可重复使用", "存放处"])
            for number in range(self.rng.randint(1, 4)):
                out.writerow(
                    [f"桌子{number}", self.rng.choice(["１2", "3", "十"]), self.rng.choice(["√", "否", ""]), "001"]
                )
        return path

    def fill(self, sheet: Worksheet, schema: Sheet) -> None:
        """Write a sheet: perhaps a title, a header, rows, and what stands below."""
        rng = self.rng
        columns = [column for column in schema.columns if column.required or rng.random() < 0.8]
        if schema.key == "settings":
            columns = list(schema.columns)
        rng.shuffle(columns)
        headers = [self.header(column) for column in columns]
        extras = rng.sample(EXTRAS, rng.choice((0, 0, 1, 2)))
        rows: list[list[object]] = []
        if rng.random() < 0.3:
            rows.append([f"某某社区{schema.zh}（2026年）"])
        rows.append([*headers, *extras])
        top = len(rows)
        count = rng.randint(0, 6)
        settings = rng.sample(SETTINGS, 5)
        for number in range(count):
            row = [self.cell(schema, column, number) for column in columns]
            if schema.key == "settings":
                row = [
                    {"key": settings[number % 5][0], "value": settings[number % 5][1]}.get(column.key)
                    for column in columns
                ]
            rows.append([*row, *(rng.choice((None, *EXTRA_VALUES)) for _ in extras)])
        if count and rng.random() < 0.2:
            rows.insert(top + count // 2, [*headers, *extras])
        if rng.random() < 0.2:
            rows.append(["合计", count])
        if rng.random() < 0.2:
            rows += [[], ["备注：以上为十二月数据"]]
        for row in rows:
            sheet.append(row)
        for line in sheet.iter_rows():
            for cell in line:
                cell.data_type = "s" if cell.data_type == "f" else cell.data_type
        self.spoil(sheet, top, count, len(headers))

    def spoil(self, sheet: Worksheet, top: int, count: int, width: int) -> None:
        """Hide, merge, put in errors and formulas."""
        rng = self.rng
        if count > 1 and rng.random() < 0.3:
            sheet.row_dimensions[top + rng.randint(1, count)].hidden = True
        if count > 2 and rng.random() < 0.3:
            column = rng.randint(1, max(1, width))
            sheet.merge_cells(start_row=top + 1, end_row=top + 2, start_column=column, end_column=column)
        if rng.random() < 0.1:
            sheet.sheet_state = "hidden"
        if rng.random() < 0.2:
            sheet.column_dimensions["B"].hidden = True
        if count and self.wrong and rng.random() < 0.3:
            cell = sheet.cell(top + rng.randint(1, count), rng.randint(1, max(1, width)))
            if type(cell).__name__ == "Cell":
                cell.value = rng.choice(("#N/A", "#REF!", "=1+1"))

    def header(self, column: Column) -> str:
        """Return a header in any of its forms."""
        text = self.rng.choice((column.zh, column.zh, column.key, *column.aliases))
        return self.rng.choice((text, text, text, f"{text}*", f" {text} ", f"{text}（必填）", text.upper()))

    def cell(self, sheet: Sheet, column: Column, number: int) -> object:
        """Return what somebody wrote."""
        rng = self.rng
        if not column.required and rng.random() < 0.25:
            return None
        wrong = self.wrong and rng.random() < 0.04
        key = column.key
        if column.type is Type.ID:
            if wrong:
                return rng.choice((dt.date(2026, 1, 2), 1e17, True))
            if key in ("grid", "from", "to"):
                return rng.choice(GRIDS)
            if key in ("template", "bundle"):
                return rng.choice(TEMPLATES)
            base = {"need_id": "N", "helper_id": "H", "unit_id": "U", "venue_id": "V", "fund_id": "F", "goods_id": "G"}
            return rng.choice((f"{base.get(key, 'H')}{rng.randint(1, 12)}", number + 1, f"00{number}", f"Ｎ{number}"))
        if column.type is Type.CHOICE:
            item = rng.choice(CHOICES[column.choices])
            return "什么" if wrong else rng.choice((item.zh, item.en, *item.aliases, item.zh + " "))
        if column.type is Type.LIST and key == "groups":
            groups = [rng.choice((name, *others)) for name, others in rng.sample(sorted(GROUP_NAMES.items()), 2)]
            return rng.choice(("、", ",", "；")).join(rng.choice((groups, groups[:1], [*groups, "老伯"])))
        if column.type is Type.MONTH:
            return "某月" if wrong else rng.choice(("2026-11", "2026年11月", 202611, dt.date(2026, 11, 5)))
        if column.type in (Type.NUMBER, Type.WHOLE):
            return rng.choice(WRONG_NUMBERS if wrong else NUMBERS)
        good, bad = {
            Type.TEXT: (PLAIN, PLAIN),
            Type.PHONE: (PHONES, WRONG_PHONES),
            Type.DATE: (DATES, WRONG_DATES),
            Type.TIMES: (TIMES, WRONG_TIMES),
            Type.LIST: (LISTS, LISTS),
            Type.COUNTED: (COUNTED, ("水电工×很多", "×2")),
            Type.LEVELS: (LEVELS, ("水电工:9",)),
            Type.YES_NO: (YES_NO, ("也许",)),
            Type.URGENCY: (URGENCIES, ("很急", 9)),
        }[column.type]
        return rng.choice(bad if wrong else good)
