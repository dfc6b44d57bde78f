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
    "setting_too_late": Text(
        "“{key}”写在设置表里不起作用：看到它时文件已经打开了",
        "写进 commatch.toml，或在命令里加 --set {key}={value}",
        "{key} has no effect on the settings sheet: the file is open by the time it is seen",
        "write it into commatch.toml, or add --set {key}={value} to the command",
    ),
}
