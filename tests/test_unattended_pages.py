"""The scripts of the how-to on unattended runs work as they are copied, as cron and systemd would run them."""

from __future__ import annotations

import datetime as dt
import os
import re
import shutil
import stat
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Literal

import pytest
from batch_folders import sound
from cli_runs import HELPERS, NEEDS, book, in_chinese
from openpyxl import load_workbook
from test_run import logged

from commatch.cli.run_file import ONLY_OF, load_run
from commatch.cli.run_log import lines_of
from commatch.problems import Place, error
from commatch.telling.exits import Exit
from commatch.telling.masking import without_text
from commatch.texts.problems import describe
from commatch.texts.run import RUN_KEYS
from commatch.workbook.schema import Lang

ROOT = Path(__file__).resolve().parents[1]
LANGUAGES = ("zh", "en")
posix = pytest.mark.skipif(os.name != "posix", reason="cron is not of Windows")


LAUNCHER = """#!{python}
import sys
sys.path.insert(0, {source!r})
from commatch.cli.app import main
if __name__ == "__main__":
    sys.exit(main())
"""
"""What an installer writes for a command, but that the package lies elsewhere."""


@pytest.fixture(autouse=True)
def plain(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    in_chinese(monkeypatch, tmp_path)


def blocks(lang: str, kind: str) -> list[str]:
    """Return the blocks of a kind on the page."""
    text = (ROOT / "docs" / lang / "how-to" / "unattended.md").read_text("utf-8")
    return re.findall(rf"^```{kind}\n(.*?)^```", text, re.MULTILINE | re.DOTALL)


def installed(home: Path, lang: str) -> Path:
    """Put everything where the page says, below a folder that stands for the root, and return the script."""
    program = home / "opt/commatch/bin/commatch"
    place = home / "srv/commatch"
    for folder in (program.parent, place):
        folder.mkdir(parents=True)
    source = Path(sys.modules["commatch"].__file__ or "").parents[1]
    program.write_text(LAUNCHER.format(python=sys.executable, source=str(source)), "utf-8")
    (config,) = blocks(lang, "toml")
    (place / "commatch.toml").write_text(config, "utf-8")
    (script,) = blocks(lang, "sh")
    for path in ("/opt/commatch", "/srv/commatch"):
        script = script.replace(path, f"{home}{path}")
    run = place / "run.sh"
    run.write_text(script, "utf-8")
    for path in (program, run):
        path.chmod(0o755)
    return run


def as_cron(script: Path) -> subprocess.CompletedProcess[bytes]:
    """Run a script as cron does: no environment to speak of, elsewhere, no terminal, no input, the locale C."""
    with (script.parent / "mail").open("wb") as mail:
        return subprocess.run(
            ["env", "-i", "LC_ALL=C", "PATH=/usr/bin:/bin", "sh", "-c", f"exec {script} <&-"],
            cwd="/",
            stdout=mail,
            stderr=mail,
            check=False,
            start_new_session=True,
        )


@posix
@pytest.mark.parametrize("lang", ["zh", pytest.param("en", marks=pytest.mark.slow)])
def test_the_cron_example_runs_as_cron_would(tmp_path: Path, lang: str) -> None:
    run = installed(tmp_path, lang)
    home = run.parent
    sound(home / "communities")
    next_month = load_run(home / "commatch.toml", dt.date.today())[0].month
    assert as_cron(run).returncode == 0
    assert ((home / "mail").read_bytes(), (home / "run.out").exists()) == (b"", False)
    lists = sorted((home / "results").rglob("*.xlsx"))
    assert [path.name for path in lists if path.parent.name == "甲社区"] == [
        f"{'项目清单' if lang == 'zh' else 'project-list'}-{next_month}.xlsx"
    ]
    sheets = load_workbook(lists[-1], read_only=True).sheetnames
    assert sheets[0] == ("概览" if lang == "zh" else "overview")
    (line,) = logged(str(home / "commatch.log"))
    assert (line["exit"], line["month"], line["done"]) == ("0", next_month, "3")


@posix
@pytest.mark.slow
@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_goes_wrong_under_cron_is_said_in_its_language_and_mailed(tmp_path: Path, lang: str) -> None:
    run = installed(tmp_path, lang)
    home = run.parent
    sound(home / "communities")
    (home / "communities" / "空 🎋").mkdir()
    assert as_cron(run).returncode == 7
    said = (home / "run.out").read_bytes().decode("utf-8")
    assert str(dt.date.today().year) in said.splitlines()[0]
    assert [stat.filemode((home / name).stat().st_mode) for name in ("run.out", "commatch.log")] == ["-rw-------"] * 2
    assert str(home / "results") in said
    words = {
        "zh": "空 🎋：文件夹里没有工作簿（退出码 3）",
        "en": "空 🎋: there is no workbook in the folder (exit code 3)",
    }
    assert words[lang] in said
    assert "UnicodeEncodeError" not in said
    mail = (home / "mail").read_bytes().decode("utf-8")
    assert re.search(r"退出码 7：|exit code 7:", mail)
    assert logged(str(home / "commatch.log"))[1]["failed"] == "空 🎋"
    shutil.rmtree(home / "communities" / "空 🎋")
    assert as_cron(run).returncode == 0  # and what was done is not done again
    assert logged(str(home / "commatch.log"))[-1]["resumed"] == "3"


@posix
@pytest.mark.slow
def test_closed_streams_stop_nothing(tmp_path: Path) -> None:
    run = installed(tmp_path, "zh")
    home = run.parent
    sound(home / "communities")
    (home / "communities" / "空").mkdir()
    words = f"exec {tmp_path}/opt/commatch/bin/commatch run --config {home}/commatch.toml <&- >&- 2>&-"
    done = subprocess.run(["env", "-i", "LC_ALL=C", "sh", "-c", words], cwd="/", check=False)
    assert done.returncode == 7
    assert len(logged(str(home / "commatch.log"))) == 2


@posix
@pytest.mark.slow
@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_units_of_systemd_are_sound(tmp_path: Path, lang: str) -> None:
    service, failed, timer = blocks(lang, "ini")
    assert "\nExecStart=/opt/commatch/bin/commatch run --quiet --config /srv/commatch/commatch.toml\n" in service
    if shutil.which("systemd-analyze") is None:
        pytest.skip("no systemd here")
    units = {"commatch.service": service, "commatch-failed.service": failed, "commatch.timer": timer}
    assert "\nOnFailure=commatch-failed.service\n" in service
    for name, text in units.items():
        (tmp_path / name).write_text(text.replace("/opt/commatch/bin/commatch", "/bin/true"), "utf-8")
    done = subprocess.run(
        ["systemd-analyze", "verify", *(tmp_path / name for name in units)],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_lines_of_the_log_that_the_page_shows_are_as_they_are_written(lang: Literal["zh", "en"]) -> None:
    page = (ROOT / "docs" / lang / "how-to" / "unattended.md").read_text("utf-8")
    shown = re.findall(r"^    (2026-11-25T\S+ .*)$", page, re.MULTILINE)
    name, sheet, typed = ("金桂社区", "需求清单", "两小时多") if lang == "zh" else ("Jingui", "needs", "2 hrs?")
    problem = error("bad_number", Place(f"{name}.xlsx", sheet, "G7"), typed, sheet="needs", column="hours")
    message = f"{problem.place} {describe(without_text(problem), Lang(lang))[0]}"
    counts = {"communities": 12, "done": 11, "resumed": 0, "failed": 1, "planned": 730, "served": 655}
    ran = {
        "counts": counts | {"errors": 1, "warnings": 40},
        "communities": [{"community": name, "exit_code": 3, "message": message}],
    }
    began = "2026-11-25T02:00:01+08:00"
    assert shown == list(lines_of(began, "batch", "2026-12", Exit.SOME_FAILED, 312.4, ran))


def test_both_languages_have_the_same_scripts_and_the_batch_file_is_ascii() -> None:
    for kind in ("cron", "bat"):
        assert blocks("zh", kind) == blocks("en", kind)
    assert all(text.isascii() for text in blocks("en", "bat"))
    assert blocks("en", "cron") == ["0 2 25 * * /srv/commatch/run.sh\n"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_names_every_key_once_beside_the_command_that_has_it(lang: str) -> None:
    (config,) = blocks(lang, "toml")
    text = (ROOT / "docs" / lang / "how-to" / "unattended.md").read_text("utf-8")
    more = re.search(r"^(?:More keys|还可以写这些)[^.。]*", text, re.MULTILINE)
    assert more is not None
    shown = list(tomllib.loads(config)["run"])
    assert sorted([*shown, *re.findall(r"`(\w+)`", more[0])]) == sorted(RUN_KEYS)
    for command in ("batch", "match"):
        before = re.split(rf" ?[(（]{command}", more[0])[0]
        keys = re.findall(r"`(\w+)`", re.split(r"[)）]", before)[-1])
        assert set(keys) == {key for key, only in ONLY_OF.items() if only == command} - set(shown)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_settings_file_of_the_page_is_right(tmp_path: Path, lang: str) -> None:
    (config,) = blocks(lang, "toml")
    (tmp_path / "communities").mkdir()
    book(tmp_path / "communities" / "甲.xlsx", 需求清单=NEEDS, 能人=HELPERS)
    (tmp_path / "commatch.toml").write_text(config, "utf-8")
    file, problems = load_run(tmp_path / "commatch.toml", dt.date(2026, 11, 25))
    assert (problems, file.month, file.values["timeout"]) == ([], "2026-12", 21_600)
