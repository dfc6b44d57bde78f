"""The command line's own words: help, summaries, next steps, errors."""

from __future__ import annotations

from commatch.texts.cli_apply import APPLY_COMMAND_WORDS
from commatch.texts.cli_batch import BATCH_COMMAND_WORDS
from commatch.texts.cli_check import CHECK_WORDS
from commatch.texts.cli_draft import DRAFT_WORDS
from commatch.texts.cli_explain import EXPLAIN_WORDS
from commatch.texts.cli_explain_more import EXPLAIN_MORE_WORDS
from commatch.texts.cli_init import INIT_WORDS
from commatch.texts.cli_notice import NOTICE_COMMAND_WORDS
from commatch.texts.cli_papers import PAPER_COMMAND_WORDS
from commatch.texts.cli_points import POINTS_COMMAND_WORDS
from commatch.texts.cli_report import REPORT_WORDS
from commatch.texts.cli_rollover import ROLLOVER_COMMAND_WORDS
from commatch.texts.cli_run import RUN_COMMAND_WORDS
from commatch.texts.cli_schema import SCHEMA_WORDS
from commatch.texts.cli_tidy import TIDY_WORDS
from commatch.texts.cli_trends import TRENDS_COMMAND_WORDS
from commatch.texts.cli_whatif import WHATIF_WORDS
from commatch.texts.language import Language
from commatch.texts.text import fill

__all__ = ["WORDS", "say"]

