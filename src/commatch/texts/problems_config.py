"""The words of problems of the settings file."""

from __future__ import annotations

from collections.abc import Mapping

from commatch.texts.text import Text

__all__ = ["CONFIG_TEXTS"]

CONFIG_TEXTS: Mapping[str, Text] = {
    "config_unreadable": Text(
        "打不开设置文件 {value}",
        "检查有没有读取权限",
        "the settings file {value} can't be opened",
        "check that you may read it",
    ),
    "bad_toml": Text(
        "设置文件 {value} 写得不对：{detail}",
        '每行写成 项 = 值，文字加引号，如 month = "2026-12"',
        "the settings file {value} can't be read: {detail}",
        'write key = value on each line, with quotes around text: month = "2026-12"',
    ),
    "run_missing": Text(
        "设置文件里没有 [run] 这张表",
        "加上 [run]，下面写 command、inputs、output，见 commatch run --help",
        "the settings file has no table [run]",
        "add [run] with command, inputs and output below it; see commatch run --help",
    ),
    "run_missing_key": Text(
        "[run] 里没有写 {value}",
        "{run_key}",
        "{value} is missing in [run]",
        "{run_key}",
    ),
    "run_unknown_key": Text(
        "[run] 里没有“{value}”这一项",
        "{near}改成有的项，或删掉；设置（如 time_limit）写在 [run] 上面",
        "[run] has no key '{value}'",
        "{near}write one that there is, or delete it; settings such as time_limit stand above [run]",
    ),
    "run_bad_value": Text(
        "“{value}”不能用",
        "{run_key}",
        "'{value}' can't stand here",
        "{run_key}",
    ),
    "run_not_for": Text(
        "{value} 只用于 {only}，这里的 command 是 {command}",
        "删掉这一行，或改 command",
        "{value} is for {only} alone, and command is {command}",
        "delete the line, or change command",
    ),
    "run_two_months": Text(
        "月份写了两处：[run] 里和它上面",
        "只留 [run] 里的",
        "the month is said twice: in [run] and above it",
        "keep that in [run]",
    ),
    "run_no_path": Text(
        "找不到“{value}”",
        "检查写得对不对；不是从盘根写起的，从设置文件所在的文件夹算起",
        "'{value}' is not there",
        "check the spelling; a path that does not begin at the root counts from the folder of the settings file",
    ),
    "setting_too_late": Text(
        "“{key}”写在设置表里不起作用：看到它时文件已经打开了",
        "写进 commatch.toml，或在命令里加 --set {key}={value}",
        "{key} has no effect on the settings sheet: the file is open by the time it is seen",
        "write it into commatch.toml, or add --set {key}={value} to the command",
    ),
}
