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
        "另存一份标好颜色和批注的副本；不写文件名就放在第一个文件旁边，如 需求-检查.xlsx",
        "write a copy with the problems coloured and noted; beside the first file, such as needs-checked.xlsx, if no name follows",
    ),
    "exit.check.0": (
        "没有错误，可以匹配（可能有提醒）",
        "no errors, so that it can be matched (there may be warnings)",
    ),
    "exit.check.1": ("commatch 自己的错误，请报告", "a bug of commatch; please report it"),
    "exit.check.2": ("命令写错了，或文件不存在", "wrong usage, or no such file"),
    "exit.check.3": ("有错误（用了 --strict 时，有提醒也是）", "errors in the input (with --strict also warnings)"),
    "exit.check.6": ("写不了标好颜色的副本", "the marked copy can't be written"),
    "exit.check.130": ("被 Ctrl-C 中断", "interrupted by Ctrl-C"),
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
    "check.and_more": (" 等 {count} 种", " and others, {count} in all"),
    "check.value": ("“{value}”", "'{value}'"),
    "check.near": ("{value}（最接近 {near}）", "{value} (nearest: {near})"),
    "check.beside": ("{value}（{other}）", "{value} ({other})"),
    "check.comma": ("、", ", "),
    "check.files": ("标好颜色的副本", "Marked copies"),
    "check.next.mend": (
        "改好上面的错误，保存，再检查一次：{command}",
        "Mend the errors above, save, and check again: {command}",
    ),
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
