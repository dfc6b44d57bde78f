"""Write the reference pages from the program itself: ``python scripts/make_reference.py [--check]``.

With ``--check`` nothing is written: it fails where a page is behind the program, or a relative link leads
nowhere.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))

from json_keys import JSON_HELP  # noqa: E402
from library_page import library  # noqa: E402
from markdown import pick, table  # noqa: E402

from commatch.cli.app import COMMANDS  # noqa: E402
from commatch.cli.app import main as commatch  # noqa: E402
from commatch.cli.report import head  # noqa: E402
from commatch.groups import GROUP_ENGLISH, GROUP_NAMES  # noqa: E402
from commatch.matching.rules import PHRASES  # noqa: E402
from commatch.settings import Settings, as_text  # noqa: E402
from commatch.telling.document import document  # noqa: E402
from commatch.telling.exits import Exit  # noqa: E402
from commatch.telling.report import Report  # noqa: E402
from commatch.texts import ahead  # noqa: E402
from commatch.texts.cli import say  # noqa: E402
from commatch.texts.language import Language  # noqa: E402
from commatch.texts.problems import CATALOGUE, Text, with_names  # noqa: E402
from commatch.texts.reports import REASONS  # noqa: E402
from commatch.texts.run import RUN_KEYS, run_key_words  # noqa: E402
from commatch.texts.template import unit_words  # noqa: E402
from commatch.workbook.batch_sheets import BATCH_SHEETS  # noqa: E402
from commatch.workbook.description import described  # noqa: E402
from commatch.workbook.outputs import (  # noqa: E402
    CARRY_LOG,
    DRAFT_LOG,
    DRAFT_RULES,
    MASK_LOG,
    OUTPUT,
    OUTPUT_SHEETS,
    POINT_BALANCES,
    POINTS,
    PROJECT_STATUS,
    READ_BACK,
    REASON_CODES,
    RUN_ITEMS,
    TIDY_RULES,
)
from commatch.workbook.schema import CHOICES, INPUT_SHEETS, Choice, Lang, Sheet  # noqa: E402
from commatch.workbook.trend_sheets import TREND_SHEETS  # noqa: E402

DOCUMENTS: list[Mapping[str, object]] = [
    document(Report("match", Exit.USAGE, "zh")),
    *({**head(name, Exit.USAGE), **command.BLANK} for name, command in COMMANDS.items() if hasattr(command, "BLANK")),
]
"""The JSON documents, for their keys: that of a plan, and those of the commands that have one of their own."""
LANGUAGES: tuple[Language, ...] = ("zh", "en")
_PLURAL = re.compile(r"\{(\w+):[^|{}]*\|([^{}]*)\}")
LINK = re.compile(r"\]\(([^)\s#]+)(?:#[^)]*)?\)")


def _said(lang: Language, text: Text) -> tuple[str, str]:
    """Return the message and the hint of a text in a language."""
    return (text.zh, text.zh_hint) if lang == "zh" else (text.en, text.en_hint)


def commands(lang: Language) -> str:
    """Return the page of commands, exit codes and JSON keys."""
    parts = [f"# {pick(lang, '命令', 'Commands')}"]
    for command in ("", *COMMANDS):
        words = [command] if command else []
        out = io.StringIO()
        with contextlib.redirect_stdout(out):
            commatch([*words, "--help", "--lang", lang])
        parts += [f"## `{' '.join(['commatch', *words])}`", f"```text\n{out.getvalue().rstrip()}\n```"]
    parts.append(f"## {say(lang, 'exit.title')}")
    codes = [(str(int(code)), f"`{code.outcome}`", say(lang, f"exit.{int(code)}")) for code in Exit]
    parts.append(table((pick(lang, "退出码", "exit code"), "`outcome`", pick(lang, "含义", "meaning")), codes))
    for keys in DOCUMENTS:
        parts.append(f"## `--json`: `{keys['schema']}`")
        rows = [(f"`{key}`", pick(lang, *_json_help(str(keys["schema"]), key))) for key in keys]
        parts.append(table((pick(lang, "键", "key"), pick(lang, "含义", "meaning")), rows))
    return "\n\n".join(parts)


def _json_help(schema: str, key: str) -> tuple[str, str]:
    return JSON_HELP.get(f"{schema}:{key}") or JSON_HELP[key]


def _no_effect(lang: Language) -> str:
    return pick(lang, "（读入，但还不起作用）", " (read, with no effect yet)")


def _names(lang: Language, item: Sheet | Choice, other: str) -> str:
    return pick(lang, f"{item.zh} · {other}", f"{other} · {item.zh}")


def _headers(lang: Language, sheet: Sheet) -> str:
    """Return the table of an output sheet's headers."""
    headers = (pick(lang, "表头", "header"), pick(lang, "英文表头", "Chinese header"))
    rows = [(pick(lang, c.zh, c.key), pick(lang, c.key, c.zh)) for c in sheet.columns]
    return table(headers, rows)


