"""The words of what is wrong with an operation of ``commatch whatif``, and of what may stand in one."""

from __future__ import annotations

from collections.abc import Mapping

from commatch.texts.language import Language

__all__ = ["fault_words"]

_FAULTS: Mapping[str, tuple[str, str]] = {
    "nothing": ("{operation} 里什么也没写", "{operation} says nothing"),
    "no_kind": (
        "{operation} 要先写加的是什么：能人、单位、场地、资金、物资 或 需求，不是“{value}”",
        "{operation} must begin with what is added: helper, unit, venue, fund, goods or need, not '{value}'",
    ),
    "no_words": (
        "{operation} 后面还要写这一行的内容：{understood}",
        "{operation} must go on with what the row says: {understood}",
    ),
    "only_ids": (
        "{operation} 只写要去掉的编号，不写“{value}”；要改一格用 --set",
        "{operation} takes the ids of what is taken away, not '{value}'; --set changes a cell",
    ),
    "no_id": (
        '{operation} 要先写编号，再写 列名=值，如 --set "H012 每月工时=6"',
        '{operation} must begin with an id, then column=value, such as --set "H012 hours=6"',
    ),
    "is_setting": (
        "{operation}：“{value}”是一项设置，用 --setting 写；--set 改的是表里的一行：编号 列名=值",
        "{operation}: '{value}' is a setting, which --setting takes; --set changes a row: id column=value",
    ),
    "no_cells": (
        "{operation} 没有写改哪一列：在 {value} 后面写 列名=值，或 列名+=要加的",
        "{operation} doesn't say which column: after {value} write column=value, or column+=what is added",
    ),
    "unknown_id": (
        "{operation}：没有编号 {value} 的需求或资源{near}",
        "{operation}: no need or resource has the id {value}{near}",
    ),
    "id_elsewhere": (
        "{operation}：编号 {value} 不在 {sheet} 里，在 {sheets} 里；去掉编号前面的那个词，或改过来",
        "{operation}: the id {value} is not in {sheet} but in {sheets}; leave out the word before it, or mend it",
    ),
    "ambiguous_id": (
        "{operation}：编号 {value} 在这几张表里都有：{sheets}；在编号前面写明是哪一类，如“需求 {value}”",
        "{operation}: the id {value} stands in several sheets: {sheets}; say which kind before it, such as 'need {value}'",
    ),
    "unknown_column": (
        "{operation}：{sheet}里没有“{value}”这一列{near}；有这些：{columns}",
        "{operation}: the sheet {sheet} has no column '{value}'{near}; it has {columns}",
    ),
    "not_understood": (
        "{operation}：看不懂“{value}”{near}。能看懂的有：{understood}",
        "{operation}: '{value}' means nothing here{near}. Understood are: {understood}",
    ),
    "ambiguous": (
        "{operation}：“{value}”可以是好几样，写明是哪一样：{options}",
        "{operation}: '{value}' may mean several things; say which: {options}",
    ),
    "twice": (
        "{operation}：“{column}”写了两次（又写了“{value}”），只留一个",
        "{operation}: {column} is said twice (again as '{value}'); leave one",
    ),
    "id_taken": (
        "{operation}：编号 {value} 已经有了，换一个，或不写编号",
        "{operation}: the id {value} is there already; take another, or give none",
    ),
    "id_fixed": (
        "{operation}：编号不能改；要换成另一行，用 --remove 去掉它，再用 --add 加",
        "{operation}: an id can't be changed; --remove the row and --add another",
    ),
    "nothing_added": (
        "{operation}：“{column}+=”后面要写加什么；要清空这一格，写 {column}=",
        "{operation}: write what is added after {column}+=; {column}= makes the cell blank",
    ),
    "cannot_add": (
        "{operation}：“{column}”不是数、时间或一串，没法往上加；用 {column}={value}",
        "{operation}: nothing can be added to {column}, which is no number, no times and no list; write {column}={value}",
    ),
    "bad_amount": (
        "{operation}：“{column}”要加一个数，“{value}”不是",
        "{operation}: a number is added to {column}, and '{value}' is none",
    ),
    "bad_whole": (
        "{operation}：“{column}”要加一个整数，“{value}”不是",
        "{operation}: a whole number is added to {column}, and '{value}' is none",
    ),
    "old_unreadable": (
        "{operation}：“{column}”现在写的是“{old}”，读不懂，没法往上加；用 {column}= 写整格",
        "{operation}: {column} holds '{old}', which can't be read, so nothing can be added; write the whole cell with {column}=",
    ),
    "blank_is_no_number": (
        "{operation}：“{column}”现在空着，不是一个数，没法往上加；用 {column}= 写整格",
        "{operation}: {column} is blank, which is no number, so nothing can be added; write the whole cell with {column}=",
    ),
    "blank_is_any_time": (
        "{operation}：“{column}”现在空着或不限，本来就是任何时间都行，不用加；要限定在这些时间，写 {column}={value}",
        "{operation}: {column} is blank, which means any time already; to limit it to these times write {column}={value}",
    ),
    "blank_is_all": (
        "{operation}：“{column}”现在空着，本来就是都可以，不用加；要限定，写 {column}={value}",
        "{operation}: {column} is blank, which means all already; to limit it write {column}={value}",
    ),
    "by_template": (
        "{operation}：“{column}”现在空着，按模板“{old}”定，加了就不按模板了；用 {column}= 写全",
        "{operation}: {column} is blank, so that the template '{old}' says it, which would no longer hold; write all of it with {column}=",
    ),
    "still_excepted": (
        "{operation}：“{column}”现在写的是“{old}”，里面的“除…”会把加的时间也去掉；用 {column}= 写整格",
        "{operation}: {column} holds '{old}', whose exceptions take away what is added; write the whole cell with {column}=",
    ),
}
_NEAR = ("（是不是 {near}？）", " (perhaps {near}?)")
_UNDERSTOOD: Mapping[str, tuple[str, str]] = {
    "helpers": (
        "技能（水电工:4）、时间（周二晚上）、表里有的网格、6小时、3人、资质、服务人群，或 列名=值",
        "skills (plumber:4), times (Tue evening), a grid that the sheets use, 6 hours, 3 people, checks, groups served, or column=value",
    ),
    "units": (
        "服务（义诊）、时间（周二上午）、表里有的网格、2场、服务人群，或 列名=值",
        "services (free clinic), times (Tue morning), a grid that the sheets use, 2 sessions, groups served, or column=value",
    ),
    "venues": (
        "设施（桌椅）、时间（周末下午）、表里有的网格、40人，或 列名=值",
        "facilities (projector), times (weekend afternoon), a grid that the sheets use, 40 people, or column=value",
    ),
    "funds": ("金额（5000元）、适用类别，或 列名=值", "money (5000 yuan), categories, or column=value"),
    "goods": ("物资（折叠桌）、20件，或 列名=值", "goods (folding table), 20 pieces, or column=value"),
    "needs": (
        "技能（水电工×1）、服务、设施、物资（折叠桌×4）、人群、资质、时间、表里有的网格、2小时、2次、300元，或 列名=值（需求=… 一定要写）",
        "skills (plumber×1), services, facilities, goods (folding table×4), groups, checks, times, a grid that the sheets use, "
        "2 hours, 2 times, 300 yuan, or column=value (title=… must be there)",
    ),
}
"""What may stand alone in a row that is added, by its sheet."""


