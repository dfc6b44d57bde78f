"""What the files of a month hold that must not be posted: every value of a personal column, and ids."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from commatch.community import Community, Kind
from commatch.explaining.opened import Opened
from commatch.groups import GROUP_NAMES
from commatch.reports.notice.folding import folded, plain
from commatch.reports.notice.screening import Secret
from commatch.settings import setting_label
from commatch.texts.screening import ADDRESSED, COMPOUND_SURNAMES, NOBODY, ORGANISATIONS, RELATIVES, SURNAMES
from commatch.vocabulary import built_in_terms
from commatch.workbook.limits import limits_of
from commatch.workbook.outputs import READ
from commatch.workbook.reader import read_tables
from commatch.workbook.schema import RESOURCE_SHEETS, Column, Lang, Sheet, Type
from commatch.workbook.tables import Tables
from commatch.workbook.values import Record, shown
from commatch.workbook.wording import OwnWords

__all__ = ["secrets_in", "secrets_of"]

_APART = re.compile(r"[、，,；;/|\n()（）\[\]【】:：&+]|\d+")
_PERSONAL_HEADER = re.compile(
    "姓名|名字|电话|手机|号码|身份证|证件|住址|地址|门牌|监护人|家属|联系|name|phone|mobile|address|contact", re.I
)
_LEAST_NAME, _LEAST_LATIN, _LEAST_ADDRESS, _LEAST_NUMBER = 2, 3, 5, 5
_LEAST_ORGANISATION, _LONGEST_NAME = 4, 4
_BUILDING = re.compile(r"(?:\d{1,2}|[〇零一二三四五六七八九十]{1,3}|[A-Z])(?:号楼|栋|幢|座|楼|弄)", re.I)
_LEAST_NUMBERED = 3
"""Letters and digits of an address with a number in it, at least; fewer are any number."""
_ACCOUNT = re.compile(r"[A-Za-z][\w.-]{3,}", re.ASCII)
_NO_ACCOUNT = frozenset(["wechat", "weixin", "phone", "mobile", "home", "office", "none", "work", "tel"])
_SPACED_NAME = re.compile(r"\S\s+\S{1,2}")
_ID = re.compile(r"(?=.*\d)(?=.*[^\W\d_]).{2,}|\d{5,}")
_PEOPLE_OF_LIST = {"projects": ("responsible", "helpers"), "assignments": ("resource_name",)}


def secrets_in(opened: Opened, lang: Lang) -> tuple[Secret, ...]:
    """Return everything in the files of a month that is open that must not be posted."""
    community = opened.community
    tables = read_tables(opened.files, limits_of(community.settings), OwnWords.of(community.settings))
    return secrets_of(tables, community, opened.written.records or {}, lang)


def secrets_of(
    tables: Tables, community: Community, records: Mapping[str, Sequence[Record]], lang: Lang
) -> tuple[Secret, ...]:
    """Return everything in the files of a month that must not be posted.

    Parameters
    ----------
    tables : Tables
        The input files.
    community : Community
        What was read of them.
    records : mapping of str to sequence of Record
        The rows of the project list by the sheet's key.
    lang : Lang
        Language in which a secret's source is said.
    """
    public = _names_of_places(community)
    found = [*_of_tables(tables, lang), *_of_list(records, lang), *_ids(community, lang)]
    if community.settings.worker:
        found += _names(community.settings.worker, _source(READ["settings"], setting_label("worker"), lang))
    return tuple(secret for secret in dict.fromkeys(found) if not _is_public(secret, public))


def _names_of_places(community: Community) -> frozenset[str]:
    """Return the names of units, venues, funds and goods as they are compared: they stand in lists of names, too."""
    kinds = (Kind.UNIT, Kind.VENUE, Kind.FUND, Kind.GOODS)
    return frozenset(folded(item.name).text for kind in kinds for item in community.resources(kind))


def _is_public(secret: Secret, public: frozenset[str]) -> bool:
    """Tell whether what stands in a personal column is a unit or a public place: 梧桐小学, 党群服务中心."""
    key = folded(secret.text).text
    if key not in public or any(char.isdigit() for char in key):
        return False
    return secret.sort == "address" or (len(key) >= _LEAST_ORGANISATION and key.endswith(ORGANISATIONS))


def _of_tables(tables: Tables, lang: Lang) -> Iterator[Secret]:
    for table in tables.tables:
        sheet = READ[table.key]
        for row in table.rows:
            for column in sheet.columns:
                if column.personal and (cell := row.cells.get(column.key)) is not None:
                    yield from _of_cell(sheet, column, shown(cell.value), lang)
            for header, cell in row.extras.items():
                if _PERSONAL_HEADER.search(header):
                    yield from _any(shown(cell.value), _source(sheet, header, lang))


def _of_cell(sheet: Sheet, column: Column, text: str, lang: Lang) -> Iterator[Secret]:
    source = _source(sheet, column.header(lang), lang)
    resident = sheet.key == "needs"
    if column.type is Type.PHONE:
        yield from _number(text, source)
        yield from _accounts(text, source)
        yield from _pieces(text, source, resident)
    elif column.key == "address":
        yield from _address(text, source)
    else:
        yield from _names(text, source, resident=resident)


def _of_list(records: Mapping[str, Sequence[Record]], lang: Lang) -> Iterator[Secret]:
    """Yield the names of people that stand in the project list, be they typed in."""
    for key, columns in _PEOPLE_OF_LIST.items():
        for record in records.get(key, ()):
            for column in columns:
                if key == "projects" or record["kind"] == Kind.HELPER:
                    source = _source(READ[key], READ[key].column(column).header(lang), lang)
                    yield from _names(record.text(column), source)


def _source(sheet: Sheet, header: str, lang: Lang) -> str:
    return f"{sheet.name(lang)}·{header}"


def _any(text: str, source: str) -> Iterator[Secret]:
    """Yield what a column holds of which nobody knows more than that it is personal."""
    yield from _number(text, source)
    if any(char.isdigit() for char in text):
        yield from _address(text, source)
    yield from _names(text, source, resident=True)


def _number(text: str, source: str) -> Iterator[Secret]:
    digits = "".join(char for char in folded(text).text if char.isdigit())
    for one in dict.fromkeys((digits, *(re.sub(r"\D", "", part) for part in re.split(r"[、，,；;/\s]+", text)))):
        if len(one) >= _LEAST_NUMBER:
            yield Secret(one, "number", source)


def _accounts(text: str, source: str) -> Iterator[Secret]:
    """Yield names of accounts in a column of telephone numbers: 微信 lily0819."""
    for found in _ACCOUNT.finditer(plain(text)):
        if found[0].casefold() not in _NO_ACCOUNT:
            yield Secret(found[0], "number", source)


def _address(text: str, source: str) -> Iterator[Secret]:
    """Yield an address, be it a name and a number alone; a building without a name is nobody's home."""
    for one in dict.fromkeys((text, *re.split(r"[，,；;、|\n()（）]", text))):
        key, bare = folded(one).text, "".join(plain(one).split())
        least = _LEAST_NUMBERED if any(char.isdigit() for char in key) else _LEAST_ADDRESS
        if len(key) >= least and not _BUILDING.fullmatch(bare):
            yield Secret(one, "address", source)