def _columns(lang: Language, sheet: Sheet) -> str:
    """Return the table of an input sheet's columns, from what ``commatch schema`` says of them."""
    headers = (
        pick(lang, "表头", "header"),
        pick(lang, "英文表头", "Chinese header"),
        pick(lang, "类型", "type"),
        pick(lang, "说明", "what it holds"),
        pick(lang, "例", "example"),
        pick(lang, "必填", "required"),
        pick(lang, "个人信息", "personal"),
        pick(lang, "也读作", "also read"),
    )
    yes, between = say(lang, "yes"), say(lang, "usage.list")
    rows = []
    for column in described(sheet)["columns"]:
        holds = column["help"][lang]
        if column["unit"]:
            holds += f" ({unit_words(column['unit'], lang)})"
        if column["values"]:
            values = between.join(value[lang] for value in column["values"])
            holds += pick(
                lang, f"。{say(lang, 'schema.values', values=values)}", f"; {say(lang, 'schema.values', values=values)}"
            )
        rows.append(
            (
                pick(lang, column["zh"], column["key"]),
                pick(lang, column["key"], column["zh"]),
                say(lang, f"type.{column['type']}"),
                holds + ("" if column["used"] else _no_effect(lang)),
                column["example"][lang],
                yes if column["required"] else "",
                yes if column["personal"] else "",
                "、".join(column["aliases"]),
            )
        )
    return table(headers, rows)


def sheets(lang: Language) -> str:
    """Return the page of input sheets, closed lists and resident groups."""
    parts = [
        f"# {pick(lang, '输入的表', 'Input sheets')}",
        pick(
            lang,
            "表和列的顺序不限；一个月的数据可以放在一个或几个文件里。表头中英文都认。",
            "Sheets and columns come in any order, in one file or several. Headers are read in both languages.",
        ),
    ]
    for sheet in INPUT_SHEETS:
        parts.append(f"## {_names(lang, sheet, sheet.key)}")
        parts.append(pick(lang, f"{sheet.help_zh}。", f"{sheet.help_en[0].upper()}{sheet.help_en[1:]}."))
        parts.append(_columns(lang, sheet))
    parts.append(f"## {pick(lang, '固定的取值', 'Closed lists')}")
    rows = [
        (
            f"`{name}`",
            pick(lang, item.zh, item.en),
            pick(lang, item.en, item.zh),
            "、".join(item.aliases),
        )
        for name, choices in CHOICES.items()
        for item in choices
    ]
    headers = (
        pick(lang, "列表", "list"),
        pick(lang, "取值", "value"),
        pick(lang, "英文", "Chinese"),
        pick(lang, "也读作", "also read"),
    )
    parts.append(table(headers, rows))
    parts.append(f"## {pick(lang, '人群', 'Resident groups')}")
    groups = [
        (pick(lang, zh, GROUP_ENGLISH[zh]), pick(lang, GROUP_ENGLISH[zh], zh), "、".join(others))
        for zh, others in GROUP_NAMES.items()
    ]
    parts.append(table(headers[1:], groups))
    return "\n\n".join(parts)