WORDS: dict[str, tuple[str, str]] = {
    # -- help -------------------------------------------------------------------------------------------------
    "app": (
        "把居民的需求和社区的人、单位、场地、资金、物资配起来，写出本月的项目清单。",
        "Matches residents' needs with a community's people, units, venues, money and goods, and writes the month's project list.",
    ),
    "match": (
        "读入需求清单和资源表，找出最好的安排，写出项目清单工作簿。",
        "Read the needs and the resource sheets, find the best plan, write the project list workbook.",
    ),
    "match.name": ("项目清单-{month}.xlsx", "project-list-{month}.xlsx"),
    "match.more": (
        "当前文件夹里有 commatch.toml 就读它。设置的先后：命令行 > 工作簿的“设置”表 > commatch.toml > 默认值。",
        "A commatch.toml in the current folder is read. Settings: the command line beats the workbook's settings sheet, that beats commatch.toml, that beats the defaults.",
    ),
    "demo": (
        "用自带的样例社区（全部虚构）走一遍：写出样例工作簿，再匹配。",
        "Try it on the sample community (all invented): write its workbook, then match it.",
    ),
    "exit.title": ("退出码", "Exit codes"),
    "exit.0": (
        "写出了项目清单（一个需求也配不上时也是）",
        "the plan was written (also when nothing could be served)",
    ),
    "exit.1": ("commatch 自己的错误，请报告", "a bug of commatch; please report it"),
    "exit.2": ("命令写错了，或文件不存在", "wrong usage, or no such file"),
    "exit.3": ("数据有错误，什么也没写", "errors in the input; nothing was written"),
    "exit.4": (
        "没有方案：锁定或已确认的互相冲突，或限时内没找到",
        "no plan: pins or confirmed projects clash, or none was found in time",
    ),
    "exit.5": ("方案没有通过审核，没有写出", "the plan failed its audit; nothing was written"),
    "exit.6": ("写不了输出文件", "the output can't be written"),
    "exit.7": ("成批处理时有社区没做好", "some communities of a batch failed"),
    "exit.8": ("另一次运行正在往那里写", "another run is writing there"),
    "exit.9": ("时间到了，没有做完", "time was up before all was done"),
    "exit.130": ("被 Ctrl-C 或 SIGTERM 中断", "interrupted by Ctrl-C or SIGTERM"),
    "help.usage": ("用法", "Usage"),
    "help.arguments": ("参数", "Arguments"),
    "help.options": ("选项", "Options"),
    "help.commands": ("命令", "Commands"),
    "help.required": ("必填", "required"),
    "help.repeat": ("可多次使用", "may be repeated"),
    "help.help": ("显示帮助", "Show this help."),
    "meta.options": ("[选项]", "[OPTIONS]"),
    "meta.command": ("命令 …", "COMMAND …"),
    "meta.file": ("文件", "FILE"),
    "meta.dir": ("文件夹", "DIR"),
    "meta.sheet": ("表名", "SHEET"),
    "meta.month": ("年-月", "YYYY-MM"),
    "meta.date": ("日期", "DATE"),
    "meta.seconds": ("秒", "SECONDS"),
    "meta.share": ("比例", "SHARE"),
    "meta.number": ("整数", "N"),
    "meta.pair": ("项=值", "KEY=VALUE"),
    "option.files": (
        "一个或几个工作簿（.xlsx、.xls、.ods、.csv），合起来是一个社区的一个月；可以写 *.xlsx",
        "one or more workbooks (.xlsx, .xls, .ods, .csv) that together are a community's month; *.xlsx may be written",
    ),
    "option.output": (
        "写到哪里（.xlsx 文件，或已有的文件夹）；默认在第一个文件旁边，如 项目清单-2026-12.xlsx，已有同名文件就加编号",
        "where to write: an .xlsx file or a folder that exists; by default beside the first file, such as project-list-2026-12.xlsx, numbered if it exists",
    ),
    "option.month": (
        "安排哪个月，如 2026-12；默认下个月",
        "month to plan, such as 2026-12; by default the next one",
    ),
    "option.from": ("从哪一天起安排；默认月初", "first day to plan; by default the month's first"),
    "option.time_limit": ("求解最多几秒；默认 600", "seconds for all solving at most; by default 600"),
    "option.gap": (
        "每个目标允许的相对差距，到了就停，不再证明最优；默认 0（证明最优）",
        "relative gap at which an objective is left, not proven optimal; by default 0 (proven optimal)",
    ),
    "option.seed": ("随机种子；默认 0", "random seed; by default 0"),
    "option.threads": ("求解线程数；默认 1", "threads of the solver; by default 1"),
    "option.solver": ("求解器：highs 或 cbc；默认 highs", "solver: highs or cbc; by default highs"),
    "option.previous": (
        "本月已议过的项目清单：已确认的不动，否决的退出，其余尽量少变",
        "the month's project list as it came back: what is confirmed stays, what was rejected goes, the rest moves least",
    ),
    "option.set": (
        "任何一项设置，如 venue_walk=20；等号后空着就用默认值",
        "any setting, such as venue_walk=20; with nothing after = the default holds",
    ),
    "option.config": (
        "设置文件；默认当前文件夹的 commatch.toml",
        "settings file; by default commatch.toml in the current folder",
    ),
    "option.force": ("覆盖已有的文件", "replace files that exist"),
    "option.json": (
        "在标准输出写一份 JSON，不写别的",
        "write one JSON document to standard output and nothing else",
    ),
    "option.quiet": ("成功时不输出，也不显示进度", "print nothing on success, and no progress"),
    "option.lang": (
        "消息和写出的工作簿的语言：zh 或 en；默认看 COMMATCH_LANG，再看系统语言（没有时是 zh）",
        "language of messages and of the workbook written: zh or en; by default COMMATCH_LANG, then the system's (zh where it has none)",
    ),
    "option.show_personal": (
        "显示姓名、电话等个人信息；默认只显示编号，个人信息打码",
        "show names, telephone numbers and the like; by default only ids are shown and personal values are masked",
    ),
    "option.remedies": (
        "给每件配不上的需求找最小补救（默认：需求不多于 600 件时找）",
        "seek the smallest remedy of each unserved need (by default in months of up to 600 needs)",
    ),
    "option.gaps": (
        "列缺口清单：再多一样什么，能多服务几件（默认：需求不多于 600 件时列）",
        "make the sheet of gaps: what one more of each thing would bring (by default in months of up to 600 needs)",
    ),
    "option.accept_proposals": (
        "草稿里提的建议还没人确认的，也全部采纳，并说明采纳了多少",
        "take all that a draft proposed and nobody has confirmed, and say how many that were",
    ),
    "option.dir": ("写到哪个文件夹；默认 commatch-demo", "folder to write to; by default commatch-demo"),
    "option.version": ("显示版本", "Show the version."),
    # -- wrong usage ------------------------------------------------------------------------------------------
    "usage.error": ("用法错误：{message}", "Usage error: {message}"),
    "usage.see": ("查看帮助：{command} --help", "Help: {command} --help"),
    "usage.no_command": ("没有这个命令：{name}", "no such command: {name}"),
    "usage.commands": ("；有这些命令：{names}", "; there are: {names}"),
    "usage.no_option": ("没有这个选项：{name}", "no such option: {name}"),
    "usage.perhaps": ("（是不是 {names}？）", " (perhaps {names}?)"),
    "usage.missing": ("缺少 {name}", "missing: {name}"),
    "usage.needs_value": ("{name} 后面要写一个值", "{name} needs a value"),
    "usage.bad_value": ("{name} 的值不对：{message}", "bad value for {name}: {message}"),
    "usage.bad_lang": ("--lang 只能是 zh 或 en，不是“{value}”", "--lang is zh or en, not '{value}'"),
    "usage.bad_pair": ("{option} 要写成 项=值，不是“{value}”", "{option} takes KEY=VALUE, not '{value}'"),
    "usage.bad_setting": (
        "{option} 的值“{value}”不能用。{setting}",
        "bad value for {option}: '{value}'. {setting}",
    ),
    "usage.unknown_setting": ("没有名为“{value}”的设置", "there is no setting named '{value}'"),
    "usage.start_outside_month": (
        "{option} 的 {value} 不在要安排的月份 {month} 里；改这一天，或用 --month 写明月份",
        "{option} {value} is not in {month}, the month that is planned; give another day, or say the month with --month",
    ),
    "usage.no_file": ("找不到文件：{path}", "no such file: {path}"),
    "usage.folder": ("{path} 是文件夹，请写出里面的文件", "{path} is a folder; name the files in it"),
    "usage.also": ("；", "; "),
    "usage.list": ("、", ", "),
    "usage.bad_output": (
        "-o 要写 {suffix} 文件或文件夹，不是“{path}”",
        "-o takes a file that ends in {suffix}, or a folder, not '{path}'",
    ),
    "usage.not_folder": ("{path} 不是文件夹", "{path} is not a folder"),
    # -- outcomes ---------------------------------------------------------------------------------------------
    "problems.title": (
        "数据有 {errors} 处错误，什么也没有写。改好后再运行一次。",
        "The input has {errors:error|errors}; nothing was written. Correct the input and run again.",
    ),
    "problems.elsewhere": ("（整体）", "(as a whole)"),
    "problems.do": ("→ {hint}", "→ {hint}"),
    "problems.more": ("还有 {count} 条，见工作簿的“数据问题”", "{count} more in the sheet “problems”"),
    "severity.error": ("错误", "error"),
    "severity.warning": ("提醒", "warning"),
    "planned.title": ("{month} 的匹配完成", "The plan for {month}"),
    "planned.served": (
        "{planned} 条需求，配上 {served} 条，没配上 {unserved} 条（{projects} 个项目）",
        "{planned:need|needs}: {served} served, {unserved} unserved ({projects:project|projects})",
    ),
    "planned.left_out": (
        "另有 {count} 条按状态不参与匹配",
        "{count:more takes|more take} no part because of the status",
    ),
    "planned.reasons": ("没配上的主要原因", "Why needs are unserved"),
    "planned.groups": ("按人群", "By group"),
    "planned.tiers": ("目标（从上到下依次优先）", "Objectives, the first ones first"),
    "planned.warnings": (
        "{count} 条数据提醒（几张表合起来才看得出的，用 commatch check 看）",
        "{count:warning|warnings} about the input (commatch check also shows what only the lists together tell)",
    ),
    "planned.files": ("写出的文件", "Files written"),
    "planned.numbered.there": (
        "{old} 已存在，没有动它；新的写到 {new}（要覆盖请加 --force）",
        "{old} exists and was left alone; written to {new} instead (--force replaces it)",
    ),
    "planned.numbered.input": (
        "{old} 是输入文件，没有动它；新的写到 {new}",
        "{old} is an input file and was left alone; written to {new} instead",
    ),
    "planned.numbered.open": (
        "{old} 正被别的程序打开，换不掉；新的写到 {new}（关掉它再运行，就能覆盖）",
        "{old} is open in another program and could not be replaced; written to {new} instead (close it and run again)",
    ),
    "planned.next": ("接下来", "What next"),
    "planned.next.open": (
        "打开 {file}，先看“项目清单”和“未匹配”，带到议事会上讨论",
        "Open {file}: look at the sheets of projects and unserved needs and take them to the council",
    ),
    "planned.next.empty": (
        "在“需求清单”里填上状态为待匹配的需求，再运行一次",
        "Add needs whose status is open to the sheet of needs, and run again",
    ),
    "planned.next.warnings": ("看一遍“数据问题”里的提醒", "Go through the warnings in the sheet of problems"),
    "planned.next.demo": (
        "换成自己的表：{command}",
        "With your own workbook: {command}",
    ),
    "planned.nothing": (
        "一条需求也没有配上；原因见“未匹配”。",
        "No need could be served; the sheet of unserved needs says why.",
    ),
    "planned.empty": (
        "没有要安排的需求：需求清单是空的，或每一条都按状态不参与匹配。",
        "There is no need to plan: the sheet of needs is empty, or none of them takes part, by their status.",
    ),
    "planned.others": ("其他", "others"),
    "column.reason": ("原因", "reason"),
    "column.needs": ("需求", "needs"),
    "column.group": ("人群", "group"),
    "column.served": ("配上", "served"),
    "column.share": ("比例", "share"),
    "column.tier": ("目标", "objective"),
    "column.value": ("值", "value"),
    "column.bound": ("上界", "bound"),
    "column.proven": ("已证明", "proven"),
    "column.seconds": ("秒", "seconds"),
    "yes": ("是", "yes"),
    "no": ("否", "no"),
    "group.none": ("（未写人群）", "(no group)"),
    "no_plan.title": ("没有方案，什么也没有写。", "There is no plan; nothing was written."),
    "no_plan.clash": ("这些条件不能同时满足：", "These can't be kept together:"),
    "no_plan.pins": (
        "在“匹配意见”里去掉其中一条锁定，或改掉它妨碍的条件，再运行一次。",
        "Take one of these pins out of the opinions sheet, or change what it is in the way of, and run again.",
    ),
    "no_plan.forced": (
        "用了上次的项目清单，就把那里议事决定的“确认”清空或改成“改”；状态是已确认或实施中的，改为“待匹配”，或补足它缺的资源，再运行一次。",
        "With a project list of before, clear its decision to confirm, or decide that it is to change; set a status of "
        "confirmed or in progress to open, or add the resources that are lacking; and run again.",
    ),
    "no_plan.kept": (
        "在项目清单里把其中一个项目的议事决定改成“改”，或改掉手工改的编号、时间，再运行一次。",
        "Decide in the project list that one of these projects is to change, or change the id or time typed in, and run again.",
    ),
    "no_plan.other": (
        "改掉上面写的条件，或补足资源，再运行一次。",
        "Change what is said above, or add resources, and run again.",
    ),
    "no_plan.time": (
        "加大 --time-limit，或在“匹配意见”里减少锁定，再运行一次。",
        "Raise --time-limit, or pin less in the opinions sheet, and run again.",
    ),
    "audit.title": (
        "方案没有通过审核，什么也没有写。这是 commatch 的错误，请报告下面的内容。",
        "The plan failed its audit; nothing was written. This is a fault of commatch: please report what follows.",
    ),
    "output.title": ("写不了文件：{message}", "The output can't be written: {message}"),
    "output.no_folder": (
        "没有文件夹 {path}；先建好它，或换一个",
        "there is no folder {path}; make it first, or name another",
    ),
    "output.input": ("{path} 是输入文件，不能写在它上面", "{path} is an input file and is not written over"),
    "bug.title": (
        "commatch 内部出错了，不是你的数据的问题。请把下面一行报告给维护者（里面没有居民信息）：",
        "Something went wrong inside commatch; it is not your doing. Please report this line (it holds no resident's data):",
    ),
    "bug.debug": (
        "要看详细信息：设置环境变量 COMMATCH_DEBUG=1 再运行一次。",
        "For details run again with COMMATCH_DEBUG=1 in the environment.",
    ),
    "timed_out": ("时间到了，还没做完，什么也没有写。", "Time was up before it was done; nothing was written."),
    "interrupted": ("已中断，什么也没有写。", "Interrupted; nothing was written."),
    # -- phases -----------------------------------------------------------------------------------------------
    "phase.read": ("读取", "reading"),
    "phase.check": ("检查", "checking"),
    "phase.judge": ("逐对判断", "judging pairs"),
    "phase.start": ("先排一版", "first plan"),
    "phase.build": ("建立模型", "building the model"),
    "phase.solve": ("求解", "solving"),
    "phase.clash": ("找冲突", "looking for the clash"),
    "phase.audit": ("审核", "auditing"),
    "phase.explain": ("写明原因", "explaining"),
    "phase.remedies": ("找最小补救", "looking for remedies"),
    "phase.gaps": ("算缺口", "working out the gaps"),
    "phase.write": ("写出", "writing"),
    **BATCH_COMMAND_WORDS,
    **CHECK_WORDS,
    **DRAFT_WORDS,
    **EXPLAIN_WORDS,
    **EXPLAIN_MORE_WORDS,
    **NOTICE_COMMAND_WORDS,
    **APPLY_COMMAND_WORDS,
    **REPORT_WORDS,
    **INIT_WORDS,
    **PAPER_COMMAND_WORDS,
    **POINTS_COMMAND_WORDS,
    **ROLLOVER_COMMAND_WORDS,
    **RUN_COMMAND_WORDS,
    **SCHEMA_WORDS,
    **TIDY_WORDS,
    **TRENDS_COMMAND_WORDS,
    **WHATIF_WORDS,
}
"""Words by key, in Chinese and English."""


def say(lang: Language, key: str, **values: object) -> str:
    """Return the words of a key in a language, with ``{name}`` filled in as by :func:`commatch.texts.text.fill`.

    Raises
    ------
    KeyError
        There is no such key.
    """
    zh, en = WORDS[key]
    text = zh if lang == "zh" else en
    return fill(text, values) if values else text