def _names(text: str, source: str, *, resident: bool = False) -> Iterator[Secret]:
    """Yield the names in a cell: each of several, with and without what stands before and behind a name."""
    for part in dict.fromkeys((text, *_APART.split(text), *_several(text))):
        name = part.strip()
        bare = _without(name)
        for one in dict.fromkeys((name, bare)):
            if len(folded(one).text) >= _LEAST_NAME and not _is_word(one):
                yield Secret(one, "name", source, resident)
        yield from _latin(bare, source, resident)
    yield from _pieces(text, source, resident)


def _pieces(text: str, source: str, resident: bool) -> Iterator[Secret]:
    """Yield what is like a name between other words of a cell: both in 冯巩儿子冯小刚, 钱三 in 钱三 电1356."""
    if _SPACED_NAME.fullmatch(text.strip()) or text.strip().endswith(ORGANISATIONS):
        return
    for piece in _BETWEEN.split(text):
        compound = piece[:2] in COMPOUND_SURNAMES
        size = len(piece) - compound
        if _LEAST_NAME <= size < _LONGEST_NAME and (compound or piece[0] in SURNAMES) and not _is_word(piece):
            yield Secret(piece, "name", source, resident)


def _several(text: str) -> Iterator[str]:
    """Yield names with a space or 和 between them; 王 桂兰 and 李和平 are one."""
    for part in _APART.split(text):
        for sign in (r"\s+", "[和与及跟]"):
            names = re.split(sign, part.strip())
            if len(names) > 1 and not part.isascii() and all(len(name) >= _LEAST_NAME for name in names):
                yield from names


def _without(name: str) -> str:
    """Return a name without the role before it and the form of address or the relative behind it.

    More than a surname must be left: 居民王桂兰, 王桂兰阿姨 and 王桂兰女儿 are 王桂兰.
    """
    for word in sorted(NOBODY, key=len, reverse=True):
        rest = name.removeprefix(word).strip("：: ")
        if rest != name and _LEAST_NAME <= len(rest) <= _LONGEST_NAME and not name.isascii():
            name = rest
            break
    ends = (
        name.removesuffix(word).strip().removesuffix("的") for word in (*RELATIVES, *ADDRESSED) if name.endswith(word)
    )
    return next((rest for rest in ends if len(rest) >= _LEAST_NAME), name)


def _latin(name: str, source: str, resident: bool) -> Iterator[Secret]:
    """Yield a name of Latin letters the other way round, and its words; that of a team has no words of its own."""
    words = [word for word in re.split(r"[\s.]+", name) if word]
    if not name.isascii() or len(words) < 2 or any(_is_word(word) for word in words):
        return
    yield Secret(" ".join(reversed(words)), "name", source, resident)
    yield from (Secret(word, "name", source, resident) for word in words if len(word) >= _LEAST_LATIN)


def _is_word(text: str) -> bool:
    """Tell whether a text is no name but a word: of anybody, a group, a skill."""
    return folded(text).text in _WORDS or text.isdigit()


def _ids(community: Community, lang: Lang) -> Iterator[Secret]:
    resources = {RESOURCE_SHEETS[kind.value]: [one.resource_id for one in community.resources(kind)] for kind in Kind}
    for key, ids in {"needs": [need.need_id for need in community.needs], **resources}.items():
        sheet = READ[key]
        for text in ids:
            if _ID.fullmatch(text.strip()):
                yield Secret(text, "id", _source(sheet, sheet.columns[0].header(lang), lang))


_WORDS = frozenset(
    folded(word).text
    for word in (
        *NOBODY,
        *(name for group, others in GROUP_NAMES.items() for name in (group, *others)),
        *(name for entry in built_in_terms() for name in (entry.term, entry.english, *entry.aliases)),
    )
)

_BETWEEN = re.compile(
    "[^一-鿿]+|的|电话?|手机|转告|"
    + "|".join(
        sorted(
            (word for word in {*RELATIVES, *ADDRESSED, *NOBODY} - {"家", "代"} if not word.isascii()),
            key=lambda word: (-len(word), word),
        )
    )
)
"""What stands between names in a cell."""
