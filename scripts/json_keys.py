"""What each key of the JSON document holds, for the reference: in Chinese and in English."""

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
    "counts": ("各种数目", "counts"),
    "solver": ("求解器和版本", "solver and version"),
    "proven": ("每一层都证明了最优", "every objective is proven optimal"),
    "tiers": ("每层目标的值、上界、差距、秒数", "each objective's value, bound, gap and seconds"),
    "by_group": ("每类人群的需求数和配上数", "needs and served needs of each group"),
    "reasons": ("首要原因和需求数", "leading reasons and how many needs they hold back"),
    "unserved": ("没配上的需求：编号、优先分、原因代码", "unserved needs: id, priority, reason codes"),
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
