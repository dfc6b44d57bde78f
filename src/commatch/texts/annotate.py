"""The words of marked copies: the list of problems, the notes on cells, what a copy could not keep."""

from __future__ import annotations

from collections.abc import Mapping

from commatch.texts.text import fill
from commatch.workbook.schema import Lang

__all__ = ["COPY_NAMES", "COPY_WORDS", "LOSSES", "copy_words", "note_words"]

COPY_NAMES: Mapping[Lang, str] = {Lang.ZH: "-检查", Lang.EN: "-checked"}
"""What the name of a file's marked copy has at its end."""

COPY_WORDS: Mapping[str, tuple[str, str]] = {
    "title": (
        "数据问题：{errors} 处错误，{warnings} 条提醒",
        "Problems: {errors:error|errors}, {warnings:warning|warnings}",
    ),
    "title.none": ("数据问题：没有发现问题", "Problems: none found"),
    "guide.errors": (
        "红色格子是错误，要改好才能匹配；黄色格子是提醒，看一看对不对。鼠标停在标色的格子上，可以看到是什么问题、怎么办。",
        "Red cells are errors, to be mended before matching; yellow ones are warnings, to be looked at. Rest the pointer on a coloured cell to see what is wrong and what to do.",
    ),
    "guide.links": (
        "点下面蓝色的单元格地址，就跳到那一格。改好后保存，用这个文件再检查一次（颜色和批注会重新标）。",
        "Click a blue cell address below to go to that cell. Mend, save, and check this file again (colours and notes are made anew).",
    ),
    "mark": ("—— 检查结果 ——", "—— check ——"),
    "mark.problem": ("{severity}：{message}", "{severity}: {message}"),
    "mark.hint": ("怎么办：{hint}", "What to do: {hint}"),
    "cut": ("…（文字过长，已截断）", "… (text too long, cut)"),
    "list": ("、", ", "),
    # what could not be kept or marked
    "values_only": (
        "{file}：副本里只有数值和文字，没有原来的格式、公式、批注、图片和下拉选项；原文件没有动",
        "{file}: the copy has values and text only, without the formats, formulas, notes, pictures and drop-downs of the original, which is untouched",
    ),
    "not_kept": (
        "{file}：副本里没有保留 {what}；原文件没有动",
        "{file}: the copy has lost {what}; the original is untouched",
    ),
    "sheet_renamed": (
        "{file}：工作表“{sheet}”在副本里叫“{name}”（原名太长或有不能用的字符）",
        "{file}: the sheet '{sheet}' is named '{name}' in the copy (its name is too long or has characters that can't be used)",
    ),
    "notes_capped": (
        "{file}“{sheet}”有 {count} 个有问题的格子，全部标了颜色，只有前 {limit} 个写了批注；全部问题见“{list}”",
        "{file}, {sheet}: {count} cells have problems and all are coloured, but only the first {limit} have notes; the sheet {list} has them all",
    ),
    "list_capped": (
        "{file}：问题太多，“{list}”里只列了前 {limit} 条",
        "{file}: there are too many problems; the sheet {list} has the first {limit}",
    ),
    "too_long": (
        "{file}“{sheet}”超出了一张工作表的大小，后面的行列没有写进副本",
        "{file}, {sheet}: larger than a sheet may be; the last rows or columns are not in the copy",
    ),
    "nothing_to_mark": (
        "给出的文件都读不了，没有写标注副本",
        "none of the files could be read, so no marked copy was written",
    ),
}
"""Words by key, in Chinese and in English; the keys of notes are the codes of :class:`commatch.workbook.annotate.Note`."""

LOSSES: Mapping[str, tuple[str, str]] = {
    "macros": ("宏", "macros"),
    "pictures": ("图片", "pictures"),
    "cell_pictures": ("嵌入单元格的图片", "pictures embedded in cells"),
    "shapes": ("形状和文本框", "shapes and text boxes"),
    "charts": ("部分图表样式", "the look of charts"),
    "controls": ("按钮等控件", "buttons and other controls"),
    "threads": ("批注的对话（文字留在批注里）", "threads of comments (their text stays in the notes)"),
    "drop_downs": ("引用其他工作表的下拉选项", "drop-downs that refer to other sheets"),
    "conditional": ("部分条件格式", "some conditional formats"),
    "sparklines": ("迷你图", "sparklines"),
    "slicers": ("切片器", "slicers"),
}
"""What openpyxl does not keep of a workbook."""


def copy_words(key: str, lang: Lang, **values: object) -> str:
    """Return the words of a key."""
    return fill(_in(COPY_WORDS[key], lang), values)


def note_words(code: str, params: tuple[tuple[str, str], ...], lang: Lang) -> str:
    """Return the words of a note of :class:`commatch.workbook.annotate.Annotated`."""
    values = dict(params)
    if "what" in values:
        names = [_in(LOSSES[key], lang) for key in values["what"].split("、")]
        values["what"] = copy_words("list", lang).join(names)
    return copy_words(code, lang, **values)


def _in(words: tuple[str, str], lang: Lang) -> str:
    return words[0] if lang is Lang.ZH else words[1]
