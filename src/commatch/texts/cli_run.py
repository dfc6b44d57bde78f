"""The words of ``commatch run``."""

from __future__ import annotations

__all__ = ["RUN_COMMAND_WORDS"]

RUN_COMMAND_WORDS: dict[str, tuple[str, str]] = {
    "run": (
        "照设置文件里 [run] 写的做，没人看着也行：给 cron、systemd、Windows 任务计划用。",
        "Do what the table [run] of a settings file says, with nobody watching: for cron, systemd, Windows tasks.",
    ),
    "run.more": (
        "[run] 里写 command（batch 或 match）、inputs、output、month（next 下个月、this 本月，或 2026-12）、log、timeout 和这个命令的选项；路径从设置文件所在的文件夹算起。每次运行在记录文件里写一行，没做好的社区各一行，都没有个人信息。",
        "[run] says command (batch or match), inputs, output, month (next, this, or 2026-12), log, timeout, and options of the command; paths count from the folder of the file. The log gets a line for each run and one for each community that failed, with nothing personal in them.",
    ),
    "run.option.config": (
        "设置文件；默认当前文件夹的 commatch.toml",
        "settings file; by default commatch.toml in the current folder",
    ),
    "exit.run.0": ("都做好了", "all is done"),
    "exit.run.1": ("commatch 自己的错误，请报告", "a bug of commatch; please report it"),
    "exit.run.2": (
        "没有这个设置文件，或里面说的做不了（如文件夹里没有社区）",
        "no such settings file, or what it says can't be done (such as a folder without communities)",
    ),
    "exit.run.3": (
        "设置文件有错误，什么也没做；或 match 的数据有错误",
        "errors in the settings file, nothing was done; or errors in the input of match",
    ),
    "exit.run.4": ("match 没有方案", "match found no plan"),
    "exit.run.5": ("match 的方案没有通过审核", "match's plan failed its audit"),
    "exit.run.6": ("写不了结果：磁盘满了，或没有写入权限", "the results can't be written: disk full, or no permission"),
    "exit.run.7": ("batch 有社区没做好，其余的都做好了", "some communities of batch failed; the rest is done"),
    "exit.run.8": (
        "另一次运行正在往那里写，什么也没做",
        "another run is writing there; nothing was done",
    ),
    "exit.run.9": (
        "到了 timeout 的时间还没做完；做好了的都是完整的",
        "the time of timeout was up before all was done; what is done is whole",
    ),
    "exit.run.130": ("被 Ctrl-C 或 SIGTERM 中断", "interrupted by Ctrl-C or SIGTERM"),
    "run.killed": (
        "那时开始的一次运行没有做完就被停掉了（kill -9、断电、Windows 停止任务），没有自己的一行",
        "a run that began then was killed before its end (kill -9, a power cut, a task that Windows stops) and has no line of its own",
    ),
    "run.not_logged": (
        "这次运行没有记下来，写不了 {path}：{why}；其余不受影响",
        "This run is not in the log, for {path} can't be written: {why}; nothing else is affected",
    ),
}
"""Words by key, in Chinese and English."""
