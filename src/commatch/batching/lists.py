"""The project lists of a month in a folder of results: how they and what belongs to them are called, what is there."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from commatch.month.numbered import MONTH_NAMED, Number, beside, number_of
from commatch.texts.cli import say
from commatch.texts.language import Language
from commatch.texts.notice import NOTICE_WORDS
from commatch.texts.papers import PAPER_WORDS
from commatch.texts.pooling import said
from commatch.texts.text import fill

__all__ = ["LANGUAGES", "called_list", "lying", "made_of_list", "names_of", "numbered"]

LANGUAGES: tuple[Language, ...] = ("zh", "en")


def names_of(month: str, lang: Language) -> tuple[str, str]:
    """Return how the list of a month and its loans are called, where they have no number."""
    return say(lang, "match.name", month=month), said(lang, "book", month=month)


def called_list(name: str) -> bool:
    """Tell whether a file is called like a project list, in whichever language and with whatever number."""
    month = MONTH_NAMED.search(name)
    stems = [PurePosixPath(names_of(month[0], lang)[0]).stem for lang in LANGUAGES] if month else ()
    return name.startswith(tuple(stems))


def made_of_list(name: str, month: str, lang: Language) -> bool:
    """Tell whether something is called as what is made of a list of a month in a language, with whatever number."""
    phrases = (NOTICE_WORDS["name.notice"], NOTICE_WORDS["name.masks"], PAPER_WORDS["tasks.folder"])
    names = [fill(phrase.zh if lang == "zh" else phrase.en, {"month": month}) for phrase in phrases]
    names += [Path(say(lang, key, month=month)).stem for key in ("agenda.name", "report.name")]
    return Path(name).stem in {numbered(one, number_of(name)[0]) for one in names}


def numbered(name: str, number: int) -> str:
    """Return a name with a number, the first without one."""
    path = PurePosixPath(name)
    return name if number == 1 else path.with_name(f"{path.stem}-{number}{path.suffix}").as_posix()


def lying(home: Path, name: str) -> dict[str, Number]:
    """Return what lies in a folder under a name, with whatever number, as other commands count lists."""
    return {path.name: number for number, path in sorted(beside(home / name))}
