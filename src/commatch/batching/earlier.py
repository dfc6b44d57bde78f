"""What lies in a folder of results beside what was made: other lists of the month, and loans; what is said of them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

from commatch.batching import state
from commatch.batching.lists import LANGUAGES, lying, names_of
from commatch.batching.results import Batch, CommunityDone
from commatch.month.numbered import number_of
from commatch.telling.exits import Exit
from commatch.texts.batch import said
from commatch.texts.language import Language

__all__ = ["absent", "beside_lists", "earlier_lists", "kept_words", "replaceable", "with_earlier"]


def earlier_lists(home: Path, month: str, langs: Collection[Language] = LANGUAGES) -> tuple[Path, ...]:
    """Return the project lists of a month in a community's folder, whoever changed them, and their loans."""
    if not month:
        return ()
    found = [path for lang in langs for name in names_of(month, lang) for path in map(home.joinpath, lying(home, name))]
    return tuple(sorted(path for path in found if path.is_file()))


def beside_lists(one: CommunityDone, home: Path, lang: Language) -> CommunityDone:
    """Return a community whose list was made with the month's other ones, and loans, that lie beside it.

    Parameters
    ----------
    one : CommunityDone
        What became of it.
    home : Path
        Its folder.
    lang : {'zh', 'en'}
        Language of what was made.
    """
    month = str(one.figures.get("month") or "")
    kept, instead = set(one.kept), dict(one.instead)
    for number, name in enumerate(names_of(month, lang)):
        there = {home / other for other in lying(home, name)}
        new = next((path for path in one.files if path in there), None)
        if new is None and not number:
            return one
        others = there.difference(one.files)
        kept |= others
        instead |= {path: new for path in others if new is not None}
    earlier = earlier_lists(home, month, [other for other in LANGUAGES if other != lang])
    return replace(one, kept=tuple(sorted(kept)), instead=dict(sorted(instead.items())), earlier=earlier)


def with_earlier(one: CommunityDone, out: Path, asked_month: str, lang: Language) -> CommunityDone:
    """Return a community that failed with its lists of an earlier run, and with what is to be said of them.

    Parameters
    ----------
    one : CommunityDone
        What became of it.
    out : Path
        The folder of the results.
    asked_month : str
        Its month, where that is not known.
    lang : {'zh', 'en'}
        Language of the words.
    """
    month = str(one.figures.get("month") or asked_month)
    home = out / one.name
    found = tuple(path for path in earlier_lists(home, month) if path not in one.files)
    if not found:
        return one
    loans = {name for other in LANGUAGES for name in lying(home, names_of(month, other)[1])}
    lent = any(path.name in loans for path in found)
    names = ("、" if lang == "zh" else ", ").join(path.name for path in found)
    key = "earlier.late" if one.exit is Exit.TIMED_OUT else "earlier.loans" if lent else "earlier"
    line = said(lang, key, names=names)
    return replace(one, message=said(lang, "earlier.beside", line=one.message, what=line), earlier=found)


def kept_words(done: Batch, lang: Language) -> tuple[str, ...]:
    """Return what is said of each file that was left alone, and of lists in the other language.

    Parameters
    ----------
    done : Batch
        What became of the communities.
    lang : {'zh', 'en'}
        Language of the words.
    """
    lines = [_kept(path.name, path, done.summary, "", lang) for path in done.kept]
    for one in done.communities:
        for path in one.kept:
            name = path.name if path.parent.name == one.name else f"{path.parent.name}/{path.name}"
            month = str(one.figures.get("month") or "")
            lines.append(_kept(f"{one.name}/{name}", path, one.instead.get(path), month, lang))
        if one.ok:
            lines += [said(lang, "kept.language", name=f"{one.name}/{path.name}") for path in one.earlier]
    return tuple(lines)


def _kept(name: str, path: Path, new: Path | None, month: str, lang: Language) -> str:
    listed, lent = (lying(path.parent, each) for each in names_of(month, lang)) if month else ((), ())
    if new is None:
        return said(lang, "kept.loans", name=name) if path.name in lent else name
    newer = path.name in listed and number_of(path.name) > number_of(new.name)
    other = "kept.newer" if newer else "kept.list" if path.name in listed else "kept.instead"
    key = "kept.itself" if new == path else other
    called = new.name if new.parent == path.parent else f"{new.parent.name}/{new.name}"
    return said(lang, key, name=name, new=called)


def replaceable(done: Batch) -> bool:
    """Tell whether any of the files that were left alone is one that is written over where that is forced."""
    if done.summary is None:
        return False
    out = done.summary.parent
    files = [path.relative_to(out / one.name) for one in done.communities for path in one.instead]
    files += [path.relative_to(out) for path in done.kept]
    return any(all(number_of(part) == (1,) for part in path.parts) for path in files)


def absent(out: Path, names: Collection[str], months: Collection[str]) -> tuple[str, ...]:
    """Return the folders of results with a list of these months that are of none of the communities by name."""
    folders = sorted(path.parent for path in out.glob(f"*/{state.NAME}") if path.parent.name not in names)
    return tuple(home.name for home in folders if any(earlier_lists(home, month) for month in months))