def fault_words(code: str, lang: Language, operation: str, value: str, params: Mapping[str, str]) -> str:
    """Return what is wrong with an operation and what to do.

    Parameters
    ----------
    code : str
        Code of the fault.
    lang : {'zh', 'en'}
        Language of the words.
    operation : str
        The operation as it was written.
    value : str
        What the fault is about.
    params : mapping of str to str
        Further values; ``sheet``, ``sheets``, ``column`` and ``options`` are keys, of several joined by ``、``.
    """
    from commatch.workbook.outputs import READ
    from commatch.workbook.schema import Lang

    said, comma = Lang(lang), "、" if lang == "zh" else ", "
    values = {"operation": operation, "value": value, **params}
    sheet = params.get("sheet", "")
    if sheet:
        values["sheet"] = READ[sheet].name(said)
        values["understood"] = _in(lang, _UNDERSTOOD[sheet])
        values["columns"] = comma.join(column.header(said) for column in READ[sheet].columns[1:])
        if "column" in params:
            values["column"] = READ[sheet].column(params["column"]).header(said)
        options = params.get("options", "").split("、")
        values["options"] = comma.join(f"{READ[sheet].column(key).header(said)}={value}" for key in options if key)
    values["sheets"] = comma.join(READ[key].name(said) for key in params.get("sheets", "").split("、") if key)
    values["near"] = comma.join(params.get("near", "").split("、"))
    values["near"] = _in(lang, _NEAR).format(near=values["near"]) if values["near"] else ""
    return _in(lang, _FAULTS[code]).format_map(values)


def _in(lang: Language, words: tuple[str, str]) -> str:
    return words[0] if lang == "zh" else words[1]
