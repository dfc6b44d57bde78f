"""The documentation does not drift: every command and option has help and is written about."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import typer.main
from openpyxl import load_workbook

from commatch.cli.app import build, main
from commatch.texts import ahead
from commatch.texts.language import Language

ROOT = Path(__file__).resolve().parents[1]


def commands(lang: Language) -> dict[str, Any]:
    group: Any = typer.main.get_command(build(lang))
    return {"": group, **group.commands}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_command_and_option_has_help_and_a_place_in_the_docs(lang: Language) -> None:
    written = "\n".join(path.read_text("utf-8") for path in sorted((ROOT / "docs" / lang).rglob("*.md")))
    for name, command in commands(lang).items():
        assert command.help, name
        assert f"commatch {name}".strip() in written
        for param in command.params:
            assert param.help, f"{name} {param.name}"
            if param.param_type_name == "option":
                assert all(option in written for option in param.opts), f"{name} {param.opts}"


def test_the_reference_is_up_to_date_and_links_resolve() -> None:
    done = subprocess.run(
        [sys.executable, "scripts/make_reference.py", "--check"],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_both_languages_have_the_same_pages() -> None:
    homes = [ROOT / "docs" / lang for lang in ("zh", "en")]
    chinese, english = ({path.relative_to(home) for path in home.rglob("*.md")} for home in homes)
    assert chinese == english
    assert len(chinese) >= 9


@pytest.mark.parametrize(
    ("locale", "lang"),
    [
        ("C", "en"),
        ("zh_CN.UTF-8", "zh"),
        *(
            pytest.param(*case, marks=pytest.mark.slow)
            for case in (("C", "zh"), ("en_US.UTF-8", "zh"), ("en_US.UTF-8", "en"), ("zh_CN.UTF-8", "en"))
        ),
    ],
)
def test_the_tutorial_works_as_written(
    lang: Language, locale: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("COMMATCH_LANG", "LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", locale)
    text = (ROOT / "docs" / lang / "tutorial" / "first-month.md").read_text("utf-8")
    written = re.findall(r"^ +commatch (.+)$", text, re.MULTILINE)
    assert [words.split()[0] for words in written] == ["demo", "match"]
    for words in written:
        assert main(words.split()) == 0, capsys.readouterr().err
    folder = tmp_path / "commatch-demo"
    named = set(re.findall(r"`([^` ]+\.xlsx)`", text))
    assert len(named) == 3
    assert all((folder / name).exists() or (tmp_path / name).exists() for name in named)
    plans = [path for path in folder.iterdir() if "2026-12" in path.name]
    assert len(plans) == 2
    for path in plans:
        names = load_workbook(path, read_only=True).sheetnames
        assert names[0] == ("overview" if lang == "en" else "概览")
        assert all(sheet in names for sheet in re.findall(r"`(projects|unserved)`", text))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_is_ahead_is_said_in_the_reference(lang: Language) -> None:
    home = ROOT / "docs" / lang / "reference"
    inputs, settings = ((home / f"{name}.md").read_text("utf-8") for name in ("sheets", "settings"))
    idle = {"zh": "还不起作用", "en": "with no effect yet"}[lang]
    assert settings.count(idle) == len(ahead.NOT_USED_SETTINGS)
    assert inputs.count(idle) == len(ahead.NOT_USED_COLUMNS)


def test_the_readmes_show_what_the_demonstration_prints(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    for lang, name in (("zh", "README.zh-CN.md"), ("en", "README.md")):
        assert main(["demo", lang, "--lang", lang]) == 0
        printed = capsys.readouterr().out.splitlines()[:2]
        text = (ROOT / name).read_text("utf-8")
        assert all(f"    {line}\n" in text for line in printed), printed
