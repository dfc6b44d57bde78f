"""The documentation does not drift: every command and option has help and is written about."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import typer.main

from commatch.cli.app import build
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
