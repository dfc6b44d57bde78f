"""What each key of the JSON documents holds, for the reference: in Chinese and in English.

A key that means something of its own in one document is written ``<schema>:<key>``.
"""

from __future__ import annotations

JSON_HELP = {
    "schema": ("文档的版本", "version of the document"),
    "command": ("命令", "command"),
    "version": ("程序版本", "version of the program"),
    "outcome": ("结果，与退出码一一对应", "outcome, one for each exit code"),
    "exit_code": ("退出码", "exit code"),
    "message": ("出错时的一句话", "one sentence where something stopped it"),
    "month": ("月份；不知道时为 null", "month; null where it is not known"),
    "output": ("写出的工作簿；没有时为 null", "the workbook written; null where there is none"),
    "files": ("写出的全部文件", "all files written"),
    "strict": ("有提醒也算不通过", "whether warnings count too"),
    "lists": ("每张表读入和没读的行数、错误和提醒数", "rows read and left out, errors and warnings of each list"),
    "commatch.check/1:outcome": ("`checked`，或出错的结果", "`checked`, or what stopped it"),
    "commatch.check/1:files": ("标好颜色的副本", "the marked copies"),
    "inputs": ("读了的文件", "the files that were read"),
    "not_checked": (
        "因为有错误没有查，或没有查全的：`needs` 谁能做，`helper` 等某一种，`rows` 有错误的需求，`idle` 用不上的资源",
        "what was not checked, or in part, because of errors: `needs` who could serve them, a kind such as `helper`, "
        "`rows` needs that hold errors, `idle` resources of no use",
    ),
    "commatch.check/1:notes": ("副本里没有保留的", "what the copies don't keep"),
    "commatch.explain/1:outcome": ("`explained`，或出错的结果", "`explained`, or what stopped it"),
    "result": ("问的是哪一份项目清单", "the project list that was asked about"),
    "commatch.explain/1:inputs": (
        "用到的文件，包括上一份项目清单",
        "the files that were read beside it, the list of before among them",
    ),
    "asked": ("问的是什么：`need_id`、`resource_id`", "what was asked: `need_id`, `resource_id`"),
    "answer": ("回答，一行一项，按 `--lang` 的语言", "the answer line by line, in the language of `--lang`"),
    "need": (
        "一件需求：状态（`served`、`unserved`、`out`）、原因、每项要求谁在做（`rows`）、"
        "还有谁能做（`others`）、谁为什么不能（`turned_down`）；没有问时为 null",
        "a need: its state (`served`, `unserved`, `out`), reasons, and of each requirement who is on it (`rows`), who "
        "else could (`others`), who may not and why (`turned_down`); null where not asked",
    ),
    "resource": (
        "一个资源：没排上的主要原因（`why_not`）、用了多少（`capacity`）、排了什么、能做没做的（`openings`）、"
        "不合条件的（`shut`）、改一样能多做的（`opens`）；没有问时为 null",
        "a resource: the main reason why it does nothing (`why_not`), what is used (`capacity`), what it does, what it "
        "could do (`openings`), what it may not (`shut`), what a single change opens (`opens`); null where not asked",
    ),
    "pair": (
        "一对：状态（`planned`、`allowed`、`forbidden`、`not_asked`、`out`），"
        "可以而没排的带另算的结果（`trial`）；没有问时为 null",
        "a pair: its state (`planned`, `allowed`, `forbidden`, `not_asked`, `out`), and the month solved again with it "
        "where it may be and is not planned (`trial`); null where not asked",
    ),
    "commatch.agenda/1:outcome": ("`written`，或出错的结果", "`written`, or what stopped it"),
    "commatch.agenda/1:result": ("用的是哪一份项目清单", "the project list that the paper is made of"),
    "commatch.agenda/1:inputs": (
        "用到的文件，包括上一份项目清单",
        "the files that were read beside it, the list of before among them",
    ),
    "commatch.agenda/1:counts": (
        "各有几项：紧急、没配上、待确认、小额提案、快到期的协议、不在议事范围、已填决定",
        "how many are urgent, unserved, to confirm, proposals, agreements ending, outside the remit, decided already",
    ),
    "date": ("议事日", "the council day"),
    "commatch.tasks/1:outcome": ("`written`，或出错的结果", "`written`, or what stopped it"),
    "commatch.tasks/1:result": ("用的是哪一份项目清单", "the project list that the sheets are made of"),
    "commatch.tasks/1:inputs": (
        "用到的文件，包括上一份项目清单",
        "the files that were read beside it, the list of before among them",
    ),
    "commatch.tasks/1:counts": (
        "能人、单位、场地、日历文件各几个；否了或缓办而没有印的项目几个",
        "helpers, units, venues, calendar files; projects left out as rejected or postponed",
    ),
    "folder": ("写出的文件夹；没有时为 null", "the folder written; null where there is none"),
    "edited": ("改动过的项目的需求编号", "needs whose projects were changed by hand since"),
    "commatch.report/1:outcome": ("`written`，或出错的结果", "`written`, or what stopped it"),
    "commatch.report/1:result": ("写的是哪一份项目清单", "the project list that the page shows"),
    "commatch.report/1:inputs": (
        "用到的文件，包括上一份项目清单",
        "the files that were read beside it, the list of before among them",
    ),
    "commatch.report/1:output": ("写出的网页；没有时为 null", "the page written; null where there is none"),
    "commatch.notice/1:outcome": ("`written`，或出错的结果", "`written`, or what stopped it"),
    "commatch.notice/1:result": ("公示的是哪一份项目清单", "the project list that the notice is of"),
    "commatch.notice/1:inputs": (
        "用到的文件，包括上一份项目清单",
        "the files that were read beside it, the list of before among them",
    ),
    "commatch.notice/1:files": ("写出的公示，可以张贴", "the notice in each format, to be posted"),
    "record": (
        "遮盖记录（内部）；什么也没遮时为 null",
        "the internal record of what was masked; null where nothing was",
    ),
    "commatch.notice/1:counts": (
        "要办的、暂时办不了的、遮住的，和数据的错误、提醒",
        "what will be done, what can't be done yet, what was masked; errors and warnings",
    ),
    "masked": (
        "遮住的每一处：哪张表哪一行哪一栏，种类，公示上怎么写",
        "each thing masked: sheet, row and column, its sort, and what is posted instead",
    ),
    "commatch.trends/1:outcome": ("`written`，或出错的结果", "`written`, or what stopped it"),
    "commatch.trends/1:output": ("写出的工作簿；没有时为 null", "the workbook written; null where there is none"),
    "commatch.trends/1:files": ("写出的工作簿和网页", "the workbook and the page written"),
    "commatch.trends/1:counts": (
        "文件、项目清单、收到、办结、在办、转办、不受理各几，错误和提醒",
        "files, project lists; needs collected, settled, in work, handed on, refused; errors and warnings",
    ),
    "months": ("从头到尾的每个月", "every month from the first to the last"),
    "median_days": (
        "从提出到办结的天数，中位；不知道时为 null",
        "days from raised to settled, the median; null where not known",
    ),
    "by_month": (
        "每月收到、办结、月末在办（只有历史的月份为 null）；排过和配上的需求（没有清单时为 null）；工时、场次",
        "by month: collected, settled, in work at its end (null where there is history alone); planned and served "
        "(null without a list); hours, sessions",
    ),
    "short": (
        "连续落后的人群：哪个月，配上几条、共几条，全体几条",
        "groups that fall short in a row: the month, served and all needs, of the group and of everybody",
    ),
    "funders": (
        "资助方要的数（不知道时为 null）、要求多少、达到没有",
        "what funders ask for (null where not known), how much is asked, whether it is met",
    ),
    "commatch.apply/1:outcome": ("`written`，或出错的结果", "`written`, or what stopped it"),
    "commatch.apply/1:result": ("填好的项目清单", "the project list that was filled in"),
    "commatch.apply/1:inputs": ("读了哪些需求和资源文件", "the files of needs and resources that were read"),
    "commatch.apply/1:counts": (
        "需求、项目、改了状态的项目、本月历史各有几条，和数据的错误、提醒",
        "needs, projects, projects that moved along, rows of history; errors and warnings",
    ),
    "statuses": ("每个状态有几条需求", "needs by status"),
    "commatch.apply/1:moved": (
        "改了状态的项目：`project_id`，原来的状态（`before`），现在的（`after`）",
        "projects whose status moved along: `project_id`, `before`, `after`",
    ),
    "commatch.apply/1:notes": ("副本里没能保留的", "what could not be kept in the copy"),
    "commatch.rollover/1:outcome": ("`rolled_over`，或出错的结果", "`rolled_over`, or what stopped it"),
    "commatch.rollover/1:counts": (
        "加进来的新需求、结转明细几行、其中要看的几行，和数据的错误、提醒",
        "new needs added, lines of the log, how many of them are to be looked at; errors and warnings",
    ),
    "next_month": ("下月；不知道时为 null", "the next month; null where the month is not known"),
    "balance": (
        "这个月的需求从哪里来、到哪里去，如“结转”里的一行；没有时为 null",
        "where the month's needs came from and went, as a row of balance; null where something is wrong",
    ),
    "commatch.rollover/1:changes": (
        "结转明细：每种变化的代码、要不要看、涉及的编号",
        "the log: the code of each sort of change, whether it is to be looked at, and the ids",
    ),
    "commatch.points/1:outcome": ("`counted`，或出错的结果", "`counted`, or what stopped it"),
    "commatch.points/1:counts": (
        "几个人、几笔，挣得、兑换、余额的合计，和数据的错误、提醒",
        "people, lines, points earned, spent and left in all; errors and warnings",
    ),
    "balances": (
        "每个人挣得（`earned`）、兑换（`spent`）、余额（`balance`）、最近日期（`last`）；姓名打码",
        "what each person earned, spent and has, and the latest day; names masked",
    ),
    "lines": (
        "每一笔：日期、谁、事由（`hours`、`council`、`proposal`、`led`、`redeemed`）、哪张表的哪一项、数量、积分、余额",
        "every line: date, person, cause (`hours`, `council`, `proposal`, `led`, `redeemed`), sheet and source, "
        "quantity, points, balance",
    ),
    "kept": ("已存在、没有动的文件", "files that were there and were left alone"),
    "commatch.init/1:outcome": ("`written`，或出错的结果", "`written`, or what stopped it"),
    "commatch.schema/1:outcome": ("`described`，或出错的结果", "`described`, or what stopped it"),
    "commatch.schema/1:sheets": ("输入的表，每张带它的列", "the input sheets, each with its columns"),
    "commatch.tidy/1:outcome": ("`tidied`，或出错的结果", "`tidied`, or what stopped it"),
    "commatch.tidy/1:sheets": ("写出的表和行数", "sheets written and their rows"),
    "changes": ("每条规则改了几处", "how often each rule applied"),
    "left_out": ("没有带过来的：在哪里，几行", "what was not carried over: where, how many rows"),
    "commatch.draft/1:outcome": ("`drafted`，或出错的结果", "`drafted`, or what stopped it"),
    "columns": (
        "每张表每一栏提了几处建议（`proposed`），几处没把握没提（`not_proposed`）",
        "proposals of each column (`proposed`), and cells for which nothing was sure enough (`not_proposed`)",
    ),
    "told_twice": ("疑似重复的需求、先说的那一条、把握", "needs perhaps told twice, the earlier one, the confidence"),
    "learned": ("从每个文件学了几条确认过的需求", "confirmed needs learned from each file"),
    "commatch.whatif/1:outcome": ("`compared`，或出错的结果", "`compared`, or what stopped it"),
    "commatch.whatif/1:changes": (
        "每个改动：怎么写的，哪张表的哪一行，改了哪几格，连带去掉几行",
        "each change: as written, the row and its sheet, the cells, how many rows about it went along",
    ),
    "before": (
        "改前的数：需求、配上、优先分、一定要办的、项目；没有方案时为 null",
        "figures before the changes: needs, served, priority, must, projects; null without a plan",
    ),
    "after": ("改后的数", "figures after the changes"),
    "commatch.whatif/1:by_group": (
        "每类人群改前改后的需求数和配上数",
        "needs and served needs of each group, before and after",
    ),
    "gained": ("新配上的需求", "needs newly served"),
    "lost": (
        "不再配上的需求和原因代码；不参与匹配的没有代码",
        "needs no longer served, with reason codes; none where it takes no part",
    ),
    "gone": ("去掉的需求里原来配上的", "needs taken away that were served"),
    "moved": (
        "照样配上、换了人、场地、资金或时间的需求",
        "needs served by other people, elsewhere, from another fund or at another time",
    ),
    "uses": (
        "可用或已用有变化的资源，改前改后",
        "resources of which something else is there or used, before and after",
    ),
    "new_problems": ("只有改动带来的数据问题", "problems that only the changes brought"),
    "commatch.whatif/1:notes": (
        "改前（`before`）和改后（`after`）未证明最优等说明",
        "what was not proven, and the like, `before` and `after`",
    ),
    "commatch.batch/1:outcome": ("`done`，或没做好的、出错的结果", "`done`, `some_failed`, or what stopped it"),
    "commatch.run/1:outcome": ("`done`，或没做好的、出错的结果", "`done`, `some_failed`, or what stopped it"),
    "commatch.run/1:month": (
        "这次做的月份；设置文件不对时为 null",
        "the month that was done; null where the settings file is wrong",
    ),
    "config": ("设置文件", "the settings file"),
    "ran": (
        "命令自己的文档（`commatch.batch/1` 或 `commatch.match/1`）；没有做时为 null",
        "the document of the command itself (`commatch.batch/1` or `commatch.match/1`); null where nothing was done",
    ),
    "log": ("记录文件；不记时为 null", "the log; null where none is kept"),
    "killed": (
        "以前往这里写、没有做完就被停掉、还没有记下的运行，各是什么时候开始的",
        "when those runs began that wrote here before, were killed before their end and are not told of yet",
    ),
    "not_logged": ("为什么没有记下来；记了的为空", "why the run is not in the log; blank where it is"),
    "commatch.run/1:problems": ("设置文件的错误，带行号和项", "errors in the settings file, with line and key"),
    "commatch.batch/1:month": (
        "月份；各社区不一样或不知道时为 null",
        "month; null where it is not known or not the same in all",
    ),
    "commatch.batch/1:folder": (
        "放社区的文件夹；没有做时为 null",
        "the folder of the communities; null where nothing was done",
    ),
    "commatch.batch/1:output": (
        "结果的文件夹；没有做时为 null",
        "the folder of the results; null where nothing was done",
    ),
    "commatch.batch/1:files": ("写出的汇总", "the summary written"),
    "commatch.batch/1:kept": ("没有动的汇总", "summaries left alone"),
    "commatch.batch/1:counts": (
        "社区、做好的、没有再做的、没做好的；做好的社区的需求合计；数据的错误、提醒",
        "communities, those done, not done again, failed; needs of those done, added up; errors and warnings",
    ),
    "communities": (
        "每个社区（中断了的，是轮到了的）：结果、退出码、一句话、是否没有再做（`resumed`）、数目、人群、原因、缺口、错误、文件、"
        "没有动的文件（`kept`）和各自新的是哪个（`instead`）、没做成时还在的、或另一种语言的以前的清单（`earlier`）、秒数；"
        "共享（`sharing`：单独、共享各办几件，借入什么；没有共享时为 null）",
        "each community (those that were through, where it was interrupted): outcome, exit code, message, whether it "
        "was not done again (`resumed`), counts, groups, "
        "reasons, gaps, errors, files, files left alone (`kept`), which stands in place of each (`instead`), "
        "lists of an earlier run where it failed, or in the other language (`earlier`), seconds, `sharing` (needs "
        "served alone and shared, loans; null without `--pool`)",
    ),
    "absent": (
        "这次没有给、结果文件夹里还有这个月清单的社区",
        "communities not among those planned, with a list of the month among the results",
    ),
    "aside": ("没有用的文件：不是工作簿，或者是项目清单", "files left aside: no workbooks, or project lists"),
    "commatch.batch/1:problems": ("设置文件的错误", "errors in the settings file"),
    "counts": ("各种数目", "counts"),
    "solver": ("求解器和版本", "solver and version"),
    "proven": ("每一层都证明了最优", "every objective is proven optimal"),
    "tiers": ("每层目标的值、上界、差距、秒数", "each objective's value, bound, gap and seconds"),
    "by_group": ("每类人群的需求数和配上数", "needs and served needs of each group"),
    "reasons": ("首要原因和需求数", "leading reasons and how many needs they hold back"),
    "unserved": (
        "没配上的需求：编号、优先分、原因代码、最小补救（`whatif` 是 `commatch whatif` 的选项；没有找的为 null）",
        "unserved needs: id, priority, reason codes, smallest remedy (`whatif` are options of `commatch whatif`; null "
        "where none was sought)",
    ),
    "gaps": ("缺口：再多一样什么，能多服务几件", "gaps: what one more of each thing would bring"),
    "projects": ("项目：编号、时段、资源（编号）", "projects: ids, slots, resources by id"),
    "problems": (
        "数据问题：错误在前，再按文件、表、行、列",
        "problems of the input: errors first, then by file, sheet, row, column",
    ),
    "violations": ("审核发现的不符", "what the audit found"),
    "clash": ("不能同时满足的锁定和必须安排的需求，及原因", "pins and needs that can't be kept together, and why"),
    "notes": ("未证明最优等说明", "what was not proven, and the like"),
    "seconds": ("各阶段的秒数", "seconds by phase"),
}
