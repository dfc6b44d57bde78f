"""The words of ``commatch schema``; those of types are the reference pages' too."""

from __future__ import annotations

__all__ = ["SCHEMA_WORDS"]

SCHEMA_WORDS: dict[str, tuple[str, str]] = {
    "schema": (
        "列出输入的表和列：表头、类型、必填、单位、取值、例子。",
        "List the input sheets and their columns: headers, types, what is required, units, values, examples.",
    ),
    "schema.option.sheet": (
        "只看一张表，中文名、英文名都行；默认列出全部表",
        "one sheet, by its Chinese or its English name; by default all sheets are listed",
    ),
    "exit.schema.0": ("列出来了", "the sheets were listed"),
    "exit.schema.1": ("commatch 自己的错误，请报告", "a bug of commatch; please report it"),
    "exit.schema.2": ("命令写错了，或没有这张表", "wrong usage, or no such sheet"),
    "exit.schema.130": ("被 Ctrl-C 或 SIGTERM 中断", "interrupted by Ctrl-C or SIGTERM"),
    "schema.unknown": ("没有名为“{value}”的表；有：{known}", "there is no sheet named '{value}'; there are: {known}"),
    "schema.title": ("输入的表", "Input sheets"),
    "schema.more": ("看一张表的列：{command}", "The columns of one: {command}"),
    "schema.one": ("{name}（{other}）", "{name} ({other})"),
    "schema.one.help": ("{name}（{other}）：{help}", "{name} ({other}): {help}"),
    "schema.columns": ("列", "Columns"),
    "schema.column": ("{name}（{other}）：{about}", "{name} ({other}): {about}"),
    "schema.idle": ("还不起作用", "no effect yet"),
    "schema.required": ("必填", "required"),
    "schema.personal": ("个人信息", "personal"),
    "schema.unit": ("单位 {unit}", "in {unit}"),
    "schema.values": ("取值：{values}", "values: {values}"),
    "schema.example": ("例：{example}", "example: {example}"),
    "schema.also": ("也读作：{aliases}", "also read: {aliases}"),
    "type.id": ("编号", "id"),
    "type.text": ("文字", "text"),
    "type.phone": ("电话", "telephone"),
    "type.number": ("数", "number"),
    "type.whole": ("整数", "whole number"),
    "type.date": ("日期", "date"),
    "type.month": ("月份", "month"),
    "type.times": ("时段", "times"),
    "type.list": ("一个或几个", "list"),
    "type.counted": ("名称×数量", "list with counts"),
    "type.levels": ("名称:等级", "list with levels"),
    "type.yes_no": ("是或否", "yes or no"),
    "type.urgency": ("紧急程度", "urgency"),
    "type.choice": ("选一个", "one of a list"),
}
"""Words by key, in Chinese and English."""