def outputs(lang: Language) -> str:
    """Return the page of the sheets of a project list workbook."""
    parts = [f"# {pick(lang, '项目清单工作簿', 'The project list workbook')}"]
    parts.append(
        pick(
            lang,
            "每张表第 1 行是标题，第 2 行是表头（用 pandas 读时写 `header=1`），下面一行一条。"
            "图在“概览”的表格右边，数据取自单元格，不另占列。",
            "Row 1 of every sheet is a title, row 2 the header (`header=1` in pandas), and the rows follow. "
            "The charts stand beside the table of `overview`; drawn of cells, they take no columns of their own.",
        )
    )
    for sheet in OUTPUT_SHEETS:
        parts.append(f"## {_names(lang, sheet, sheet.key)}")
        parts.append(_headers(lang, sheet))
    names = " ".join(f"`{READ_BACK[key].name(Lang(lang))}`" for key in READ_BACK if key not in OUTPUT)
    parts.append(
        pick(
            lang,
            f"apply 写的、match --previous 带下去的清单，运行记录前面还有 {names}，栏目同[输入的表](sheets.md)。",
            f"Lists that apply writes, and match --previous carries on, have {names} before the run record, with the "
            "columns of [the input sheets](sheets.md).",
        )
    )
    lists: list[tuple[str, Iterable[Choice]]] = [
        (pick(lang, "项目的状态", "Statuses of a project"), PROJECT_STATUS),
        (pick(lang, "运行记录的项", "Items of the run record"), RUN_ITEMS),
    ]
    for title, choices in lists:
        rows = [(pick(lang, item.zh, item.en), pick(lang, item.en, item.zh)) for item in choices]
        parts += [f"## {title}", table((pick(lang, "中文", "English"), pick(lang, "英文", "Chinese")), rows)]
    parts.append(f"## {_names(lang, MASK_LOG, MASK_LOG.key)}")
    parts.append(
        pick(
            lang,
            "notice 写的内部记录：公示里遮住了什么；一行一处。",
            "The internal record that notice writes: what the notice does not show, a row for each thing.",
        )
    )
    parts.append(_headers(lang, MASK_LOG))
    for sheet, about in (
        (
            CARRY_LOG,
            pick(lang, "rollover 写的，改了什么一条一行。", "Written by rollover, a row for each change."),
        ),
        (
            POINTS,
            pick(
                lang,
                "points 和 rollover 写的积分账，一笔一行，按日子排。",
                "The ledger that points and rollover write, a row for each line by its day.",
            ),
        ),
        (
            POINT_BALANCES,
            pick(lang, "points 写的，一人一行。", "Written by points, a row a person."),
        ),
    ):
        parts += [f"## {_names(lang, sheet, sheet.key)}", about, _headers(lang, sheet)]
    about = pick(lang, "trends 写的工作簿里的一张表。", "A sheet of the workbook that trends writes.")
    for sheet in TREND_SHEETS:
        parts += [f"## {_names(lang, sheet, sheet.key)}", about, _headers(lang, sheet)]
    parts.append(f"## {pick(lang, '社区汇总', 'Summary of a batch')}")
    parts.append(
        pick(
            lang,
            "batch 写的工作簿：没做好的社区在最前，然后匹配率低的在前；缺口按类型、要求、时段加起来。",
            "The workbook that batch writes: communities that failed come first, then those served least; gaps are "
            "added up by kind, requirement and half-day.",
        )
    )
    for sheet in BATCH_SHEETS:
        parts.append(f"### {_names(lang, sheet, sheet.key)}")
        parts.append(_headers(lang, sheet))
    parts.append(f"## {_names(lang, DRAFT_LOG, DRAFT_LOG.key)}")
    parts.append(
        pick(
            lang,
            "tidy 和 draft 写的工作簿里的一张表；前九列两者都有，其余的只有 draft 写。",
            "A sheet of the workbooks that tidy and draft write; the columns after the ninth are in drafts alone.",
        )
    )
    parts.append(_headers(lang, DRAFT_LOG))
    rules = [(pick(lang, item.zh, item.en), pick(lang, item.en, item.zh)) for item in (*TIDY_RULES, *DRAFT_RULES)]
    parts.append(table((pick(lang, "规则", "rule"), pick(lang, "英文", "Chinese")), rules))
    return "\n\n".join(parts)


