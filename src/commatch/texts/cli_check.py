"""The words of ``commatch check``."""

from __future__ import annotations

__all__ = ["CHECK_WORDS"]

CHECK_WORDS: dict[str, tuple[str, str]] = {
    "check": (
        "检查需求清单和资源表：哪一格有问题、现在写的什么、该怎么改。不改动原来的文件。",
        "Check the needs and the resource sheets: which cell is wrong, what stands there, what to do. Files stay as they are.",
    ),
    "check.more": (
        "错误必须改，否则不能匹配；提醒看一遍，没有错就不必管。",
        "Errors must be mended before matching; warnings are to be looked at and may stay if they are right.",
    ),
    "check.option.strict": ("有提醒也算不通过（退出码 3）", "warnings count too: exit code 3"),
    "check.option.annotate": (
        "每个有问题的文件另存一份标好颜色和批注的副本，放在第一个文件旁边，如 需求-检查.xlsx",
        "write a copy of each file that has problems, coloured and noted, beside the first file, such as needs-checked.xlsx",
    ),
    "check.option.output": (
        "标好的副本写到哪里：已有的文件夹；只检查一个文件时，也可以是 .xlsx 文件名。写了它就不必再写 --annotate",
        "where to write the marked copies: a folder that exists; of one file alone also the name of an .xlsx file. --annotate need not be said then",
    ),
    "exit.check.0": (
        "没有错误，可以匹配（可能有提醒）",
        "no errors, so that it can be matched (there may be warnings)",
    ),
    "exit.check.1": ("commatch 自己的错误，请报告", "a bug of commatch; please report it"),
    "exit.check.2": ("命令写错了，或文件不存在", "wrong usage, or no such file"),
    "exit.check.3": ("有错误（用了 --strict 时，有提醒也是）", "errors in the input (with --strict also warnings)"),
    "exit.check.6": ("写不了标好颜色的副本", "the marked copy can't be written"),
    "exit.check.130": ("被 Ctrl-C 或 SIGTERM 中断", "interrupted by Ctrl-C or SIGTERM"),
    "check.found": (
        "检查了 {files} 个文件：{errors} 处错误要改，{warnings} 条提醒请看一遍",
        "{files:file|files} checked: {errors:error|errors} to mend, {warnings:warning|warnings} to look at",
    ),
    "check.fine": (
        "检查了 {files} 个文件：没有问题",
        "{files:file|files} checked: nothing wrong",
    ),
    "check.only_warnings": (
        "检查了 {files} 个文件：没有错误，{warnings} 条提醒请看一遍",
        "{files:file|files} checked: no errors, {warnings:warning|warnings} to look at",
    ),
    "check.month": ("（按 {month} 检查）", " (for {month})"),
    "check.notes": ("副本里没有保留的", "What the copies don't keep"),
    "check.lists": ("读到的表", "Lists read"),
    "column.list": ("表", "list"),
    "column.rows": ("读入行数", "rows"),
    "column.left_out": ("没读行数", "left out"),
    "column.errors": ("错误", "errors"),
    "column.warnings": ("提醒", "warnings"),
    "check.cells": ("{cells}（共 {count} 格）", "{cells} ({count} cells)"),
    "check.times": ("{count} 处", "{count} times"),
    "check.others": ("同样的还有：{values}", "the same holds for: {values}"),
    "check.and_more": (" 等 {count} 个", " and others, {count} in all"),
    "check.value": ("“{value}”", "'{value}'"),
    "check.near": ("{value}（最接近 {near}）", "{value} (nearest: {near})"),
    "check.beside": ("{value}（{other}）", "{value} ({other})"),
    "check.comma": ("、", ", "),
    "check.files": ("标好颜色的副本", "Marked copies"),
    "check.next.mend": (
        "改好上面的错误，保存，再检查一次：{command}",
        "Mend the errors above, save, and check again: {command}",
    ),
    "check.next.mend_copy": (
        "在副本里改好错误，保存，再检查它：{command}",
        "Mend the errors in the copy, save it, and check it: {command}",
    ),
    "check.several_copies": (
        "检查几个文件时，每个有问题的文件一份副本，-o 要写已有的文件夹，不是“{path}”",
        "of several files each that has problems gets a copy, so -o takes a folder that exists, not '{path}'",
    ),
    "check.semicolon": ("；", "; "),
    "check.not": (
        "因为上面的错误，这几项没有查，或没有查全：{what}。改好后再检查一次",
        "Because of the errors above this was not checked, or not all of it: {what}. Mend them and check again",
    ),
    "check.not.needs": ("每条需求有没有人、单位、场地、资金、物资能配", "whether each need could be served"),
    "check.not.helper": ("要能人的需求有没有人能做", "whether helpers could do what is asked of them"),
    "check.not.unit": ("要单位服务的需求有没有单位能做", "whether units could do what is asked of them"),
    "check.not.venue": ("要场地的需求有没有合适的场地", "whether there are venues that fit"),
    "check.not.fund": ("要经费的需求有没有资金付得了", "whether funds could pay what is asked"),
    "check.not.goods": ("要物资的需求够不够", "whether there are goods enough"),
    "check.not.rows": ("有错误的需求能不能配上", "whether the needs that hold errors could be served"),
    "check.not.idle": ("哪些能人、单位、场地这个月用不上", "which helpers, units and venues are of no use this month"),
    "check.next.warnings": (
        "看一遍提醒：该改的改，没有错的不必管",
        "Look at the warnings: mend what is wrong, leave what is right",
    ),
    "check.next.annotate": (
        "想在表里直接看到问题，加 --annotate：{command}",
        "To see the problems in the sheets themselves, add --annotate: {command}",
    ),
    "check.next.open": ("打开 {file}，有颜色的格子里有批注", "Open {file}: coloured cells carry notes"),
    "check.next.match": ("开始匹配：{command}", "Match: {command}"),
}
"""Words by key, in Chinese and English."""
