"""The words of ``commatch init``."""

from __future__ import annotations

__all__ = ["INIT_WORDS"]

INIT_WORDS: dict[str, tuple[str, str]] = {
    "init": (
        "写一份空白的社区工作簿（带下拉、说明和示例）和设置文件，照着填就行。",
        "Write a blank community workbook, with drop-downs, instructions and samples, and a settings file.",
    ),
    "init.more": (
        "已有的文件不覆盖：工作簿加编号，commatch.toml 保持原样。",
        "Files that exist are left alone: the workbook gets a number, commatch.toml stays as it is.",
    ),
    "init.option.folder": (
        "写到哪个文件夹；没有就新建；默认当前文件夹",
        "folder to write to, made if it is not there; by default the current one",
    ),
    "init.option.month": (
        "写进“设置”表的月份，如 2026-12；默认空着，就是下个月",
        "month for the sheet of settings, such as 2026-12; by default blank, which means the next one",
    ),
    "exit.init.0": ("写好了", "the files were written"),
    "exit.init.1": ("commatch 自己的错误，请报告", "a bug of commatch; please report it"),
    "exit.init.2": (
        "命令写错了，月份看不懂，或给的不是文件夹",
        "wrong usage, no such month, or what was given is no folder",
    ),
    "exit.init.6": ("写不了文件", "the files can't be written"),
    "exit.init.130": ("被 Ctrl-C 或 SIGTERM 中断", "interrupted by Ctrl-C or SIGTERM"),
    "init.bad_month": ("看不懂月份“{value}”；写成 2026-12 这样", "'{value}' is no month; write it as 2026-12"),
    "init.title": ("空白工作簿写好了", "The blank workbook is there"),
    "init.files": ("写出的文件", "Files written"),
    "init.kept": (
        "{path} 已存在，没有动它（要换成新的请加 --force）",
        "{path} exists and was left alone (--force replaces it)",
    ),
    "init.numbered": (
        "{old} 已存在，没有动它；新的写到 {new}（要覆盖请加 --force）",
        "{old} exists and was left alone; written to {new} instead (--force replaces it)",
    ),
    "init.next": ("接下来", "What next"),
    "init.next.fill": (
        "打开 {path}，先看“说明”，再填“需求清单”和手头有的资源表",
        "Open {path}: read the first sheet, then fill the needs and the resources that you have",
    ),
    "init.next.check": ("填好后查一查：{command}", "When it is filled: {command}"),
    "init.next.match": ("没有错误就匹配：{command}", "When nothing is wrong any more: {command}"),
}
"""Words by key, in Chinese and English."""
