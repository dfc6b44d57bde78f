"""``commatch demo``: the sample community from end to end."""

from pathlib import Path
from typing import Annotated

import typer

from commatch.cli.help import command_class
from commatch.cli.options import Options
from commatch.texts.cli import say
from commatch.texts.language import Language

__all__ = ["register", "sample"]

_SAMPLES = {"zh": "标准表/社区月度清单.xlsx", "en": "english/community-month.xlsx"}
_FOLDER = "commatch-demo"


def sample(lang: Language) -> Path:
    """Return the sample workbook in a language: carried by an installed package, beside src in a checkout."""
    package = Path(__file__).resolve().parents[1]
    homes = (package / "samples", package.parents[1] / "data" / "samples")
    return next(home for home in homes if home.is_dir()) / _SAMPLES[lang]


def register(app: typer.Typer, lang: Language) -> None:
    """Add the command to an application; parameters as for ``commatch match``."""
    shared = Options(lang)

    @app.command("demo", cls=command_class(lang), help=say(lang, "demo"))
    def demo(
        folder: Annotated[str, shared.folder] = "",
        force: Annotated[bool, shared.force] = False,
        as_json: Annotated[bool, shared.json] = False,
        quiet: Annotated[bool, shared.quiet] = False,
        language: Annotated[str, shared.language] = "",
        show_personal: Annotated[bool, shared.show_personal] = False,
    ) -> int:
        from dataclasses import replace

        from commatch.cli.render import progress, render
        from commatch.cli.summary import printed
        from commatch.cli.work import Job, run

        workbook = _write_sample(Path(folder or _FOLDER), lang, force)
        job = Job(
            command="demo",
            files=(workbook,),
            lang=lang,
            force=force,
            show_personal=show_personal,
        )
        with progress(lang, show=not (quiet or as_json)) as tell:
            report = run(job, tell)
        render(printed(replace(report, files=(workbook, *report.files))), as_json=as_json, quiet=quiet)
        return int(report.exit)


def _write_sample(folder: Path, lang: Language, force: bool) -> Path:
    """Write the sample into a folder; one that is there already in the same bytes is used as it is."""
    from commatch.cli.files import numbered
    from commatch.cli.report import Fault
    from commatch.telling.exits import Exit

    source = sample(lang)
    content = source.read_bytes()
    if folder.exists() and not folder.is_dir():
        raise Fault(Exit.USAGE, say(lang, "usage.not_folder", path=folder))
    target = folder / source.name
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if target.exists() and not force and target.read_bytes() != content:
            target = numbered(target)
        target.write_bytes(content)
    except OSError as fault:
        raise Fault(Exit.OUTPUT, f"{target}: {fault.strerror or type(fault).__name__}") from fault
    return target
