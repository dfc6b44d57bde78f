"""The command ``commatch``: commands wired, and whatever stops one turned into an exit code.

Nothing is imported here that help does not need; each command imports its work when it runs.
"""

import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from commatch.cli import (
    agenda,
    apply,
    batch,
    check,
    demo,
    draft,
    explain,
    init,
    match,
    month_page,
    notice,
    points,
    rollover,
    run,
    schema,
    tasks,
    tidy,
    trends,
    whatif,
)
from commatch.cli.help import group_class
from commatch.texts.cli import say
from commatch.texts.language import Language, choose

if TYPE_CHECKING:
    from commatch.telling.exits import Exit

__all__ = ["COMMANDS", "build", "main"]

NAME = "commatch"
COMMANDS = {
    "init": init,
    "draft": draft,
    "check": check,
    "tidy": tidy,
    "match": match,
    "explain": explain,
    "agenda": agenda,
    "tasks": tasks,
    "report": month_page,
    "notice": notice,
    "apply": apply,
    "rollover": rollover,
    "points": points,
    "whatif": whatif,
    "trends": trends,
    "batch": batch,
    "run": run,
    "demo": demo,
    "schema": schema,
}
"""The commands, in the order in which help lists them.

One whose JSON document is its own says in ``BLANK`` what that holds, beside its head, where there is nothing.
"""


def build(lang: Language) -> typer.Typer:
    """Return the application in a language.

    Parameters
    ----------
    lang : {'zh', 'en'}
        Language of help, messages and workbooks.
    """
    app = typer.Typer(
        name=NAME,
        help=say(lang, "app"),
        cls=group_class(lang),
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        add_completion=False,
        no_args_is_help=False,
    )

    @app.callback(invoke_without_command=True)
    def common(
        context: typer.Context,
        version: Annotated[bool, typer.Option("--version", help=say(lang, "option.version"))] = False,
        language: Annotated[str, typer.Option("--lang", help=say(lang, "option.lang"), metavar="zh|en")] = "",
    ) -> None:
        from commatch.cli.render import line

        if version:
            from commatch import __version__

            line(f"{NAME} {__version__}")
            raise typer.Exit
        if context.invoked_subcommand is None:
            line(context.get_help())
            raise typer.Exit

    for module in COMMANDS.values():
        module.register(app, lang)
    return app


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command line and return its exit code.

    Parameters
    ----------
    argv : sequence of str, optional
        The words after the program's name; those of the process where not given.

    Returns
    -------
    int
        0 a plan was written, 1 a bug of ours, 2 wrong usage or no such path, 3 problems of the input,
        4 no plan, 5 the audit failed, 6 the output can't be written, 7 some communities of a batch failed,
        8 another run is writing there, 9 time was up, 130 interrupted.
    """
    from commatch.cli.render import use_utf8
    from commatch.cli.stopping import reason, stoppable
    from commatch.telling.exits import Exit

    use_utf8()
    words = list(sys.argv[1:] if argv is None else argv)
    lang = choose(words)
    with stoppable(lambda exit, message: _stopped(words, lang, exit, message)):
        try:
            _check_language(words, lang)
            code = build(lang)(args=words, prog_name=NAME, standalone_mode=False) or 0
            if code == Exit.INTERRUPTED and not isinstance(code, Exit):  # Typer's own number: nobody said anything yet
                raise KeyboardInterrupt
            return int(code)
        except KeyboardInterrupt:
            return _stopped(words, lang, reason(), "")
        except SystemExit:  # Typer's own way to end where nobody reads its help to the end
            return 0
        except Exception as fault:  # the edge: a bug of ours becomes one calm message and exit 1
            return _explain(fault, words, lang)


def _check_language(words: Sequence[str], lang: Language) -> None:
    for number, word in enumerate(words):
        if word == "--":
            return
        value = word.removeprefix("--lang=") if word.startswith("--lang=") else None
        if word == "--lang" and number + 1 < len(words):
            value = words[number + 1]
        if value is not None and value not in ("zh", "en"):
            from commatch.cli.report import Fault
            from commatch.telling.exits import Exit

            raise Fault(Exit.USAGE, say(lang, "usage.bad_lang", value=value))


def _explain(fault: Exception, words: Sequence[str], lang: Language) -> int:
    """Turn an exception into a report: a fault of the command line, or a bug of ours."""
    from commatch.cli.faults import usage_words
    from commatch.cli.report import Fault
    from commatch.telling.bugs import bug_words
    from commatch.telling.exits import Exit

    if isinstance(fault, Fault):
        return _stopped(words, lang, fault.exit, fault.message)
    usage = usage_words(fault, lang)
    if usage is not None:
        return _stopped(words, lang, Exit.USAGE, usage)
    if os.environ.get("COMMATCH_DEBUG"):
        from commatch.cli.render import trace

        trace()
    return _stopped(words, lang, Exit.BUG, bug_words(fault))


def _stopped(words: Sequence[str], lang: Language, exit: "Exit | int", message: str) -> int:
    from commatch.cli.render import render
    from commatch.cli.summary import stopped
    from commatch.telling.exits import Exit

    command = next((word for word in words if word in COMMANDS), "")
    blank = getattr(COMMANDS.get(command), "BLANK", None)
    render(stopped(command, Exit(exit), lang, message, blank), as_json="--json" in words)
    return int(exit)