def settings(lang: Language) -> str:
    """Return the page of settings."""
    rows = []
    for item in fields(Settings):
        low, high = item.metadata["low"], item.metadata["high"]
        span = "" if low is None else f"{low:.10g}–{'' if high is None else f'{high:.10g}'}"
        value = as_text(getattr(Settings(), item.name))
        help_line = pick(lang, item.metadata["zh"], item.metadata["en"])
        help_line += _no_effect(lang) if item.name in ahead.NOT_USED_SETTINGS else ""
        rows.append((f"`{item.name}`", item.metadata["name_zh"], help_line, value, span))
    headers = (
        pick(lang, "项", "key"),
        pick(lang, "中文名", "Chinese name"),
        pick(lang, "含义", "meaning"),
        pick(lang, "默认值", "default"),
        pick(lang, "范围", "range"),
    )
    order = pick(
        lang,
        "命令行（`--set 项=值`）> 工作簿的“设置”表 > `commatch.toml` > 默认值。表和文件里空着的项不算写了；"
        "命令行上的 `--set 项=` 则回到默认值。",
        "The command line (`--set KEY=VALUE`) beats the sheet `settings`, that beats `commatch.toml`, "
        "that beats the defaults. A blank value in the sheet or the file says nothing; `--set KEY=` on the command "
        "line makes it the default.",
    )
    run_rows = [(f"`{key}`", run_key_words(key, lang)) for key in RUN_KEYS]
    run = pick(
        lang,
        "`commatch.toml` 里的表 `[run]` 不是设置，是 `commatch run` 要做的，"
        "见[没人看着也按时做](../how-to/unattended.md)。",
        "The table `[run]` of `commatch.toml` is no setting but what `commatch run` does: see "
        "[with nobody watching](../how-to/unattended.md).",
    )
    parts = [f"# {pick(lang, '设置', 'Settings')}", order, table(headers, rows), "## `[run]`", run]
    return "\n\n".join([*parts, table((pick(lang, "项", "key"), pick(lang, "含义", "meaning")), run_rows)])


def codes(lang: Language) -> str:
    """Return the page of reason codes and problems."""
    reasons = []
    for choice in REASON_CODES:
        phrase = {**PHRASES, **REASONS}.get(choice.key)
        reasons.append((pick(lang, choice.zh, choice.key), pick(lang, choice.key, choice.zh),
                        pick(lang, phrase.zh, phrase.en) if phrase else ""))  # fmt: skip
    problems = [
        (f"`{code}`", *(_PLURAL.sub(r"{\1} \2", with_names(said, Lang(lang))) for said in _said(lang, text)))
        for code, text in sorted(CATALOGUE.items())
    ]
    headers = (
        pick(lang, "代码", "code"),
        pick(lang, "英文代码", "Chinese code"),
        pick(lang, "含义", "meaning"),
    )
    return "\n\n".join(
        [
            f"# {pick(lang, '代码', 'Codes')}",
            pick(lang, "大括号里的是具体的值。", "What stands in braces is filled in."),
            f"## {pick(lang, '未匹配的原因', 'Why a need is unserved')}",
            table(headers, reasons),
            f"## {pick(lang, '数据问题', 'Problems of the input')}",
            table(
                (headers[0], pick(lang, "问题", "problem"), pick(lang, "建议", "what to do")),
                problems,
            ),
        ]
    )


PAGES: dict[str, Callable[[Language], str]] = {
    "commands": commands,
    "sheets": sheets,
    "outputs": outputs,
    "library": library,
    "settings": settings,
    "codes": codes,
}
MADE = "<!-- Made by scripts/make_reference.py; run make docs. -->\n\n"


def pages() -> dict[Path, str]:
    """Return the text of every reference page by its path."""
    os.environ["COLUMNS"] = "96"
    return {
        ROOT / "docs" / lang / "reference" / f"{name}.md": MADE + make(lang) + "\n"
        for lang in LANGUAGES
        for name, make in PAGES.items()
    }


def broken_links() -> list[str]:
    """Return every relative link of the documentation that leads nowhere."""
    texts = [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("data/**/*.md")]
    return [
        f"{path.relative_to(ROOT)}: {target}"
        for path in texts
        for target in LINK.findall(path.read_text("utf-8"))
        if "://" not in target and not target.startswith("mailto:") and not (path.parent / target).exists()
    ]


def main() -> int:
    """Write the pages, or check them."""
    wanted = pages()
    if "--check" not in sys.argv[1:]:
        for path, text in wanted.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
            print(path.relative_to(ROOT))
        return 0
    behind = [str(p.relative_to(ROOT)) for p, text in wanted.items() if not p.exists() or p.read_text("utf-8") != text]
    broken = broken_links()
    for name in behind:
        print(f"behind the program: {name} (run make docs)")
    for link in broken:
        print(f"link leads nowhere: {link}")
    if not behind and not broken:
        print(f"documentation is up to date: {len(wanted)} reference pages, all links resolve")
    return 1 if behind or broken else 0


if __name__ == "__main__":
    sys.exit(main())
